//! Routes of the account draft, which a signed-in person shares between devices: read, save, delete.

use api::{AccountDraft, ApiProblem, DraftState, KeepDraft, is_idempotency_key};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use rules::application::ApplicationDraft;
use rules::riga_time;
use serde::{Deserialize, Serialize};

use crate::applications::store::{DraftChange, DraftContent, SavedDraft};
use crate::identity::session::SignedIn;
use crate::platform::error::ApiError;
use crate::platform::http::json as body;
use crate::platform::http::path_param::Segment;
use crate::state::AppState;

/// Maximum size of a draft as JSON in bytes: about twenty times a complete one.
const DRAFT_BYTES: usize = 16 * 1024;

/// Stored form of a draft.
#[derive(Serialize, Deserialize)]
struct DraftPayload {
    key: String,
    draft: ApplicationDraft,
}

/// Draft of the person for a call.
#[utoipa::path(get, path = "/drafts/{call}",
    extensions(("x-imk-roles" = json!(["citizen"]))), params(("call" = String, Path)),
    responses((status = 200, body = AccountDraft), (status = 401), (status = 404)))]
pub(crate) async fn get_draft(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Segment(call): Segment,
) -> Result<Json<AccountDraft>, ApiError> {
    check_call(&state, &call)?;
    Ok(Json(current(&state, &signed_in, &call).await?))
}

/// Saves a draft, unless its base revision is outdated.
#[utoipa::path(put, path = "/drafts/{call}",
    extensions(("x-imk-roles" = json!(["citizen"]))), params(("call" = String, Path)), request_body = KeepDraft,
    responses((status = 200, body = AccountDraft), (status = 400), (status = 401), (status = 404), (status = 409),
        (status = 413)))]
pub(crate) async fn keep_draft(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Segment(call): Segment,
    body::Json(request): body::Json<KeepDraft>,
) -> Result<Json<AccountDraft>, ApiError> {
    check_call(&state, &call)?;
    if request.draft.call != call {
        return Err(ApiProblem::NotFound.into());
    }
    if !is_idempotency_key(&request.key) {
        return Err(ApiProblem::IdempotencyKeyInvalid.into());
    }
    let payload = DraftPayload { key: request.key, draft: ApplicationDraft { declaration: false, ..request.draft } };
    let text = serde_json::to_string(&payload).map_err(ApiError::internal)?;
    if text.len() > DRAFT_BYTES {
        return Err(ApiProblem::BodyTooLarge { limit: DRAFT_BYTES as u32 }.into());
    }
    let at = state.clock.now();
    let change = DraftChange { person: &signed_in.person.id, call: &call, revision: request.revision, text: &text, at };
    match state.store.keep_draft(change).await? {
        Some(revision) => Ok(Json(AccountDraft { revision, state: open_state(payload, at) })),
        None => Err(ApiProblem::DraftChanged { current: Box::new(current(&state, &signed_in, &call).await?) }.into()),
    }
}

/// Deletes the draft of the person for a call.
#[utoipa::path(delete, path = "/drafts/{call}",
    extensions(("x-imk-roles" = json!(["citizen"]))), params(("call" = String, Path)),
    responses((status = 204), (status = 401), (status = 404)))]
pub(crate) async fn delete_draft(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Segment(call): Segment,
) -> Result<StatusCode, ApiError> {
    check_call(&state, &call)?;
    state.store.delete_draft(&signed_in.person.id, &call, state.clock.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn check_call(state: &AppState, call: &str) -> Result<(), ApiProblem> {
    if state.call.id == call { Ok(()) } else { Err(ApiProblem::NotFound) }
}

pub(crate) async fn current(state: &AppState, signed_in: &SignedIn, call: &str) -> Result<AccountDraft, ApiError> {
    match state.store.draft(&signed_in.person.id, call, state.clock.now()).await? {
        Some(stored) => view(stored),
        None => Ok(AccountDraft { revision: 0, state: DraftState::None }),
    }
}

fn view(stored: SavedDraft) -> Result<AccountDraft, ApiError> {
    let content = match stored.content {
        DraftContent::Open(text) => {
            open_state(serde_json::from_str(&text).map_err(ApiError::internal)?, stored.saved_at)
        }
        DraftContent::Sent => DraftState::Sent,
        DraftContent::Deleted => DraftState::Deleted,
    };
    Ok(AccountDraft { revision: stored.revision, state: content })
}

fn open_state(payload: DraftPayload, saved_at: chrono::DateTime<chrono::Utc>) -> DraftState {
    DraftState::Open { saved_at: riga_time::local(saved_at), key: payload.key, draft: payload.draft }
}
