//! Runs stored decisions again: from the call pack that the database keeps and the facts in the confirmation.

use std::collections::HashMap;

use rules::call::Call;
use rules::hash::sha256;
use rules::receipt::{PublicKey, ReceiptError, Verified, verify};
use rules::wire::{FindingView, Submitted};

use crate::store::{Store, StoreError, StoredDecision};

/// How many decisions are read at a time.
const BATCH: u32 = 500;

/// Why a stored decision is not what deciding again gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A column holds something that was not written there.
    Unreadable(&'static str),
    /// The database has no call pack of this hash, or its content has another hash.
    Pack,
    /// The confirmation does not hold.
    Receipt(ReceiptError),
    /// The confirmation has no facts, so there is nothing to decide from.
    NoFacts,
    /// The application says something else than its confirmation.
    View,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable(column) => write!(f, "{column} holds something that was not written there"),
            Self::Pack => f.write_str("its call pack is missing or was changed"),
            Self::Receipt(error) => error.fmt(f),
            Self::NoFacts => f.write_str("its confirmation has no facts"),
            Self::View => f.write_str("the application and its confirmation differ"),
        }
    }
}

/// Decisions read, and those that differ with their applications' ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many decisions were run again.
    pub decisions: u64,
    /// Which of them differ.
    pub differences: Vec<(String, Difference)>,
}

/// Runs every decision in the database again.
///
/// # Errors
/// [`StoreError`] where the database fails.
pub async fn verify_all(store: &Store, keys: &[PublicKey]) -> Result<Report, StoreError> {
    let (mut report, mut after, mut packs) = (Report::default(), String::new(), HashMap::new());
    loop {
        let decisions = store.decisions(&after, BATCH).await?;
        let Some(last) = decisions.last() else { return Ok(report) };
        after.clone_from(&last.application);
        for decision in decisions {
            report.decisions += 1;
            if !packs.contains_key(&decision.pack_hash) {
                packs.insert(decision.pack_hash.clone(), pack(store, &decision.pack_hash).await?);
            }
            let call = packs.get(&decision.pack_hash).and_then(Option::as_ref);
            if let Err(difference) = run_again(&decision, call, keys) {
                report.differences.push((decision.application, difference));
            }
        }
    }
}

async fn pack(store: &Store, hash: &str) -> Result<Option<Call>, StoreError> {
    let content = store.pack(hash).await?.filter(|content| sha256(&[content.as_bytes()]).to_string() == hash);
    Ok(content.and_then(|content| Call::parse(content.as_bytes()).ok()))
}

fn run_again(decision: &StoredDecision, call: Option<&Call>, keys: &[PublicKey]) -> Result<(), Difference> {
    let submitted = decision.content.as_ref().map_err(|column| Difference::Unreadable(column))?;
    let call = call.ok_or(Difference::Pack)?;
    match verify(&submitted.receipt, keys, call) {
        Ok(Verified::Decision) => {}
        Ok(Verified::Signature) => return Err(Difference::NoFacts),
        Err(error) => return Err(Difference::Receipt(error)),
    }
    if is_the_view_of(submitted, &decision.application) { Ok(()) } else { Err(Difference::View) }
}

/// Whether the application says what its confirmation says.
fn is_the_view_of(Submitted { application, receipt }: &Submitted, id: &str) -> bool {
    let signed = &receipt.receipt.signed;
    let findings = signed.findings.iter().map(|finding| FindingView {
        rule: finding.rule,
        outcome: finding.outcome,
        clauses: finding.clauses.iter().collect(),
        reading: finding.reading,
    });
    application.id == id
        && application.id == signed.application
        && application.call == signed.call
        && application.programme == signed.programme
        && application.group == signed.group
        && application.submitted_at == signed.received_at
        && application.verdict == signed.verdict
        && application.findings == findings.collect::<Vec<_>>()
}
