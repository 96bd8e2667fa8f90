//! What every handler is given: the call, the catalogue, the store, the clock and the keys. Nothing is global.

use std::sync::Arc;

use rules::call::Call;
use tokio::sync::Semaphore;

use crate::clock::Clock;
use crate::data_dir::ReceiptKeys;
use crate::demo::DemoPeople;
use crate::identity::IdentityProvider;
use crate::store::Store;
use crate::vault::Vault;
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
    pub vault: Vault,
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
}

impl AppState {
    /// Room for [`SUBMISSIONS_UNDER_WAY`] submissions.
    pub fn room() -> Arc<Semaphore> {
        Arc::new(Semaphore::new(SUBMISSIONS_UNDER_WAY))
    }
}
