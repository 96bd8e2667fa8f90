//! The help page.

use leptos::prelude::*;
use ui::components::page::Page;
use ui::platform::lang::use_lang;

use crate::info::section::Sections;
use crate::info::text::help;

/// Help.
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
                    <Sections sections=texts.sections />
                }
            }}
        </Page>
    }
}
