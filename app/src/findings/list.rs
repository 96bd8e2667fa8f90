//! List of findings: conditions with their outcome.

use api::FindingView;
use leptos::prelude::*;
use rules::clause::ClauseId;
use rules::eligibility::{Finding, Outcome};
use rules::language::Language;
use rules::reading::ReadingId;
use rules::rule::RuleId;
use ui::components::icon::OutcomeIcon;
use ui::platform::lang::use_lang;
use ui::text::form;

use crate::findings::clause_quote::{ClauseLink, ClauseQuote};
use crate::findings::reading_note::ReadingNote;
use crate::findings::texts;
use crate::state::use_call;

/// A finding to show, from a local decision or from the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The condition.
    pub rule: RuleId,
    /// Outcome of the condition.
    pub outcome: Outcome,
    /// Whether the condition is not met yet, but can be on a day of this call.
    pub waits: bool,
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
        Self {
            rule: finding.rule,
            outcome: finding.outcome,
            waits: finding.remedy.is_within_call(),
            clauses: finding.clauses.iter().collect(),
            reading: finding.reading,
            own_answer,
        }
    }
}

impl From<&FindingView> for Shown {
    fn from(view: &FindingView) -> Self {
        let clauses = view.clauses.clone();
        let (rule, outcome, reading) = (view.rule, view.outcome, view.reading);
        Self { rule, outcome, waits: false, clauses, reading, own_answer: false }
    }
}

/// An entry of a [`FindingList`].
pub struct Entry {
    /// The condition.
    pub finding: Shown,
    /// Remedy as text.
    pub remedy: Option<String>,
    /// Actions on this page.
    pub actions: Option<AnyView>,
}

impl From<Shown> for Entry {
    fn from(finding: Shown) -> Self {
        Self { finding, remedy: None, actions: None }
    }
}

/// A list of findings. Every clause that an unmet condition cites is quoted once, under the last of these conditions;
/// all others only link to their clauses.
#[component]
pub fn FindingList(
    /// Findings in order. Unmet conditions with the same clause should be neighbours.
    entries: Vec<Entry>,
) -> impl IntoView {
    let quoted = quoted_under(entries.iter().map(|entry| &entry.finding));
    let items = entries.into_iter().zip(quoted).map(|(entry, quotes)| view! { <Item entry=entry quotes=quotes /> });
    view! { <ul class="imk-findings imk-card">{items.collect_view()}</ul> }
}

/// Returns the clauses to quote under each finding.
fn quoted_under<'a>(findings: impl DoubleEndedIterator<Item = &'a Shown>) -> Vec<Vec<ClauseId>> {
    let mut seen: Vec<ClauseId> = Vec::new();
    let mut quotes: Vec<Vec<ClauseId>> = Vec::new();
    for finding in findings.rev() {
        let cited = finding.clauses.iter().filter(|_| finding.outcome == Outcome::NotMet);
        let new: Vec<ClauseId> = cited.filter(|clause| !seen.contains(clause)).copied().collect();
        seen.extend(&new);
        quotes.push(new);
    }
    quotes.reverse();
    quotes
}

/// One finding: icon, heading, remedy, quotes, links to the other clauses, reading, actions.
#[component]
fn Item(entry: Entry, quotes: Vec<ClauseId>) -> impl IntoView {
    let (call, language) = (use_call(), use_lang().get_untracked());
    let Entry { finding, remedy, actions } = entry;
    let heading = texts::heading(language, finding.rule, finding.outcome, call.minimum_age);
    let state = state(language, finding.outcome, finding.waits);
    let sources = sources(&finding, &quotes, language);
    view! {
        <li class="imk-finding">
            <OutcomeIcon outcome=finding.outcome waits=finding.waits />
            <div class="imk-finding__body">
                <h3 class="imk-finding__heading">
                    <span class="imk-visually-hidden">{state} " "</span>
                    {heading}
                </h3>
                {remedy.map(|remedy| view! { <p class="imk-finding__remedy">{remedy}</p> })}
                {sources}
                {quotes.into_iter().map(|clause| view! { <ClauseQuote clause=clause /> }).collect_view()}
                {finding.reading.map(|reading| view! { <ReadingNote reading=reading /> })}
                {actions}
            </div>
        </li>
    }
}

/// Returns the outcome in words, for screen readers.
pub const fn state(language: Language, outcome: Outcome, waits: bool) -> &'static str {
    let texts = form::texts(language);
    match outcome {
        Outcome::Met => texts.met,
        Outcome::NotMet if waits => texts.not_yet,
        Outcome::NotMet => texts.not_met,
        Outcome::Open => texts.open,
    }
}

/// "Tava atbilde · Paziņojuma 8. teikums", without the clauses that are quoted here.
fn sources(finding: &Shown, quotes: &[ClauseId], language: Language) -> Option<impl IntoView + use<>> {
    let own = finding.own_answer.then(|| texts::your_answer(language).into_any());
    let clauses = finding.clauses.iter().filter(|clause| !quotes.contains(clause));
    let links = clauses.map(|clause| view! { <ClauseLink clause=*clause language=language /> }.into_any());
    let mut parts: Vec<AnyView> = Vec::new();
    for part in own.into_iter().chain(links) {
        if !parts.is_empty() {
            // The separator stays at the end of a line.
            parts.push("\u{a0}· ".into_any());
        }
        parts.push(part);
    }
    (!parts.is_empty()).then(|| view! { <p class="imk-finding__source">{parts}</p> })
}

#[cfg(test)]
mod tests {
    use rules::eligibility::assess;
    use rules::facts::{Answer, Facts};

    use super::*;
    use crate::call_pack;

    fn shown(birth_date: &str, excluded: Answer, at: &str) -> Vec<Shown> {
        let facts = Facts {
            birth_date: Some(birth_date.parse().unwrap()),
            earlier_grant_without_choice: excluded,
            still_learning: excluded,
            interrupted_learning: excluded,
            ..Facts::default()
        };
        let decision = assess(call_pack::current(), &facts, at.parse().unwrap());
        decision.findings.iter().map(Shown::from).collect()
    }

    fn quotes(findings: &[Shown]) -> Vec<String> {
        let quoted = quoted_under(findings.iter());
        quoted.iter().map(|clauses| clauses.iter().map(ToString::to_string).collect()).collect()
    }

    #[test]
    fn clause_of_several_unmet_conditions_is_quoted_once() {
        let june = "2025-06-10T12:00:00+03:00";
        assert_eq!(quotes(&shown("1988-03-14", Answer::Yes, june)), ["", "", "", "", "N8"]);
        assert_eq!(quotes(&shown("2015-01-01", Answer::Yes, june)), ["N2", "", "", "", "N8"]);
        assert_eq!(quotes(&shown("2007-06-15", Answer::No, "2025-06-01T12:00:00+03:00")), ["N2", "N3", "", "", ""]);
        assert_eq!(quotes(&shown("1988-03-14", Answer::No, june)), ["", "", "", "", ""]);
    }

    #[test]
    fn condition_that_a_day_of_the_call_meets_waits() {
        let waits = |birth_date, excluded, at| {
            let findings = shown(birth_date, excluded, at);
            findings.iter().map(|finding| finding.waits).collect::<Vec<_>>()
        };
        let (before, open, over) =
            ("2025-06-01T12:00:00+03:00", "2025-06-10T12:00:00+03:00", "2025-06-21T00:00:00+03:00");
        assert_eq!(waits("2007-06-15", Answer::No, before), [true, true, false, false, false]);
        assert_eq!(waits("2007-06-21", Answer::No, open), [false, false, false, false, false]);
        assert_eq!(waits("1988-03-14", Answer::Yes, open), [false, false, false, true, false]);
        assert_eq!(waits("1988-03-14", Answer::Yes, over), [false, false, false, false, false]);
    }
}
