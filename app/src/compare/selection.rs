//! The programmes that a person has chosen to compare.

use leptos::prelude::*;
use ui::components::page::{Announcer, use_announcer};
use ui::platform::lang::{Lang, use_lang};

use crate::app_singleton::app_singleton;
use crate::compare::texts;
use crate::routes::{Route, query};

/// How many programmes stand side by side at most: more fit no phone, and no memory.
pub const MOST: usize = 3;

/// The chosen programmes, shared by the pages on which they can be chosen. The address of the catalogue and of the
/// comparison repeats them.
#[derive(Clone, Copy)]
pub struct Chosen {
    ids: RwSignal<Vec<String>>,
    refused: RwSignal<Option<String>>,
    announcer: Announcer,
    lang: Lang,
}

/// The chosen programmes.
pub fn use_chosen() -> Chosen {
    app_singleton(|| Chosen {
        ids: RwSignal::default(),
        refused: RwSignal::default(),
        announcer: use_announcer(),
        lang: use_lang(),
    })
}

impl Chosen {
    /// Their identifiers, in the order in which they were chosen.
    pub fn ids(self) -> Vec<String> {
        self.ids.get()
    }

    /// Whether a programme is chosen.
    pub fn has(self, id: &str) -> bool {
        self.ids.with(|ids| ids.iter().any(|chosen| chosen == id))
    }

    /// Whether a programme was refused just now, since there are enough.
    pub fn has_refused(self, id: &str) -> bool {
        self.refused.with(|refused| refused.as_deref() == Some(id))
    }

    /// Chooses these instead.
    pub fn set(self, ids: Vec<String>) {
        self.refused.set(None);
        if self.ids.with_untracked(|chosen| *chosen != ids) {
            self.ids.set(ids);
        }
    }

    /// Chooses a programme, unless there are enough, or takes the choice back. Screen readers hear how many there are now.
    pub fn choose(self, id: &str, on: bool) {
        let mut ids = self.ids.get_untracked();
        let refused = !changed(&mut ids, id, on);
        self.set(ids);
        self.refused.set(refused.then(|| id.to_owned()));
        if !refused {
            self.announce();
        }
    }

    /// Takes all choices back.
    pub fn clear(self) {
        self.set(Vec::new());
        self.announce();
    }

    fn announce(self) {
        let texts = texts::of(self.lang.get_untracked());
        self.announcer.say(match self.ids.with_untracked(Vec::len) {
            0 => texts.none_chosen.to_owned(),
            count => (texts.chosen)(u32::try_from(count).unwrap_or(u32::MAX)),
        });
    }
}

/// Adds or removes an identifier; false where there is no room for it.
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

/// The identifiers that a value of an address lists: each once, and no more than fit.
pub fn listed(value: &str) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for id in value.split(',').map(str::trim).filter(|id| !id.is_empty()) {
        if ids.len() < MOST && !ids.iter().any(|known| known == id) {
            ids.push(id.to_owned());
        }
    }
    ids
}

/// The address of the comparison.
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
