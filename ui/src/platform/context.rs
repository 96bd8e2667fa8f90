//! Contexts that the root of the pages provides.

use leptos::prelude::use_context;

/// Returns the context of this type. One message for every type keeps the first page small: `expect_context` formats a
/// message of its own for each.
///
/// # Panics
/// If the root of the pages has not provided the context, which is a fault of the program.
pub fn provided<T: Clone + 'static>() -> T {
    use_context().unwrap_or_else(|| missing())
}

#[cold]
#[expect(clippy::panic, reason = "as `expect_context`: a page cannot run without its contexts")]
fn missing() -> ! {
    panic!("a context is not provided")
}
