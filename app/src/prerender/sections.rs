//! Prerendered sections of an information page.

use maud::{Markup, html};
use rules::language::Language;

use crate::info::rich::{Piece, pieces, required};
use crate::info::section::{Group, Section, groups};
use crate::prerender::contact;
use crate::prerender::pieces::link;

/// Links to sections. Only the Latvian text has the anchors, because both languages are in one document.
pub(super) fn contents(
    label: &str,
    sections: impl Iterator<Item = (&'static str, &'static str)>,
    language: Language,
) -> Markup {
    html! {
        nav class="imk-contents" aria-label=(label) {
            ul class="imk-links" {
                @for (id, heading) in sections {
                    li {
                        @match language {
                            Language::Lv => a href={ "#" (id) } { (heading) },
                            Language::En => (heading),
                        }
                    }
                }
            }
        }
    }
}

/// Sections with headings.
pub(super) fn sections(sections: &'static [Section], language: Language) -> Markup {
    html! {
        @for section in sections {
            h2 id=[(language == Language::Lv).then_some(section.id)] { (section.heading) }
            @for group in groups(section.paragraphs) {
                @match group {
                    Group::Paragraph(text) => (paragraph(text, language, |content| html! { p { (content) } })),
                    Group::List(items) => ul {
                        @for text in items {
                            (paragraph(text, language, |content| html! { li { (content) } }))
                        }
                    },
                }
            }
        }
    }
}

/// A paragraph; the server leaves it out if contact data that it needs is not configured.
fn paragraph(text: &'static str, language: Language, element: fn(Markup) -> Markup) -> Markup {
    let pieces = pieces(text);
    let content = element(html! { @for piece in &pieces { (shown(piece, language)) } });
    required(&pieces).fold(content, |content, part| contact::part(part, &content))
}

fn shown(piece: &Piece, language: Language) -> Markup {
    match piece {
        Piece::Text(text) => html! { (text) },
        Piece::Site(address, label) => html! { a href=(address) { (label) } },
        Piece::Page(route, label) => link(route, label),
        Piece::Contact(part) => contact::within_text(*part, language),
    }
}
