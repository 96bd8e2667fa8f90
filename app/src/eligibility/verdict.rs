//! Verdict: every condition with its clause and its remedy.

use leptos::prelude::*;
use rules::call::Call;
use rules::eligibility::{Decision, Finding, Outcome, Remedy, assess, questions};
use rules::language::Language;
use rules::rule::RuleId;
use ui::components::back_link::BackLink;
use ui::components::notice::{Notice, Tone};
use ui::components::page::Page;
use ui::components::status::Loading;
use ui::platform::clock::{Source, use_clock};
use ui::platform::lang::use_lang;
use ui::text::format::{Case, day};

use crate::eligibility::headline::{Change, Headline, changes_on, counts};
use crate::eligibility::next_steps::{StartAgain, action, first_open, next};
use crate::eligibility::step::Step;
use crate::eligibility::texts;
use crate::eligibility::what_if::WhatIf;
use crate::findings::list::{FindingItem, FindingList, Shown};
use crate::findings::texts as findings_texts;
use crate::routes::Route;
use crate::state::{use_call, use_declared_facts};

/// Verdict on the current answers. It follows the clock: it changes when the window closes.
#[component]
pub fn VerdictPage() -> impl IntoView {
    let clock = use_clock();
    let known = Memo::new(move |_| clock.source() != Source::Unknown);
    move || if known.get() { view! { <Assessed /> }.into_any() } else { view! { <Loading /> }.into_any() }
}

#[component]
fn Assessed() -> impl IntoView {
    let (call, lang, answers, clock) = (use_call(), use_lang(), use_declared_facts(), use_clock());
    // A tick of the clock changes the time of a decision, but rarely its findings.
    let decision = Memo::new_with_compare(
        move |_| assess(call, &answers.get(), clock.now()),
        |before, after| before.map(|decision| &decision.findings) != after.map(|decision| &decision.findings),
    );
    let headline = Memo::new(move |_| decision.with(Headline::of));
    let last_question = Step::Verdict.before(questions(call).len()).map_or_else(|| Route::Home.path(), Step::address);
    let above = move || {
        view! { <BackLink to=last_question.clone() text=texts::of(lang.get()).change_answers /> }
    };
    view! {
        <Page
            title=Signal::derive(move || (texts::of(lang.get()).verdict)(headline.get()).to_owned())
            narrow=true
            above=above.into_any()
        >
            {move || decision.with(|decision| outcome(call, decision, lang.get()))}
            {move || next(headline.get(), decision.with(|decision| first_open(call, decision)), lang.get())}
            <WhatIf />
            <StartAgain />
        </Page>
    }
}

/// Box and conditions: unmet ones first, then open ones.
fn outcome(call: &'static Call, decision: &Decision, language: Language) -> impl IntoView + use<> {
    let texts = texts::of(language);
    let mut ordered: Vec<Finding> = decision.findings.clone();
    ordered.sort_by_key(|finding| match finding.outcome {
        Outcome::NotMet => 0,
        Outcome::Open => 1,
        Outcome::Met => 2,
    });
    let may_send = decision.findings.iter().any(is_open_window);
    let items = ordered.into_iter().map(move |finding| {
        let mut remedy = findings_texts::remedy(language, &finding.remedy, call);
        if may_send && finding.remedy == Remedy::NothingYouCanChange {
            remedy = remedy.map(|words| format!("{words} {}", texts.may_still_send));
        }
        view! {
            <FindingItem finding=Shown::from(&finding) remedy=remedy>
                {action(call, &finding, texts, language)}
            </FindingItem>
        }
    });
    view! {
        <Summary decision=decision.clone() language=language />
        <h2 class="imk-visually-hidden">{texts.conditions}</h2>
        <FindingList>{items.collect_view()}</FindingList>
    }
}

/// Whether the window is open. Then even an excluded person may submit and receives a reasoned decision.
fn is_open_window(finding: &Finding) -> bool {
    finding.rule == RuleId::Window && finding.outcome == Outcome::Met
}

#[component]
fn Summary(decision: Decision, language: Language) -> impl IntoView {
    let (texts, clock) = (texts::of(language), use_clock());
    let (met, not_met, open) = counts(&decision);
    let tone = match (not_met, open) {
        (0, 0) => Tone::Good,
        (0, _) => Tone::Warning,
        _ => Tone::Bad,
    };
    let all_met = not_met + open == 0;
    let change = (texts.change)(&change(&decision, language)).unwrap_or_default();
    let others = if all_met { String::new() } else { (texts.others_met)(met) };
    let by_device = move || (clock.source() == Source::Device).then_some(texts.device_clock);
    view! {
        <Notice tone=tone heading=(texts.counts)(not_met, open)>
            <p>{[change, others, texts.preliminary.to_owned()].join(" ").trim().to_owned()} " " {by_device}</p>
        </Notice>
    }
}

fn change(decision: &Decision, language: Language) -> Change {
    let (_, not_met, _) = counts(decision);
    match changes_on(decision) {
        _ if not_met == 0 => Change::None,
        Some(from) => Change::On(day(language, from, Case::Locative)),
        None => Change::Never,
    }
}
