//! Steps of the questionnaire and their URLs.

use rules::call::Call;
use rules::eligibility::questions;
use rules::facts::FactId;

use crate::routes::{Route, query};

/// Value of the parameter for the verdict.
const VERDICT: &str = "vertejums";

/// Step of the questionnaire. It is part of the URL, so that the back button works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A question, from 0.
    Question(usize),
    /// The verdict.
    Verdict,
}

impl Step {
    /// Step of a URL parameter; the first question if it is missing or invalid.
    pub fn named(name: Option<&str>, questions: usize) -> Self {
        match name {
            Some(VERDICT) => Self::Verdict,
            Some(number) => match number.parse::<usize>() {
                Ok(number) if (1..=questions).contains(&number) => Self::Question(number - 1),
                _ => Self::Question(0),
            },
            None => Self::Question(0),
        }
    }

    /// URL of the step.
    pub fn address(self) -> String {
        match self {
            Self::Question(0) => Route::Eligibility.path(),
            Self::Question(index) => Route::Eligibility.with([(query::QUESTION, (index + 1).to_string().as_str())]),
            Self::Verdict => Route::Eligibility.with([(query::QUESTION, VERDICT)]),
        }
    }

    /// Step after a question.
    pub const fn after(index: usize, questions: usize) -> Self {
        if index + 1 < questions { Self::Question(index + 1) } else { Self::Verdict }
    }

    /// Previous step; `None` before the first question.
    pub fn before(self, questions: usize) -> Option<Self> {
        match self {
            Self::Question(index) => index.checked_sub(1).map(Self::Question),
            Self::Verdict => questions.checked_sub(1).map(Self::Question),
        }
    }

    /// Step that asks for a fact.
    pub fn asking(call: &Call, fact: FactId) -> Self {
        Self::Question(questions(call).iter().position(|asked| *asked == fact).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_survives_a_round_trip_through_the_url() {
        for place in [Step::Question(0), Step::Question(3), Step::Verdict] {
            let address = place.address();
            let name = address.split_once('=').map(|(_, name)| name);
            assert_eq!(Step::named(name, 4), place, "{address}");
        }
        assert_eq!(Step::Question(2).address(), "/atbilstiba?jautajums=3");
    }

    #[test]
    fn invalid_steps_are_the_first_question() {
        for name in ["0", "5", "-1", "abc", ""] {
            assert_eq!(Step::named(Some(name), 4), Step::Question(0), "{name}");
        }
    }

    #[test]
    fn steps_lead_to_the_verdict_and_back() {
        assert_eq!(Step::after(2, 4), Step::Question(3));
        assert_eq!(Step::after(3, 4), Step::Verdict);
        assert_eq!(Step::Verdict.before(4), Some(Step::Question(3)));
        assert_eq!(Step::Question(0).before(4), None);
    }
}
