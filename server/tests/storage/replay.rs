//! Replay of stored decisions: unchanged decisions agree, and a changed byte in any part is detected.

use server::applications::replay::{Difference, verify_all};
use server::platform::encryption::CellId;

use crate::databases::{Database, cipher};
use crate::people::{add_group, keys, person_with_account, submit_application};

const DECISIONS: u32 = 1_000;

#[tokio::test]
async fn replay_of_1000_decisions_finds_one_changed_byte() {
    let database = Database::sqlite();
    let store = database.store().await;
    add_group(&store, "g-1", 500).await;
    let mut ids = Vec::new();
    for number in 0..DECISIONS {
        let person = person_with_account(&store, "Anna Ozola").await;
        ids.push(submit_application(&store, &person, "g-1", number).await.application.id);
    }
    let report = verify_all(&store, &keys()).await.unwrap();
    println!("decisions {}, differences {}", report.decisions, report.differences.len());
    assert_eq!((report.decisions, report.differences.len()), (u64::from(DECISIONS), 0));

    // Changed facts, encrypted with the right key.
    change_receipt(&database, &ids[3], "\"still_learning\":true", "\"still_learning\":null").await;
    // A changed finding, encrypted with the right key.
    change_receipt(&database, &ids[5], "\"outcome\":\"met\"", "\"outcome\":\"open\"").await;
    // A changed byte of the ciphertext.
    database
        .run(&format!("UPDATE application SET receipt_encrypted = receipt_encrypted || 'A' WHERE id = '{}'", ids[7]))
        .await
        .unwrap();
    // Changed findings in the account view.
    let view = "UPDATE application SET view = replace(view, '\"outcome\":\"met\"', '\"outcome\":\"open\"') WHERE id = ";
    database.run(&format!("{view}'{}'", ids[9])).await.unwrap();
    // The receipt of another person.
    let other = format!("(SELECT receipt_encrypted FROM application WHERE id = '{}')", ids[12]);
    database
        .run(&format!("UPDATE application SET receipt_encrypted = {other} WHERE id = '{}'", ids[11]))
        .await
        .unwrap();

    let found = verify_all(&store, &keys()).await.unwrap().differences;
    let mut expected = [&ids[3], &ids[5], &ids[7], &ids[9], &ids[11]];
    expected.sort();
    assert_eq!(found.iter().map(|(id, _)| id).collect::<Vec<_>>(), expected, "{found:?}");
    let of = |id: &String| found.iter().find(|(found, _)| found == id).map(|(_, difference)| difference.clone());
    assert_eq!(of(&ids[7]), Some(Difference::Unreadable("application.receipt_encrypted")));
    assert_eq!(of(&ids[9]), Some(Difference::View));
    assert_eq!(of(&ids[11]), Some(Difference::Unreadable("application.receipt_encrypted")));
}

#[tokio::test]
async fn changed_call_pack_is_found_in_every_dependent_decision() {
    for database in Database::all().await {
        let store = database.store().await;
        add_group(&store, "g-1", 2).await;
        for number in 0..3 {
            let person = person_with_account(&store, "Anna Ozola").await;
            submit_application(&store, &person, "g-1", number).await;
        }
        assert_eq!(verify_all(&store, &keys()).await.unwrap().differences, []);
        let drop = if database.is_sqlite() { "" } else { " ON call_pack" };
        database
            .run(&format!(
                "DROP TRIGGER call_pack_is_not_changed{drop}; \
                 UPDATE call_pack SET content = replace(content, '\"minimum_age\":18', '\"minimum_age\":16')"
            ))
            .await
            .unwrap();
        let report = verify_all(&store, &keys()).await.unwrap();
        assert_eq!(report.differences.iter().filter(|(_, difference)| *difference == Difference::Pack).count(), 3);
    }
}

#[tokio::test]
async fn receipt_with_an_unknown_key_is_a_difference() {
    let database = Database::sqlite();
    let store = database.store().await;
    add_group(&store, "g-1", 2).await;
    let person = person_with_account(&store, "Anna Ozola").await;
    submit_application(&store, &person, "g-1", 0).await;
    assert_eq!(verify_all(&store, &[]).await.unwrap().differences.len(), 1);
}

#[tokio::test]
async fn changed_seat_is_detected_and_an_untouched_queue_passes() {
    for database in Database::all().await {
        let store = database.store().await;
        for group in ["g-1", "g-2"] {
            add_group(&store, group, 2).await;
        }
        let mut ids = Vec::new();
        for number in 0..8 {
            let person = person_with_account(&store, "Anna Ozola").await;
            let group = ["g-1", "g-2"][number as usize % 2];
            ids.push(submit_application(&store, &person, group, number).await.application.id);
        }
        let [first, second, last] = [&ids[0], &ids[2], &ids[6]];
        let found = async || {
            let differences = verify_all(&store, &keys()).await.unwrap().differences;
            let mut ids: Vec<_> = differences.into_iter().map(|(id, difference)| (difference, id)).collect();
            ids.sort_by(|one, other| one.1.cmp(&other.1));
            ids
        };
        let set = async |id: &str, column: &str| {
            database.run(&format!("UPDATE application SET {column} WHERE id = '{id}'")).await.unwrap();
        };
        let misplaced = |ids: &[&String]| {
            let mut ids: Vec<_> = ids.iter().map(|id| (Difference::Seat, (*id).clone())).collect();
            ids.sort_by(|one, other| one.1.cmp(&other.1));
            ids
        };
        assert_eq!(found().await, []);

        // Exchanged seats of two people in one group.
        set(first, "seat_number = 99").await;
        set(second, "seat_number = 1").await;
        set(first, "seat_number = 2").await;
        assert_eq!(found().await, misplaced(&[first, second]));
        set(first, "seat_number = 99").await;
        set(second, "seat_number = 2").await;
        set(first, "seat_number = 1").await;
        assert_eq!(found().await, []);

        // The last waiting person gets a third seat in a group of two.
        let view = "seat = 'held', seat_number = 3, view = replace(view, '\"waiting\"', '\"held\"')";
        let before = database.texts(&format!("SELECT view FROM application WHERE id = '{last}'")).await;
        set(last, view).await;
        assert_eq!(found().await, misplaced(&[last]));
        set(last, &format!("seat = 'waiting', seat_number = 2, view = '{}'", before[0])).await;
        assert_eq!(found().await, []);

        // A change in the account view only.
        set(last, "view = replace(view, '\"number\":2', '\"number\":1')").await;
        assert_eq!(found().await, misplaced(&[last]));
    }
}

async fn change_receipt(database: &Database, id: &str, from: &str, to: &str) {
    let place = CellId { column: "application.receipt_encrypted", row: id };
    let sealed = &database.texts(&format!("SELECT receipt_encrypted FROM application WHERE id = '{id}'")).await[0];
    let open = cipher().decrypt(place, sealed).unwrap();
    assert!(open.contains(from), "{open}");
    let sealed = cipher().encrypt(place, &open.replacen(from, to, 1)).unwrap();
    database.run(&format!("UPDATE application SET receipt_encrypted = '{sealed}' WHERE id = '{id}'")).await.unwrap();
}
