//! Contexts that the root of the pages provides.

use leptos::prelude::use_context;

/// Returns the context of this type. All types share one message: `expect_context` formats one for each type, which
/// makes the first page larger.
///
/// # Panics
/// Throws a JavaScript error (in native code: panics) if the root of the pages has not provided the context, which is a
/// fault of the program.
pub fn provided<T: Clone + 'static>() -> T {
    use_context().unwrap_or_else(|| missing())
}

#[cold]
fn missing() -> ! {
    wasm_bindgen::throw_str("a context is missing")
}
