//! What takes time to be answered, by the server above all.
//!
//! Leptos's own resources can be awaited, suspended and sent between threads. Pages that only show an answer need none of
//! it, and its code was a twentieth of the first page's (docs/adr/0011-bytes.md).

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;

/// The answer to a question: nothing until it is there, then the last one. The question is put anew when what it read has
/// changed, or when somebody asks for it; an answer to an older question is dropped, as is one that nobody waits for.
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
    /// Puts a question. What it reads is followed, also later in its future.
    pub fn new<F: Future<Output = T> + 'static>(question: impl Fn() -> F + 'static) -> Self {
        let (last, again) = (RwSignal::new(None), Trigger::new());
        let put = move || {
            let answer = question();
            let heard: Pin<Box<dyn Future<Output = ()>>> = Box::pin(async move { last.set(Some(answer.await)) });
            heard
        };
        put_whenever(again, Box::new(put));
        Self { last, again }
    }

    /// The last answer.
    pub fn get(self) -> Option<T> {
        self.last.get()
    }

    /// Whether there is an answer.
    pub fn is_loaded(self) -> bool {
        self.last.with(Option::is_some)
    }

    /// The last answer; follows nothing.
    pub fn get_untracked(self) -> Option<T> {
        self.last.get_untracked()
    }

    /// Puts the question anew. The last answer stays until there is another.
    pub fn refetch(self) {
        self.again.notify();
    }
}

/// A question whose answer has found its place.
type Put = Box<dyn Fn() -> Pin<Box<dyn Future<Output = ()>>>>;

/// Puts a question now and whenever it is to be put anew. Not generic, so that it exists once.
fn put_whenever(again: Trigger, put: Put) {
    Effect::new(move |_| {
        again.track();
        // Ends with the next run of this effect, and with its owner.
        spawn_local_scoped_with_cancellation(put());
    });
}
