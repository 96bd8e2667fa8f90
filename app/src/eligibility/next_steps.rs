//! Next steps after a verdict.

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use rules::call::Call;
use rules::eligibility::{Decision, Finding, Outcome, Remedy, Verdict};
use rules::language::Language;
use rules::rule::RuleId;
use ui::components::button::Button;
use ui::components::link::{ButtonLink, PageLink};
use ui::platform::clock::use_clock;
use ui::platform::host;
use ui::platform::lang::use_lang;
use ui::text::format::{Case, date};

use crate::eligibility::headline::{Headline, changes_on};
use crate::eligibility::reminder::{Reminder, data_url};
use crate::eligibility::step::Step;
use crate::eligibility::texts::{self, EligibilityTexts};
use crate::routes::Route;
use crate::state::use_declared_facts;

/// Action for a condition: a link to its question, if the answer is missing.
pub fn action(call: &Call, finding: &Finding, texts: &'static EligibilityTexts) -> Option<AnyView> {
    let Remedy::Answer { fact } = finding.remedy else { return None };
    let to = Step::asking(call, fact).address();
    Some(view! { <p class="imk-finding__action"><PageLink to=to>{texts.answer}</PageLink></p> }.into_any())
}

/// Next steps after a verdict: for a refusal what helps, for "not yet" a reminder, else the way on.
pub fn next(call: &Call, decision: &Decision, language: Language) -> impl IntoView + use<> {
    let texts = texts::of(language);
    let headline = Headline::of(decision);
    let day = changes_on(decision);
    let is_refusal = matches!(headline, Headline::Excluded | Headline::TooYoung | Headline::NotYet) && day.is_none();
    let may_send = headline == Headline::Excluded && is_open(decision);
    let reminder = day.map(|day| reminder(day, call.window.last_day(), texts, language));
    let question = first_open(call, decision).map(|to| view! { <ButtonLink to=to>{texts.answer}</ButtonLink> });
    let ask = is_refusal.then(|| view! { <ButtonLink to=Route::Help>{texts.ask_agency.1}</ButtonLink> });
    let can_apply = headline == Headline::CanApply;
    let programmes = if can_apply { texts.choose_programme } else { texts.see_programmes };
    view! {
        {is_refusal.then(|| view! { <WhatHelps may_send=may_send texts=texts /> })}
        <p class="imk-actions">
            {reminder} {question} {ask}
            {(!may_send)
                .then(|| {
                    view! {
                        <ButtonLink to=Route::Programmes quiet=!can_apply>
                            {programmes}
                        </ButtonLink>
                    }
                })}
        </p>
    }
}

/// What helps a person who cannot apply: correct an answer, ask the agency, and, if a ground of N8 excludes the person
/// while applications are accepted, submit an application all the same.
#[component]
fn WhatHelps(may_send: bool, texts: &'static EligibilityTexts) -> impl IntoView {
    let line = |(sentence, link): (&'static str, &'static str), to: String| {
        view! {
            <li>
                {sentence} " " <PageLink to=to>{link}</PageLink>
            </li>
        }
    };
    view! {
        <section aria-labelledby="imk-helps">
            <h2 id="imk-helps">{texts.what_helps}</h2>
            <ul>
                {line(texts.wrong_answer, Step::Question(0).address())}
                {may_send.then(|| line(texts.may_still_send, Route::Programmes.path()))} <li>{texts.ask_agency.0}</li>
            </ul>
        </section>
    }
}

/// Whether the window is open. Then even an excluded person may submit and receives a reasoned decision.
fn is_open(decision: &Decision) -> bool {
    decision.findings.iter().any(|finding| finding.rule == RuleId::Window && finding.outcome == Outcome::Met)
}

/// The calendar file with a reminder of the day from which the person can apply: the main action of "not yet".
fn reminder(
    from: NaiveDate,
    last_day: NaiveDate,
    texts: &'static EligibilityTexts,
    language: Language,
) -> impl IntoView {
    let (summary, description) = texts.reminder_entry;
    let description = description(&date(language, last_day, Case::Nominative));
    let (url, stamp) = (host::url(&Route::Programmes.path()), use_clock().stamp());
    let file = data_url(&Reminder { day: from, summary, description: &description, url: &url, stamp });
    view! {
        <a class="imk-button" href=file download=texts.reminder_file rel="external">
            {texts.reminder}
        </a>
    }
}

/// First question whose answer is missing for a verdict.
fn first_open(call: &Call, decision: &Decision) -> Option<String> {
    let facts = decision.findings.iter().filter(|_| decision.verdict == Verdict::NeedsAnswer);
    facts.into_iter().find_map(|finding| match finding.remedy {
        Remedy::Answer { fact } => Some(Step::asking(call, fact).address()),
        Remedy::None
        | Remedy::ApplyBetween { .. }
        | Remedy::TooLate { .. }
        | Remedy::WaitForOpening { .. }
        | Remedy::WindowOver { .. }
        | Remedy::CompleteTraining { .. }
        | Remedy::NothingYouCanChange => None,
    })
}

/// Clears the answers for the next person at a shared computer.
#[component]
pub fn StartAgain() -> impl IntoView {
    let (lang, answers, navigate) = (use_lang(), use_declared_facts(), use_navigate());
    let start_again = Callback::new(move |()| {
        answers.clear();
        navigate(&Step::Question(0).address(), NavigateOptions::default());
    });
    move || {
        let text = texts::of(lang.get()).start_again;
        view! {
            <p>
                <Button plain=true on_press=start_again>
                    {text}
                </Button>
            </p>
        }
    }
}
