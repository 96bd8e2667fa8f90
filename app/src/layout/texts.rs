//! Name of the responsible institution, in the header and the footer.

use rules::language::Language;

/// Name of the institution in one language.
pub struct AgencyNames {
    /// The whole name.
    pub full: &'static str,
    /// The name on a narrow screen.
    pub short: &'static str,
}

/// Name of the institution in `language`.
pub const fn agency(language: Language) -> AgencyNames {
    match language {
        Language::Lv => AgencyNames { full: "Valsts izglītības attīstības aģentūra", short: "VIAA" },
        Language::En => AgencyNames { full: "State Education Development Agency", short: "VIAA" },
    }
}
