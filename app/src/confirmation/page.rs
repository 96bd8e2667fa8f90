//! Confirmation of an application: receipt, findings and the signed file.

use api::{ApiProblem, Application, Submitted};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use rules::language::Language;
use rules::receipt::ReceiptFile;
use serde::Serialize;
use ui::components::button::Button;
use ui::components::download_link::DownloadLink;
use ui::components::link::{ButtonLink, PageLink};
use ui::components::notice::{Notice, Tone};
use ui::components::page::Page;
use ui::components::status::{Failed, Loading};
use ui::components::summary_list::{SummaryList, SummaryRow};
use ui::platform::clock::use_clock;
use ui::platform::host;
use ui::platform::http::error::ApiError;
use ui::platform::lang::use_lang;
use ui::platform::resource::Resource;
use ui::text::format::{Case, date, day, full_range, instant};

use crate::client;
use crate::confirmation::texts;
use crate::draft::controller::use_draft;
use crate::eligibility::reminder::{Reminder, data_url};
use crate::findings::list::{FindingList, Shown};
use crate::routes::{ID, Route};
use crate::session::use_session;
use crate::sign_in::redirect::{SignInButton, SignInFailed, use_sign_in};
use crate::sign_in::texts as sign_in_texts;
use crate::state::use_call;

/// The confirmation of one of the person's applications.
#[component]
pub fn ConfirmationPage() -> impl IntoView {
    let (lang, params) = (use_lang(), use_params_map());
    let id = Memo::new(move |_| params.read().get(ID).unwrap_or_default());
    let submitted = use_submitted(id);
    let draft = use_draft();
    let title = move || {
        let texts = texts::of(lang.get());
        // The heading claims that an application was received only once it is loaded.
        let is_received = match submitted.get() {
            Some(result) => result.is_ok(),
            None => draft.just_submitted(&id.get()).is_some(),
        };
        if is_received { texts.heading.to_owned() } else { texts.neutral_heading.to_owned() }
    };
    let content = move || match submitted.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Ok(submitted)) => view! { <Confirmation language=lang.get() submitted=submitted /> }.into_any(),
        Some(Err(ApiError::Refused(ApiProblem::SignInRequired))) => {
            view! { <NotSignedIn language=lang.get() id=id.get() /> }.into_any()
        }
        Some(Err(error)) => {
            view! { <Failed error=error on_retry=Callback::new(move |()| submitted.refetch()) /> }.into_any()
        }
    };
    view! {
        <Page title=Signal::derive(title) narrow=true>
            {content}
        </Page>
    }
}

/// Returns the submitted application: from this visit if it was just submitted, else from the server.
fn use_submitted(id: Memo<String>) -> Resource<Result<Submitted, ApiError>> {
    let draft = use_draft();
    Resource::new(move || {
        let id = id.get();
        async move {
            if let Some(submitted) = draft.just_submitted(&id) {
                return Ok(submitted);
            }
            let application = client::applications::get(&id).await?;
            let receipt = client::applications::receipt(&id).await?;
            Ok(Submitted { application, receipt })
        }
    })
}

#[component]
fn NotSignedIn(language: Language, id: String) -> impl IntoView {
    let sign_in = use_sign_in();
    view! {
        <p>{texts::of(language).sign_in}</p>
        <SignInFailed sign_in=sign_in />
        <p class="imk-actions">
            <SignInButton
                sign_in=sign_in
                return_to=Route::Confirmation { id }
                text=sign_in_texts::of(language).sign_in
            />
        </p>
    }
}

#[component]
fn Confirmation(language: Language, submitted: Submitted) -> impl IntoView {
    let texts = texts::of(language);
    let Submitted { application, receipt } = submitted;
    let (id, number) = (application.id.clone(), application.id.clone());
    view! {
        <Notice tone=Tone::Good heading=(texts.received_at)(&instant(language, application.submitted_at.to_utc()))>
            <p>{texts.number} ": " <strong class="imk-number">{number}</strong></p>
            <p>{texts.not_granted}</p>
        </Notice>
        <WhatNext language=language application=application.clone() />
        <Facts language=language application=application.clone() />
        <h2 id="imk-findings">{texts.findings}</h2>
        <p>{texts.findings_text}</p>
        <FindingList entries=application.findings.iter().map(|finding| Shown::from(finding).into()).collect() />
        <Files language=language application=id receipt=receipt />
    }
}

/// Next steps with the known dates, and the person's options.
#[component]
fn WhatNext(language: Language, application: Application) -> impl IntoView {
    let texts = texts::of(language);
    let last_day = day(language, use_call().window.last_day(), Case::Dative);
    let (from, to) =
        (date(language, application.starts_on, Case::Genitive), date(language, application.ends_on, Case::Dative));
    let (summary, description) = texts.calendar_entry;
    let description = description(application.title.get(language), &application.id);
    let url = host::url(&Route::Confirmation { id: application.id.clone() }.path());
    let stamp = use_clock().stamp();
    let reminder = Reminder { day: application.starts_on, summary, description: &description, url: &url, stamp };
    view! {
        <h2>{texts.next}</h2>
        <ul>
            <li>{(texts.reviewed)(&last_day)}</li>
            <li>{(texts.study_follows)(&from, &to)}</li>
            <li>{texts.meanwhile}</li>
        </ul>
        <p class="imk-actions">
            <ButtonLink to=Route::Account>{texts.to_account}</ButtonLink>
            <Button quiet=true on_press=Callback::new(|()| host::print())>
                {texts.print}
            </Button>
            <a href=data_url(&reminder) download=texts.calendar_file rel="external">
                {texts.calendar}
            </a>
        </p>
    }
}

/// Who applied for what, for the screen and for paper. The confirmation itself has no name.
#[component]
fn Facts(language: Language, application: Application) -> impl IntoView {
    let (texts, session) = (texts::of(language), use_session());
    let programme = application.programme.clone();
    let details = Resource::new(move || {
        let programme = programme.clone();
        async move { client::programmes::get(&programme).await.ok() }
    });
    let name = move || {
        let name = session.person()?.name;
        Some(view! { <SummaryRow name=texts.person>{name}</SummaryRow> })
    };
    let provider = move || {
        let provider = details.get().flatten()?.provider;
        Some(view! { <SummaryRow name=texts.provider><span lang="lv">{provider.name}</span></SummaryRow> })
    };
    let study = full_range(language, application.starts_on, application.ends_on);
    view! {
        <SummaryList>
            {name}
            <SummaryRow name=texts.programme>{application.title.get(language).to_owned()}</SummaryRow>
            {provider}
            <SummaryRow name=texts.study>{study}</SummaryRow>
            <SummaryRow name=texts.seat_row>{(texts.seat)(application.seat)}</SummaryRow>
            <SummaryRow name=texts.number>{application.id.clone()}</SummaryRow>
        </SummaryList>
        <p class="imk-print-only">{(texts.check_at_text)(&host::address(&Route::Verify.path()))}</p>
    }
}

/// Downloads of the receipt: the complete file for its holder, and the signed part for anyone else.
#[component]
fn Files(language: Language, application: String, receipt: ReceiptFile) -> impl IntoView {
    let texts = texts::of(language);
    let name = |part: &str| format!("{}{part}-{application}.json", texts.file_name);
    let (whole_name, signed_name) = (name(""), name(texts.signed_part));
    let whole = pretty(&receipt);
    let signed = pretty(&ReceiptFile { holder: None, ..receipt });
    view! {
        <section class="imk-no-print">
            <h2>{texts.keep}</h2>
            <p>{texts.keep_text} " " <PageLink to=Route::Verify>{texts.verify}</PageLink></p>
            <details class="imk-details">
                <summary class="imk-details__summary">{texts.technical}</summary>
                <p>
                    <DownloadLink text=whole file_name=whole_name label=texts.download_whole.to_owned() />
                    <br />
                    <small>{texts.whole_text}</small>
                </p>
                <p>
                    <DownloadLink text=signed file_name=signed_name label=texts.download_signed.to_owned() />
                    <br />
                    <small>{texts.signed_text}</small>
                </p>
            </details>
        </section>
    }
}

/// Formats JSON for a file, one value per line. Signatures cover the canonical form, so the layout does not affect
/// them.
pub(super) fn pretty<T: Serialize>(value: &T) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
