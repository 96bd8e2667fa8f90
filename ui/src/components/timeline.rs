//! Steps in their order: those done, the one now, those to come.

use leptos::prelude::*;

/// Where a step lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It is over.
    Done,
    /// It goes on.
    Now,
    /// It has not begun.
    ToCome,
}

impl Progress {
    const fn class(self) -> &'static str {
        match self {
            Self::Done => "imk-timeline__step imk-timeline__step--done",
            Self::Now => "imk-timeline__step imk-timeline__step--now",
            Self::ToCome => "imk-timeline__step imk-timeline__step--to-come",
        }
    }
}

/// The list of [`TimelineStep`]s.
#[component]
pub fn Timeline(
    /// What screen readers call the list.
    #[prop(into)]
    label: String,
    /// The steps.
    children: Children,
) -> impl IntoView {
    view! {
        <ol class="imk-timeline" aria-label=label>
            {children()}
        </ol>
    }
}

/// One step.
#[component]
pub fn TimelineStep(
    /// Where it lies.
    progress: Progress,
    /// What it is.
    #[prop(into)]
    title: String,
    /// The progress in words, for screen readers.
    progress_in_words: &'static str,
    /// What belongs to it: a day, a link.
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
