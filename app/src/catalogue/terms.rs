//! Explanations of the terms on the cards: DigComp, and the four types of programmes.

use leptos::prelude::*;
use rules::programme::kind::ProgrammeType;
use ui::platform::lang::use_lang;

use crate::catalogue::programme::texts as programme_texts;
use crate::catalogue::texts;
use crate::state::use_call;
use crate::text::offer;

/// The explanations, folded.
#[component]
pub fn Terms() -> impl IntoView {
    let (call, language) = (use_call(), use_lang().get_untracked());
    let kinds = ProgrammeType::ALL.map(|kind| {
        view! {
            <dt>{offer::kind(language, kind)}</dt>
            <dd>{offer::kind_meaning(language, kind)}</dd>
        }
    });
    let digcomp = (programme_texts::of(language).digcomp)(call.levels.from().get(), call.levels.to().get());
    view! {
        <details class="imk-fold">
            <summary class="imk-fold__summary">{texts::of(language).terms}</summary>
            <dl class="imk-terms">
                <dt>"DigComp"</dt>
                <dd>{digcomp}</dd>
                {kinds.collect_view()}
            </dl>
        </details>
    }
}
