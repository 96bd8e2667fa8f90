//! Health checks and metrics for the operator.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use metrics_exporter_prometheus::PrometheusHandle;

use crate::state::AppState;

/// Timeout of the write in in `/readyz`.
const PATIENCE: Duration = Duration::from_secs(2);

/// Routes `/healthz` and `/readyz`, also for load balancers.
pub(crate) fn health(state: AppState) -> Router {
    Router::new().route("/healthz", get(|| async { "ok" })).route("/readyz", get(ready)).with_state(state)
}

/// Operator endpoints, for a listener that is not public.
pub fn operator(state: AppState, counted: PrometheusHandle) -> Router {
    let metrics = get(|| async move {
        counted.run_upkeep();
        ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], counted.render())
    });
    health(state).route("/metrics", metrics)
}

/// Returns 503 while the server is draining, or if the database does not accept writes.
async fn ready(State(state): State<AppState>) -> impl IntoResponse {
    if state.is_draining() {
        return (StatusCode::SERVICE_UNAVAILABLE, "draining");
    }
    match tokio::time::timeout(PATIENCE, state.store.accepts_writes()).await {
        Ok(Ok(())) => (StatusCode::OK, "ready"),
        Ok(Err(_)) | Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not accept writes"),
    }
}
