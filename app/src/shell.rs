//! What the pages say to the page around them: their title, language and address, that they are busy, that they have
//! stopped.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit, Document, HtmlElement};

/// The element that holds the pages, as the entry script marks it: a portal's page may have more than one, and one of them
/// is ours. Until they start it shows the text that was served.
const HOST: &str = "imk-app[data-mounted]";

/// The text that was served for the address at which the pages have started. The style sheet hides them as long as it is there.
const SERVED: &str = ".imk-served[data-imk-path]";

/// On the host where it is the whole page: the document's language and title are then ours.
const ALONE: &str = "alone";

/// Heard by the entry script, which then shows "Lapa apstājās" with a button to load the page anew.
const STOPPED: &str = "imk:stopped";
const TITLE: &str = "imk:title";
const NAVIGATE: &str = "imk:navigate";
const BUSY: &str = "imk:busy";

/// Said by the entry script when the page around has changed the host's `lang`.
pub const LANGUAGE_ASKED: &str = "imk:language";

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The element that holds the pages.
pub fn host() -> Option<HtmlElement> {
    document()?.query_selector(HOST).ok()??.dyn_into().ok()
}

/// Takes everything out of the host but the text that was served for this address.
pub fn keep_served_text(host: &HtmlElement) {
    let served = host.query_selector(SERVED).ok().flatten();
    host.set_inner_text("");
    if let Some(served) = served {
        // Fails only where a node would contain itself.
        let _never = host.append_child(&served);
    }
}

/// Takes the served text away: from here on the pages are seen.
pub fn uncover() {
    if let Some(served) = host().and_then(|host| host.query_selector(SERVED).ok().flatten()) {
        served.remove();
    }
}

/// Names the page in the window's title bar, in the history and to screen readers. A page around that wants to name itself
/// takes the event's default away.
pub fn set_title(title: &str) {
    if tell(TITLE, "title", &title.into())
        && let Some(document) = document()
    {
        document.set_title(title);
    }
}

/// Says which page is shown; `path` begins with the base.
pub fn tell_navigated(path: &str) {
    tell(NAVIGATE, "path", &path.into());
}

/// Says whether an answer is awaited.
pub fn tell_busy(busy: bool) {
    tell(BUSY, "busy", &busy.into());
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

/// Leaves for another address with a whole page load: signing in happens elsewhere.
pub fn leave_for(address: &str) {
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
        tell(STOPPED, "reason", &JsValue::UNDEFINED);
    }));
}

/// Tells the page around; `false` where it took the event's default away.
fn tell(event: &str, name: &str, value: &JsValue) -> bool {
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
