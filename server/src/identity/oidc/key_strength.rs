//! Minimum strength of a provider's signing key.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use openidconnect::JsonWebKey as _;
use openidconnect::core::{CoreJsonWebKey, CoreJsonWebKeyType};

use crate::identity::provider::IdentityError;

/// Minimum length of RSA keys in bits (RFC 7518, 3.3 and 3.5). The accepted curves need no bound.
const FEWEST_RSA_BITS: usize = 2048;

/// Rejects keys that are short enough to be broken.
///
/// # Errors
/// [`IdentityError`] with the reason `short_key`.
pub(super) fn check(key: &CoreJsonWebKey) -> Result<(), IdentityError> {
    let too_short = *key.key_type() == CoreJsonWebKeyType::RSA && rsa_bits(key) < FEWEST_RSA_BITS;
    if too_short { Err(IdentityError::unverified("short_key")) } else { Ok(()) }
}

/// Length of an RSA modulus in bits; 0 if it cannot be parsed. The library exposes it in JSON only.
fn rsa_bits(key: &CoreJsonWebKey) -> usize {
    let json = serde_json::to_value(key).unwrap_or_default();
    let modulus = json["n"].as_str().and_then(|modulus| BASE64_URL_SAFE_NO_PAD.decode(modulus).ok());
    let modulus = modulus.unwrap_or_default();
    // Leading zeros do not count.
    let Some(first) = modulus.iter().position(|byte| *byte != 0) else { return 0 };
    (modulus.len() - first) * 8 - modulus[first].leading_zeros() as usize
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use openidconnect::core::{CoreJsonCurveType, CoreJsonWebKeySet};
    use openidconnect::{AccessToken, IssuerUrl};
    use serde::Deserialize;
    use serde_json::json;

    use super::*;
    use crate::identity::oidc::id_token::{self, Expected};
    use crate::identity::oidc::logout;
    use crate::identity::oidc::metadata::CachedMetadata;
    use crate::identity::oidc::settings::{ClaimNames, OidcSettings};

    /// Valid tokens for the provider and client below, each signed by a key of this size; the private keys were
    /// discarded.
    #[derive(Deserialize)]
    struct Made {
        bits: usize,
        key: CoreJsonWebKey,
        id_token: String,
        logout_token: String,
    }

    fn made() -> Vec<Made> {
        serde_json::from_str(include_str!("rsa_tokens.json")).unwrap()
    }

    fn now() -> DateTime<Utc> {
        "2025-06-10T10:00:00+03:00".parse().unwrap()
    }

    fn settings() -> OidcSettings {
        OidcSettings {
            issuer: IssuerUrl::new("https://id.example.lv".to_owned()).unwrap(),
            client_id: "imk".to_owned(),
            client_secret: None,
            public_url: "https://stars.example.lv".parse().unwrap(),
            scopes: Vec::new(),
            hosts: Vec::new(),
            acr: Vec::new(),
            strong_acr: Vec::new(),
            claims: ClaimNames::default(),
        }
    }

    /// Provider with every key of the tokens.
    fn provider() -> CachedMetadata {
        let metadata = json!({
            "issuer": "https://id.example.lv",
            "authorization_endpoint": "https://id.example.lv/begin",
            "jwks_uri": "https://id.example.lv/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        });
        let keys = CoreJsonWebKeySet::new(made().into_iter().map(|made| made.key).collect());
        CachedMetadata::new(serde_json::from_value(metadata).unwrap(), keys, now())
    }

    #[test]
    fn id_token_signed_by_a_short_key_is_rejected() {
        let (provider, settings) = (provider(), settings());
        let access_token = AccessToken::new("token".to_owned());
        let expected =
            Expected { settings: &settings, nonce: "nonce", access_token: &access_token, since: None, now: now() };
        for Made { bits, id_token, .. } in made() {
            let verified = id_token::verify(&provider, &id_token.parse().unwrap(), expected);
            match bits {
                2048 => assert_eq!(verified.unwrap()["sub"], "janis"),
                _ => assert_eq!(verified.unwrap_err().reason, "short_key", "{bits}"),
            }
        }
    }

    #[test]
    fn logout_token_signed_by_a_short_key_is_rejected() {
        let (provider, settings) = (provider(), settings());
        for Made { bits, logout_token, .. } in made() {
            let verified = logout::verify(&provider, &settings, &logout_token, now());
            match bits {
                2048 => assert_eq!(verified.unwrap().subject.as_deref(), Some("janis")),
                _ => assert_eq!(verified.unwrap_err().reason, "short_key", "{bits}"),
            }
        }
    }

    #[test]
    fn invalid_signature_is_reported_before_a_short_key() {
        let (provider, settings) = (provider(), settings());
        let [short, .., long] = &made()[..] else { panic!("three keys") };
        let (message, _) = short.logout_token.rsplit_once('.').unwrap();
        let (_, signature) = long.logout_token.rsplit_once('.').unwrap();
        let refused = logout::verify(&provider, &settings, &format!("{message}.{signature}"), now()).unwrap_err();
        assert_eq!(refused.reason, "signature");
    }

    #[test]
    fn bits_are_counted_from_the_first_set_bit() {
        let of = |modulus: &[u8]| rsa_bits(&CoreJsonWebKey::new_rsa(modulus.to_vec(), vec![1, 0, 1], None));
        let long = |first: u8| [&[first][..], &[0xff; 255]].concat();
        assert_eq!((of(&long(0x80)), of(&long(0x7f)), of(&[0xff; 128])), (2048, 2047, 1024));
        assert_eq!(of(&[&[0, 0][..], &long(0x40)].concat()), 2047, "zeros before it");
        assert_eq!((of(&[]), of(&[0; 256]), of(&[1])), (0, 0, 1));
    }

    #[test]
    fn short_elliptic_curve_keys_are_accepted() {
        let key = CoreJsonWebKey::new_ec(vec![1; 32], vec![1; 32], CoreJsonCurveType::P256, None);
        assert!(check(&key).is_ok());
    }
}
