//! Loads the sessions of concurrent requests with one query. While a query is in flight, further requests wait for the
//! next one, so the number of queries does not grow with the load.

use std::collections::HashMap;

use api::SESSION_IDLE_MINUTES;
use chrono::TimeDelta;
use tokio::sync::{mpsc, oneshot};

use crate::identity::store::LiveSession;
use crate::platform::clock::Clock;
use crate::platform::error::ApiError;
use crate::platform::store::{SharedError, Store};

/// Idle timeout of a session.
pub const IDLE: TimeDelta = TimeDelta::minutes(SESSION_IDLE_MINUTES as i64);

/// Sessions in one query.
const BATCH: usize = 256;

type Loaded = Result<Option<LiveSession>, SharedError>;

/// Loader of sessions; clones share it.
#[derive(Clone, Debug)]
pub struct SessionLoader(mpsc::UnboundedSender<Lookup>);

#[derive(Debug)]
struct Lookup {
    token_hash: String,
    loaded: oneshot::Sender<Loaded>,
}

impl SessionLoader {
    /// Starts the loader. It ends after its last clone.
    pub fn start(store: Store, clock: Clock) -> Self {
        let (lookups, waiting) = mpsc::unbounded_channel();
        tokio::spawn(run(store, clock, waiting));
        Self(lookups)
    }

    /// Returns the session of a token until it expires, and extends its idle deadline.
    ///
    /// # Errors
    /// [`ApiError`] if the database fails.
    pub async fn load(&self, token_hash: String) -> Result<Option<LiveSession>, ApiError> {
        let (loaded, answered) = oneshot::channel();
        self.0.send(Lookup { token_hash, loaded }).map_err(|_| ApiError::internal("the session loader has ended"))?;
        Ok(answered.await.map_err(ApiError::internal)??)
    }
}

async fn run(store: Store, clock: Clock, mut waiting: mpsc::UnboundedReceiver<Lookup>) {
    let mut lookups = Vec::new();
    while waiting.recv_many(&mut lookups, BATCH).await > 0 {
        let tokens: Vec<_> = lookups.iter().map(|lookup| lookup.token_hash.as_str()).collect();
        let now = clock.now();
        let found = store.sessions(&tokens, now, now + IDLE).await.map_err(SharedError::from);
        for Lookup { token_hash, loaded } in lookups.drain(..) {
            // A request whose client has gone has no receiver any more.
            drop(loaded.send(session(&found, &token_hash)));
        }
    }
}

/// The session of a token. Two requests may have the same token.
fn session(found: &Result<HashMap<String, Loaded>, SharedError>, token_hash: &str) -> Loaded {
    match found {
        Ok(found) => found.get(token_hash).cloned().unwrap_or(Ok(None)),
        Err(error) => Err(error.clone()),
    }
}
