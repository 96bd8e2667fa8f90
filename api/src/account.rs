//! The learning account.

use alloc::string::String;

use chrono::{DateTime, FixedOffset};
use rules::contact::Contact;
use rules::language::Language;
use serde::{Deserialize, Serialize};

/// Learning account (individuālais mācību konts).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    /// Opening instant.
    pub opened_at: DateTime<FixedOffset>,
    /// Version of the accepted terms of use.
    pub terms: String,
    /// Language of messages.
    pub language: Language,
    /// Contact data.
    pub contact: Contact,
}

/// Version of the terms of use in force. Opening an account accepts them.
pub const TERMS_VERSION: &str = "2025-06-09";

/// Request `POST account`: opens the account (N13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenAccount {
    /// Version of the terms of use that the person accepts: [`TERMS_VERSION`].
    pub terms: String,
    /// Language of messages.
    pub language: Language,
    /// Contact data; the e-mail address may be empty.
    pub contact: Contact,
}

/// Request `PATCH account`. Omitted fields stay unchanged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ChangeAccount {
    /// Language of messages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Contact data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
}
