//! Hypothetical answers and the day of the hypothetical assessment.

use chrono::NaiveDate;
use leptos::prelude::*;
use rules::facts::Facts;

use crate::facts_entry::FactsEntry;

/// Identifier of the first field.
pub const DAY: &str = "imk-if-day";

/// Hypothetical answers and day.
#[derive(Clone, Copy)]
pub struct WhatIfFacts {
    /// Hypothetical facts.
    pub facts: FactsEntry,
    /// Day of the assessment; `None` is today.
    pub day: RwSignal<Option<NaiveDate>>,
}

impl WhatIfFacts {
    /// Starts with the real answers and today.
    pub fn new(facts: Facts) -> Self {
        Self { facts: FactsEntry::new(facts), day: RwSignal::default() }
    }

    /// Resets to the real answers and today.
    pub fn reset(self, facts: Facts) {
        self.facts.clear();
        self.facts.set(facts);
        self.day.set(None);
    }
}
