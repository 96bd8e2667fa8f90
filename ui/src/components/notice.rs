//! A notice box: a heading with a short text.

use leptos::prelude::*;

/// Tone of a notice. The colour and style of the side border show it; the text says the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Neutral.
    #[default]
    Plain,
    /// Positive.
    Good,
    /// Negative.
    Bad,
    /// Warning.
    Warning,
}

impl Tone {
    /// Returns the CSS classes of the box.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Plain => "imk-state",
            Self::Good => "imk-state imk-state--good",
            Self::Bad => "imk-state imk-state--bad",
            Self::Warning => "imk-state imk-state--warning",
        }
    }
}

/// A notice box.
#[component]
pub fn Notice(
    /// Tone.
    #[prop(optional)]
    tone: Tone,
    /// Heading, in bold.
    #[prop(into)]
    heading: String,
    /// Text below the heading.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=tone.class()>
            <p class="imk-state__heading">{heading}</p>
            {children.map(|children| children())}
        </div>
    }
}
