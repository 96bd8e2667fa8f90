//! Fourth step: the declarations of N8, which confirm the answers of the questionnaire.

use leptos::prelude::*;
use rules::eligibility::questions;
use rules::facts::{Answer, FactId};
use ui::components::notice::{Notice, Tone};

use crate::apply::context::ApplyContext;
use crate::apply::fields::DeclarationField;
use crate::apply::step::Step;
use crate::apply::step_layout::{GoOn, StepLayout};
use crate::apply::texts;
use crate::findings::clause_quote::ClauseQuote;

/// The fourth step.
#[component]
pub(super) fn DeclarationsStep(context: ApplyContext) -> impl IntoView {
    let declarations = declarations(context);
    view! {
        <StepLayout
            context=context
            step=Step::Declarations
            on_submit=Callback::new(move |()| context.go_on(Step::Declarations))
        >
            <p>{texts::of(context.lang.get_untracked()).declarations_intro}</p>
            {declarations.iter().map(|fact| view! { <DeclarationField context=context fact=*fact /> }).collect_view()}
            <Excluded context=context />
            <GoOn context=context />
        </StepLayout>
    }
}

/// Notice for a person who cannot make a declaration: states the consequence, and that they may continue.
#[component]
fn Excluded(context: ApplyContext) -> impl IntoView {
    let cannot = Memo::new(move |_| {
        let facts = context.facts();
        declarations(context).into_iter().any(|fact| facts.answer(fact) == Answer::Yes)
    });
    let notice = move || {
        let texts = texts::of(context.lang.get());
        let clauses = context.call.cites.exclusions;
        view! {
            <Notice tone=Tone::Warning heading=texts.excluded_heading>
                {clauses.iter().map(|clause| view! { <ClauseQuote clause=clause /> }).collect_view()}
                <p>{texts.excluded_text}</p>
            </Notice>
        }
    };
    view! { <div role="status">{move || cannot.get().then(notice)}</div> }
}

/// Returns the facts that the person declares: all questions of the call except the birth date.
pub(super) fn declarations(context: ApplyContext) -> Vec<FactId> {
    questions(context.call).into_iter().filter(|fact| *fact != FactId::BirthDate).collect()
}
