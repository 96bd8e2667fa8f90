//! Prerendered catalogue: every programme with its facts and price, for the browser's own search.

use maud::{Markup, html};
use rules::call::Call;
use rules::canonical::CanonicalError;
use rules::catalogue::Catalogue;
use rules::language::Language;
use rules::programme::{Programme, funding};
use ui::text::format::money;
use ui::text::plural::amount;

use crate::catalogue::programme_card::JOINT;
use crate::catalogue::texts as catalogue_texts;
use crate::prerender::pieces::{link, needs_script, page};
use crate::prerender::text::{BOTH, Text};
use crate::prerender::texts;
use crate::routes::Route;
use crate::text::offer;

/// All programmes as a list.
pub(super) fn text(call: &Call, catalogue: &Catalogue) -> Result<Text, CanonicalError> {
    let count = offer::programmes(Language::Lv, amount(catalogue.programmes.len()));
    Ok(Text::of(
        Route::Programmes,
        catalogue.list_key(call)?,
        catalogue_texts::of(Language::Lv).heading.to_owned(),
        (texts::of(Language::Lv).programmes)(&count),
        BOTH.map(|language| main(call, catalogue, language)),
    ))
}

fn main(call: &Call, catalogue: &Catalogue, language: Language) -> Markup {
    let texts = catalogue_texts::of(language);
    let below = html! {
        p class="imk-results__count" { ((texts.found)(amount(catalogue.programmes.len()), "")) }
        ul class="imk-served__list" {
            @for programme in &catalogue.programmes {
                li { (entry(call, catalogue, programme, language)) }
            }
        }
    };
    html! {
        (needs_script(language))
        (page(false, texts.heading, &html! {}, &below))
    }
}

fn entry(call: &Call, catalogue: &Catalogue, programme: &Programme, language: Language) -> Markup {
    let texts = catalogue_texts::of(language);
    let provider = catalogue.provider(&programme.provider).map_or("", |provider| provider.name.as_str());
    let co_payment = funding(call, programme.price).co_payment;
    html! {
        (link(&Route::Programme { id: programme.id.clone() }, programme.title.get(language)))
        @if let Some(line) = &programme.short_summary {
            span class="imk-served__line" { (line.get(language)) }
        }
        span class="imk-served__facts" {
            span lang="lv" { (provider) }
            (JOINT) (offer::hours_short(language, programme.hours))
        }
        span class="imk-served__facts" {
            (texts.price_row) " " (money(language, programme.price))
            (JOINT) (texts.co_payment) " " (money(language, co_payment))
        }
    }
}
