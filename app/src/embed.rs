//! Puts the pages into their host element.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{App, shell};

/// The element that holds the pages; until they start it shows the landing's text from `index.html`.
const HOST: &str = "imk-app";

/// Starts the pages in the first `<imk-app>` of the document; does nothing where there is none.
///
/// They are started once and never taken down: the router's listeners would outlive them.
pub fn start() {
    shell::install_panic_hook();
    let document = web_sys::window().and_then(|window| window.document());
    let host = document.and_then(|document| document.query_selector(HOST).ok().flatten());
    if let Some(host) = host.and_then(|host| host.dyn_into::<HtmlElement>().ok()) {
        host.set_inner_text("");
        leptos::mount::mount_to(host, App).forget();
    }
}
