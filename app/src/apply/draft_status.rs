//! Storage state of the draft, with a delete button.

use leptos::prelude::*;
use ui::components::button::Button;
use ui::components::link::ButtonLink;
use ui::components::page::Page;
use ui::text::common;

use crate::apply::context::ApplyContext;
use crate::draft::status::{AccountStatus, Deletion, LocalStatus};
use crate::draft::texts as draft_texts;
use crate::routes::Route;

/// Note below every step.
#[component]
pub(super) fn DraftStatus(context: ApplyContext) -> impl IntoView {
    let delete = Callback::new(move |()| context.delete());
    move || {
        let texts = draft_texts::of(context.lang.get());
        let text = match (context.controller.local_status(), context.controller.account_status()) {
            (LocalStatus::Nothing, _) => return ().into_any(),
            (LocalStatus::Refused, AccountStatus::Nothing) => {
                return view! { <p class="imk-note">{texts.not_kept}</p> }.into_any();
            }
            (LocalStatus::Refused, AccountStatus::Waiting) => {
                return view! { <p class="imk-note">{texts.nowhere_yet}</p> }.into_any();
            }
            (LocalStatus::Refused, AccountStatus::Saved) => texts.on_account_only,
            (LocalStatus::Saved, AccountStatus::Nothing) => texts.kept,
            (LocalStatus::Saved, AccountStatus::Saved) => texts.kept_and_on_account,
            (LocalStatus::Saved, AccountStatus::Waiting) => texts.account_waits,
        };
        view! {
            <p class="imk-small">
                {text} " "
                <Button plain=true on_press=delete>
                    {texts.delete}
                </Button>
            </p>
        }
        .into_any()
    }
}

/// Page after the draft was deleted, with the state of the deletion in the account.
#[component]
pub(super) fn DraftDeleted(context: ApplyContext) -> impl IntoView {
    let texts = move || draft_texts::of(context.lang.get());
    let in_words = move || {
        let texts = texts();
        match context.controller.deletion() {
            Deletion::NotRequested => (texts.deleted, texts.deleted_text),
            Deletion::Requested => texts.deleting,
            Deletion::Done => (texts.deleted, texts.deleted_everywhere_text),
            Deletion::Failed => texts.stays_on_account,
        }
    };
    let retry = Callback::new(move |()| context.controller.retry_deletion());
    let retry = move || {
        (context.controller.deletion() == Deletion::Failed).then(|| {
            view! {
                <Button quiet=true on_press=retry>
                    {common::texts(context.lang.get()).retry}
                </Button>
            }
        })
    };
    view! {
        <Page title=Signal::derive(move || in_words().0.to_owned()) narrow=true>
            <p role="status">{move || in_words().1}</p>
            <p class="imk-actions">
                {retry}
                {move || view! { <ButtonLink to=Route::Programmes>{texts().begin_again}</ButtonLink> }}
            </p>
        </Page>
    }
}
