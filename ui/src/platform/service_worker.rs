//! The service worker, which lets the pages open without a network; the work is in `worker.js` and `embed/sw.js`.

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

/// Registers the worker `script` for the addresses under `scope`; `offered` is called when a version newer than `version`
/// is ready. Once: it is never unregistered.
pub fn watch(script: &str, scope: &str, version: &str, offered: impl FnMut() + 'static) {
    let Some(script) = script_address(script) else { return };
    let offered = Closure::new(offered);
    watch_worker(&script, scope, version, &offered);
    offered.forget();
}

/// Takes away the worker `script` for the addresses under `scope`, where an earlier visit registered it, and what it kept.
pub fn dismiss(script: &str, scope: &str) {
    dismiss_worker(script, scope);
}

/// Lets the newer version take over and loads the page anew.
pub fn take_over() {
    take_over_now();
}
