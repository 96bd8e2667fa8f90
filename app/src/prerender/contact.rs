//! Contact data of the agency in prerendered pages: placeholders that the server fills in. Each part is between two
//! comments, so that the server can leave out one that is not configured.

use api::ContactPart;
use maud::{Markup, html};
use rules::language::Language;

use crate::contact::{sites, texts};
use crate::prerender::pieces::{between_comments, demonstration_only, unless_demonstration};

/// Content that the server keeps only if the part is configured.
pub(super) fn part(part: ContactPart, content: &Markup) -> Markup {
    between_comments(part.name(), content)
}

/// The value of a part: a link for a number or an address of mail, else text.
pub(super) fn value(part: ContactPart, language: Language) -> Markup {
    let name = part.name();
    match part {
        ContactPart::Phone => html! { a href={ "tel:{imk:" (name) "}" } { "{imk:" (name) "-spaced}" } },
        ContactPart::Email | ContactPart::DataProtection => {
            html! { a href={ "mailto:{imk:" (name) "}" } { "{imk:" (name) "}" } }
        }
        ContactPart::Address => html! { span lang="lv" { "{imk:" (name) "}" } },
        ContactPart::Hours => html! { "{imk:" (name) "-" (language.tag()) "}" },
    }
}

/// The value of a part within a text. The hours follow a number after a space, if they are configured.
pub(super) fn within_text(part: ContactPart, language: Language) -> Markup {
    let value = value(part, language);
    if part == ContactPart::Hours { self::part(part, &html! { " " (value) }) } else { value }
}

/// The lines of the footer, as the component of the same name shows them.
pub(super) fn lines(language: Language) -> Markup {
    let texts = texts::of(language);
    let hours = within_text(ContactPart::Hours, language);
    let phone = html! { p { (texts.call) " " (value(ContactPart::Phone, language)) (hours) } };
    let email = html! { p { (texts.write) " " (value(ContactPart::Email, language)) } };
    let site = html! { a href=(sites::AGENCY.1) { (sites::AGENCY.0) } };
    html! {
        (part(ContactPart::Phone, &phone))
        (part(ContactPart::Email, &email))
        (demonstration_only(&html! { p class="imk-small" { (texts.invented) " " (site) } }))
        (unless_demonstration(&html! { p class="imk-small" { (texts.more) " " (site) } }))
    }
}
