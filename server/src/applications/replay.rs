//! Replays stored decisions from the stored call pack and the facts in the receipt, and recounts the assigned seats
//! in the order of the audit log.

use std::collections::{HashMap, HashSet};

use api::{FindingView, Seat, Submitted};
use chrono::{DateTime, FixedOffset};
use rules::call::Call;
use rules::hash::sha256;
use rules::receipt::{ReceiptError, Verified, verify};
use rules::signed::PublicKey;

use crate::applications::store::StoredDecision;
use crate::catalogue::store::StoredSeat;
use crate::platform::store::{Store, StoreError};

/// Number of decisions per query.
const BATCH: u32 = 500;

/// Difference between a stored decision and its replay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A column cannot be read.
    Unreadable(&'static str),
    /// The call pack is missing, or its content has another hash.
    Pack,
    /// The receipt is invalid.
    Receipt(ReceiptError),
    /// The receipt has no facts, so it cannot be replayed.
    NoFacts,
    /// The application and its receipt differ.
    View,
    /// The seat is not the next one in the order of the audit log, or the application shows another one.
    Seat,
    /// The signed ordering instant is not after that of every earlier application in the audit log.
    Order,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable(column) => write!(f, "{column} cannot be read"),
            Self::Pack => f.write_str("its call pack is missing or was changed"),
            Self::Receipt(error) => error.fmt(f),
            Self::NoFacts => f.write_str("its receipt has no facts"),
            Self::View => f.write_str("the application and its receipt differ"),
            Self::Seat => f.write_str("its seat is not the one that was assigned"),
            Self::Order => f.write_str("its signed instant and its place in the audit log differ in order"),
        }
    }
}

/// Result of a replay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Number of replayed decisions.
    pub decisions: u64,
    /// Ids of applications with differences.
    pub differences: Vec<(String, Difference)>,
}

/// Replays every decision in the database, and recounts every seat.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn verify_all(store: &Store, keys: &[PublicKey]) -> Result<Report, StoreError> {
    let seats = store.assigned_seats().await?;
    let mismatched = mismatched(&seats);
    let seats: HashMap<_, _> = seats.iter().map(|seat| (seat.application.as_str(), seat)).collect();
    let (mut report, mut after, mut packs) = (Report::default(), String::new(), HashMap::new());
    let mut order = Vec::new();
    loop {
        let decisions = store.decisions(&after, BATCH).await?;
        let Some(last) = decisions.last() else { break };
        after.clone_from(&last.application);
        for decision in decisions {
            report.decisions += 1;
            let seat = seats.get(decision.application.as_str());
            order.extend(seat.and_then(|seat| place_in_order(seat, &decision)));
            let is_shown = seat.is_none_or(|seat| shows_seat(&decision, seat));
            if mismatched.contains(decision.application.as_str()) || !is_shown {
                report.differences.push((decision.application.clone(), Difference::Seat));
            }
            if !packs.contains_key(&decision.pack_hash) {
                packs.insert(decision.pack_hash.clone(), pack(store, &decision.pack_hash).await?);
            }
            let call = packs.get(&decision.pack_hash).and_then(Option::as_ref);
            if let Err(difference) = replay(&decision, call, keys) {
                report.differences.push((decision.application, difference));
            }
        }
    }
    report.differences.extend(out_of_order(order).map(|application| (application, Difference::Order)));
    Ok(report)
}

/// Place of an application in the audit log, and its signed ordering instant if its receipt has one.
struct PlaceInOrder {
    entry: i64,
    ordered_at: DateTime<FixedOffset>,
    application: String,
}

fn place_in_order(seat: &StoredSeat, decision: &StoredDecision) -> Option<PlaceInOrder> {
    let ordered_at = decision.content.as_ref().ok()?.receipt.receipt.signed.ordered_at?;
    Some(PlaceInOrder { entry: seat.entry?, ordered_at, application: decision.application.clone() })
}

/// Applications whose instant is not after that of the application before them in the audit log.
fn out_of_order(mut order: Vec<PlaceInOrder>) -> impl Iterator<Item = String> {
    order.sort_by_key(|place| place.entry);
    let mut last = None;
    order.into_iter().filter_map(move |place| {
        let is_later = last.is_none_or(|last| last < place.ordered_at);
        last = Some(place.ordered_at);
        (!is_later).then_some(place.application)
    })
}

async fn pack(store: &Store, hash: &str) -> Result<Option<Call>, StoreError> {
    let content = store.pack(hash).await?.filter(|content| sha256(&[content.as_bytes()]).to_string() == hash);
    Ok(content.and_then(|content| Call::parse(content.as_bytes()).ok()))
}

/// Applications whose seats differ from a recount: per study group, in the order of the audit log, first the seats of
/// the group, then the waiting list (R8). If one was moved, those in between are reported as well.
fn mismatched(seats: &[StoredSeat]) -> HashSet<&str> {
    let (mut found, mut group, mut held, mut waiting) = (HashSet::new(), "", 0, 0);
    for seat in seats {
        if seat.group != group {
            (group, held, waiting) = (&seat.group, 0, 0);
        }
        let is_next = match seat.seat.as_str() {
            "held" => {
                held += 1;
                seat.number == Some(held) && waiting == 0 && held <= i64::from(seat.seats)
            }
            "waiting" => {
                waiting += 1;
                seat.number == Some(waiting)
            }
            _ => seat.number.is_none(),
        };
        if !(is_next && seat.entry.is_some()) {
            found.insert(seat.application.as_str());
        }
    }
    found
}

/// Whether the application's view shows the stored seat. An unreadable view is a difference by itself.
fn shows_seat(decision: &StoredDecision, seat: &StoredSeat) -> bool {
    decision.content.as_ref().map_or(true, |Submitted { application, .. }| {
        let (kind, number) = match application.seat {
            Seat::Held => ("held", seat.number),
            Seat::Waiting { number } => ("waiting", Some(i64::from(number))),
            Seat::Draw => ("draw", None),
        };
        application.group == seat.group && (kind, number) == (seat.seat.as_str(), seat.number)
    })
}

fn replay(decision: &StoredDecision, call: Option<&Call>, keys: &[PublicKey]) -> Result<(), Difference> {
    let submitted = decision.content.as_ref().map_err(|column| Difference::Unreadable(column))?;
    let call = call.ok_or(Difference::Pack)?;
    match verify(&submitted.receipt, keys, call) {
        Ok(Verified::Decision) => {}
        Ok(Verified::Signature) => return Err(Difference::NoFacts),
        Err(error) => return Err(Difference::Receipt(error)),
    }
    if is_the_view_of(submitted, &decision.application) { Ok(()) } else { Err(Difference::View) }
}

/// Whether the application matches its receipt.
fn is_the_view_of(Submitted { application, receipt }: &Submitted, id: &str) -> bool {
    let signed = &receipt.receipt.signed;
    let findings = signed.findings.iter().map(FindingView::from);
    application.id == id
        && application.id == signed.application
        && application.call == signed.call
        && application.programme == signed.programme
        && application.group == signed.group
        && application.submitted_at == signed.received_at
        && application.verdict == signed.verdict
        && application.findings == findings.collect::<Vec<_>>()
}
