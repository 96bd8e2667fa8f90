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
struct Kept(RwSignal<Option<Arc<Index>>>);

impl Kept {
    /// The one place, for all pages.
    fn place() -> Self {
        app_singleton(|| Self(RwSignal::default()))
    }
}

/// The catalogue, being loaded.
#[derive(Clone, Copy)]
pub struct Loaded {
    kept: RwSignal<Option<Arc<Index>>>,
    answer: Resource<Result<(), ApiError>>,
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
pub fn kept() -> Option<Arc<Index>> {
    Kept::place().0.get_untracked()
}

/// Loads the catalogue.
pub fn use_catalogue() -> Loaded {
    let (call, kept) = (use_call(), Kept::place().0);
    let answer = Resource::new(move || async move {
        let index = Arc::new(Index::of(programmes::list().await?, call));
        // What has not changed is not drawn anew.
        if kept.get_untracked().as_ref() != Some(&index) {
            kept.set(Some(index));
        }
        Ok(())
    });
    Loaded { kept, answer }
}

impl Loaded {
    /// What there is to show.
    pub fn state(self) -> State {
        match (self.kept.with(Option::is_some), self.answer.get()) {
            (true, _) => State::Ready,
            (false, Some(Err(error))) => State::Failed(error),
            (false, _) => State::Loading,
        }
    }

    /// The catalogue; empty until it is there.
    pub fn index(self) -> Arc<Index> {
        self.kept.get().unwrap_or_default()
    }

    /// Loads it again.
    pub fn retry(self) {
        self.answer.refetch();
    }
}
