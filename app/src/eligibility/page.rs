//! The page of the questionnaire. No answer leaves the browser.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use rules::eligibility::questions;

use crate::contact::need_help::NeedHelp;
use crate::draft::controller::use_draft;
use crate::eligibility::question::QuestionPage;
use crate::eligibility::step::Step;
use crate::eligibility::verdict::VerdictPage;
use crate::routes::query;
use crate::state::use_call;

/// The questionnaire.
#[component]
pub fn EligibilityPage() -> impl IntoView {
    // Restores answers of an earlier visit together with the draft.
    use_draft();
    let call = use_call();
    let asked = questions(call);
    let count = asked.len();
    let named = use_query_map();
    let place = Memo::new(move |_| Step::named(named.read().get_str(query::QUESTION), count));
    let page = move || match place.get() {
        Step::Question(index) => {
            asked.get(index).map(|fact| view! { <QuestionPage fact=*fact index=index count=count /> }).into_any()
        }
        Step::Verdict => view! { <VerdictPage /> }.into_any(),
    };
    view! {
        {page}
        <NeedHelp />
    }
}
