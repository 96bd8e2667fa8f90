//! Search index of the catalogue, and its results.

use std::sync::Arc;

use api::{CatalogueResponse, GroupSeats};
use rules::call::Call;
use rules::programme::Programme;

use crate::catalogue::filters::{Choice, Filters, Group, cut, offered};
use crate::catalogue::search::dictionary::{Dictionary, IndexBuilder, NOT_FOUND, RANKS};

/// Programme with its provider and seats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The programme.
    pub programme: Programme,
    /// Name of the provider.
    pub provider: String,
    /// Seats of the study groups.
    pub seats: Vec<GroupSeats>,
}

/// Search index. It parses each text and evaluates each filter once per programme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    entries: Vec<Arc<Entry>>,
    /// All filters.
    pub choices: Vec<Choice>,
    /// Positions in `choices` of the filters that each entry matches.
    held: Vec<Box<[u16]>>,
    terms: Dictionary,
}

/// Search result.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Positions of the entries, the best match first; equal matches are in the order of the catalogue.
    pub entries: Vec<usize>,
    /// Number of results for each of [`Index::choices`] if it were the only ticked filter of its group.
    pub counts: Vec<u32>,
    /// Number of these results that the grant pays in full and in time; only for topics.
    pub free: Vec<u32>,
    /// Words that do not occur in the catalogue and were replaced by similar ones; as typed.
    pub similar: Vec<String>,
}

impl Index {
    /// Builds the index of a catalogue.
    pub fn of(catalogue: CatalogueResponse, call: &Call) -> Self {
        let CatalogueResponse { providers, programmes, mut seats } = catalogue;
        let choices = offered(&programmes, call);
        let mut names: Vec<(String, String)> =
            providers.into_iter().map(|provider| (provider.id, provider.name)).collect();
        names.sort_unstable();
        seats.sort_unstable_by(|one, other| one.group.cmp(&other.group));
        let name_of =
            |id: &str| names.binary_search_by(|(known, _)| known.as_str().cmp(id)).ok().map(|at| &names[at].1);
        let seats_of = |group: &str| seats.binary_search_by(|seats| seats.group.as_str().cmp(group)).ok();
        let (mut held, mut texts) = (Vec::with_capacity(programmes.len()), IndexBuilder::default());
        let entries = programmes.into_iter().map(|programme| {
            let groups = programme.groups.iter().filter_map(|group| seats_of(&group.id));
            let seats = groups.map(|at| seats[at].clone()).collect();
            let entry = Entry { provider: name_of(&programme.provider).cloned().unwrap_or_default(), seats, programme };
            held.push(held_by(&entry.programme, &choices, call));
            entry.read_into(&mut texts);
            Arc::new(entry)
        });
        let entries = entries.collect();
        Self { entries, choices, held, terms: texts.finish() }
    }

    /// Returns whether the catalogue is empty.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns the entry of the programme with this id.
    pub fn programme(&self, id: &str) -> Option<&Arc<Entry>> {
        self.entries.iter().find(|entry| entry.programme.id == id)
    }

    /// Returns all entries.
    pub fn entries(&self) -> &[Arc<Entry>] {
        &self.entries
    }

    /// Returns the entry at a position.
    pub fn get(&self, at: usize) -> Option<&Arc<Entry>> {
        self.entries.get(at)
    }

    /// Returns the matching entries and the number of results of each filter.
    pub fn find(&self, filters: &Filters) -> Found {
        let ranked = self.terms.search(cut(&filters.text));
        let ticked: Vec<bool> = self.choices.iter().map(|choice| filters.chosen.contains(choice)).collect();
        let groups: Vec<u16> = self.choices.iter().map(|choice| choice.group().bit()).collect();
        let asking = filters.chosen.iter().fold(0, |bits, choice| bits | choice.group().bit());
        let (mut counts, mut free) = (vec![0; self.choices.len()], vec![0; self.choices.len()]);
        let (topic, fits) = (Group::Topic.bit(), Group::Fits.bit());
        let mut by_rank: [Vec<usize>; RANKS] = Default::default();
        for (at, (held, rank)) in
            self.held.iter().zip(&ranked.ranks).enumerate().filter(|(_, (_, rank))| **rank != NOT_FOUND)
        {
            let admitting = held.iter().filter(|choice| ticked[usize::from(**choice)]);
            let refusing = admitting.fold(asking, |bits, choice| bits & !groups[usize::from(*choice)]);
            if refusing == 0 {
                by_rank[usize::from(*rank)].push(at);
            }
            // A programme counts for a filter if no other group excludes it.
            for choice in held.iter().map(|choice| usize::from(*choice)) {
                counts[choice] += u32::from(refusing & !groups[choice] == 0);
                if groups[choice] == topic {
                    let is_free = held.iter().any(|choice| groups[usize::from(*choice)] == fits);
                    free[choice] += u32::from(is_free && refusing & !topic == 0);
                }
            }
        }
        Found { entries: by_rank.concat(), counts, free, similar: ranked.similar }
    }
}

/// Returns the positions of the filters that a programme matches.
fn held_by(programme: &Programme, choices: &[Choice], call: &Call) -> Box<[u16]> {
    (0..).zip(choices).filter(|(_, choice)| choice.holds(programme, call)).map(|(at, _)| at).collect()
}

impl Entry {
    /// Adds all searchable texts of the entry to the index builder.
    fn read_into(&self, texts: &mut IndexBuilder) {
        let Programme { title, summary, outcomes, place, .. } = &self.programme;
        let outcomes = outcomes.iter().flat_map(|outcome| [outcome.lv.as_str(), &outcome.en]);
        let rest = [summary.lv.as_str(), &summary.en, &self.provider].into_iter().chain(place.as_deref());
        texts.add(&[&title.lv, &title.en], rest.chain(outcomes));
    }
}

#[cfg(test)]
mod tests {
    use rules::programme::kind::StudyMode;

    use super::*;
    use crate::call_pack;

    /// Returns three programmes that differ in title, mode and price.
    fn catalogue() -> CatalogueResponse {
        let programme = |id: &str, title: &str, mode: &str, price: u32| {
            let text = serde_json::json!({ "lv": "Apraksts par datiem", "en": "About data" });
            let place = if mode == "remote" { serde_json::Value::Null } else { "Rīga".into() };
            serde_json::json!({
                "id": id, "provider": "u", "title": { "lv": title, "en": title }, "summary": text,
                "outcomes": [text], "prior_knowledge": text, "kind": "study_course", "hours": 96,
                "level": { "from": 5, "to": 5 }, "mode": mode, "place": place, "language": "lv", "price_cents": price,
                "groups": [{ "id": format!("{id}-1"), "starts_on": "2025-09-01", "ends_on": "2025-12-12", "seats": 8 }],
            })
        };
        let value = serde_json::json!({
            "providers": [{
                "id": "u", "name": "Paraugskola", "place": "Rīga", "email": "a@b.example", "phone": "+37160000000",
            }],
            "programmes": [
                programme("a", "Tīkli", "remote", 40_000),
                programme("b", "Datu analīze", "remote", 60_000),
                programme("c", "Drošība", "in_person", 50_000),
            ],
            "seats": [{ "group": "b-1", "free": 3, "waiting": 0 }],
        });
        serde_json::from_value(value).unwrap()
    }

    fn found(filters: &Filters) -> (Vec<String>, Found, Index) {
        let call = call_pack::current();
        let index = Index::of(catalogue(), call);
        let found = index.find(filters);
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
        assert_eq!((entry.provider.as_str(), entry.seats[0].free), ("Paraugskola", 3));
    }

    #[test]
    fn title_matches_come_first_and_ties_keep_the_catalogue_order() {
        for text in ["datu", "dati", "dat", "paraugskola"] {
            let (ids, found, _) = found(&Filters { text: text.into(), ..Filters::default() });
            let expected = if text == "paraugskola" { ["a", "b", "c"] } else { ["b", "a", "c"] };
            assert_eq!((ids, found.similar), (expected.map(str::to_owned).to_vec(), Vec::new()), "{text}");
        }
    }

    #[test]
    fn words_that_only_similar_ones_are_found_for_are_named() {
        let (ids, found, _) = found(&Filters { text: "Drošibba datu".into(), ..Filters::default() });
        assert_eq!((ids, found.similar), (vec!["c".to_owned()], vec!["Drošibba".to_owned()]));
    }

    #[test]
    fn box_that_no_longer_exists_finds_nothing() {
        let chosen = vec![Choice::Place("Atlantīda".into())];
        assert_eq!(found(&Filters { chosen, ..Filters::default() }).0, Vec::<String>::new());
    }

    #[test]
    fn filter_groups_narrow_each_other_but_not_their_own_counts() {
        let remote = Choice::Mode(StudyMode::Remote);
        let (ids, found, index) = found(&Filters { chosen: vec![remote.clone(), Choice::Fits], ..Filters::default() });
        assert_eq!(ids, ["a"]);
        assert_eq!(count_of(&remote, &found, &index), 1);
        assert_eq!(count_of(&Choice::Mode(StudyMode::InPerson), &found, &index), 1);
        assert_eq!(count_of(&Choice::Fits, &found, &index), 1);
        assert_eq!(count_of(&Choice::Place("Rīga".into()), &found, &index), 0);
    }
}
