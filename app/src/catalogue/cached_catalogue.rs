//! The catalogue as last loaded: coming back to it shows it at once, while it is loaded anew for what is free now.

use std::sync::Arc;

use leptos::prelude::*;
use ui::platform::http::error::ApiError;
use ui::platform::resource::Resource;

use crate::app_singleton::app_singleton;
use crate::catalogue::index::Index;
use crate::client::programmes;
use crate::state::use_call;

/// The catalogue as last loaded in this visit.
#[derive(Clone, Copy)]
struct CachedCatalogue(RwSignal<Option<Arc<Index>>>);

impl CachedCatalogue {
    /// The one place, for all pages.
    fn shared() -> Self {
        app_singleton(|| Self(RwSignal::default()))
    }
}

/// The catalogue, being loaded.
#[derive(Clone, Copy)]
pub struct Loaded {
    cached: RwSignal<Option<Arc<Index>>>,
    response: Resource<Result<(), ApiError>>,
}

/// What there is of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing yet.
    Loading,
    /// It could not be loaded, now or before.
    Failed(ApiError),
    /// Something to show.
    Ready,
}

/// The catalogue as last loaded; follows nothing.
pub fn cached() -> Option<Arc<Index>> {
    CachedCatalogue::shared().0.get_untracked()
}

/// Loads the catalogue.
pub fn use_catalogue() -> Loaded {
    let (call, cached) = (use_call(), CachedCatalogue::shared().0);
    let response = Resource::new(move || async move {
        let index = Arc::new(Index::of(programmes::list().await?, call));
        // What has not changed is not drawn anew.
        if cached.get_untracked().as_ref() != Some(&index) {
            cached.set(Some(index));
        }
        Ok(())
    });
    Loaded { cached, response }
}

impl Loaded {
    /// What there is to show.
    pub fn state(self) -> State {
        match (self.cached.with(Option::is_some), self.response.get()) {
            (true, _) => State::Ready,
            (false, Some(Err(error))) => State::Failed(error),
            (false, _) => State::Loading,
        }
    }

    /// The catalogue; empty until it is there.
    pub fn index(self) -> Arc<Index> {
        self.cached.get().unwrap_or_default()
    }

    /// Loads it again.
    pub fn retry(self) {
        self.response.refetch();
    }
}
