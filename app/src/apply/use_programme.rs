//! Loads the programme of the application.

use api::ProgrammeDetails;
use leptos::prelude::*;
use ui::platform::http::error::ApiError;
use ui::platform::resource::Resource;

use crate::client;
use crate::draft::controller::use_draft;

/// Returns the programme: from this visit's cache, else from the server.
pub(crate) fn use_programme(programme: Memo<String>) -> Resource<Result<ProgrammeDetails, ApiError>> {
    let controller = use_draft();
    Resource::new(move || {
        let programme = programme.get();
        async move {
            if let Some(cached) = controller.cached_programme(&programme) {
                return Ok(cached);
            }
            let details = client::programmes::get(&programme).await?;
            controller.cache_programme(&details);
            Ok(details)
        }
    })
}
