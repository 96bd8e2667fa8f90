//! Sentences about the application window (pieteikšanās periods).
//!
//! Its end is exclusive. A window that ends at midnight is named by its last day, never as "0.00" of the next day.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use rules::language::Language;
use rules::riga_time;

use crate::text::format::{Case, date, day, instant};

/// Returns the last day of a window that ends at this instant.
pub fn last_day(closes: DateTime<Utc>) -> NaiveDate {
    riga_time::date_at(closes - TimeDelta::nanoseconds(1))
}

/// Formats the end of a window that is over: "Pēdējā diena bija 2025. gada 20. jūnijs.".
pub fn ended(language: Language, closed: DateTime<Utc>) -> String {
    let at_midnight = is_midnight(closed);
    let named = date(language, last_day(closed), Case::Nominative);
    match (language, at_midnight) {
        (Language::Lv, true) => format!("Pēdējā diena bija {named}."),
        (Language::En, true) => format!("The last day was {named}."),
        (Language::Lv, false) => format!("Tā beidzās {} pēc Latvijas laika.", instant(language, closed)),
        (Language::En, false) => format!("They closed on {} (Latvian time).", instant(language, closed)),
    }
}

/// Formats the start of a window that is not open yet: "Pieteikšanās sāksies 2025. gada 9. jūnijā.".
pub fn begins(language: Language, opens: DateTime<Utc>) -> String {
    let on = if is_midnight(opens) {
        date(language, riga_time::date_at(opens), Case::Locative)
    } else {
        instant(language, opens)
    };
    match language {
        Language::Lv => format!("Pieteikšanās sāksies {on}."),
        Language::En => format!("Applications open on {on}."),
    }
}

/// Formats a deadline within a sentence: "līdz 20. jūnija beigām pēc Latvijas laika", "until the end of 20 June
/// (Latvian time)".
pub fn until(language: Language, last: NaiveDate) -> String {
    match language {
        Language::Lv => format!("līdz {} beigām pēc Latvijas laika", day(language, last, Case::Genitive)),
        Language::En => format!("until the end of {} (Latvian time)", day(language, last, Case::Nominative)),
    }
}

/// Formats the deadline of an action: "by the end of 20 June (Latvian time)".
pub fn by(language: Language, last: NaiveDate) -> String {
    match language {
        Language::Lv => until(language, last),
        Language::En => format!("by the end of {} (Latvian time)", day(language, last, Case::Nominative)),
    }
}

fn is_midnight(at: DateTime<Utc>) -> bool {
    riga_time::local(at).time() == NaiveTime::MIN
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn reads(text: String, expected: &str) {
        assert_eq!(text.replace('\u{a0}', " "), expected);
    }

    #[test]
    fn midnight_is_named_as_the_day_before() {
        let (lv, en) = (Language::Lv, Language::En);
        reads(ended(lv, at("2025-06-21T00:00:00+03:00")), "Pēdējā diena bija 2025. gada 20. jūnijs.");
        reads(ended(en, at("2025-06-21T00:00:00+03:00")), "The last day was 20 June 2025.");
        reads(ended(lv, at("2026-01-01T00:00:00+02:00")), "Pēdējā diena bija 2025. gada 31. decembris.");
        reads(ended(lv, at("2024-03-01T00:00:00+02:00")), "Pēdējā diena bija 2024. gada 29. februāris.");
    }

    #[test]
    fn stated_hour_is_named_with_its_time_zone() {
        let (lv, en) = (Language::Lv, Language::En);
        let afternoon = at("2025-06-20T17:00:00+03:00");
        reads(ended(lv, afternoon), "Tā beidzās 2025. gada 20. jūnijā plkst. 17.00 pēc Latvijas laika.");
        reads(ended(en, afternoon), "They closed on 20 June 2025 at 17:00 (Latvian time).");
        assert_eq!(last_day(afternoon), NaiveDate::from_ymd_opt(2025, 6, 20).unwrap());
    }

    #[test]
    fn opening_is_named_by_its_day_or_hour() {
        let (lv, en) = (Language::Lv, Language::En);
        reads(begins(lv, at("2025-06-09T00:00:00+03:00")), "Pieteikšanās sāksies 2025. gada 9. jūnijā.");
        reads(begins(en, at("2025-06-09T00:00:00+03:00")), "Applications open on 9 June 2025.");
        reads(begins(lv, at("2025-06-09T09:00:00+03:00")), "Pieteikšanās sāksies 2025. gada 9. jūnijā plkst. 9.00.");
    }

    #[test]
    fn deadline_names_the_end_of_its_day_and_the_time_zone() {
        let last = NaiveDate::from_ymd_opt(2025, 6, 20).unwrap();
        reads(until(Language::Lv, last), "līdz 20. jūnija beigām pēc Latvijas laika");
        reads(until(Language::En, last), "until the end of 20 June (Latvian time)");
        reads(by(Language::Lv, last), "līdz 20. jūnija beigām pēc Latvijas laika");
        reads(by(Language::En, last), "by the end of 20 June (Latvian time)");
    }
}
