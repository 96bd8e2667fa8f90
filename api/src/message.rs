//! Messages of the account.

use alloc::string::String;
use alloc::vec::Vec;

use chrono::{DateTime, FixedOffset};
use rules::language::Localised;
use serde::{Deserialize, Serialize};

/// What an account message tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum MessageContent {
    /// The account was opened.
    AccountOpened,
    /// An application was received.
    ApplicationReceived {
        /// The application's identifier.
        application: String,
        /// The programme's title.
        title: Localised,
    },
}

/// A message in the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Message {
    /// Its identifier.
    pub id: String,
    /// When it was written.
    pub at: DateTime<FixedOffset>,
    /// What it tells; the pages find the words.
    pub content: MessageContent,
}

/// `GET messages`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Messages {
    /// The account's messages, the newest first.
    pub messages: Vec<Message>,
}
