//! The id token: what a provider signed for us, now, for this very sign-in (OpenID Connect Core 1.0, 3.1.3.7).

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
use super::provider::Known;
use super::settings::OidcSettings;
use crate::identity::provider::Refusal;

/// A token as it was sent.
pub(super) type Proof = CoreIdToken;

/// Clocks differ by as much.
pub(super) const SKEW: TimeDelta = TimeDelta::minutes(1);

/// A token is taken within this time of being made.
const FRESH: TimeDelta = TimeDelta::minutes(10);

/// The reason of a refusal after which the keys may be asked for anew.
pub(super) const UNKNOWN_KEY: &str = "unknown_key";

/// How a token may be signed: with a private key that the provider alone has. No `none`, and nothing by a shared secret,
/// for which a public key can be passed off (RFC 8725, 3.1).
pub(super) const ALGORITHMS: [Algorithm; 5] = [
    Algorithm::RsaSsaPkcs1V15Sha256,
    Algorithm::RsaSsaPssSha256,
    Algorithm::EcdsaP256Sha256,
    Algorithm::EcdsaP384Sha384,
    Algorithm::EdDsa,
];

/// What a token must agree with.
#[derive(Clone, Copy)]
pub(super) struct Expected<'a> {
    /// Whose and for whom.
    pub(super) settings: &'a OidcSettings,
    /// The sign-in's own.
    pub(super) nonce: &'a str,
    /// What was sent with the token.
    pub(super) access_token: &'a AccessToken,
    /// The person must have shown proof since then, by a strong means.
    pub(super) since: Option<DateTime<Utc>>,
    /// The instant.
    pub(super) now: DateTime<Utc>,
}

/// The claims of a token that holds.
pub(super) fn verify(known: &Known, proof: &Proof, expected: Expected<'_>) -> Result<Map<String, Value>, Refusal> {
    let Expected { settings, now, .. } = expected;
    let client = ClientId::new(settings.client_id.clone());
    let verifier =
        CoreIdTokenVerifier::new_public_client(client.clone(), settings.issuer.clone(), known.keys().clone())
            .set_allowed_algs(ALGORITHMS)
            .set_time_fn(move || now - SKEW)
            .set_issue_time_verifier_fn(move |issued| fits_issue(issued, now));
    let nonce = Nonce::new(expected.nonce.to_owned());
    let claims = proof.claims(&verifier, &nonce).map_err(|error| Refusal::unverified(reason(&error)))?;
    if claims.authorized_party().is_some_and(|party| party.as_str() != client.as_str()) {
        return Err(Refusal::unverified("authorized_party"));
    }
    check_key(proof, &verifier)?;
    check_access_token(claims, proof, &verifier, expected.access_token)?;
    check_proof(claims, expected)?;
    let payload = payload(proof)?;
    check_not_before(&payload, now)?;
    Ok(payload)
}

/// Both bounds: not from the future, and not from long ago.
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

/// The key that has signed it, which the verifier finds again as it found it before.
fn check_key(proof: &Proof, verifier: &CoreIdTokenVerifier<'_>) -> Result<(), Refusal> {
    key_strength::check(proof.signing_key(verifier).map_err(|_| Refusal::unverified("key"))?)
}

/// The token that came along must be the one that was meant, where the provider says so (3.1.3.8).
fn check_access_token(
    claims: &CoreIdTokenClaims,
    proof: &Proof,
    verifier: &CoreIdTokenVerifier<'_>,
    access_token: &AccessToken,
) -> Result<(), Refusal> {
    let Some(hash) = claims.access_token_hash() else { return Ok(()) };
    let wrong = || Refusal::unverified("access_token_hash");
    let algorithm = proof.signing_alg().map_err(|_| wrong())?;
    let key = proof.signing_key(verifier).map_err(|_| wrong())?;
    let actual = AccessTokenHash::from_token(access_token, algorithm, key).map_err(|_| wrong())?;
    if actual == *hash { Ok(()) } else { Err(wrong()) }
}

fn check_proof(claims: &CoreIdTokenClaims, expected: Expected<'_>) -> Result<(), Refusal> {
    let auth_time = claims.auth_time();
    if auth_time.is_some_and(|at| at > expected.now + SKEW) {
        return Err(Refusal::unverified("auth_time"));
    }
    let acr = claims.auth_context_ref().map(|acr| acr.as_str());
    if !expected.settings.is_accepted(acr) {
        return Err(Refusal { problem: ApiProblem::SignInTooWeak, reason: "acr_not_accepted" });
    }
    let Some(since) = expected.since else { return Ok(()) };
    let weak = |reason| Refusal { problem: ApiProblem::StepUpRequired, reason };
    if auth_time.is_none_or(|at| at < since - SKEW) {
        return Err(weak("auth_time_too_old"));
    }
    if expected.settings.is_strong(acr) { Ok(()) } else { Err(weak("acr")) }
}

/// `nbf` is no claim of OpenID Connect, but one of every JWT (RFC 7519, 4.1.5).
pub(super) fn check_not_before(payload: &Map<String, Value>, now: DateTime<Utc>) -> Result<(), Refusal> {
    match payload.get("nbf") {
        None => Ok(()),
        Some(value) if value.as_f64().is_some_and(|at| at <= (now + SKEW).timestamp() as f64) => Ok(()),
        Some(_) => Err(Refusal::unverified("not_yet_valid")),
    }
}

/// Every claim of a token whose signature was found good.
fn payload(proof: &Proof) -> Result<Map<String, Value>, Refusal> {
    let text = proof.to_string();
    let middle = text.split('.').nth(1).and_then(|middle| BASE64_URL_SAFE_NO_PAD.decode(middle).ok());
    let payload = middle.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    payload.ok_or(Refusal::unverified("payload"))
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
