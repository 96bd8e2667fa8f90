//! Prerendered page of one programme.

use maud::{Markup, html};
use rules::call::Call;
use rules::canonical::CanonicalError;
use rules::catalogue::Catalogue;
use rules::eligibility::Outcome;
use rules::language::Language;
use rules::money::Cents;
use rules::programme::{Programme, Provider, StudyGroup, funding};
use rules::reading::ReadingId;
use ui::components::icon::shape;
use ui::text::format::{full_range, money};

use crate::catalogue::programme::funding::coverage;
use crate::catalogue::programme::groups::timeliness;
use crate::catalogue::programme::texts as words;
use crate::catalogue::programme_card::facts;
use crate::compare::texts as compare_texts;
use crate::prerender::pieces::{link, needs_script, notice, page, quote, row};
use crate::prerender::text::{BOTH, Text};
use crate::prerender::{course, texts};
use crate::routes::Route;
use crate::text::{offer, readings};

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
        p class="imk-programme__provider" lang="lv" { (provider.name) }
        ul class="imk-chips" {
            @for fact in facts(programme, language) {
                li class="imk-chips__item" { (fact) }
            }
        }
        (room_for_comparing(language))
        div class="imk-two imk-two--even imk-programme-page" {
            div { (learning(programme, language)) }
            (funding_split(call, programme.price, language))
            (groups(call, programme, language))
            div { (about(call, programme, language)) (about_provider(provider, language)) }
        }
    };
    html! {
        (needs_script(language))
        (page(false, programme.title.get(language), &back, &below))
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

fn learning(programme: &Programme, language: Language) -> Markup {
    let texts = words::of(language);
    html! {
        p { (programme.summary.get(language)) }
        h2 { (texts.outcomes) }
        ul {
            @for outcome in &programme.outcomes {
                li { (outcome.get(language)) }
            }
        }
        h2 { (texts.prior_knowledge) }
        p { (programme.prior_knowledge.get(language)) }
        p { (texts.certificate) }
    }
}

fn funding_split(call: &Call, price: Cents, language: Language) -> Markup {
    let texts = words::of(language);
    let funding = funding(call, price);
    let (tone, heading) = coverage(funding, language);
    let rows = [(texts.price, price), (texts.grant, funding.grant), (texts.you_pay, funding.co_payment)];
    html! {
        section class="imk-card" {
            h2 { (texts.funding) }
            (notice(tone, &heading, &html! {}))
            dl class="imk-funding" {
                @for (name, amount) in rows {
                    div class="imk-funding__row" { dt { (name) } dd class="imk-amount" { (money(language, amount)) } }
                }
            }
            p class="imk-small" { (readings::reading(language, ReadingId::R5, call)) }
        }
    }
}

fn groups(call: &Call, programme: &Programme, language: Language) -> Markup {
    let texts = words::of(language);
    html! {
        section {
            h2 { (texts.groups) }
            ul class="imk-groups" {
                @for group in &programme.groups {
                    (study_group(call, group, language))
                }
            }
            @for clause in call.cites.usable_until.iter() {
                (quote(call, clause, language))
            }
            p class="imk-small" { (readings::reading(language, ReadingId::R4, call)) }
            p { (link(&Route::Eligibility, texts.check)) }
        }
    }
}

fn study_group(call: &Call, group: &StudyGroup, language: Language) -> Markup {
    let (outcome, sentence) = timeliness(group, call, language);
    let (class, path) = shape(outcome);
    html! {
        li class="imk-card imk-group" {
            h3 class="imk-group__dates" { (full_range(language, group.starts_on, group.ends_on)) }
            p { (texts::of(language).seats) }
            p class="imk-outcomes__line" {
                svg class=(class) viewBox="0 0 24 24" aria-hidden="true" focusable="false" {
                    circle class="imk-icon__ground" cx="12" cy="12" r="11" {}
                    path class="imk-icon__mark" d=(path) {}
                }
                span { (sentence) }
            }
            // Reserves the space of a button that the started page shows while applications are open.
            @if outcome == Outcome::Met {
                p class="imk-actions imk-served__room" aria-hidden="true" {
                    span class="imk-button" { (words::of(language).apply) }
                }
            }
        }
    }
}

fn about(call: &Call, programme: &Programme, language: Language) -> Markup {
    let texts = words::of(language);
    let hours = offer::hours(language, programme.hours, call.readings.hour_kind);
    html! {
        h2 { (texts.about) }
        dl class="imk-summary" {
            (row(texts.kind, &html! { (offer::kind(language, programme.kind)) }))
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
    html! {
        h2 { (texts.provider) }
        dl class="imk-summary" {
            (row(texts.provider, &html! { span lang="lv" { (provider.name) ", " (provider.place) } }))
            (row(texts.email, &html! { a href={ "mailto:" (provider.email) } { (provider.email) } }))
            (row(texts.phone, &html! { a href={ "tel:" (provider.phone) } { (provider.phone) } }))
        }
    }
}
