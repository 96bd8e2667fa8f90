//! Loads the programme that is applied for.

use leptos::prelude::*;
use rules::wire::ProgrammeDetails;

use crate::answer::Answer;
use crate::api;
use crate::api::error::ApiError;
use crate::forms::draft_keeper::use_draft;

/// The programme, from this visit where it was seen already, else from the server.
pub(crate) fn use_details(programme: Memo<String>) -> Answer<Result<ProgrammeDetails, ApiError>> {
    let keeper = use_draft();
    Answer::to(move || {
        let programme = programme.get();
        async move {
            if let Some(known) = keeper.known_details(&programme) {
                return Ok(known);
            }
            let details = api::programmes::get(&programme).await?;
            keeper.remember_details(&details);
            Ok(details)
        }
    })
}
