//! The pages: files that the build made, and `index.html` for every address that a page of the app answers.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::services::ServeDir;

use crate::error::ApiError;

/// The folder of files whose names change with their content.
const FIXED: &str = "/v/";

/// Browsers need never ask again for such a file.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Browsers ask each time whether their copy is still good.
const ASK: HeaderValue = HeaderValue::from_static("no-cache");

/// Serves the folder `dist` under `base_path`; files compressed beforehand are used where they lie beside the originals.
pub fn router(dist: &Path, base_path: &Arc<str>) -> Router {
    let (file, base) = (dist.join("index.html"), Arc::clone(base_path));
    let index = move || {
        let (file, base) = (file.clone(), Arc::clone(&base));
        async move { page(&file, &base).await }
    };
    let index = get(index);
    let files = ServeDir::new(dist).precompressed_br().append_index_html_on_directories(false).fallback(index.clone());
    Router::new()
        .route("/", index.clone())
        .route("/index.html", index)
        .fallback_service(files)
        .layer(middleware::from_fn(serve))
}

/// The one page, its files named under the base path. Read each time: a new build is served as soon as it is there.
async fn page(file: &Path, base_path: &str) -> Result<Response, ApiError> {
    match tokio::fs::read_to_string(file).await {
        Ok(html) => Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], under(base_path, &html)).into_response()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(StatusCode::NOT_FOUND.into_response()),
        Err(error) => Err(ApiError::internal(error)),
    }
}

/// The page with every address of ours, which the build writes from the root, under the base path.
fn under(base_path: &str, html: &str) -> String {
    if base_path.is_empty() {
        return html.to_owned();
    }
    ["href", "src"]
        .iter()
        .fold(html.to_owned(), |html, name| html.replace(&format!("{name}=\"/"), &format!("{name}=\"{base_path}/")))
}

/// A missing file is missing: only an address without a file ending is a page of the app.
async fn serve(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let mut response = next.run(request).await;
    let kind = response.headers().get(header::CONTENT_TYPE);
    let fell_back =
        is_file && !path.ends_with(".html") && kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if fell_back {
        response = StatusCode::NOT_FOUND.into_response();
    }
    let fixed = path.starts_with(FIXED) && response.status().is_success();
    response.headers_mut().insert(header::CACHE_CONTROL, if fixed { FOR_EVER } else { ASK });
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<link href="/imk.css"><script src="/imk-app.js"></script><a href="https://stars.gov.lv/">"#;

    #[test]
    fn addresses_of_ours_stand_under_the_base_path_and_others_stay() {
        let expected =
            r#"<link href="/imk/imk.css"><script src="/imk/imk-app.js"></script><a href="https://stars.gov.lv/">"#;
        assert_eq!(under("/imk", PAGE), expected);
        assert_eq!(under("", PAGE), PAGE);
    }
}
