//! Notice that applications are not accepted now. It is on the first step, before the person fills in the rest, and on
//! the last, in place of a button that does nothing.

use leptos::prelude::*;
use rules::field::Field;
use ui::components::notice::{Notice, Tone};
use ui::text::problems;

use crate::apply::context::ApplyContext;
use crate::apply::field_id::CALL;

/// The reason why applications are not accepted now; hidden while they are accepted.
#[component]
pub(super) fn WindowClosedNotice(context: ApplyContext) -> impl IntoView {
    let language = context.lang.get_untracked();
    let problem = Memo::new(move |_| {
        context
            .errors
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
