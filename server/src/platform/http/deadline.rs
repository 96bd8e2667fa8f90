//! Deadline of a request: body, database and identity provider together.

use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::platform::error::ApiError;

/// Deadline of a request. Longer than a sign-in, which may ask the identity provider several times (5 s each).
pub(crate) const DEADLINE: Duration = Duration::from_secs(25);

/// Middleware that ends a request at its deadline with 503 `busy`. What the request has handed to the writer of
/// submissions is saved all the same, and the repeated request gets its response.
pub(crate) async fn end_at(State(deadline): State<Duration>, request: Request, next: Next) -> Response {
    let response = tokio::time::timeout(deadline, next.run(request)).await;
    response.unwrap_or_else(|_| ApiError::unavailable("the deadline of the request").into_response())
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::http::StatusCode;
    use axum::middleware::from_fn_with_state;
    use axum::routing::get;
    use tower::ServiceExt as _;

    use super::*;

    #[tokio::test]
    async fn request_ends_at_its_deadline() {
        let slow = get(|| async {
            tokio::time::sleep(Duration::from_secs(60)).await;
            "too late"
        });
        let routes = Router::new().route("/slow", slow).route("/quick", get(|| async { "in time" }));
        let app = routes.layer(from_fn_with_state(Duration::from_millis(50), end_at));
        let status = async |path: &str| {
            let request = Request::get(path).body(Body::empty()).unwrap();
            app.clone().oneshot(request).await.unwrap().status()
        };
        assert_eq!(status("/slow").await, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(status("/quick").await, StatusCode::OK);
    }
}
