//! Contexts that the root of the pages provides.

use leptos::prelude::{expect_context, use_context};

/// Returns the context of this type. All types share one panic message: `expect_context` formats one for each type,
/// which makes the first page larger.
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
