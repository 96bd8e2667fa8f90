//! Sentences of the information pages.

pub mod accessibility;
pub mod announcement;
pub mod help;
pub mod privacy;
pub mod terms_of_use;

#[cfg(test)]
mod tests {
    use rules::language::Language;

    use super::{accessibility, help, privacy, terms_of_use};
    use crate::info::rich::{Piece, pieces};
    use crate::info::section::Section;

    /// Sections of every information page, in both languages.
    fn every_page() -> impl Iterator<Item = &'static [Section]> {
        let of = |language: Language| {
            [
                accessibility::texts(language).sections,
                help::texts(language).sections,
                privacy::texts(language).sections,
                terms_of_use::texts(language).sections,
            ]
        };
        [Language::Lv, Language::En].into_iter().flat_map(of)
    }

    #[test]
    fn every_name_is_known_and_every_page_has_a_label() {
        for paragraph in every_page().flatten().flat_map(|section| section.paragraphs) {
            assert_eq!(paragraph.matches('{').count(), paragraph.matches('}').count(), "{paragraph}");
            let pieces = pieces(paragraph);
            let names = pieces.iter().filter(|piece| !matches!(piece, Piece::Text(_))).count();
            assert_eq!(names, paragraph.matches('{').count(), "{paragraph}");
            assert!(!pieces.iter().any(|piece| matches!(piece, Piece::Page(_, ""))), "{paragraph}");
        }
    }

    #[test]
    fn anchors_of_a_page_are_unique() {
        for sections in every_page() {
            let mut ids: Vec<_> = sections.iter().map(|section| section.id).collect();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), sections.len(), "{ids:?}");
        }
    }
}
