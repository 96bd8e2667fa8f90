//! Loads the programme of the application.

use api::ProgrammeDetails;
use leptos::prelude::*;
use ui::platform::http::error::ApiError;
use ui::platform::resource::Resource;

use crate::client;
use crate::forms::draft_keeper::use_draft;

/// Returns the programme: from this visit's cache, else from the server.
pub(crate) fn use_programme(programme: Memo<String>) -> Resource<Result<ProgrammeDetails, ApiError>> {
    let keeper = use_draft();
    Resource::new(move || {
        let programme = programme.get();
        async move {
            if let Some(known) = keeper.known_details(&programme) {
                return Ok(known);
            }
            let details = client::programmes::get(&programme).await?;
            keeper.remember_details(&details);
            Ok(details)
        }
    })
}
