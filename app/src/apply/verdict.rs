//! Verdict on the current answers; it updates with each answer.

use leptos::prelude::*;
use rules::eligibility::{Decision, Finding, Outcome, assess};
use rules::facts::Facts;
use rules::language::Language;
use ui::components::notice::Notice;

use crate::apply::context::ApplyContext;
use crate::eligibility::headline::{Headline, counts};
use crate::eligibility::texts as eligibility_texts;
use crate::findings::list::{Entry, FindingList, Shown};
use crate::findings::texts as findings_texts;

/// The verdict; hidden until a fact is known. In brief form it lists only conditions that are not met; in folded form
/// the list is closed.
#[component]
pub(super) fn Verdict(
    context: ApplyContext,
    #[prop(optional)] brief: bool,
    #[prop(optional)] folded: bool,
) -> impl IntoView {
    // A tick of the clock changes the time of the decision but rarely its findings.
    let decision = Memo::new_with_compare(
        move |_| assess(context.call, &context.facts(), context.now()),
        |before, after| before.map(|decision| &decision.findings) != after.map(|decision| &decision.findings),
    );
    let is_begun = Memo::new(move |_| context.facts() != Facts::default());
    let list = move || decision.with(|decision| list(context, decision, brief));
    let folded_list = move || {
        view! {
            <details class="imk-details">
                <summary class="imk-details__summary">
                    {eligibility_texts::of(context.lang.get_untracked()).conditions}
                </summary>
                {list}
            </details>
        }
    };
    view! {
        <section class="imk-verdict">
            <div role="status">
                {move || is_begun.get().then(|| decision.with(|decision| headline(context.lang.get(), decision)))}
            </div>
            {move || {
                is_begun.get().then(|| if folded { folded_list().into_any() } else { list.into_any() })
            }}
        </section>
    }
}

fn headline(language: Language, decision: &Decision) -> impl IntoView + use<> {
    let texts = eligibility_texts::of(language);
    let (_, not_met, open) = counts(decision);
    let headline = Headline::of(decision);
    let text = [&(texts.counts)(headline, not_met, open), ". ", texts.preliminary].concat();
    view! {
        <Notice tone=headline.tone() heading=(texts.verdict)(headline)>
            <p>{text}</p>
        </Notice>
    }
}

fn list(context: ApplyContext, decision: &Decision, brief: bool) -> Option<impl IntoView + use<>> {
    let language = context.lang.get();
    let wanted = |finding: &&Finding| !brief || finding.outcome == Outcome::NotMet;
    let register = context.register();
    let item = |finding: &Finding| {
        let remedy = findings_texts::remedy(language, &finding.remedy, context.call);
        let from_register = finding.facts.iter().any(|fact| register.is_known(*fact));
        let shown = Shown::from(finding);
        let shown = Shown { own_answer: shown.own_answer && !from_register, ..shown };
        Entry { finding: shown, remedy, actions: None }
    };
    let entries: Vec<_> = decision.findings.iter().filter(wanted).map(item).collect();
    (!entries.is_empty()).then(|| {
        view! {
            <h2 class="imk-visually-hidden">{eligibility_texts::of(language).conditions}</h2>
            <FindingList entries=entries />
        }
    })
}
