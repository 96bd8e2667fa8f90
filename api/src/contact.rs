//! Public contact data of the agency, which the operator configures.

use alloc::string::String;

use rules::language::Localised;
use serde::{Deserialize, Serialize};

/// Public contact data of the agency; a part that the operator did not configure is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct AgencyContact {
    /// Telephone number in E.164 form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Email address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Postal address in Latvian.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Hours in which the telephone is answered, as part of a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<Localised>,
    /// Email address of the data-protection officer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_protection: Option<String>,
}

/// Part of the contact data. A prerendered page has each part between two comments with its name, and its value as a
/// placeholder in braces, because only the running server knows the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactPart {
    /// Telephone number.
    Phone,
    /// Email address.
    Email,
    /// Postal address.
    Address,
    /// Hours.
    Hours,
    /// Email address of the data-protection officer.
    DataProtection,
}

impl ContactPart {
    /// All parts.
    pub const ALL: [Self; 5] = [Self::Phone, Self::Email, Self::Address, Self::Hours, Self::DataProtection];

    /// Name in the comments and placeholders of a prerendered page.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Address => "address",
            Self::Hours => "hours",
            Self::DataProtection => "data-protection",
        }
    }
}
