//! Facts as a person enters them: answers to yes/no questions, and the birth date as typed.

use leptos::prelude::*;
use rules::facts::{Answer, FactId, Facts};
use ui::components::date_entry::{DateEntry, DateProblem};
use ui::platform::signals::set_if_changed;

/// Entered facts. The birth date is stored once, as typed; the fact is derived from it and is missing while the text is
/// not a date.
#[derive(Clone, Copy)]
pub struct FactsEntry {
    /// The birth date as typed.
    pub birth_date: RwSignal<DateEntry>,
    /// The answers, without a birth date.
    answers: RwSignal<Facts>,
}

impl FactsEntry {
    /// Starts without facts. The first page calls it: it must not pull in the code that formats a date.
    pub fn empty() -> Self {
        Self { birth_date: RwSignal::default(), answers: RwSignal::default() }
    }

    /// Starts with these facts.
    pub fn new(facts: Facts) -> Self {
        Self {
            birth_date: RwSignal::new(facts.birth_date.map(DateEntry::of).unwrap_or_default()),
            answers: RwSignal::new(Facts { birth_date: None, ..facts }),
        }
    }

    /// Returns the facts. Tracked.
    pub fn get(self) -> Facts {
        Facts { birth_date: self.birth_date.with(|typed| typed.date().ok()), ..self.answers.get() }
    }

    /// Returns the facts. Untracked.
    pub fn get_untracked(self) -> Facts {
        untrack(|| self.get())
    }

    /// Returns the answer to a yes/no question. Tracked.
    pub fn answer(self, fact: FactId) -> Answer {
        self.answers.with(|answers| answers.answer(fact))
    }

    /// Answers a yes/no question.
    pub fn set_answer(self, fact: FactId, answer: Answer) {
        self.answers.update(|answers| answers.set_answer(fact, answer));
    }

    /// Replaces the facts. The text of an unchanged birth date stays as typed, also while it is not yet a date.
    pub fn set(self, facts: Facts) {
        if self.birth_date.with_untracked(|typed| typed.date().ok()) != facts.birth_date {
            self.birth_date.set(facts.birth_date.map(DateEntry::of).unwrap_or_default());
        }
        self.set_answers(facts);
    }

    /// Replaces the answers to the yes/no questions.
    pub fn set_answers(self, facts: Facts) {
        set_if_changed(self.answers, &Facts { birth_date: None, ..facts });
    }

    /// Returns whether the text of the birth date is neither empty nor a date. Tracked.
    pub fn is_birth_date_partial(self) -> bool {
        self.birth_date.with(|typed| typed.date().is_err_and(|problem| problem != DateProblem::Empty))
    }

    /// Deletes all entries.
    pub fn clear(self) {
        self.birth_date.set(DateEntry::default());
        self.answers.set(Facts::default());
    }

    /// Deletes the entry of a fact.
    pub fn clear_fact(self, fact: FactId) {
        if fact == FactId::BirthDate {
            self.birth_date.set(DateEntry::default());
        } else {
            self.set_answer(fact, Answer::Unknown);
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn typed(day: &str, month: &str, year: &str) -> DateEntry {
        DateEntry { day: day.into(), month: month.into(), year: year.into() }
    }

    fn born(year: i32) -> Facts {
        Facts { birth_date: NaiveDate::from_ymd_opt(year, 3, 14), still_learning: Answer::No, ..Facts::default() }
    }

    #[test]
    fn birth_date_is_a_fact_only_while_its_text_is_a_date() {
        Owner::new().with(|| {
            let entry = FactsEntry::new(born(1988));
            assert_eq!(entry.get(), born(1988));
            entry.birth_date.update(|date| date.year = "198".into());
            assert_eq!(entry.get().birth_date, None);
            entry.birth_date.update(|date| date.year = "1989".into());
            assert_eq!(entry.get(), born(1989));
        });
    }

    #[test]
    fn same_birth_date_keeps_its_text_and_another_replaces_it() {
        Owner::new().with(|| {
            let entry = FactsEntry::empty();
            entry.birth_date.set(typed("14.", "marts", "1988"));
            entry.set(born(1988));
            assert_eq!(entry.birth_date.get(), typed("14.", "marts", "1988"));
            entry.set(born(1989));
            assert_eq!(entry.birth_date.get(), typed("14", "3", "1989"));
            entry.set(Facts::default());
            assert_eq!(entry.birth_date.get(), DateEntry::default());
            entry.birth_date.set(typed("14", "", ""));
            entry.set(Facts::default());
            assert_eq!(entry.birth_date.get(), typed("14", "", ""), "a partial date is no fact and stays");
        });
    }

    #[test]
    fn entry_of_one_fact_is_deleted_and_the_others_stay() {
        Owner::new().with(|| {
            let entry = FactsEntry::new(born(1988));
            entry.clear_fact(FactId::BirthDate);
            assert_eq!(entry.get(), Facts { birth_date: None, ..born(1988) });
            entry.clear_fact(FactId::StillLearning);
            assert_eq!(entry.get(), Facts::default());
        });
    }
}
