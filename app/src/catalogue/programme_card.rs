//! Card of a programme.

use api::GroupSeats;
use chrono::Datelike;
use leptos::prelude::*;
use rules::call::Call;
use rules::language::Language;
use rules::programme::{Programme, StudyGroup, funding, group_in_time};
use ui::components::chips::Chips;
use ui::components::link::PlainLink;
use ui::platform::clock::use_clock;
use ui::platform::lang::use_lang;
use ui::text::format::{money, range};
use ui::text::plural::amount;

use crate::catalogue::texts;
use crate::routes::Route;
use crate::state::use_call;
use crate::text::offer;

/// Card with the title, provider, facts, dates and price of a programme.
#[component]
pub fn ProgrammeCard(
    /// Programme.
    programme: Programme,
    /// Name of the provider.
    provider: String,
    /// Seats of its study groups.
    seats: Vec<GroupSeats>,
    /// Actions at the bottom of the card.
    children: Children,
) -> impl IntoView {
    let (call, language, clock) = (use_call(), use_lang().get_untracked(), use_clock());
    let texts = texts::of(language);
    let funding = funding(call, programme.price);
    let title = programme.title.get(language).to_owned();
    let when = when(&programme, &seats, call, language, untrack(|| clock.today()).year());
    view! {
        <article class="imk-card imk-programme">
            <h2 class="imk-programme__title">
                <PlainLink to=Route::Programme { id: programme.id.clone() } id=title_id(&programme.id)>
                    {title}
                </PlainLink>
            </h2>
            <p class="imk-programme__provider" lang="lv">{provider} {place(&programme)}</p>
            {programme
                .short_summary
                .as_ref()
                .map(|line| view! { <p class="imk-programme__line">{line.get(language).to_owned()}</p> })}
            <Chips items=facts(&programme, language) />
            <p class="imk-programme__when">{when}</p>
            <p class="imk-programme__price">
                <span>{texts.price_row} " " <b>{money(language, programme.price)}</b></span>
                <span>{texts.co_payment} " " <b>{money(language, funding.co_payment)}</b></span>
            </p>
            {children()}
        </article>
    }
}

/// Returns the HTML id of the link in a card's title.
pub fn title_id(programme: &str) -> String {
    format!("imk-card-{programme}")
}

/// Returns type, hours, level and mode, each in a word or two.
pub fn facts(programme: &Programme, language: Language) -> Vec<String> {
    let mut facts = vec![
        offer::kind_short(language, programme.kind).to_owned(),
        offer::hours_short(language, programme.hours),
        offer::level(programme.level),
        offer::mode(language, programme.mode).to_owned(),
    ];
    // Latvian is the default language of instruction and is not mentioned.
    if programme.language != Language::Lv {
        facts.push(offer::taught_in(language, programme.language).to_owned());
    }
    facts
}

fn place(programme: &Programme) -> Option<String> {
    programme.place.as_ref().map(|place| format!("{JOINT}{place}"))
}

/// Separator of facts in a line. Its no-break space keeps the dot at the end of a line.
pub const JOINT: &str = "\u{a0}· ";

/// Best study group of a programme.
pub struct BestGroup<'a> {
    /// Study group.
    pub group: &'a StudyGroup,
    /// Seats of the group, if known.
    pub seats: Option<&'a GroupSeats>,
    /// Number of other groups that the grant can pay for.
    pub others: usize,
}

/// Returns the first group with a free seat among the groups that the grant can pay for, else the first of these
/// groups; `None` if there is no such group.
pub fn best_group<'a>(programme: &'a Programme, seats: &'a [GroupSeats], call: &Call) -> Option<BestGroup<'a>> {
    let seats_of = |group: &StudyGroup| seats.iter().find(|seats| seats.group == group.id);
    let in_time: Vec<&StudyGroup> = programme.groups.iter().filter(|group| group_in_time(group, call)).collect();
    let has_free = |group: &&&StudyGroup| seats_of(group).is_some_and(|seats| seats.free > 0);
    let group = *in_time.iter().find(has_free).or(in_time.first())?;
    Some(BestGroup { group, seats: seats_of(group), others: in_time.len() - 1 })
}

/// Returns the dates and seats of the best group, and the number of other groups.
fn when(programme: &Programme, seats: &[GroupSeats], call: &Call, language: Language, this_year: i32) -> String {
    let texts = texts::of(language);
    let Some(BestGroup { group, seats, others }) = best_group(programme, seats, call) else {
        return texts.too_late.to_owned();
    };
    let others = amount(others);
    let parts = [
        Some(range(language, group.starts_on, group.ends_on, this_year)),
        seats.map(|seats| offer::seats(language, seats)),
        (others > 0).then(|| (texts.more_groups)(others)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(JOINT)
}
