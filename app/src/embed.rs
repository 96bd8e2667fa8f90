//! Mounts the pages in their host element.

use ui::platform::http::transport;
use ui::platform::{embed, host, prerendered};

use crate::app_root::App;

/// Starts the pages in the first `<imk-app>` of the document; does nothing without one. A prerendered text of this URL
/// stays until [`host::remove_prerendered_text`], while the pages render behind it.
///
/// The pages start once and are never unmounted: the router's listeners would remain.
pub fn start() {
    // A panic of a split build has no message and calls an export of `main.rs` instead.
    #[cfg(not(feature = "split"))]
    std::panic::set_hook(Box::new(|panic| host::report_panic(&panic.to_string())));
    let Some(host) = host::host() else { return };
    if embed::set_from(&host) {
        if let Some(root) = host.get_attribute("api") {
            transport::set_root(root);
        }
        host::follow_translation(&host);
        prerendered::store_parts(&host);
        host::keep_prerendered_text(&host);
        leptos::mount::mount_to(host, App).forget();
    }
}
