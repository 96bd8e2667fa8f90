//! Banner that links to the person's draft.

use leptos::prelude::*;
use ui::components::link::ButtonLink;
use ui::components::notice::Notice;
use ui::platform::lang::use_lang;

use crate::draft::controller::use_draft;
use crate::draft::texts as draft_texts;
use crate::routes::Route;

/// Notice with a link to the draft; nothing if there is no draft.
#[component]
pub(super) fn DraftBanner() -> impl IntoView {
    let (draft, lang) = (use_draft(), use_lang());
    move || {
        let programme = draft.open_draft().filter(|_| draft.is_ready())?;
        let texts = draft_texts::of(lang.get());
        Some(view! {
            <Notice heading=texts.unfinished>
                <p>{texts.unfinished_text}</p>
                <p class="imk-actions">
                    <ButtonLink to=Route::Apply { programme } quiet=true>
                        {texts.go_on}
                    </ButtonLink>
                </p>
            </Notice>
        })
    }
}
