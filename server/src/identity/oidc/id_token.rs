//! Verifies id tokens (OpenID Connect Core 1.0, 3.1.3.7).

use api::ApiProblem;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::core::{CoreIdToken, CoreIdTokenClaims, CoreIdTokenVerifier, CoreJwsSigningAlgorithm as Algorithm};
use openidconnect::{
    AccessToken, AccessTokenHash, ClaimsVerificationError, ClientId, Nonce, SignatureVerificationError,
};
use serde_json::{Map, Value};

use super::key_strength;
use super::metadata::CachedMetadata;
use super::settings::OidcSettings;
use crate::identity::provider::IdentityError;

/// Accepted clock skew.
pub(super) const SKEW: TimeDelta = TimeDelta::minutes(1);

/// Maximum age of a token.
const FRESH: TimeDelta = TimeDelta::minutes(10);

/// Reason after which the keys are fetched again.
pub(super) const UNKNOWN_KEY: &str = "unknown_key";

/// Accepted signature algorithms, all asymmetric. No `none`, and no shared secret, for which an attacker could pass
/// off a public key (RFC 8725, 3.1).
pub(super) const ALGORITHMS: [Algorithm; 5] = [
    Algorithm::RsaSsaPkcs1V15Sha256,
    Algorithm::RsaSsaPssSha256,
    Algorithm::EcdsaP256Sha256,
    Algorithm::EcdsaP384Sha384,
    Algorithm::EdDsa,
];

/// Expected values of a token.
#[derive(Clone, Copy)]
pub(super) struct Expected<'a> {
    /// Issuer and audience.
    pub(super) settings: &'a OidcSettings,
    /// Nonce of the sign-in.
    pub(super) nonce: &'a str,
    /// Access token of the same response.
    pub(super) access_token: &'a AccessToken,
    /// Earliest accepted authentication of a step-up, by a strong means.
    pub(super) since: Option<DateTime<Utc>>,
    /// Current instant.
    pub(super) now: DateTime<Utc>,
}

/// Verifies a token and returns its claims.
pub(super) fn verify(
    metadata: &CachedMetadata,
    token: &CoreIdToken,
    expected: Expected<'_>,
) -> Result<Map<String, Value>, IdentityError> {
    let Expected { settings, now, .. } = expected;
    let client = ClientId::new(settings.client_id.clone());
    let verifier =
        CoreIdTokenVerifier::new_public_client(client.clone(), settings.issuer.clone(), metadata.keys().clone())
            .set_allowed_algs(ALGORITHMS)
            .set_time_fn(move || now - SKEW)
            .set_issue_time_verifier_fn(move |issued| fits_issue(issued, now));
    let nonce = Nonce::new(expected.nonce.to_owned());
    let claims = token.claims(&verifier, &nonce).map_err(|error| IdentityError::unverified(reason(&error)))?;
    if claims.authorized_party().is_some_and(|party| party.as_str() != client.as_str()) {
        return Err(IdentityError::unverified("authorized_party"));
    }
    check_key(token, &verifier)?;
    check_access_token(claims, token, &verifier, expected.access_token)?;
    check_authentication(claims, expected)?;
    let payload = payload(token)?;
    check_not_before(&payload, now)?;
    Ok(payload)
}

/// Checks both bounds: not issued in the future, and not too long ago.
fn fits_issue(issued: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), String> {
    if issued > now + SKEW {
        Err(ISSUED_LATER.to_owned())
    } else if issued < now - FRESH - SKEW {
        Err(ISSUED_LONG_AGO.to_owned())
    } else {
        Ok(())
    }
}

const ISSUED_LATER: &str = "issued_in_the_future";
const ISSUED_LONG_AGO: &str = "issued_long_ago";

/// Checks the strength of the signing key.
fn check_key(token: &CoreIdToken, verifier: &CoreIdTokenVerifier<'_>) -> Result<(), IdentityError> {
    key_strength::check(token.signing_key(verifier).map_err(|_| IdentityError::unverified("key"))?)
}

/// Checks the hash of the access token, if the token has one (3.1.3.8).
fn check_access_token(
    claims: &CoreIdTokenClaims,
    token: &CoreIdToken,
    verifier: &CoreIdTokenVerifier<'_>,
    access_token: &AccessToken,
) -> Result<(), IdentityError> {
    let Some(hash) = claims.access_token_hash() else { return Ok(()) };
    let wrong = || IdentityError::unverified("access_token_hash");
    let algorithm = token.signing_alg().map_err(|_| wrong())?;
    let key = token.signing_key(verifier).map_err(|_| wrong())?;
    let actual = AccessTokenHash::from_token(access_token, algorithm, key).map_err(|_| wrong())?;
    if actual == *hash { Ok(()) } else { Err(wrong()) }
}

fn check_authentication(claims: &CoreIdTokenClaims, expected: Expected<'_>) -> Result<(), IdentityError> {
    let auth_time = claims.auth_time();
    if auth_time.is_some_and(|at| at > expected.now + SKEW) {
        return Err(IdentityError::unverified("auth_time"));
    }
    let acr = claims.auth_context_ref().map(|acr| acr.as_str());
    if !expected.settings.is_accepted(acr) {
        return Err(IdentityError { problem: ApiProblem::SignInTooWeak, reason: "acr_not_accepted" });
    }
    let Some(since) = expected.since else { return Ok(()) };
    let weak = |reason| IdentityError { problem: ApiProblem::StepUpRequired, reason };
    if auth_time.is_none_or(|at| at < since - SKEW) {
        return Err(weak("auth_time_too_old"));
    }
    if expected.settings.is_strong(acr) { Ok(()) } else { Err(weak("acr")) }
}

/// Checks `nbf`, which is a claim of every JWT, though not of OpenID Connect (RFC 7519, 4.1.5).
pub(super) fn check_not_before(payload: &Map<String, Value>, now: DateTime<Utc>) -> Result<(), IdentityError> {
    match payload.get("nbf") {
        None => Ok(()),
        Some(value) if value.as_f64().is_some_and(|at| at <= (now + SKEW).timestamp() as f64) => Ok(()),
        Some(_) => Err(IdentityError::unverified("not_yet_valid")),
    }
}

/// All claims of a token with a verified signature.
fn payload(token: &CoreIdToken) -> Result<Map<String, Value>, IdentityError> {
    let text = token.to_string();
    let middle = text.split('.').nth(1).and_then(|middle| BASE64_URL_SAFE_NO_PAD.decode(middle).ok());
    let payload = middle.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    payload.ok_or(IdentityError::unverified("payload"))
}

fn reason(error: &ClaimsVerificationError) -> &'static str {
    use ClaimsVerificationError as Claims;
    use SignatureVerificationError as Signature;
    match error {
        Claims::Expired(why) if why == ISSUED_LATER => ISSUED_LATER,
        Claims::Expired(why) if why == ISSUED_LONG_AGO => ISSUED_LONG_AGO,
        Claims::Expired(_) => "expired",
        Claims::InvalidAudience(_) => "audience",
        Claims::InvalidIssuer(_) => "issuer",
        Claims::InvalidNonce(_) => "nonce",
        Claims::InvalidSubject(_) => "subject",
        Claims::SignatureVerification(Signature::NoMatchingKey) => UNKNOWN_KEY,
        Claims::SignatureVerification(Signature::NoSignature) => "no_signature",
        Claims::SignatureVerification(Signature::DisallowedAlg(_) | Signature::UnsupportedAlg(_)) => "algorithm",
        Claims::SignatureVerification(Signature::AmbiguousKeyId(_)) => "ambiguous_key",
        Claims::SignatureVerification(Signature::InvalidKey(_)) => "key",
        Claims::SignatureVerification(_) => "signature",
        Claims::Unsupported(_) => "header",
        _ => "claims",
    }
}
