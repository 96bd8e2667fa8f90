//! Comparison table: a column per programme, a row per fact.

use std::sync::Arc;

use leptos::prelude::*;
use rules::call::Call;
use rules::language::Language;
use rules::window::WindowState;
use ui::components::button::Button;
use ui::components::link::{ButtonLink, PageLink};
use ui::platform::lang::use_lang;

use crate::catalogue::index::Entry;
use crate::catalogue::programme::texts as programme_texts;
use crate::catalogue::programme_card::best_group;
use crate::compare::rows::Row;
use crate::compare::texts;
use crate::routes::{Route, query};
use crate::state::use_call;

/// The table. On a phone the name of a row is above its values, which stay side by side. The ARIA roles are explicit,
/// because some browsers drop the implicit ones when a style sheet changes the layout of a table.
#[component]
pub fn CompareTable(
    /// Programmes.
    entries: Vec<Arc<Entry>>,
    /// Visible rows.
    rows: Vec<Row>,
    /// State of the application window; `None` while the time is unknown.
    window: Option<WindowState>,
    /// Called to remove a programme.
    on_remove: Callback<Arc<Entry>>,
) -> impl IntoView {
    let (call, language) = (use_call(), use_lang().get_untracked());
    let texts = texts::of(language);
    let is_alone = entries.len() < 2;
    let class = format!("imk-compare__table imk-compare__table--{}", entries.len());
    let titles = entries.iter().map(|entry| title(entry, language)).collect_view();
    let removing = entries.iter().map(|entry| remove(entry.clone(), language, on_remove)).collect_view();
    let applying = entries.iter().map(|entry| apply(entry, call, window, language)).collect_view();
    view! {
        <table class=class role="table">
            <caption class="imk-visually-hidden">{texts.table}</caption>
            <thead class="imk-compare__head" role="rowgroup">
                <tr role="row">
                    <td class="imk-compare__corner" role="cell"></td>
                    {titles}
                </tr>
            </thead>
            <tbody role="rowgroup">
                <tr class="imk-compare__row imk-compare__row--remove" role="row">
                    <th scope="row" role="rowheader">
                        <span class="imk-visually-hidden">{texts.choice}</span>
                    </th>
                    {removing}
                </tr>
                {rows.into_iter().map(|row| fact(row, is_alone, language)).collect_view()}
                <tr class="imk-compare__row imk-compare__row--apply" role="row">
                    <th scope="row" role="rowheader">
                        {texts.apply}
                    </th>
                    {applying}
                </tr>
            </tbody>
        </table>
    }
}

fn title(entry: &Entry, language: Language) -> impl IntoView + use<> {
    let to = Route::Programme { id: entry.programme.id.clone() };
    let title = entry.programme.title.get(language).to_owned();
    view! {
        <th class="imk-compare__title" scope="col" role="columnheader">
            <PageLink to=to>{title}</PageLink>
        </th>
    }
}

fn remove(entry: Arc<Entry>, language: Language, on_remove: Callback<Arc<Entry>>) -> impl IntoView {
    let texts = texts::of(language);
    let it = (texts.remove_it)(entry.programme.title.get(language));
    view! {
        <td role="cell">
            <Button plain=true on_press=move |()| on_remove.run(entry.clone())>
                {texts.remove}
                <span class="imk-visually-hidden">" " {it}</span>
            </Button>
        </td>
    }
}

/// Renders a row; one that is the same for all programmes has a label beside its name.
fn fact(row: Row, is_alone: bool, language: Language) -> impl IntoView {
    let texts = texts::of(language);
    let (same, lang) = (!is_alone && !row.differs(), row.latvian.then_some("lv"));
    let mark = same.then(|| view! { " " <span class="imk-compare__mark">{texts.same}</span> });
    let cell = |value: String| {
        let lines = value.split('\n').map(|line| view! { <span>{line.to_owned()}</span> }).collect_view();
        view! {
            <td role="cell" lang=lang>
                {lines}
            </td>
        }
    };
    view! {
        <tr class="imk-compare__row" class:imk-compare__row--same=same role="row">
            <th scope="row" role="rowheader">
                {row.name} {mark}
            </th>
            {row.values.into_iter().map(cell).collect_view()}
        </tr>
    }
}

/// Renders the apply button for the compared group, or the reason why there is no button.
fn apply(entry: &Entry, call: &Call, window: Option<WindowState>, language: Language) -> impl IntoView + use<> {
    let texts = programme_texts::of(language);
    let best = best_group(&entry.programme, &entry.seats, call);
    let is_full = best.as_ref().is_some_and(|best| best.seats.is_some_and(|seats| seats.free == 0));
    let text = if is_full { texts.join_waiting_list } else { texts.apply };
    let of_it = entry.programme.title.get(language).to_owned();
    let content = match (window, best) {
        (Some(WindowState::Closed), _) => view! { <span>{texts.closed}</span> }.into_any(),
        (_, None) => view! { <span>"–"</span> }.into_any(),
        (_, Some(best)) => {
            let to =
                Route::Apply { programme: entry.programme.id.clone() }.with([(query::GROUP, best.group.id.as_str())]);
            view! {
                <ButtonLink to=to quiet=true>
                    {text}
                    <span class="imk-visually-hidden">": " {of_it}</span>
                </ButtonLink>
            }
            .into_any()
        }
    };
    view! { <td role="cell">{content}</td> }
}
