//! Two servers on one PostgreSQL race for the last places, over HTTP. `IMK_RACE_ATTEMPTS` says how many attempts there are
//! in all, 1,000 where it says nothing; the long form is 10,000.

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
use crate::people::{arrives, begins_a_session, call, now};
use crate::processes::{Server, client};

/// How many requests are under way at once.
const AT_ONCE: usize = 32;

/// A study group, and how many places it has.
struct Group {
    programme: String,
    id: String,
    places: usize,
}

/// So many attempts come to each place, so that every group has a last one to race for.
const ATTEMPTS_PER_PLACE: usize = 3;

/// Groups that end in time, until they have a third as many places as there are attempts.
fn groups(attempts: usize) -> Vec<Group> {
    let call = call();
    let (catalogue, _) = Catalogue::parse(demonstration::CATALOGUE, &call).unwrap();
    let (mut groups, mut places) = (Vec::new(), 0);
    for programme in catalogue.programmes {
        for group in programme.groups.iter().filter(|group| group.ends_on <= call.usable_until) {
            if places * ATTEMPTS_PER_PLACE < attempts {
                places += usize::from(group.seats);
                let (programme, id) = (programme.id.clone(), group.id.clone());
                groups.push(Group { programme, id, places: group.seats.into() });
            }
        }
    }
    groups
}

/// Runs `work` for each number below `count`, some at a time.
async fn each<W, F>(count: usize, work: W)
where
    W: Fn(usize) -> F + Clone + Send + 'static,
    F: Future<Output = ()> + Send,
{
    let next = Arc::new(AtomicUsize::new(0));
    let workers = (0..AT_ONCE).map(|_| {
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

/// Somebody who is signed in: the session's secret.
async fn signed_in(store: &Store) -> String {
    let person = arrives(store, "Anna Ozola").await;
    begins_a_session(store, &person, None, now()).await
}

async fn submit(client: &reqwest::Client, url: &str, secret: &str, group: &Group) -> String {
    let body = json!({
        "call": "2025-06", "programme": group.programme, "group": group.id, "language": "lv",
        "facts": { "birth_date": "1988-03-14", "earlier_grant_without_choice": false, "still_learning": false,
            "interrupted_learning": false },
        "contact": { "email": "anna.ozola@epasts.lv", "phone": "26123456" },
    });
    let request = client.post(url).header("cookie", format!("imk={secret}")).header("x-imk-csrf", "1");
    let answer = request.header("idempotency-key", "the-only-attempt").body(body.to_string()).send().await.unwrap();
    let (status, text) = (answer.status(), answer.text().await.unwrap());
    assert_eq!(status.as_u16(), 201, "{text}");
    text
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_that_race_for_the_last_places_sell_every_place_once() {
    let Some(database) = Database::postgres().await else { return };
    let attempts = std::env::var("IMK_RACE_ATTEMPTS").map_or(1_000, |count| count.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let start = |log: &str| Server::start(&database.url, folder.path(), &folder.path().join(log), "warn");
    let servers = [start("one.log"), start("two.log")];
    let store = Store::open(&database.url, DataDir::open(folder.path()).unwrap().cipher().unwrap()).await.unwrap();

    let secrets = Arc::new(std::sync::Mutex::new(vec![String::new(); attempts]));
    let seeded = (store.clone(), secrets.clone());
    each(attempts, move |number| {
        let (store, secrets) = seeded.clone();
        async move {
            let secret = signed_in(&store).await;
            secrets.lock().unwrap()[number] = secret;
        }
    })
    .await;

    let (groups, client) = (Arc::new(groups(attempts)), client());
    let urls = [servers[0].url("applications"), servers[1].url("applications")];
    let answers = Arc::new(std::sync::Mutex::new(Vec::new()));
    let race = (client, urls, secrets, groups.clone(), answers.clone());
    each(attempts, move |number| {
        let (client, urls, secrets, groups, answers) = race.clone();
        async move {
            let secret = secrets.lock().unwrap()[number].clone();
            let group = &groups[number % groups.len()];
            let (here, there) = (&urls[number % 2], &urls[(number + 1) % 2]);
            let answer = if number % 50 == 0 {
                // The same attempt at both servers at once is one application.
                let both = tokio::join!(submit(&client, here, &secret, group), submit(&client, there, &secret, group));
                assert_eq!(both.0, both.1);
                both.0
            } else {
                submit(&client, here, &secret, group).await
            };
            answers.lock().unwrap().push(answer);
        }
    })
    .await;

    let taken = answers.lock().unwrap().iter().map(|text| serde_json::from_str::<Submitted>(text).unwrap()).collect();
    judge(attempts, &groups, taken, &store).await;
}

async fn judge(attempts: usize, groups: &[Group], taken: Vec<Submitted>, store: &Store) {
    let mut places = BTreeMap::<String, (usize, Vec<u32>)>::new();
    for submitted in taken {
        let (held, waiting) = places.entry(submitted.application.group).or_default();
        match submitted.application.seat {
            Seat::Held => *held += 1,
            Seat::Waiting { number } => waiting.push(number),
            Seat::Draw => panic!("this call gives places to who comes first"),
        }
    }
    let (mut oversold, mut unsold, mut twice, mut counted) = (0, 0, 0, 0);
    let stored = store.free_seats(None).await.unwrap();
    for (index, group) in groups.iter().enumerate() {
        let wanted = attempts / groups.len() + usize::from(index < attempts % groups.len());
        let (held, mut waiting) = places.remove(&group.id).unwrap_or_default();
        oversold += held.saturating_sub(group.places);
        unsold += group.places.min(wanted).saturating_sub(held);
        waiting.sort_unstable();
        let expected: Vec<u32> = (1..).take(wanted.saturating_sub(group.places)).collect();
        twice += usize::from(waiting != expected);
        counted += held + waiting.len();
        let row = stored.iter().find(|row| row.group == group.id).unwrap();
        assert_eq!((row.free as usize, row.waiting as usize), (group.places - held, waiting.len()), "{}", group.id);
    }
    println!(
        "attempts {attempts}, groups {}, oversold {oversold}, unsold {unsold}, waiting lists with a gap or a number twice {twice}",
        groups.len()
    );
    assert_eq!((oversold, unsold, twice, counted), (0, 0, 0, attempts));
}
