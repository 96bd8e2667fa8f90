//! Race of two servers on one PostgreSQL for the last seats, over HTTP. `IMK_RACE_ATTEMPTS` sets the number of attempts
//! (default 1,000; the long run uses 10,000).

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use api::{Seat, Submitted};
use rules::catalogue::Catalogue;
use serde_json::json;
use server::platform::data_dir::DataDir;
use server::platform::demonstration;
use server::platform::store::Store;

use crate::databases::Database;
use crate::people::{call, now, person_with_account, start_session};
use crate::processes::{Server, client};

/// Number of concurrent requests.
const CONCURRENCY: usize = 32;

/// Study group with its number of seats.
struct Group {
    programme: String,
    id: String,
    seats: usize,
}

/// Attempts for each seat, so that every group has a last seat to race for.
const ATTEMPTS_PER_SEAT: usize = 3;

/// Groups that end before the last usable day, with a third as many seats as attempts.
fn groups(attempts: usize) -> Vec<Group> {
    let call = call();
    let (catalogue, _) = Catalogue::parse(demonstration::CATALOGUE, &call).unwrap();
    let (mut groups, mut seats) = (Vec::new(), 0);
    for programme in catalogue.programmes {
        for group in programme.groups.iter().filter(|group| group.ends_on <= call.usable_until) {
            if seats * ATTEMPTS_PER_SEAT < attempts {
                seats += usize::from(group.seats);
                let (programme, id) = (programme.id.clone(), group.id.clone());
                groups.push(Group { programme, id, seats: group.seats.into() });
            }
        }
    }
    groups
}

/// Runs `work` for each number below `count`, with [`CONCURRENCY`] workers.
async fn run_concurrently<W, F>(count: usize, work: W)
where
    W: Fn(usize) -> F + Clone + Send + 'static,
    F: Future<Output = ()> + Send,
{
    let next = Arc::new(AtomicUsize::new(0));
    let workers = (0..CONCURRENCY).map(|_| {
        let (next, work) = (next.clone(), work.clone());
        tokio::spawn(async move {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= count {
                    break;
                }
                work(number).await;
            }
        })
    });
    for worker in workers.collect::<Vec<_>>() {
        worker.await.unwrap();
    }
}

/// Creates a person with a session; returns the session's secret.
async fn signed_in(store: &Store) -> String {
    let person = person_with_account(store, "Anna Ozola").await;
    start_session(store, &person, None, now()).await
}

async fn submit(client: &reqwest::Client, url: &str, secret: &str, group: &Group) -> String {
    let body = json!({
        "call": "2025-06", "programme": group.programme, "group": group.id, "language": "lv",
        "facts": { "birth_date": "1988-03-14", "earlier_grant_without_choice": false, "still_learning": false,
            "interrupted_learning": false },
        "contact": { "email": "anna.ozola@epasts.lv", "phone": "26123456" },
        "declaration": true,
    });
    let request = client.post(url).header("cookie", format!("imk={secret}")).header("x-imk-csrf", "1");
    let response = request.header("idempotency-key", "the-only-attempt").body(body.to_string()).send().await.unwrap();
    let (status, text) = (response.status(), response.text().await.unwrap());
    assert_eq!(status.as_u16(), 201, "{text}");
    text
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_racing_servers_assign_every_seat_once() {
    let Some(database) = Database::postgres().await else { return };
    let attempts = std::env::var("IMK_RACE_ATTEMPTS").map_or(1_000, |count| count.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let start = |log: &str| Server::start(&database.url, folder.path(), &folder.path().join(log), "warn");
    let servers = [start("one.log"), start("two.log")];
    let store = Store::open(&database.url, DataDir::open(folder.path()).unwrap().cipher().unwrap()).await.unwrap();

    let secrets = Arc::new(std::sync::Mutex::new(vec![String::new(); attempts]));
    let seeded = (store.clone(), secrets.clone());
    run_concurrently(attempts, move |number| {
        let (store, secrets) = seeded.clone();
        async move {
            let secret = signed_in(&store).await;
            secrets.lock().unwrap()[number] = secret;
        }
    })
    .await;

    let (groups, client) = (Arc::new(groups(attempts)), client());
    let urls = [servers[0].url("applications"), servers[1].url("applications")];
    let responses = Arc::new(std::sync::Mutex::new(Vec::new()));
    let race = (client, urls, secrets, groups.clone(), responses.clone());
    run_concurrently(attempts, move |number| {
        let (client, urls, secrets, groups, responses) = race.clone();
        async move {
            let secret = secrets.lock().unwrap()[number].clone();
            let group = &groups[number % groups.len()];
            let (first, second) = (&urls[number % 2], &urls[(number + 1) % 2]);
            let response = if number % 50 == 0 {
                // The same attempt on both servers concurrently creates one application.
                let both =
                    tokio::join!(submit(&client, first, &secret, group), submit(&client, second, &secret, group));
                assert_eq!(both.0, both.1);
                both.0
            } else {
                submit(&client, first, &secret, group).await
            };
            responses.lock().unwrap().push(response);
        }
    })
    .await;

    let accepted =
        responses.lock().unwrap().iter().map(|text| serde_json::from_str::<Submitted>(text).unwrap()).collect();
    check_seats(attempts, &groups, accepted, &store).await;
}

async fn check_seats(attempts: usize, groups: &[Group], accepted: Vec<Submitted>, store: &Store) {
    let mut seats = BTreeMap::<String, (usize, Vec<u32>)>::new();
    for submitted in accepted {
        let (held, waiting) = seats.entry(submitted.application.group).or_default();
        match submitted.application.seat {
            Seat::Held => *held += 1,
            Seat::Waiting { number } => waiting.push(number),
            Seat::Draw => panic!("this call assigns seats in order of submission"),
        }
    }
    let (mut oversold, mut unsold, mut twice, mut counted) = (0, 0, 0, 0);
    let stored = store.free_seats(None).await.unwrap();
    for (index, group) in groups.iter().enumerate() {
        let wanted = attempts / groups.len() + usize::from(index < attempts % groups.len());
        let (held, mut waiting) = seats.remove(&group.id).unwrap_or_default();
        oversold += held.saturating_sub(group.seats);
        unsold += group.seats.min(wanted).saturating_sub(held);
        waiting.sort_unstable();
        let expected: Vec<u32> = (1..).take(wanted.saturating_sub(group.seats)).collect();
        twice += usize::from(waiting != expected);
        counted += held + waiting.len();
        let row = stored.iter().find(|row| row.group == group.id).unwrap();
        assert_eq!((row.free as usize, row.waiting as usize), (group.seats - held, waiting.len()), "{}", group.id);
    }
    println!(
        "attempts {attempts}, groups {}, oversold {oversold}, unsold {unsold}, wrong waiting lists {twice}",
        groups.len()
    );
    assert_eq!((oversold, unsold, twice, counted), (0, 0, 0, attempts));
}
