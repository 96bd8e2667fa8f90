//! Search state of the catalogue.

use leptos::prelude::*;

use crate::catalogue::filters::{Choice, Filters};

/// Search state; the URL follows it.
#[derive(Clone, Copy)]
pub struct Searching {
    /// Text in the search field.
    pub text: RwSignal<String>,
    /// Ticked filters.
    pub chosen: RwSignal<Vec<Choice>>,
}

impl Searching {
    /// Returns the state as filters.
    pub fn filters(self) -> Filters {
        Filters { text: self.text.get(), chosen: self.chosen.get() }
    }

    /// Replaces the state.
    pub fn set(self, filters: Filters) {
        self.text.set(filters.text);
        self.chosen.set(filters.chosen);
    }
}
