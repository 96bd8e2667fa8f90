//! Accounts that are closed, and opened again.

use api::Role;
use chrono::TimeDelta;
use server::people::store::RoleGrant;
use server::platform::random;

use crate::databases::Database;
use crate::people::{arrives, now, opens_an_account};

#[tokio::test]
async fn who_stays_known_for_a_role_closes_the_account_as_often_as_they_open_it() {
    for database in Database::all().await {
        let store = database.store().await;
        let person = arrives(&store, "Anna Ozola").await;
        let (id, role, given_by) = (random::id().unwrap(), Role::Auditor, "operator".to_owned());
        let grant = RoleGrant { id, person: person.clone(), role, given_by, given_at: now(), expires_at: None };
        store.grant_role(&grant, &random::id().unwrap()).await.unwrap();
        for day in 0..3 {
            let at = now() + TimeDelta::days(day);
            assert!(store.close_account(&person, &random::id().unwrap(), at).await.unwrap(), "day {day}");
            let kept = database.texts("SELECT CAST(closed_at AS TEXT) FROM closed_account").await;
            assert_eq!(kept, [at.timestamp_millis().to_string()], "what is kept is of the last time");
            opens_an_account(&store, &person).await;
        }
    }
}
