//! Footer of every page: contact data, links, and the fund (N16).

use leptos::prelude::*;
use ui::components::link::PlainLink;
use ui::platform::lang::use_lang;
use ui::text::common::{self, CommonTexts};

use crate::call_summary::CALL;
use crate::contact::lines::ContactLines;
use crate::layout::emblem::Emblem;
use crate::layout::footer::texts::{self, FooterTexts};
use crate::layout::texts::agency;
use crate::routes::Route;

/// Name of the fund in every language.
pub const FUND: &str = "NextGenerationEU";

/// Links that help.
pub fn help_links(common: &CommonTexts, texts: &FooterTexts) -> [(Route, &'static str); 3] {
    [(Route::Help, common.help), (Route::Announcement, texts.announcement), (Route::Verify, texts.verify)]
}

/// Links about the website.
pub fn links_about(texts: &FooterTexts) -> [(Route, &'static str); 3] {
    [(Route::Terms, texts.terms), (Route::Privacy, texts.privacy), (Route::Accessibility, texts.accessibility)]
}

/// The footer. It is printed too: the fund requires its emblem everywhere.
#[component]
pub fn Footer() -> impl IntoView {
    let lang = use_lang().get_untracked();
    let (common, texts) = (common::texts(lang), texts::of(lang));
    view! {
        <footer class="imk-footer">
            <div class="imk-footer__inner">
                <div class="imk-footer__contact">
                    <h2>{texts.ask}</h2>
                    <p>{agency(lang).full} " (VIAA)"</p>
                    <ContactLines />
                </div>
                {links(texts.help, &help_links(common, texts))}
                {links(texts.about, &links_about(texts))}
            </div>
            <div class="imk-footer__fund">
                <Emblem label=texts.emblem />
                <div>
                    <b>{texts.fund} <br /> {FUND}</b>
                    <p>{(texts.project)(CALL.project)}</p>
                </div>
            </div>
        </footer>
    }
}

fn links(heading: &'static str, links: &[(Route, &'static str)]) -> impl IntoView + use<> {
    let item = |(to, text): (Route, &'static str)| view! { <li><PlainLink to=to>{text}</PlainLink></li> };
    view! {
        <div class="imk-footer__links">
            <h2>{heading}</h2>
            <ul>{links.iter().cloned().map(item).collect_view()}</ul>
        </div>
    }
}
