//! Programmes selected for comparison.

use leptos::prelude::*;
use ui::components::page::{Announcer, use_announcer};
use ui::platform::lang::{Lang, use_lang};
use ui::text::plural::amount;

use crate::app_singleton::app_singleton;
use crate::compare::texts;
use crate::routes::{Route, query};

/// Maximum number of programmes: a phone has no space for more, and people cannot remember more.
pub const MOST: usize = 3;

/// Selected programmes, shared by all pages on which they can be selected. The URLs of the catalogue and of the
/// comparison contain them too.
#[derive(Clone, Copy)]
pub struct Chosen {
    ids: RwSignal<Vec<String>>,
    refused: RwSignal<Option<String>>,
    announcer: Announcer,
    lang: Lang,
}

/// Returns the selection.
pub fn use_chosen() -> Chosen {
    app_singleton(|| Chosen {
        ids: RwSignal::default(),
        refused: RwSignal::default(),
        announcer: use_announcer(),
        lang: use_lang(),
    })
}

impl Chosen {
    /// Returns the ids in the order of selection.
    pub fn ids(self) -> Vec<String> {
        self.ids.get()
    }

    /// Returns whether a programme is selected.
    pub fn has(self, id: &str) -> bool {
        self.ids.with(|ids| ids.iter().any(|chosen| chosen == id))
    }

    /// Returns whether the last attempt to select this programme failed because the selection is full.
    pub fn has_refused(self, id: &str) -> bool {
        self.refused.with(|refused| refused.as_deref() == Some(id))
    }

    /// Replaces the selection.
    pub fn set(self, ids: Vec<String>) {
        self.refused.set(None);
        if self.ids.with_untracked(|chosen| *chosen != ids) {
            self.ids.set(ids);
        }
    }

    /// Selects or deselects a programme; fails if the selection is full. Announces the new number to screen readers.
    pub fn choose(self, id: &str, on: bool) {
        let mut ids = self.ids.get_untracked();
        let refused = !changed(&mut ids, id, on);
        self.set(ids);
        self.refused.set(refused.then(|| id.to_owned()));
        if !refused {
            self.announce();
        }
    }

    /// Clears the selection.
    pub fn clear(self) {
        self.set(Vec::new());
        self.announce();
    }

    fn announce(self) {
        let texts = texts::of(self.lang.get_untracked());
        self.announcer.say(match self.ids.with_untracked(Vec::len) {
            0 => texts.none_chosen.to_owned(),
            count => (texts.chosen)(amount(count)),
        });
    }
}

/// Adds or removes an id. Returns `false` if the selection is full.
fn changed(ids: &mut Vec<String>, id: &str, on: bool) -> bool {
    ids.retain(|chosen| chosen != id);
    if on && ids.len() >= MOST {
        return false;
    }
    if on {
        ids.push(id.to_owned());
    }
    true
}

/// Parses the ids in a query parameter: without duplicates and not more than [`MOST`].
pub fn listed(value: &str) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for id in value.split(',').map(str::trim).filter(|id| !id.is_empty()) {
        if ids.len() < MOST && !ids.iter().any(|known| known == id) {
            ids.push(id.to_owned());
        }
    }
    ids
}

/// Returns the URL of the comparison.
pub fn address(ids: &[String], only_differences: bool) -> String {
    let differences = if only_differences { "1" } else { "" };
    Route::Compare.with([(query::COMPARED, ids.join(",").as_str()), (query::DIFFERENCES, differences)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn three_are_chosen_and_a_fourth_is_refused() {
        let mut chosen = Vec::new();
        for id in ["a", "b", "c"] {
            assert!(changed(&mut chosen, id, true));
        }
        assert!(!changed(&mut chosen, "d", true));
        assert_eq!(chosen, ids("a b c"));
        assert!(changed(&mut chosen, "b", false));
        assert!(changed(&mut chosen, "d", true));
        assert_eq!(chosen, ids("a c d"));
    }

    #[test]
    fn address_lists_each_once_and_three_at_most() {
        assert_eq!(listed("a,b,c"), ids("a b c"));
        assert_eq!(listed(" a,,a,b"), ids("a b"));
        assert_eq!(listed("a,b,c,d"), ids("a b c"));
        assert_eq!(listed(""), ids(""));
    }

    #[test]
    fn comparison_is_found_again_in_its_address() {
        assert_eq!(address(&ids("p-001 p-002"), false), "/salidzinajums?p=p-001,p-002");
        assert_eq!(address(&ids("p-001"), true), "/salidzinajums?p=p-001&atskiribas=1");
        assert_eq!(address(&[], false), "/salidzinajums");
    }
}
