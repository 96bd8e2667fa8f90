//! Audit log as a hash chain (docs/adr/0014-audit-chain.md): each entry contains the hash of the previous one,
//! checkpoints sign the hash of an entry, and the verifier reports the first entry that was changed.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use rules::canonical::{self, CanonicalError};
use rules::hash::{Hex, sha256};
use rules::signed::PublicKey;
use serde::{Deserialize, Serialize};

/// Format name of entries; part of the hashed text.
const ENTRY_FORMAT: &str = "imk-audit-1";
/// Format name of checkpoints; part of the signed text, so a signature is not valid for another format.
const CHECKPOINT_FORMAT: &str = "imk-audit-checkpoint-1";

/// Recorded action.
#[derive(Clone, Copy, Debug)]
pub struct Event<'a> {
    /// Id of the entry.
    pub id: &'a str,
    /// Instant in milliseconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// Actor: internal id of a person.
    pub person: &'a str,
    /// Action: lower-case letters and underscores.
    pub action: &'a str,
    /// Subject: id of an application, an account or a role grant.
    pub subject: &'a str,
}

/// Number and hash of the last entry; 0 and zeros in an empty log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Number of the last entry.
    pub number: i64,
    /// Hash of the last entry, in hexadecimal.
    pub hash: String,
}

impl Default for Head {
    fn default() -> Self {
        Self { number: 0, hash: Hex([0; 32]).to_string() }
    }
}

/// Entry of the log. The hash covers every other field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Position in the log, from 1 without gaps.
    pub number: i64,
    /// Id of the application.
    pub id: String,
    /// Instant in milliseconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// Actor.
    pub person: String,
    /// Action.
    pub action: String,
    /// Subject.
    pub subject: String,
    /// Hash of the previous entry.
    pub previous: String,
    /// SHA-256, in hexadecimal, of the format name, a line feed, and the other fields in canonical JSON.
    #[serde(skip)]
    pub hash: String,
}

impl Entry {
    /// Creates the entry that follows `head`.
    ///
    /// # Errors
    /// [`CanonicalError`] if the instant is outside the exact integer range of a double.
    pub fn chained(head: &Head, event: Event<'_>) -> Result<Self, CanonicalError> {
        let mut entry = Self {
            number: head.number + 1,
            id: event.id.to_owned(),
            at: event.at,
            person: event.person.to_owned(),
            action: event.action.to_owned(),
            subject: event.subject.to_owned(),
            previous: head.hash.clone(),
            hash: String::new(),
        };
        entry.hash = entry.own_hash()?;
        Ok(entry)
    }

    fn own_hash(&self) -> Result<String, CanonicalError> {
        let fields = canonical::to_string(self)?;
        Ok(sha256(&[ENTRY_FORMAT.as_bytes(), b"\n", fields.as_bytes()]).to_string())
    }
}

/// Signature over the hash of an entry; it covers that entry and, through the chain, all previous ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checkpoint {
    /// Number of the entry.
    pub number: i64,
    /// Instant of the signature in milliseconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// Hash of the entry, in hexadecimal.
    pub hash: String,
    /// Id of the signing key.
    pub key: String,
    /// Ed25519 signature (RFC 8032) over the format name, a line feed, and the other fields in canonical JSON.
    pub signature: String,
}

impl Checkpoint {
    /// Signs a head.
    ///
    /// # Errors
    /// [`CanonicalError`] if the instant is outside the exact integer range of a double.
    pub fn sign(head: &Head, at: i64, key: &SigningKey) -> Result<Self, CanonicalError> {
        let name = PublicKey::of(key).id.to_string();
        let mut checkpoint =
            Self { number: head.number, at, hash: head.hash.clone(), key: name, signature: String::new() };
        checkpoint.signature = Hex(key.sign(&checkpoint.message()?).to_bytes()).to_string();
        Ok(checkpoint)
    }

    fn message(&self) -> Result<Vec<u8>, CanonicalError> {
        let Self { number, at, hash, key, signature: _ } = self;
        let fields = serde_json::json!({ "number": number, "at": at, "hash": hash, "key": key });
        Ok([CHECKPOINT_FORMAT, "\n", &canonical::to_string(&fields)?].concat().into_bytes())
    }

    fn is_signed_by(&self, keys: &[PublicKey]) -> bool {
        let signed = || {
            let key = keys.iter().find(|key| key.id.to_string() == self.key)?;
            let public = VerifyingKey::from_bytes(&key.key.0).ok()?;
            let signature = Signature::from_bytes(&Hex::<64>::parse(&self.signature).ok()?.0);
            public.verify_strict(&self.message().ok()?, &signature).ok()
        };
        signed().is_some()
    }
}

/// First invalid entry of a log, by its number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    /// The entry is missing, although later entries, the head or a checkpoint exist.
    #[error("entry {0} is missing")]
    Missing(i64),
    /// The entry does not continue the chain.
    #[error("entry {0} does not contain the hash of the previous entry")]
    Unchained(i64),
    /// The entry's hash does not match its fields.
    #[error("entry {0} was changed: its hash does not match its fields")]
    Changed(i64),
    /// A checkpoint signs another entry with this number.
    #[error("entry {0} differs from the signed one")]
    Rewritten(i64),
    /// The checkpoint's signature is invalid, or its key is unknown.
    #[error("the checkpoint at entry {0} is not signed by a known key")]
    BadCheckpoint(i64),
    /// The log's head ends before this entry or has another hash.
    #[error("entry {0} and the log's head differ")]
    HeadDiffers(i64),
}

/// Verifies a log from its first entry and stops at the first fault.
#[derive(Debug)]
pub struct Verifier {
    /// Checkpoints of the database and of files, ordered by number.
    checkpoints: Vec<Checkpoint>,
    last: Head,
}

impl Verifier {
    /// Creates a verifier with all known checkpoints of a log.
    ///
    /// # Errors
    /// [`ChainError::BadCheckpoint`] if one is not signed by one of the keys.
    pub fn new(mut checkpoints: Vec<Checkpoint>, keys: &[PublicKey]) -> Result<Self, ChainError> {
        checkpoints.sort_by_key(|checkpoint| checkpoint.number);
        match checkpoints.iter().find(|checkpoint| !checkpoint.is_signed_by(keys)) {
            Some(bad) => Err(ChainError::BadCheckpoint(bad.number)),
            None => Ok(Self { checkpoints, last: Head::default() }),
        }
    }

    /// Verifies the next entry.
    ///
    /// # Errors
    /// The [`ChainError`] of this entry.
    pub fn take(&mut self, entry: &Entry) -> Result<(), ChainError> {
        let number = self.last.number + 1;
        if entry.number > number {
            return Err(ChainError::Missing(number));
        }
        if entry.number < number || entry.previous != self.last.hash {
            return Err(ChainError::Unchained(entry.number));
        }
        if entry.own_hash().ok().as_ref() != Some(&entry.hash) {
            return Err(ChainError::Changed(number));
        }
        if self.checkpoints.iter().any(|signed| signed.number == number && signed.hash != entry.hash) {
            return Err(ChainError::Rewritten(number));
        }
        self.last = Head { number, hash: entry.hash.clone() };
        Ok(())
    }

    /// Number of the last verified entry.
    pub fn taken(&self) -> i64 {
        self.last.number
    }

    /// Checks the end of the log: it must reach the last checkpoint and the head, which must be read after the last
    /// entry. Returns the number of the last entry covered by a checkpoint; later entries rely on the database alone.
    ///
    /// # Errors
    /// The [`ChainError`] at the end of the log.
    pub fn finish(self, head: &Head) -> Result<i64, ChainError> {
        let covered = self.checkpoints.last().map_or(0, |checkpoint| checkpoint.number);
        if covered > self.last.number || head.number > self.last.number {
            Err(ChainError::Missing(self.last.number + 1))
        } else if *head != self.last {
            Err(ChainError::HeadDiffers(self.last.number))
        } else {
            Ok(covered)
        }
    }
}
