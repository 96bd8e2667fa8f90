//! The call and the keys of confirmations.

use api::Keys;
use chrono::{DateTime, Utc};
use js_sys::{Date, JSON, Reflect};
use ui::platform::http::error::ApiError;
use ui::platform::http::transport::{self, Public};

/// What the pages need of the server's `CallStatus`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallStatus {
    /// The server's clock; nothing where the answer is one that this device kept.
    pub now: Option<DateTime<Utc>>,
    /// Whether the data is made up.
    pub demonstration: bool,
    /// The hash of the pack by which the server decides.
    pub pack_hash: String,
}

/// The call that is served, and the server's clock. The first page waits for it, so the browser's own reader of JSON has to
/// do: ours comes with the pages that need it. Nothing where no answer came or this is none.
pub async fn get() -> Option<CallStatus> {
    read(&transport::get_public("/call").await?)
}

fn read(public: &Public) -> Option<CallStatus> {
    let answer = JSON::parse(&public.text).ok()?;
    let field = |name: &str| Reflect::get(&answer, &name.into()).ok();
    // Not a number where it is no instant, and such a number is no time.
    let now = Date::parse(&field("now")?.as_string()?);
    let now = if now.is_finite() { DateTime::from_timestamp_millis(now as i64)? } else { return None };
    Some(CallStatus {
        now: (!public.is_cached).then_some(now),
        demonstration: field("demonstration")?.as_bool()?,
        pack_hash: field("pack_hash")?.as_string()?,
    })
}

/// The public keys under which confirmations verify.
///
/// # Errors
/// [`ApiError`].
pub async fn keys() -> Result<Keys, ApiError> {
    transport::get("/keys").await
}
