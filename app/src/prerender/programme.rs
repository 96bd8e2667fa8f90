//! Prerendered page of one programme.

use maud::{Markup, html};
use rules::call::Call;
use rules::canonical::CanonicalError;
use rules::catalogue::Catalogue;
use rules::eligibility::Outcome;
use rules::language::Language;
use rules::programme::venue::website_host;
use rules::programme::{Programme, Provider, StudyGroup};
use rules::reading::ReadingId;
use ui::components::icon::shape;
use ui::text::format::{full_range, money};

use crate::catalogue::programme::content::{
    Cost, cost, dates, funding_rows, is_fundable, kicker, level_meanings, mode_and_place, place_of, timeliness,
};
use crate::catalogue::programme::fact_icon::Fact;
use crate::catalogue::programme::level_meter;
use crate::catalogue::programme::offer_card::first_group;
use crate::catalogue::programme::texts as words;
use crate::catalogue::programme_card::JOINT;
use crate::compare::texts as compare_texts;
use crate::prerender::pieces::{link, needs_script, page, quote, row};
use crate::prerender::text::{BOTH, Text};
use crate::prerender::{course, texts};
use crate::routes::{Route, query};
use crate::text::{offer, readings, timetable};

/// All static facts of a programme; `None` if its provider is missing, which never happens in a parsed catalogue.
pub(super) fn text(call: &Call, catalogue: &Catalogue, programme: &Programme) -> Result<Option<Text>, CanonicalError> {
    let Some(provider) = catalogue.provider(&programme.provider) else { return Ok(None) };
    let text = Text::of(
        Route::Programme { id: programme.id.clone() },
        catalogue.text_key(call, programme)?,
        programme.title.lv.clone(),
        programme.summary.lv.clone(),
        BOTH.map(|language| main(call, programme, provider, language)),
    );
    Ok(Some(Text { head: course::course(call, programme, provider), ..text }))
}

fn main(call: &Call, programme: &Programme, provider: &Provider, language: Language) -> Markup {
    let texts = words::of(language);
    let back = html! {
        p class="imk-back" {
            a href=(Route::Programmes.path()) { span aria-hidden="true" { "‹ " } (texts.all_programmes) }
        }
    };
    let below = html! {
        p class="imk-programme__provider" {
            span lang="lv" { (provider.name) }
            @for fact in kicker(programme, language) { (JOINT) (fact) }
        }
        div class="imk-programme-page" {
            div class="imk-programme-page__offer" {
                (offer_card(call, programme, language))
                (room_for_comparing(language))
            }
            div class="imk-programme-page__text" {
                (learning(call, programme, language))
                (lessons(programme, language))
                (venue(programme, language))
                (funding_section(call, programme, language))
                (about(call, programme, language))
                (about_provider(provider, language))
            }
        }
    };
    html! {
        (needs_script(language))
        (page(false, programme.title.get(language), &back, &below))
    }
}

/// The box with price and dates. The group of the started page may be another one: it depends on the free seats.
fn offer_card(call: &Call, programme: &Programme, language: Language) -> Markup {
    let Cost { amount, words: after, note } = cost(programme, call, language);
    let texts = words::of(language);
    html! {
        section class="imk-offer" {
            p class="imk-offer__cost" { b class="imk-amount" { (amount) } " " span { (after) } }
            p class="imk-offer__note" { (note) }
            @if let Some(group) = first_group(programme, &[], call) {
                (facts(programme, group, language))
                // Reserves the space of a button that the started page shows while applications are open.
                @if timeliness(group, call, language).0 == Outcome::Met {
                    p class="imk-actions imk-served__room" aria-hidden="true" {
                        span class="imk-button" { (texts.apply) }
                    }
                }
            }
        }
    }
}

fn facts(programme: &Programme, group: &StudyGroup, language: Language) -> Markup {
    let (dates, lessons) = dates(programme, group, language);
    html! {
        ul class="imk-offer__facts" {
            li { (icon(Fact::Dates)) span { (dates) @if let Some(lessons) = lessons { " " small { (lessons) } } } }
            li { (icon(Fact::Place)) span { (mode_and_place(programme, language)) } }
            li { (icon(Fact::Seats)) span { (texts::of(language).seats) } }
        }
    }
}

fn icon(fact: Fact) -> Markup {
    html! {
        svg class="imk-fact-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false" { path d=(fact.path()) {} }
    }
}

/// Reserves the space of a box of the started page.
fn room_for_comparing(language: Language) -> Markup {
    html! {
        div class="imk-compare-toggle imk-served__room" aria-hidden="true" {
            div class="imk-choice imk-choice--plain" {
                span class="imk-choice__label" { (compare_texts::of(language).choose) }
            }
        }
    }
}

fn learning(call: &Call, programme: &Programme, language: Language) -> Markup {
    let texts = words::of(language);
    let (from, to) = (call.levels.from().get(), call.levels.to().get());
    html! {
        p class="imk-programme-page__lead" { (programme.summary.get(language)) }
        h2 { (texts.outcomes) }
        p { (texts.you_will) }
        ul class="imk-ticks" {
            @for outcome in &programme.outcomes {
                li { (icon(Fact::Outcome)) span { (outcome.get(language)) } }
            }
        }
        p { (texts.certificate) }
        h2 { (texts.prior_knowledge) }
        p { (programme.prior_knowledge.get(language)) }
        p class="imk-meter" role="img" aria-label=(level_meter::label(programme.level, call, language)) {
            @for (level, class) in level_meter::steps(programme.level, call) { span class=(class) { (level) } }
        }
        @for (name, meaning) in level_meanings(programme.level, language) { p { strong { (name) } " " (meaning) } }
        p class="imk-small" { ((texts.digcomp)(from, to)) }
    }
}

fn lessons(programme: &Programme, language: Language) -> Markup {
    let texts = words::of(language);
    let groups: Vec<&StudyGroup> = programme.groups.iter().filter(|group| !group.timetable.is_empty()).collect();
    html! {
        @if !groups.is_empty() { h2 { (texts.lessons) } }
        @for group in groups {
            table class="imk-table" {
                caption { (full_range(language, group.starts_on, group.ends_on)) }
                thead { tr { th scope="col" { (texts.when) } th scope="col" { (texts.at) } } }
                tbody {
                    @for lesson in &group.timetable {
                        tr {
                            th scope="row" {
                                (timetable::days(language, lesson)) " " (timetable::times(language, lesson))
                            }
                            td { (place_of(programme, lesson, language)) }
                        }
                    }
                }
            }
        }
    }
}

fn venue(programme: &Programme, language: Language) -> Markup {
    html! {
        @if let (Some(venue), Some(place)) = (&programme.venue, &programme.place) {
            h2 { (words::of(language).venue) }
            p {
                span lang="lv" { (venue.address) ", " (place) }
                @if let Some(access) = &venue.access { br; (access.get(language)) }
            }
        }
    }
}

fn funding_section(call: &Call, programme: &Programme, language: Language) -> Markup {
    let texts = words::of(language);
    let share = if is_fundable(programme, call) {
        (texts.share)(call.readings.grant_amount, &money(language, call.grant))
    } else {
        cost(programme, call, language).note
    };
    html! {
        section {
            h2 { (texts.funding) }
            dl class="imk-funding" {
                @for (name, amount) in funding_rows(programme, call, language) {
                    div class="imk-funding__row" { dt { (name) } dd class="imk-amount" { (amount) } }
                }
            }
            p class="imk-small" { (share) }
            ul class="imk-funding__groups" {
                @for group in &programme.groups { (in_time(call, group, language)) }
            }
            @for clause in call.cites.usable_until.iter() {
                (quote(call, clause, language))
            }
            p class="imk-small" { (readings::reading(language, ReadingId::R4, call)) }
            p { (link(&Route::Eligibility, texts.check)) }
        }
    }
}

fn in_time(call: &Call, group: &StudyGroup, language: Language) -> Markup {
    let (outcome, sentence) = timeliness(group, call, language);
    let (class, path) = shape(outcome);
    html! {
        li class="imk-outcomes__line" {
            svg class=(class) viewBox="0 0 24 24" aria-hidden="true" focusable="false" {
                circle class="imk-icon__ground" cx="12" cy="12" r="11" {}
                path class="imk-icon__mark" d=(path) {}
            }
            span { (full_range(language, group.starts_on, group.ends_on)) ". " (sentence) }
        }
    }
}

fn about(call: &Call, programme: &Programme, language: Language) -> Markup {
    let texts = words::of(language);
    let hours = offer::hours(language, programme.hours, call.readings.hour_kind);
    let kind = html! {
        (offer::kind(language, programme.kind))
        span class="imk-summary__hint" { (offer::kind_meaning(language, programme.kind)) }
    };
    html! {
        h2 { (texts.about) }
        dl class="imk-summary" {
            @if let Some(topic) = programme.topic {
                (row(texts.topic, &html! { (offer::topic(language, topic)) }))
            }
            (row(texts.kind, &kind))
            (row(texts.hours, &html! { (hours) }))
            (row(texts.level, &html! { (offer::level(programme.level)) }))
            (row(texts.mode, &html! { (offer::mode(language, programme.mode)) }))
            @if let Some(place) = &programme.place {
                (row(texts.place, &html! { (place) }))
            }
            (row(texts.language, &html! { (offer::taught_in(language, programme.language)) }))
        }
    }
}

fn about_provider(provider: &Provider, language: Language) -> Markup {
    let texts = words::of(language);
    let all = Route::Programmes.with([(query::SEARCH, provider.name.as_str())]);
    let phone = html! { a href={ "tel:" (provider.phone) } { (offer::phone(&provider.phone)) } };
    let website = provider.website.as_deref().and_then(|website| Some((website, website_host(website)?)));
    html! {
        h2 { (texts.provider) }
        dl class="imk-summary" {
            (row(texts.provider_name, &html! { span lang="lv" { (provider.name) ", " (provider.place) } }))
            (row(texts.phone, &phone))
            (row(texts.email, &html! { a href={ "mailto:" (provider.email) } { (provider.email) } }))
            @if let Some((website, host)) = website {
                (row(texts.website, &html! { a href=(website) rel="noreferrer" { (host) } }))
            }
        }
        p { a href=(all) { (texts.all_of_provider) } }
    }
}
