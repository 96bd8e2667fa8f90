//! Current call and public keys.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use chrono::{DateTime, FixedOffset};
use rules::call::Call;
use rules::catalogue::Catalogue;
use rules::facts::Facts;
use rules::hash::Hash;
use rules::money::Cents;
use rules::programme::funding;
use rules::programme::topic::Topic;
use rules::signed::PublicKey;
use rules::window::{ApplicationWindow, WindowState};
use serde::{Deserialize, Serialize};

use crate::contact::AgencyContact;

/// Response to `GET call`: the current call, and the server's clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CallStatus {
    /// Name of the call.
    pub id: String,
    /// SHA-256 of the call pack. A page with another pack is outdated.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub pack_hash: Hash,
    /// Application window.
    pub window: ApplicationWindow,
    /// Position of `now` relative to the window.
    pub state: WindowState,
    /// Instant of the server's clock.
    pub now: DateTime<FixedOffset>,
    /// Whether this is the demonstration: invented data, and possibly a set clock.
    pub demonstration: bool,
    /// Size of the catalogue.
    pub offer: OfferSummary,
    /// Public contact data of the agency.
    #[serde(default)]
    pub contact: AgencyContact,
}

/// Size of the catalogue, for the first page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferSummary {
    /// Number of programmes.
    pub programmes: u32,
    /// Number of programmes without a co-payment ([`rules::programme::funding`]).
    pub free: u32,
    /// Topics that have a programme, in the order of [`Topic::ALL`].
    #[serde(default)]
    pub topics: Vec<TopicSummary>,
}

/// Number of programmes of a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TopicSummary {
    /// The topic.
    pub topic: Topic,
    /// Number of programmes, at least 1.
    pub programmes: u32,
    /// Number of programmes without a co-payment.
    pub free: u32,
}

impl OfferSummary {
    /// Counts the programmes of a catalogue.
    pub fn of(call: &Call, catalogue: &Catalogue) -> Self {
        let mut counts: BTreeMap<Option<Topic>, (u32, u32)> = BTreeMap::new();
        for programme in &catalogue.programmes {
            let (programmes, free) = counts.entry(programme.topic).or_default();
            *programmes += 1;
            *free += u32::from(funding(call, programme.price).co_payment == Cents::ZERO);
        }
        let topic = |topic| {
            let (programmes, free) = *counts.get(&Some(topic))?;
            Some(TopicSummary { topic, programmes, free })
        };
        Self {
            programmes: counts.values().map(|(programmes, _)| programmes).sum(),
            free: counts.values().map(|(_, free)| free).sum(),
            topics: Topic::ALL.into_iter().filter_map(topic).collect(),
        }
    }
}

/// Request `POST assess`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AssessRequest {
    /// Facts about the person.
    pub facts: Facts,
    /// Instant of the decision, allowed in the demonstration only; default: the server's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<DateTime<FixedOffset>>,
}

/// Response to `GET keys`: the public keys that verify confirmations, also those of earlier years.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Keys {
    /// The keys.
    pub keys: Vec<PublicKey>,
}
