//! Route of the audit log, for auditors.

use api::{ApiProblem, AuditPage};
use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;

use crate::people::roles::Auditor;
use crate::platform::error::ApiError;
use crate::state::AppState;

/// Entries per page.
const PAGE: u16 = 100;

/// Query parameters.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AuditQuery {
    before: Option<String>,
}

/// Lists a page of the audit log, newest first: at most 100 entries older than the entry `before`.
#[utoipa::path(get, path = "/audit", extensions(("x-imk-roles" = json!(["auditor"]))),
    params(("before" = Option<String>, Query, description = "`next` of the previous page")),
    responses((status = 200, body = AuditPage), (status = 400), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn list_audit(
    State(state): State<AppState>,
    _: Auditor,
    query: Result<Query<AuditQuery>, axum::extract::rejection::QueryRejection>,
) -> Result<Json<AuditPage>, ApiError> {
    let Query(query) = query.map_err(|rejection| ApiProblem::BodyInvalid { reason: rejection.body_text() })?;
    let entries = state.store.audit_page(query.before.as_deref(), PAGE).await?.ok_or(ApiProblem::NotFound)?;
    let is_full = entries.len() == usize::from(PAGE);
    let next = entries.last().filter(|_| is_full).map(|entry| entry.id.clone());
    Ok(Json(AuditPage { entries, next }))
}
