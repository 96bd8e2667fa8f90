//! The confirmation (pieteikuma saņemšanas apstiprinājums): proof that an application was received, and of what was
//! found, which anyone can check and which names nobody.
//!
//! The signed part holds the hash of the call pack, the salted hash of the facts, the findings and the instant. The
//! holder's part, the facts and the salt, stays with the person: with it the whole decision can be run again. It says
//! *received*, never *granted*.

use alloc::string::String;
use alloc::vec::Vec;

use chrono::{DateTime, FixedOffset};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};

use crate::call::{Call, Clauses};
use crate::canonical::{self, CanonicalError};
use crate::eligibility::{Decision, Finding, Outcome, RuleId, Verdict, assess};
use crate::facts::Facts;
use crate::hash::{Hash, Hex, sha256};
use crate::reading::ReadingId;

/// The format's name; it is signed too, so a signature cannot be carried into another format.
pub const FORMAT: &str = "imk-receipt-1";

/// The name of a signing key: the first eight bytes of the SHA-256 of its public half.
pub type KeyId = Hex<8>;

/// A condition as the signed part keeps it: without facts and remedy, from which a birth date could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignedFinding {
    /// The condition.
    pub rule: RuleId,
    /// Whether it held.
    pub outcome: Outcome,
    /// The sentences it rests on.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub clauses: Clauses,
    /// The reading that decided.
    pub reading: Option<ReadingId>,
}

impl From<&Finding> for SignedFinding {
    fn from(finding: &Finding) -> Self {
        Self { rule: finding.rule, outcome: finding.outcome, clauses: finding.clauses, reading: finding.reading }
    }
}

/// What the signature covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// [`FORMAT`].
    pub format: String,
    /// The application's identifier.
    pub application: String,
    /// The call's name.
    pub call: String,
    /// The programme's identifier.
    pub programme: String,
    /// The study group's identifier.
    pub group: String,
    /// When the application was received, on Riga's clock.
    pub received_at: DateTime<FixedOffset>,
    /// The SHA-256 of the call pack's canonical form.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub pack_hash: Hash,
    /// The SHA-256 of the salt followed by the canonical facts.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub facts_hash: Hash,
    /// What was found.
    pub verdict: Verdict,
    /// Every condition.
    pub findings: Vec<SignedFinding>,
    /// The key it is signed with.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub key: KeyId,
}

/// The signed part with its Ed25519 signature (RFC 8032).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// What is signed.
    pub signed: Signed,
    /// The signature over the format's name, a line feed, and the canonical form of `signed`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub signature: Hex<64>,
}

/// What only the person holds: enough to run the decision again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HolderPart {
    /// The facts the decision was made of.
    pub facts: Facts,
    /// Sixteen random bytes, without which the facts could be guessed from their hash.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub salt: Hex<16>,
}

/// A confirmation as a file: the signed part, and the holder's part unless it was taken out to show it to somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReceiptFile {
    /// The signed part.
    pub receipt: Receipt,
    /// The holder's part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<HolderPart>,
}

/// A public key under which confirmations verify.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicKey {
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: KeyId,
    /// Its 32 bytes.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub key: Hex<32>,
}

impl PublicKey {
    /// The public half of a signing key.
    pub fn of(key: &SigningKey) -> Self {
        let bytes = key.verifying_key().to_bytes();
        Self { id: key_id(&bytes), key: Hex(bytes) }
    }
}

fn key_id(public: &[u8; 32]) -> KeyId {
    let hash = sha256(&[public]);
    let mut id = [0; 8];
    id.copy_from_slice(&hash.0[..8]);
    Hex(id)
}

/// What an application was for; none of it names the person.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The application's identifier.
    pub application: &'a str,
    /// The programme's identifier.
    pub programme: &'a str,
    /// The study group's identifier.
    pub group: &'a str,
}

/// Signs a confirmation of what was decided when an application arrived.
///
/// # Errors
/// [`CanonicalError`] never happens for values of these types; it is passed on so that nothing here can panic.
pub fn sign(
    subject: Subject<'_>,
    call: &Call,
    decision: &Decision,
    holder: HolderPart,
    key: &SigningKey,
) -> Result<ReceiptFile, CanonicalError> {
    let signed = Signed {
        format: FORMAT.into(),
        application: subject.application.into(),
        call: decision.call.clone(),
        programme: subject.programme.into(),
        group: subject.group.into(),
        received_at: decision.at,
        pack_hash: call.pack_hash(),
        facts_hash: facts_hash(&holder)?,
        verdict: decision.verdict,
        findings: decision.findings.iter().map(SignedFinding::from).collect(),
        key: PublicKey::of(key).id,
    };
    let signature = Hex(key.sign(&message(&signed)?).to_bytes());
    Ok(ReceiptFile { receipt: Receipt { signed, signature }, holder: Some(holder) })
}

/// The SHA-256 of the salt followed by the canonical form of the facts.
fn facts_hash(holder: &HolderPart) -> Result<Hash, CanonicalError> {
    Ok(sha256(&[&holder.salt.0, canonical::to_string(&holder.facts)?.as_bytes()]))
}

fn message(signed: &Signed) -> Result<Vec<u8>, CanonicalError> {
    Ok([FORMAT, "\n", &canonical::to_string(signed)?].concat().into_bytes())
}

/// How much of a confirmation could be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verified {
    /// The signature fits: the agency's system received this application and found this.
    Signature,
    /// The signature fits, the facts are the ones that were decided on, and deciding again gives the same findings.
    Decision,
}

/// Why a confirmation does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptError {
    /// It has a format this version does not know.
    UnknownFormat,
    /// It is signed with a key that is not among those given.
    UnknownKey,
    /// The signature does not fit: something was changed.
    BadSignature,
    /// The holder's part is not the one that was decided on.
    OtherFacts,
    /// It rests on a call pack other than the one given.
    OtherPack,
    /// Deciding again gives other findings.
    OtherDecision,
}

impl core::fmt::Display for ReceiptError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::UnknownFormat => "the format is not known",
            Self::UnknownKey => "the signing key is not known",
            Self::BadSignature => "the signature does not fit: something was changed",
            Self::OtherFacts => "the holder's part is not the one that was decided on",
            Self::OtherPack => "it rests on another call pack",
            Self::OtherDecision => "deciding again gives other findings",
        })
    }
}

impl core::error::Error for ReceiptError {}

impl From<CanonicalError> for ReceiptError {
    fn from(_: CanonicalError) -> Self {
        Self::UnknownFormat
    }
}

/// Checks a confirmation: the signature always, the decision where the holder's part is there.
///
/// # Errors
/// The first [`ReceiptError`] that applies.
pub fn verify(file: &ReceiptFile, keys: &[PublicKey], call: &Call) -> Result<Verified, ReceiptError> {
    let signed = &file.receipt.signed;
    verify_signature(&file.receipt, keys)?;
    let Some(holder) = &file.holder else { return Ok(Verified::Signature) };
    if facts_hash(holder)? != signed.facts_hash {
        return Err(ReceiptError::OtherFacts);
    }
    if call.pack_hash() != signed.pack_hash {
        return Err(ReceiptError::OtherPack);
    }
    let again = assess(call, &holder.facts, signed.received_at.to_utc());
    let findings: Vec<_> = again.findings.iter().map(SignedFinding::from).collect();
    if again.verdict == signed.verdict && findings == signed.findings {
        Ok(Verified::Decision)
    } else {
        Err(ReceiptError::OtherDecision)
    }
}

fn verify_signature(receipt: &Receipt, keys: &[PublicKey]) -> Result<(), ReceiptError> {
    if receipt.signed.format != FORMAT {
        return Err(ReceiptError::UnknownFormat);
    }
    let key = keys.iter().find(|key| key.id == receipt.signed.key).ok_or(ReceiptError::UnknownKey)?;
    let public = VerifyingKey::from_bytes(&key.key.0).map_err(|_| ReceiptError::UnknownKey)?;
    public
        .verify_strict(&message(&receipt.signed)?, &Signature::from_bytes(&receipt.signature.0))
        .map_err(|_| ReceiptError::BadSignature)
}
