//! Prerendered first page.

use maud::{Markup, html};
use rules::call::Call;
use rules::language::Language;
use ui::components::notice::Tone;
use ui::text::format::from_to;

use crate::home::texts as home_texts;
use crate::prerender::pieces::{link, needs_script, notice, page};
use crate::prerender::text::{BOTH, Text};
use crate::prerender::texts;
use crate::routes::Route;

/// Purpose, audience, dates and steps of the call.
pub(super) fn text(call: &Call) -> Text {
    let euros = call.grant.get() / 100;
    Text {
        name: "landing".to_owned(),
        key: None,
        route: Some(Route::Home),
        title: Some((home_texts::of(Language::Lv).heading)(euros)),
        description: (texts::of(Language::Lv).description)(euros),
        head: html! {},
        main: BOTH.map(|language| main(call, language)),
    }
}

fn main(call: &Call, language: Language) -> Markup {
    let texts = home_texts::of(language);
    let (window, (when, days)) = (&call.window, texts::of(language).window);
    let days = days(&from_to(language, window.first_day(), window.last_day()), window.is_whole_days());
    let below = html! {
        (notice(Tone::Plain, when, &html! { p { (days) } }))
        p { ((texts.intro)(call.minimum_age)) }
        p class="imk-actions" {
            a class="imk-button" href=(Route::Eligibility.path()) { (texts.check) }
        }
        p { (link(&Route::Programmes, texts.programmes)) }
    };
    html! {
        div class="imk-two imk-two--even" {
            (page(false, &(texts.heading)(call.grant.get() / 100), &html! {}, &below))
            section class="imk-card" {
                h2 { (texts.how) }
                ol class="imk-steps" {
                    @for (number, (heading, text)) in (1..).zip(texts.steps) {
                        li class="imk-steps__step" {
                            span class="imk-steps__number" aria-hidden="true" { (number) }
                            div {
                                h3 class="imk-steps__heading" { (heading) }
                                p { (text) }
                            }
                        }
                    }
                }
            }
        }
        div class="imk-served__needs" { (needs_script(language)) }
    }
}
