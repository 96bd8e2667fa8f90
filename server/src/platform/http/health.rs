//! What the operator's programs ask: whether the process lives, whether it may be sent people, and what it has counted.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use metrics_exporter_prometheus::PrometheusHandle;

use crate::state::AppState;

/// The database must answer within this time for the server to count as ready.
const PATIENCE: Duration = Duration::from_secs(2);

/// `/healthz` and `/readyz`, for a load balancer too.
pub(crate) fn health(state: AppState) -> Router {
    Router::new().route("/healthz", get(|| async { "ok" })).route("/readyz", get(ready)).with_state(state)
}

/// All of the operator's addresses, for a listener that the public cannot reach.
pub fn operator(state: AppState, counted: PrometheusHandle) -> Router {
    let metrics = get(|| async move {
        counted.run_upkeep();
        ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], counted.render())
    });
    health(state).route("/metrics", metrics)
}

/// Says no while the server is about to stop, and where the database does not answer.
async fn ready(State(state): State<AppState>) -> impl IntoResponse {
    if state.is_draining() {
        return (StatusCode::SERVICE_UNAVAILABLE, "draining");
    }
    match tokio::time::timeout(PATIENCE, state.store.answers()).await {
        Ok(Ok(())) => (StatusCode::OK, "ready"),
        Ok(Err(_)) | Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer"),
    }
}
