//! Sentences of the information pages.

pub mod accessibility;
pub mod announcement;
pub mod help;
pub mod privacy;
pub mod terms_of_use;

#[cfg(test)]
use crate::info::section::Section;

/// Sections of every information page, in both languages.
#[cfg(test)]
pub(crate) fn every_page() -> impl Iterator<Item = &'static [Section]> {
    use rules::language::Language;
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

/// Every section.
#[cfg(test)]
pub(crate) fn every_section() -> impl Iterator<Item = &'static Section> {
    every_page().flatten()
}
