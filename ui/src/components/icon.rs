//! Icons that repeat the text beside them, so that no state is shown by colour alone.

use leptos::prelude::*;
use rules::eligibility::Outcome;

/// Icon of an outcome: a tick, a cross, a clock or a question mark. The text beside it says the same.
#[component]
pub fn OutcomeIcon(
    /// Outcome that the icon shows.
    outcome: Outcome,
    /// Whether an unmet condition can still be met on a day of this call. Then the icon is a clock.
    #[prop(optional)]
    waits: bool,
) -> impl IntoView {
    let (class, path) = if waits { CLOCK } else { shape(outcome) };
    view! {
        <svg class=class viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            {match outcome {
                Outcome::Open => {
                    view! { <rect class="imk-icon__ground" x="1" y="1" width="22" height="22" rx="6" /> }.into_any()
                }
                Outcome::Met | Outcome::NotMet => {
                    view! { <circle class="imk-icon__ground" cx="12" cy="12" r="11" /> }.into_any()
                }
            }}
            <path class="imk-icon__mark" d=path />
        </svg>
    }
}

const CLOCK: (&str, &str) = ("imk-icon imk-icon--not-yet", "M12 6.5v6l3.5 2.5");

/// Returns the CSS classes and the SVG path of an icon.
pub const fn shape(outcome: Outcome) -> (&'static str, &'static str) {
    match outcome {
        Outcome::Met => ("imk-icon imk-icon--met", "M6.5 12.5l3.5 3.5 7.5-8"),
        Outcome::NotMet => ("imk-icon imk-icon--not-met", "M8 8l8 8M16 8l-8 8"),
        Outcome::Open => ("imk-icon imk-icon--open", "M9 9.5a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.1-1.5 2.2M12 17.4v.1"),
    }
}
