//! The questionnaire, one question a page, and its verdict. Nothing of it leaves the page.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use rules::call::Call;
use rules::eligibility::questions;
use rules::facts::FactId;

use crate::forms::draft_keeper::use_draft;
use crate::routes::{Route, query};
use crate::state::use_call;

pub mod headline;
pub mod next_steps;
pub mod question;
pub mod reminder;
pub mod supposed;
pub mod verdict;
pub mod what_if;

use question::QuestionPage;
use verdict::VerdictPage;

/// The word that stands for the verdict in the address.
const VERDICT: &str = "vertejums";

/// Where one is in the questionnaire; it is part of the address, so the back button works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A question, from 0.
    Question(usize),
    /// The verdict.
    Verdict,
}

impl Place {
    /// The place that an address names; the first question where it names none.
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

    /// The place's address.
    pub fn address(self) -> String {
        match self {
            Self::Question(0) => Route::Eligibility.path(),
            Self::Question(index) => Route::Eligibility.with([(query::QUESTION, (index + 1).to_string().as_str())]),
            Self::Verdict => Route::Eligibility.with([(query::QUESTION, VERDICT)]),
        }
    }

    /// The place after a question.
    pub const fn after(index: usize, questions: usize) -> Self {
        if index + 1 < questions { Self::Question(index + 1) } else { Self::Verdict }
    }

    /// The place before this one; before the first question there is none.
    pub fn before(self, questions: usize) -> Option<Self> {
        match self {
            Self::Question(index) => index.checked_sub(1).map(Self::Question),
            Self::Verdict => questions.checked_sub(1).map(Self::Question),
        }
    }

    /// Where a fact is asked for.
    pub fn asking(call: &Call, fact: FactId) -> Self {
        Self::Question(questions(call).iter().position(|asked| *asked == fact).unwrap_or_default())
    }
}

/// The questionnaire.
#[component]
pub fn EligibilityPage() -> impl IntoView {
    // Answers that an earlier visit kept are brought back with the draft.
    use_draft();
    let call = use_call();
    let asked = questions(call);
    let count = asked.len();
    let named = use_query_map();
    let place = Memo::new(move |_| Place::named(named.read().get_str(query::QUESTION), count));
    move || match place.get() {
        Place::Question(index) => {
            asked.get(index).map(|fact| view! { <QuestionPage fact=*fact index=index count=count /> }).into_any()
        }
        Place::Verdict => view! { <VerdictPage /> }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_by_its_address() {
        for place in [Place::Question(0), Place::Question(3), Place::Verdict] {
            let address = place.address();
            let name = address.split_once('=').map(|(_, name)| name);
            assert_eq!(Place::named(name, 4), place, "{address}");
        }
        assert_eq!(Place::Question(2).address(), "/atbilstiba?jautajums=3");
    }

    #[test]
    fn unknown_places_are_the_first_question() {
        for name in ["0", "5", "-1", "abc", ""] {
            assert_eq!(Place::named(Some(name), 4), Place::Question(0), "{name}");
        }
    }

    #[test]
    fn questions_lead_to_the_verdict_and_back() {
        assert_eq!(Place::after(2, 4), Place::Question(3));
        assert_eq!(Place::after(3, 4), Place::Verdict);
        assert_eq!(Place::Verdict.before(4), Some(Place::Question(3)));
        assert_eq!(Place::Question(0).before(4), None);
    }
}
