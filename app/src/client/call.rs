//! Endpoints of the call and of the public keys.

use api::{AgencyContact, Keys, TopicSummary};
use chrono::{DateTime, Utc};
use js_sys::{Array, Date, JSON, Reflect};
use rules::language::Localised;
use rules::programme::topic::Topic;
use ui::platform::http::error::ApiError;
use ui::platform::http::transport::{self, Public};
use wasm_bindgen::JsValue;

/// Part of the server's `CallStatus` that the pages need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallStatus {
    /// Server time; `None` for a cached response.
    pub now: Option<DateTime<Utc>>,
    /// Whether the data are fictional.
    pub demonstration: bool,
    /// Hash of the pack that the server uses.
    pub pack_hash: String,
    /// Number of programmes without a co-payment, and of all programmes.
    pub free_of: Option<(u32, u32)>,
    /// The whole response, which [`CallStatus::contact`] and [`CallStatus::topics`] read.
    text: String,
}

impl CallStatus {
    /// Public contact data of the agency; a part that the server did not send is missing. The first page does not need
    /// this code.
    pub fn contact(&self) -> AgencyContact {
        let sent = JSON::parse(&self.text).and_then(|status| Reflect::get(&status, &"contact".into()));
        sent.as_ref().map(contact).unwrap_or_default()
    }

    /// Topics of the catalogue; an unknown one is left out. The first page does not need this code.
    pub fn topics(&self) -> Vec<TopicSummary> {
        let offer = JSON::parse(&self.text).and_then(|status| Reflect::get(&status, &"offer".into()));
        let topics = offer.and_then(|offer| Reflect::get(&offer, &"topics".into())).unwrap_or_default();
        Array::from(&topics).iter().filter_map(|sent| topic(&sent)).collect()
    }
}

/// Fetches the call and the server time; `None` on failure. The first page waits for this, so it uses the browser's
/// JSON parser; the Rust parser is loaded with the pages that need it.
pub async fn get() -> Option<CallStatus> {
    read(&transport::get_public("/call").await?)
}

fn read(public: &Public) -> Option<CallStatus> {
    let answer = JSON::parse(&public.text).ok()?;
    let field = |name: &str| Reflect::get(&answer, &name.into()).ok();
    // NaN for an invalid instant; the conversion then returns `None`.
    let now = Date::parse(&field("now")?.as_string()?);
    let now = if now.is_finite() { DateTime::from_timestamp_millis(now as i64)? } else { return None };
    Some(CallStatus {
        now: (!public.is_cached).then_some(now),
        demonstration: field("demonstration")?.as_bool()?,
        pack_hash: field("pack_hash")?.as_string()?,
        free_of: field("offer").and_then(|offer| free_of(&offer)),
        text: public.text.clone(),
    })
}

fn free_of(offer: &JsValue) -> Option<(u32, u32)> {
    let count = |name: &str| Reflect::get(offer, &name.into()).ok()?.as_f64().map(|count| count as u32);
    Some((count("free")?, count("programmes")?))
}

fn topic(sent: &JsValue) -> Option<TopicSummary> {
    let name = Reflect::get(sent, &"topic".into()).ok()?.as_string()?;
    let (free, programmes) = free_of(sent)?;
    Some(TopicSummary { topic: Topic::ALL.into_iter().find(|topic| topic.name() == name)?, programmes, free })
}

fn contact(sent: &JsValue) -> AgencyContact {
    let text = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok()?.as_string();
    let hours = Reflect::get(sent, &"hours".into()).ok();
    AgencyContact {
        phone: text(sent, "phone"),
        email: text(sent, "email"),
        address: text(sent, "address"),
        hours: hours.and_then(|hours| Some(Localised { lv: text(&hours, "lv")?, en: text(&hours, "en")? })),
        data_protection: text(sent, "data_protection"),
    }
}

/// Fetches the public keys that verify confirmations.
///
/// # Errors
/// [`ApiError`].
pub async fn keys() -> Result<Keys, ApiError> {
    transport::get("/keys").await
}
