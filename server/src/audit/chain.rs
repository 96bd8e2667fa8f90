//! The audit log as a chain (docs/adr/0014-audit-chain.md): each entry holds the hash of the one before, checkpoints sign
//! the hash of an entry, and a verifier names the first entry that is not what was written.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use rules::canonical::{self, CanonicalError};
use rules::hash::{Hex, sha256};
use rules::signed::PublicKey;
use serde::{Deserialize, Serialize};

/// The name of the entries' form; it is hashed too.
const ENTRY_FORMAT: &str = "imk-audit-1";
/// The name of the checkpoints' form; it is signed too, so a signature cannot be carried into another form.
const CHECKPOINT_FORMAT: &str = "imk-audit-checkpoint-1";

/// What was done.
#[derive(Clone, Copy, Debug)]
pub struct Event<'a> {
    /// The entry's id.
    pub id: &'a str,
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// Who did it: a person's internal id.
    pub person: &'a str,
    /// What: a word in small letters and underscores.
    pub action: &'a str,
    /// With what: the id of an application, an account, a grant of a role.
    pub subject: &'a str,
}

/// The last entry's number and hash; 0 and zeros before the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The last entry's number.
    pub number: i64,
    /// The last entry's hash, in hexadecimal.
    pub hash: String,
}

impl Default for Head {
    fn default() -> Self {
        Self { number: 0, hash: Hex([0; 32]).to_string() }
    }
}

/// An entry of the log. The hash covers every other field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its place in the log, from 1 without gaps.
    pub number: i64,
    /// Its id.
    pub id: String,
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// Who did it.
    pub person: String,
    /// What.
    pub action: String,
    /// With what.
    pub subject: String,
    /// The hash of the entry before.
    pub previous: String,
    /// The SHA-256, in hexadecimal, of the form's name, a line feed, and the other fields in canonical JSON.
    #[serde(skip)]
    pub hash: String,
}

impl Entry {
    /// The entry that comes after `head`.
    ///
    /// # Errors
    /// [`CanonicalError`] where the instant is outside what a double holds exactly.
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

/// A signature over the hash of an entry: it vouches for that entry and, through the chain, for all before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checkpoint {
    /// The entry's number.
    pub number: i64,
    /// When it was signed, in milliseconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// The entry's hash, in hexadecimal.
    pub hash: String,
    /// The name of the key.
    pub key: String,
    /// The Ed25519 signature (RFC 8032) over the form's name, a line feed, and the other fields in canonical JSON.
    pub signature: String,
}

impl Checkpoint {
    /// Signs a head.
    ///
    /// # Errors
    /// [`CanonicalError`] where the instant is outside what a double holds exactly.
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
    #[error("entry {0} does not follow from the one before")]
    Unchained(i64),
    /// The entry's hash does not match its fields.
    #[error("entry {0} was changed: its fields do not have its hash")]
    Changed(i64),
    /// A checkpoint was signed over another entry of this number.
    #[error("entry {0} is not the one that was signed")]
    Rewritten(i64),
    /// The checkpoint's signature is invalid, or its key is unknown.
    #[error("the checkpoint at entry {0} is not signed by a known key")]
    BadCheckpoint(i64),
    /// The log's head ends before this entry or has another hash.
    #[error("entry {0} and the log's head differ")]
    HeadDiffers(i64),
}

/// Reads a log from its beginning and stops at the first fault.
#[derive(Debug)]
pub struct Verifier {
    /// By number, the first first; those of the database and those kept outside.
    checkpoints: Vec<Checkpoint>,
    last: Head,
}

impl Verifier {
    /// A verifier of a log, with every checkpoint of it that is known from anywhere.
    ///
    /// # Errors
    /// [`ChainError::BadCheckpoint`] where one is not signed by one of the keys.
    pub fn new(mut checkpoints: Vec<Checkpoint>, keys: &[PublicKey]) -> Result<Self, ChainError> {
        checkpoints.sort_by_key(|checkpoint| checkpoint.number);
        match checkpoints.iter().find(|checkpoint| !checkpoint.is_signed_by(keys)) {
            Some(bad) => Err(ChainError::BadCheckpoint(bad.number)),
            None => Ok(Self { checkpoints, last: Head::default() }),
        }
    }

    /// Takes the next entry.
    ///
    /// # Errors
    /// The [`ChainError`] that begins with it.
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

    /// The number of the last entry that has been taken.
    pub fn taken(&self) -> i64 {
        self.last.number
    }

    /// Ends the log: it must reach the last checkpoint and its head, which was read after the last entry. Gives the number
    /// of the last entry that a checkpoint vouches for; what comes after it rests on the database alone.
    ///
    /// # Errors
    /// The [`ChainError`] at the log's end.
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
