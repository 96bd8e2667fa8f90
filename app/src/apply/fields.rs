//! Fields of the application, shared by the steps and the check step.

use leptos::prelude::*;
use rules::facts::FactId;
use rules::field::Field;
use rules::language::Language;
use rules::programme::{StudyGroup, group_in_time};
use ui::components::checkbox::RequiredCheckbox;
use ui::components::date_input::DateInput;
use ui::components::radio_group::{Choice, RadioGroup};
use ui::text::form;
use ui::text::format::{Case, date, full_range};

use crate::apply::context::ApplyContext;
use crate::apply::fact_format::{NO, YES, answer_of, value_of};
use crate::apply::field_id::field_id;
use crate::apply::texts;
use crate::eligibility::texts as eligibility_texts;
use crate::text::offer;

/// Study group.
#[component]
pub(super) fn GroupField(context: ApplyContext) -> impl IntoView {
    let language = context.lang.get_untracked();
    let choices = context.details.with_value(|details| {
        let choice = |group: &StudyGroup| Choice {
            value: group.id.clone(),
            label: full_range(language, group.starts_on, group.ends_on),
            hint: group_hint(context, language, group),
            disabled: !group_in_time(group, context.call),
        };
        details.programme.groups.iter().map(choice).collect::<Vec<_>>()
    });
    let chosen = move || Some(context.form.group.get()).filter(|group| !group.is_empty());
    view! {
        <RadioGroup
            id=field_id(&Field::Group)
            legend=texts::of(language).group_legend
            error=context.error(Field::Group)
            choices=choices
            chosen=Signal::derive(chosen)
            on_choose=Callback::new(move |group| {
                context.form.group.set(group);
                context.form.leave(Field::Group);
            })
        />
    }
}

/// Returns the number of free seats, or the reason why the group cannot be chosen.
fn group_hint(context: ApplyContext, language: Language, group: &StudyGroup) -> String {
    if !group_in_time(group, context.call) {
        return (texts::of(language).group_too_late)(&date(language, context.call.usable_until, Case::Genitive));
    }
    let seats =
        |id: &str| context.details.with_value(|details| details.seats.iter().find(|seats| seats.group == *id).cloned());
    seats(&group.id).map(|seats| offer::seats(language, &seats)).unwrap_or_default()
}

/// Birth date.
#[component]
pub(super) fn BirthDateField(context: ApplyContext) -> impl IntoView {
    const FIELD: Field = Field::Fact(FactId::BirthDate);
    let birth_date = context.form.facts.birth_date;
    let leave = Callback::new(move |()| {
        // While the year is empty, the person is still moving between the parts of the date.
        if birth_date.with_untracked(|typed| !typed.year.is_empty()) {
            context.form.leave(FIELD);
        }
    });
    // An error that appeared while the person types would move the page.
    Effect::new(move |before: Option<()>| {
        if context.form.facts.is_birth_date_partial() && before.is_some() {
            context.form.enter(&FIELD);
        }
    });
    view! {
        <DateInput
            id=field_id(&FIELD)
            legend=(eligibility_texts::of(context.lang.get_untracked()).question)(FactId::BirthDate)
            error=context.error(FIELD)
            value=birth_date
            birth_date=true
            on_leave=leave
        />
    }
}

/// A yes/no question of the questionnaire.
#[component]
pub(super) fn AnswerField(context: ApplyContext, fact: FactId) -> impl IntoView {
    let language = context.lang.get_untracked();
    let (asking, texts) = (eligibility_texts::of(language), form::texts(language));
    view! {
        <RadioGroup
            id=field_id(&Field::Fact(fact))
            legend=(asking.question)(fact)
            hint=(asking.hint)(fact)
            error=context.error(Field::Fact(fact))
            choices=vec![Choice::new(YES, texts.yes), Choice::new(NO, texts.no)]
            chosen=answered(context, fact)
            on_choose=choose(context, fact)
        />
    }
}

/// The declaration that the information is true; it begins unticked.
#[component]
pub(super) fn DeclarationField(context: ApplyContext) -> impl IntoView {
    const ID: &str = field_id(&Field::Declaration);
    let texts = &texts::of(context.lang.get_untracked()).check;
    let declare = Callback::new(move |ticked| {
        context.form.declaration.set(ticked);
        context.form.leave(Field::Declaration);
    });
    view! {
        <RequiredCheckbox
            id=ID
            label=texts.declaration
            error=context.error(Field::Declaration)
            checked=context.form.declaration
            on_change=declare
        />
    }
}

/// Returns the person's answer, else the register's.
fn answered(context: ApplyContext, fact: FactId) -> Signal<Option<String>> {
    Signal::derive(move || {
        let declared = context.form.facts.answer(fact);
        value_of(if declared.is_known() { declared } else { context.register().answer(fact) })
    })
}

fn choose(context: ApplyContext, fact: FactId) -> Callback<String> {
    Callback::new(move |value: String| {
        context.form.facts.set_answer(fact, answer_of(&value));
        context.form.leave(Field::Fact(fact));
    })
}
