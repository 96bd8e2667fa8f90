//! Websites of institutions that the pages refer to.

/// The agency.
pub const AGENCY: (&str, &str) = ("viaa.gov.lv", "https://www.viaa.gov.lv/");

/// The supervisory authority for data protection.
pub const DATA_PROTECTION_AUTHORITY: (&str, &str) = ("dvi.gov.lv", "https://www.dvi.gov.lv/");

/// The ombudsperson.
pub const OMBUDSPERSON: (&str, &str) = ("tiesibsargs.lv", "https://www.tiesibsargs.lv/");
