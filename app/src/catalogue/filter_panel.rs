//! Search field and filters; on a phone a button shows and hides the filters.

use std::sync::Arc;

use leptos::prelude::*;
use rules::call::Call;
use rules::language::Language;
use ui::components::text_input::TextInput;
use ui::platform::lang::use_lang;
use ui::text::plural::amount;

use crate::catalogue::filters::{Choice, Group, TEXT_LENGTH};
use crate::catalogue::index::{Found, Index};
use crate::catalogue::searching::Searching;
use crate::catalogue::terms::Terms;
use crate::catalogue::texts::{self, ProgrammesTexts};
use crate::catalogue::topic_links::TopicLinks;
use crate::state::use_call;
use crate::text::offer;

/// HTML id of the search field.
pub const SEARCH: &str = "imk-search";

const BOXES: &str = "imk-filters";

/// Search field and filters.
#[component]
pub fn FilterPanel(
    /// Search text and ticked filters.
    searching: Searching,
    /// Catalogue.
    index: Signal<Arc<Index>>,
    /// Search result.
    found: Memo<Found>,
) -> impl IntoView {
    let lang = use_lang();
    let open = RwSignal::new(false);
    let groups = move |language| {
        // Topics are links.
        Group::ALL
            .into_iter()
            .filter(|group| *group != Group::Topic)
            .map(|group| {
                view! { <FilterGroup group=group language=language searching=searching index=index found=found /> }
            })
            .collect_view()
    };
    let on = move || searching.chosen.with(|chosen| amount(chosen.len()));
    move || {
        let language = lang.get();
        let texts = texts::of(language);
        view! {
            <form class="imk-filters" role="search" on:submit=move |event| event.prevent_default()>
                <TextInput
                    id=SEARCH
                    label=texts.search
                    hint=texts.search_hint
                    kind="search"
                    max_length=TEXT_LENGTH
                    value=searching.text
                />
                <button
                    type="button"
                    class="imk-button imk-button--quiet imk-filters__toggle"
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    aria-controls=BOXES
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {move || (texts.filters)(on())}
                </button>
                <div
                    class="imk-filters__boxes"
                    class:imk-filters__boxes--open=open
                    id=BOXES
                    role="group"
                    aria-label=texts.filters_label
                >
                    <TopicLinks searching=searching index=index found=found />
                    {groups(language)}
                    <Terms />
                    <button type="button" class="imk-button imk-filters__done" on:click=move |_| open.set(false)>
                        {move || {
                            (texts.show)(found.with(|found| amount(found.entries.len())))
                        }}
                    </button>
                </div>
            </form>
        }
    }
}

/// Filters of one group. Long and rarely used groups are collapsed until one of their filters is ticked.
#[component]
fn FilterGroup(
    group: Group,
    language: Language,
    searching: Searching,
    index: Signal<Arc<Index>>,
    found: Memo<Found>,
) -> impl IntoView {
    let texts = texts::of(language);
    let boxes = move || {
        let choices = index.with(|index| index.choices.clone());
        let of_group = choices.into_iter().enumerate().filter(|(_, choice)| choice.group() == group);
        of_group
            .map(|(at, choice)| {
                view! { <FilterBox at=at choice=choice language=language searching=searching found=found /> }
            })
            .collect_view()
    };
    let Some(heading) = heading(group, texts) else { return boxes.into_any() };
    let any_chosen = searching.chosen.with_untracked(|chosen| chosen.iter().any(|choice| choice.group() == group));
    if is_folded(group) {
        view! {
            <details class="imk-fold" open=any_chosen>
                <summary class="imk-fold__summary">{heading}</summary>
                <fieldset>
                    <legend class="imk-visually-hidden">{heading}</legend>
                    {boxes}
                </fieldset>
            </details>
        }
        .into_any()
    } else {
        view! {
            <fieldset>
                <legend class="imk-field__label">{heading}</legend>
                {boxes}
            </fieldset>
        }
        .into_any()
    }
}

const fn is_folded(group: Group) -> bool {
    match group {
        Group::Price | Group::Hours | Group::Language | Group::Place => true,
        Group::Topic | Group::Fits | Group::Mode | Group::Kind | Group::Level => false,
    }
}

const fn heading(group: Group, texts: &ProgrammesTexts) -> Option<&'static str> {
    match group {
        Group::Topic | Group::Fits => None,
        Group::Mode => Some(texts.mode),
        Group::Kind => Some(texts.kind),
        Group::Level => Some(texts.level),
        Group::Price => Some(texts.price),
        Group::Hours => Some(texts.hours),
        Group::Language => Some(texts.language),
        Group::Place => Some(texts.place),
    }
}

/// Filter with the number of programmes that it would show.
#[component]
fn FilterBox(at: usize, choice: Choice, language: Language, searching: Searching, found: Memo<Found>) -> impl IntoView {
    let class = if choice == Choice::Fits { "imk-choice imk-filters__fits" } else { "imk-choice imk-choice--plain" };
    let label = label(&choice, language, use_call());
    let choice = StoredValue::new(choice);
    let on = move || choice.with_value(|choice| searching.chosen.with(|chosen| chosen.contains(choice)));
    let count = move || found.with(|found| found.counts.get(at).copied().unwrap_or_default());
    let toggle = move |on: bool| {
        let choice = choice.get_value();
        searching.chosen.update(|chosen| {
            chosen.retain(|kept| *kept != choice);
            if on {
                chosen.push(choice);
            }
        });
    };
    view! {
        <label class=class class:imk-choice--on=on class:imk-choice--none=move || count() == 0>
            <input
                class="imk-choice__control"
                type="checkbox"
                prop:checked=on
                on:change:target=move |event| toggle(event.target().checked())
            />
            <span class="imk-choice__label">{label} " (" {count} ")"</span>
        </label>
    }
}

fn label(choice: &Choice, language: Language, call: &Call) -> String {
    let texts = texts::of(language);
    match choice {
        Choice::Topic(topic) => offer::topic(language, *topic).to_owned(),
        Choice::Mode(mode) => offer::mode(language, *mode).to_owned(),
        Choice::Kind(kind) => offer::kind(language, *kind).to_owned(),
        Choice::Level(level) => (texts.level_choice)(*level),
        Choice::Language(taught) => offer::taught_in(language, *taught).to_owned(),
        Choice::Place(place) => place.clone(),
        Choice::Hours(band) => (texts.hours_choice)(*band).to_owned(),
        Choice::Price(band) => (texts.price_choice)(*band, call.grant),
        Choice::Fits => (texts.fits)(call.readings.usable_until).to_owned(),
    }
}
