//! The page of the terms of the account.

use api::TERMS_VERSION;
use leptos::prelude::*;
use ui::components::page::Page;
use ui::platform::lang::use_lang;
use ui::text::format::{Case, date};

use crate::info::section::{Contents, Sections};
use crate::info::text::terms_of_use;

/// Terms of the account.
#[component]
pub fn TermsPage() -> impl IntoView {
    let lang = use_lang();
    let title = move || terms_of_use::texts(lang.get()).heading.to_owned();
    view! {
        <Page title=Signal::derive(title) narrow=true>
            {move || {
                let texts = terms_of_use::texts(lang.get());
                let since = TERMS_VERSION.parse().map(|day| date(lang.get(), day, Case::Genitive));
                view! {
                    <p class="imk-lead">{texts.lead}</p>
                    <Contents label=texts.contents sections=texts.sections />
                    <Sections sections=texts.sections />
                    {since.map(|since| view! { <p>{(texts.version)(&since)}</p> }).ok()}
                }
            }}
        </Page>
    }
}
