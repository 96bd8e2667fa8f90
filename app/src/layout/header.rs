//! Header of every page: menu and language switch.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use rules::language::Language;
use ui::components::link::PageLink;
use ui::platform::lang::use_lang;
use ui::text::common;

use crate::routes::Route;

/// Identifier of the main element, for the skip link.
pub const MAIN: &str = "imk-main";

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
            <div class="imk-header__inner">
                <PageLink to=Route::Home class="imk-header__brand">"STARS"</PageLink>
                <button
                    type="button"
                    class="imk-header__menu"
                    aria-expanded=move || if is_open() { "true" } else { "false" }
                    aria-controls=MENU
                    on:click=toggle
                >
                    {move || texts().menu}
                </button>
                <nav
                    class="imk-header__nav"
                    class:imk-header__nav--open=is_open
                    id=MENU
                    aria-label=move || texts().main_menu
                >
                    <ul class="imk-header__links">
                        {move || menu(texts())}
                        <li>
                            <LanguageSwitch />
                        </li>
                    </ul>
                </nav>
            </div>
        </header>
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
            lang=move || other().tag()
            on:click=move |_| lang.set(other())
        >
            {move || common::name(other())}
        </button>
    }
}
