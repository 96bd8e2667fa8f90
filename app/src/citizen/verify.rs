//! Verifying a confirmation: in the browser, with the system's public keys. The confirmation itself goes nowhere.

use leptos::prelude::*;
use rules::call::Call;
use rules::language::Language;
use rules::receipt::{ReceiptError, ReceiptFile, SignedFinding, Verified, verify};
use rules::wire::{FindingView, ProgrammeDetails};

use crate::api;
use crate::api::error::ApiError;
use crate::components::error_summary::{ErrorSummary, Mistake};
use crate::components::file_input::FileInput;
use crate::components::finding::{FindingItem, FindingList};
use crate::components::notice::{Notice, Tone};
use crate::components::page::Page;
use crate::components::summary_list::{SummaryList, SummaryRow};
use crate::components::text_area::TextArea;
use crate::i18n::format::{full_range, instant};
use crate::i18n::verify as words;
use crate::state::{use_call, use_lang};

const FILE: &str = "confirmation-file";
const TEXT: &str = "confirmation-text";

/// What came of a check.
#[derive(Clone, Debug, PartialEq)]
enum Checked {
    /// It holds.
    Holds(Verified, Box<Contents>),
    /// It does not.
    Fails(ReceiptError),
    /// The text is no confirmation.
    NoConfirmation,
    /// The keys did not come.
    NoKeys,
}

/// What a confirmation says, and of which programme, where the catalogue still has it.
#[derive(Clone, Debug, PartialEq)]
struct Contents {
    file: ReceiptFile,
    details: Option<ProgrammeDetails>,
}

/// The page.
#[component]
pub fn VerifyPage() -> impl IntoView {
    let (call, lang) = (use_call(), use_lang());
    let (text, nothing_given) = (RwSignal::new(String::new()), RwSignal::new(false));
    let action = Action::new_unsync(move |text: &String| check(call, text.clone()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let given = text.with_untracked(|text| !text.trim().is_empty());
        nothing_given.set(!given);
        action.value().set(None);
        if given {
            action.dispatch(text.get_untracked());
        }
    };
    let title = move || words::texts(lang.get()).heading.to_owned();
    let error = move || {
        let empty = nothing_given.get() && text.with(|text| text.trim().is_empty());
        empty.then(|| words::texts(lang.get()).nothing_given.to_owned())
    };
    let summary = move || {
        let text = words::texts(lang.get()).nothing_given.to_owned();
        nothing_given.get().then(|| view! { <ErrorSummary mistakes=vec![Mistake { field: FILE.to_owned(), text }] /> })
    };
    view! {
        <Page title=Signal::derive(title) narrow=true>
            {summary}
            <form novalidate=true on:submit=submit>
                {move || fields(words::texts(lang.get()), text, Signal::derive(error))}
            </form>
            <div role="status">{move || action.value().get().map(|checked| result(lang.get(), checked))}</div>
        </Page>
    }
}

fn fields(
    texts: &'static words::VerifyTexts,
    text: RwSignal<String>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <p>{texts.intro}</p>
        <FileInput
            id=FILE
            label=texts.file
            accept=".json,application/json"
            on_text=Callback::new(move |read| text.set(read))
        />
        <TextArea id=TEXT label=texts.text hint=texts.text_hint error=error value=text />
        <p class="imk-actions">
            <button type="submit" class="imk-button">
                {texts.check}
            </button>
        </p>
    }
}

async fn check(call: &'static Call, text: String) -> Checked {
    let Ok(file) = serde_json::from_str::<ReceiptFile>(&text) else { return Checked::NoConfirmation };
    let keys = match api::call::keys().await {
        Ok(keys) => keys.keys,
        Err(ApiError::Unreachable | ApiError::Refused(_) | ApiError::Unreadable { .. }) => return Checked::NoKeys,
    };
    match verify(&file, &keys, call) {
        Ok(verified) => {
            let details = api::programmes::get(&file.receipt.signed.programme).await.ok();
            Checked::Holds(verified, Box::new(Contents { file, details }))
        }
        Err(error) => Checked::Fails(error),
    }
}

fn result(language: Language, checked: Checked) -> impl IntoView {
    let texts = words::texts(language);
    let (tone, (heading, text)) = match &checked {
        Checked::Holds(verified, _) => (Tone::Good, (texts.verified)(*verified)),
        Checked::Fails(error) => (Tone::Bad, (texts.failed)(*error)),
        Checked::NoConfirmation => (Tone::Bad, texts.no_confirmation),
        Checked::NoKeys => (Tone::Warning, texts.no_keys),
    };
    let what_to_do = matches!(checked, Checked::Fails(_)).then(|| view! { <p>{texts.what_to_do}</p> });
    let contents = match checked {
        Checked::Holds(_, contents) => Some(says(language, *contents)),
        Checked::Fails(_) | Checked::NoConfirmation | Checked::NoKeys => None,
    };
    view! {
        <Notice tone=tone heading=heading>
            <p>{text}</p>
            {what_to_do}
        </Notice>
        {contents}
    }
}

/// What a confirmation that holds says. One that does not is not shown: nothing in it can be relied on.
fn says(language: Language, contents: Contents) -> impl IntoView {
    let texts = words::texts(language);
    let signed = contents.file.receipt.signed;
    let (programme, group) = names(language, &signed.programme, &signed.group, contents.details.as_ref());
    let finding = |finding: &SignedFinding| {
        let view = FindingView {
            rule: finding.rule,
            outcome: finding.outcome,
            clauses: finding.clauses.iter().collect(),
            reading: finding.reading,
        };
        view! { <FindingItem finding=(&view).into() /> }
    };
    view! {
        <h2>{texts.says}</h2>
        <SummaryList>
            <SummaryRow name=texts.received>{instant(language, signed.received_at.to_utc())}</SummaryRow>
            <SummaryRow name=texts.call>{signed.call}</SummaryRow>
            <SummaryRow name=texts.programme>{programme}</SummaryRow>
            <SummaryRow name=texts.group>{group}</SummaryRow>
            <SummaryRow name=texts.number>{signed.application}</SummaryRow>
        </SummaryList>
        <FindingList>{signed.findings.iter().map(finding).collect_view()}</FindingList>
        <p class="imk-small">{texts.names_nobody}</p>
    }
}

/// The programme and the study group by name, or by their identifiers where the catalogue has them no more.
fn names(language: Language, programme: &str, group: &str, details: Option<&ProgrammeDetails>) -> (String, String) {
    let known = details.map(|details| &details.programme);
    let days = known.and_then(|known| known.groups.iter().find(|candidate| candidate.id == group));
    (
        known.map_or_else(|| programme.to_owned(), |known| known.title.get(language).to_owned()),
        days.map_or_else(|| group.to_owned(), |days| full_range(language, days.starts_on, days.ends_on)),
    )
}
