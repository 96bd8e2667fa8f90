//! Shared state of the handlers: call, catalogue, store, clock and keys. There are no globals.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use api::AgencyContact;
use rules::call::Call;

use crate::applications::first_attempts::FirstAttempts;
use crate::applications::queue::SubmissionQueue;
use crate::identity::demo_people::DemoPeople;
use crate::identity::provider::IdentityProvider;
use crate::identity::session_loader::SessionLoader;
use crate::platform::clock::Clock;
use crate::platform::data_dir::ReceiptKeys;
use crate::platform::encryption::ColumnCipher;
use crate::platform::headers::Headers;
use crate::platform::rate_limit::RateLimits;
use crate::platform::store::Store;
use rules::catalogue::Catalogue;

/// Shared state of all handlers; clones are cheap.
#[derive(Clone)]
pub struct AppState {
    /// Served call.
    pub call: Arc<Call>,
    /// Programmes and providers of the call.
    pub catalogue: Arc<Catalogue>,
    /// Public contact data of the agency.
    pub contact: Arc<AgencyContact>,
    /// The database.
    pub store: Store,
    /// Clock.
    pub clock: Clock,
    /// Encrypts personal codes and drafts.
    pub cipher: ColumnCipher,
    /// Signs receipts.
    pub keys: ReceiptKeys,
    /// Invented people of the demonstration; `None` outside the demonstration.
    pub demo: Option<Arc<DemoPeople>>,
    /// Identity provider; `None` if signing in is impossible.
    pub identity: Option<Arc<dyn IdentityProvider>>,
    /// Whether browsers use TLS: the cookie is then `__Host-imk` and `Secure`.
    pub tls: bool,
    /// Base path without a trailing slash: `/imk`, or empty.
    pub base_path: Arc<str>,
    /// Loader of sessions.
    pub sessions: SessionLoader,
    /// Queue of submissions.
    pub submissions: SubmissionQueue,
    /// Times of first attempts to submit.
    pub attempts: Arc<FirstAttempts>,
    /// Rate limits.
    pub limits: Arc<RateLimits>,
    /// Headers of every response.
    pub headers: Arc<Headers>,
    /// Whether the server is shutting down.
    pub draining: Arc<AtomicBool>,
}

impl AppState {
    /// Makes `/readyz` fail, so that a load balancer sends no further requests.
    pub fn drain(&self) {
        self.draining.store(true, Ordering::Relaxed);
    }

    /// Whether the server is shutting down.
    pub fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Relaxed)
    }
}
