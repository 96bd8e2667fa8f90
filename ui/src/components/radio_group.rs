//! A question with a few answers, one of which is chosen.

use leptos::prelude::*;

use crate::components::field::{FieldWords, described_by};

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it stands for, unique within the question.
    pub value: String,
    /// What is to be read.
    pub label: String,
    /// What goes with it; may be empty.
    pub hint: String,
    /// Whether it cannot be chosen; the hint says why.
    pub disabled: bool,
}

impl Choice {
    /// An answer without a hint.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: String::new(), disabled: false }
    }
}

/// A question with a few answers. The first answer has the question's identifier, so that the error summary leads there.
#[component]
pub fn RadioGroup(
    /// Its identifier.
    id: &'static str,
    /// The question.
    #[prop(into)]
    legend: String,
    /// Whether the question is the page's heading already and need not be seen twice.
    #[prop(optional)]
    legend_hidden: bool,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong, if anything is.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The answers.
    choices: Vec<Choice>,
    /// The chosen answer's value.
    #[prop(into)]
    chosen: Signal<Option<String>>,
    /// An answer was chosen.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let has_hint = !hint.is_empty();
    let legend_class = if legend_hidden { "imk-visually-hidden" } else { "imk-field__label" };
    let radios = choices.into_iter().enumerate().map(|(index, choice)| {
        let own_id = if index == 0 { id.to_owned() } else { format!("{id}-{index}") };
        view! { <Radio id=own_id name=id choice=choice chosen=chosen on_choose=on_choose /> }
    });
    view! {
        <fieldset
            class="imk-field"
            class:imk-field--error=move || error.get().is_some()
            aria-describedby=move || described_by(id, has_hint, error.get().is_some())
        >
            <legend class=legend_class>{legend}</legend>
            <FieldWords id=id hint=hint error=error />
            {radios.collect_view()}
        </fieldset>
    }
}

#[component]
fn Radio(
    id: String,
    name: &'static str,
    choice: Choice,
    chosen: Signal<Option<String>>,
    on_choose: Callback<String>,
) -> impl IntoView {
    let value = StoredValue::new(choice.value.clone());
    let is_chosen = move || chosen.with(|chosen| chosen.as_deref() == Some(value.read_value().as_str()));
    view! {
        <label class="imk-choice" class:imk-choice--on=is_chosen class:imk-choice--off=choice.disabled>
            <input
                class="imk-choice__control"
                type="radio"
                id=id
                name=name
                value=choice.value
                disabled=choice.disabled
                prop:checked=is_chosen
                on:change=move |_| on_choose.run(value.get_value())
            />
            <span class="imk-choice__label">
                {choice.label}
                {(!choice.hint.is_empty()).then(|| view! { <span class="imk-choice__hint">{choice.hint}</span> })}
            </span>
        </label>
    }
}
