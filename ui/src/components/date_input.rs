//! Input for a date that the person knows by heart.
//!
//! Three short fields need no separator, which number pads lack, and no date picker, which is slow for a birth date.

use leptos::prelude::*;

use crate::components::date_entry::DateEntry;
use crate::components::field::{FieldGroup, leave};
use crate::platform::lang::use_lang;
use crate::text::common;

/// Three fields for a date. A whole date typed or pasted into the first field is distributed over all three.
#[component]
pub fn DateInput(
    /// HTML `id` of the group and of its first field; the error summary links to it.
    id: &'static str,
    /// Question or label of the group.
    #[prop(into)]
    legend: String,
    /// Whether the legend is visually hidden because the page's heading shows it already.
    #[prop(optional)]
    legend_hidden: bool,
    /// Hint; by default it explains the date format.
    #[prop(optional, into)]
    hint: Option<String>,
    /// Error text, if the date is invalid.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Typed text.
    value: RwSignal<DateEntry>,
    /// Whether it is the person's own birth date, which the browser can fill in.
    #[prop(optional)]
    birth_date: bool,
    /// Called when the focus leaves one of the fields.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let texts = common::texts(use_lang().get_untracked());
    let completes = |name| if birth_date { name } else { "off" };
    let part = move |suffix: &str, label, digits, autocomplete, part: Part| {
        let id = if suffix.is_empty() { id.to_owned() } else { format!("{id}-{suffix}") };
        let wrong = Signal::derive(move || error.get().is_some());
        view! {
            <DatePart
                id=id
                label=label
                digits=digits
                autocomplete=autocomplete
                part=part
                wrong=wrong
                value=value
                on_leave=on_leave
            />
        }
    };
    let inputs = view! {
        <div class="imk-date">
            {part("", texts.day, 2, completes("bday-day"), Part::Day)}
            {part("month", texts.month, 2, completes("bday-month"), Part::Month)}
            {part("year", texts.year, 4, completes("bday-year"), Part::Year)}
        </div>
    }
    .into_any();
    let hint = hint.unwrap_or_else(|| texts.date_hint.to_owned());
    view! {
        <FieldGroup id=id legend=legend legend_hidden=legend_hidden hint=hint error=error inputs=inputs />
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Day,
    Month,
    Year,
}

impl Part {
    fn of(self, entry: &DateEntry) -> String {
        match self {
            Self::Day => entry.day.clone(),
            Self::Month => entry.month.clone(),
            Self::Year => entry.year.clone(),
        }
    }

    fn set(self, entry: &mut DateEntry, text: String) {
        match self {
            Self::Day => match DateEntry::spread(&text) {
                Some(whole) => *entry = whole,
                None => entry.day = text,
            },
            Self::Month => entry.month = text,
            Self::Year => entry.year = text,
        }
    }
}

#[component]
fn DatePart(
    id: String,
    label: &'static str,
    digits: u8,
    autocomplete: &'static str,
    part: Part,
    wrong: Signal<bool>,
    value: RwSignal<DateEntry>,
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let class = if digits == 4 { "imk-date__part imk-date__part--wide" } else { "imk-date__part" };
    view! {
        <div class=class>
            <label class="imk-date__label" for=id.clone()>
                {label}
            </label>
            <input
                class="imk-input"
                id=id
                type="text"
                inputmode="numeric"
                autocomplete=autocomplete
                aria-invalid=move || wrong.get().then_some("true")
                prop:value=move || value.with(|entry| part.of(entry))
                on:input:target=move |event| value.update(|entry| part.set(entry, event.target().value()))
                on:blur=move |event| leave(on_leave, &event)
            />
        </div>
    }
}
