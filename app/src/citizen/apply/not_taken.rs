//! Says that no application is taken now: on the first step, before anybody fills in the rest in vain, and on the last,
//! rather than by a button that does nothing.

use leptos::prelude::*;
use rules::application::Field;

use super::flow::Flow;
use crate::components::notice::{Notice, Tone};
use crate::forms::field_id::CALL;
use crate::i18n::problems;

/// Why no application is taken now; nothing where they are taken.
#[component]
pub(super) fn NotTaken(flow: Flow) -> impl IntoView {
    let language = flow.lang.get_untracked();
    let problem = Memo::new(move |_| {
        flow.errors
            .with(|errors| errors.iter().find(|error| error.field == Field::Call).map(|error| error.problem.clone()))
    });
    move || {
        problem.get().map(|problem| {
            view! {
                <div id=CALL tabindex="-1">
                    <Notice tone=Tone::Bad heading=problems::field(language, &Field::Call, &problem) />
                </div>
            }
        })
    }
}
