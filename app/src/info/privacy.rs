//! The privacy notice.

use leptos::prelude::*;
use ui::components::page::Page;
use ui::platform::lang::use_lang;

use crate::info::section::{Contents, Sections};
use crate::info::text::privacy;

/// Privacy.
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
                    <Contents label=texts.contents sections=texts.sections />
                    <Sections sections=texts.sections />
                }
            }}
        </Page>
    }
}
