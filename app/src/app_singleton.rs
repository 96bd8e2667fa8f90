//! App-wide singletons, created on first use.

use leptos::prelude::*;
use leptos::reactive::owner::Owner;
use ui::platform::context::provided;

/// Owner above all pages: values created under it live as long as the pages.
#[derive(Clone)]
struct Root(Owner);

/// Returns the app-wide value of this type; creates it on first use.
pub fn app_singleton<T: Copy + Send + Sync + 'static>(make: fn() -> T) -> T {
    let Root(root) = provided();
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
    // `Owner::new` creates a child of the current owner, which lives as long as the pages.
    provide_context(Root(Owner::new()));
}
