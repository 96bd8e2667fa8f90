//! List of findings: conditions with their outcome.

use api::FindingView;
use leptos::prelude::*;
use rules::clause::ClauseId;
use rules::eligibility::{Finding, Outcome};
use rules::reading::ReadingId;
use rules::rule::RuleId;
use ui::components::icon::OutcomeIcon;
use ui::platform::lang::use_lang;
use ui::text::common;

use crate::findings::clause_quote::ClauseQuote;
use crate::findings::texts;
use crate::state::use_call;
use crate::text::readings;

/// A finding to show, from a local decision or from the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The condition.
    pub rule: RuleId,
    /// Outcome of the condition.
    pub outcome: Outcome,
    /// Clauses that it cites.
    pub clauses: Vec<ClauseId>,
    /// Reading that applied, if any.
    pub reading: Option<ReadingId>,
    /// Whether the person's own answer decided.
    pub own_answer: bool,
}

impl From<&Finding> for Shown {
    fn from(finding: &Finding) -> Self {
        let own_answer = !finding.facts.is_empty() && finding.outcome != Outcome::Open;
        let clauses = finding.clauses.iter().collect();
        Self { rule: finding.rule, outcome: finding.outcome, clauses, reading: finding.reading, own_answer }
    }
}

impl From<&FindingView> for Shown {
    fn from(view: &FindingView) -> Self {
        let clauses = view.clauses.clone();
        Self { rule: view.rule, outcome: view.outcome, clauses, reading: view.reading, own_answer: false }
    }
}

/// A list of findings.
#[component]
pub fn FindingList(
    /// [`FindingItem`]s.
    children: Children,
) -> impl IntoView {
    view! { <ul class="imk-findings imk-card">{children()}</ul> }
}

/// One finding: icon, heading, clauses, additional content. A condition that is met only names its clauses; any other
/// quotes them.
#[component]
pub fn FindingItem(
    /// The condition.
    finding: Shown,
    /// Remedy as text.
    #[prop(optional_no_strip)]
    remedy: Option<String>,
    /// Actions on this page.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (call, language) = (use_call(), use_lang().get_untracked());
    let texts = common::texts(language);
    let state = match finding.outcome {
        Outcome::Met => texts.met,
        Outcome::NotMet => texts.not_met,
        Outcome::Open => texts.open,
    };
    let fails = finding.outcome == Outcome::NotMet;
    let names = sources(&finding, language);
    let quotes =
        fails.then(|| finding.clauses.iter().map(|clause| view! { <ClauseQuote clause=*clause /> }).collect_view());
    let reading = finding.reading.map(|id| readings::reading(language, id, &call.readings));
    view! {
        <li class="imk-finding">
            <OutcomeIcon outcome=finding.outcome />
            <div class="imk-finding__body">
                <h3 class="imk-finding__heading">
                    <span class="imk-visually-hidden">{state} " "</span>
                    {texts::heading(language, finding.rule, finding.outcome, call.minimum_age)}
                </h3>
                {remedy.map(|remedy| view! { <p class="imk-finding__remedy">{remedy}</p> })}
                {quotes}
                {(!fails).then(|| view! { <p class="imk-finding__source">{names}</p> })}
                {reading.map(|reading| view! { <p class="imk-finding__source">{reading}</p> })}
                {children.map(|children| children())}
            </div>
        </li>
    }
}

/// "Tava atbilde · Paziņojuma 8. teikums".
fn sources(finding: &Shown, language: rules::language::Language) -> String {
    let own = finding.own_answer.then(|| texts::your_answer(language).to_owned());
    let clauses = finding.clauses.iter().map(|clause| texts::clause(language, *clause));
    own.into_iter().chain(clauses).collect::<Vec<_>>().join(" · ")
}
