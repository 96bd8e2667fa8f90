//! App-wide singletons, created on first use.

use leptos::prelude::*;
use leptos::reactive::owner::Owner;

/// The owner above all pages: what is made under it stays as long as they do.
#[derive(Clone)]
struct Root(Owner);

/// What all pages share and not all need: made when the first of them asks.
pub fn app_singleton<T: Copy + Send + Sync + 'static>(make: fn() -> T) -> T {
    let Root(root) = expect_context();
    root.with(|| {
        use_context().unwrap_or_else(|| {
            let made = untrack(make);
            provide_context(made);
            made
        })
    })
}

/// Provides the owner of all singletons. Call once, above all pages.
pub fn provide() {
    // Under `Owner::new` it is a child of the present owner, which lives as long as the pages.
    provide_context(Root(Owner::new()));
}
