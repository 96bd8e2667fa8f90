//! Hypothetical answers and the day of the hypothetical assessment.

use chrono::NaiveDate;
use leptos::prelude::*;
use rules::facts::Facts;
use ui::components::date_entry::DateEntry;

/// Identifier of the first field.
pub const DAY: &str = "imk-if-day";

/// Hypothetical answers and day.
#[derive(Clone, Copy)]
pub struct WhatIfFacts {
    /// Answers; the birth date is in the next field.
    pub facts: RwSignal<Facts>,
    /// Birth date as typed.
    pub birth_date: RwSignal<DateEntry>,
    /// Day of the assessment; `None` is today.
    pub day: RwSignal<Option<NaiveDate>>,
}

impl WhatIfFacts {
    /// Starts with the real answers and today.
    pub fn nothing(facts: Facts) -> Self {
        let birth_date = facts.birth_date.map(DateEntry::of).unwrap_or_default();
        Self { facts: RwSignal::new(facts), birth_date: RwSignal::new(birth_date), day: RwSignal::default() }
    }

    /// Resets to the real answers and today.
    pub fn reset(self, facts: Facts) {
        self.birth_date.set(facts.birth_date.map(DateEntry::of).unwrap_or_default());
        self.facts.set(facts);
        self.day.set(None);
    }

    /// Hypothetical facts; an incomplete birth date is left out.
    pub fn facts(self) -> Facts {
        Facts { birth_date: self.birth_date.read().date().ok(), ..self.facts.get() }
    }
}
