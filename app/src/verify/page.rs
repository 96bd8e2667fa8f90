//! The verification page: checks a confirmation in the browser with the public keys. The confirmation is not sent
//! anywhere.

use leptos::prelude::*;
use rules::call::Call;
use rules::receipt::{ReceiptFile, verify};
use rules::typed_text::document;
use ui::components::error_summary::{ErrorSummary, Mistake};
use ui::components::file_input::FileInput;
use ui::components::page::Page;
use ui::components::text_area::TextArea;
use ui::platform::http::error::ApiError;
use ui::platform::lang::use_lang;

use crate::client;
use crate::state::use_call;
use crate::verify::result::{Checked, Contents, result};
use crate::verify::texts as words;

const FILE: &str = "imk-confirmation-file";
const TEXT: &str = "imk-confirmation-text";

/// The verification page.
#[component]
pub fn VerifyPage() -> impl IntoView {
    let (call, lang) = (use_call(), use_lang());
    let (text, nothing_given) = (RwSignal::new(String::new()), RwSignal::new(false));
    // The result is shown only for the text that it was computed from.
    let action = Action::new_unsync(move |text: &String| {
        let text = text.clone();
        async move { (text.clone(), check(call, text).await) }
    });
    let checked = move || {
        let (checked_text, checked) = action.value().get()?;
        text.with(|text| *text == checked_text).then_some(checked)
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let given = text.with_untracked(|text| !document(text).is_empty());
        nothing_given.set(!given);
        action.value().set(None);
        if given {
            action.dispatch(text.get_untracked());
        }
    };
    let title = move || words::of(lang.get()).heading.to_owned();
    let error = move || {
        let empty = nothing_given.get() && text.with(|text| document(text).is_empty());
        empty.then(|| words::of(lang.get()).nothing_given.to_owned())
    };
    let summary = move || {
        let text = words::of(lang.get()).nothing_given.to_owned();
        nothing_given.get().then(|| view! { <ErrorSummary mistakes=vec![Mistake { field: FILE.to_owned(), text }] /> })
    };
    view! {
        <Page title=Signal::derive(title) narrow=true>
            {summary}
            <form novalidate=true on:submit=submit>
                {move || fields(words::of(lang.get()), text, Signal::derive(error))}
            </form>
            <div role="status">{move || checked().map(|checked| result(lang.get(), checked))}</div>
        </Page>
    }
}

fn fields(texts: &'static words::VerifyTexts, text: RwSignal<String>, error: Signal<Option<String>>) -> impl IntoView {
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
    let Ok(file) = serde_json::from_str::<ReceiptFile>(document(&text)) else { return Checked::NoConfirmation };
    let keys = match client::call::keys().await {
        Ok(keys) => keys.keys,
        Err(ApiError::Unreachable | ApiError::Refused(_) | ApiError::Unreadable { .. }) => return Checked::NoKeys,
    };
    match verify(&file, &keys, call) {
        Ok(verified) => {
            let details = client::programmes::get(&file.receipt.signed.programme).await.ok();
            Checked::Holds(verified, Box::new(Contents { file, details }))
        }
        Err(error) => Checked::Fails(error),
    }
}
