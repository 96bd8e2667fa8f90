//! Prerendered texts in pages: always of the programmes in the current catalogue, or none.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use rules::catalogue::Catalogue;
use rules::money::Cents;
use rules::programme::topic::Topic;
use serde_json::json;
use server::AppState;
use server::platform::http::prerendered::ServedTexts;
use tempfile::TempDir;

use crate::support::{Response, TestApp};

const INDEX: &str = "<head><!--imk:head--><title>First</title><!--/imk:head-->\
    <link rel=\"stylesheet\" href=\"/imk.css\">\
    <!--imk:pages--><link rel=\"stylesheet\" href=\"/pages.css\"><!--/imk:pages--></head>\
    <imk-app alone><!--imk:text--><!--imk:demo-->invented<!--/imk:demo-->\
    <h1>First page</h1><!--/imk:text--></imk-app>";

/// Creates the output folder of a build for the server's catalogue.
fn pages(state: &AppState) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("index.html"), INDEX).unwrap();
    let catalogue = &state.catalogue;
    write(folder.path(), "landing", "<h1>First page</h1>");
    write(folder.path(), "page", "<p>Any page</p>");
    let list = catalogue.list_key(&state.call).unwrap();
    write(folder.path(), &format!("programmas.{list}"), "<h1>All programmes</h1>");
    for programme in &catalogue.programmes {
        let key = catalogue.text_key(&state.call, programme).unwrap();
        let text = format!("<!--imk:demo-->invented<!--/imk:demo--><h1>{}</h1><a href=\"/programmas\">", programme.id);
        write(folder.path(), &format!("programmas/{}.{key}", programme.id), &text);
    }
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let file = folder.join("served").join(name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file.with_added_extension("html"), text).unwrap();
    fs::write(file.with_added_extension("head.html"), format!("<title>{name}</title>")).unwrap();
}

async fn get(app: &TestApp, path: &str) -> Response {
    app.send(Request::get(path).body(Body::empty()).unwrap()).await
}

/// Changes the catalogue of a state.
fn change_catalogue(state: &mut AppState, change: impl FnOnce(&mut Catalogue)) {
    let mut catalogue = (*state.catalogue).clone();
    change(&mut catalogue);
    state.catalogue = Arc::new(catalogue);
}

#[tokio::test]
async fn programme_page_contains_its_prerendered_text_and_head() {
    let app = TestApp::new().await;
    let pages = pages(&app.state);
    let page = get(&app.with_pages(pages.path()), "/programmas/p-001").await.expect(200);
    assert!(page.text.contains("<h1>p-001</h1>") && !page.text.contains("First page"), "{}", page.text);
    assert!(page.text.contains("<title>programmas/p-001.") && !page.text.contains("<title>First"), "{}", page.text);
    for sheet in ["imk.css", "pages.css"] {
        assert!(page.text.contains(&format!("<link rel=\"stylesheet\" href=\"/{sheet}\">")), "{}", page.text);
    }
}

#[tokio::test]
async fn only_the_landing_page_lacks_the_sheet_of_other_pages() {
    let app = TestApp::new().await;
    let pages = pages(&app.state);
    let app = app.with_pages(pages.path());
    let pages_sheet = "<!--imk:pages--><link rel=\"stylesheet\" href=\"/pages.css\"><!--/imk:pages-->";
    assert_eq!(get(&app, "/").await.expect(200).text, INDEX.replace(pages_sheet, ""));
    let catalogue = get(&app, "/programmas").await.expect(200).text;
    assert!(catalogue.contains("<h1>All programmes</h1>") && catalogue.contains("/pages.css"), "{catalogue}");
    assert!(get(&app, "/no-such-page").await.expect(404).text.contains("/pages.css"));
}

#[tokio::test]
async fn first_page_has_the_numbers_of_the_current_catalogue() {
    let app = TestApp::with(|state| {
        change_catalogue(state, |catalogue| {
            let topics = [Some(Topic::Data), Some(Topic::Data), Some(Topic::Ai), None];
            for (programme, topic) in catalogue.programmes.iter_mut().zip(topics) {
                programme.topic = topic;
                programme.price = if topic == Some(Topic::Ai) { Cents::new(50_001) } else { Cents::new(50_000) };
            }
            catalogue.programmes.truncate(4);
        });
    })
    .await;
    let pages = pages(&app.state);
    let tile = |name: &str| {
        let text = format!("<p>{name} {{imk:topic-{name}-free}}/{{imk:topic-{name}-all}}</p>");
        format!("<!--imk:topic-{name}-->{text}<!--/imk:topic-{name}-->")
    };
    fs::write(pages.path().join("index.html"), ["data", "ai", "design"].map(tile).concat()).unwrap();
    let page = get(&app.with_pages(pages.path()), "/").await.expect(200).text;
    assert!(page.contains("<p>data 2/2</p>") && page.contains("<p>ai 0/1</p>"), "{page}");
    assert!(!page.contains("design"), "{page}");
    let offer = get(&app, "/api/v1/call").await.expect(200).json()["offer"].clone();
    let topics = json!([
        { "topic": "data", "programmes": 2, "free": 2 },
        { "topic": "ai", "programmes": 1, "free": 0 },
    ]);
    assert_eq!(offer, json!({ "programmes": 4, "free": 3, "topics": topics }));
}

#[tokio::test]
async fn page_without_prerendered_text_shows_no_other_page() {
    let app = TestApp::new().await;
    let pages = pages(&app.state);
    for (path, status) in
        [("/konts", 200), ("/pieteikums/p-001", 200), ("/programmas/p-001/x", 404), ("/landing", 404), ("/served", 404)]
    {
        let page = get(&app.with_pages(pages.path()), path).await.expect(status);
        assert!(page.text.contains("<p>Any page</p>") && !page.text.contains("<h1>"), "{path}: {}", page.text);
    }
}

#[tokio::test]
async fn programme_changed_after_the_build_gets_no_stale_text() {
    let app = TestApp::new().await;
    let pages = pages(&app.state);
    let price = TestApp::with(|state| {
        change_catalogue(state, |catalogue| catalogue.programmes[0].price = Cents::new(1));
    });
    let name = TestApp::with(|state| {
        let provider = state.catalogue.programmes[0].provider.clone();
        change_catalogue(state, |catalogue| {
            catalogue.providers.iter_mut().filter(|one| one.id == provider).for_each(|one| one.name = "X".into());
        });
    });
    for app in [price.await, name.await] {
        let own = app.state.catalogue.programmes[0].id.clone();
        let app = app.with_pages(pages.path());
        let page = get(&app, &format!("/programmas/{own}")).await.expect(200);
        assert!(page.text.contains("<p>Any page</p>") && !page.text.contains(&format!("<h1>{own}")), "{}", page.text);
        assert!(get(&app, "/programmas").await.expect(200).text.contains("<p>Any page</p>"), "the list is stale too");
        assert!(ServedTexts::new(pages.path(), &app.state).missing() > 0);
    }
}

#[tokio::test]
async fn every_programme_of_the_built_catalogue_has_its_text() {
    let app = TestApp::new().await;
    let pages = pages(&app.state);
    assert_eq!(ServedTexts::new(pages.path(), &app.state).missing(), 0);
    fs::remove_dir_all(pages.path().join("served/programmas")).unwrap();
    assert_eq!(ServedTexts::new(pages.path(), &app.state).missing(), 100);
}

#[tokio::test]
async fn unknown_programme_returns_404_with_the_page() {
    let app = TestApp::new().await;
    let pages = pages(&app.state);
    let page = get(&app.with_pages(pages.path()), "/programmas/p-999").await.expect(404);
    assert!(page.text.contains("<imk-app alone>") && page.text.contains("<p>Any page</p>"), "{}", page.text);
    assert!(page.headers["content-type"].to_str().unwrap().starts_with("text/html"));
}

#[tokio::test]
async fn path_of_no_page_returns_404_with_the_page() {
    let app = TestApp::new().await;
    let pages = pages(&app.state);
    let served = app.with_pages(pages.path());
    for path in ["/nav", "/kontss", "/konts/x", "/pieteikums", "/pieteikums/p-999", "/programmas/p-001/x"] {
        let page = get(&served, path).await.expect(404);
        assert!(page.text.contains("<imk-app alone>"), "{path}: {}", page.text);
    }
    for path in ["/konts", "/konts/", "/pieteikums/p-001", "/pieteikums/p-001/prieksskatijums", "/apstiprinajums/1"] {
        get(&served, path).await.expect(200);
    }
}

#[tokio::test]
async fn demo_banner_appears_only_in_demonstration_mode() {
    let demonstration = TestApp::new().await;
    let real = TestApp::with(|state| state.demo = None).await;
    let pages = pages(&demonstration.state);
    for path in ["/", "/programmas/p-001"] {
        assert!(
            get(&demonstration.with_pages(pages.path()), path).await.expect(200).text.contains("invented"),
            "{path}"
        );
        assert!(!get(&real.with_pages(pages.path()), path).await.expect(200).text.contains("invented"), "{path}");
    }
}

#[tokio::test]
async fn portal_receives_bare_texts_with_links_under_base_path() {
    let app = TestApp::with(|state| state.base_path = "/imk".into()).await;
    let pages = pages(&app.state);
    let app = app.with_pages(pages.path());
    let text = get(&app, "/imk/served/programmas/p-001.html").await.expect(200).text;
    let links = ["imk.css", "pages.css"].map(|sheet| format!("<link rel=\"stylesheet\" href=\"/imk/{sheet}\">"));
    assert!(text.starts_with(&(links.concat() + "\n")), "{text}");
    assert!(text.contains("<a href=\"/imk/programmas\">") && !text.contains("<head>"), "{text}");
    let landing = get(&app, "/imk/served/landing.html").await.expect(200).text;
    assert!(landing.contains("<h1>First page</h1>") && !landing.contains("pages.css"), "{landing}");
    let page = get(&app, "/imk/programmas/p-001").await.expect(200).text;
    assert!(page.contains("<h1>p-001</h1>") && page.contains("href=\"/imk/programmas\""), "{page}");
    for path in
        ["programmas/p-999.html", "../index.html", "programmas/p-001", "Landing.html", "programmas/../page.html"]
    {
        get(&app, &format!("/imk/served/{path}")).await.expect(404);
    }
}

#[tokio::test]
async fn pages_of_a_build_without_texts_are_served_unchanged() {
    let (app, folder) = (TestApp::new().await, tempfile::tempdir().unwrap());
    let index = "<imk-app alone></imk-app>";
    fs::write(folder.path().join("index.html"), index).unwrap();
    assert_eq!(get(&app.with_pages(folder.path()), "/programmas/p-001").await.expect(200).text, index);
    assert_eq!(get(&app.with_pages(folder.path()), "/programmas/p-999").await.expect(404).text, index);
}
