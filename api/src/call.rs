//! The call that is served, and the public keys.

use alloc::string::String;
use alloc::vec::Vec;

use chrono::{DateTime, FixedOffset};
use rules::facts::Facts;
use rules::hash::Hash;
use rules::receipt::PublicKey;
use rules::window::{ApplicationWindow, WindowState};
use serde::{Deserialize, Serialize};

/// `GET call`: the call that is served, and the server's clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CallStatus {
    /// The call's name.
    pub id: String,
    /// The SHA-256 of the pack; a page whose own pack has another is out of date.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub pack_hash: Hash,
    /// When applications are taken.
    pub window: ApplicationWindow,
    /// Where `now` lies in it.
    pub state: WindowState,
    /// The server's clock.
    pub now: DateTime<FixedOffset>,
    /// Whether the data is made up and the clock may be.
    pub demonstration: bool,
}

/// `POST assess`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AssessRequest {
    /// What is known of the person.
    pub facts: Facts,
    /// The instant to decide for, in the demonstration only; else the server's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<DateTime<FixedOffset>>,
}

/// `GET keys`: the public keys under which confirmations verify, those of earlier years too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Keys {
    /// The keys.
    pub keys: Vec<PublicKey>,
}
