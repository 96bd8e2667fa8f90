//! Funding of a programme.

use leptos::prelude::*;
use rules::language::Language;
use rules::money::Cents;
use rules::programme::{Funding, funding};
use rules::reading::ReadingId;
use ui::components::notice::{Notice, Tone};
use ui::platform::lang::use_lang;
use ui::text::format::money;

use crate::catalogue::programme::texts;
use crate::state::use_call;
use crate::text::readings;

/// The price, the grant and the co-payment, with the reading that determines them.
#[component]
pub fn FundingSplit(
    /// Price.
    price: Cents,
) -> impl IntoView {
    let (call, language) = (use_call(), use_lang().get_untracked());
    let texts = texts::of(language);
    let funding = funding(call, price);
    let (tone, heading) = coverage(funding, language);
    let row = |name: &'static str, amount: String| {
        view! {
            <div class="imk-funding__row">
                <dt>{name}</dt>
                <dd class="imk-amount">{amount}</dd>
            </div>
        }
    };
    view! {
        <section class="imk-card" aria-labelledby="imk-funding">
            <h2 id="imk-funding">{texts.funding}</h2>
            <Notice tone=tone heading=heading />
            <dl class="imk-funding">
                {row(texts.price, money(language, price))} {row(texts.grant, money(language, funding.grant))}
                {row(texts.you_pay, money(language, funding.co_payment))}
            </dl>
            <p class="imk-small">{readings::reading(language, ReadingId::R5, call)}</p>
        </section>
    }
}

/// Returns the tone and the sentence on whether the grant covers the full price.
pub fn coverage(funding: Funding, language: Language) -> (Tone, String) {
    let texts = texts::of(language);
    if funding.co_payment == Cents::ZERO {
        (Tone::Good, texts.covered.to_owned())
    } else {
        (Tone::Warning, (texts.not_covered)(&money(language, funding.co_payment)))
    }
}
