//! Asynchronous data of a page, usually from the server.
//!
//! Leptos's own resources can be awaited, suspended and sent between threads. Pages that only display data need none of
//! this, and that code was a twentieth of the first page's size (docs/adr/0011-bytes.md).

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;

/// Result of an asynchronous request: `None` until the first one completes, then the latest result. The request is
/// repeated when a signal that it reads changes and on [`Resource::refetch`]. Results of superseded requests are
/// dropped, and so are those that complete after the owner is cleaned up.
pub struct Resource<T: 'static> {
    last: RwSignal<Option<T>>,
    again: Trigger,
}

impl<T: 'static> Clone for Resource<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: 'static> Copy for Resource<T> {}

impl<T: Clone + Send + Sync + 'static> Resource<T> {
    /// Creates a resource and starts its request. Signals that it reads are tracked, also those read later in the
    /// future.
    pub fn new<F: Future<Output = T> + 'static>(request: impl Fn() -> F + 'static) -> Self {
        let (last, again) = (RwSignal::new(None), Trigger::new());
        let store = move || {
            let response = request();
            let stored: Pin<Box<dyn Future<Output = ()>>> = Box::pin(async move { last.set(Some(response.await)) });
            stored
        };
        run_on_change(again, Box::new(store));
        Self { last, again }
    }

    /// Returns the latest result. Tracked.
    pub fn get(self) -> Option<T> {
        self.last.get()
    }

    /// Returns whether a result is available.
    pub fn is_loaded(self) -> bool {
        self.last.with(Option::is_some)
    }

    /// Returns the latest result. Untracked.
    pub fn get_untracked(self) -> Option<T> {
        self.last.get_untracked()
    }

    /// Repeats the request. The latest result stays until the new one arrives.
    pub fn refetch(self) {
        self.again.notify();
    }
}

/// A request that stores its result.
type StoreRequest = Box<dyn Fn() -> Pin<Box<dyn Future<Output = ()>>>>;

/// Runs the request now and on each change. Not generic, so that its code is compiled only once.
fn run_on_change(again: Trigger, store: StoreRequest) {
    Effect::new(move |_| {
        again.track();
        // Cancelled by the next run of this effect and by the cleanup of its owner.
        spawn_local_scoped_with_cancellation(store());
    });
}
