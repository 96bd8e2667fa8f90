//! Search state of the catalogue.

use leptos::prelude::*;

use crate::catalogue::filters::{Choice, Filters};
use crate::catalogue::sort::Sort;

/// Search state; the URL follows it.
#[derive(Clone, Copy)]
pub struct Searching {
    /// Text in the search field.
    pub text: RwSignal<String>,
    /// Ticked filters.
    pub chosen: RwSignal<Vec<Choice>>,
    /// Order of the results.
    pub sort: RwSignal<Sort>,
    /// Maximum number of shown cards.
    pub limit: RwSignal<usize>,
}

/// Number of cards shown at first and added with each press of the button: two columns of twelve.
pub const PAGE: usize = 24;

/// Maximum number of cards that a URL may show at once: more would take seconds to render.
const MOST: usize = 20 * PAGE;

impl Searching {
    /// Returns the state as filters.
    pub fn filters(self) -> Filters {
        Filters { text: self.text.get(), chosen: self.chosen.get(), sort: self.sort.get() }
    }

    /// Returns the URL of the state without the programmes selected for comparison, which other pages change too.
    pub fn address(self) -> String {
        self.filters().address_showing(&[], &shown_name(self.limit.get()))
    }

    /// Replaces the state.
    pub fn set(self, filters: Filters) {
        self.text.set(filters.text);
        self.chosen.set(filters.chosen);
        self.sort.set(filters.sort);
    }
}

/// Returns the number of shown cards in a URL: whole pages, the first one by default.
pub fn shown_of(value: &str) -> usize {
    let asked = value.parse().unwrap_or(PAGE).clamp(PAGE, MOST);
    asked.div_ceil(PAGE) * PAGE
}

/// Returns the number of shown cards for a URL; empty for the first page.
pub fn shown_name(shown: usize) -> String {
    if shown > PAGE { shown.to_string() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_cards_of_a_url_are_whole_pages_within_bounds() {
        for (value, shown) in
            [("", 24), ("24", 24), ("25", 48), ("72", 72), ("0", 24), ("-5", 24), ("x", 24), ("100000", 480)]
        {
            assert_eq!(shown_of(value), shown, "{value}");
        }
        assert_eq!([24, 48, 72].map(shown_name), ["", "48", "72"]);
    }
}
