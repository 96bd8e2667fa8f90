//! Part of the statement that reports the last run of the checks.

use chrono::NaiveDate;
use rules::language::Language;
use ui::text::format::{Case, date};

use crate::info::accessibility::results::RESULTS;
use crate::info::text::accessibility::AccessibilityTexts;

/// Conformance status.
pub fn status(texts: &AccessibilityTexts) -> &'static str {
    if RESULTS.failing.is_empty() { texts.nothing_found } else { texts.something_found }
}

/// Failures found by the run, then those that no program can find.
pub fn failings(texts: &AccessibilityTexts) -> impl Iterator<Item = String> + use<> {
    let (criterion, known) = (texts.criterion, texts.known);
    let found = RESULTS.failing.iter().map(move |(name, states)| criterion(name, *states));
    found.chain(known.iter().map(|text| (*text).to_owned()))
}

/// Assessor and tools.
pub fn assessment(texts: &AccessibilityTexts, language: Language) -> [String; 2] {
    let (year, month, day) = RESULTS.date;
    let on = NaiveDate::from_ymd_opt(year, month, day).map(|day| date(language, day, Case::Locative));
    [
        (texts.by_whom)(&on.unwrap_or_default()),
        (texts.by_what)(RESULTS.axe, &RESULTS.browsers.join(", "), RESULTS.states),
    ]
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use crate::info::accessibility::results::RESULTS;

    #[test]
    fn results_are_of_a_complete_run() {
        let (year, month, day) = RESULTS.date;
        assert!(NaiveDate::from_ymd_opt(year, month, day).is_some());
        assert!(RESULTS.states >= 300, "{}", RESULTS.states);
        assert!(RESULTS.barriers >= 60, "{}", RESULTS.barriers);
        assert!(RESULTS.missed * 20 <= RESULTS.barriers, "{}", RESULTS.missed);
        assert!(!RESULTS.browsers.is_empty() && !RESULTS.axe.is_empty());
    }
}
