//! The pages: files that the build made, and `index.html` for every address that a page of the app answers, with that page's
//! text in it.

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
use crate::platform::http::prerendered::ServedTexts;

/// The folder of files whose names change with their content.
const FIXED: &str = "/v/";

/// Browsers need never ask again for such a file.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Browsers ask each time whether their copy is still good.
const ASK: HeaderValue = HeaderValue::from_static("no-cache");

const HTML: [(header::HeaderName, &str); 1] = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];

/// What every answer is made from.
#[derive(Clone)]
struct Pages {
    index: PathBuf,
    base_path: Arc<str>,
    texts: ServedTexts,
}

/// Serves the folder `dist` under `base_path`; files compressed beforehand are used where they lie beside the originals.
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

/// The one page, its files named under the base path. Read each time: a new build is served as soon as it is there.
async fn page(State(pages): State<Pages>, request: Request) -> Result<Response, ApiError> {
    let html = match tokio::fs::read_to_string(&pages.index).await {
        Ok(html) => html,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(StatusCode::NOT_FOUND.into_response()),
        Err(error) => return Err(ApiError::internal(error)),
    };
    let path = request.uri().path();
    // Where there is no such programme, the page starts all the same and says what there is instead.
    let status = if pages.texts.has(path) { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let html = pages.texts.put_into(html, path).await.map_err(ApiError::internal)?;
    Ok((status, HTML, under(&pages.base_path, &html)).into_response())
}

/// The text of one page alone, with the link to the styles before it, for the server of a portal.
async fn fragment(State(pages): State<Pages>, Segments(file): Segments<String>) -> Result<Response, ApiError> {
    let Some(page) = file.strip_suffix(".html") else { return Ok(StatusCode::NOT_FOUND.into_response()) };
    let Some(text) = pages.texts.fragment(page).await.map_err(ApiError::internal)? else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let index = tokio::fs::read_to_string(&pages.index).await.map_err(ApiError::internal)?;
    Ok((HTML, under(&pages.base_path, &format!("{}\n{text}", styles(&index)))).into_response())
}

/// The page's link to its styles.
fn styles(html: &str) -> &str {
    let link = html.split_inclusive('>').find(|tag| tag.contains("<link rel=\"stylesheet\""));
    link.unwrap_or_default().trim_start()
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
    name_charset(&mut response);
    let fixed = path.starts_with(FIXED) && response.status().is_success();
    response.headers_mut().insert(header::CACHE_CONTROL, if fixed { FOR_EVER } else { ASK });
    response
}

/// Texts are UTF-8, and a browser is not left to guess it (OWASP ASVS 5.0, 4.1.1).
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
    fn addresses_of_ours_stand_under_the_base_path_and_others_stay() {
        let expected =
            r#"<link href="/imk/imk.css"><script src="/imk/imk-app.js"></script><a href="https://stars.gov.lv/">"#;
        assert_eq!(under("/imk", PAGE), expected);
        assert_eq!(under("", PAGE), PAGE);
    }

    #[test]
    fn link_to_the_styles_is_found_in_the_page() {
        let page = "<link rel=\"icon\" href=\"data:,\">\n  <link rel=\"stylesheet\" href=\"/v/1/imk.css\">\n</head>";
        assert_eq!(styles(page), "<link rel=\"stylesheet\" href=\"/v/1/imk.css\">");
        assert_eq!(styles("<p>"), "");
    }
}
