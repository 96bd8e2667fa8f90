//! The citizen's pages. Nothing starts by itself: the entry script calls `start` once the element is there to hold them.

use wasm_bindgen::prelude::wasm_bindgen;

/// Starts the pages in the document's `<imk-app>`.
#[wasm_bindgen]
pub fn start() {
    app::embed::start();
}

fn main() {}
