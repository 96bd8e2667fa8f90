//! The document: exactly what will be sent, to be read, printed, and read offline too.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use rules::application::{ApplicationDraft, check};
use rules::facts::{FactId, Facts};
use rules::language::Language;
use rules::wire::ProgrammeDetails;

use super::apply::{declared, fact_in_words, use_details};
use crate::components::back_link::BackLink;
use crate::components::button::Button;
use crate::components::link::ButtonLink;
use crate::components::page::Page;
use crate::components::status::{Empty, Loading};
use crate::components::summary_list::{SummaryList, SummaryRow};
use crate::forms::draft_keeper::use_draft;
use crate::forms::step::Step;
use crate::i18n::format::full_range;
use crate::i18n::{apply, preview};
use crate::routes::{ID, Route, query};
use crate::shell;
use crate::state::{use_call, use_clock, use_lang, use_session};

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
        let register = session.person().map(|person| person.register).unwrap_or_default();
        let draft = keeper.form.to_draft(&call.id, &register, lang.get());
        view! { <Document language=lang.get() draft=draft details=details go_on=check_step() /> }.into_any()
    };
    view! {
        <Page title=Signal::derive(title) narrow=true above=back.into_any()>
            {document}
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
    let complete = check(&draft, call, programme, use_clock().stamp()).is_empty();
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

/// The sheet of paper.
fn sheet(language: Language, draft: ApplicationDraft, details: Option<&ProgrammeDetails>) -> impl IntoView + use<> {
    let texts = apply::texts(language);
    let own = preview::texts(language);
    let (title, study) = names(language, &draft, details);
    let provider = details.map(|details| details.provider.name.clone());
    let given = |text: String| if text.is_empty() { texts.check.not_given.to_owned() } else { text };
    let (email, phone) = (given(draft.contact.email), given(draft.contact.phone));
    view! {
        <article class="imk-document">
            <p class="imk-document__to">{own.to_whom}</p>
            <h2>{texts.check.programme}</h2>
            <SummaryList>
                <SummaryRow name=own.call>{draft.call}</SummaryRow>
                <SummaryRow name=texts.check.title>{title}</SummaryRow>
                {provider.map(|name| view! { <SummaryRow name=texts.check.provider>{name}</SummaryRow> })}
                <SummaryRow name=texts.check.study>{study}</SummaryRow>
            </SummaryList>
            <h2>{texts.check.applicant}</h2>
            <SummaryList>
                <SummaryRow name=texts.check.name>{texts.check.from_sign_in}</SummaryRow>
                <SummaryRow name=texts.check.personal_code>{texts.check.from_sign_in}</SummaryRow>
                <SummaryRow name=texts.check.birth_date>
                    {fact_in_words(language, FactId::BirthDate, &draft.facts)}
                </SummaryRow>
            </SummaryList>
            <h2>{texts.check.contact}</h2>
            <SummaryList>
                <SummaryRow name=texts.check.email>{email}</SummaryRow>
                <SummaryRow name=texts.check.phone>{phone}</SummaryRow>
                <SummaryRow name=texts.check.language>{(texts.in_language)(draft.language)}</SummaryRow>
            </SummaryList>
            <h2>{texts.check.declarations}</h2>
            <div class="imk-declared">
                <SummaryList>{declarations(language, draft.facts)}</SummaryList>
            </div>
        </article>
    }
}

/// Every fact of the body that a person answers yes or no.
fn declarations(language: Language, facts: Facts) -> impl IntoView {
    let asked = rules::eligibility::questions(use_call());
    let row = move |fact: FactId| {
        let statement = (apply::texts(language).declaration)(fact);
        view! { <SummaryRow name=statement>{declared(language, facts.answer(fact))}</SummaryRow> }
    };
    asked.into_iter().filter(|fact| *fact != FactId::BirthDate).map(row).collect_view()
}

/// The programme and the study group by name; by their identifiers where the catalogue is out of reach.
fn names(language: Language, draft: &ApplicationDraft, details: Option<&ProgrammeDetails>) -> (String, String) {
    let not_given = || apply::texts(language).check.not_given.to_owned();
    let programme = details.map(|details| &details.programme);
    let group = programme.and_then(|programme| programme.groups.iter().find(|group| group.id == draft.group));
    let title = programme.map_or_else(|| draft.programme.clone(), |programme| programme.title.get(language).to_owned());
    let study = match group {
        Some(group) => full_range(language, group.starts_on, group.ends_on),
        None if draft.group.is_empty() => not_given(),
        None => draft.group.clone(),
    };
    (title, study)
}
