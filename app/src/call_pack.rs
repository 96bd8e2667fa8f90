//! The call whose pages these are: its pack is compiled in, so that verdicts need no network.

use std::sync::LazyLock;

use rules::call::{Call, JUNE_2025};

static CALL: LazyLock<Call> = LazyLock::new(|| {
    // The build has read this very pack (`build.rs`), so nobody ever sees the error.
    Call::parse(JUNE_2025.as_bytes()).unwrap_or_else(|error| wasm_bindgen::throw_str(&error.to_string()))
});

/// The call, read once, when the first page that decides something is opened.
pub fn current() -> &'static Call {
    &CALL
}
