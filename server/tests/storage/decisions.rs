//! Stored decisions run again: a thousand agree, and a changed byte of any of their parts is found.

use server::decisions::{Difference, verify_all};
use server::vault::Place;

use crate::databases::{Database, vault};
use crate::people::{applies, arrives, keys, opens_a_group};

const DECISIONS: u32 = 1_000;

#[tokio::test]
async fn a_thousand_stored_decisions_run_again_give_no_difference_and_one_changed_byte_is_found() {
    let database = Database::sqlite();
    let store = database.store().await;
    opens_a_group(&store, "g-1", 500).await;
    let mut ids = Vec::new();
    for number in 0..DECISIONS {
        let person = arrives(&store, "Anna Ozola").await;
        ids.push(applies(&store, &person, "g-1", number).await.application.id);
    }
    let report = verify_all(&store, &keys()).await.unwrap();
    println!("decisions {}, differences {}", report.decisions, report.differences.len());
    assert_eq!((report.decisions, report.differences.len()), (u64::from(DECISIONS), 0));

    // The facts, by somebody who has the vault's key.
    change_receipt(&database, &ids[3], "\"still_learning\":true", "\"still_learning\":null").await;
    // A finding, by somebody who has it too.
    change_receipt(&database, &ids[5], "\"outcome\":\"met\"", "\"outcome\":\"open\"").await;
    // A byte of the sealed confirmation, by somebody who has not.
    database
        .run(&format!("UPDATE application SET receipt_sealed = receipt_sealed || 'A' WHERE id = '{}'", ids[7]))
        .await
        .unwrap();
    // The findings that the account shows.
    let view = "UPDATE application SET view = replace(view, '\"outcome\":\"met\"', '\"outcome\":\"open\"') WHERE id = ";
    database.run(&format!("{view}'{}'", ids[9])).await.unwrap();
    // Somebody else's confirmation.
    let other = format!("(SELECT receipt_sealed FROM application WHERE id = '{}')", ids[12]);
    database.run(&format!("UPDATE application SET receipt_sealed = {other} WHERE id = '{}'", ids[11])).await.unwrap();

    let found = verify_all(&store, &keys()).await.unwrap().differences;
    let mut expected = [&ids[3], &ids[5], &ids[7], &ids[9], &ids[11]];
    expected.sort();
    assert_eq!(found.iter().map(|(id, _)| id).collect::<Vec<_>>(), expected, "{found:?}");
    let of = |id: &String| found.iter().find(|(found, _)| found == id).map(|(_, difference)| difference.clone());
    assert_eq!(of(&ids[7]), Some(Difference::Unreadable("application.receipt_sealed")));
    assert_eq!(of(&ids[9]), Some(Difference::View));
    assert_eq!(of(&ids[11]), Some(Difference::Unreadable("application.receipt_sealed")));
}

#[tokio::test]
async fn a_changed_call_pack_is_found_in_every_decision_that_rests_on_it() {
    for database in Database::all().await {
        let store = database.store().await;
        opens_a_group(&store, "g-1", 2).await;
        for number in 0..3 {
            let person = arrives(&store, "Anna Ozola").await;
            applies(&store, &person, "g-1", number).await;
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
async fn a_confirmation_under_a_key_that_is_not_known_is_a_difference() {
    let database = Database::sqlite();
    let store = database.store().await;
    opens_a_group(&store, "g-1", 2).await;
    let person = arrives(&store, "Anna Ozola").await;
    applies(&store, &person, "g-1", 0).await;
    assert_eq!(verify_all(&store, &[]).await.unwrap().differences.len(), 1);
}

async fn change_receipt(database: &Database, id: &str, from: &str, to: &str) {
    let place = Place { column: "application.receipt_sealed", row: id };
    let sealed = &database.texts(&format!("SELECT receipt_sealed FROM application WHERE id = '{id}'")).await[0];
    let open = vault().open_at(place, sealed).unwrap();
    assert!(open.contains(from), "{open}");
    let sealed = vault().seal_at(place, &open.replacen(from, to, 1)).unwrap();
    database.run(&format!("UPDATE application SET receipt_sealed = '{sealed}' WHERE id = '{id}'")).await.unwrap();
}
