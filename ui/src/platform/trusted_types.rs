//! What the browser lets be started: Trusted Types (W3C), of which the pages have one policy. It is in `trusted_types.js`.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/platform/trusted_types.js")]
extern "C" {
    #[wasm_bindgen(js_name = scriptAddress, catch)]
    fn checked_address(address: &str) -> Result<JsValue, JsValue>;
}

/// The address as what a browser starts a script from; nothing where it is not that of our service worker.
pub fn script_address(address: &str) -> Option<JsValue> {
    checked_address(address).ok()
}
