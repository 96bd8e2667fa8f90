//! Input for a date that the person knows by heart.
//!
//! Three short fields need no separator, which number pads lack, and no date picker, which is slow for a birth date.

use leptos::prelude::*;

use crate::components::date_entry::{DateEntry, DatePart};
use crate::components::field::{FieldGroup, leave};
use crate::platform::lang::use_lang;
use crate::platform::press;
use crate::text::form;

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
    press::watch();
    let texts = form::texts(use_lang().get_untracked());
    let completes = |name| if birth_date { name } else { "off" };
    let part = move |label, digits, autocomplete, part: DatePart| {
        let id = part_id(id, part);
        let wrong = Signal::derive(move || error.get().is_some());
        view! {
            <PartInput
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
            {part(texts.day, 2, completes("bday-day"), DatePart::Day)}
            {part(texts.month, 2, completes("bday-month"), DatePart::Month)}
            {part(texts.year, 4, completes("bday-year"), DatePart::Year)}
        </div>
    }
    .into_any();
    let hint = hint.unwrap_or_else(|| texts.date_hint.to_owned());
    view! {
        <FieldGroup id=id legend=legend legend_hidden=legend_hidden hint=hint error=error inputs=inputs />
    }
}

/// Returns the HTML `id` of a field of a date; the error summary links to it.
pub fn part_id(id: &str, part: DatePart) -> String {
    match part {
        DatePart::Day => id.to_owned(),
        DatePart::Month => format!("{id}-month"),
        DatePart::Year => format!("{id}-year"),
    }
}

impl DatePart {
    fn of(self, entry: &DateEntry) -> String {
        match self {
            Self::Day => entry.day.clone(),
            Self::Month => entry.month.clone(),
            Self::Year => entry.year.clone(),
        }
    }

    /// A whole date goes into all fields, also one that was pasted into the second or third.
    fn set(self, entry: &mut DateEntry, text: String) {
        match (DateEntry::spread_complete(&text), self) {
            (Some(whole), _) => *entry = whole,
            (None, Self::Day) => entry.day = text,
            (None, Self::Month) => entry.month = text,
            (None, Self::Year) => entry.year = text,
        }
    }
}

#[component]
fn PartInput(
    id: String,
    label: &'static str,
    digits: u8,
    autocomplete: &'static str,
    part: DatePart,
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
                on:blur=move |event| {
                    // The page may have gone: a removed field loses the focus too.
                    if let Some(Some(whole)) = value.try_with_untracked(|entry| DateEntry::spread(&part.of(entry))) {
                        value.set(whole);
                    }
                    leave(on_leave, &event);
                }
            />
        </div>
    }
}
