//! Cache of the catalogue: a return to it shows the cached list at once and reloads it for the current seats.

use std::sync::Arc;

use leptos::prelude::*;
use ui::platform::http::error::ApiError;
use ui::platform::resource::Resource;

use crate::app_singleton::app_singleton;
use crate::catalogue::index::Index;
use crate::client::programmes;
use crate::state::use_call;

/// Catalogue as last loaded in this visit.
#[derive(Clone, Copy)]
struct CachedCatalogue(RwSignal<Option<Arc<Index>>>);

impl CachedCatalogue {
    /// Returns the only instance, shared by all pages.
    fn shared() -> Self {
        app_singleton(|| Self(RwSignal::default()))
    }
}

/// Cached catalogue with the request that loads it.
#[derive(Clone, Copy)]
pub struct Loaded {
    cached: RwSignal<Option<Arc<Index>>>,
    response: Resource<Result<(), ApiError>>,
}

/// State of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Loading, and nothing is cached.
    Loading,
    /// Loading failed, and nothing is cached.
    Failed(ApiError),
    /// A catalogue is available.
    Ready,
}

/// Returns the cached catalogue. Untracked.
pub fn cached() -> Option<Arc<Index>> {
    CachedCatalogue::shared().0.get_untracked()
}

/// Starts to load the catalogue.
pub fn use_catalogue() -> Loaded {
    let (call, cached) = (use_call(), CachedCatalogue::shared().0);
    let response = Resource::new(move || async move {
        let index = Arc::new(Index::of(programmes::list().await?, call));
        // An unchanged catalogue is not rendered again.
        if cached.get_untracked().as_ref() != Some(&index) {
            cached.set(Some(index));
        }
        Ok(())
    });
    Loaded { cached, response }
}

impl Loaded {
    /// Returns the state of the catalogue.
    pub fn state(self) -> State {
        match (self.cached.with(Option::is_some), self.response.get()) {
            (true, _) => State::Ready,
            (false, Some(Err(error))) => State::Failed(error),
            (false, _) => State::Loading,
        }
    }

    /// Returns the catalogue; empty until it is loaded.
    pub fn index(self) -> Arc<Index> {
        self.cached.get().unwrap_or_default()
    }

    /// Repeats the request.
    pub fn retry(self) {
        self.response.refetch();
    }
}
