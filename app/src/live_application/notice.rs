//! Box on the first page for a person who has applied.

use leptos::prelude::*;
use ui::components::link::ButtonLink;
use ui::platform::lang::use_lang;

use crate::live_application::blocking::use_blocking_application;
use crate::live_application::texts;
use crate::routes::Route;

/// The live application with a link to it; nothing without one.
#[component]
pub fn AppliedNotice() -> impl IntoView {
    let (lang, application) = (use_lang(), use_blocking_application());
    move || {
        let (language, application) = (lang.get(), application.get()?);
        let texts = texts::of(language);
        Some(view! {
            <section class="imk-unfinished imk-unfinished--sent">
                <div>
                    <h2>{texts.heading}</h2>
                    <p>{(texts.text)(application.title.get(language))}</p>
                </div>
                <ButtonLink to=Route::Confirmation { id: application.id }>{texts.see}</ButtonLink>
            </section>
        })
    }
}
