//! A question with radio buttons.

use leptos::prelude::*;

use crate::components::field::FieldGroup;

/// An option of the question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Value, unique within the question.
    pub value: String,
    /// Label.
    pub label: String,
    /// Hint; may be empty.
    pub hint: String,
    /// Whether the option is disabled; the hint says why.
    pub disabled: bool,
}

impl Choice {
    /// Creates an option without a hint.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: String::new(), disabled: false }
    }
}

/// A question with radio buttons. The first button has the question's `id`, so that the error summary can link to it.
#[component]
pub fn RadioGroup(
    /// HTML `id` and name of the group.
    id: &'static str,
    /// Question.
    #[prop(into)]
    legend: String,
    /// Whether the question is visually hidden because the page's heading shows it already.
    #[prop(optional)]
    legend_hidden: bool,
    /// Hint; may be empty.
    #[prop(optional, into)]
    hint: String,
    /// Error text, if the selection is invalid.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Options in order.
    choices: Vec<Choice>,
    /// Value of the selected option.
    #[prop(into)]
    chosen: Signal<Option<String>>,
    /// Receives the value of the newly selected option.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let radios = choices.into_iter().enumerate().map(|(index, choice)| {
        let own_id = if index == 0 { id.to_owned() } else { format!("{id}-{index}") };
        view! { <Radio id=own_id name=id choice=choice chosen=chosen on_choose=on_choose /> }
    });
    let inputs = radios.collect_view().into_any();
    view! {
        <FieldGroup id=id legend=legend legend_hidden=legend_hidden hint=hint error=error inputs=inputs />
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
