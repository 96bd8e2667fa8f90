//! "My data" (mani dati): all data of an account as one signed file. The person can download it, and import it after
//! closing the account. docs/my-data.md describes every field.
//!
//! # Law
//! Regulation (EU) 2016/679, Articles 15 and 20: access, and a structured, commonly used, machine-readable format.

use alloc::string::String;
use alloc::vec::Vec;

use chrono::{DateTime, FixedOffset};
use ed25519_dalek::SigningKey;
use rules::birth_date::BirthDateSource;
use rules::canonical::{self, CanonicalError};
use rules::facts::Facts;
use rules::signed::{self, KeyId, PublicKey, SignatureBytes, SignatureError};
use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::application::Submitted;
use crate::draft::DraftState;
use crate::message::Message;

/// Name of the format.
pub const FORMAT: &str = "imk-my-data-1";

/// Person to whom the data belong. `Debug` prints no field, so that no log contains them by accident.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holder {
    /// Given name and surname.
    pub name: String,
    /// Personal code with its hyphen.
    pub personal_code: String,
    /// Facts from the registers at the last sign-in.
    pub register: Facts,
    /// Source of the birth date in `register`.
    pub birth_date_source: Option<BirthDateSource>,
}

impl core::fmt::Debug for Holder {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Holder").finish_non_exhaustive()
    }
}

/// Data of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MyData {
    /// [`FORMAT`].
    pub format: String,
    /// Instant of the export, in Riga time.
    pub exported_at: DateTime<FixedOffset>,
    /// The person.
    pub person: Holder,
    /// The account.
    pub account: Account,
    /// Applications with their confirmations, the newest first.
    pub applications: Vec<Submitted>,
    /// Messages, the newest first.
    pub messages: Vec<Message>,
    /// Draft of an application for the current call.
    pub draft: DraftState,
    /// Name of the signing key, one of the keys of confirmations.
    pub key: KeyId,
}

/// File: the data, and their signature ([`rules::signed`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MyDataFile {
    /// The data.
    pub data: MyData,
    /// The signature.
    pub signature: SignatureBytes,
}

/// Reason why a file cannot be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MyDataError {
    /// This version does not know the format.
    #[error("the format is not known")]
    UnknownFormat,
    /// None of the given keys signed it.
    #[error("the signing key is not known")]
    UnknownKey,
    /// The signature does not match: the data were changed.
    #[error("the signature does not match: the data were changed")]
    BadSignature,
    /// The file belongs to another person.
    #[error("the file belongs to another person")]
    OtherPerson,
}

impl From<SignatureError> for MyDataError {
    fn from(error: SignatureError) -> Self {
        match error {
            SignatureError::UnknownKey => Self::UnknownKey,
            SignatureError::BadSignature => Self::BadSignature,
        }
    }
}

/// Signs the data of an account and sets their `format` and `key`.
///
/// # Errors
/// [`CanonicalError`]; never for values of these types, but an error instead of a panic.
pub fn sign(data: MyData, key: &SigningKey) -> Result<MyDataFile, CanonicalError> {
    let data = MyData { format: FORMAT.into(), key: PublicKey::of(key).id, ..data };
    let signature = signed::sign(FORMAT, &canonical::to_string(&data)?, key);
    Ok(MyDataFile { data, signature })
}

/// Verifies the signature of a file, and that it belongs to the person with this personal code, hyphen included.
///
/// # Errors
/// The first [`MyDataError`] that applies.
pub fn verify(file: &MyDataFile, keys: &[PublicKey], personal_code: &str) -> Result<(), MyDataError> {
    if file.data.format != FORMAT {
        return Err(MyDataError::UnknownFormat);
    }
    let canonical = canonical::to_string(&file.data).map_err(|_| MyDataError::UnknownFormat)?;
    signed::verify(FORMAT, &canonical, &file.signature, file.data.key, keys)?;
    if file.data.person.personal_code == personal_code { Ok(()) } else { Err(MyDataError::OtherPerson) }
}
