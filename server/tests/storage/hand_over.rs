//! Drafts that are handed over when signing in: nothing of them stays past its time.

use chrono::TimeDelta;
use server::identity::session::secret_hash;

use crate::databases::Database;
use crate::people::{arrives, begins_a_session, now};

const DRAFTS: &str = "SELECT draft_encrypted FROM session WHERE draft_encrypted IS NOT NULL";

#[tokio::test]
async fn a_draft_goes_after_its_time_whether_it_was_taken_or_not_and_the_session_stays() {
    for database in Database::all().await {
        let store = database.store().await;
        let anna = arrives(&store, "Anna Ozola").await;
        begins_a_session(&store, &anna, Some("sealed draft"), now()).await;
        let taken = begins_a_session(&store, &anna, Some("sealed draft"), now()).await;
        assert!(store.take_draft(&secret_hash(&taken), "a key of a page", now()).await.unwrap().is_some());
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
