//! Boundaries 5 and 6: which part of the pages knows what of the world outside.

use crate::fixture::prove;
use crate::source::{Source, names, places, sources};
use crate::tree::{Breach, Tree};

/// The pages' own code, in Rust and in JavaScript.
fn pages(tree: &Tree) -> impl Iterator<Item = Source<'_>> {
    let rust = ["app/src/", "ui/src/"].into_iter().flat_map(|folder| sources(tree, folder, ".rs"));
    rust.chain(["app/", "ui/"].into_iter().flat_map(|folder| sources(tree, folder, ".js")))
}

fn outside<'a>(tree: &'a Tree, homes: &'a [&str]) -> impl Iterator<Item = Source<'a>> {
    pages(tree).filter(|source| !homes.iter().any(|home| source.file.path.starts_with(home)))
}

/// The breaches that `wrong` finds among a source's texts.
fn texts(source: &Source<'_>, what: &str, wrong: impl Fn(&str) -> bool) -> Vec<Breach> {
    let texts = source.texts().filter(|(_, text)| wrong(text));
    texts.map(|(line, text)| source.file.breach(line, format!("{text}: {what}"))).collect()
}

#[test]
fn one_file_knows_the_http_client() {
    prove("http-client", http_client);
}

/// So that the client can be replaced in one file.
fn http_client(tree: &Tree) -> Vec<Breach> {
    let words = ["reqwasm", "gloo_net", "XmlHttpRequest", "fetch_with_str", "fetch_with_request"];
    let what = "only ui/src/platform/http/transport.rs knows the HTTP client";
    outside(tree, &[TRANSPORT]).flat_map(|source| source.naming(&words, what)).collect()
}

#[test]
fn paths_of_the_api_are_written_in_its_own_folder() {
    prove("api-paths", api_paths);
}

/// The service worker's allow-list has to name the cached responses. A path put together from parts is not seen.
fn api_paths(tree: &Tree) -> Vec<Breach> {
    let homes = ["app/src/client/", TRANSPORT, "app/embed/sw.js"];
    let what = "only app/src/client knows the API's paths";
    outside(tree, &homes).flat_map(|source| texts(&source, what, |text| text.contains("/api/"))).collect()
}

#[test]
fn storage_and_service_worker_are_known_to_offline_only() {
    prove("storage", storage);
}

/// A stored draft has a version, an expiry and a fallback where the browser refuses; all of that is in `offline`. The
/// entry script reads the language, before there is anything else (docs/adr/0012-prerendering.md).
fn storage(tree: &Tree) -> Vec<Breach> {
    let words = [
        "gloo_storage",
        "LocalStorage",
        "SessionStorage",
        "local_storage",
        "session_storage",
        "localStorage",
        "sessionStorage",
        "indexedDB",
        "indexed_db",
        "IdbFactory",
        "serviceWorker",
        "service_worker()",
        "ServiceWorkerContainer",
    ];
    let what = "only ui/src/platform and app/src/draft know the browser's storage and the service worker";
    let entry = "app/embed/imk-app.js";
    let found = outside(tree, &STORAGE).flat_map(|source| {
        let words = words.iter().filter(|word| source.file.path != entry || **word != "localStorage");
        source.naming(&words.copied().collect::<Vec<_>>(), what)
    });
    found.collect()
}

const ROUTES: &str = "app/src/routes.rs";

/// The paths that the server needs too.
const PAGE_PATHS: &str = "api/src/page_paths.rs";

/// The file that knows the HTTP client and the root of the API.
const TRANSPORT: &str = "ui/src/platform/http/transport.rs";

/// The files that know the browser's storage and the service worker.
const STORAGE: [&str; 5] = [
    "ui/src/platform/encryption.js",
    "ui/src/platform/service_worker.js",
    "ui/src/platform/storage.rs",
    "app/src/draft/",
    "app/embed/sw.js",
];

#[test]
fn paths_of_pages_are_written_in_routes_only() {
    prove("page-paths", page_paths);
}

/// What begins like a path, or names an address's part that `routes.rs` or `page_paths.rs` holds behind a slash. `"/"`
/// alone counts in an `href`. Names of script files are no pages. A path put together from parts is not seen. In the server
/// only parts of pages' addresses count: other paths there belong to the API.
fn page_paths(tree: &Tree) -> Vec<Breach> {
    let parts: Vec<String> =
        [ROUTES, PAGE_PATHS].into_iter().filter_map(|path| tree.file(path)).flat_map(address_parts).collect();
    let wrong = |text: &str| {
        let text = text.trim_matches(['"', '\'', '`']);
        let absolute = text.strip_prefix('/').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
        let named = parts.iter().any(|part| names(text, part) && text.contains(&format!("/{part}")));
        (absolute || named) && !text.contains("://") && !text.ends_with(".js")
    };
    let what = "only routes.rs and page_paths.rs hold paths of pages";
    let in_server = sources(tree, "server/src/", ".rs").flat_map(|source| {
        texts(&source, what, |text| parts.iter().any(|part| names(text, part) && text.contains(&format!("/{part}"))))
    });
    let breaches = outside(tree, &[ROUTES, "app/src/client/", "app/embed/", TRANSPORT]).flat_map(|source| {
        let mut breaches = texts(&source, what, wrong);
        let home = source.code().filter(|(_, line)| line.contains("href=\" \"")).map(|(line, _)| line);
        let home = home.filter(|line| source.texts().any(|(at, text)| at == *line && text == "\"/\""));
        breaches.extend(home.map(|line| source.file.breach(line, format!("href=\"/\": {what}"))));
        breaches.extend(source.naming(&["path!"], what));
        breaches
    });
    breaches.chain(in_server).collect()
}

/// The texts of the constants in a file that look like a part of an address.
fn address_parts(routes: &crate::tree::File) -> Vec<String> {
    let constants = routes.lines().filter(|(_, line)| {
        line.trim_start_matches("pub").trim_start_matches("(crate)").trim_start().starts_with("const ")
            && line.contains(": &str = \"")
    });
    let parts = constants.filter_map(|(_, line)| line.split('"').nth(1)).filter(|part| part.len() > 2);
    parts.map(str::to_owned).collect()
}

#[test]
fn parts_of_addresses_are_found_in_their_file() {
    let parts = Tree::repository().file(PAGE_PATHS).map(address_parts).unwrap_or_default();
    assert!(parts.len() >= 10 && parts.contains(&"konts".to_owned()), "{parts:?}");
}

/// The file that touches the document: host element, title, language, focus.
const HOST: &str = "ui/src/platform/host.rs";

#[test]
fn one_file_touches_the_document() {
    prove("document", document);
}

/// An element that Leptos hands over (`NodeRef`) is no document: changes of it are not seen.
fn document(tree: &Tree) -> Vec<Breach> {
    let outside = pages(tree).filter(|source| source.file.path != HOST && !source.file.path.starts_with("app/embed/"));
    let words = ["document()", "document.", "web_sys::Document", "owner_document"];
    let what = "only ui/src/platform/host.rs touches the document";
    let breaches = outside.flat_map(|source| source.naming(&words, what));
    breaches.collect()
}

#[test]
fn components_neither_fetch_nor_navigate() {
    prove("components", components);
}

/// They take properties and callbacks. An error of the API is a value that a component may show, so `http::error` may
/// be named alone. A link is no navigation: the browser follows it, or the router does.
fn components(tree: &Tree) -> Vec<Breach> {
    let words = ["use_navigate", "navigate", "LocalResource", "Resource::new", "Action::new", "set_href", "location()"];
    let what = "components take properties and callbacks; they neither fetch nor navigate";
    let is_error = |rest: &str| places(rest, "http::error").next() == Some(0);
    let breaches = sources(tree, "ui/src/components/", ".rs").flat_map(|source| {
        let mut breaches = source.naming(&words, what);
        let api = source.code().filter(|(_, line)| places(line, "http").any(|at| !is_error(&line[at..])));
        breaches.extend(api.map(|(line, _)| source.file.breach(line, format!("http: {what}"))));
        breaches
    });
    breaches.collect()
}
