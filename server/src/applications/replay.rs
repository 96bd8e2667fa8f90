//! Runs stored decisions again: from the call pack that the database keeps and the facts in the confirmation. And counts the
//! places again that were given, in the order of the audit log.

use std::collections::{HashMap, HashSet};

use api::{FindingView, Seat, Submitted};
use rules::call::Call;
use rules::hash::sha256;
use rules::receipt::{PublicKey, ReceiptError, Verified, verify};

use crate::applications::store::StoredDecision;
use crate::catalogue::store::StoredPlace;
use crate::platform::store::{Store, StoreError};

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
    /// The place is not the one that came next in the order of the audit log, or is another one than the application says.
    Seat,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable(column) => write!(f, "{column} holds something that was not written there"),
            Self::Pack => f.write_str("its call pack is missing or was changed"),
            Self::Receipt(error) => error.fmt(f),
            Self::NoFacts => f.write_str("its confirmation has no facts"),
            Self::View => f.write_str("the application and its confirmation differ"),
            Self::Seat => f.write_str("its place is not the one that it was given"),
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

/// Runs every decision in the database again, and counts every place.
///
/// # Errors
/// [`StoreError`] where the database fails.
pub async fn verify_all(store: &Store, keys: &[PublicKey]) -> Result<Report, StoreError> {
    let places = store.given_places().await?;
    let misplaced = misplaced(&places);
    let places: HashMap<_, _> = places.iter().map(|place| (place.application.as_str(), place)).collect();
    let (mut report, mut after, mut packs) = (Report::default(), String::new(), HashMap::new());
    loop {
        let decisions = store.decisions(&after, BATCH).await?;
        let Some(last) = decisions.last() else { return Ok(report) };
        after.clone_from(&last.application);
        for decision in decisions {
            report.decisions += 1;
            let place = places.get(decision.application.as_str());
            let is_told = place.is_none_or(|place| says_so(&decision, place));
            if misplaced.contains(decision.application.as_str()) || !is_told {
                report.differences.push((decision.application.clone(), Difference::Seat));
            }
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

/// The applications whose places are not those that counting gives: per study group, in the order of the log, first the
/// places that it has, then the waiting list (R8). Where one was moved, those between are named with it.
fn misplaced(places: &[StoredPlace]) -> HashSet<&str> {
    let (mut found, mut group, mut held, mut waiting) = (HashSet::new(), "", 0, 0);
    for place in places {
        if place.group != group {
            (group, held, waiting) = (&place.group, 0, 0);
        }
        let is_next = match place.place.as_str() {
            "held" => {
                held += 1;
                place.number == Some(held) && waiting == 0 && held <= i64::from(place.places)
            }
            "waiting" => {
                waiting += 1;
                place.number == Some(waiting)
            }
            _ => place.number.is_none(),
        };
        if !(is_next && place.entry.is_some()) {
            found.insert(place.application.as_str());
        }
    }
    found
}

/// Whether the application's owner sees the same place. A view that cannot be read is a difference of its own.
fn says_so(decision: &StoredDecision, place: &StoredPlace) -> bool {
    decision.content.as_ref().map_or(true, |Submitted { application, .. }| {
        let (kind, number) = match application.seat {
            Seat::Held => ("held", place.number),
            Seat::Waiting { number } => ("waiting", Some(i64::from(number))),
            Seat::Draw => ("draw", None),
        };
        application.group == place.group && (kind, number) == (place.place.as_str(), place.number)
    })
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
