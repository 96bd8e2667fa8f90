//! Where a person left the catalogue: the address with the shown cards, and how far it was scrolled. A return to the
//! same address continues there.

use leptos::prelude::*;
use ui::platform::host;

use crate::app_singleton::app_singleton;

/// Place where the catalogue was left; lost on a reload, after which the browser restores its own position.
#[derive(Clone, Copy)]
pub struct Remembered(StoredValue<Option<(String, f64)>>);

/// Returns the place.
pub fn use_remembered() -> Remembered {
    app_singleton(|| Remembered(StoredValue::new(None)))
}

impl Remembered {
    /// Stores the address and the current scroll position. Call it before the navigation, which scrolls.
    pub fn leave(self, address: String) {
        self.0.set_value(Some((address, host::scroll_position())));
    }

    /// Returns the address at which the catalogue was left.
    pub fn address(self) -> Option<String> {
        self.0.with_value(|left| left.as_ref().map(|(address, _)| address.clone()))
    }

    /// Scrolls to the stored position if the catalogue was left at this address. The position is used once.
    pub fn return_to(self, address: &str) {
        let position =
            self.0.with_value(|left| left.as_ref().filter(|(left, _)| left == address).map(|(_, position)| *position));
        self.0.set_value(None);
        if let Some(position) = position {
            // The cards have their height after the next layout; the heading has taken the focus by then.
            request_animation_frame(move || request_animation_frame(move || host::scroll_to(position)));
        }
    }
}
