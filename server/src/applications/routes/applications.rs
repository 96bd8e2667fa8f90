//! Routes of applications and their receipts.

use api::{ApiProblem, Application, Applications, Submitted};
use axum::Json;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use rules::application::ApplicationDraft;

use crate::applications::first_attempts::AttemptId;
use crate::applications::submit::{Attempt, submit};
use crate::identity::session::{Cookie, SignedIn, secret_hash};
use crate::platform::error::ApiError;
use crate::platform::http::idempotency_key::IdempotencyKey;
use crate::platform::http::json as body;
use crate::platform::http::path_param::Segment;
use crate::state::AppState;

/// Rejects a submission before any work while the queue is full, and remembers when the attempt came.
pub(crate) struct QueueHasRoom;

impl FromRequestParts<AppState> for QueueHasRoom {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        if let Err(busy) = state.submissions.check() {
            let IdempotencyKey(key) = IdempotencyKey::from_request_parts(parts, state).await?;
            if let Some(secret) = Cookie::Session.read(state.tls, &parts.headers) {
                state.attempts.note_failure(AttemptId::of(&secret_hash(&secret), &key), state.clock.now());
            }
            return Err(busy.into());
        }
        Ok(Self)
    }
}

/// Submits an application. The same key with the same body returns the same bytes.
#[utoipa::path(post, path = "/applications",
    extensions(("x-imk-roles" = json!(["citizen"]))), request_body = ApplicationDraft,
    params(("idempotency-key" = String, Header, pattern = "^[A-Za-z0-9_-]{16,64}$",
        description = "16 to 64 letters, digits, hyphens, underscores")),
    responses((status = 201, body = Submitted), (status = 401), (status = 403), (status = 409), (status = 422),
        (status = 503)))]
pub(crate) async fn submit_application(
    State(state): State<AppState>,
    _: QueueHasRoom,
    signed_in: SignedIn,
    IdempotencyKey(key): IdempotencyKey,
    body: body::Text,
) -> Result<impl IntoResponse, ApiError> {
    body::check_names(&body.0)?;
    let id = AttemptId::of(&signed_in.token_hash, &key);
    // The body has been read and nothing else awaited: this instant is the time of the application, unless the server
    // could not process the same attempt earlier.
    let at = state.attempts.time(id, state.clock.now());
    let response = submit(&state, Attempt { person: &signed_in.person, key: &key, body: &body.0, at }).await;
    if response.as_ref().is_err_and(ApiError::is_failure) {
        state.attempts.note_failure(id, at);
    }
    Ok((StatusCode::CREATED, [(header::CONTENT_TYPE, "application/json")], response?))
}

/// Lists the person's own applications, newest first.
#[utoipa::path(get, path = "/applications",
    extensions(("x-imk-roles" = json!(["citizen"]))), responses((status = 200, body = Applications), (status = 401)))]
pub(crate) async fn list_applications(
    State(state): State<AppState>,
    signed_in: SignedIn,
) -> Result<Json<Applications>, ApiError> {
    Ok(Json(Applications { applications: state.store.applications(&signed_in.person.id).await? }))
}

/// Returns one of the person's own applications; 404 for any other.
#[utoipa::path(get, path = "/applications/{id}",
    extensions(("x-imk-roles" = json!(["citizen"]))), params(("id" = String, Path)),
    responses((status = 200, body = Application), (status = 401), (status = 404)))]
pub(crate) async fn get_application(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Segment(id): Segment,
) -> Result<Json<Application>, ApiError> {
    Ok(Json(own(&state, &signed_in, &id).await?.application))
}

/// Returns the receipt of one of the person's own applications, with the holder's part.
#[utoipa::path(get, path = "/applications/{id}/receipt",
    extensions(("x-imk-roles" = json!(["citizen"]))), params(("id" = String, Path)),
    responses((status = 200, body = rules::receipt::ReceiptFile), (status = 401), (status = 404)))]
pub(crate) async fn get_receipt(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Segment(id): Segment,
) -> Result<Json<rules::receipt::ReceiptFile>, ApiError> {
    Ok(Json(own(&state, &signed_in, &id).await?.receipt))
}

async fn own(state: &AppState, signed_in: &SignedIn, id: &str) -> Result<Submitted, ApiError> {
    let found = state.store.application(&signed_in.person.id, id).await?;
    found.ok_or_else(|| ApiProblem::NotFound.into())
}
