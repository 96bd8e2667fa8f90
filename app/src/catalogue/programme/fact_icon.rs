//! Small signs beside the facts of an offer. The text beside them says the same.

use leptos::prelude::*;

/// Fact of an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Dates.
    Dates,
    /// Place.
    Place,
    /// Seats.
    Seats,
    /// Learning outcome.
    Outcome,
}

impl Fact {
    /// Returns the SVG path of the sign, for lines in a square of 24.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Dates => {
                "M6 5.5h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-11a2 2 0 0 1 2-2zM4 10h16M8.5 3v4M15.5 3v4"
            }
            Self::Place => {
                "M12 21c4.5-4.8 6.8-8.2 6.8-11.3a6.7 6.7 0 0 0-13.6 0C5.2 12.8 7.5 16.2 12 21zM14.4 9.8a2.4 2.4 0 1 \
                 1-4.8 0 2.4 2.4 0 0 1 4.8 0"
            }
            Self::Seats => {
                "M12.2 8a3.2 3.2 0 1 1-6.4 0 3.2 3.2 0 0 1 6.4 0M3 19.5c.4-3.7 2.6-5.7 6-5.7s5.6 2 6 5.7M15.5 \
                 5.2a3.2 3.2 0 0 1 0 5.7M17.5 14.3c2.1.7 3.3 2.5 3.5 5.2"
            }
            Self::Outcome => "M5 12.5l4.5 4.5L19 7",
        }
    }
}

/// The sign.
#[component]
pub fn FactIcon(
    /// Fact.
    fact: Fact,
) -> impl IntoView {
    view! {
        <svg class="imk-fact-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=fact.path() />
        </svg>
    }
}
