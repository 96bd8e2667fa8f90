//! Router: every route of the API, the pages for all other paths, and the middleware of both.

use std::any::Any;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use api::ApiProblem;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::header;
use axum::middleware;
use axum::response::{IntoResponse, Redirect, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::applications::routes::{applications, drafts};
use crate::audit::routes as audit;
use crate::catalogue::routes::{call, programmes};
use crate::identity::routes::{sessions, sign_in};
use crate::messages::routes as messages;
use crate::people::routes::{account, my_data};
use crate::platform::error::ApiError;
use crate::platform::headers;
use crate::platform::http::deadline::{self, DEADLINE};
use crate::platform::http::json::BODY_BYTES;
use crate::platform::http::prerendered::ServedTexts;
use crate::platform::http::static_files;
use crate::platform::http::{health, openapi};
use crate::platform::telemetry;
use crate::state::AppState;

/// Timeout between two parts of a request body.
const BODY_PATIENCE: Duration = Duration::from_secs(10);

/// Builds the router: the API under `/api/v1` and the pages in `dist`, both under the base path.
pub fn router(state: AppState, dist: &Path) -> Router {
    let (api, document) = api();
    let base_path = Arc::clone(&state.base_path);
    let texts = ServedTexts::new(dist, &state);
    let (health, protection) = (health::health(state.clone()), Arc::clone(&state.headers));
    let document = openapi::completed(&document).to_string();
    let api = api
        .route(
            "/openapi.json",
            axum::routing::get(|| async { ([(header::CONTENT_TYPE, "application/json")], document) }),
        )
        .fallback(|| async { ApiError::from(ApiProblem::NotFound).into_response() })
        .method_not_allowed_fallback(|| async { ApiError::from(ApiProblem::MethodNotAllowed).into_response() })
        .layer(middleware::from_fn(headers::guard))
        .layer(middleware::from_fn_with_state(DEADLINE, deadline::end_at))
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .with_state(state);
    let service = Router::new().nest("/api/v1", api).merge(static_files::router(dist, &base_path, texts));
    let service = if base_path.is_empty() { service } else { under(&base_path, service) };
    service
        .merge(health)
        .layer(CompressionLayer::new().compress_when(headers::may_be_compressed))
        .layer(CatchPanicLayer::custom(broken))
        .layer(RequestBodyTimeoutLayer::new(BODY_PATIENCE))
        .layer(middleware::from_fn_with_state(protection, headers::protect))
        .layer(middleware::from_fn(headers::end_after_chunks))
        .layer(middleware::from_fn(telemetry::observe))
}

/// Serves everything below a base path, which is also the path of the first page; with a slash it leads there.
fn under(base_path: &str, service: Router) -> Router {
    let first_page = base_path.to_owned();
    let with_slash = axum::routing::get(move || async move { Redirect::permanent(&first_page) });
    Router::new().nest(base_path, service).route(&format!("{base_path}/"), with_slash)
}

/// Response after a panic: only this request fails, and the log contains its location.
fn broken(_: Box<dyn Any + Send>) -> Response {
    ApiError::internal("a panic").into_response()
}

fn api() -> (Router<AppState>, utoipa::openapi::OpenApi) {
    OpenApiRouter::with_openapi(openapi::Frame::openapi())
        .routes(routes!(call::get_call))
        .routes(routes!(call::get_keys))
        .routes(routes!(call::assess_facts))
        .routes(routes!(programmes::list_programmes))
        .routes(routes!(programmes::get_programme))
        .routes(routes!(sign_in::start_sign_in))
        .routes(routes!(sign_in::list_people))
        .routes(routes!(sign_in::finish_by_query, sign_in::finish_by_form))
        .routes(routes!(sign_in::take_returned_draft))
        .routes(routes!(sign_in::end_by_provider))
        .routes(routes!(sessions::get_session))
        .routes(routes!(sessions::take_draft))
        .routes(routes!(sessions::declare_birth_date))
        .routes(routes!(sessions::sign_out))
        .routes(routes!(sessions::sign_out_everywhere))
        .routes(routes!(sessions::list_sign_ins))
        .routes(routes!(sessions::end_sign_in))
        .routes(routes!(audit::list_audit))
        .routes(routes!(account::get_account, account::open_account, account::change_account, account::close_account))
        .routes(routes!(messages::list_messages))
        .routes(routes!(my_data::export_data))
        .routes(routes!(my_data::import_data))
        .routes(routes!(applications::submit_application, applications::list_applications))
        .routes(routes!(applications::get_application))
        .routes(routes!(applications::get_receipt))
        .routes(routes!(drafts::get_draft, drafts::keep_draft, drafts::delete_draft))
        .split_for_parts()
}
