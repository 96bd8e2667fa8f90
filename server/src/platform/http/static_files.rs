//! Static files of the build, and `index.html` with the prerendered text for every page of the app.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path as Segments, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::services::ServeDir;

use crate::platform::error::ApiError;
use crate::platform::http::prerendered::{LANDING, ServedTexts};

/// URL prefix of files whose names change with their content.
const FIXED: &str = "/v/";

/// Cache header of files that never change.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Cache header of files that browsers must revalidate.
const ASK: HeaderValue = HeaderValue::from_static("no-cache");

const HTML: [(header::HeaderName, &str); 1] = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];

/// State of the page handlers.
#[derive(Clone)]
struct Pages {
    index: PathBuf,
    base_path: Arc<str>,
    texts: ServedTexts,
}

/// Serves the folder `dist` under `base_path`, with precompressed files if they exist.
pub(crate) fn router(dist: &Path, base_path: &Arc<str>, texts: ServedTexts) -> Router {
    let pages = Pages { index: dist.join("index.html"), base_path: Arc::clone(base_path), texts };
    let index = get(page).with_state(pages.clone());
    let files = ServeDir::new(dist).precompressed_br().append_index_html_on_directories(false).fallback(index.clone());
    Router::new()
        .route("/", index.clone())
        .route("/index.html", index)
        .route("/served/{*page}", get(fragment).with_state(pages))
        .fallback_service(files)
        .layer(middleware::from_fn(serve))
}

/// Returns `index.html` with its links under the base path. It is read for every request, so a new build is served at
/// once.
async fn page(State(pages): State<Pages>, request: Request) -> Result<Response, ApiError> {
    let html = match tokio::fs::read_to_string(&pages.index).await {
        Ok(html) => html,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(StatusCode::NOT_FOUND.into_response()),
        Err(error) => return Err(ApiError::internal(error)),
    };
    let path = request.uri().path();
    // For an unknown path or programme the page starts too and offers alternatives.
    let status = if pages.texts.has(path) { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let html = pages.texts.put_into(html, path).await.map_err(ApiError::internal)?;
    Ok((status, HTML, under(&pages.base_path, &html)).into_response())
}

/// Returns the prerendered text of one page, after the links to its styles, for a portal's server.
async fn fragment(State(pages): State<Pages>, Segments(file): Segments<String>) -> Result<Response, ApiError> {
    let Some(page) = file.strip_suffix(".html") else { return Ok(StatusCode::NOT_FOUND.into_response()) };
    let Some(text) = pages.texts.fragment(page).await.map_err(ApiError::internal)? else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let index = tokio::fs::read_to_string(&pages.index).await.map_err(ApiError::internal)?;
    Ok((HTML, under(&pages.base_path, &format!("{}\n{text}", styles(&index, page)))).into_response())
}

/// Finds the stylesheet links of a page: the first page needs the first one only.
fn styles(html: &str, page: &str) -> String {
    let links = html.split_inclusive('>').filter(|tag| tag.contains("<link rel=\"stylesheet\""));
    let count = if page == LANDING { 1 } else { usize::MAX };
    links.take(count).map(str::trim_start).collect()
}

/// Prefixes the root-relative links of the page with the base path.
fn under(base_path: &str, html: &str) -> String {
    if base_path.is_empty() {
        return html.to_owned();
    }
    ["href", "src"]
        .iter()
        .fold(html.to_owned(), |html, name| html.replace(&format!("{name}=\"/"), &format!("{name}=\"{base_path}/")))
}

/// Returns 404 for missing files: only a path without a file extension is a page of the app.
async fn serve(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let mut response = if is_too_long(&path) { StatusCode::NOT_FOUND.into_response() } else { next.run(request).await };
    let kind = response.headers().get(header::CONTENT_TYPE);
    let fell_back =
        is_file && !path.ends_with(".html") && kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if fell_back {
        response = StatusCode::NOT_FOUND.into_response();
    }
    name_charset(&mut response);
    let fixed = path.starts_with(FIXED) && response.status().is_success();
    response.headers_mut().insert(header::CACHE_CONTROL, if fixed { FOR_EVER } else { ASK });
    response
}

/// Whether a path cannot name a file: a name has up to 255 bytes, and a path up to 4,096 with the folder.
fn is_too_long(path: &str) -> bool {
    path.len() > 3_000 || path.split('/').any(|name| name.len() > 255)
}

/// Adds `charset=utf-8` to text types (OWASP ASVS 5.0, 4.1.1).
fn name_charset(response: &mut Response) {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let Some(kind) = kind.filter(|kind| is_text(kind) && !kind.contains(';')) else { return };
    if let Ok(named) = HeaderValue::from_str(&format!("{kind}; charset=utf-8")) {
        response.headers_mut().insert(header::CONTENT_TYPE, named);
    }
}

fn is_text(kind: &str) -> bool {
    kind.starts_with("text/") || kind.ends_with("/xml") || kind.ends_with("+xml")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<link href="/imk.css"><script src="/imk-app.js"></script><a href="https://stars.gov.lv/">"#;

    #[test]
    fn base_path_prefixes_only_root_relative_links() {
        let expected =
            r#"<link href="/imk/imk.css"><script src="/imk/imk-app.js"></script><a href="https://stars.gov.lv/">"#;
        assert_eq!(under("/imk", PAGE), expected);
        assert_eq!(under("", PAGE), PAGE);
    }

    #[test]
    fn first_page_has_one_stylesheet_link_and_others_have_both() {
        let [first, second] =
            ["imk", "pages"].map(|sheet| format!("<link rel=\"stylesheet\" href=\"/v/1/{sheet}.css\">"));
        let page = format!("<link rel=\"icon\" href=\"data:,\">\n  {first}\n  <!--imk:pages-->{second}\n</head>");
        assert_eq!(styles(&page, "landing"), first);
        assert_eq!(styles(&page, "programmas"), format!("{first}{second}"));
        assert_eq!(styles("<p>", "programmas"), "");
    }
}
