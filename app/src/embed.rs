//! Puts the pages into their host element, as the page around it asks.

use ui::platform::http::transport;
use ui::platform::{embed, host};

use crate::app_root::App;

/// Starts the pages in the first `<imk-app>` of the document; does nothing where there is none. A text that was served for
/// this very address stays until [`host::remove_prerendered_text`], and the pages make themselves ready behind it.
///
/// They are started once and never taken down: the router's listeners would outlive them.
pub fn start() {
    host::install_panic_hook();
    let Some(host) = host::host() else { return };
    if embed::set_from(&host) {
        if let Some(root) = host.get_attribute("api") {
            transport::set_root(root);
        }
        host::keep_prerendered_text(&host);
        leptos::mount::mount_to(host, App).forget();
    }
}
