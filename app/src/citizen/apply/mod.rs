//! Applying: one page for each step, and the steps in the address, so that the browser's own back button works.
#![expect(unreachable_pub, reason = "the `component` macro makes the properties of every component `pub`")]

use api::ProgrammeDetails;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::citizen::sign_out::SignedInAs;
use crate::components::page::Page;
use crate::components::status::{Failed, Loading};
use crate::forms::draft_keeper::use_draft;
use crate::forms::step::Step;
use crate::i18n::apply;
use crate::routes::{ID, query};
use crate::state::use_lang;

mod answers;
mod check_sections;
mod check_step;
mod contact_fields;
mod contact_step;
mod contest;
mod declarations_step;
mod details;
mod draft_news;
mod draft_note;
mod eligibility_step;
mod elsewhere;
mod fields;
mod flow;
mod frame;
mod not_taken;
mod open_account;
mod programme_step;
mod programme_title;
mod send;
mod sign_in_step;
mod stopped;
mod verdict;

pub(crate) use answers::{declared, fact_in_words};
pub(crate) use details::use_details;

use check_step::CheckStep;
use contact_step::ContactStep;
use declarations_step::DeclarationsStep;
use draft_note::DraftDeleted;
use eligibility_step::EligibilityStep;
use elsewhere::DraftElsewhere;
use flow::Flow;
use programme_step::ProgrammeStep;
use sign_in_step::SignInStep;

/// The application form for one programme.
#[component]
pub fn ApplyPage() -> impl IntoView {
    let (keeper, lang, params) = (use_draft(), use_lang(), use_params_map());
    let programme = Memo::new(move |_| params.read().get(ID).unwrap_or_default());
    let details = use_details(programme);
    let title = move || (apply::texts(lang.get()).heading)(Step::Programme).to_owned();
    move || match details.get() {
        Some(Ok(details)) if keeper.is_ready() => view! { <Steps details=details /> }.into_any(),
        Some(Err(error)) => {
            let retry = Callback::new(move |()| details.refetch());
            view! {
                <Page title=Signal::derive(title) narrow=true>
                    <Failed error=error on_retry=retry />
                    <SignedInAs />
                </Page>
            }
            .into_any()
        }
        Some(Ok(_)) | None => view! { <Loading /> }.into_any(),
    }
}

/// The step of the address.
#[component]
fn Steps(details: ProgrammeDetails) -> impl IntoView {
    let query = use_query_map();
    let flow = Flow::begin(details, query.read_untracked().get(query::GROUP));
    let step = Memo::new(move |_| Step::named(query.read().get_str(query::STEP)));
    let is_here = Memo::new(move |_| flow.is_here());
    move || match step.get() {
        _ if flow.deleted.get() => view! { <DraftDeleted flow=flow /> }.into_any(),
        _ if !is_here.get() => view! { <DraftElsewhere flow=flow /> }.into_any(),
        Step::Programme => view! { <ProgrammeStep flow=flow /> }.into_any(),
        Step::Eligibility => view! { <EligibilityStep flow=flow /> }.into_any(),
        Step::SignIn => view! { <SignInStep flow=flow /> }.into_any(),
        Step::Contact => view! { <ContactStep flow=flow /> }.into_any(),
        Step::Declarations => view! { <DeclarationsStep flow=flow /> }.into_any(),
        Step::Check => view! { <CheckStep flow=flow /> }.into_any(),
    }
}
