//! "My data" (mani dati): everything that the account holds of a person, as one signed file that the person takes away, and
//! can bring back after closing the account. docs/my-data.md describes it field by field.
//!
//! # Law
//! Regulation (EU) 2016/679, Articles 15 and 20: access, and a structured, commonly used, machine-readable format.

use alloc::string::String;
use alloc::vec::Vec;

use chrono::{DateTime, FixedOffset};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use rules::canonical::{self, CanonicalError};
use rules::facts::Facts;
use rules::hash::Hex;
use rules::receipt::{KeyId, PublicKey};
use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::application::Submitted;
use crate::draft::DraftState;
use crate::message::Message;
use crate::session::BirthDateSource;

/// The format's name; it is signed too, so a signature cannot be carried into another format.
pub const FORMAT: &str = "imk-my-data-1";

/// Who the data is of. `Debug` shows nothing of it, so that it cannot reach a log by accident.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holder {
    /// Given name and surname.
    pub name: String,
    /// The personal code, with its hyphen.
    pub personal_code: String,
    /// What the registers answered when the person last signed in.
    pub register: Facts,
    /// Where the birth date in `register` comes from.
    pub birth_date_source: Option<BirthDateSource>,
}

impl core::fmt::Debug for Holder {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Holder").finish_non_exhaustive()
    }
}

/// Everything the account holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MyData {
    /// [`FORMAT`].
    pub format: String,
    /// When the file was made, on Riga's clock.
    pub exported_at: DateTime<FixedOffset>,
    /// Who it is of.
    pub person: Holder,
    /// The account.
    pub account: Account,
    /// The applications with their confirmations, the newest first.
    pub applications: Vec<Submitted>,
    /// The messages, the newest first.
    pub messages: Vec<Message>,
    /// The draft of an application for the call that is served.
    pub draft: DraftState,
    /// The key it is signed with, one of those of confirmations.
    pub key: KeyId,
}

/// The file: the data, and an Ed25519 signature (RFC 8032) over the format's name, a line feed, and the canonical form of
/// `data`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MyDataFile {
    /// The data.
    pub data: MyData,
    /// The signature.
    pub signature: Hex<64>,
}

/// Why a file of one's data is not taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MyDataError {
    /// It has a format that this version does not know.
    UnknownFormat,
    /// It is signed with a key that is not among those given.
    UnknownKey,
    /// The signature does not fit: something was changed.
    BadSignature,
    /// It is somebody else's.
    OtherPerson,
}

/// Signs what the account holds. `format` and `key` of the data are set here.
///
/// # Errors
/// [`CanonicalError`] never happens for values of these types; it is passed on so that nothing here can panic.
pub fn sign(data: MyData, key: &SigningKey) -> Result<MyDataFile, CanonicalError> {
    let data = MyData { format: FORMAT.into(), key: PublicKey::of(key).id, ..data };
    let signature = Hex(key.sign(&message(&data)?).to_bytes());
    Ok(MyDataFile { data, signature })
}

fn message(data: &MyData) -> Result<Vec<u8>, CanonicalError> {
    Ok([FORMAT, "\n", &canonical::to_string(data)?].concat().into_bytes())
}

/// Checks that a file is what was signed, and of the person with this code, which is written with its hyphen.
///
/// # Errors
/// The first [`MyDataError`] that applies.
pub fn verify(file: &MyDataFile, keys: &[PublicKey], personal_code: &str) -> Result<(), MyDataError> {
    if file.data.format != FORMAT {
        return Err(MyDataError::UnknownFormat);
    }
    let key = keys.iter().find(|key| key.id == file.data.key).ok_or(MyDataError::UnknownKey)?;
    let public = VerifyingKey::from_bytes(&key.key.0).map_err(|_| MyDataError::UnknownKey)?;
    let message = message(&file.data).map_err(|_| MyDataError::UnknownFormat)?;
    public.verify_strict(&message, &Signature::from_bytes(&file.signature.0)).map_err(|_| MyDataError::BadSignature)?;
    if file.data.person.personal_code == personal_code { Ok(()) } else { Err(MyDataError::OtherPerson) }
}
