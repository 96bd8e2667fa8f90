//! `cargo xtask bench stampede`: submissions per second and their latency, over HTTP with prepared sessions, on SQLite
//! and PostgreSQL. The generator and the server share the machine.
//!
//! Latency counts from the instant at which a request was due, not from the one at which it was sent: a slow server
//! cannot hide its queue (coordinated omission).

mod error;
mod load;
mod people;
mod server;
mod store;

use std::path::Path;
use std::time::Duration;

use crate::error::Result;
use crate::load::{Measured, Request};
use crate::server::ImkServer;

/// Time of each step.
const STEP: Duration = Duration::from_secs(4);

/// Connections of the step that searches the peak.
const CLIENTS: usize = 128;

/// Connections of the steps with a fixed rate: enough that a request rarely waits for one.
const CONNECTIONS: usize = 512;

/// Loads in per cent of the peak.
const LOADS: [u32; 4] = [50, 70, 90, 200];

/// Prepared people: each applies once.
const PEOPLE: usize = 120_000;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<()> {
    // Cargo passes `--bench`.
    let number = std::env::var("IMK_BENCH_PEOPLE").map_or(Ok(PEOPLE), |number| number.parse())?;
    let folder = tempfile::tempdir_in(".")?;
    let sqlite = format!("sqlite://{}?mode=rwc", folder.path().join("imk.sqlite").display());
    measure("SQLite (synchronous=FULL)", &sqlite, folder.path(), number).await?;
    match std::env::var("IMK_BENCH_POSTGRES_URL") {
        Ok(url) => measure("PostgreSQL (fsync=on)", &url, folder.path(), number).await,
        Err(_) => {
            println!("PostgreSQL: skipped, IMK_BENCH_POSTGRES_URL names no database");
            Ok(())
        }
    }
}

async fn measure(name: &str, url: &str, data: &Path, number: usize) -> Result<()> {
    println!("{name}");
    let (prepared, mut people) = people::prepare(url, data, number).await?;
    let alone = store::one_by_one(&prepared, people.split_off(people.len() - number / 60)).await?;
    println!("  store, one commit per application   {alone:>7.0}/s");
    let bare = store::batched(&prepared, people.split_off(people.len() - number / 6)).await?;
    println!("  store, batches of {}               {bare:>7.0}/s", store::BATCH);
    prepared.store.close().await;

    let server = ImkServer::start(url, data)?;
    let mut requests: Vec<Request> = people.iter().map(people::Prepared::request).collect();
    let sample = requests.split_off(requests.len() - requests.len() * 3 / 10);
    let (peak, _) = load::closed(&server.address, sample, CLIENTS, STEP).await?;
    let accepted = peak.accepted_per_second();
    println!("  HTTP, {CLIENTS} clients without a pause     {peak}   {:.0} % of the batches", accepted / bare * 100.0);
    for percent in LOADS {
        let rate = accepted * f64::from(percent) / 100.0;
        let wanted = (rate * STEP.as_secs_f64()) as usize;
        let step = requests.split_off(requests.len().saturating_sub(wanted));
        if step.len() < wanted {
            println!("  HTTP, {percent:>3} %: too few people, set IMK_BENCH_PEOPLE");
            continue;
        }
        let measured: Measured = load::open(&server.address, step, CONNECTIONS, rate).await?;
        println!("  HTTP, {percent:>3} % = {rate:>6.0}/s               {measured}");
    }
    Ok(())
}
