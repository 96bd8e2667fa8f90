//! Content of a programme's page as texts, for the app and the prerendered page.

use rules::call::Call;
use rules::digcomp::LevelRange;
use rules::eligibility::Outcome;
use rules::language::Language;
use rules::money::Cents;
use rules::programme::kind::StudyMode;
use rules::programme::timetable::Lesson;
use rules::programme::{Programme, StudyGroup, funding, group_in_time};
use ui::text::format::{Case, date, full_range, money};

use crate::catalogue::programme::texts;
use crate::text::{offer, timetable};

/// Price as the person meets it: one big amount, its words, and where the money comes from.
#[derive(Debug, PartialEq, Eq)]
pub struct Cost {
    /// The amount to pay, or the price if the grant cannot be used.
    pub amount: String,
    /// Words after it.
    pub words: &'static str,
    /// Price and grant, or the reason why there is no grant.
    pub note: String,
}

/// Returns whether the grant can pay for any study group of the programme.
pub fn is_fundable(programme: &Programme, call: &Call) -> bool {
    programme.groups.iter().any(|group| group_in_time(group, call))
}

/// Returns the price that the person pays.
pub fn cost(programme: &Programme, call: &Call, language: Language) -> Cost {
    let texts = texts::of(language);
    let price = money(language, programme.price);
    if !is_fundable(programme, call) {
        let day = date(language, call.usable_until, Case::Dative);
        let note = (texts.no_funding)(call.readings.usable_until, &day);
        return Cost { amount: price, words: texts.costs, note };
    }
    let split = funding(call, programme.price);
    let note = if split.co_payment == Cents::ZERO {
        (texts.covered)(&price, &money(language, call.grant))
    } else {
        (texts.not_covered)(&price, &money(language, split.grant))
    };
    Cost { amount: money(language, split.co_payment), words: texts.to_pay, note }
}

/// Rows of the funding section: the price, and if the grant can be used its share and the co-payment.
pub fn funding_rows(programme: &Programme, call: &Call, language: Language) -> Vec<(&'static str, String)> {
    let texts = texts::of(language);
    let mut rows = vec![(texts.price, programme.price)];
    if is_fundable(programme, call) {
        let split = funding(call, programme.price);
        rows.extend([(texts.grant, split.grant), (texts.you_pay, split.co_payment)]);
    }
    rows.into_iter().map(|(name, amount)| (name, money(language, amount))).collect()
}

/// Type and hours, and the language of instruction unless it is Latvian.
pub fn kicker(programme: &Programme, language: Language) -> Vec<String> {
    let mut facts =
        vec![offer::kind_short(language, programme.kind).to_owned(), offer::hours_short(language, programme.hours)];
    if programme.language != Language::Lv {
        facts.push(offer::taught_in(language, programme.language).to_owned());
    }
    facts
}

/// Dates of a study group with its lessons in a few words.
pub fn dates(programme: &Programme, group: &StudyGroup, language: Language) -> (String, Option<String>) {
    let is_mixed = programme.mode == StudyMode::PartlyRemote;
    (full_range(language, group.starts_on, group.ends_on), timetable::in_short(language, group, is_mixed))
}

/// Study mode with the town.
pub fn mode_and_place(programme: &Programme, language: Language) -> String {
    let mode = offer::mode(language, programme.mode);
    programme.place.as_ref().map_or_else(|| mode.to_owned(), |place| format!("{mode}, {place}"))
}

/// Place of a lesson.
pub fn place_of(programme: &Programme, lesson: &Lesson, language: Language) -> String {
    let place = programme.place.as_ref().filter(|_| lesson.on_site);
    place.cloned().unwrap_or_else(|| texts::of(language).online.to_owned())
}

/// Each level of the programme with its meaning: `5. līmenis:`, and the end of the sentence.
pub fn level_meanings(levels: LevelRange, language: Language) -> Vec<(String, &'static str)> {
    let mut ends = vec![levels.from()];
    if levels.to() != levels.from() {
        ends.push(levels.to());
    }
    let named = ends.into_iter().filter_map(|level| {
        let range = LevelRange::new(level, level).ok()?;
        let mut name = offer::level_number(language, range);
        if language == Language::En {
            name.replace_range(..1, "L");
        }
        Some((format!("{name}:"), offer::level_meaning(language, level)))
    });
    named.collect()
}

/// Returns whether the grant can still pay for a study group, as an outcome and a sentence.
pub fn timeliness(group: &StudyGroup, call: &Call, language: Language) -> (Outcome, String) {
    let texts = texts::of(language);
    let must = call.readings.usable_until;
    let usable_until = date(language, call.usable_until, Case::Dative);
    if group_in_time(group, call) {
        (Outcome::Met, (texts.in_time)(must, &usable_until))
    } else {
        (Outcome::NotMet, (texts.too_late)(must, &usable_until))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call_pack;

    fn programme(price: u32, ends: &[&str]) -> Programme {
        let text = serde_json::json!({ "lv": "Teksts", "en": "Text" });
        let group = |(at, end): (usize, &&str)| {
            let id = format!("p-{at}");
            serde_json::json!({ "id": id, "starts_on": "2025-09-01", "ends_on": end, "seats": 8 })
        };
        let groups: Vec<_> = ends.iter().enumerate().map(group).collect();
        let value = serde_json::json!({
            "id": "p", "provider": "u", "title": text, "summary": text, "outcomes": [text],
            "prior_knowledge": text,
            "kind": "study_course", "hours": 96, "level": { "from": 4, "to": 5 }, "mode": "remote", "language": "lv",
            "price_cents": price, "groups": groups,
        });
        serde_json::from_value(value).unwrap()
    }

    fn cost_of(price: u32, ends: &[&str], language: Language) -> [String; 3] {
        let cost = cost(&programme(price, ends), call_pack::current(), language);
        [cost.amount, cost.words.to_owned(), cost.note].map(|text| text.replace('\u{a0}', " "))
    }

    #[test]
    fn cost_is_the_amount_that_the_person_pays() {
        let in_time = ["2025-12-12"];
        let lv = |price| cost_of(price, &in_time, Language::Lv);
        assert_eq!(
            lv(48_000),
            ["0,00 EUR", "tev jāmaksā", "Mācības maksā 480,00 EUR; visu maksu sedz finansējums (līdz 500,00 EUR)."]
        );
        assert_eq!(lv(50_000)[0], "0,00 EUR");
        assert_eq!(lv(79_000), ["290,00 EUR", "tev jāmaksā", "Mācības maksā 790,00 EUR; finansējums sedz 500,00 EUR."]);
        let en = ["€290.00", "to pay", "The price is €790.00. The funding covers €500.00."];
        assert_eq!(cost_of(79_000, &in_time, Language::En), en);
    }

    #[test]
    fn programme_that_ends_too_late_promises_no_funding() {
        for ends in [&["2026-05-01"][..], &["2026-06-12", "2026-05-01"]] {
            let [amount, words, note] = cost_of(60_000, ends, Language::Lv);
            assert_eq!((amount.as_str(), words.as_str()), ("600,00 EUR", "maksā mācības"), "{ends:?}");
            assert!(note.starts_with("Finansējumu šai programmai izmantot nevar: visas grupas beidzas par vēlu."));
            let call = call_pack::current();
            let rows = funding_rows(&programme(60_000, ends), call, Language::Lv);
            assert_eq!(rows.len(), 1, "only the price: {rows:?}");
        }
        for ends in [&["2026-04-30"][..], &["2026-06-12", "2026-04-30"]] {
            assert_eq!(cost_of(60_000, ends, Language::Lv)[0], "100,00 EUR", "{ends:?}");
        }
    }

    #[test]
    fn both_ends_of_a_range_of_levels_are_explained() {
        let meanings = level_meanings(programme(1, &["2025-12-12"]).level, Language::En);
        let names: Vec<_> = meanings.iter().map(|(name, _)| name.replace('\u{a0}', " ")).collect();
        assert_eq!(names, ["Level 4:", "Level 5:"]);
    }
}
