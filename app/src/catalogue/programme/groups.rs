//! Study groups of a programme: dates, deadline, seats and the apply button.

use api::GroupSeats;
use leptos::prelude::*;
use rules::call::Call;
use rules::eligibility::Outcome;
use rules::language::Language;
use rules::programme::{Programme, StudyGroup, group_in_time};
use rules::reading::ReadingId;
use rules::window::WindowState;
use ui::components::icon::OutcomeIcon;
use ui::components::link::{ButtonLink, PageLink};
use ui::platform::clock::{Source, use_clock};
use ui::platform::lang::use_lang;
use ui::text::format::{Case, date, full_range};

use crate::catalogue::programme::texts::{self, ProgrammeTexts};
use crate::findings::clause_quote::ClauseQuote;
use crate::routes::{Route, query};
use crate::state::use_call;
use crate::text::{offer, readings};

/// List of study groups, with the last day on which the grant can be used.
#[component]
pub fn GroupList(
    /// Programme.
    programme: Programme,
    /// Seats of its study groups.
    seats: Vec<GroupSeats>,
) -> impl IntoView {
    let (call, clock, language) = (use_call(), use_clock(), use_lang().get_untracked());
    let texts = texts::of(language);
    let state = Memo::new(move |_| (clock.source() != Source::Unknown).then(|| call.window.state(clock.now())));
    let items = programme.groups.iter().map(|group| {
        let seats = seats.iter().find(|seats| seats.group == group.id).cloned();
        view! { <GroupItem programme=programme.id.clone() group=group.clone() seats=seats state=state /> }
    });
    let items = items.collect_view();
    view! {
        <section aria-labelledby="imk-groups">
            <h2 id="imk-groups">{texts.groups}</h2>
            {move || {
                state
                    .get()
                    .and_then(|state| when_to_apply(state, call, texts, language))
                    .map(|text| view! { <p>{text}</p> })
            }}
            <ul class="imk-groups">{items}</ul>
            {call.cites.usable_until.iter().map(|clause| view! { <ClauseQuote clause=clause /> }).collect_view()}
            <p class="imk-small">{readings::reading(language, ReadingId::R4, call)}</p>
            <p>
                <PageLink to=Route::Eligibility>{texts.check}</PageLink>
            </p>
        </section>
    }
}

/// Returns the notice shown while applications are not accepted.
fn when_to_apply(state: WindowState, call: &Call, texts: &ProgrammeTexts, language: Language) -> Option<String> {
    match state {
        WindowState::NotYetOpen => Some((texts.not_yet)(&date(language, call.window.first_day(), Case::Genitive))),
        WindowState::Open => None,
        WindowState::Closed => Some(texts.closed.to_owned()),
    }
}

/// Returns whether the grant can still pay for a study group, as an outcome and a sentence.
pub fn timeliness(group: &StudyGroup, call: &Call, language: Language) -> (Outcome, String) {
    let texts = texts::of(language);
    let must = call.readings.usable_until;
    let usable_until = date(language, call.usable_until, Case::Dative);
    if group_in_time(group, call) {
        (Outcome::Met, (texts.in_time)(must, &usable_until))
    } else {
        (Outcome::NotMet, (texts.too_late)(must, &usable_until))
    }
}

#[component]
fn GroupItem(
    programme: String,
    group: StudyGroup,
    seats: Option<GroupSeats>,
    state: Memo<Option<WindowState>>,
) -> impl IntoView {
    let (call, language) = (use_call(), use_lang().get_untracked());
    let texts = texts::of(language);
    let in_time = group_in_time(&group, call);
    let (outcome, words) = timeliness(&group, call, language);
    let dates = full_range(language, group.starts_on, group.ends_on);
    let full = seats.as_ref().is_some_and(|seats| seats.free == 0);
    let seats = seats.map(|seats| offer::seats(language, &seats));
    let to = Route::Apply { programme }.with([(query::GROUP, group.id.as_str())]);
    let for_group = (texts.apply_for)(&dates);
    let button = move || {
        let (to, for_group) = (to.clone(), for_group.clone());
        let may_apply = in_time && matches!(state.get(), Some(WindowState::Open | WindowState::NotYetOpen));
        let text = if full { texts.join_waiting_list } else { texts.apply };
        may_apply.then(|| {
            view! {
                <p class="imk-actions">
                    <ButtonLink to=to quiet=full>
                        {text}
                        <span class="imk-visually-hidden">" " {for_group}</span>
                    </ButtonLink>
                </p>
            }
        })
    };
    view! {
        <li class="imk-card imk-group">
            <h3 class="imk-group__dates">{dates}</h3>
            {seats.map(|seats| view! { <p>{seats}</p> })}
            <p class="imk-outcomes__line">
                <OutcomeIcon outcome=outcome />
                <span>{words}</span>
            </p>
            {button}
        </li>
    }
}
