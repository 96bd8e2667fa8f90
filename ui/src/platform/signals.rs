//! Helper for signals.

use leptos::prelude::*;

/// Sets a signal only to a new value: every set notifies the subscribers.
pub fn set_if_changed<T: Clone + PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: &T) {
    if signal.with_untracked(|before| before != value) {
        signal.set(value.clone());
    }
}
