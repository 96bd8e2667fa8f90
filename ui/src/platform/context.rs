//! Contexts that the root of the pages provides.

use leptos::prelude::{expect_context, use_context};

/// Returns the context of this type. One message for every type keeps the first page small: `expect_context` formats a
/// message of its own for each.
///
/// # Panics
/// If the root of the pages has not provided the context, which is a fault of the program.
pub fn provided<T: Clone + 'static>() -> T {
    use_context().unwrap_or_else(|| missing())
}

/// A context that is never provided: without values there is nothing to provide.
#[derive(Clone)]
enum MissingContext {}

#[cold]
fn missing() -> ! {
    match expect_context::<MissingContext>() {}
}
