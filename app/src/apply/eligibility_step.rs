//! The second step: the questions behind the verdict, those that no register answers, and the verdict beside them.

use api::BirthDateSource;
use leptos::prelude::*;
use rules::eligibility::questions;
use rules::facts::{FactId, Facts};
use ui::components::summary_list::{SummaryList, SummaryRow};

use crate::apply::context::Flow;
use crate::apply::fact_format::fact_in_words;
use crate::apply::fields::{AnswerField, BirthDateField};
use crate::apply::step::Step;
use crate::apply::step_layout::{GoOn, StepLayout};
use crate::apply::texts;
use crate::apply::verdict::Verdict;

/// The second step.
#[component]
pub(super) fn EligibilityStep(flow: Flow) -> impl IntoView {
    let register = Memo::new(move |_| flow.register());
    view! {
        <StepLayout flow=flow step=Step::Eligibility on_submit=Callback::new(move |()| flow.go_on(Step::Eligibility))>
            <p>{texts::of(flow.lang.get_untracked()).eligibility_intro}</p>
            {move || known(flow, &register.get())}
            {move || asked(flow, &register.get())}
            <Verdict flow=flow />
            <GoOn flow=flow />
        </StepLayout>
    }
}

/// What the register has answered, and what the account holds.
fn known(flow: Flow, register: &Facts) -> Option<impl IntoView + use<>> {
    let language = flow.lang.get();
    let texts = texts::of(language);
    let source = flow.person().and_then(|person| person.birth_date_source);
    let row = |fact: FactId| {
        let value = fact_in_words(language, fact, register);
        let is_declared = fact == FactId::BirthDate && source == Some(BirthDateSource::Declared);
        let from = if is_declared { texts.from_account } else { texts.from_register };
        view! {
            <SummaryRow name=texts::fact_name(language, fact)>
                {value} " " <span class="imk-small">{from}</span>
            </SummaryRow>
        }
    };
    let facts = questions(flow.call).into_iter().filter(|fact| register.answer(*fact).is_known());
    let rows: Vec<_> = facts.map(row).collect();
    (!rows.is_empty()).then(|| view! { <div class="imk-declared"><SummaryList>{rows}</SummaryList></div> })
}

/// What is left to ask.
fn asked(flow: Flow, register: &Facts) -> impl IntoView + use<> {
    let field = |fact: FactId| match fact {
        FactId::BirthDate => view! { <BirthDateField flow=flow /> }.into_any(),
        FactId::EarlierGrantWithoutChoice
        | FactId::StillLearning
        | FactId::StillLearningElsewhere
        | FactId::InterruptedLearning
        | FactId::InterruptedLearningElsewhere
        | FactId::CompletedLearning => view! { <AnswerField flow=flow fact=fact /> }.into_any(),
    };
    let open = questions(flow.call).into_iter().filter(|fact| !register.answer(*fact).is_known());
    open.map(field).collect_view()
}
