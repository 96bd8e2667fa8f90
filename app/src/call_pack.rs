//! The call pack, compiled in, so that verdicts need no network.

use std::sync::LazyLock;

use rules::call::{Call, JUNE_2025};

static CALL: LazyLock<Call> = LazyLock::new(|| {
    // The build has parsed this pack (`build.rs`), so the error never occurs.
    Call::parse(JUNE_2025.as_bytes()).unwrap_or_else(|error| wasm_bindgen::throw_str(&error.to_string()))
});

/// The call, parsed when the first page that needs it opens.
pub fn current() -> &'static Call {
    &CALL
}
