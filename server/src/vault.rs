//! Seals what must not be readable in the database: personal codes and drafts on their way through sign-in.

use chacha20poly1305::aead::Aead;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use rules::hash::{Hash, sha256};
use rules::personal_code::PersonalCode;

use crate::random::{self, NoRandomness};

const NONCE_BYTES: usize = 24;

/// Seals and opens texts with XChaCha20-Poly1305, and looks personal codes up by a keyed hash.
#[derive(Clone)]
pub struct Vault {
    cipher: XChaCha20Poly1305,
    lookup_key: [u8; 32],
}

/// A sealed text could not be opened: it was changed, or sealed under another key.
#[derive(Debug)]
pub struct NotOpened;

impl std::fmt::Display for NotOpened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a sealed text could not be opened")
    }
}

impl std::error::Error for NotOpened {}

/// A text could not be sealed.
#[derive(Debug)]
pub enum NotSealed {
    /// No randomness for the nonce.
    Randomness(NoRandomness),
    /// The text is longer than the cipher takes.
    TooLong,
}

impl std::fmt::Display for NotSealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Randomness(cause) => cause.fmt(f),
            Self::TooLong => f.write_str("the text is too long to be sealed"),
        }
    }
}

impl std::error::Error for NotSealed {}

impl Vault {
    /// A vault under a 32-byte key.
    pub fn new(key: &[u8; 32]) -> Self {
        // Two keys from one, so that the lookup hash and the cipher never share a key.
        let derive = |purpose: &[u8]| sha256(&[purpose, key]).0;
        Self {
            cipher: XChaCha20Poly1305::new(&derive(b"imk-vault-seal\n").into()),
            lookup_key: derive(b"imk-vault-lookup\n"),
        }
    }

    /// Seals a text; the result is hexadecimal, nonce first.
    ///
    /// # Errors
    /// [`NotSealed`] where no nonce can be drawn.
    pub fn seal(&self, text: &str) -> Result<String, NotSealed> {
        let nonce: [u8; NONCE_BYTES] = random::bytes().map_err(NotSealed::Randomness)?;
        let sealed = self.cipher.encrypt(&XNonce::from(nonce), text.as_bytes()).map_err(|_| NotSealed::TooLong)?;
        Ok(nonce.iter().chain(&sealed).map(|byte| format!("{byte:02x}")).collect())
    }

    /// Opens a sealed text.
    ///
    /// # Errors
    /// [`NotOpened`] where a bit was changed or the key is another.
    pub fn open(&self, sealed: &str) -> Result<String, NotOpened> {
        let bytes = unhex(sealed).ok_or(NotOpened)?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE_BYTES>().ok_or(NotOpened)?;
        let text = self.cipher.decrypt(&XNonce::from(*nonce), sealed).map_err(|_| NotOpened)?;
        String::from_utf8(text).map_err(|_| NotOpened)
    }

    /// The keyed hash under which a person with this code is found.
    pub fn lookup(&self, code: PersonalCode) -> Hash {
        // HMAC by SHA-256 (RFC 2104); the key is half a block, so it is padded with zeros.
        let pad = |with: u8| -> [u8; 64] {
            let mut block = [with; 64];
            block.iter_mut().zip(self.lookup_key).for_each(|(slot, key)| *slot ^= key);
            block
        };
        let inner = sha256(&[&pad(0x36), code.hyphenated().as_bytes()]);
        sha256(&[&pad(0x5c), &inner.0])
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_opens_again_and_never_looks_the_same_twice() {
        let vault = Vault::new(&[7; 32]);
        let (first, second) = (vault.seal("030303-10012").unwrap(), vault.seal("030303-10012").unwrap());
        assert_ne!(first, second);
        assert_eq!(vault.open(&first).unwrap(), "030303-10012");
    }

    #[test]
    fn a_changed_digit_or_another_key_opens_nothing() {
        let vault = Vault::new(&[7; 32]);
        let sealed = vault.seal("030303-10012").unwrap();
        let last = sealed.pop_to_other();
        assert!(vault.open(&last).is_err());
        assert!(Vault::new(&[8; 32]).open(&sealed).is_err());
    }

    #[test]
    fn a_code_is_found_under_the_same_hash_with_and_without_its_hyphen() {
        let vault = Vault::new(&[7; 32]);
        let (with, without) = ("030303-10012", "03030310012");
        let parse = |text| PersonalCode::parse(text).unwrap();
        assert_eq!(vault.lookup(parse(with)), vault.lookup(parse(without)));
        assert_ne!(vault.lookup(parse(with)), vault.lookup(parse("010101-10006")));
    }

    trait OtherLastDigit {
        fn pop_to_other(&self) -> String;
    }

    impl OtherLastDigit for String {
        fn pop_to_other(&self) -> String {
            let other = if self.ends_with('0') { '1' } else { '0' };
            format!("{}{other}", &self[..self.len() - 1])
        }
    }
}
