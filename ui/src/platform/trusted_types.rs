//! Trusted Types (W3C): checks script URLs with the policy in `trusted_types.js`.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/platform/trusted_types.js")]
extern "C" {
    #[wasm_bindgen(js_name = scriptAddress, catch)]
    fn checked_address(address: &str) -> Result<JsValue, JsValue>;
}

/// Returns the URL as a trusted script URL; `None` unless it is the application's service worker.
pub fn script_address(address: &str) -> Option<JsValue> {
    checked_address(address).ok()
}
