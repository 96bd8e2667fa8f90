//! The page for an unknown path.

use leptos::prelude::*;
use ui::components::link::PageLink;
use ui::components::page::Page;
use ui::platform::lang::use_lang;
use ui::text::common;

use crate::not_found::texts;
use crate::routes::Route;

/// Message and link to the first page.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let lang = use_lang();
    let title = move || texts::of(lang.get()).heading.to_owned();
    view! {
        <Page title=Signal::derive(title) narrow=true>
            {move || {
                let (texts, common) = (texts::of(lang.get()), common::texts(lang.get()));
                view! {
                    <p>{texts.text}</p>
                    <p>{texts.instead}</p>
                    <ul class="imk-links">
                        <li><PageLink to=Route::Home>{texts.home}</PageLink></li>
                        <li><PageLink to=Route::Eligibility>{common.eligibility}</PageLink></li>
                        <li><PageLink to=Route::Programmes>{common.programmes}</PageLink></li>
                        <li><PageLink to=Route::Help>{common.help}</PageLink></li>
                    </ul>
                }
            }}
        </Page>
    }
}
