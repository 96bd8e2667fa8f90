//! Verdict: every condition with its clause and its remedy.

use leptos::prelude::*;
use rules::call::Call;
use rules::eligibility::{Decision, Finding, Outcome, Verdict, assess, questions};
use rules::language::Language;
use ui::components::back_link::BackLink;
use ui::components::icon::OutcomeIcon;
use ui::components::page::Page;
use ui::components::status::Loading;
use ui::platform::clock::{Source, use_clock};
use ui::platform::lang::use_lang;

use crate::eligibility::headline::{Headline, change, counts};
use crate::eligibility::next_steps::{StartAgain, action, next};
use crate::eligibility::step::Step;
use crate::eligibility::texts;
use crate::eligibility::what_if::WhatIf;
use crate::findings::list::{Entry, FindingList, Shown};
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
    // To an eligible person hypothetical answers would only bring doubt.
    let is_refused = Memo::new(move |_| decision.with(|decision| decision.verdict == Verdict::NotEligible));
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
            {move || decision.with(|decision| next(call, decision, lang.get()))}
            {move || is_refused.get().then(|| view! { <WhatIf /> })}
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
    let entries = ordered.iter().map(|finding| Entry {
        finding: Shown::from(finding),
        remedy: findings_texts::remedy(language, &finding.remedy, call),
        actions: action(call, finding, texts),
    });
    view! {
        <Summary decision=decision.clone() language=language />
        <h2 class="imk-visually-hidden">{texts.conditions}</h2>
        <FindingList entries=entries.collect() />
    }
}

#[component]
fn Summary(decision: Decision, language: Language) -> impl IntoView {
    let (texts, clock) = (texts::of(language), use_clock());
    let (met, not_met, open) = counts(&decision);
    let headline = Headline::of(&decision);
    let (icon, waits) = headline.icon();
    let all_met = not_met + open == 0;
    let change = (texts.change)(&change(&decision, language)).unwrap_or_default();
    let others = if all_met { String::new() } else { (texts.others_met)(met) };
    let sentences = [change, others, texts.preliminary.to_owned()];
    let text = sentences.into_iter().filter(|sentence| !sentence.is_empty()).collect::<Vec<_>>().join(" ");
    let by_device = move || (clock.source() == Source::Device).then_some(texts.device_clock);
    view! {
        <div class=format!("{} imk-state--icon", headline.tone().class())>
            <OutcomeIcon outcome=icon waits=waits />
            <p class="imk-state__heading">{(texts.counts)(headline, not_met, open)}</p>
            <p>{text} " " {by_device}</p>
        </div>
    }
}
