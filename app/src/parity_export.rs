//! JavaScript function that assesses many lines, for the parity check of browser, server and command line.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::lazy_pages;

/// Assesses lines of JSON, each `{"at": instant, "facts": {…}}`; returns decisions in canonical form. An invalid line
/// gives an object with its `error`.
///
/// # Errors
/// The chunk cannot be loaded.
#[wasm_bindgen]
pub async fn decide_lines(lines: String) -> Result<String, JsValue> {
    lazy_pages::decide(lines).await.map_err(|_| JsValue::from_str("the chunk could not be loaded"))
}
