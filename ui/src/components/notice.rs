//! A state box: what is the case, in one strong line and a little text.

use leptos::prelude::*;

/// What kind of news a notice brings; shown by the line at its side and its sign, said by its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Neither good nor bad.
    #[default]
    Plain,
    /// Good.
    Good,
    /// Bad.
    Bad,
    /// Something to heed.
    Warning,
}

impl Tone {
    /// The box's classes.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Plain => "imk-state",
            Self::Good => "imk-state imk-state--good",
            Self::Bad => "imk-state imk-state--bad",
            Self::Warning => "imk-state imk-state--warning",
        }
    }
}

/// A state box.
#[component]
pub fn Notice(
    /// What kind of news it is.
    #[prop(optional)]
    tone: Tone,
    /// The strong line.
    #[prop(into)]
    heading: String,
    /// What goes with it.
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
