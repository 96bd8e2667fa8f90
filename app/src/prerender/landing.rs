//! Prerendered first page.

use chrono::Datelike;
use maud::{Markup, html};
use rules::call::Call;
use rules::language::Language;
use rules::programme::topic::Topic;
use ui::text::format::{Case, day, from_to, money};

use crate::home::steps::texts::{self as steps_texts, StepsTexts};
use crate::home::texts::{self as home_texts, Fact};
use crate::home::topics::section::address;
use crate::home::topics::{icons, texts as topics_texts};
use crate::layout::static_part::{STEPS, TOPICS};
use crate::prerender::pieces::{between_comments, link, needs_script, page, static_part};
use crate::prerender::text::{BOTH, Text};
use crate::prerender::texts;
use crate::routes::Route;
use crate::text::offer;

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
    let above = html! { p class="imk-open" { span { (when) ":" } " " span { (days) } } };
    let below = html! {
        p { ((texts.intro)(call.minimum_age)) }
        p class="imk-actions" {
            a class="imk-button" href=(Route::Eligibility.path()) { (texts.check) }
            (link(&Route::Programmes, texts.programmes))
        }
    };
    html! {
        div class="imk-hero" {
            (page(false, &(texts.heading)(call.grant.get() / 100), &above, &below))
            (facts(call, language))
        }
        (static_part(TOPICS, &topics(language)))
        (static_part(STEPS, &steps(steps_texts::of(language))))
        div class="imk-served__needs" { (needs_script(language)) }
    }
}

fn facts(call: &Call, language: Language) -> Markup {
    let texts = home_texts::of(language);
    let fact = |(figure, text): Fact| html! { div { dt { (figure) } dd { (text) } } };
    let last_day = day(language, call.window.last_day(), Case::Nominative);
    let usable_until = day(language, call.usable_until, Case::Nominative);
    html! {
        dl class="imk-facts" aria-label=(texts.facts) {
            (fact((texts.funding)(&money(language, call.grant))))
            (fact((last_day, texts.until.0.to_owned())))
            (fact((usable_until, (texts.usable)(call.usable_until.year()))))
            (fact((texts.needs.0.to_owned(), texts.needs.1.to_owned())))
        }
    }
}

/// The topics. Their numbers are placeholders: the server fills in those of its catalogue, and leaves out topics
/// without a programme.
fn topics(language: Language) -> Markup {
    let texts = topics_texts::of(language);
    let tile = |topic: Topic| {
        let name = format!("topic-{}", topic.name());
        let [free, all] = ["free", "all"].map(|count| format!("{{imk:{name}-{count}}}"));
        let tile = html! {
            li {
                a href=(address(topic)) {
                    svg class="imk-tiles__icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false" {
                        path d=(icons::path(topic)) {}
                    }
                    span {
                        b { (offer::topic(language, topic)) }
                        small { ((texts.counts)(&free, &all)) }
                    }
                }
            }
        };
        between_comments(&name, &tile)
    };
    let list = html! {
        section class="imk-how" aria-label=(texts.heading) {
            h2 { (texts.heading) }
            p { (texts.intro) }
            ul class="imk-tiles" { @for topic in Topic::ALL { (tile(topic)) } }
            p { (link(&Route::Programmes, texts.all)) }
        }
    };
    between_comments(TOPICS, &list)
}

fn steps(texts: &StepsTexts) -> Markup {
    html! {
        section class="imk-how" aria-label=(texts.how) {
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
            div class="imk-aside" {
                h3 { (texts.excluded) }
                ul class="imk-list" { @for ground in texts.grounds { li { (ground) } } }
                p { (link(&Route::Announcement, texts.sentence)) }
            }
        }
    }
}
