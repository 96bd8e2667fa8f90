//! An address that no page has.

use leptos::prelude::*;

use crate::components::link::PageLink;
use crate::components::page::Page;
use crate::i18n::{common, not_found};
use crate::routes::Route;
use crate::state::use_lang;

/// Says that there is no such page, and where to go instead.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let lang = use_lang();
    let title = move || not_found::texts(lang.get()).heading.to_owned();
    view! {
        <Page title=Signal::derive(title) narrow=true>
            {move || {
                let (texts, common) = (not_found::texts(lang.get()), common::texts(lang.get()));
                view! {
                    <p>{texts.text}</p>
                    <p>{texts.instead}</p>
                    <ul class="imk-links">
                        <li><PageLink to=Route::Home>{common.home}</PageLink></li>
                        <li><PageLink to=Route::Eligibility>{common.eligibility}</PageLink></li>
                        <li><PageLink to=Route::Programmes>{common.programmes}</PageLink></li>
                        <li><PageLink to=Route::Help>{common.help}</PageLink></li>
                    </ul>
                }
            }}
        </Page>
    }
}
