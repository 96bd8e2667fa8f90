//! Routes of the catalogue.

use api::{ApiProblem, CatalogueResponse, ProgrammeDetails};
use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;

use crate::platform::error::ApiError;
use crate::platform::headers;
use crate::platform::http::path_param::Segment;
use crate::state::AppState;

/// Lists every programme and provider, with the free seats.
#[utoipa::path(get, path = "/programmes",
    extensions(("x-imk-roles" = json!(["anyone"]))), responses((status = 200, body = CatalogueResponse)))]
pub(crate) async fn list_programmes(State(state): State<AppState>) -> Result<impl IntoResponse, ApiError> {
    let mut seats = state.store.free_seats(None).await?;
    seats.retain(|entry| state.catalogue.offers(&entry.group));
    let (providers, programmes) = (state.catalogue.providers.clone(), state.catalogue.programmes.clone());
    Ok((headers::PUBLIC, Json(CatalogueResponse { providers, programmes, seats })))
}

/// Returns a programme with its provider and free seats.
#[utoipa::path(get, path = "/programmes/{id}",
    extensions(("x-imk-roles" = json!(["anyone"]))), params(("id" = String, Path)),
    responses((status = 200, body = ProgrammeDetails), (status = 404)))]
pub(crate) async fn get_programme(
    State(state): State<AppState>,
    Segment(id): Segment,
) -> Result<Json<ProgrammeDetails>, ApiError> {
    let programme = state.catalogue.programme(&id).ok_or(ApiProblem::NotFound)?.clone();
    let provider = state.catalogue.provider(&programme.provider).ok_or(ApiProblem::NotFound)?.clone();
    let seats = state.store.free_seats(Some(&id)).await?;
    Ok(Json(ProgrammeDetails::new(provider, programme, seats)))
}
