//! Next steps after a verdict.

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use rules::call::Call;
use rules::eligibility::{Decision, Finding, Remedy, Verdict};
use rules::language::Language;
use ui::components::button::Button;
use ui::components::link::{ButtonLink, PageLink};
use ui::platform::clock::use_clock;
use ui::platform::lang::use_lang;
use ui::text::format::{Case, date};

use crate::eligibility::headline::Headline;
use crate::eligibility::reminder::{Reminder, data_url};
use crate::eligibility::step::Step;
use crate::eligibility::texts::{self, EligibilityTexts};
use crate::routes::Route;
use crate::state::use_declared_facts;

/// Action for a condition: answer its question, or a reminder of the day.
pub fn action(
    call: &Call,
    finding: &Finding,
    texts: &'static EligibilityTexts,
    language: Language,
) -> Option<impl IntoView + use<>> {
    match finding.remedy {
        Remedy::Answer { fact } => {
            let to = Step::asking(call, fact).address();
            Some(view! { <p class="imk-finding__action"><PageLink to=to>{texts.answer}</PageLink></p> }.into_any())
        }
        Remedy::ApplyBetween { from, last_day } => Some(reminder(from, last_day, texts, language).into_any()),
        Remedy::None
        | Remedy::TooLate { .. }
        | Remedy::WaitForOpening { .. }
        | Remedy::WindowOver { .. }
        | Remedy::NothingYouCanChange => None,
    }
}

fn reminder(
    from: NaiveDate,
    last_day: NaiveDate,
    texts: &'static EligibilityTexts,
    language: Language,
) -> impl IntoView {
    let (summary, description) = texts.reminder_entry;
    let description = description(&date(language, last_day, Case::Nominative));
    let file = data_url(&Reminder { day: from, summary, description: &description, stamp: use_clock().stamp() });
    view! {
        <p class="imk-finding__action">
            <a href=file download=texts.reminder_file rel="external">
                {texts.reminder}
            </a>
        </p>
    }
}

/// Main action after a verdict.
pub fn next(headline: Headline, first_open: Option<String>, language: Language) -> impl IntoView {
    let texts = texts::of(language);
    let (quiet, text) = match headline {
        Headline::CanApply => (false, texts.choose_programme),
        Headline::NotYet | Headline::Excluded => (false, texts.see_programmes),
        Headline::NoMore | Headline::TooYoung | Headline::NeedsAnswer => (true, texts.see_programmes),
    };
    view! {
        <p class="imk-actions">
            {first_open.map(|to| view! { <ButtonLink to=to>{texts.answer}</ButtonLink> })}
            <ButtonLink to=Route::Programmes quiet=quiet>
                {text}
            </ButtonLink>
        </p>
    }
}

/// First question whose answer is missing for a verdict.
pub fn first_open(call: &Call, decision: &Decision) -> Option<String> {
    let facts = decision.findings.iter().filter(|_| decision.verdict == Verdict::NeedsAnswer);
    facts.into_iter().find_map(|finding| match finding.remedy {
        Remedy::Answer { fact } => Some(Step::asking(call, fact).address()),
        Remedy::None
        | Remedy::ApplyBetween { .. }
        | Remedy::TooLate { .. }
        | Remedy::WaitForOpening { .. }
        | Remedy::WindowOver { .. }
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
