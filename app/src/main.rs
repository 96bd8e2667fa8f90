//! Entry point of the wasm module. It does nothing by itself: the entry script calls `start` once the host element
//! exists.

use wasm_bindgen::prelude::wasm_bindgen;

/// Starts the pages in the document's `<imk-app>`.
#[wasm_bindgen]
pub fn start() {
    app::embed::start();
}

/// Reports a panic. A release build calls it instead of formatting the message (`cargo xtask post-build`).
#[wasm_bindgen]
pub fn panicked() {
    ui::platform::host::report_panic("panicked");
}

fn main() {}
