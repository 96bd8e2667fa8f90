//! Verifies logout tokens (OpenID Connect Back-Channel Logout 1.0, 2.6).

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::JsonWebKey as _;
use openidconnect::core::{CoreJsonWebKey, CoreJsonWebKeyUse, CoreJwsSigningAlgorithm};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::id_token::{ALGORITHMS, SKEW, UNKNOWN_KEY, check_not_before};
use super::key_strength;
use super::metadata::CachedMetadata;
use super::settings::OidcSettings;
use crate::identity::provider::{IdentityError, ProviderLogout};

/// Event claim of a logout token.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// Maximum age of a token; its identifier is stored at least as long.
const FRESH: TimeDelta = TimeDelta::minutes(5);

/// Maximum length of an identifier in bytes.
const LONGEST: usize = 255;

#[derive(Deserialize)]
struct Header {
    alg: CoreJwsSigningAlgorithm,
    kid: Option<String>,
    typ: Option<String>,
    crit: Option<Value>,
    cty: Option<Value>,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    aud: OneOrMore,
    iat: i64,
    exp: i64,
    jti: String,
    events: Map<String, Value>,
    sub: Option<String>,
    sid: Option<String>,
    nonce: Option<Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

/// Verifies a token and returns the logout.
pub(super) fn verify(
    metadata: &CachedMetadata,
    settings: &OidcSettings,
    token: &str,
    now: DateTime<Utc>,
) -> Result<ProviderLogout, IdentityError> {
    let payload = signed(metadata, token)?;
    check_not_before(&payload, now)?;
    let claims: Claims =
        serde_json::from_value(Value::Object(payload)).map_err(|_| IdentityError::unverified("logout_claims"))?;
    check(&claims, settings, now)?;
    Ok(ProviderLogout {
        issuer: claims.iss,
        jti: claims.jti,
        remember_until: now + FRESH + FRESH,
        subject: claims.sub,
        provider_session: claims.sid,
    })
}

/// Verifies the signature with the provider's keys and returns the payload.
fn signed(metadata: &CachedMetadata, token: &str) -> Result<Map<String, Value>, IdentityError> {
    let malformed = || IdentityError::unverified("logout_token");
    let mut parts = token.split('.');
    let (Some(header), Some(payload), Some(signature), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(malformed());
    };
    let bytes = |part: &str| BASE64_URL_SAFE_NO_PAD.decode(part).map_err(|_| malformed());
    let read: Header = serde_json::from_slice(&bytes(header)?).map_err(|_| IdentityError::unverified("header"))?;
    if !ALGORITHMS.contains(&read.alg) {
        return Err(IdentityError::unverified("algorithm"));
    }
    if read.crit.is_some() || read.cty.is_some() || !read.typ.as_deref().is_none_or(is_type) {
        return Err(IdentityError::unverified("header"));
    }
    let signature = bytes(signature)?;
    let message = format!("{header}.{payload}");
    let keys: Vec<&CoreJsonWebKey> = metadata.keys().keys().iter().filter(|key| may_sign(key, &read)).collect();
    if keys.is_empty() {
        return Err(IdentityError::unverified(UNKNOWN_KEY));
    }
    let signer = keys.iter().find(|key| key.verify_signature(&read.alg, message.as_bytes(), &signature).is_ok());
    key_strength::check(signer.ok_or(IdentityError::unverified("signature"))?)?;
    serde_json::from_slice(&bytes(payload)?).map_err(|_| malformed())
}

fn is_type(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    matches!(name.trim_start_matches("application/"), "jwt" | "logout+jwt")
}

/// Whether a key may sign: any signing key, or the one that the token names.
fn may_sign(key: &CoreJsonWebKey, header: &Header) -> bool {
    let named = header.kid.as_deref().is_none_or(|kid| key.key_id().is_some_and(|id| id.as_str() == kid));
    named && key.key_use().is_none_or(|kind| *kind == CoreJsonWebKeyUse::Signature)
}

fn check(claims: &Claims, settings: &OidcSettings, now: DateTime<Utc>) -> Result<(), IdentityError> {
    let audience = match &claims.aud {
        OneOrMore::One(one) => *one == settings.client_id,
        OneOrMore::More(more) => matches!(more.as_slice(), [one] if *one == settings.client_id),
    };
    let (issued, expires) = (DateTime::from_timestamp(claims.iat, 0), DateTime::from_timestamp(claims.exp, 0));
    let word = |text: &str| !text.is_empty() && text.len() <= LONGEST;
    let checks = [
        (claims.iss == settings.issuer.as_str(), "issuer"),
        (audience, "audience"),
        (issued.is_some_and(|at| at <= now + SKEW), "issued_in_the_future"),
        (issued.is_some_and(|at| at >= now - FRESH), "issued_long_ago"),
        (expires.is_some_and(|at| at > now - SKEW), "expired"),
        (word(&claims.jti), "jti"),
        (claims.events.get(EVENT).is_some_and(Value::is_object), "event"),
        (claims.nonce.is_none(), "nonce"),
        (claims.sub.as_deref().is_none_or(word) && claims.sid.as_deref().is_none_or(word), "nobody_named"),
        (claims.sub.is_some() || claims.sid.is_some(), "nobody_named"),
    ];
    match checks.into_iter().find(|(holds, _)| !holds) {
        Some((_, reason)) => Err(IdentityError::unverified(reason)),
        None => Ok(()),
    }
}
