//! Application page. The step is in the URL, so that the browser's back button works.

use api::{LiveApplication, ProgrammeDetails};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::components::link::ButtonLink;
use ui::components::page::Page;
use ui::components::status::{Failed, Loading};
use ui::platform::lang::use_lang;

use crate::apply::check_step::CheckStep;
use crate::apply::contact_step::ContactStep;
use crate::apply::context::ApplyContext;
use crate::apply::draft_moved_notice::DraftElsewhere;
use crate::apply::draft_status::{DraftDeleted, DraftStatus};
use crate::apply::eligibility_step::EligibilityStep;
use crate::apply::programme_step::ProgrammeStep;
use crate::apply::sign_in_step::SignInStep;
use crate::apply::step::Step;
use crate::apply::texts;
use crate::apply::use_programme::use_programme;
use crate::draft::controller::use_draft;
use crate::live_application::blocking::use_blocking_application;
use crate::live_application::texts as live_application_texts;
use crate::routes::{ID, Route, query};

/// The application form for a programme.
#[component]
pub fn ApplyPage() -> impl IntoView {
    let (controller, lang, params) = (use_draft(), use_lang(), use_params_map());
    let programme = Memo::new(move |_| params.read().get(ID).unwrap_or_default());
    let details = use_programme(programme);
    let title = move || (texts::of(lang.get()).heading)(Step::Programme).to_owned();
    move || match details.get() {
        Some(Ok(details)) if controller.is_ready() => view! { <Steps details=details /> }.into_any(),
        Some(Err(error)) => {
            let retry = Callback::new(move |()| details.refetch());
            view! {
                <Page title=Signal::derive(title) narrow=true>
                    <Failed error=error on_retry=retry />
                </Page>
            }
            .into_any()
        }
        Some(Ok(_)) | None => view! { <Loading /> }.into_any(),
    }
}

/// Instead of the form, for a person who has applied. A draft can still be deleted.
#[component]
fn Applied(context: ApplyContext, application: LiveApplication) -> impl IntoView {
    let lang = use_lang();
    let title = move || live_application_texts::of(lang.get()).heading.to_owned();
    let text = move || {
        let language = lang.get();
        let texts = live_application_texts::of(language);
        let text = (texts.text)(application.title.get(language));
        view! {
            <p>{text} " " {texts.only_one}</p>
            <p class="imk-actions">
                <ButtonLink to=Route::Confirmation { id: application.id.clone() }>{texts.see}</ButtonLink>
            </p>
        }
    };
    view! {
        <Page title=Signal::derive(title) narrow=true>
            {text} <DraftStatus context=context />
        </Page>
    }
}

/// The step in the URL.
#[component]
fn Steps(details: ProgrammeDetails) -> impl IntoView {
    let query = use_query_map();
    let context = ApplyContext::begin(details, query.read_untracked().get(query::GROUP));
    let step = Memo::new(move |_| Step::named(query.read().get_str(query::STEP)));
    let is_here = Memo::new(move |_| context.is_here());
    let application = use_blocking_application();
    // The session may know the application before this page has its response: the form then stays, with the retry.
    let is_of_this_page = move || context.controller.has_unanswered_submission();
    let applied = Memo::new(move |_| application.get().filter(|_| !is_of_this_page()));
    move || match step.get() {
        _ if applied.get().is_some() => {
            applied.get().map(|application| view! { <Applied context application /> }).into_any()
        }
        _ if context.deleted.get() => view! { <DraftDeleted context=context /> }.into_any(),
        _ if !is_here.get() => view! { <DraftElsewhere context=context /> }.into_any(),
        Step::Programme => view! { <ProgrammeStep context=context /> }.into_any(),
        Step::Eligibility => view! { <EligibilityStep context=context /> }.into_any(),
        Step::SignIn => view! { <SignInStep context=context /> }.into_any(),
        Step::Contact => view! { <ContactStep context=context /> }.into_any(),
        Step::Check => view! { <CheckStep context=context /> }.into_any(),
    }
}
