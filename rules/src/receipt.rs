//! Confirmation (pieteikuma saņemšanas apstiprinājums): signed proof that an application was received, with the
//! findings. Anyone can verify it; it does not name the person.
//!
//! The signed part contains the hash of the call pack, the salted hash of the facts, the findings and the instants.
//! Only the person has the holder's part, facts and salt, with which the whole decision can be repeated. A confirmation
//! says *received*, never *granted*.

use alloc::string::String;
use alloc::vec::Vec;

use chrono::{DateTime, FixedOffset, NaiveDate};
use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::canonical::{self, CanonicalError};
use crate::clause::Clauses;
use crate::eligibility::{Decision, Finding, Outcome, Verdict, assess};
use crate::facts::{Answer, Facts};
use crate::hash::{Hash, Hex, sha256};
use crate::reading::ReadingId;
use crate::rule::RuleId;
use crate::signed::{self, KeyId, PublicKey, SignatureBytes, SignatureError};

/// Name of the format of new confirmations.
pub const FORMAT: &str = "imk-receipt-2";

/// First format, without the ordering instant. Confirmations of this format stay valid.
const FORMAT_1: &str = "imk-receipt-1";

/// Finding in the signed part, without facts and remedy, which would reveal a birth date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignedFinding {
    /// The condition.
    pub rule: RuleId,
    /// The outcome.
    pub outcome: Outcome,
    /// Clauses that the condition rests on.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub clauses: Clauses,
    /// Reading that decided the outcome.
    pub reading: Option<ReadingId>,
}

impl From<&Finding> for SignedFinding {
    fn from(finding: &Finding) -> Self {
        Self { rule: finding.rule, outcome: finding.outcome, clauses: finding.clauses, reading: finding.reading }
    }
}

/// Content that the signature covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReceiptContent {
    /// [`FORMAT`], or the name of an earlier format.
    pub format: String,
    /// Identifier of the application.
    pub application: String,
    /// Name of the call.
    pub call: String,
    /// Identifier of the programme.
    pub programme: String,
    /// Identifier of the study group.
    pub group: String,
    /// Instant at which the request arrived, in Riga time. It decides the window (N3).
    pub received_at: DateTime<FixedOffset>,
    /// Instant that decides the order of seats (reading R8), in Riga time, to the microsecond. No two applications have
    /// the same one. Absent in `imk-receipt-1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordered_at: Option<DateTime<FixedOffset>>,
    /// SHA-256 of the canonical call pack.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub pack_hash: Hash,
    /// SHA-256 of the salt followed by the canonical facts and declared facts.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub facts_hash: Hash,
    /// The verdict.
    pub verdict: Verdict,
    /// One finding for each condition.
    pub findings: Vec<SignedFinding>,
    /// Name of the signing key.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub key: KeyId,
}

/// Signed part with its signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The signed content.
    pub signed: ReceiptContent,
    /// Signature ([`crate::signed`]) over the canonical form of `signed`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub signature: SignatureBytes,
}

/// Part that only the person has. It is sufficient to repeat the decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HolderPart {
    /// Facts behind the decision: the register's where it has them, else the person's.
    pub facts: Facts,
    /// Facts as the person stated them; unknown where the person was not asked.
    pub declared: Facts,
    /// Sixteen random bytes, so that the facts cannot be guessed from their hash.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub salt: Hex<16>,
}

/// Confirmation as a file: the signed part, and the holder's part unless the person removed it before showing the file.
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

/// Identifiers of an application. None of them names the person.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// Identifier of the application.
    pub application: &'a str,
    /// Identifier of the programme.
    pub programme: &'a str,
    /// Identifier of the study group.
    pub group: &'a str,
}

/// Confirmation before its order among all applications is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsignedReceipt {
    content: ReceiptContent,
    holder: HolderPart,
}

impl UnsignedReceipt {
    /// Prepares the confirmation of the decision on a received application.
    ///
    /// # Errors
    /// [`CanonicalError`]; never for values of these types, but an error instead of a panic.
    pub fn new(
        subject: Subject<'_>,
        call: &Call,
        decision: &Decision,
        holder: HolderPart,
    ) -> Result<Self, CanonicalError> {
        let content = ReceiptContent {
            format: FORMAT.into(),
            application: subject.application.into(),
            call: decision.call.clone(),
            programme: subject.programme.into(),
            group: subject.group.into(),
            received_at: decision.at,
            ordered_at: None,
            pack_hash: call.pack_hash(),
            facts_hash: facts_hash(&holder)?,
            verdict: decision.verdict,
            findings: decision.findings.iter().map(SignedFinding::from).collect(),
            // The signing key fills it in.
            key: Hex([0; 8]),
        };
        Ok(Self { content, holder })
    }

    /// Returns the SHA-256 of the call pack.
    pub const fn pack_hash(&self) -> Hash {
        self.content.pack_hash
    }

    /// Signs the confirmation with the instant that orders it.
    ///
    /// # Errors
    /// [`CanonicalError`]; never for values of these types, but an error instead of a panic.
    pub fn sign(&self, ordered_at: DateTime<FixedOffset>, key: &SigningKey) -> Result<ReceiptFile, CanonicalError> {
        let content =
            ReceiptContent { ordered_at: Some(ordered_at), key: PublicKey::of(key).id, ..self.content.clone() };
        let signature = signed::sign(FORMAT, &canonical::to_string(&content)?, key);
        Ok(ReceiptFile { receipt: Receipt { signed: content, signature }, holder: Some(self.holder) })
    }
}

/// Facts in the canonical form of both formats. A fact that is added later belongs to a new format, so that the hash in
/// an old confirmation stays the same.
#[derive(Serialize)]
struct HashedFacts {
    birth_date: Option<NaiveDate>,
    earlier_grant_without_choice: Answer,
    still_learning: Answer,
    interrupted_learning: Answer,
    completed_learning: Answer,
    still_learning_elsewhere: Answer,
    interrupted_learning_elsewhere: Answer,
}

impl From<&Facts> for HashedFacts {
    fn from(facts: &Facts) -> Self {
        Self {
            birth_date: facts.birth_date,
            earlier_grant_without_choice: facts.earlier_grant_without_choice,
            still_learning: facts.still_learning,
            interrupted_learning: facts.interrupted_learning,
            completed_learning: facts.completed_learning,
            still_learning_elsewhere: facts.still_learning_elsewhere,
            interrupted_learning_elsewhere: facts.interrupted_learning_elsewhere,
        }
    }
}

/// Returns the SHA-256 of the salt followed by the canonical facts and declared facts.
fn facts_hash(holder: &HolderPart) -> Result<Hash, CanonicalError> {
    let hashed = |facts| canonical::to_string(&HashedFacts::from(facts));
    let (facts, declared) = (hashed(&holder.facts)?, hashed(&holder.declared)?);
    Ok(sha256(&[&holder.salt.0, facts.as_bytes(), declared.as_bytes()]))
}

/// Verified part of a confirmation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verified {
    /// The signature is valid: the agency's system received this application and recorded these findings.
    Signature,
    /// The signature is valid, the facts match their hash, and repeating the decision gives the same findings.
    Decision,
}

/// Reason why a confirmation is invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptError {
    /// This version does not know the format.
    #[error("the format is not known")]
    UnknownFormat,
    /// None of the given keys signed it.
    #[error("the signing key is not known")]
    UnknownKey,
    /// The signature does not match: the content was changed.
    #[error("the signature does not match: the content was changed")]
    BadSignature,
    /// The facts of the holder's part do not match their hash.
    #[error("the facts of the holder's part are not those of the decision")]
    OtherFacts,
    /// The decision is based on another call pack.
    #[error("the decision is based on another call pack")]
    OtherPack,
    /// Repeating the decision gives other findings.
    #[error("repeating the decision gives other findings")]
    OtherDecision,
}

impl From<CanonicalError> for ReceiptError {
    fn from(_: CanonicalError) -> Self {
        Self::UnknownFormat
    }
}

impl From<SignatureError> for ReceiptError {
    fn from(error: SignatureError) -> Self {
        match error {
            SignatureError::UnknownKey => Self::UnknownKey,
            SignatureError::BadSignature => Self::BadSignature,
        }
    }
}

/// Verifies a confirmation: always its signature, and the decision if the holder's part is present.
///
/// # Errors
/// The first [`ReceiptError`] that applies.
pub fn verify(file: &ReceiptFile, keys: &[PublicKey], call: &Call) -> Result<Verified, ReceiptError> {
    let Receipt { signed: content, signature } = &file.receipt;
    let format = known_format(content)?;
    signed::verify(format, &canonical::to_string(content)?, signature, content.key, keys)?;
    let Some(holder) = &file.holder else { return Ok(Verified::Signature) };
    if facts_hash(holder)? != content.facts_hash {
        return Err(ReceiptError::OtherFacts);
    }
    if call.pack_hash() != content.pack_hash {
        return Err(ReceiptError::OtherPack);
    }
    let decision = assess(call, &holder.facts, content.received_at.to_utc());
    let findings: Vec<_> = decision.findings.iter().map(SignedFinding::from).collect();
    if decision.verdict == content.verdict && findings == content.findings {
        Ok(Verified::Decision)
    } else {
        Err(ReceiptError::OtherDecision)
    }
}

/// Returns the name of a known format that has exactly the fields of the content.
fn known_format(content: &ReceiptContent) -> Result<&'static str, ReceiptError> {
    match (content.format.as_str(), content.ordered_at) {
        (FORMAT, Some(_)) => Ok(FORMAT),
        (FORMAT_1, None) => Ok(FORMAT_1),
        _ => Err(ReceiptError::UnknownFormat),
    }
}
