//! The fourth step: the declarations of N8. They are the answers of the questionnaire, said once more and on purpose.

use leptos::prelude::*;
use rules::eligibility::questions;
use rules::facts::{Answer, FactId};
use ui::components::notice::{Notice, Tone};

use crate::apply::context::Flow;
use crate::apply::fields::DeclarationField;
use crate::apply::step::Step;
use crate::apply::step_layout::{GoOn, StepLayout};
use crate::apply::texts;
use crate::findings::clause_quote::ClauseQuote;

/// The fourth step.
#[component]
pub(super) fn DeclarationsStep(flow: Flow) -> impl IntoView {
    let declarations = declarations(flow);
    view! {
        <StepLayout flow=flow step=Step::Declarations on_submit=Callback::new(move |()| flow.go_on(Step::Declarations))>
            <p>{texts::of(flow.lang.get_untracked()).declarations_intro}</p>
            {declarations.iter().map(|fact| view! { <DeclarationField flow=flow fact=*fact /> }).collect_view()}
            <Excluded flow=flow />
            <GoOn flow=flow />
        </StepLayout>
    }
}

/// Who cannot make a declaration is told what follows before going on, and that they may go on all the same.
#[component]
fn Excluded(flow: Flow) -> impl IntoView {
    let cannot = Memo::new(move |_| {
        let facts = flow.facts();
        declarations(flow).into_iter().any(|fact| facts.answer(fact) == Answer::Yes)
    });
    let notice = move || {
        let texts = texts::of(flow.lang.get());
        let clauses = flow.call.cites.exclusions;
        view! {
            <Notice tone=Tone::Warning heading=texts.excluded_heading>
                {clauses.iter().map(|clause| view! { <ClauseQuote clause=clause /> }).collect_view()}
                <p>{texts.excluded_text}</p>
            </Notice>
        }
    };
    view! { <div role="status">{move || cannot.get().then(notice)}</div> }
}

/// The facts that are declared: all the call asks for but the birth date.
pub(super) fn declarations(flow: Flow) -> Vec<FactId> {
    questions(flow.call).into_iter().filter(|fact| *fact != FactId::BirthDate).collect()
}
