//! What is kept about a person, where, and for how long.

use leptos::prelude::*;

use crate::components::page::Page;
use crate::components::prose::Prose;
use crate::i18n::privacy;
use crate::state::use_lang;

/// The page on privacy.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    let lang = use_lang();
    let title = move || privacy::texts(lang.get()).heading.to_owned();
    view! {
        <Page title=Signal::derive(title) narrow=true>
            {move || {
                let texts = privacy::texts(lang.get());
                view! {
                    <p class="imk-lead">{texts.lead}</p>
                    <Prose sections=texts.sections />
                }
            }}
        </Page>
    }
}
