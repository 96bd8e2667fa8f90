//! Second step: the questions of the verdict that no register answers, and the verdict.

use leptos::prelude::*;
use rules::birth_date::BirthDateSource;
use rules::eligibility::questions;
use rules::facts::{FactId, Facts};
use ui::components::summary_list::{SummaryList, SummaryRow};

use crate::apply::context::ApplyContext;
use crate::apply::fact_format::fact_in_words;
use crate::apply::fields::{AnswerField, BirthDateField};
use crate::apply::step::Step;
use crate::apply::step_layout::{GoOn, StepLayout};
use crate::apply::texts;
use crate::apply::verdict::Verdict;
use crate::register::differences;

/// The second step.
#[component]
pub(super) fn EligibilityStep(context: ApplyContext) -> impl IntoView {
    let register = Memo::new(move |_| context.register());
    // Where the register differs from an answer, the person can correct the answer. The field stays when they agree.
    let differing = differences(&context.form.facts.get_untracked(), &register.get_untracked());
    let differing = StoredValue::new(differing);
    view! {
        <StepLayout
            context=context
            step=Step::Eligibility
            on_submit=Callback::new(move |()| context.go_on(Step::Eligibility))
        >
            <p>{texts::of(context.lang.get_untracked()).eligibility_intro}</p>
            {move || known(context, &register.get())}
            {move || asked(context, &register.get(), &differing.get_value())}
            <Verdict context=context folded=true />
            <GoOn context=context />
        </StepLayout>
    }
}

/// Facts from the register and from the account.
fn known(context: ApplyContext, register: &Facts) -> Option<impl IntoView + use<>> {
    let language = context.lang.get();
    let texts = texts::of(language);
    let source = context.person().and_then(|person| person.birth_date_source);
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
    let facts = questions(context.call).into_iter().filter(|fact| register.is_known(*fact));
    let rows: Vec<_> = facts.map(row).collect();
    (!rows.is_empty()).then(|| view! { <div class="imk-declared"><SummaryList>{rows}</SummaryList></div> })
}

/// Fields for the questions that the register does not answer, or answers differently.
fn asked(context: ApplyContext, register: &Facts, differing: &[FactId]) -> impl IntoView + use<> {
    let field = |fact: FactId| match fact {
        FactId::BirthDate => view! { <BirthDateField context=context /> }.into_any(),
        FactId::EarlierGrantWithoutChoice
        | FactId::StillLearning
        | FactId::StillLearningElsewhere
        | FactId::InterruptedLearning
        | FactId::InterruptedLearningElsewhere
        | FactId::CompletedLearning => view! { <AnswerField context=context fact=fact /> }.into_any(),
    };
    let open = questions(context.call).into_iter().filter(|fact| !register.is_known(*fact) || differing.contains(fact));
    open.map(field).collect_view()
}
