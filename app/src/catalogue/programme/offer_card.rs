//! The box that decides: amount to pay, dates, place, seats and the apply button, then the other study groups.

use api::{GroupSeats, LiveApplication, ProgrammeDetails};
use leptos::prelude::*;
use rules::call::Call;
use rules::language::Language;
use rules::programme::{Programme, StudyGroup, group_in_time};
use rules::window::WindowState;
use ui::components::link::ButtonLink;
use ui::platform::clock::{Source, use_clock};
use ui::platform::lang::use_lang;
use ui::text::format::{Case, date, day};

use crate::catalogue::programme::content::{Cost, cost, dates, is_fundable, mode_and_place};
use crate::catalogue::programme::fact_icon::{Fact, FactIcon};
use crate::catalogue::programme::texts::{self, ProgrammeTexts};
use crate::catalogue::programme_card::best_group;
use crate::live_application::blocking::use_blocking_application_if_signed_in;
use crate::live_application::texts as live_application_texts;
use crate::routes::{Route, query};
use crate::state::use_call;
use crate::text::offer;

/// The box. Its study group is the first that the grant can pay for and that has a free seat.
#[component]
pub fn OfferCard(
    /// Programme with its seats.
    details: ProgrammeDetails,
) -> impl IntoView {
    let (call, clock, language) = (use_call(), use_clock(), use_lang().get_untracked());
    let texts = texts::of(language);
    let applied = use_blocking_application_if_signed_in();
    let is_known = move || clock.source() != Source::Unknown && applied.with(Option::is_none);
    // A person who has applied is not invited to apply again.
    let state = Memo::new(move |_| is_known().then(|| call.window.state(clock.now())));
    let ProgrammeDetails { programme, seats, .. } = details;
    let Cost { amount, words, note } = cost(&programme, call, language);
    let first = first_group(&programme, &seats, call).cloned();
    let others: Vec<StudyGroup> = programme
        .groups
        .iter()
        .filter(|group| Some(&group.id) != first.as_ref().map(|first| &first.id))
        .cloned()
        .collect();
    let of_group = |group: StudyGroup| {
        let seats = seats.iter().find(|seats| seats.group == group.id).cloned();
        (group, seats)
    };
    let first = first.map(of_group);
    let others: Vec<_> = others.into_iter().map(of_group).collect();
    // The grant cannot pay for this programme, so the page does not invite to apply.
    let can_apply = is_fundable(&programme, call);
    let facts =
        first.clone().map(|(group, seats)| view! { <Facts programme=programme.clone() group=group seats=seats /> });
    let apply = first.map(|group| {
        view! { <Apply programme=programme.id.clone() group=group state=state quiet=false /> }
    });
    view! {
        <section class="imk-offer" aria-label=texts.offer>
            <p class="imk-offer__cost">
                <b class="imk-amount">{amount}</b>
                " "
                <span>{words}</span>
            </p>
            <p class="imk-offer__note">{note}</p>
            {facts}
            {apply}
            {move || {
                state
                    .get()
                    .filter(|_| can_apply)
                    .map(|state| view! { <p class="imk-offer__foot">{when_to_apply(state, call, texts, language)}</p> })
            }}
            {move || applied.get().map(|application| view! { <Applied application=application /> })}
            {(!others.is_empty()).then(|| view! { <OtherGroups programme=programme groups=others state=state /> })}
        </section>
    }
}

/// The live application, in place of the apply buttons.
#[component]
fn Applied(application: LiveApplication) -> impl IntoView {
    let language = use_lang().get_untracked();
    let texts = live_application_texts::of(language);
    view! {
        <p class="imk-offer__foot">{(texts.text)(application.title.get(language))} " " {texts.only_one}</p>
        <p class="imk-actions">
            <ButtonLink to=Route::Confirmation { id: application.id } quiet=true>
                {texts.see}
            </ButtonLink>
        </p>
    }
}

/// Returns the study group of the box: the best one, or the first if the grant can pay for none.
pub fn first_group<'a>(programme: &'a Programme, seats: &'a [GroupSeats], call: &Call) -> Option<&'a StudyGroup> {
    best_group(programme, seats, call).map(|best| best.group).or(programme.groups.first())
}

/// Returns the last day to apply, or the reason why one cannot apply now.
fn when_to_apply(state: WindowState, call: &Call, texts: &ProgrammeTexts, language: Language) -> String {
    let last = call.window.last_day();
    match state {
        WindowState::NotYetOpen => {
            let first = day(language, call.window.first_day(), Case::Genitive);
            (texts.not_yet)(&first, &day(language, last, Case::Dative))
        }
        WindowState::Open => (texts.last_day)(&day(language, last, Case::Dative)),
        WindowState::Closed => (texts.closed_on)(&date(language, last, Case::Nominative)),
    }
}

#[component]
fn Facts(programme: Programme, group: StudyGroup, seats: Option<GroupSeats>) -> impl IntoView {
    let language = use_lang().get_untracked();
    let (dates, lessons) = dates(&programme, &group, language);
    view! {
        <ul class="imk-offer__facts">
            <li>
                <FactIcon fact=Fact::Dates />
                <span>{dates} {lessons.map(|lessons| view! { <small>{lessons}</small> })}</span>
            </li>
            <li>
                <FactIcon fact=Fact::Place />
                <span>{mode_and_place(&programme, language)}</span>
            </li>
            {seats
                .map(|seats| {
                    view! {
                        <li>
                            <FactIcon fact=Fact::Seats />
                            <span>{offer::seats(language, &seats)}</span>
                        </li>
                    }
                })}
        </ul>
    }
}

/// The apply button of a study group; none if the grant cannot pay for it, or while the window is closed or unknown.
#[component]
fn Apply(
    programme: String,
    group: (StudyGroup, Option<GroupSeats>),
    state: Memo<Option<WindowState>>,
    quiet: bool,
) -> impl IntoView {
    let (call, language) = (use_call(), use_lang().get_untracked());
    let texts = texts::of(language);
    let (group, seats) = group;
    let in_time = group_in_time(&group, call);
    let is_full = seats.is_some_and(|seats| seats.free == 0);
    let to = Route::Apply { programme }.with([(query::GROUP, group.id.as_str())]);
    let for_group = (texts.apply_for)(&ui::text::format::full_range(language, group.starts_on, group.ends_on));
    move || {
        let (to, for_group) = (to.clone(), for_group.clone());
        let may_apply = in_time && matches!(state.get(), Some(WindowState::Open | WindowState::NotYetOpen));
        let text = if is_full { texts.join_waiting_list } else { texts.apply };
        may_apply.then(|| {
            view! {
                <p class="imk-actions">
                    <ButtonLink to=to quiet=quiet || is_full>
                        {text}
                        <span class="imk-visually-hidden">" " {for_group}</span>
                    </ButtonLink>
                </p>
            }
        })
    }
}

#[component]
fn OtherGroups(
    programme: Programme,
    groups: Vec<(StudyGroup, Option<GroupSeats>)>,
    state: Memo<Option<WindowState>>,
) -> impl IntoView {
    let language = use_lang().get_untracked();
    let items = groups.into_iter().map(|(group, seats)| {
        let (dates, lessons) = dates(&programme, &group, language);
        let seats_words = seats.as_ref().map(|seats| offer::seats(language, seats));
        view! {
            <li>
                <p class="imk-offer__dates">{dates} {lessons.map(|lessons| view! { <small>{lessons}</small> })}</p>
                {seats_words.map(|words| view! { <p class="imk-offer__seats">{words}</p> })}
                <Apply programme=programme.id.clone() group=(group, seats) state=state quiet=true />
            </li>
        }
    });
    view! {
        <h2 class="imk-offer__others">{texts::of(language).other_groups}</h2>
        <ul class="imk-offer__groups">{items.collect_view()}</ul>
    }
}
