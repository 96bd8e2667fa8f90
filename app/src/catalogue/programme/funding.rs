//! Funding of a programme.

use leptos::prelude::*;
use rules::programme::Programme;
use rules::reading::ReadingId;
use ui::components::icon::OutcomeIcon;
use ui::components::link::PageLink;
use ui::platform::lang::use_lang;
use ui::text::format::{full_range, money};

use crate::catalogue::programme::content::{cost, funding_rows, is_fundable, timeliness};
use crate::catalogue::programme::texts;
use crate::findings::clause_quote::ClauseQuote;
use crate::routes::Route;
use crate::state::use_call;
use crate::text::readings;

/// The price, the grant and the co-payment, and for each study group whether it ends in time, with the clause and the
/// readings behind them.
#[component]
pub fn FundingSection(
    /// Programme.
    programme: Programme,
) -> impl IntoView {
    let (call, language) = (use_call(), use_lang().get_untracked());
    let texts = texts::of(language);
    let row = |(name, amount): (&'static str, String)| {
        view! {
            <div class="imk-funding__row">
                <dt>{name}</dt>
                <dd class="imk-amount">{amount}</dd>
            </div>
        }
    };
    let rows = funding_rows(&programme, call, language).into_iter().map(row).collect_view();
    let share = if is_fundable(&programme, call) {
        (texts.share)(call.readings.grant_amount, &money(language, call.grant))
    } else {
        cost(&programme, call, language).note
    };
    let groups = programme.groups.iter().map(|group| {
        let (outcome, sentence) = timeliness(group, call, language);
        view! {
            <li class="imk-outcomes__line">
                <OutcomeIcon outcome=outcome />
                <span>{full_range(language, group.starts_on, group.ends_on)} ". " {sentence}</span>
            </li>
        }
    });
    view! {
        <section aria-labelledby="imk-funding">
            <h2 id="imk-funding">{texts.funding}</h2>
            <dl class="imk-funding">{rows}</dl>
            <p class="imk-small">{share}</p>
            <ul class="imk-funding__groups">{groups.collect_view()}</ul>
            {call.cites.usable_until.iter().map(|clause| view! { <ClauseQuote clause=clause /> }).collect_view()}
            <p class="imk-small">{readings::reading(language, ReadingId::R4, call)}</p>
            <p>
                <PageLink to=Route::Eligibility>{texts.check}</PageLink>
            </p>
        </section>
    }
}
