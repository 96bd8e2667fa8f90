//! Interface to the host page: window title, language, navigation, busy and crash events, and focus.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::time::Duration;

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit, Document, Element, FocusOptions, HtmlElement, Node};

use crate::platform::embed::embedding;

/// Selector of the host element that the entry script has mounted. A host page may contain several `imk-app` elements;
/// only one is mounted. It shows the prerendered text until the application starts.
const HOST: &str = "imk-app[data-mounted]";

/// Selector of the text that was prerendered for the current path. The style sheet hides the application while it is in
/// the page.
const PRERENDERED: &str = ".imk-served[data-imk-path]";

/// Selector of one language of a prerendered text.
const PRERENDERED_LANGUAGE: &str = ".imk-served > [lang]";

/// Attribute of a host that is the whole page: the application then also sets the document's language and title.
const ALONE: &str = "alone";

/// Crash event. The entry script then shows "Lapa apstājās" with a reload button.
const EVENT_CRASHED: &str = "imk:stopped";
const EVENT_TITLE: &str = "imk:title";
const EVENT_NAVIGATE: &str = "imk:navigate";
const EVENT_BUSY: &str = "imk:busy";

/// Event of the entry script when the host page changes the host's `lang`.
pub const EVENT_LANGUAGE: &str = "imk:language";

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Returns the host element.
pub fn host() -> Option<HtmlElement> {
    document()?.query_selector(HOST).ok()??.dyn_into().ok()
}

/// Attribute of an element that the host page has put in: its message for browsers that cannot run the application.
const SLOT: &str = "slot";

/// Removes all children of the host except its own message and the text prerendered for this path. That text stays in
/// place: a move would take the focus from a link in it.
pub fn keep_prerendered_text(host: &HtmlElement) {
    let served = host.query_selector(PRERENDERED).ok().flatten();
    let is_message = |node: &Node| node.dyn_ref::<Element>().is_some_and(|element| element.has_attribute(SLOT));
    let mut next = host.first_child();
    while let Some(node) = next {
        next = node.next_sibling();
        if !served.as_ref().is_some_and(|served| node.is_same_node(Some(served))) && !is_message(&node) {
            // Fails only for a node that is no longer a child.
            let _never = host.remove_child(&node);
        }
    }
}

/// Removes the prerendered text, which makes the application visible. A keyboard user who has focused a link in the
/// text stays on the same link (WCAG 2.2, 2.4.3); else the element that the fragment of the URL names takes the focus,
/// which it could not take while it was hidden.
pub fn remove_prerendered_text() {
    let Some(host) = host() else { return };
    let Some(served) = host.query_selector(PRERENDERED).ok().flatten() else { return };
    let link = FocusedLink::within(&served);
    served.remove();
    match link.and_then(|link| link.again_in(&host)) {
        Some(link) => focus_in_place(&link),
        None => focus(fragment().trim_start_matches('#')),
    }
}

/// Returns the fragment of the URL with its `#`; empty if there is none.
fn fragment() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// The focused link: its `href` and the number of earlier links with the same `href`.
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

    /// Returns the same link in the application, which may have fewer links with this `href`.
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

/// Sets the document's title, which names the page in the window, the history and screen readers. A host page that sets
/// its own title cancels the event.
pub fn set_title(title: &str) {
    if emit(EVENT_TITLE, "title", &title.into())
        && let Some(document) = document()
    {
        document.set_title(title);
    }
}

/// Emits the path of the shown page; `path` begins with the base path.
pub fn emit_navigated(path: &str) {
    emit(EVENT_NAVIGATE, "path", &path.into());
}

/// Emits whether a request is in flight.
pub fn emit_busy(busy: bool) {
    emit(EVENT_BUSY, "busy", &busy.into());
}

/// Sets the `lang` attribute, which screen readers and hyphenation need.
pub fn set_language(tag: &str) {
    let Some(host) = host() else { return };
    // Fails only for a malformed attribute name.
    let _never = host.set_attribute("lang", tag);
    let root = document().and_then(|document| document.document_element());
    if let Some(root) = root.filter(|_| host.has_attribute(ALONE)) {
        let _never = root.set_attribute("lang", tag);
    }
}

/// Returns the `lang` attribute of the host.
pub fn language() -> Option<String> {
    host()?.get_attribute("lang")
}

/// Focuses the element with this `id` and scrolls to it.
pub fn focus(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Fails only if the element was removed.
        let _gone = element.focus();
    }
}

/// Focuses an element without scrolling, because it is in view or the page has already scrolled to it.
pub fn focus_in_place(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // Fails only if the element was removed.
    let _gone = element.focus_with_options(&options);
}

#[wasm_bindgen(module = "/src/platform/browser_calls.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = wait)]
    async fn wait_milliseconds(time: u32) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen(module = "/src/platform/translation.js")]
extern "C" {
    #[wasm_bindgen(js_name = follow)]
    fn follow_translation_of(host: &HtmlElement);
}

/// Keeps the text of the application true while the browser translates the page.
pub fn follow_translation(host: &HtmlElement) {
    follow_translation_of(host);
}

/// Waits for `time`.
pub async fn wait(time: Duration) {
    // The promise is only ever resolved, never rejected.
    let _rung = wait_milliseconds(u32::try_from(time.as_millis()).unwrap_or(u32::MAX)).await;
}

/// Runs a future for at most `limit`; `None` if it has not completed by then.
pub async fn within<T>(limit: Duration, future: impl Future<Output = T>) -> Option<T> {
    let (mut future, mut timer) = (pin!(future), pin!(wait(limit)));
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(result) => Poll::Ready(Some(result)),
        Poll::Pending => timer.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// Returns the full URL of a page without its scheme, for paper; `path` is relative to the base path.
pub fn address(path: &str) -> String {
    let host = web_sys::window().and_then(|window| window.location().host().ok()).unwrap_or_default();
    format!("{host}{}{path}", embedding().base)
}

/// Returns the URL of a page; `path` begins with a slash.
pub fn url(path: &str) -> String {
    let origin = web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
    format!("{origin}{}{path}", embedding().base)
}

/// Opens another URL with a full page load, for the redirect to sign-in.
pub fn redirect_to(address: &str) {
    if let Some(window) = web_sys::window() {
        // Fails only for a malformed URL; this one comes from the server.
        let _never = window.location().set_href(address);
    }
}

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // Fails only if the browser blocks dialogs; its own menu still prints.
        let _refused = window.print();
    }
}

/// Copies the address of the page to the clipboard; does nothing where the browser has none, as without HTTPS.
pub fn copy_address() {
    let Some(window) = web_sys::window() else { return };
    let clipboard = window.navigator().clipboard();
    if let Ok(address) = window.location().href()
        && !clipboard.is_undefined()
    {
        // Fails only if the person or the host page denies it.
        let _denied = clipboard.write_text(&address);
    }
}

/// Returns how far the window is scrolled down, in CSS pixels.
pub fn scroll_position() -> f64 {
    web_sys::window().and_then(|window| window.scroll_y().ok()).unwrap_or_default()
}

/// Scrolls the window to a position that [`scroll_position`] returned.
pub fn scroll_to(position: f64) {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, position);
    }
}

/// Reports a panic: an error with the stack on the console, and the crash event. The wasm module does not run after a
/// panic, but the entry script does; the draft is in the storage.
pub fn report_panic(message: &str) {
    static IS_REPORTED: AtomicBool = AtomicBool::new(false);
    // A panic of this function must not call it again.
    if !IS_REPORTED.swap(true, Ordering::Relaxed) {
        web_sys::console::error_1(&js_sys::Error::new(message));
        emit(EVENT_CRASHED, "reason", &JsValue::UNDEFINED);
    }
}

/// Emits an event on the host. Returns `false` if the host page cancelled it.
fn emit(event: &str, name: &str, value: &JsValue) -> bool {
    let detail = Object::new();
    // Fails only for an object that rejects new properties.
    let _never = Reflect::set(&detail, &name.into(), value);
    let options = CustomEventInit::new();
    options.set_bubbles(true);
    options.set_cancelable(true);
    options.set_detail(&detail);
    let event = CustomEvent::new_with_event_init_dict(event, &options);
    let dispatched = host().zip(event.ok()).map(|(host, event)| host.dispatch_event(&event));
    !matches!(dispatched, Some(Ok(false)))
}
