//! Routes of the call, preliminary verdicts, and the public keys of receipts.

use api::{ApiProblem, AssessRequest, CallStatus, Keys, OfferSummary};
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use rules::canonical;
use rules::eligibility::assess;
use rules::riga_time;

use crate::platform::error::ApiError;
use crate::platform::headers;
use crate::platform::http::json as body;
use crate::state::AppState;

/// Returns the served call and the server's clock.
#[utoipa::path(get, path = "/call",
    extensions(("x-imk-roles" = json!(["anyone"]))), responses((status = 200, body = CallStatus)))]
pub(crate) async fn get_call(State(state): State<AppState>) -> impl IntoResponse {
    let now = state.clock.now();
    let status = CallStatus {
        id: state.call.id.clone(),
        pack_hash: state.call.pack_hash(),
        window: state.call.window,
        state: state.call.window.state(now),
        now: riga_time::local(now),
        demonstration: state.demo.is_some(),
        offer: OfferSummary::of(&state.call, &state.catalogue),
        contact: state.contact.as_ref().clone(),
    };
    (headers::PUBLIC, Json(status))
}

/// Returns a preliminary verdict in canonical JSON and stores nothing. The instant can be set only in the
/// demonstration.
#[utoipa::path(post, path = "/assess", extensions(("x-imk-roles" = json!(["anyone"]))), request_body = AssessRequest,
    responses((status = 200, description = "the decision in canonical JSON", body = Object)))]
pub(crate) async fn assess_facts(
    State(state): State<AppState>,
    body::Json(request): body::Json<AssessRequest>,
) -> Result<impl IntoResponse, ApiError> {
    let now = match (request.now, &state.demo) {
        (None, _) => state.clock.now(),
        (Some(now), Some(_)) => now.to_utc(),
        (Some(_), None) => return Err(ApiProblem::DemonstrationOnly.into()),
    };
    let decision = assess(&state.call, &request.facts, now);
    let text = canonical::to_string(&decision).map_err(ApiError::internal)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], text))
}

/// Returns the public keys that verify receipts.
#[utoipa::path(get, path = "/keys",
    extensions(("x-imk-roles" = json!(["anyone"]))), responses((status = 200, body = Keys)))]
pub(crate) async fn get_keys(State(state): State<AppState>) -> Json<Keys> {
    Json(Keys { keys: state.keys.public.clone() })
}
