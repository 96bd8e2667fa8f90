//! Text sections with headings and paragraphs.

use leptos::prelude::*;

use crate::text::prose::Section;

/// A list of text sections.
#[component]
pub fn Prose(
    /// Sections in order.
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
