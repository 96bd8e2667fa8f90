//! The preview: exactly the data that will be submitted, to read, print, and use offline.

use api::ProgrammeDetails;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use rules::application::{ApplicationDraft, check};
use rules::facts::Facts;
use rules::field::{Field, FieldError};
use rules::language::Language;
use ui::components::back_link::BackLink;
use ui::components::button::Button;
use ui::components::link::ButtonLink;
use ui::components::page::Page;
use ui::components::status::{Empty, Loading};
use ui::platform::clock::use_clock;
use ui::platform::host;
use ui::platform::lang::use_lang;

use crate::apply::step::Step;
use crate::apply::use_programme::use_programme;
use crate::draft::controller::use_draft;
use crate::preview::sheet::sheet;
use crate::preview::texts;
use crate::register::facts_from_register;
use crate::routes::{ID, Route, query};
use crate::session::use_session;
use crate::state::use_call;

/// Preview for one programme.
#[component]
pub fn PreviewPage() -> impl IntoView {
    let (controller, call, session) = (use_draft(), use_call(), use_session());
    let (lang, params) = (use_lang(), use_params_map());
    let programme = Memo::new(move |_| params.read().get(ID).unwrap_or_default());
    let details = use_programme(programme);
    let check_step = move || Route::Apply { programme: programme.get() }.with([(query::STEP, Step::Check.name())]);
    let back = move || view! { <BackLink to=check_step() text=texts::of(lang.get()).back /> };
    let title = move || texts::of(lang.get()).heading.to_owned();
    let document = move || {
        if !controller.is_ready() {
            return view! { <Loading /> }.into_any();
        }
        if controller.form.programme.get() != programme.get() {
            return view! { <NothingYet language=lang.get() go_on=check_step() /> }.into_any();
        }
        // Works without the catalogue: identifiers replace names.
        let details = details.get().and_then(Result::ok);
        let register = session.person().map(|person| facts_from_register(&person)).unwrap_or_default();
        let draft = controller.form.to_submission(&call.id, lang.get());
        view! { <Document language=lang.get() draft=draft register=register details=details go_on=check_step() /> }
            .into_any()
    };
    view! {
        <Page title=Signal::derive(title) narrow=true above=back.into_any()>
            {document}
        </Page>
    }
}

#[component]
fn NothingYet(language: Language, go_on: String) -> impl IntoView {
    let texts = texts::of(language);
    view! {
        <Empty heading=texts.nothing_yet>
            <p>
                <ButtonLink to=go_on>{texts.go_on}</ButtonLink>
            </p>
        </Empty>
    }
}

/// The document, and below it the request body that it was rendered from.
#[component]
fn Document(
    language: Language,
    draft: ApplicationDraft,
    register: Facts,
    details: Option<ProgrammeDetails>,
    go_on: String,
) -> impl IntoView {
    let (call, texts) = (use_call(), texts::of(language));
    let programme = details.as_ref().map(|details| &details.programme);
    // A closed window is not an incomplete document, and the declaration belongs to the submission.
    let is_gap = |error: &FieldError| !matches!(error.field, Field::Call | Field::Declaration);
    let assessed = ApplicationDraft { facts: draft.facts.with_register(&register), ..draft.clone() };
    let complete = !check(&assessed, call, programme, use_clock().stamp()).iter().any(is_gap);
    let body = serde_json::to_string(&draft).unwrap_or_default();
    view! {
        <p class="imk-no-print">{texts.intro}</p>
        {(!complete)
            .then(|| {
                view! {
                    <Empty heading=texts.incomplete>
                        <p>
                            <ButtonLink to=go_on quiet=true>
                                {texts.go_on}
                            </ButtonLink>
                        </p>
                    </Empty>
                }
            })}
        {ApplicationDraft::parse(body.as_bytes()).ok().map(|draft| sheet(language, draft, register, details.as_ref()))}
        <p class="imk-actions imk-no-print">
            <Button quiet=true on_press=Callback::new(|()| host::print())>
                {texts.print}
            </Button>
        </p>
        <details class="imk-details imk-no-print">
            <summary class="imk-details__summary">{texts.exactly}</summary>
            <p>{texts.exactly_text}</p>
            <pre class="imk-code" id="imk-body">
                {body}
            </pre>
        </details>
    }
}
