//! Clauses behind the figures and rules of a call.

use crate::clause::{ClauseId, Clauses};
use crate::programme::kind::PerType;
use crate::rule::RuleId;

/// Clauses behind each figure and rule of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Citations {
    /// Minimum age.
    pub age: Clauses,
    /// Application window.
    pub window: Clauses,
    /// The three exclusions, and that of completed training under reading R2 `excluded`.
    pub exclusions: Clauses,
    /// Amount of the grant.
    pub grant: Clauses,
    /// Last day on which the grant is usable.
    pub usable_until: Clauses,
    /// DigComp levels.
    pub levels: Clauses,
    /// Study modes.
    pub modes: Clauses,
    /// Hours of each programme type. In call packs a list in the order of the announcement.
    pub hours: PerType<ClauseId>,
    /// Age from which an account may be opened.
    pub account: Clauses,
    /// Acknowledgement of the fund on every page.
    pub fund: Clauses,
}

impl Citations {
    /// Returns the clauses behind a rule.
    pub const fn of_rule(&self, rule: RuleId) -> Clauses {
        match rule {
            RuleId::Age => self.age,
            RuleId::Window => self.window,
            RuleId::EarlierGrantWithoutChoice
            | RuleId::StillLearning
            | RuleId::InterruptedLearning
            | RuleId::CompletedLearning => self.exclusions,
        }
    }

    /// Returns every cited clause with the name of its field in the call pack, in the order of these names.
    #[cfg(feature = "json")]
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'static str, ClauseId)> {
        let lists = [
            ("account", self.account),
            ("age", self.age),
            ("exclusions", self.exclusions),
            ("fund", self.fund),
            ("grant", self.grant),
            ("levels", self.levels),
            ("modes", self.modes),
            ("usable_until", self.usable_until),
            ("window", self.window),
        ];
        let hours = self.hours.values().into_iter().map(|clause| ("hours", clause));
        lists.into_iter().flat_map(|(name, clauses)| clauses.iter().map(move |clause| (name, clause))).chain(hours)
    }
}
