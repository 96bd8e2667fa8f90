//! Group commit: batches keep their order, and one submission never decides the outcome of another.

use std::sync::Arc;

use api::{Seat, Submitted};
use chrono::{DateTime, TimeDelta, Utc};
use server::applications::queue::SubmissionQueue;
use server::applications::replay::{Difference, verify_all};
use server::applications::store::{NewApplication, SubmitOutcome};
use server::platform::clock::Clock;
use server::platform::data_dir::DataDir;
use server::platform::random;
use server::platform::store::Store;

use crate::databases::Database;
use crate::people::{accepted, add_group, keys, new_application, now, person_with_account, signing_key};

async fn people(store: &Store, number: usize) -> Vec<String> {
    let mut people = Vec::new();
    for _ in 0..number {
        people.push(person_with_account(store, "Anna Ozola").await);
    }
    people
}

async fn submit(store: &Store, batch: &[NewApplication], at: DateTime<Utc>) -> Vec<SubmitOutcome> {
    store.submit(batch, &signing_key(), || at).await.unwrap()
}

fn ordered_at(submitted: &Submitted) -> DateTime<Utc> {
    submitted.receipt.receipt.signed.ordered_at.unwrap().to_utc()
}

#[tokio::test]
async fn batch_assigns_seats_and_instants_in_its_order() {
    for database in Database::all().await {
        let store = database.store().await;
        add_group(&store, "g-1", 3).await;
        let people = people(&store, 5).await;
        let batch: Vec<_> = people.iter().map(|person| new_application(person, "g-1", 0)).collect();
        let submitted: Vec<_> = submit(&store, &batch, now()).await.iter().map(accepted).collect();
        let seats: Vec<_> = submitted.iter().map(|submitted| submitted.application.seat).collect();
        let waiting = |number| Seat::Waiting { number };
        assert_eq!(seats, [Seat::Held, Seat::Held, Seat::Held, waiting(1), waiting(2)]);
        let instants: Vec<_> = submitted.iter().map(ordered_at).collect();
        let expected: Vec<_> = (0..5).map(|number| now() + TimeDelta::microseconds(number)).collect();
        assert_eq!(instants, expected, "a microsecond apart on a clock that stands still");
        for (person, submitted) in people.iter().zip(&submitted) {
            let stored = store.application(person, &submitted.application.id).await.unwrap();
            assert_eq!(stored.as_ref(), Some(submitted));
            assert_eq!(store.audit_of(&submitted.application.id).await.unwrap(), ["application_submitted"]);
            assert_eq!(store.messages(person).await.unwrap().len(), 2);
        }
        assert_eq!(verify_all(&store, &keys()).await.unwrap().differences, []);
    }
}

#[tokio::test]
async fn refusals_in_a_batch_leave_the_others_their_seats() {
    for database in Database::all().await {
        let store = database.store().await;
        add_group(&store, "g-1", 2).await;
        let people = people(&store, 3).await;
        let earlier = new_application(&people[0], "g-1", 0);
        let first = accepted(&submit(&store, std::slice::from_ref(&earlier), now()).await[0]);
        assert!(store.close_account(&people[1], &random::id().unwrap(), now()).await.unwrap());
        let another = NewApplication { key: "another-attempt".into(), ..new_application(&people[0], "g-1", 0) };
        let batch = [earlier, another, new_application(&people[1], "g-1", 0), new_application(&people[2], "g-1", 0)];
        let outcomes = submit(&store, &batch, now()).await;
        assert!(matches!(&outcomes[0], SubmitOutcome::Repeated(reply) if reply.body_hash == "hash of the body"));
        let application = first.application.id.clone();
        assert_eq!(outcomes[1], SubmitOutcome::LiveApplicationExists { application });
        assert_eq!(outcomes[2], SubmitOutcome::AccountMissing);
        assert_eq!(accepted(&outcomes[3]).application.seat, Seat::Held);
        assert_eq!(store.reply(&people[0], "another-attempt").await.unwrap(), None);
    }
}

#[tokio::test]
async fn second_application_of_a_person_in_a_batch_is_refused() {
    for database in Database::all().await {
        let store = database.store().await;
        add_group(&store, "g-1", 2).await;
        let person = people(&store, 1).await.remove(0);
        let one = new_application(&person, "g-1", 0);
        let other = NewApplication { key: "another-attempt".into(), ..new_application(&person, "g-1", 0) };
        let outcomes = submit(&store, &[one.clone(), other, one], now()).await;
        let first = accepted(&outcomes[0]);
        let application = first.application.id;
        assert_eq!(outcomes[1], SubmitOutcome::LiveApplicationExists { application });
        assert!(matches!(outcomes[2], SubmitOutcome::Repeated(_)));
        assert_eq!(store.free_seats(None).await.unwrap()[0].free, 1);
    }
}

#[tokio::test]
async fn bad_application_fails_alone() {
    for database in Database::all().await {
        let store = database.store().await;
        add_group(&store, "g-1", 10).await;
        let people = people(&store, 6).await;
        let folder = tempfile::tempdir().unwrap();
        let keys = DataDir::open(folder.path()).unwrap().receipt_keys().unwrap();
        let queue = SubmissionQueue::start(store.clone(), keys, Clock::frozen(now()));
        let tasks = people.iter().enumerate().map(|(number, person)| {
            let group = if number == 2 { "a group that does not exist" } else { "g-1" };
            let (queue, new) = (queue.clone(), new_application(person, group, 0));
            tokio::spawn(async move {
                let place = queue.enter(&new.person).unwrap();
                queue.submit(&place, new).await
            })
        });
        for (number, task) in tasks.collect::<Vec<_>>().into_iter().enumerate() {
            match (number, task.await.unwrap()) {
                (2, outcome) => assert!(outcome.is_err()),
                (_, outcome) => assert_eq!(accepted(&outcome.unwrap()).application.seat, Seat::Held),
            }
        }
        assert_eq!(store.free_seats(None).await.unwrap()[0].free, 5);
    }
}

#[tokio::test]
async fn clock_set_back_does_not_change_the_order() {
    for database in Database::all().await {
        let store = database.store().await;
        add_group(&store, "g-1", 2).await;
        let people = people(&store, 2).await;
        let first = accepted(&submit(&store, &[new_application(&people[0], "g-1", 0)], now()).await[0]);
        let back = now() - TimeDelta::hours(1);
        let second = accepted(&submit(&store, &[new_application(&people[1], "g-1", 0)], back).await[0]);
        assert_eq!(ordered_at(&second), ordered_at(&first) + TimeDelta::microseconds(1));
    }
}

#[tokio::test]
async fn instants_in_another_order_than_the_log_are_found() {
    for database in Database::all().await {
        let store = database.store().await;
        add_group(&store, "g-1", 3).await;
        let people = people(&store, 3).await;
        submit(&store, &[new_application(&people[0], "g-1", 0)], now()).await;
        database.run("UPDATE audit_head SET ordered_at = 0").await.unwrap();
        let back = now() - TimeDelta::microseconds(1);
        let second = accepted(&submit(&store, &[new_application(&people[1], "g-1", 0)], back).await[0]);
        submit(&store, &[new_application(&people[2], "g-1", 0)], now()).await;
        let differences = verify_all(&store, &keys()).await.unwrap().differences;
        assert_eq!(differences, [(second.application.id, Difference::Order)]);
    }
}

#[tokio::test]
async fn person_has_two_places_in_the_queue() {
    let database = Database::sqlite();
    let folder = tempfile::tempdir().unwrap();
    let keys = DataDir::open(folder.path()).unwrap().receipt_keys().unwrap();
    let queue = SubmissionQueue::start(database.store().await, keys, Clock::frozen(now()));
    let (one, _other) = (queue.enter("anna").unwrap(), queue.enter("anna").unwrap());
    assert!(queue.enter("anna").is_err());
    assert!(queue.enter("toms").is_ok());
    drop(one);
    assert!(queue.enter("anna").is_ok());
}

/// Closing an account and submitting at once: an application never remains without its account.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closing_an_account_does_not_leave_an_application() {
    for database in Database::all().await {
        let store = Arc::new(database.store().await);
        add_group(&store, "g-1", 100).await;
        for person in people(&store, 30).await {
            let (submitting, new) = (Arc::clone(&store), new_application(&person, "g-1", 0));
            let submitted = tokio::spawn(async move { submitting.submit(&[new], &signing_key(), now).await.unwrap() });
            let closed = store.close_account(&person, &random::id().unwrap(), now()).await.unwrap();
            let outcome = submitted.await.unwrap().remove(0);
            assert_eq!(closed, outcome == SubmitOutcome::AccountMissing, "{outcome:?}");
            let live = store.live_application(&person, "2025-06").await.unwrap();
            assert_eq!(live.is_some(), store.account(&person).await.unwrap().is_some());
        }
    }
}
