//! "Vajag palīdzību?" below every step of the form and the questionnaire.

use leptos::prelude::*;
use ui::components::link::PageLink;
use ui::platform::lang::use_lang;

use crate::contact::lines::ContactLines;
use crate::contact::texts;
use crate::routes::Route;

/// Ways to reach the agency, and a link to the help page.
#[component]
pub fn NeedHelp() -> impl IntoView {
    let lang = use_lang();
    view! {
        <aside class="imk-need-help imk-no-print" aria-labelledby="imk-need-help">
            <h2 id="imk-need-help">{move || texts::of(lang.get()).need_help}</h2>
            <ContactLines />
            {move || {
                let (before, link) = texts::of(lang.get()).answers;
                view! {
                    <p>
                        {before} " " <PageLink to=Route::Help>{link}</PageLink>
                    </p>
                }
            }}
        </aside>
    }
}
