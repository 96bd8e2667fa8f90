//! Sections of an information page.

use api::{AgencyContact, ContactPart};
use leptos::prelude::*;
use rules::contact::spaced_phone;
use rules::language::Language;
use ui::components::link::PageLink;
use ui::platform::lang::use_lang;

use crate::info::rich::{Piece, item, pieces, required};
use crate::state::use_server_call;

/// A heading with its paragraphs.
pub struct Section {
    /// Anchor, the same in both languages.
    pub id: &'static str,
    /// Heading.
    pub heading: &'static str,
    /// Paragraphs in order ([`crate::info::rich`]).
    pub paragraphs: &'static [&'static str],
}

/// Consecutive list items, or one other paragraph.
pub enum Group {
    /// A paragraph.
    Paragraph(&'static str),
    /// A list.
    List(Vec<&'static str>),
}

/// Joins consecutive list items.
pub fn groups(paragraphs: &'static [&'static str]) -> Vec<Group> {
    let mut groups = Vec::new();
    for paragraph in paragraphs.iter().copied() {
        match (item(paragraph), groups.last_mut()) {
            (Some(text), Some(Group::List(items))) => items.push(text),
            (Some(text), _) => groups.push(Group::List(vec![text])),
            (None, _) => groups.push(Group::Paragraph(paragraph)),
        }
    }
    groups
}

/// Links to the sections of a page.
#[component]
pub fn Contents(
    /// Accessible name.
    label: &'static str,
    /// Sections in order.
    sections: &'static [Section],
) -> impl IntoView {
    let link = |section: &'static Section| {
        view! { <li><a href=format!("#{}", section.id)>{section.heading}</a></li> }
    };
    view! {
        <nav class="imk-contents" aria-label=label>
            <ul class="imk-links">{sections.iter().map(link).collect_view()}</ul>
        </nav>
    }
}

/// The sections. A paragraph with contact data that the server has not reported is left out.
#[component]
pub fn Sections(
    /// Sections in order.
    sections: &'static [Section],
) -> impl IntoView {
    let (lang, call) = (use_lang(), use_server_call());
    move || {
        let (language, contact) = (lang.get(), call.contact());
        let section = |section: &'static Section| {
            view! {
                <h2 id=section.id>{section.heading}</h2>
                {groups(section.paragraphs).into_iter().map(|group| shown(group, language, &contact)).collect_view()}
            }
        };
        sections.iter().map(section).collect_view()
    }
}

fn shown(group: Group, language: Language, contact: &AgencyContact) -> AnyView {
    match group {
        Group::Paragraph(text) => {
            paragraph(text, language, contact).map(|content| view! { <p>{content}</p> }).into_any()
        }
        Group::List(items) => {
            let item = |text| paragraph(text, language, contact).map(|content| view! { <li>{content}</li> });
            view! { <ul>{items.into_iter().map(item).collect_view()}</ul> }.into_any()
        }
    }
}

/// Content of a paragraph; `None` if contact data that it needs is missing.
fn paragraph(text: &'static str, language: Language, contact: &AgencyContact) -> Option<Vec<AnyView>> {
    let pieces = pieces(text);
    if required(&pieces).any(|part| value(part, language, contact).is_none()) {
        return None;
    }
    Some(pieces.into_iter().map(|piece| piece_view(piece, language, contact)).collect())
}

fn piece_view(piece: Piece, language: Language, contact: &AgencyContact) -> AnyView {
    let link = |address: String, text: String| view! { <a href=address>{text}</a> }.into_any();
    match piece {
        Piece::Text(text) => text.into_any(),
        Piece::Site(address, label) => link(address.to_owned(), label.to_owned()),
        Piece::Page(route, label) => view! { <PageLink to=route>{label}</PageLink> }.into_any(),
        Piece::Contact(part) => {
            let value = value(part, language, contact).unwrap_or_default();
            match part {
                ContactPart::Phone => link(format!("tel:{value}"), spaced_phone(&value)),
                ContactPart::Email | ContactPart::DataProtection => link(format!("mailto:{value}"), value),
                ContactPart::Hours if value.is_empty() => ().into_any(),
                ContactPart::Hours => format!(" {value}").into_any(),
                ContactPart::Address => view! { <span lang="lv">{value}</span> }.into_any(),
            }
        }
    }
}

fn value(part: ContactPart, language: Language, contact: &AgencyContact) -> Option<String> {
    match part {
        ContactPart::Phone => contact.phone.clone(),
        ContactPart::Email => contact.email.clone(),
        ContactPart::Address => contact.address.clone(),
        ContactPart::Hours => contact.hours.as_ref().map(|hours| hours.get(language).to_owned()),
        ContactPart::DataProtection => contact.data_protection.clone(),
    }
}
