//! Encryption of database columns: personal codes, names, contact data, facts, drafts.
//!
//! An encrypted text is `v2.<key>.<text>`: the name of its key, then nonce and ciphertext of XChaCha20-Poly1305 in
//! base64url. The associated data is its [`CellId`], so a text that was copied to another row or column cannot be
//! decrypted. A cipher holds several keys: the first one encrypts, all of them decrypt (docs/operate.md).

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac as _};
use rules::hash::{Hash, Hex, sha256};
use rules::personal_code::PersonalCode;
use sha2::Sha256;

use crate::platform::random::{self, RandomnessError};

const NONCE_BYTES: usize = 24;

const FORMAT: &str = "v2";

/// Name of a key: the first eight bytes of a SHA-256 of it, which reveal nothing about the key.
pub type KeyName = Hex<8>;

/// Cell of an encrypted text, used as associated data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellId<'a> {
    /// Table and column, such as `account.contact_encrypted`.
    pub column: &'static str,
    /// Primary key of the row.
    pub row: &'a str,
}

impl CellId<'_> {
    /// For texts that move between rows during a sign-in: bound to their key only.
    const UNBOUND: CellId<'static> = CellId { column: "", row: "" };

    fn associated_data(&self) -> String {
        format!("{FORMAT}\n{}\n{}", self.column, self.row)
    }
}

/// Encrypts and decrypts texts, and hashes personal codes for lookups.
#[derive(Clone)]
pub struct ColumnCipher(Arc<[CipherKey]>);

struct CipherKey {
    name: KeyName,
    cipher: XChaCha20Poly1305,
    lookup: Hmac<Sha256>,
}

/// A text cannot be decrypted: it was changed, belongs to another cell, or its key is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an encrypted text cannot be decrypted: it was changed or moved, or its key is missing")]
pub struct DecryptError;

/// A text cannot be encrypted.
#[derive(Debug, thiserror::Error)]
pub enum EncryptError {
    /// No random bytes for the nonce.
    #[error(transparent)]
    Randomness(RandomnessError),
    /// The text exceeds the cipher's limit.
    #[error("the text is too long to be encrypted")]
    TooLong,
}

/// HMAC-SHA-256 (RFC 2104). Its block has 64 bytes: a shorter key is padded with zeros.
fn keyed(key: [u8; 32]) -> Hmac<Sha256> {
    let mut block = [0; 64];
    block[..key.len()].copy_from_slice(&key);
    Hmac::new(&block.into())
}

impl CipherKey {
    fn new(key: &[u8; 32]) -> Self {
        // A derived key per use, so that name, cipher and lookup reveal nothing about each other.
        let derive = |purpose: &[u8]| sha256(&[purpose, key]).0;
        let [a, b, c, d, e, f, g, h, ..] = derive(b"imk-vault-name\n");
        Self {
            name: Hex([a, b, c, d, e, f, g, h]),
            cipher: XChaCha20Poly1305::new(&derive(b"imk-vault-seal\n").into()),
            lookup: keyed(derive(b"imk-vault-lookup\n")),
        }
    }

    fn lookup(&self, code: PersonalCode) -> Hash {
        Hex(self.lookup.clone().chain_update(code.hyphenated()).finalize().into_bytes().into())
    }

    fn decrypt(&self, bytes: &[u8], associated_data: &[u8]) -> Result<String, DecryptError> {
        let (nonce, ciphertext) = bytes.split_first_chunk::<NONCE_BYTES>().ok_or(DecryptError)?;
        let payload = Payload { msg: ciphertext, aad: associated_data };
        let text = self.cipher.decrypt(&XNonce::from(*nonce), payload).map_err(|_| DecryptError)?;
        String::from_utf8(text).map_err(|_| DecryptError)
    }
}

impl ColumnCipher {
    /// Cipher with one 32-byte key.
    pub fn new(key: &[u8; 32]) -> Self {
        Self::with_keys(key, &[])
    }

    /// Cipher whose `first` key encrypts; it and the `others` decrypt.
    pub fn with_keys(first: &[u8; 32], others: &[[u8; 32]]) -> Self {
        Self(std::iter::once(first).chain(others).map(CipherKey::new).collect())
    }

    /// Names of the keys; the first one encrypts.
    pub fn key_names(&self) -> Vec<KeyName> {
        self.0.iter().map(|key| key.name).collect()
    }

    /// Prefix of texts that the current key encrypted.
    pub fn current_prefix(&self) -> String {
        self.0.first().map(|key| format!("{FORMAT}.{}.", key.name)).unwrap_or_default()
    }

    /// Encrypts a text for a cell.
    ///
    /// # Errors
    /// [`EncryptError`] if there is no randomness for the nonce.
    pub fn encrypt(&self, cell: CellId<'_>, text: &str) -> Result<String, EncryptError> {
        let nonce: [u8; NONCE_BYTES] = random::bytes().map_err(EncryptError::Randomness)?;
        let associated_data = cell.associated_data();
        let payload = Payload { msg: text.as_bytes(), aad: associated_data.as_bytes() };
        let key = self.0.first().ok_or(EncryptError::TooLong)?;
        let ciphertext = key.cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| EncryptError::TooLong)?;
        Ok(format!("{FORMAT}.{}.{}", key.name, URL_SAFE_NO_PAD.encode([&nonce[..], &ciphertext].concat())))
    }

    /// Decrypts a text of this cell.
    ///
    /// # Errors
    /// [`DecryptError`] if the text was changed, belongs to another cell, or its key is missing.
    pub fn decrypt(&self, cell: CellId<'_>, encrypted: &str) -> Result<String, DecryptError> {
        let mut parts = encrypted.splitn(3, '.');
        let (Some(FORMAT), Some(name), Some(text)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(DecryptError);
        };
        let key = self.0.iter().find(|key| key.name.to_string() == name).ok_or(DecryptError)?;
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| DecryptError)?;
        key.decrypt(&bytes, cell.associated_data().as_bytes())
    }

    /// Encrypts a text that moves between rows within minutes and so belongs to no cell.
    ///
    /// # Errors
    /// [`EncryptError`] if there is no randomness for the nonce.
    pub fn encrypt_unbound(&self, text: &str) -> Result<String, EncryptError> {
        self.encrypt(CellId::UNBOUND, text)
    }

    /// Decrypts a text of [`ColumnCipher::encrypt_unbound`].
    ///
    /// # Errors
    /// [`DecryptError`] if the text was changed or its key is missing.
    pub fn decrypt_unbound(&self, encrypted: &str) -> Result<String, DecryptError> {
        self.decrypt(CellId::UNBOUND, encrypted)
    }

    /// Keyed hash of a personal code under the current key, for lookups.
    pub fn lookup(&self, code: PersonalCode) -> Hash {
        self.lookups(code).first().copied().unwrap_or(Hex([0; 32]))
    }

    /// Keyed hashes of a personal code: under the current key first, then under older keys, for rows that are not yet
    /// rotated.
    pub fn lookups(&self, code: PersonalCode) -> Vec<Hash> {
        self.0.iter().map(|key| key.lookup(code)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: CellId<'static> = CellId { column: "person.code_encrypted", row: "anna" };

    fn code(text: &str) -> PersonalCode {
        PersonalCode::parse(text).unwrap()
    }

    #[test]
    fn equal_texts_are_encrypted_differently_and_decrypted() {
        let cipher = ColumnCipher::new(&[7; 32]);
        let (first, second) =
            (cipher.encrypt(CODE, "030303-10012").unwrap(), cipher.encrypt(CODE, "030303-10012").unwrap());
        assert_ne!(first, second);
        assert_eq!(cipher.decrypt(CODE, &first).unwrap(), "030303-10012");
        assert_eq!(cipher.decrypt_unbound(&cipher.encrypt_unbound("a draft").unwrap()).unwrap(), "a draft");
    }

    #[test]
    fn changed_character_anywhere_prevents_decryption() {
        let cipher = ColumnCipher::new(&[7; 32]);
        let encrypted = cipher.encrypt(CODE, "030303-10012").unwrap();
        for at in 0..encrypted.len() {
            let other = if encrypted[at..].starts_with('A') { "B" } else { "A" };
            let changed = format!("{}{other}{}", &encrypted[..at], &encrypted[at + 1..]);
            assert_eq!(cipher.decrypt(CODE, &changed), Err(DecryptError), "{at}");
        }
    }

    #[test]
    fn text_moved_to_another_cell_cannot_be_decrypted() {
        let cipher = ColumnCipher::new(&[7; 32]);
        let encrypted = cipher.encrypt(CODE, "030303-10012").unwrap();
        assert_eq!(cipher.decrypt(CellId { row: "toms", ..CODE }, &encrypted), Err(DecryptError));
        assert_eq!(cipher.decrypt(CellId { column: "person.name_encrypted", ..CODE }, &encrypted), Err(DecryptError));
        assert_eq!(cipher.decrypt_unbound(&encrypted), Err(DecryptError));
    }

    #[test]
    fn every_key_decrypts_and_the_first_one_encrypts() {
        let (old, new) = (ColumnCipher::new(&[7; 32]), ColumnCipher::with_keys(&[8; 32], &[[7; 32]]));
        let encrypted = old.encrypt(CODE, "030303-10012").unwrap();
        assert_eq!(new.decrypt(CODE, &encrypted).unwrap(), "030303-10012");
        let again = new.encrypt(CODE, "030303-10012").unwrap();
        assert!(again.starts_with(&new.current_prefix()) && !encrypted.starts_with(&new.current_prefix()));
        assert_eq!(old.decrypt(CODE, &again), Err(DecryptError), "the old cipher lacks the key");
        assert_eq!(new.key_names()[1], old.key_names()[0]);
    }

    #[test]
    fn code_has_one_hash_with_and_without_its_hyphen() {
        let cipher = ColumnCipher::new(&[7; 32]);
        assert_eq!(cipher.lookup(code("030303-10012")), cipher.lookup(code("03030310012")));
        assert_ne!(cipher.lookup(code("030303-10012")), cipher.lookup(code("010101-10006")));
    }

    /// Stored hashes and ciphertexts outlive the program: another key derivation would lose people.
    #[test]
    fn fixed_hash_and_ciphertext_stay_valid() {
        let cipher = ColumnCipher::new(&[7; 32]);
        let hash = "d8735c9a90bd1cdd9fabc88506cad50acdd12ac7e532f751f2bb8709b5bc9228";
        assert_eq!(cipher.lookup(code("030303-10012")).to_string(), hash);
        let encrypted = "v2.dee251a128582e7f.rIVPApLwmfZtHG_Asg6tQOIng1Rm4lN1SA8Tw949b_FK2EG-HTUFfzAPPZqhLtAWW2QlEg";
        assert_eq!(cipher.decrypt(CODE, encrypted).unwrap(), "030303-10012");
    }

    #[test]
    fn lookups_include_the_hashes_of_older_keys() {
        let (old, new) = (ColumnCipher::new(&[7; 32]), ColumnCipher::with_keys(&[8; 32], &[[7; 32]]));
        let code = code("030303-10012");
        assert_eq!(new.lookups(code), [ColumnCipher::new(&[8; 32]).lookup(code), old.lookup(code)]);
        assert_eq!(new.lookup(code), new.lookups(code)[0]);
    }
}
