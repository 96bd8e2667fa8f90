//! Signed documents: Ed25519 (RFC 8032) over the name of the format, a line feed, and the canonical JSON of the
//! content.
//!
//! The name of the format is part of the message, so a signature of one format is invalid in every other.

use alloc::vec::Vec;

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};

use crate::hash::{Hex, sha256};

/// Name of a signing key: the first eight bytes of the SHA-256 of its public half.
pub type KeyId = Hex<8>;

/// Ed25519 signature.
pub type SignatureBytes = Hex<64>;

/// Public key that verifies signatures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicKey {
    /// Name of the key.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: KeyId,
    /// The 32 bytes of the key.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub key: Hex<32>,
}

impl PublicKey {
    /// Returns the public half of a signing key.
    pub fn of(key: &SigningKey) -> Self {
        let bytes = key.verifying_key().to_bytes();
        let hash = sha256(&[&bytes]);
        let mut id = [0; 8];
        id.copy_from_slice(&hash.0[..8]);
        Self { id: Hex(id), key: Hex(bytes) }
    }
}

/// Reason why a signature is invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// None of the given keys has this name.
    #[error("the signing key is not known")]
    UnknownKey,
    /// The signature does not match: the content was changed.
    #[error("the signature does not match: the content was changed")]
    BadSignature,
}

/// Signs the canonical JSON of a document of a format.
pub fn sign(format: &str, canonical: &str, key: &SigningKey) -> SignatureBytes {
    Hex(key.sign(&message(format, canonical)).to_bytes())
}

/// Verifies the signature of a document, given as canonical JSON, with the key of this name.
///
/// # Errors
/// [`SignatureError`].
pub fn verify(
    format: &str,
    canonical: &str,
    signature: &SignatureBytes,
    key: KeyId,
    keys: &[PublicKey],
) -> Result<(), SignatureError> {
    let key = keys.iter().find(|known| known.id == key).ok_or(SignatureError::UnknownKey)?;
    let public = VerifyingKey::from_bytes(&key.key.0).map_err(|_| SignatureError::UnknownKey)?;
    public
        .verify_strict(&message(format, canonical), &Signature::from_bytes(&signature.0))
        .map_err(|_| SignatureError::BadSignature)
}

fn message(format: &str, canonical: &str) -> Vec<u8> {
    [format, "\n", canonical].concat().into_bytes()
}
