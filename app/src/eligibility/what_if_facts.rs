//! Hypothetical answers and the day of the hypothetical assessment.

use chrono::NaiveDate;
use leptos::prelude::*;
use rules::facts::Facts;
use ui::components::date_entry::DateEntry;

/// The identifier of the first field.
pub const DAY: &str = "imk-if-day";

/// What is what_if.
#[derive(Clone, Copy)]
pub struct WhatIfFacts {
    /// The answers; the birth date is the next field's.
    pub facts: RwSignal<Facts>,
    /// The birth date as typed.
    pub birth_date: RwSignal<DateEntry>,
    /// `None` is today.
    pub day: RwSignal<Option<NaiveDate>>,
}

impl WhatIfFacts {
    /// The real answers, today.
    pub fn nothing(facts: Facts) -> Self {
        let birth_date = facts.birth_date.map(DateEntry::of).unwrap_or_default();
        Self { facts: RwSignal::new(facts), birth_date: RwSignal::new(birth_date), day: RwSignal::default() }
    }

    /// Supposes nothing else than the real answers, today.
    pub fn reset(self, facts: Facts) {
        self.birth_date.set(facts.birth_date.map(DateEntry::of).unwrap_or_default());
        self.facts.set(facts);
        self.day.set(None);
    }

    /// The supposed facts; a birth date that is being typed counts once it is one.
    pub fn facts(self) -> Facts {
        Facts { birth_date: self.birth_date.read().date().ok(), ..self.facts.get() }
    }
}
