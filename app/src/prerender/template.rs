//! Template of every prerendered page: header, footer, language switch.

use maud::{Markup, html};
use rules::language::Language;
use ui::text::common;

use crate::call_summary::CALL;
use crate::layout::emblem;
use crate::layout::footer::section::{FUND, help_links, links_about};
use crate::layout::footer::texts as footer_texts;
use crate::layout::static_part::FOOTER;
use crate::layout::texts::agency;
use crate::prerender::pieces::{demonstration_only, static_part};
use crate::prerender::text::BOTH;
use crate::prerender::{contact, texts};
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
        (static_part(FOOTER, &footer(language)))
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
            div class="imk-ribbon" {}
            div class="imk-header__inner" {
                (lockup(language))
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

/// Banner of the demonstration; the server removes it from a page with real data.
fn demonstration(language: Language) -> Markup {
    demonstration_only(&html! {
        aside class="imk-demo" {
            span class="imk-demo__text" { (texts::of(language).demonstration) }
        }
    })
}

/// Mark, service and institution.
fn lockup(language: Language) -> Markup {
    let agency = agency(language);
    html! {
        a class="imk-lockup" href=(Route::Home.path()) {
            svg class="imk-mark" viewBox="0 0 48 48" aria-hidden="true" focusable="false" {
                path class="imk-mark__rays" d=(emblem::RAYS) {}
                path class="imk-mark__gold" d=(emblem::GOLD) {}
                path class="imk-mark__sun" d=(emblem::SUN) {}
            }
            span {
                b { (common::texts(language).site) }
                small {
                    "STARS\u{a0}· "
                    span class="imk-lockup__long" { (agency.full) }
                    span class="imk-lockup__short" { (agency.short) }
                }
            }
        }
    }
}

fn footer(language: Language) -> Markup {
    let (common, texts) = (common::texts(language), footer_texts::of(language));
    html! {
        footer class="imk-footer" {
            div class="imk-footer__inner" {
                div class="imk-footer__contact" {
                    h2 { (texts.ask) }
                    p { (agency(language).full) " (VIAA)" }
                    (contact::lines(language))
                }
                (links(texts.help, &help_links(common, texts)))
                (links(texts.about, &links_about(texts)))
            }
            div class="imk-footer__fund" {
                svg class="imk-emblem" viewBox="0 0 90 60" role="img" aria-label=(texts.emblem) {
                    path fill="#039" d=(emblem::GROUND) {}
                    path fill="#fc0" d=(emblem::STARS) {}
                }
                div {
                    b { (texts.fund) br; (FUND) }
                    p { ((texts.project)(CALL.project)) }
                }
            }
        }
    }
}

fn links(heading: &str, links: &[(Route, &str)]) -> Markup {
    html! {
        div class="imk-footer__links" {
            h2 { (heading) }
            ul {
                @for (route, text) in links {
                    li { a href=(route.path()) { (text) } }
                }
            }
        }
    }
}
