//! Where the draft is, and the button that deletes it.

use leptos::prelude::*;

use super::flow::Flow;
use crate::components::button::Button;
use crate::components::link::ButtonLink;
use crate::components::page::Page;
use crate::forms::draft_keeper::{Kept, OnAccount};
use crate::i18n::draft;
use crate::routes::Route;

/// The note under every step.
#[component]
pub(super) fn DraftNote(flow: Flow) -> impl IntoView {
    let delete = Callback::new(move |()| flow.delete());
    move || {
        let texts = draft::texts(flow.lang.get());
        let text = match (flow.keeper.kept(), flow.keeper.on_account()) {
            (Kept::Nothing, _) => return ().into_any(),
            (Kept::Refused, OnAccount::Nothing) => {
                return view! { <p class="imk-note">{texts.not_kept}</p> }.into_any();
            }
            (Kept::Refused, OnAccount::Waiting) => {
                return view! { <p class="imk-note">{texts.nowhere_yet}</p> }.into_any();
            }
            (Kept::Refused, OnAccount::Draft) => texts.on_account_only,
            (Kept::Draft, OnAccount::Nothing) => texts.kept,
            (Kept::Draft, OnAccount::Draft) => texts.kept_and_on_account,
            (Kept::Draft, OnAccount::Waiting) => texts.account_waits,
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

/// What is left once the draft is deleted.
#[component]
pub(super) fn DraftDeleted(flow: Flow) -> impl IntoView {
    let texts = move || draft::texts(flow.lang.get());
    let everywhere = untrack(|| flow.person().is_some());
    view! {
        <Page title=Signal::derive(move || texts().deleted.to_owned()) narrow=true>
            {move || {
                let texts = texts();
                view! {
                    <p>{if everywhere { texts.deleted_everywhere_text } else { texts.deleted_text }}</p>
                    <p class="imk-actions">
                        <ButtonLink to=Route::Programmes>{texts.begin_again}</ButtonLink>
                    </p>
                }
            }}
        </Page>
    }
}
