//! Rows of the comparison: one row per fact, one value per programme.

use std::sync::Arc;

use rules::call::Call;
use rules::language::Language;
use rules::programme::funding;
use ui::text::format::{Case, date, money};

use crate::catalogue::index::Entry;
use crate::catalogue::programme::texts as programme_texts;
use crate::catalogue::programme_card::best_group;
use crate::catalogue::texts as catalogue_texts;
use crate::compare::texts;
use crate::text::offer;

/// Row of the comparison: a fact about every programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Name of the fact.
    pub name: &'static str,
    /// Whether the values are names of institutions, which are Latvian in both languages of the pages.
    pub latvian: bool,
    /// Values in the order of the programmes; lines of a list are separated by line breaks.
    pub values: Vec<String>,
}

impl Row {
    /// Returns whether the values differ.
    pub fn differs(&self) -> bool {
        self.values.windows(2).any(|pair| pair[0] != pair[1])
    }
}

/// Returns all rows.
pub fn rows(entries: &[Arc<Entry>], call: &Call, language: Language) -> Vec<Row> {
    let (texts, own) = (programme_texts::of(language), texts::of(language));
    let row = |name: &'static str, value: &dyn Fn(&Entry) -> String| Row {
        name,
        latvian: false,
        values: entries.iter().map(|entry| value(entry)).collect(),
    };
    let group = |entry: &Entry, text: &dyn Fn(&rules::programme::StudyGroup) -> String| {
        let best = best_group(&entry.programme, &entry.seats, call);
        best.map_or_else(|| catalogue_texts::of(language).too_late.to_owned(), |best| text(best.group))
    };
    let outcomes = |entry: &Entry| {
        let lines = entry.programme.outcomes.iter().map(|outcome| outcome.get(language));
        lines.collect::<Vec<_>>().join("\n")
    };
    let names = |row: Row| Row { latvian: true, ..row };
    vec![
        names(row(texts.provider, &|entry| entry.provider.clone())),
        row(texts.kind, &|entry| offer::kind(language, entry.programme.kind).to_owned()),
        row(texts.level, &|entry| offer::level(entry.programme.level)),
        row(texts.hours, &|entry| offer::hours(language, entry.programme.hours, call.readings.hour_kind)),
        row(texts.mode, &|entry| offer::mode(language, entry.programme.mode).to_owned()),
        row(texts.place, &|entry| entry.programme.place.clone().unwrap_or_else(|| own.no_place.to_owned())),
        row(texts.language, &|entry| offer::taught_in(language, entry.programme.language).to_owned()),
        row(texts.price, &|entry| money(language, entry.programme.price)),
        row(texts.grant, &|entry| money(language, funding(call, entry.programme.price).grant)),
        row(texts.you_pay, &|entry| money(language, funding(call, entry.programme.price).co_payment)),
        row(own.begins, &|entry| group(entry, &|group| date(language, group.starts_on, Case::Nominative))),
        row(own.ends, &|entry| group(entry, &|group| date(language, group.ends_on, Case::Nominative))),
        row(own.free, &|entry| free(entry, call, language)),
        row(texts.outcomes, &outcomes),
        row(texts.prior_knowledge, &|entry| entry.programme.prior_knowledge.get(language).to_owned()),
    ]
}

/// Returns the free seats of the best group.
fn free(entry: &Entry, call: &Call, language: Language) -> String {
    let best = best_group(&entry.programme, &entry.seats, call);
    let seats = best.and_then(|best| best.seats).map(|seats| offer::seats(language, seats));
    seats.unwrap_or_else(|| texts::of(language).unknown.to_owned())
}

#[cfg(test)]
mod tests {
    use api::CatalogueResponse;

    use super::*;
    use crate::call_pack;
    use crate::catalogue::index::Index;

    /// Returns two programmes. The second costs more than the grant, and only its second group ends in time.
    fn entries() -> Vec<Arc<Entry>> {
        let text = serde_json::json!({ "lv": "Teksts", "en": "Text" });
        let programme = |id: &str, mode: &str, place: Option<&str>, price: u32, groups: serde_json::Value| {
            serde_json::json!({
                "id": id, "provider": "u", "title": text, "summary": text, "outcomes": [text], "prior_knowledge": text,
                "kind": "study_course", "hours": 96, "level": { "from": 5, "to": 5 }, "mode": mode, "place": place,
                "language": "lv", "price_cents": price, "groups": groups,
            })
        };
        let group = |id: &str, from: &str, to: &str| {
            let seats = 8;
            serde_json::json!({ "id": id, "starts_on": from, "ends_on": to, "seats": seats })
        };
        let value = serde_json::json!({
            "providers": [{
                "id": "u", "name": "Paraugskola", "place": "Rīga", "email": "a@b.example", "phone": "+37160000000",
            }],
            "programmes": [
                programme("a", "remote", None, 40_000, serde_json::json!([group("a-1", "2025-09-01", "2025-12-12")])),
                programme("b", "in_person", Some("Cēsis"), 60_000, serde_json::json!([
                    group("b-1", "2026-02-01", "2026-06-12"), group("b-2", "2025-10-06", "2025-12-19"),
                ])),
            ],
            "seats": [{ "group": "a-1", "free": 3, "waiting": 0 }, { "group": "b-2", "free": 0, "waiting": 2 }],
        });
        let catalogue: CatalogueResponse = serde_json::from_value(value).unwrap();
        let index = Index::of(catalogue, call_pack::current());
        ["a", "b"].map(|id| index.programme(id).unwrap().clone()).to_vec()
    }

    #[test]
    fn every_fact_has_a_value_for_each_programme() {
        let rows = rows(&entries(), call_pack::current(), Language::Lv);
        let read = |name: &str| {
            let row = rows.iter().find(|row| row.name == name).unwrap();
            (row.differs(), row.values.iter().map(|value| value.replace('\u{a0}', " ")).collect::<Vec<_>>())
        };
        let of = |differs, one: &str, other: &str| (differs, vec![one.to_owned(), other.to_owned()]);
        assert_eq!(read("Izglītības iestāde"), of(false, "Paraugskola", "Paraugskola"));
        assert_eq!(read("Līmenis"), of(false, "DigComp 5", "DigComp 5"));
        assert_eq!(read("Apjoms"), of(false, "96 akadēmiskās stundas", "96 akadēmiskās stundas"));
        assert_eq!(read("Mācību forma"), of(true, "Attālināti", "Klātienē"));
        assert_eq!(read("Vieta"), of(true, "Attālināti", "Cēsis"));
        assert_eq!(read("Mācību maksa"), of(true, "400,00 EUR", "600,00 EUR"));
        assert_eq!(read("Sedz finansējums"), of(true, "400,00 EUR", "500,00 EUR"));
        assert_eq!(read("Maksā tu"), of(true, "0,00 EUR", "100,00 EUR"));
        assert_eq!(read("Mācības sākas"), of(true, "2025. gada 1. septembris", "2025. gada 6. oktobris"));
        assert_eq!(read("Ko iemācīsies"), of(false, "Teksts", "Teksts"));
        assert_eq!(read("Priekšzināšanas"), of(false, "Teksts", "Teksts"));
        assert_eq!(read("Brīvas vietas"), of(true, "3 brīvas vietas", "rezerves saraksts, tajā 2 cilvēki"));
    }

    #[test]
    fn rows_are_the_same_in_english_but_for_their_words() {
        let call = call_pack::current();
        let differing = |language| rows(&entries(), call, language).iter().map(Row::differs).collect::<Vec<_>>();
        assert_eq!(differing(Language::Lv), differing(Language::En));
    }
}
