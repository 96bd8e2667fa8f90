//! Sections of the check step. A field with a blocking error is shown in its section, to be corrected there.

use leptos::prelude::*;
use rules::facts::{FactId, Facts};
use rules::field::Field;
use rules::programme::funding;
use ui::components::link::PageLink;
use ui::components::notice::{Notice, Tone};
use ui::components::summary_list::{SummaryList, SummaryRow};
use ui::text::format::full_range;

use crate::apply::contact_fields::{EmailField, LanguageField, PhoneField};
use crate::apply::context::ApplyContext;
use crate::apply::fact_format::fact_in_words;
use crate::apply::fact_list::{fact_list, yes_or_no_questions};
use crate::apply::fields::{AnswerField, BirthDateField, GroupField};
use crate::apply::step::Step;
use crate::apply::texts;
use crate::register::differences;
use crate::routes::Route;
use crate::text::offer;

/// Programme, study group and funding.
#[component]
pub(super) fn ProgrammeSection(context: ApplyContext) -> impl IntoView {
    let language = context.lang.get_untracked();
    let texts = &texts::of(language).check;
    let (title, funded) = context.details.with_value(|details| {
        let programme = &details.programme;
        let shares = funding(context.call, programme.price);
        let funded = texts::funding(language, &shares);
        (format!("{}, {}", programme.title.get(language), offer::hours_short(language, programme.hours)), funded)
    });
    view! {
        <h2>{texts.programme}</h2>
        <SummaryList>
            <SummaryRow name=texts.title action=change_to(context, Route::Programmes.path(), texts.title)>
                {title}
            </SummaryRow>
            <SummaryRow name=texts.study action=change(context, Step::Programme, texts.study)>
                {move || study(context)}
            </SummaryRow>
            <SummaryRow name=texts.funding>{funded}</SummaryRow>
        </SummaryList>
        {move || context.is_blocking(&Field::Group).then(|| view! { <GroupField context=context /> })}
    }
}

/// Returns the dates of the chosen study group.
fn study(context: ApplyContext) -> String {
    let language = context.lang.get();
    let chosen = context.form.group.get();
    let days = context.details.with_value(|details| {
        let group = details.programme.group(&chosen)?;
        Some(full_range(language, group.starts_on, group.ends_on))
    });
    days.unwrap_or_else(|| texts::of(language).check.not_given.to_owned())
}

/// Whether a register may give a fact after the sign-in. Without a session nothing says that the fact is missing.
fn is_for_sign_in(context: ApplyContext, fact: FactId) -> bool {
    context.person().is_none() && !context.facts().is_known(fact)
}

/// A fact, or the text that the sign-in shows it.
fn fact_or_sign_in(context: ApplyContext, fact: FactId, facts: &Facts) -> String {
    let language = context.lang.get();
    if is_for_sign_in(context, fact) {
        return texts::of(language).check.from_sign_in.to_owned();
    }
    fact_in_words(language, fact, facts)
}

/// Applicant: data from the sign-in, and the birth date if no register gives it.
#[component]
pub(super) fn AboutSection(context: ApplyContext) -> impl IntoView {
    const BIRTH_DATE: Field = Field::Fact(FactId::BirthDate);
    let texts = &texts::of(context.lang.get_untracked()).check;
    let from_session = move |value: fn(&api::SessionPerson) -> &str| {
        context.person().map_or_else(|| texts.from_sign_in.to_owned(), |person| value(&person).to_owned())
    };
    let is_changeable = move || context.register().birth_date.is_none() && !is_for_sign_in(context, FactId::BirthDate);
    view! {
        <h2>{texts.applicant}</h2>
        <SummaryList>
            <SummaryRow name=texts.name>{move || from_session(|person| &person.name)}</SummaryRow>
            <SummaryRow name=texts.personal_code>
                {move || from_session(|person| &person.personal_code_masked)}
            </SummaryRow>
            <SummaryRow
                name=texts.birth_date
                action=(move || is_changeable().then(|| change(context, Step::Eligibility, texts.birth_date)))
                    .into_any()
            >
                {move || fact_or_sign_in(context, FactId::BirthDate, &context.facts())}
            </SummaryRow>
        </SummaryList>
        {move || context.is_blocking(&BIRTH_DATE).then(|| view! { <BirthDateField context=context /> })}
    }
}

/// Contact data.
#[component]
pub(super) fn ContactSection(context: ApplyContext) -> impl IntoView {
    let texts = &texts::of(context.lang.get_untracked()).check;
    let given = move |text: String| if text.is_empty() { texts.not_given.to_owned() } else { text };
    let to_change = move |name| change(context, Step::Contact, name);
    view! {
        <h2>{texts.contact}</h2>
        <SummaryList>
            <SummaryRow name=texts.email action=to_change(texts.email)>
                {move || given(context.form.contact().email)}
            </SummaryRow>
            <SummaryRow name=texts.phone action=to_change(texts.phone)>
                {move || given(context.form.contact().phone)}
            </SummaryRow>
            <SummaryRow name=texts.language action=to_change(texts.language)>
                {move || (texts::of(context.lang.get()).in_language)(context.submission().language)}
            </SummaryRow>
        </SummaryList>
        {move || context.is_blocking(&Field::Email).then(|| view! { <EmailField context=context /> })}
        {move || context.is_blocking(&Field::Phone).then(|| view! { <PhoneField context=context /> })}
        {move || context.is_blocking(&Field::Language).then(|| view! { <LanguageField context=context /> })}
    }
}

/// The person's own answers.
#[component]
pub(super) fn AnswersSection(context: ApplyContext) -> impl IntoView {
    let language = context.lang.get_untracked();
    let texts = texts::of(language);
    let answers = Memo::new(move |_| context.form.facts.get());
    // An answer that only the register gives is in the register's section.
    let is_own = move |fact: &FactId| answers.get().is_known(*fact) || !context.register().is_known(*fact);
    let row = move |fact: FactId| {
        let name = texts::fact_name(language, fact);
        view! {
            <SummaryRow name=name action=change(context, Step::Eligibility, name)>
                {move || fact_or_sign_in(context, fact, &answers.get())}
            </SummaryRow>
        }
    };
    let rows = move || yes_or_no_questions(context.call).filter(is_own).map(row).collect::<Vec<_>>();
    let blocking = move || {
        let blocking = yes_or_no_questions(context.call).filter(|fact| context.is_blocking(&Field::Fact(*fact)));
        blocking.map(|fact| view! { <AnswerField context=context fact=fact /> }).collect_view()
    };
    move || {
        let rows = rows();
        (!rows.is_empty()).then(|| {
            view! {
                <h2>{texts.check.answers}</h2>
                <div class="imk-declared">
                    <SummaryList>{rows}</SummaryList>
                </div>
                {blocking}
            }
        })
    }
}

/// Facts that the register knows about the signed-in person; they cannot be changed here.
#[component]
pub(super) fn RegisterSection(context: ApplyContext) -> impl IntoView {
    let register = Memo::new(move |_| context.register());
    move || {
        let language = context.lang.get();
        register.with(|register| fact_list(context.call, language, texts::of(language).check.register, register))
    }
}

/// Facts on which the register differs from the person's answers; hidden if all agree.
#[component]
pub(super) fn DifferencesSection(context: ApplyContext) -> impl IntoView {
    let found = Memo::new(move |_| differences(&context.form.facts.get(), &context.register()));
    move || {
        let facts = found.get();
        (!facts.is_empty()).then(|| {
            let language = context.lang.get();
            let texts = &texts::of(language).check;
            let (said, known) = (context.form.facts.get(), context.register());
            let line = move |fact: FactId| {
                view! {
                    <li>
                        <b>{texts::fact_name(language, fact)}</b>
                        <br />
                        {(texts.you_said)(&fact_in_words(language, fact, &said))}
                        <br />
                        {(texts.register_says)(&fact_in_words(language, fact, &known))}
                    </li>
                }
            };
            view! {
                <Notice tone=Tone::Warning heading=texts.differences>
                    <ul class="imk-list">{facts.into_iter().map(line).collect_view()}</ul>
                    <p>{texts.differences_text}</p>
                </Notice>
            }
        })
    }
}

/// A "Mainīt" link; for screen readers it names the value that it changes.
fn change(context: ApplyContext, step: Step, what: &'static str) -> AnyView {
    change_to(context, context.address_to_change(step), what)
}

fn change_to(context: ApplyContext, address: String, what: &'static str) -> AnyView {
    view! {
        <PageLink to=address>
            {texts::of(context.lang.get_untracked()).check.change}
            <span class="imk-visually-hidden">": " {what}</span>
        </PageLink>
    }
    .into_any()
}
