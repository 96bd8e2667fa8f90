//! What every handler is given: the call, the catalogue, the store, the clock and the keys. Nothing is global.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rules::call::Call;
use tokio::sync::Semaphore;

use crate::identity::demo_people::DemoPeople;
use crate::identity::provider::IdentityProvider;
use crate::platform::clock::Clock;
use crate::platform::data_dir::ReceiptKeys;
use crate::platform::encryption::ColumnCipher;
use crate::platform::headers::Headers;
use crate::platform::rate_limit::RateLimits;
use crate::platform::store::Store;
use rules::catalogue::Catalogue;

/// How many submissions may be under way at once; one more is told to come back (503 with Retry-After). At the
/// database's pace the last of them waits well under a second.
pub const SUBMISSIONS_UNDER_WAY: usize = 256;

/// The shared state of all handlers; clones are cheap.
#[derive(Clone)]
pub struct AppState {
    /// The call that is served.
    pub call: Arc<Call>,
    /// Its programmes and providers.
    pub catalogue: Arc<Catalogue>,
    /// The database.
    pub store: Store,
    /// The clock.
    pub clock: Clock,
    /// Seals personal codes and drafts.
    pub cipher: ColumnCipher,
    /// Signs confirmations.
    pub keys: ReceiptKeys,
    /// The invented people of the demonstration; `None` where it is switched off.
    pub demo: Option<Arc<DemoPeople>>,
    /// Who says who somebody is; `None` where nobody can sign in.
    pub identity: Option<Arc<dyn IdentityProvider>>,
    /// Whether browsers reach this server over TLS: the cookie is then `__Host-imk` and `Secure`.
    pub tls: bool,
    /// The path under which everything is served, without a slash at its end: `/imk`, or nothing.
    pub base_path: Arc<str>,
    /// Room for submissions.
    pub submissions: Arc<Semaphore>,
    /// How often somebody may ask.
    pub limits: Arc<RateLimits>,
    /// The headers of every answer.
    pub headers: Arc<Headers>,
    /// Whether the server is about to stop.
    pub draining: Arc<AtomicBool>,
}

impl AppState {
    /// Room for [`SUBMISSIONS_UNDER_WAY`] submissions.
    pub fn room() -> Arc<Semaphore> {
        Arc::new(Semaphore::new(SUBMISSIONS_UNDER_WAY))
    }

    /// Has `/readyz` say no from now on, so that a balancer sends nobody any more.
    pub fn drain(&self) {
        self.draining.store(true, Ordering::Relaxed);
    }

    /// Whether the server is about to stop.
    pub fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Relaxed)
    }
}
