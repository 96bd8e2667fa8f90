//! What the pages say to the page around them: their title, language and address, that they are busy, that they have
//! stopped.

use std::time::Duration;

use js_sys::{Object, Promise, Reflect};
use leptos::leptos_dom::helpers::set_timeout_with_handle;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CustomEvent, CustomEventInit, Document, Element, FocusOptions, HtmlElement};

/// The element that holds the pages, as the entry script marks it: a portal's page may have more than one, and one of them
/// is ours. Until they start it shows the text that was served.
const HOST: &str = "imk-app[data-mounted]";

/// The text that was served for the address at which the pages have started. The style sheet hides them as long as it is there.
const PRERENDERED: &str = ".imk-served[data-imk-path]";

/// Either language of a served text.
const PRERENDERED_LANGUAGE: &str = ".imk-served > [lang]";

/// On the host where it is the whole page: the document's language and title are then ours.
const ALONE: &str = "alone";

/// Heard by the entry script, which then shows "Lapa apstājās" with a button to load the page anew.
const EVENT_CRASHED: &str = "imk:stopped";
const EVENT_TITLE: &str = "imk:title";
const EVENT_NAVIGATE: &str = "imk:navigate";
const EVENT_BUSY: &str = "imk:busy";

/// Said by the entry script when the page around has changed the host's `lang`.
pub const EVENT_LANGUAGE: &str = "imk:language";

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The element that holds the pages.
pub fn host() -> Option<HtmlElement> {
    document()?.query_selector(HOST).ok()??.dyn_into().ok()
}

/// Takes everything out of the host but the text that was served for this address. That one is not moved, since moving it
/// would take the focus from a link in it.
pub fn keep_prerendered_text(host: &HtmlElement) {
    let served = host.query_selector(PRERENDERED).ok().flatten();
    let mut next = host.first_child();
    while let Some(node) = next {
        next = node.next_sibling();
        if !served.as_ref().is_some_and(|served| node.is_same_node(Some(served))) {
            // Fails only for nodes that are elsewhere.
            let _never = host.remove_child(&node);
        }
    }
}

/// Takes the served text away: from here on the pages are seen. Whoever had gone to a link in it by keyboard stays on that
/// link (WCAG 2.2, 2.4.3).
pub fn remove_prerendered_text() {
    let Some(host) = host() else { return };
    let Some(served) = host.query_selector(PRERENDERED).ok().flatten() else { return };
    let link = FocusedLink::within(&served);
    served.remove();
    if let Some(link) = link.and_then(|link| link.again_in(&host)) {
        focus_in_place(&link);
    }
}

/// The link that has the focus: where it leads, and how many links before it lead there too.
struct FocusedLink {
    href: String,
    before: usize,
}

impl FocusedLink {
    fn within(served: &Element) -> Option<Self> {
        let focused = document()?.active_element().filter(|focused| served.contains(Some(focused)))?;
        let href = focused.get_attribute("href")?;
        let text = focused.closest(PRERENDERED_LANGUAGE).ok()??;
        let before = links(&text, &href).position(|link| link.is_same_node(Some(&focused)))?;
        Some(Self { href, before })
    }

    /// The same link in the pages, which may have fewer of them.
    fn again_in(&self, host: &HtmlElement) -> Option<HtmlElement> {
        links(host, &self.href).take(self.before + 1).last()
    }
}

fn links(within: &Element, href: &str) -> impl Iterator<Item = HtmlElement> {
    let all = within.get_elements_by_tag_name("a");
    (0..all.length())
        .filter_map(move |at| all.item(at)?.dyn_into::<HtmlElement>().ok())
        .filter(move |link| link.get_attribute("href").as_deref() == Some(href))
}

/// Names the page in the window's title bar, in the history and to screen readers. A page around that wants to name itself
/// takes the event's default away.
pub fn set_title(title: &str) {
    if emit(EVENT_TITLE, "title", &title.into())
        && let Some(document) = document()
    {
        document.set_title(title);
    }
}

/// Says which page is shown; `path` begins with the base.
pub fn emit_navigated(path: &str) {
    emit(EVENT_NAVIGATE, "path", &path.into());
}

/// Says whether an answer is awaited.
pub fn emit_busy(busy: bool) {
    emit(EVENT_BUSY, "busy", &busy.into());
}

/// Says which language the pages are in, so that they are read aloud and hyphenated rightly.
pub fn set_language(tag: &str) {
    let Some(host) = host() else { return };
    // Fails only for malformed attribute names.
    let _never = host.set_attribute("lang", tag);
    let root = document().and_then(|document| document.document_element());
    if let Some(root) = root.filter(|_| host.has_attribute(ALONE)) {
        let _never = root.set_attribute("lang", tag);
    }
}

/// The language on the host.
pub fn language() -> Option<String> {
    host()?.get_attribute("lang")
}

/// Moves the focus to the element with this identifier and scrolls to it.
pub fn focus(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Fails only where the element is gone, and then there is nothing to focus.
        let _gone = element.focus();
    }
}

/// Moves the focus to an element that is in view, or that the page has been scrolled to.
pub fn focus_in_place(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // Fails only where the element is gone.
    let _gone = element.focus_with_options(&options);
}

/// Waits. Without a timer it does not.
pub async fn wait(time: Duration) {
    let timer = Promise::new(&mut |done, _| {
        let ring = move || drop(done.call0(&JsValue::NULL));
        let _at_once = set_timeout_with_handle(ring, time);
    });
    // A timer of ours only rings.
    let _rung = JsFuture::from(timer).await;
}

/// Leaves for another address with a whole page load: signing in happens elsewhere.
pub fn redirect_to(address: &str) {
    if let Some(window) = web_sys::window() {
        // Fails only for malformed addresses, and this one comes from our server.
        let _never = window.location().set_href(address);
    }
}

/// Opens the browser's print dialogue.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // Refused only where the shell forbids it, and then the browser's own menu still prints.
        let _refused = window.print();
    }
}

/// After a panic nothing here runs any more. The entry script, which still does, is told; the draft is in the storage.
pub fn install_panic_hook() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
        emit(EVENT_CRASHED, "reason", &JsValue::UNDEFINED);
    }));
}

/// Tells the page around; `false` where it took the event's default away.
fn emit(event: &str, name: &str, value: &JsValue) -> bool {
    let detail = Object::new();
    // Fails only on objects that refuse new properties.
    let _never = Reflect::set(&detail, &name.into(), value);
    let options = CustomEventInit::new();
    options.set_bubbles(true);
    options.set_cancelable(true);
    options.set_detail(&detail);
    let event = CustomEvent::new_with_event_init_dict(event, &options);
    let heard = host().zip(event.ok()).map(|(host, event)| host.dispatch_event(&event));
    !matches!(heard, Some(Ok(false)))
}
