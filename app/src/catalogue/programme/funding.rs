//! Who pays what for a programme.

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

/// The price, what the grant pays of it, and what the person pays; with the reading that says so.
#[component]
pub fn FundingSplit(
    /// The price.
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
            <p class="imk-small">{readings::reading(language, ReadingId::R5, &call.readings)}</p>
        </section>
    }
}

/// Whether the grant pays all of it, in words.
pub fn coverage(funding: Funding, language: Language) -> (Tone, String) {
    let texts = texts::of(language);
    if funding.co_payment == Cents::ZERO {
        (Tone::Good, texts.covered.to_owned())
    } else {
        (Tone::Warning, (texts.not_covered)(&money(language, funding.co_payment)))
    }
}
