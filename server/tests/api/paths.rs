//! Path segments: decoded once, and never a path outside the pages folder.

use std::fs;

use axum::body::Body;
use axum::http::Request;

use crate::support::{Response, TestApp};

async fn get(app: &TestApp, path: &str) -> Response {
    app.send(Request::get(path).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn doubly_encoded_path_segment_is_not_found() {
    let app = TestApp::new().await;
    let anna = app.signed_in("anna-ozola").await;
    anna.get("programmes/p-001").await.expect(200);
    anna.get("programmes/%70-001").await.expect(200);
    anna.get("programmes/%70%2D001").await.expect(200);
    for segment in ["%2570-001", "%2570%252D001", "%252570-001", "p-001%2500", "p-001%00"] {
        anna.get(&format!("programmes/{segment}")).await.expect_code(404, "not_found");
    }
    anna.delete("drafts/2025-06").await.expect(204);
    anna.delete("drafts/2025%2D06").await.expect(204);
    anna.delete("drafts/2025%252D06").await.expect_code(404, "not_found");
}

#[tokio::test]
async fn no_path_escapes_the_pages_folder() {
    let (app, outside) = (TestApp::new().await, tempfile::tempdir().unwrap());
    let pages = outside.path().join("pages");
    fs::create_dir_all(pages.join("v/1")).unwrap();
    fs::write(pages.join("index.html"), "the app").unwrap();
    fs::write(pages.join("v/1/app.js"), "inside").unwrap();
    fs::write(outside.path().join("outside.js"), "outside").unwrap();
    fs::write(outside.path().join("served.html"), "outside").unwrap();
    let app = app.with_pages(&pages);
    assert_eq!(get(&app, "/v/1/app.js").await.expect(200).text, "inside");
    assert_eq!(get(&app, "/v/1/%61pp.js").await.expect(200).text, "inside");
    for up in ["..", "%2e%2e", "%2E.", ".%2e", "%252e%252e", "v/../..", "v/1/../../..", "v/%2e%2e/%2e%2e"] {
        for slash in ["/", "%2f", "%5c", "\\", "%252f"] {
            let response = get(&app, &format!("/{up}{slash}outside.js")).await.expect(404);
            assert!(!response.text.contains("outside"), "{up}{slash}: {}", response.text);
        }
        let response = get(&app, &format!("/served/{up}/{up}/served.html")).await.expect(404);
        assert!(!response.text.contains("outside"), "{up}: {}", response.text);
    }
    let absolute = outside.path().join("outside.js");
    let absolute = absolute.to_str().unwrap();
    for path in [format!("/{absolute}"), format!("/{}", absolute.replace('/', "%2f"))] {
        get(&app, &path).await.expect(404);
    }
}

#[tokio::test]
async fn path_too_long_for_a_file_is_not_found() {
    let (app, pages) = (TestApp::new().await, tempfile::tempdir().unwrap());
    fs::write(pages.path().join("index.html"), "the app").unwrap();
    let app = app.with_pages(pages.path());
    for length in [240, 250, 255, 256, 300, 5_000] {
        let name = "a".repeat(length);
        for path in [format!("/{name}"), format!("/{name}.js"), format!("/served/{name}.html"), format!("/v/{name}")] {
            let response = get(&app, &path).await.expect(404);
            assert_eq!(response.headers["cache-control"], "no-cache", "{length}");
        }
    }
    get(&app, &format!("/{}", "a/".repeat(2_000))).await.expect(404);
}

#[tokio::test]
async fn directory_is_never_listed() {
    let (app, pages) = (TestApp::new().await, tempfile::tempdir().unwrap());
    fs::create_dir_all(pages.path().join("v/1")).unwrap();
    fs::write(pages.path().join("v/1/app.js"), "a script").unwrap();
    let without_index = app.with_pages(pages.path());
    for folder in ["/", "/v", "/v/", "/v/1", "/v/1/", "/v/1/."] {
        assert_eq!(get(&without_index, folder).await.expect(404).text, "", "{folder}");
    }
    fs::write(pages.path().join("index.html"), "the app").unwrap();
    let app = app.with_pages(pages.path());
    for folder in ["/v", "/v/", "/v/1", "/v/1/"] {
        assert_eq!(get(&app, folder).await.text, "the app", "as for any unknown page: {folder}");
    }
}
