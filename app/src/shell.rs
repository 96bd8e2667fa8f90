//! What the page says to the window around it: its title, its language, and that it has stopped.

use wasm_bindgen::JsCast;
use web_sys::{Document, Event, HtmlElement};

/// Heard by the entry script, which then shows "Lapa apstājās" with a button to load the page anew.
const STOPPED: &str = "imk:stopped";

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Names the page in the window's title bar, in the history and to screen readers.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Says which language the page is in, so that it is read aloud and hyphenated rightly.
pub fn set_language(tag: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // Fails only for malformed attribute names.
        let _never = root.set_attribute("lang", tag);
    }
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
        if let (Some(window), Ok(event)) = (web_sys::window(), Event::new(STOPPED)) {
            let _unheard = window.dispatch_event(&event);
        }
    }));
}
