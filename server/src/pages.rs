//! The pages: files that Trunk built, and `index.html` for every address that a page of the app answers.

use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tower_http::services::{ServeDir, ServeFile};

/// Serves the folder `dist`; precompressed files beside the originals are used where they are.
pub fn router(dist: &Path) -> Router {
    let index = ServeFile::new(dist.join("index.html")).precompressed_br();
    let files = ServeDir::new(dist).precompressed_br().fallback(index);
    Router::new().fallback_service(files).layer(middleware::from_fn(serve))
}

/// File names carry no hash yet, so browsers ask each time whether their copy is still good. A missing file is missing:
/// only an address without a file ending is a page of the app.
async fn serve(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let mut response = next.run(request).await;
    let fell_back = is_file
        && !path.ends_with(".html")
        && response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/html");
    if fell_back {
        return StatusCode::NOT_FOUND.into_response();
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}
