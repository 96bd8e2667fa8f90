//! The catalogue made ready for searching, and what a search finds in it.

use std::collections::HashMap;
use std::sync::Arc;

use rules::call::Call;
use rules::language::Language;
use rules::programme::Programme;
use rules::wire::{Catalogue, GroupPlaces};

use super::filters::{Choice, Filters, Group, offered};
use super::search::{Search, folded};

/// A programme with what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The programme.
    pub programme: Programme,
    /// The name of who offers it.
    pub provider: String,
    /// The places of its study groups.
    pub places: Vec<GroupPlaces>,
    title: String,
    rest: String,
}

/// The catalogue, each text folded once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    entries: Vec<Arc<Entry>>,
    /// Every box that can be ticked.
    pub choices: Vec<Choice>,
}

/// What is found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The entries, those with the search in their title first.
    pub entries: Vec<usize>,
    /// For each of [`Index::choices`], how many would be found with it alone in its group.
    pub counts: Vec<u32>,
}

impl Index {
    /// Makes a catalogue ready.
    pub fn of(catalogue: Catalogue, call: &Call) -> Self {
        let choices = offered(&catalogue.programmes, call);
        let names: HashMap<&str, &str> =
            catalogue.providers.iter().map(|provider| (provider.id.as_str(), provider.name.as_str())).collect();
        let mut places: HashMap<&str, &GroupPlaces> =
            catalogue.places.iter().map(|places| (places.group.as_str(), places)).collect();
        let entries = catalogue.programmes.iter().map(|programme| {
            let provider = names.get(programme.provider.as_str()).copied().unwrap_or_default();
            let places = programme.groups.iter().filter_map(|group| places.remove(group.id.as_str()).cloned());
            Arc::new(Entry::of(programme.clone(), provider, places.collect()))
        });
        let entries = entries.collect();
        Self { entries, choices }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entry of the programme with this identifier.
    pub fn programme(&self, id: &str) -> Option<&Arc<Entry>> {
        self.entries.iter().find(|entry| entry.programme.id == id)
    }

    /// The entry at a place.
    pub fn get(&self, at: usize) -> Option<&Arc<Entry>> {
        self.entries.get(at)
    }

    /// What filters find, and what each box would.
    pub fn find(&self, filters: &Filters, call: &Call) -> Found {
        let search = Search::new(&filters.text);
        let mut found = Found { entries: Vec::new(), counts: vec![0; self.choices.len()] };
        let mut elsewhere = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            let in_title = search.finds(&entry.title);
            if !in_title && !search.finds(&entry.rest) {
                continue;
            }
            let refused: Vec<Group> =
                Group::ALL.into_iter().filter(|group| !filters.admits(*group, &entry.programme, call)).collect();
            self.count(entry, &refused, call, &mut found.counts);
            match (refused.is_empty(), in_title) {
                (false, _) => {}
                (true, true) => found.entries.push(at),
                (true, false) => elsewhere.push(at),
            }
        }
        found.entries.append(&mut elsewhere);
        found
    }

    /// A programme counts for a box where no other group refuses it.
    fn count(&self, entry: &Entry, refused: &[Group], call: &Call, counts: &mut [u32]) {
        for (choice, count) in self.choices.iter().zip(counts) {
            let others_admit = refused.iter().all(|group| *group == choice.group());
            if others_admit && choice.holds(&entry.programme, call) {
                *count += 1;
            }
        }
    }
}

impl Entry {
    fn of(programme: Programme, provider: &str, places: Vec<GroupPlaces>) -> Self {
        let title = [Language::Lv, Language::En].map(|language| folded(programme.title.get(language))).join(" ");
        let outcomes = programme.outcomes.iter().flat_map(|outcome| [outcome.lv.as_str(), outcome.en.as_str()]);
        let rest: Vec<&str> = [title.as_str(), &programme.summary.lv, &programme.summary.en, provider]
            .into_iter()
            .chain(programme.place.as_deref())
            .chain(outcomes)
            .collect();
        let rest = folded(&rest.join(" "));
        Self { title, rest, provider: provider.to_owned(), places, programme }
    }
}

#[cfg(test)]
mod tests {
    use rules::programme::StudyMode;

    use super::*;
    use crate::call_pack;

    /// Three programmes that differ in title, mode and price.
    fn catalogue() -> Catalogue {
        let programme = |id: &str, title: &str, mode: &str, price: u32| {
            let text = serde_json::json!({ "lv": "Apraksts par datiem", "en": "About data" });
            let place = if mode == "remote" { serde_json::Value::Null } else { "Rīga".into() };
            serde_json::json!({
                "id": id, "provider": "u", "title": { "lv": title, "en": title }, "summary": text,
                "outcomes": [text], "prior_knowledge": text, "kind": "study_course", "hours": 96,
                "level": { "from": 5, "to": 5 }, "mode": mode, "place": place, "language": "lv", "price_cents": price,
                "groups": [{ "id": format!("{id}-1"), "starts_on": "2025-09-01", "ends_on": "2025-12-12", "places": 8 }],
            })
        };
        let value = serde_json::json!({
            "providers": [{ "id": "u", "name": "Paraugskola", "place": "Rīga", "email": "a@b.example", "phone": "+37160000000" }],
            "programmes": [
                programme("a", "Tīkli", "remote", 40_000),
                programme("b", "Datu analīze", "remote", 60_000),
                programme("c", "Drošība", "in_person", 50_000),
            ],
            "places": [{ "group": "b-1", "free": 3, "waiting": 0 }],
        });
        serde_json::from_value(value).unwrap()
    }

    fn found(filters: &Filters) -> (Vec<String>, Found, Index) {
        let call = call_pack::current();
        let index = Index::of(catalogue(), call);
        let found = index.find(filters, call);
        let ids = found.entries.iter().map(|at| index.get(*at).unwrap().programme.id.clone()).collect();
        (ids, found, index)
    }

    fn count_of(choice: &Choice, found: &Found, index: &Index) -> u32 {
        found.counts[index.choices.iter().position(|offered| offered == choice).unwrap()]
    }

    #[test]
    fn entry_knows_its_provider_and_its_places() {
        let (_, _, index) = found(&Filters::default());
        let entry = index.get(1).unwrap();
        assert_eq!((entry.provider.as_str(), entry.places[0].free), ("Paraugskola", 3));
    }

    #[test]
    fn title_comes_before_the_rest() {
        let (ids, ..) = found(&Filters { text: "datu".into(), chosen: Vec::new() });
        assert_eq!(ids, ["b"]);
        let (ids, ..) = found(&Filters { text: "dat".into(), chosen: Vec::new() });
        assert_eq!(ids, ["b", "a", "c"]);
    }

    #[test]
    fn groups_narrow_each_other_and_counts_leave_their_own_group_aside() {
        let remote = Choice::Mode(StudyMode::Remote);
        let (ids, found, index) = found(&Filters { text: String::new(), chosen: vec![remote.clone(), Choice::Fits] });
        assert_eq!(ids, ["a"]);
        assert_eq!(count_of(&remote, &found, &index), 1);
        assert_eq!(count_of(&Choice::Mode(StudyMode::InPerson), &found, &index), 1);
        assert_eq!(count_of(&Choice::Fits, &found, &index), 1);
        assert_eq!(count_of(&Choice::Place("Rīga".into()), &found, &index), 0);
    }
}
