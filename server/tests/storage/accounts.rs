//! Closed and reopened accounts.

use api::Role;
use chrono::TimeDelta;
use server::people::store::RoleGrant;
use server::platform::random;

use crate::databases::Database;
use crate::people::{now, open_account, person_with_account};

#[tokio::test]
async fn account_of_a_role_holder_closes_and_reopens_repeatedly() {
    for database in Database::all().await {
        let store = database.store().await;
        let person = person_with_account(&store, "Anna Ozola").await;
        let (id, role, given_by) = (random::id().unwrap(), Role::Auditor, "operator".to_owned());
        let grant = RoleGrant { id, person: person.clone(), role, given_by, given_at: now(), expires_at: None };
        store.grant_role(&grant, &random::id().unwrap()).await.unwrap();
        for day in 0..3 {
            let at = now() + TimeDelta::days(day);
            assert!(store.close_account(&person, &random::id().unwrap(), at).await.unwrap(), "day {day}");
            let closed = database.texts("SELECT CAST(closed_at AS TEXT) FROM closed_account").await;
            assert_eq!(closed, [at.timestamp_millis().to_string()], "the stub has the last closing time");
            open_account(&store, &person).await;
        }
    }
}
