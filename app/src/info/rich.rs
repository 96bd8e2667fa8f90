//! Paragraphs of the information pages with links and contact data: `Raksti {email} vai skati {help|palīdzību}.`
//!
//! A name in braces is a part of the contact data, a website or a page; the label of a link follows after a bar. A
//! paragraph that begins with `- ` is an item of a list.

use api::ContactPart;

use crate::contact::sites;
use crate::routes::Route;

/// Piece of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Plain text.
    Text(&'static str),
    /// Part of the contact data.
    Contact(ContactPart),
    /// Link to a website: address and label.
    Site(&'static str, &'static str),
    /// Link to a page.
    Page(Route, &'static str),
}

/// Splits a paragraph into its pieces.
pub fn pieces(paragraph: &'static str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = paragraph;
    while let Some((before, after)) = rest.split_once('{') {
        pieces.push(Piece::Text(before));
        let (name, remaining) = after.split_once('}').unwrap_or((after, ""));
        pieces.push(named(name));
        rest = remaining;
    }
    pieces.push(Piece::Text(rest));
    pieces.retain(|piece| *piece != Piece::Text(""));
    pieces
}

/// Parts of the contact data without which a paragraph says nothing. The hours only complete a number.
pub fn required(pieces: &[Piece]) -> impl Iterator<Item = ContactPart> {
    pieces.iter().filter_map(|piece| match piece {
        Piece::Contact(part) if *part != ContactPart::Hours => Some(*part),
        Piece::Contact(_) | Piece::Text(_) | Piece::Site(..) | Piece::Page(..) => None,
    })
}

/// Text of a list item; `None` for any other paragraph.
pub fn item(paragraph: &'static str) -> Option<&'static str> {
    paragraph.strip_prefix("- ")
}

fn named(name: &'static str) -> Piece {
    if let Some(part) = ContactPart::ALL.into_iter().find(|part| part.name() == name) {
        return Piece::Contact(part);
    }
    let (name, label) = name.split_once('|').unwrap_or((name, ""));
    let site = |(host, address): (&'static str, &'static str)| {
        Piece::Site(address, if label.is_empty() { host } else { label })
    };
    let route = match name {
        "viaa" => return site(sites::AGENCY),
        "dvi" => return site(sites::DATA_PROTECTION_AUTHORITY),
        "ombudsperson" => return site(sites::OMBUDSPERSON),
        "account" => Route::Account,
        "announcement" => Route::Announcement,
        "eligibility" => Route::Eligibility,
        "help" => Route::Help,
        "privacy" => Route::Privacy,
        "programmes" => Route::Programmes,
        "accessibility" => Route::Accessibility,
        "terms" => Route::Terms,
        "verify" => Route::Verify,
        _ => return Piece::Text(name),
    };
    Piece::Page(route, label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_braces_become_links_and_contact_data() {
        let expected = [
            Piece::Text("Zvani "),
            Piece::Contact(ContactPart::Phone),
            Piece::Contact(ContactPart::Hours),
            Piece::Text(" vai skati "),
            Piece::Page(Route::Help, "palīdzību"),
            Piece::Text("."),
        ];
        assert_eq!(pieces("Zvani {phone}{hours} vai skati {help|palīdzību}."), expected);
        assert_eq!(pieces("{viaa}"), [Piece::Site(sites::AGENCY.1, sites::AGENCY.0)]);
    }

    #[test]
    fn paragraph_needs_its_contact_data_but_not_the_hours() {
        let of = |paragraph| required(&pieces(paragraph)).collect::<Vec<_>>();
        assert_eq!(of("Zvani {phone}{hours}."), [ContactPart::Phone]);
        assert_eq!(of("Skati {help|palīdzību}."), []);
    }
}
