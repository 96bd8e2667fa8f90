//! The two languages of the service, and texts in both.

use alloc::string::String;

use serde::{Deserialize, Serialize};

/// Language of the pages, of a programme, or of messages to a person. Latvian is the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Latvian, `lv`.
    #[default]
    Lv,
    /// English, `en`.
    En,
}

impl Language {
    /// Returns the language of a BCP 47 tag by its first subtag, which must be in lower case.
    ///
    /// ```
    /// use rules::language::Language;
    /// assert_eq!(Language::from_tag("en-GB"), Some(Language::En));
    /// assert_eq!(Language::from_tag("lt"), None);
    /// ```
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split('-').next() {
            Some("lv") => Some(Self::Lv),
            Some("en") => Some(Self::En),
            _ => None,
        }
    }

    /// Returns the BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Lv => "lv",
            Self::En => "en",
        }
    }
}

/// A text in both languages, as its author wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Localised {
    /// Latvian text, never empty.
    pub lv: String,
    /// English text, never empty.
    pub en: String,
}

impl Localised {
    /// Returns the text in `language`.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Lv => &self.lv,
            Language::En => &self.en,
        }
    }

    /// Returns whether either text is blank.
    pub fn is_incomplete(&self) -> bool {
        self.lv.trim().is_empty() || self.en.trim().is_empty()
    }
}
