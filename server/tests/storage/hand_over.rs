//! Drafts that are handed over when signing in.

use chrono::TimeDelta;

use crate::databases::Database;
use crate::people::{arrives, begins_a_session, now};

#[tokio::test]
async fn a_draft_that_nobody_came_for_in_time_goes_when_the_next_session_begins() {
    for database in Database::all().await {
        let store = database.store().await;
        let anna = arrives(&store, "Anna Ozola").await;
        begins_a_session(&store, &anna, Some("sealed draft"), now()).await;
        let until = now() + TimeDelta::minutes(15);
        for (at, left) in [(until - TimeDelta::milliseconds(1), 1), (until, 0)] {
            begins_a_session(&store, &anna, None, at).await;
            let kept = database.texts("SELECT draft_sealed FROM session WHERE draft_sealed IS NOT NULL").await;
            assert_eq!(kept.len(), left, "{at}");
        }
    }
}
