//! Service worker, which lets the pages open offline; implemented in `service_worker.js` and `embed/sw.js`.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};

use crate::platform::trusted_types::script_address;

#[wasm_bindgen(module = "/src/platform/service_worker.js")]
extern "C" {
    #[wasm_bindgen(js_name = watch)]
    fn watch_worker(script: &JsValue, scope: &str, version: &str, offered: &Closure<dyn FnMut()>);
    #[wasm_bindgen(js_name = dismiss)]
    fn dismiss_worker(script: &str, scope: &str);
    #[wasm_bindgen(js_name = takeOver)]
    fn take_over_now();
}

/// Registers the worker `script` for paths under `scope`; `offered` is called when a newer version is ready. `version`
/// names this build; the worker requests it to find the caches in use. Call it once: the callback is never released.
pub fn watch(script: &str, scope: &str, version: &str, offered: impl FnMut() + 'static) {
    let Some(script) = script_address(script) else { return };
    let offered = Closure::new(offered);
    watch_worker(&script, scope, version, &offered);
    offered.forget();
}

/// Removes the worker `script` for paths under `scope`, if an earlier visit registered it, and its caches.
pub fn dismiss(script: &str, scope: &str) {
    dismiss_worker(script, scope);
}

/// Activates the newer version and reloads the page.
pub fn take_over() {
    take_over_now();
}
