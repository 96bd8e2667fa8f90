//! Hashes, keys and signatures as lower-case hexadecimal digits.

use alloc::string::String;
use core::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

/// Fixed number of bytes; in JSON lower-case hexadecimal digits, two for each byte.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hex<const N: usize>(pub [u8; N]);

/// SHA-256 hash (FIPS 180-4).
pub type Hash = Hex<32>;

/// Returns the SHA-256 of the concatenated parts.
pub fn sha256(parts: &[&[u8]]) -> Hash {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    Hex(hasher.finalize().into())
}

/// A text does not consist of the right number of lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected lower-case hexadecimal digits, two for each byte")]
pub struct HexParseError;

impl<const N: usize> Hex<N> {
    /// Parses lower-case hexadecimal digits: each value has exactly one form.
    ///
    /// # Errors
    /// [`HexParseError`] for another length, upper-case letters or other characters.
    pub fn parse(text: &str) -> Result<Self, HexParseError> {
        let mut bytes = [0; N];
        if text.bytes().any(|digit| digit.is_ascii_uppercase()) {
            return Err(HexParseError);
        }
        hex::decode_to_slice(text, &mut bytes).map_err(|_| HexParseError)?;
        Ok(Self(bytes))
    }
}

impl<const N: usize> fmt::Display for Hex<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl<const N: usize> fmt::Debug for Hex<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<const N: usize> Serialize for Hex<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, const N: usize> Deserialize<'de> for Hex<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}
