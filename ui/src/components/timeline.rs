//! A timeline of completed, current and future steps.

use leptos::prelude::*;

/// State of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Completed.
    Done,
    /// Completed with a negative result.
    Failed,
    /// In progress.
    Now,
    /// Not started.
    ToCome,
}

impl Progress {
    const fn class(self) -> &'static str {
        match self {
            Self::Done => "imk-timeline__step imk-timeline__step--done",
            Self::Failed => "imk-timeline__step imk-timeline__step--failed",
            Self::Now => "imk-timeline__step imk-timeline__step--now",
            Self::ToCome => "imk-timeline__step imk-timeline__step--to-come",
        }
    }
}

/// A list of [`TimelineStep`]s.
#[component]
pub fn Timeline(
    /// Accessible name of the list (`aria-label`).
    #[prop(into)]
    label: String,
    /// Steps in order.
    children: Children,
) -> impl IntoView {
    view! {
        <ol class="imk-timeline" aria-label=label>
            {children()}
        </ol>
    }
}

/// A step of a [`Timeline`].
#[component]
pub fn TimelineStep(
    /// State.
    progress: Progress,
    /// Title.
    #[prop(into)]
    title: String,
    /// Text of the state for screen readers.
    progress_in_words: &'static str,
    /// Details of the step: a date, a link.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let current = (progress == Progress::Now).then_some("step");
    view! {
        <li class=progress.class() aria-current=current>
            <span class="imk-timeline__title">{title}</span>
            <span class="imk-visually-hidden">{format!(" ({progress_in_words})")}</span>
            {children.map(|children| view! { <span class="imk-timeline__detail">{children()}</span> })}
        </li>
    }
}
