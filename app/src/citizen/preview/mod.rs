//! The document: exactly what will be sent, to be read, printed, and read offline too.

use api::ProgrammeDetails;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use rules::application::{ApplicationDraft, Field, FieldError, check};
use rules::language::Language;

use super::apply::use_details;
use super::sign_out::SignedInAs;
use crate::components::back_link::BackLink;
use crate::components::button::Button;
use crate::components::link::ButtonLink;
use crate::components::page::Page;
use crate::components::status::{Empty, Loading};
use crate::forms::draft_keeper::use_draft;
use crate::forms::register::known;
use crate::forms::step::Step;
use crate::i18n::preview;
use crate::routes::{ID, Route, query};
use crate::shell;
use crate::state::{use_call, use_clock, use_lang, use_session};

mod sheet;

use sheet::sheet;

/// The document for one programme.
#[component]
pub fn PreviewPage() -> impl IntoView {
    let (keeper, call, session) = (use_draft(), use_call(), use_session());
    let (lang, params) = (use_lang(), use_params_map());
    let programme = Memo::new(move |_| params.read().get(ID).unwrap_or_default());
    let details = use_details(programme);
    let check_step = move || Route::Apply { programme: programme.get() }.with([(query::STEP, Step::Check.name())]);
    let back = move || view! { <BackLink to=check_step() text=preview::texts(lang.get()).back /> };
    let title = move || preview::texts(lang.get()).heading.to_owned();
    let document = move || {
        if !keeper.is_ready() {
            return view! { <Loading /> }.into_any();
        }
        if keeper.form.programme.get() != programme.get() {
            return view! { <NothingYet language=lang.get() go_on=check_step() /> }.into_any();
        }
        // The document can be read without the catalogue: the identifiers then stand for the names.
        let details = details.get().and_then(Result::ok);
        let register = session.person().map(|person| known(&person)).unwrap_or_default();
        let draft = keeper.form.to_draft(&call.id, &register, lang.get());
        view! { <Document language=lang.get() draft=draft details=details go_on=check_step() /> }.into_any()
    };
    view! {
        <Page title=Signal::derive(title) narrow=true above=back.into_any()>
            {document}
            <SignedInAs />
        </Page>
    }
}

#[component]
fn NothingYet(language: Language, go_on: String) -> impl IntoView {
    let texts = preview::texts(language);
    view! {
        <Empty heading=texts.nothing_yet>
            <p>
                <ButtonLink to=go_on>{texts.go_on}</ButtonLink>
            </p>
        </Empty>
    }
}

/// The document and, below it, the very text it was read from: that text is the request's body.
#[component]
fn Document(
    language: Language,
    draft: ApplicationDraft,
    details: Option<ProgrammeDetails>,
    go_on: String,
) -> impl IntoView {
    let (call, texts) = (use_call(), preview::texts(language));
    let programme = details.as_ref().map(|details| &details.programme);
    // That no application is taken now is no gap in the document.
    let is_gap = |error: &FieldError| error.field != Field::Call;
    let complete = !check(&draft, call, programme, use_clock().stamp()).iter().any(is_gap);
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
        {ApplicationDraft::parse(body.as_bytes()).ok().map(|draft| sheet(language, draft, details.as_ref()))}
        <p class="imk-actions imk-no-print">
            <Button quiet=true on_press=Callback::new(|()| shell::print())>
                {texts.print}
            </Button>
        </p>
        <details class="imk-details imk-no-print">
            <summary class="imk-details__summary">{texts.exactly}</summary>
            <p>{texts.exactly_text}</p>
            <pre class="imk-code" id="body">
                {body}
            </pre>
        </details>
    }
}
