//! Help in plain language.

use leptos::prelude::*;

use crate::components::page::Page;
use crate::components::prose::Prose;
use crate::i18n::help;
use crate::state::use_lang;

/// The page with help.
#[component]
pub fn HelpPage() -> impl IntoView {
    let lang = use_lang();
    let title = move || help::texts(lang.get()).heading.to_owned();
    view! {
        <Page title=Signal::derive(title) narrow=true>
            {move || {
                let texts = help::texts(lang.get());
                view! {
                    <p class="imk-lead">{texts.lead}</p>
                    <Prose sections=texts.sections />
                }
            }}
        </Page>
    }
}
