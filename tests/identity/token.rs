//! Tokens, made by hand: rightly, and in every wrong way.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use imk_tests::{Failure, Result};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _};
use ring::{digest, hmac};
use serde_json::{Map, Value, json};

/// Client secret of the server at the providers of this suite.
pub(crate) const SECRET: &str = "a secret of 32 letters, or so: 1";

/// Claims, or a header.
pub(crate) type Claims = Map<String, Value>;

/// A key of a provider, or of a forger.
pub(crate) struct Key {
    pub(crate) kid: String,
    pair: Pair,
}

enum Pair {
    P256(EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
}

fn broken(cause: impl std::fmt::Display) -> Failure {
    Failure::new(cause.to_string())
}

pub(crate) fn encode(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

impl Key {
    /// A key for ES256.
    pub(crate) fn p256(kid: &str) -> Result<Self> {
        let (random, algorithm) = (SystemRandom::new(), &ECDSA_P256_SHA256_FIXED_SIGNING);
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random).map_err(broken)?;
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random).map_err(broken)?;
        Ok(Self { kid: kid.to_owned(), pair: Pair::P256(pair) })
    }

    /// A key for EdDSA.
    pub(crate) fn ed25519(kid: &str) -> Result<Self> {
        let document = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).map_err(broken)?;
        let pair = Ed25519KeyPair::from_pkcs8(document.as_ref()).map_err(broken)?;
        Ok(Self { kid: kid.to_owned(), pair: Pair::Ed25519(pair) })
    }

    fn algorithm(&self) -> &'static str {
        match self.pair {
            Pair::P256(_) => "ES256",
            Pair::Ed25519(_) => "EdDSA",
        }
    }

    fn public(&self) -> &[u8] {
        match &self.pair {
            Pair::P256(pair) => pair.public_key().as_ref(),
            Pair::Ed25519(pair) => pair.public_key().as_ref(),
        }
    }

    /// The public half, as a key set has it (RFC 7517).
    pub(crate) fn jwk(&self) -> Value {
        let public = self.public();
        match self.pair {
            // A byte that says that both coordinates follow, then 32 bytes of each.
            Pair::P256(_) => json!({
                "kty": "EC", "crv": "P-256", "use": "sig", "kid": self.kid,
                "x": encode(&public[1..33]), "y": encode(&public[33..]),
            }),
            Pair::Ed25519(_) => {
                json!({ "kty": "OKP", "crv": "Ed25519", "use": "sig", "kid": self.kid, "x": encode(public) })
            }
        }
    }

    /// The header of a token that this key signs.
    pub(crate) fn header(&self) -> Claims {
        let header = json!({ "alg": self.algorithm(), "typ": "JWT", "kid": self.kid });
        header.as_object().cloned().unwrap_or_default()
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        match &self.pair {
            Pair::P256(pair) => pair
                .sign(&SystemRandom::new(), message)
                .map(|signature| signature.as_ref().to_vec())
                .unwrap_or_default(),
            Pair::Ed25519(pair) => pair.sign(message).as_ref().to_vec(),
        }
    }

    /// A token with any header, signed by this key whatever the header says.
    pub(crate) fn token(&self, header: &Claims, claims: &Claims) -> String {
        let message = message(header, claims);
        let signature = self.sign(message.as_bytes());
        format!("{message}.{}", encode(&signature))
    }

    /// A token signed by a shared secret that is this key's public half; a careless verifier accepts it.
    pub(crate) fn token_by_public_half(&self, header: &Claims, claims: &Claims) -> String {
        by_secret(self.public(), header, claims)
    }
}

/// A token signed by a shared secret.
pub(crate) fn by_secret(secret: &[u8], header: &Claims, claims: &Claims) -> String {
    let message = message(header, claims);
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), message.as_bytes());
    format!("{message}.{}", encode(tag.as_ref()))
}

/// The signed part.
pub(crate) fn message(header: &Claims, claims: &Claims) -> String {
    let part = |part: &Claims| encode(Value::Object(part.clone()).to_string().as_bytes());
    format!("{}.{}", part(header), part(claims))
}

/// The hash of an access token in an id token (OpenID Connect Core 1.0, 3.1.3.6), for algorithms over SHA-256.
pub(crate) fn half_hash(text: &str) -> String {
    encode(&sha256(text.as_bytes())[..16])
}

/// The challenge of a verifier (RFC 7636, 4.2).
pub(crate) fn challenge(verifier: &str) -> String {
    encode(&sha256(verifier.as_bytes()))
}

fn sha256(bytes: &[u8]) -> Vec<u8> {
    digest::digest(&digest::SHA256, bytes).as_ref().to_vec()
}
