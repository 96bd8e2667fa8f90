//! Template of every prerendered page: header, footer, language switch.

use maud::{Markup, PreEscaped, html};
use rules::language::Language;
use ui::text::common;

use crate::call_summary::CALL;
use crate::prerender::text::BOTH;
use crate::prerender::texts;
use crate::routes::Route;

/// Fragment of the URL that selects English. The style sheet shows it with `:target`, without a script.
const ENGLISH: &str = "imk-english";

/// Any other fragment selects Latvian.
const LATVIAN: &str = "imk-latvian";

/// A text in both languages in the page layout. The entry script clears it if the URL is not `route`.
pub(super) fn framed(route: Option<&Route>, main: &[Markup; 2]) -> Markup {
    let path = route.map(Route::path);
    html! {
        div class="imk-served" id=(ENGLISH) data-imk-path=[path] {
            @for (language, main) in BOTH.into_iter().zip(main) {
                @match language {
                    Language::Lv => div class="imk-app imk-served__lv" id=(LATVIAN) lang="lv" {
                        (in_frame(language, route, main))
                    },
                    // Hidden also before the style sheet is loaded.
                    Language::En => div class="imk-app imk-served__en" lang="en" hidden {
                        (in_frame(language, route, main))
                    },
                }
            }
        }
    }
}

fn in_frame(language: Language, route: Option<&Route>, main: &Markup) -> Markup {
    html! {
        (header(language, route))
        (demonstration(language))
        main class="imk-main" { (main) }
        (footer(language))
    }
}

fn header(language: Language, current: Option<&Route>) -> Markup {
    let texts = common::texts(language);
    let links = [
        (Route::Eligibility, texts.eligibility),
        (Route::Programmes, texts.programmes),
        (Route::Account, texts.account),
        (Route::Help, texts.help),
    ];
    let (other, target) = match language {
        Language::Lv => (Language::En, ENGLISH),
        Language::En => (Language::Lv, LATVIAN),
    };
    html! {
        header class="imk-header" {
            div class="imk-header__inner" {
                a class="imk-header__brand" href=(Route::Home.path()) { "STARS" }
                nav class="imk-header__nav" aria-label=(texts.main_menu) {
                    ul class="imk-header__links" {
                        @for (route, text) in &links {
                            li {
                                a class="imk-header__link" href=(route.path())
                                    aria-current=[(Some(route) == current).then_some("page")] { (text) }
                            }
                        }
                    }
                }
                a class="imk-header__language imk-served__switch" href={ "#" (target) } lang=(other.tag())
                    hreflang=(other.tag()) { (common::name(other)) }
            }
        }
    }
}

/// Between markers, because only the server knows whether its data are fictional; otherwise it removes the banner.
fn demonstration(language: Language) -> Markup {
    html! {
        (PreEscaped("<!--imk:demo-->"))
        aside class="imk-demo" {
            span class="imk-demo__text" { (texts::of(language).demonstration) }
        }
        (PreEscaped("<!--/imk:demo-->"))
    }
}

fn footer(language: Language) -> Markup {
    let texts = common::texts(language);
    let links = [
        (Route::Terms, texts.terms),
        (Route::Privacy, texts.privacy),
        (Route::Help, texts.help),
        (Route::Accessibility, texts.accessibility),
        (Route::Verify, texts.verify),
    ];
    html! {
        footer class="imk-footer" {
            div class="imk-footer__inner" {
                div class="imk-footer__fund" {
                    p { (texts.fund) "\u{a0}· " ((texts.project)(CALL.project)) }
                    p class="imk-footer__purpose" { (texts.purpose) }
                }
                ul class="imk-footer__links" {
                    @for (route, text) in &links {
                        li { a href=(route.path()) { (text) } }
                    }
                }
            }
        }
    }
}
