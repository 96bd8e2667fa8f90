//! Similar programmes: of the same topic, close in content, each with the reason to look at it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rules::call::Call;
use rules::language::Language;
use rules::programme::{Programme, funding};
use ui::text::format::money;

use crate::catalogue::index::{Entry, Index};
use crate::catalogue::programme::content::is_fundable;
use crate::catalogue::programme::texts;
use crate::catalogue::search::matching::{lowered, words};
use crate::catalogue::search::stem::stems;
use crate::text::offer;

/// Maximum number of similar programmes.
const MOST: usize = 3;

/// Words of fewer letters say little about the content.
const SHORTEST: usize = 4;

/// A programme is shorter if it has at most this share of the hours, in per cent.
const SHORTER: u32 = 70;

/// Reason to look at a similar programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Its levels are lower.
    Easier,
    /// Its levels are higher.
    NextStep,
    /// It has clearly fewer hours.
    Shorter,
    /// The person pays less.
    Cheaper,
    /// Nothing of the above: another programme of the same level.
    SameLevel,
}

impl Reason {
    fn of(other: &Programme, programme: &Programme, call: &Call) -> Self {
        let levels = |programme: &Programme| (programme.level.from().get(), programme.level.to().get());
        let pays = |programme: &Programme| funding(call, programme.price).co_payment;
        let ((from, to), (own_from, own_to)) = (levels(other), levels(programme));
        if from + to < own_from + own_to {
            Self::Easier
        } else if from + to > own_from + own_to {
            Self::NextStep
        } else if u32::from(other.hours) * 100 <= u32::from(programme.hours) * SHORTER {
            Self::Shorter
        } else if pays(other) < pays(programme) {
            Self::Cheaper
        } else {
            Self::SameLevel
        }
    }

    /// Returns the reason with the values that it rests on.
    pub fn sentence(self, other: &Programme, call: &Call, language: Language) -> String {
        let texts = texts::of(language);
        let (level, hours) = (offer::level_number(language, other.level), offer::hours_short(language, other.hours));
        match self {
            Self::Easier => (texts.easier)(&level, &hours),
            Self::NextStep => (texts.next_step)(&level, &hours),
            Self::Shorter => (texts.shorter)(&hours),
            Self::Cheaper => (texts.cheaper)(&money(language, funding(call, other.price).co_payment)),
            Self::SameLevel => (texts.same_level)(&offer::mode(language, other.mode).to_lowercase(), &hours),
        }
    }
}

/// Returns up to three similar programmes that the grant can pay for, the closest in content first; for each reason one
/// before any reason a second time. Empty without a topic.
pub fn similar(index: &Index, id: &str, call: &Call) -> Vec<(Arc<Entry>, Reason)> {
    let Some(own) = index.programme(id).filter(|entry| entry.programme.topic.is_some()) else { return Vec::new() };
    let others = index.entries().iter().filter(|entry| {
        let other = &entry.programme;
        other.topic == own.programme.topic && other.id != own.programme.id && is_fundable(other, call)
    });
    let others: Vec<(&Arc<Entry>, HashSet<String>)> = others.map(|entry| (entry, content(&entry.programme))).collect();
    let mut ranked: Vec<(f64, &Arc<Entry>)> = {
        let words = content(&own.programme);
        let rarity = rarity(others.iter().map(|(_, words)| words));
        let closeness =
            |other: &HashSet<String>| words.intersection(other).filter_map(|word| rarity.get(word.as_str())).sum();
        others.iter().map(|(entry, words)| (closeness(words), *entry)).collect()
    };
    // Stable: equally close ones keep the order of the catalogue.
    ranked.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let reasoned =
        ranked.into_iter().map(|(_, entry)| (entry.clone(), Reason::of(&entry.programme, &own.programme, call)));
    chosen(reasoned.collect())
}

/// Takes the first of each reason, then the rest, in the given order.
fn chosen(ranked: Vec<(Arc<Entry>, Reason)>) -> Vec<(Arc<Entry>, Reason)> {
    let (mut first, mut rest) = (Vec::new(), Vec::new());
    for (entry, reason) in ranked {
        let is_new = !first.iter().any(|(_, known)| *known == reason);
        if is_new { &mut first } else { &mut rest }.push((entry, reason));
    }
    first.into_iter().chain(rest).take(MOST).collect()
}

/// Returns the stems of the Latvian title and outcomes.
fn content(programme: &Programme) -> HashSet<String> {
    let texts = programme.outcomes.iter().map(|outcome| outcome.lv.as_str()).chain([programme.title.lv.as_str()]);
    let words = texts.flat_map(words).map(lowered).filter(|word| word.chars().count() >= SHORTEST);
    words.filter_map(|word| stems(&word).into_iter().next()).collect()
}

/// Returns how much each stem tells: little if many programmes have it.
fn rarity<'a>(contents: impl Iterator<Item = &'a HashSet<String>>) -> HashMap<&'a str, f64> {
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for word in contents.flatten() {
        *counts.entry(word).or_default() += 1;
    }
    counts.into_iter().map(|(word, count)| (word, 1.0 / f64::from(count))).collect()
}

#[cfg(test)]
mod tests {
    use api::CatalogueResponse;

    use super::*;
    use crate::call_pack;

    /// The demonstration's catalogue: the reasons depend on real texts.
    fn index() -> Index {
        let mut value: serde_json::Value =
            serde_json::from_str(include_str!("../../../../server/demo/catalogue.json")).unwrap();
        value["seats"] = serde_json::json!([]);
        let catalogue: CatalogueResponse = serde_json::from_value(value).unwrap();
        Index::of(catalogue, call_pack::current())
    }

    fn of(index: &Index, id: &str) -> Vec<(String, String)> {
        let call = call_pack::current();
        let found = similar(index, id, call);
        let read = |(entry, reason): &(Arc<Entry>, Reason)| {
            let sentence = reason.sentence(&entry.programme, call, Language::Lv).replace('\u{a0}', " ");
            (entry.programme.id.clone(), sentence)
        };
        found.iter().map(read).collect()
    }

    #[test]
    fn similar_programmes_have_the_topic_and_a_reason() {
        let index = index();
        for entry in index.entries() {
            let found = similar(&index, &entry.programme.id, call_pack::current());
            assert_eq!(found.len(), 3, "{}", entry.programme.id);
            for (other, reason) in found {
                assert_eq!(other.programme.topic, entry.programme.topic);
                assert_ne!(other.programme.id, entry.programme.id);
                assert!(is_fundable(&other.programme, call_pack::current()), "{reason:?}");
            }
        }
    }

    #[test]
    fn reasons_name_the_difference() {
        let found = of(&index(), "p-005");
        assert_eq!(found.iter().filter(|(_, reason)| reason.starts_with("Nākamais solis: ")).count(), 1, "{found:?}");
        assert_eq!(found.iter().filter(|(_, reason)| reason.starts_with("Vieglāka: ")).count(), 1, "{found:?}");
    }

    #[test]
    fn unknown_programme_has_no_similar_ones() {
        assert_eq!(of(&index(), "p-999"), []);
    }
}
