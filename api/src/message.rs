//! Messages of the account.

use alloc::string::String;
use alloc::vec::Vec;

use chrono::{DateTime, FixedOffset};
use rules::language::Localised;
use serde::{Deserialize, Serialize};

/// Content of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum MessageContent {
    /// The account was opened.
    AccountOpened,
    /// An application was received.
    ApplicationReceived {
        /// Identifier of the application.
        application: String,
        /// Title of the programme.
        title: Localised,
    },
}

/// Message of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Message {
    /// Identifier.
    pub id: String,
    /// Instant of the message.
    pub at: DateTime<FixedOffset>,
    /// Content; the pages contain its text.
    pub content: MessageContent,
}

/// Response to `GET messages`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Messages {
    /// Messages, the newest first.
    pub messages: Vec<Message>,
}
