//! Who pays what for a programme.

use leptos::prelude::*;
use rules::money::Cents;
use rules::programme::funding;
use rules::reading::ReadingId;

use crate::components::notice::{Notice, Tone};
use crate::i18n::format::money;
use crate::i18n::{programme, readings};
use crate::state::{use_call, use_lang};

/// The price, what the grant pays of it, and what the person pays; with the reading that says so.
#[component]
pub fn FundingSplit(
    /// The price.
    price: Cents,
) -> impl IntoView {
    let (call, language) = (use_call(), use_lang().get_untracked());
    let texts = programme::texts(language);
    let funding = funding(call, price);
    let covered = funding.co_payment == Cents::ZERO;
    let co_payment = money(language, funding.co_payment);
    let (tone, heading) = if covered {
        (Tone::Good, texts.covered.to_owned())
    } else {
        (Tone::Warning, (texts.not_covered)(&co_payment))
    };
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
                {row(texts.you_pay, co_payment)}
            </dl>
            <p class="imk-small">{readings::reading(language, ReadingId::R5, &call.readings)}</p>
        </section>
    }
}
