//! Footer of every page: funding (N16) and links.

use leptos::prelude::*;
use ui::components::link::PageLink;
use ui::platform::lang::use_lang;
use ui::text::common;

use crate::call_summary::CALL;
use crate::routes::Route;

/// The footer. It is printed too: the fund requires its line everywhere.
#[component]
pub fn Footer() -> impl IntoView {
    let lang = use_lang();
    move || {
        let texts = common::texts(lang.get());
        let links = [
            (Route::Terms, texts.terms),
            (Route::Privacy, texts.privacy),
            (Route::Help, texts.help),
            (Route::Accessibility, texts.accessibility),
            (Route::Verify, texts.verify),
        ];
        view! {
            <footer class="imk-footer">
                <div class="imk-footer__inner">
                    <div class="imk-footer__fund">
                        <p>{texts.fund} "\u{a0}· " {(texts.project)(CALL.project)}</p>
                        <p class="imk-footer__purpose">{texts.purpose}</p>
                    </div>
                    <ul class="imk-footer__links">
                        {links
                            .into_iter()
                            .map(|(to, text)| view! { <li><PageLink to=to>{text}</PageLink></li> })
                            .collect_view()}
                    </ul>
                </div>
            </footer>
        }
    }
}
