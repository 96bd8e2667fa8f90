//! Header of every page: the institution, menu, language switch and the signed-in person.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use rules::language::Language;
use ui::components::erased::erased;
use ui::components::link::PageLink;
use ui::platform::lang::use_lang;
use ui::text::common;

use crate::layout::emblem::Mark;
use crate::layout::static_part::LazyPart;
use crate::layout::texts::{AgencyNames, agency};
use crate::lazy_pages;
use crate::routes::Route;
use crate::state::use_is_signed_in;

const MENU: &str = "imk-menu";

/// The header. On a phone its menu is folded behind one button and closes on navigation.
#[component]
pub fn Header() -> impl IntoView {
    let lang = use_lang();
    let path = use_location().pathname;
    let opened_at = RwSignal::new(None::<String>);
    let is_open = move || opened_at.with(|at| at.as_ref() == Some(&path.get()));
    let toggle = move |_| opened_at.set(if is_open() { None } else { Some(path.get_untracked()) });
    let texts = move || common::texts(lang.get());
    view! {
        <header class="imk-header">
            <div class="imk-ribbon"></div>
            <div class="imk-header__inner">
                {erased(move || lockup(texts().site, agency(lang.get())))}
                <button
                    type="button"
                    class="imk-header__menu"
                    aria-expanded=erased(move || if is_open() { "true" } else { "false" })
                    aria-controls=MENU
                    on:click=toggle
                >
                    {erased(move || texts().menu)}
                </button>
                <nav
                    class="imk-header__nav"
                    class:imk-header__nav--open=is_open
                    id=MENU
                    aria-label=erased(move || texts().main_menu)
                >
                    <ul class="imk-header__links">
                        {erased(move || menu(texts()))}
                        <li>
                            <LanguageSwitch />
                        </li>
                    </ul>
                </nav>
                <Person />
            </div>
        </header>
    }
}

/// Mark, service and institution: the link to the first page.
fn lockup(site: &'static str, agency: AgencyNames) -> impl IntoView {
    view! {
        <PageLink to=Route::Home class="imk-lockup">
            <Mark />
            <span>
                <b>{site}</b>
                <small>
                    "STARS\u{a0}· " <span class="imk-lockup__long">{agency.full}</span>
                    <span class="imk-lockup__short">{agency.short}</span>
                </small>
            </span>
        </PageLink>
    }
}

fn menu(texts: &'static common::CommonTexts) -> impl IntoView {
    let links = [
        (Route::Eligibility, texts.eligibility),
        (Route::Programmes, texts.programmes),
        (Route::Account, texts.account),
        (Route::Help, texts.help),
    ];
    links
        .into_iter()
        .map(|(to, text)| view! { <li><PageLink to=to class="imk-header__link">{text}</PageLink></li> })
        .collect_view()
}

/// Labelled in the target language. The page and its input stay.
#[component]
fn LanguageSwitch() -> impl IntoView {
    let lang = use_lang();
    let other = move || match lang.get() {
        Language::Lv => Language::En,
        Language::En => Language::Lv,
    };
    view! {
        <button
            type="button"
            class="imk-header__language"
            lang=erased(move || other().tag())
            on:click=move |_| lang.set(other())
        >
            {erased(move || common::name(other()))}
        </button>
    }
}

/// The signed-in person. The code is in a lazy chunk, which only signed-in people load; the first page does not wait
/// for it. Without the chunk the account page still offers the sign-out.
#[component]
fn Person() -> impl IntoView {
    let is_signed_in = use_is_signed_in();
    erased(move || {
        is_signed_in.get().then(|| view! { <div class="imk-who"><LazyPart load=lazy_pages::header_person /></div> })
    })
}
