//! "Ja …": hypothetical answers or another day with their verdict, without changing the real answers.

use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use rules::call::Call;
use rules::eligibility::questions;
use rules::facts::{Answer, FactId};
use rules::language::Language;
use ui::components::date_input::DateInput;
use ui::platform::clock::use_today;
use ui::platform::lang::use_lang;
use ui::text::form;
use ui::text::format::{Case, date};

use crate::eligibility::hypothetical::HypotheticalVerdict;
use crate::eligibility::texts;
use crate::eligibility::what_if_facts::{DAY, WhatIfFacts};
use crate::state::{use_call, use_declared_facts};

/// Folded by default.
#[component]
pub fn WhatIf() -> impl IntoView {
    let (lang, answers) = (use_lang(), use_declared_facts());
    let what_if = WhatIfFacts::new(answers.get_untracked());
    view! {
        <details class="imk-what-if">
            <summary class="imk-what-if__summary">
                <h2 class="imk-what-if__heading">{move || texts::of(lang.get()).what_if.heading}</h2>
            </summary>
            {move || day_of_application(what_if, lang.get())}
            // Under the first field, so that a change shows its result without scrolling.
            <HypotheticalVerdict what_if=what_if />
            {move || suppositions(what_if, lang.get())}
        </details>
    }
}

fn day_of_application(what_if: WhatIfFacts, language: Language) -> impl IntoView {
    view! {
        <p>{texts::of(language).what_if.intro}</p>
        <DaySelect what_if=what_if language=language />
    }
}

fn suppositions(what_if: WhatIfFacts, language: Language) -> impl IntoView {
    let texts = &texts::of(language).what_if;
    let asked = questions(use_call());
    let answers = asked.into_iter().filter(|fact| *fact != FactId::BirthDate);
    view! {
        <DateInput id="imk-if-born" legend=(texts.answer)(FactId::BirthDate) value=what_if.facts.birth_date />
        {answers.map(|fact| view! { <AnswerSelect what_if=what_if fact=fact language=language /> }).collect_view()}
    }
}

/// Days of the window, one day before, one day after; today is offered separately.
fn days(call: &Call, today: NaiveDate) -> Vec<NaiveDate> {
    let (first, last) = (call.window.first_day(), call.window.last_day());
    let from = first - Days::new(1);
    let count = usize::try_from((last - from).num_days() + 2).unwrap_or_default();
    from.iter_days().take(count).filter(|day| *day != today).collect()
}

#[component]
fn DaySelect(what_if: WhatIfFacts, language: Language) -> impl IntoView {
    let (call, today) = (use_call(), use_today());
    let texts = &texts::of(language).what_if;
    let option = move |day: NaiveDate| {
        view! {
            <option value=day.to_string() selected=move || what_if.day.get() == Some(day)>
                {date(language, day, Case::Locative)}
            </option>
        }
    };
    view! {
        <div class="imk-field">
            <label class="imk-field__label" for=DAY>
                {texts.day}
            </label>
            <select
                class="imk-input"
                id=DAY
                on:change:target=move |event| what_if.day.set(event.target().value().parse().ok())
            >
                <option value="" selected=move || what_if.day.get().is_none()>
                    {texts.today}
                    ", "
                    {move || date(language, today.get(), Case::Locative)}
                </option>
                {move || days(call, today.get()).into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}

#[component]
fn AnswerSelect(what_if: WhatIfFacts, fact: FactId, language: Language) -> impl IntoView {
    let (texts, form) = (&texts::of(language).what_if, form::texts(language));
    let id = format!("imk-if-{}", fact.name());
    let answers = [(Answer::Unknown, "", texts.unknown), (Answer::Yes, "yes", form.yes), (Answer::No, "no", form.no)];
    let options = answers.map(|(answer, value, text)| {
        let selected = move || what_if.facts.answer(fact) == answer;
        view! {
            <option value=value selected=selected>
                {text}
            </option>
        }
    });
    let change = move |value: String| {
        let answer = answers.iter().find(|(_, name, _)| *name == value).map_or(Answer::Unknown, |(answer, ..)| *answer);
        what_if.facts.set_answer(fact, answer);
    };
    view! {
        <div class="imk-field">
            <label class="imk-field__label" for=id.clone()>
                {(texts.answer)(fact)}
            </label>
            <select
                class="imk-input imk-input--short"
                id=id
                on:change:target=move |event| change(event.target().value())
            >
                {options.collect_view()}
            </select>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call_pack;

    #[test]
    fn offered_days_are_the_window_and_its_neighbours() {
        let call = call_pack::current();
        let day = |day| NaiveDate::from_ymd_opt(2025, 6, day).unwrap();
        let offered = days(call, day(10));
        assert_eq!((offered.first(), offered.last()), (Some(&day(8)), Some(&day(21))));
        assert!(!offered.contains(&day(10)));
        assert_eq!(offered.len(), 13);
    }
}
