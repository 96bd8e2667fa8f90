//! Submissions without HTTP: the same decisions, signatures and statements, in batches or one commit each.

use std::time::Instant;

use api::{Application, ApplicationState, FindingView, Seat};
use rules::eligibility::assess;
use rules::facts::{Answer, Facts};
use rules::hash::Hex;
use rules::receipt::{HolderPart, Subject, UnsignedReceipt};
use server::applications::store::NewApplication;
use server::platform::random;

use crate::error::Result;
use crate::people::{Prepared, Ready, now};

/// Submissions per transaction, as in the server.
pub(crate) const BATCH: usize = 256;

/// Applications per second with one commit for each.
pub(crate) async fn one_by_one(ready: &Ready, people: Vec<Prepared>) -> Result<f64> {
    in_batches(ready, people, 1).await
}

/// Applications per second in batches of [`BATCH`].
pub(crate) async fn batched(ready: &Ready, people: Vec<Prepared>) -> Result<f64> {
    in_batches(ready, people, BATCH).await
}

async fn in_batches(ready: &Ready, people: Vec<Prepared>, size: usize) -> Result<f64> {
    let new = people.iter().map(|person| application(ready, person)).collect::<Result<Vec<_>>>()?;
    let start = Instant::now();
    for batch in new.chunks(size) {
        ready.store.submit(batch, &ready.keys.signing, now).await?;
    }
    Ok(new.len() as f64 / start.elapsed().as_secs_f64())
}

fn application(ready: &Ready, person: &Prepared) -> Result<NewApplication> {
    let (call, id) = (&ready.call, random::id()?);
    let facts = Facts {
        birth_date: chrono::NaiveDate::from_ymd_opt(1988, 3, 14),
        earlier_grant_without_choice: Answer::No,
        still_learning: Answer::No,
        interrupted_learning: Answer::No,
        ..Facts::default()
    };
    let decision = assess(call, &facts, now());
    let subject = Subject { application: &id, programme: &person.programme, group: &person.group };
    let holder = HolderPart { facts, declared: facts, salt: Hex(random::bytes()?) };
    let receipt = UnsignedReceipt::new(subject, call, &decision, holder).map_err(|error| error.to_string())?;
    let programme = ready.catalogue.programme(&person.programme).ok_or("unknown programme")?;
    let group = programme.group(&person.group).ok_or("unknown group")?;
    Ok(NewApplication {
        person: person.id.clone(),
        key: "the-only-attempt".into(),
        body_hash: "hash of the body".into(),
        body: person.body(),
        application: Application {
            id,
            call: call.id.clone(),
            programme: programme.id.clone(),
            title: programme.title.clone(),
            group: group.id.clone(),
            starts_on: group.starts_on,
            ends_on: group.ends_on,
            state: ApplicationState::Submitted,
            seat: Seat::Draw,
            submitted_at: decision.at,
            verdict: decision.verdict,
            findings: FindingView::of(&decision),
        },
        receipt,
        live: call.readings.live_applications,
        seat_order: call.readings.seat_order,
        message_id: random::id()?,
    })
}
