//! Seals what must not be readable in the database: personal codes, names, contact data, facts, drafts.
//!
//! A sealed text is `v2.<key>.<text>`: the name of its key, and nonce and ciphertext of XChaCha20-Poly1305 in base64url.
//! It is bound to its [`Place`] by the associated data, so that it opens nowhere else: a row that was given somebody
//! else's sealed text does not open. A vault holds several keys; the first seals, all open (docs/operate.md).

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac as _};
use rules::hash::{Hash, Hex, sha256};
use rules::personal_code::PersonalCode;
use sha2::Sha256;

use crate::platform::random::{self, NoRandomness};

const NONCE_BYTES: usize = 24;

const FORMAT: &str = "v2";

/// The name of a key: the first eight bytes of a SHA-256 of it, which tell nothing about the rest.
pub type KeyName = Hex<8>;

/// Where a sealed text belongs: it opens under the same place only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// Table and column, such as `account.contact_sealed`.
    pub column: &'static str,
    /// What names the row: its primary key.
    pub row: &'a str,
}

impl Place<'_> {
    /// For what is handed from one row to another while somebody signs in: bound to its key alone.
    const UNBOUND: Place<'static> = Place { column: "", row: "" };

    fn associated_data(&self) -> String {
        format!("{FORMAT}\n{}\n{}", self.column, self.row)
    }
}

/// Seals and opens texts, and looks personal codes up by a keyed hash.
#[derive(Clone)]
pub struct Vault(Arc<[VaultKey]>);

struct VaultKey {
    name: KeyName,
    cipher: XChaCha20Poly1305,
    lookup: Hmac<Sha256>,
}

/// A sealed text could not be opened: it was changed or moved, or its key is not here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotOpened;

impl std::fmt::Display for NotOpened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a sealed text could not be opened: it was changed or moved, or its key is missing")
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

/// HMAC-SHA-256 (RFC 2104) under a key. It takes a block of 64 bytes: a shorter key is padded with zeros.
fn keyed(key: [u8; 32]) -> Hmac<Sha256> {
    let mut block = [0; 64];
    block[..key.len()].copy_from_slice(&key);
    Hmac::new(&block.into())
}

impl VaultKey {
    fn new(key: &[u8; 32]) -> Self {
        // Each use has a key of its own, so that name, cipher and lookup tell nothing about each other.
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

    fn decrypt(&self, bytes: &[u8], associated_data: &[u8]) -> Result<String, NotOpened> {
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE_BYTES>().ok_or(NotOpened)?;
        let payload = Payload { msg: sealed, aad: associated_data };
        let text = self.cipher.decrypt(&XNonce::from(*nonce), payload).map_err(|_| NotOpened)?;
        String::from_utf8(text).map_err(|_| NotOpened)
    }
}

impl Vault {
    /// A vault under one 32-byte key.
    pub fn new(key: &[u8; 32]) -> Self {
        Self::with_keys(key, &[])
    }

    /// A vault whose `first` key seals; it and the `others` open.
    pub fn with_keys(first: &[u8; 32], others: &[[u8; 32]]) -> Self {
        Self(std::iter::once(first).chain(others).map(VaultKey::new).collect())
    }

    /// The names of its keys; the first is the one that seals.
    pub fn key_names(&self) -> Vec<KeyName> {
        self.0.iter().map(|key| key.name).collect()
    }

    /// How a text begins that is sealed under the key that seals now.
    pub fn current_prefix(&self) -> String {
        self.0.first().map(|key| format!("{FORMAT}.{}.", key.name)).unwrap_or_default()
    }

    /// Seals a text for a place.
    ///
    /// # Errors
    /// [`NotSealed`] where no nonce can be drawn.
    pub fn seal_at(&self, place: Place<'_>, text: &str) -> Result<String, NotSealed> {
        let nonce: [u8; NONCE_BYTES] = random::bytes().map_err(NotSealed::Randomness)?;
        let associated_data = place.associated_data();
        let payload = Payload { msg: text.as_bytes(), aad: associated_data.as_bytes() };
        let key = self.0.first().ok_or(NotSealed::TooLong)?;
        let sealed = key.cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| NotSealed::TooLong)?;
        Ok(format!("{FORMAT}.{}.{}", key.name, URL_SAFE_NO_PAD.encode([&nonce[..], &sealed].concat())))
    }

    /// Opens a text that was sealed for this place.
    ///
    /// # Errors
    /// [`NotOpened`] where a bit was changed, the text belongs elsewhere, or its key is not here.
    pub fn open_at(&self, place: Place<'_>, sealed: &str) -> Result<String, NotOpened> {
        let mut parts = sealed.splitn(3, '.');
        let (Some(FORMAT), Some(name), Some(text)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(NotOpened);
        };
        let key = self.0.iter().find(|key| key.name.to_string() == name).ok_or(NotOpened)?;
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| NotOpened)?;
        key.decrypt(&bytes, place.associated_data().as_bytes())
    }

    /// Seals what is handed from one row to another within minutes, and so belongs to no row.
    ///
    /// # Errors
    /// [`NotSealed`] where no nonce can be drawn.
    pub fn seal(&self, text: &str) -> Result<String, NotSealed> {
        self.seal_at(Place::UNBOUND, text)
    }

    /// Opens what [`Vault::seal`] has sealed, and texts of the format before.
    ///
    /// # Errors
    /// [`NotOpened`] where a bit was changed or its key is not here.
    pub fn open(&self, sealed: &str) -> Result<String, NotOpened> {
        if sealed.contains('.') { self.open_at(Place::UNBOUND, sealed) } else { self.open_first_format(sealed) }
    }

    /// Opens a text of the first format: hexadecimal, nonce first, bound to nothing and naming no key.
    fn open_first_format(&self, sealed: &str) -> Result<String, NotOpened> {
        let bytes = unhex(sealed).ok_or(NotOpened)?;
        self.0.iter().find_map(|key| key.decrypt(&bytes, &[]).ok()).ok_or(NotOpened)
    }

    /// The keyed hash under which a person with this code is written down.
    pub fn lookup(&self, code: PersonalCode) -> Hash {
        self.lookups(code).first().copied().unwrap_or(Hex([0; 32]))
    }

    /// The keyed hashes under which a person with this code may be found: under the key that seals first, and under those
    /// from which the rows have not been moved yet.
    pub fn lookups(&self, code: PersonalCode) -> Vec<Hash> {
        self.0.iter().map(|key| key.lookup(code)).collect()
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: Place<'static> = Place { column: "person.code_sealed", row: "anna" };

    fn code(text: &str) -> PersonalCode {
        PersonalCode::parse(text).unwrap()
    }

    #[test]
    fn what_was_sealed_opens_again_and_never_looks_the_same_twice() {
        let vault = Vault::new(&[7; 32]);
        let (first, second) =
            (vault.seal_at(CODE, "030303-10012").unwrap(), vault.seal_at(CODE, "030303-10012").unwrap());
        assert_ne!(first, second);
        assert_eq!(vault.open_at(CODE, &first).unwrap(), "030303-10012");
        assert_eq!(vault.open(&vault.seal("a draft").unwrap()).unwrap(), "a draft");
    }

    #[test]
    fn a_changed_character_anywhere_opens_nothing() {
        let vault = Vault::new(&[7; 32]);
        let sealed = vault.seal_at(CODE, "030303-10012").unwrap();
        for at in 0..sealed.len() {
            let other = if sealed[at..].starts_with('A') { "B" } else { "A" };
            let changed = format!("{}{other}{}", &sealed[..at], &sealed[at + 1..]);
            assert_eq!(vault.open_at(CODE, &changed), Err(NotOpened), "{at}");
        }
    }

    #[test]
    fn a_text_that_was_moved_to_another_row_or_column_opens_nothing() {
        let vault = Vault::new(&[7; 32]);
        let sealed = vault.seal_at(CODE, "030303-10012").unwrap();
        assert_eq!(vault.open_at(Place { row: "toms", ..CODE }, &sealed), Err(NotOpened));
        assert_eq!(vault.open_at(Place { column: "person.name", ..CODE }, &sealed), Err(NotOpened));
        assert_eq!(vault.open(&sealed), Err(NotOpened));
    }

    #[test]
    fn every_key_of_a_vault_opens_and_the_first_one_seals() {
        let (old, new) = (Vault::new(&[7; 32]), Vault::with_keys(&[8; 32], &[[7; 32]]));
        let sealed = old.seal_at(CODE, "030303-10012").unwrap();
        assert_eq!(new.open_at(CODE, &sealed).unwrap(), "030303-10012");
        let again = new.seal_at(CODE, "030303-10012").unwrap();
        assert!(again.starts_with(&new.current_prefix()) && !sealed.starts_with(&new.current_prefix()));
        assert_eq!(old.open_at(CODE, &again), Err(NotOpened), "the old vault has no such key");
        assert_eq!(new.key_names()[1], old.key_names()[0]);
    }

    #[test]
    fn a_text_of_the_first_format_opens_where_no_place_is_asked_for_and_nowhere_else() {
        let vault = Vault::with_keys(&[8; 32], &[[7; 32]]);
        let key = VaultKey::new(&[7; 32]);
        let nonce = [3; NONCE_BYTES];
        let sealed = key.cipher.encrypt(&XNonce::from(nonce), &b"030303-10012"[..]).unwrap();
        let first_format: String = nonce.iter().chain(&sealed).map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(vault.open(&first_format).unwrap(), "030303-10012");
        assert_eq!(vault.open_at(CODE, &first_format), Err(NotOpened));
    }

    #[test]
    fn a_code_is_found_under_the_same_hash_with_and_without_its_hyphen() {
        let vault = Vault::new(&[7; 32]);
        assert_eq!(vault.lookup(code("030303-10012")), vault.lookup(code("03030310012")));
        assert_ne!(vault.lookup(code("030303-10012")), vault.lookup(code("010101-10006")));
    }

    /// What was written down under a key is there for as long as the key is: another derivation would lose people.
    #[test]
    fn what_an_earlier_program_wrote_under_a_key_is_found_and_opens() {
        let vault = Vault::new(&[7; 32]);
        let hash = "d8735c9a90bd1cdd9fabc88506cad50acdd12ac7e532f751f2bb8709b5bc9228";
        assert_eq!(vault.lookup(code("030303-10012")).to_string(), hash);
        let sealed = "v2.dee251a128582e7f.rIVPApLwmfZtHG_Asg6tQOIng1Rm4lN1SA8Tw949b_FK2EG-7g6LINp6wLciOo1pgijoYg";
        assert_eq!(vault.open_at(CODE, sealed).unwrap(), "030303-10012");
    }

    #[test]
    fn a_code_is_also_looked_for_under_the_hashes_of_older_keys() {
        let (old, new) = (Vault::new(&[7; 32]), Vault::with_keys(&[8; 32], &[[7; 32]]));
        let code = code("030303-10012");
        assert_eq!(new.lookups(code), [Vault::new(&[8; 32]).lookup(code), old.lookup(code)]);
        assert_eq!(new.lookup(code), new.lookups(code)[0]);
    }
}
