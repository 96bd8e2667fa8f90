//! What a person searches by.

use leptos::prelude::*;

use crate::catalogue::filters::{Choice, Filters};

/// What a person searches by; the address follows it.
#[derive(Clone, Copy)]
pub struct Searching {
    /// The text in the search field.
    pub text: RwSignal<String>,
    /// The chosen filters.
    pub chosen: RwSignal<Vec<Choice>>,
}

impl Searching {
    /// Both as filters.
    pub fn filters(self) -> Filters {
        Filters { text: self.text.get(), chosen: self.chosen.get() }
    }

    /// Replaces both.
    pub fn set(self, filters: Filters) {
        self.text.set(filters.text);
        self.chosen.set(filters.chosen);
    }
}
