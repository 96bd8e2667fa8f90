//! Where the draft is, and the button that deletes it.

use leptos::prelude::*;

use super::flow::Flow;
use crate::components::button::Button;
use crate::components::link::ButtonLink;
use crate::components::page::Page;
use crate::forms::draft_keeper::Kept;
use crate::i18n::apply;
use crate::routes::Route;

/// The note under every step.
#[component]
pub(super) fn DraftNote(flow: Flow) -> impl IntoView {
    let delete = Callback::new(move |()| flow.delete());
    move || {
        let texts = &apply::texts(flow.lang.get()).draft;
        match flow.keeper.kept() {
            Kept::Nothing => ().into_any(),
            Kept::Refused => view! { <p class="imk-note">{texts.not_kept}</p> }.into_any(),
            Kept::Draft => view! {
                <p class="imk-small">
                    {texts.kept} " "
                    <Button plain=true on_press=delete>
                        {texts.delete}
                    </Button>
                </p>
            }
            .into_any(),
        }
    }
}

/// What is left once the draft is deleted.
#[component]
pub(super) fn DraftDeleted(flow: Flow) -> impl IntoView {
    let texts = move || &apply::texts(flow.lang.get()).draft;
    view! {
        <Page title=Signal::derive(move || texts().deleted.to_owned()) narrow=true>
            {move || {
                let texts = texts();
                view! {
                    <p>{texts.deleted_text}</p>
                    <p class="imk-actions">
                        <ButtonLink to=Route::Programmes>{texts.begin_again}</ButtonLink>
                    </p>
                }
            }}
        </Page>
    }
}
