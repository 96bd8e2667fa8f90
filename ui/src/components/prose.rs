//! Text to read: sections with a heading and paragraphs.

use leptos::prelude::*;

use crate::text::prose::Section;

/// Sections one below the other.
#[component]
pub fn Prose(
    /// The sections.
    sections: &'static [Section],
) -> impl IntoView {
    let section = |section: &'static Section| {
        view! {
            <h2>{section.heading}</h2>
            {section.paragraphs.iter().map(|text| view! { <p>{*text}</p> }).collect_view()}
        }
    };
    sections.iter().map(section).collect_view()
}
