//! Conversion of answers to radio button values and to text.

use rules::facts::{Answer, FactId, Facts};
use rules::language::Language;
use ui::text::form;
use ui::text::format::{Case, date};

use crate::apply::texts;

/// Radio button value for "yes".
pub(super) const YES: &str = "yes";

/// Radio button value for "no".
pub(super) const NO: &str = "no";

/// Returns the radio button value of an answer; `None` for an unknown answer.
pub(super) fn value_of(answer: Answer) -> Option<String> {
    match answer {
        Answer::Unknown => None,
        Answer::No => Some(NO.to_owned()),
        Answer::Yes => Some(YES.to_owned()),
    }
}

/// Returns the answer of a radio button value.
pub(super) fn answer_of(value: &str) -> Answer {
    Answer::from(value == YES)
}

/// Formats a fact for display: the birth date, or yes or no.
pub(crate) fn fact_in_words(language: Language, fact: FactId, facts: &Facts) -> String {
    let not_given = texts::of(language).check.not_given;
    let text = match (fact, facts.birth_date) {
        (FactId::BirthDate, Some(born)) => return date(language, born, Case::Nominative),
        (FactId::BirthDate, None) => not_given,
        (fact, _) => match facts.answer(fact) {
            Answer::Unknown => not_given,
            Answer::No => form::texts(language).no,
            Answer::Yes => form::texts(language).yes,
        },
    };
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_go_to_the_screen_and_back() {
        for answer in [Answer::No, Answer::Yes] {
            assert_eq!(value_of(answer).map(|value| answer_of(&value)), Some(answer));
        }
        assert_eq!(value_of(Answer::Unknown), None);
    }

    #[test]
    fn facts_read_as_dates_and_answers() {
        let facts = Facts {
            birth_date: chrono::NaiveDate::from_ymd_opt(1988, 3, 14),
            still_learning: Answer::Yes,
            ..Facts::default()
        };
        let words = |fact| fact_in_words(Language::Lv, fact, &facts).replace('\u{a0}', " ");
        assert_eq!(words(FactId::BirthDate), "1988. gada 14. marts");
        assert_eq!(words(FactId::StillLearning), "Jā");
        assert_eq!(words(FactId::InterruptedLearning), "Nav norādīts");
    }
}
