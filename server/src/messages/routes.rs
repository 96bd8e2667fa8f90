//! Routes of the account's messages.

use api::Messages;
use axum::Json;
use axum::extract::State;

use crate::identity::session::SignedIn;
use crate::platform::error::ApiError;
use crate::state::AppState;

/// Lists the messages of the account, newest first.
#[utoipa::path(get, path = "/messages",
    extensions(("x-imk-roles" = json!(["citizen"]))), responses((status = 200, body = Messages), (status = 401)))]
pub(crate) async fn list_messages(
    State(state): State<AppState>,
    signed_in: SignedIn,
) -> Result<Json<Messages>, ApiError> {
    Ok(Json(Messages { messages: state.store.messages(&signed_in.person.id).await? }))
}
