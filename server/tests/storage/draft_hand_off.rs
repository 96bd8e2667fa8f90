//! Drafts handed over at sign-in: none is stored past its expiry.

use chrono::TimeDelta;
use server::identity::session::secret_hash;

use crate::databases::Database;
use crate::people::{now, person_with_account, start_session};

const DRAFTS: &str = "SELECT draft_encrypted FROM session WHERE draft_encrypted IS NOT NULL";

#[tokio::test]
async fn handed_over_draft_expires_and_the_session_remains() {
    for database in Database::all().await {
        let store = database.store().await;
        let anna = person_with_account(&store, "Anna Ozola").await;
        start_session(&store, &anna, Some("sealed draft"), now()).await;
        let taken = start_session(&store, &anna, Some("sealed draft"), now()).await;
        assert!(store.take_draft(&secret_hash(&taken), "key of a page", now()).await.unwrap().is_some());
        let until = now() + TimeDelta::minutes(15);
        for (at, drafts) in [(until - TimeDelta::milliseconds(1), 2), (until, 0)] {
            store.forget_lapsed(at).await.unwrap();
            assert_eq!(database.texts(DRAFTS).await.len(), drafts, "{at}");
            assert_eq!(database.texts("SELECT id FROM session").await.len(), 2, "{at}");
        }
        let idle = now() + TimeDelta::minutes(30);
        for (at, sessions) in [(idle - TimeDelta::milliseconds(1), 2), (idle, 0)] {
            store.forget_lapsed(at).await.unwrap();
            assert_eq!(database.texts("SELECT id FROM session").await.len(), sessions, "{at}");
        }
    }
}
