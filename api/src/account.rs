//! The learning account.

use alloc::string::String;

use chrono::{DateTime, FixedOffset};
use rules::contact::Contact;
use rules::language::Language;
use serde::{Deserialize, Serialize};

/// A learning account (individuālais mācību konts).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    /// When it was opened.
    pub opened_at: DateTime<FixedOffset>,
    /// The version of the terms that were accepted.
    pub terms: String,
    /// The language for messages.
    pub language: Language,
    /// How to reach the person.
    pub contact: Contact,
}

/// The version of the terms that are in force; opening an account accepts them.
pub const TERMS_VERSION: &str = "2025-06-09";

/// `POST account`: open the account (N13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenAccount {
    /// The version of the terms that the person accepts: [`TERMS_VERSION`].
    pub terms: String,
    /// The language for messages.
    pub language: Language,
    /// How to reach the person; an empty e-mail address is allowed here.
    pub contact: Contact,
}

/// `PATCH account`: what is left out stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ChangeAccount {
    /// The language for messages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// How to reach the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
}
