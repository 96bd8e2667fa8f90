//! Notice that applications are not accepted now. It is on the first step, before the person fills in the rest, and on
//! the last, in place of a button that does nothing.

use leptos::prelude::*;
use rules::field::{Field, FieldError, FieldProblem};
use ui::components::notice::{Notice, Tone};
use ui::text::problems;

use crate::apply::context::ApplyContext;
use crate::apply::field_id::CALL;
use crate::apply::texts;

/// Returns the reason why applications are not accepted now.
pub(super) fn window_problem(context: ApplyContext) -> Memo<Option<FieldProblem>> {
    Memo::new(move |_| {
        let is_of_call = |error: &&FieldError| error.field == Field::Call;
        context.errors.with(|errors| errors.iter().find(is_of_call).map(|error| error.problem.clone()))
    })
}

/// The reason why applications are not accepted now, and the way forward; hidden while they are accepted.
#[component]
pub(super) fn WindowClosedNotice(context: ApplyContext) -> impl IntoView {
    let language = context.lang.get_untracked();
    let problem = window_problem(context);
    move || {
        problem.get().map(|problem| {
            let texts = texts::of(language);
            let (tone, text) = match problem {
                FieldProblem::WindowNotYetOpen { .. } => (Tone::Warning, texts.prepare),
                _ => (Tone::Bad, texts.closed),
            };
            view! {
                <div id=CALL tabindex="-1">
                    <Notice tone=tone heading=problems::field(language, &Field::Call, &problem)>
                        <p>{text}</p>
                    </Notice>
                </div>
            }
        })
    }
}
