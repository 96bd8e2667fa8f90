//! Test server without a socket: the real router, a new SQLite file and a frozen clock.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::routing::MethodRouter;
use chrono::{DateTime, FixedOffset};
use rules::call::{Call, JUNE_2025};
use rules::catalogue::Catalogue;
use serde_json::{Value, json};
use server::AppState;
use server::applications::queue::SubmissionQueue;
use server::identity::demo::DemoProvider;
use server::identity::demo_people::DemoPeople;
use server::identity::session_loader::SessionLoader;
use server::platform::clock::Clock;
use server::platform::data_dir::DataDir;
use server::platform::demonstration;
use server::platform::headers::Headers;
use server::platform::rate_limit::RateLimits;
use server::platform::store::Store;
use tempfile::TempDir;
use tower::ServiceExt as _;

/// Start of the demonstration's clock.
pub(crate) const MORNING: &str = "2025-06-10T09:14:00+03:00";

/// Server with its own data folder, which is deleted with the last server that uses it.
#[derive(Clone)]
pub(crate) struct TestApp {
    pub(crate) state: AppState,
    folder: Arc<TempDir>,
    router: Router,
}

/// HTTP response: status, headers and body.
pub(crate) struct Response {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Response {
    /// Problem code in the redirect of a rejected sign-in to the app's sign-in page.
    pub(crate) fn rejection_code(&self) -> String {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text);
        let location = self.headers[header::LOCATION].to_str().unwrap();
        let query = location.strip_prefix("/pieslegties?kods=").unwrap_or_else(|| panic!("redirects to {location}"));
        assert!(!self.headers.contains_key(header::SET_COOKIE), "a rejected sign-in created a session");
        query.split('&').next().unwrap().to_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("not JSON: {}", self.text))
    }

    /// Code of the problem that the response must be.
    pub(crate) fn code(&self) -> String {
        assert_eq!(self.headers[header::CONTENT_TYPE], "application/problem+json", "{}", self.text);
        self.json()["code"].as_str().unwrap().to_owned()
    }

    /// Problem code, or `None` if the body is not a problem.
    pub(crate) fn json_code(&self) -> Option<String> {
        let json: Value = serde_json::from_str(&self.text).ok()?;
        json["code"].as_str().map(str::to_owned)
    }

    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self
    }

    pub(crate) fn expect_code(self, status: u16, code: &str) -> Self {
        let response = self.expect(status);
        assert_eq!(response.code(), code);
        response
    }
}

impl TestApp {
    /// Starts a server at [`MORNING`].
    pub(crate) async fn new() -> Self {
        Self::at(MORNING).await
    }

    /// Starts a server whose clock is frozen at an instant.
    pub(crate) async fn at(instant: &str) -> Self {
        Self::open(Arc::new(tempfile::tempdir().unwrap()), instant, |_| {}).await
    }

    /// Returns this server at another instant: the same database, keys and memory of attempts.
    pub(crate) async fn later(&self, instant: &str) -> Self {
        Self::open(self.folder.clone(), instant, |state| state.attempts = Arc::clone(&self.state.attempts)).await
    }

    /// Starts a server with a changed state.
    pub(crate) async fn with(change: impl FnOnce(&mut AppState)) -> Self {
        Self::open(Arc::new(tempfile::tempdir().unwrap()), MORNING, change).await
    }

    /// Returns this server with the pages of a folder.
    pub(crate) fn with_pages(&self, pages: &Path) -> Self {
        Self { router: server::router(self.state.clone(), pages), ..self.clone() }
    }

    /// Returns this server with an additional route, to test its extractors.
    pub(crate) fn with_route(&self, path: &str, route: MethodRouter<AppState>) -> Self {
        let extra = Router::new().route(&format!("/api/v1/{path}"), route).with_state(self.state.clone());
        Self { router: self.router.clone().merge(extra), ..self.clone() }
    }

    async fn open(folder: Arc<TempDir>, instant: &str, change: impl FnOnce(&mut AppState)) -> Self {
        let data = DataDir::open(folder.path()).unwrap();
        let call = Call::parse(JUNE_2025.as_bytes()).unwrap();
        let (catalogue, rejected) = Catalogue::parse(demonstration::CATALOGUE, &call).unwrap();
        assert_eq!(rejected, []);
        let store = Store::connect(&data.sqlite_url(), data.cipher().unwrap()).await.unwrap();
        store.put_call(&call).await.unwrap();
        store.put_groups(&catalogue.programmes).await.unwrap();
        let keys = data.receipt_keys().unwrap();
        let clock = Clock::frozen(instant.parse::<DateTime<FixedOffset>>().unwrap().to_utc());
        let mut state = AppState {
            call: Arc::new(call),
            catalogue: Arc::new(catalogue),
            contact: Arc::default(),
            sessions: SessionLoader::start(store.clone(), clock.clone()),
            submissions: SubmissionQueue::start(store.clone(), keys.clone(), clock.clone()),
            store,
            clock,
            cipher: data.cipher().unwrap(),
            keys,
            demo: Some(Arc::new(DemoPeople::load().unwrap())),
            identity: None,
            tls: false,
            base_path: "".into(),
            attempts: Arc::default(),
            limits: Arc::new(RateLimits::new(10_000, 10_000, Vec::new())),
            headers: Arc::new(Headers::new(&[], false).unwrap()),
            draining: Arc::default(),
        };
        change(&mut state);
        if let (None, Some(people)) = (&state.identity, &state.demo) {
            let provider = DemoProvider::new(Arc::clone(people), Arc::clone(&state.base_path));
            state.identity = Some(Arc::new(provider));
        }
        let router = server::router(state.clone(), Path::new("no-pages-here"));
        Self { state, folder, router }
    }

    /// Path of the data folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Contents of all files in the data folder, among them the database.
    pub(crate) fn database_files(&self) -> Vec<Vec<u8>> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let files = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
        files.map(|path| std::fs::read(path).unwrap()).collect()
    }

    /// Sends an unchanged request.
    pub(crate) async fn send(&self, request: Request<Body>) -> Response {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Response { status: parts.status, headers: parts.headers, text: String::from_utf8(bytes.to_vec()).unwrap() }
    }

    /// Returns a client without a session.
    pub(crate) fn visitor(&self) -> Client {
        Client { app: self.clone(), cookies: Vec::new() }
    }

    /// Returns a client with a new session.
    pub(crate) async fn signed_in(&self, person: &str) -> Client {
        let mut client = self.visitor();
        client.sign_in(person, None).await.expect(303);
        client
    }

    /// Returns a client with a session and an account.
    pub(crate) async fn with_account(&self, person: &str) -> Client {
        let client = self.signed_in(person).await;
        client.post("account", &open_account()).await.expect(201);
        client
    }
}

/// Client that stores cookies and sends the CSRF header.
#[derive(Clone)]
pub(crate) struct Client {
    pub(crate) app: TestApp,
    pub(crate) cookies: Vec<(String, String)>,
}

impl Client {
    /// Returns a client with the same cookies for another server on the same database.
    pub(crate) fn at(&self, app: &TestApp) -> Self {
        Self { app: app.clone(), cookies: self.cookies.clone() }
    }

    pub(crate) fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        Request::builder()
            .method(method)
            .uri(format!("/api/v1/{path}"))
            .header(header::COOKIE, cookies.join("; "))
            .header("x-imk-csrf", "1")
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.app.send(self.request("GET", path).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Response {
        self.app.send(self.request("POST", path).body(Body::from(body.to_string())).unwrap()).await
    }

    /// Fetches the handed-over draft with the idempotency key of a page.
    pub(crate) async fn take_draft(&self, path: &str, page: u8) -> Value {
        let request = self.request("POST", path).header("idempotency-key", format!("the-page-of-the-number-{page}"));
        self.app.send(request.body(Body::empty()).unwrap()).await.expect(200).json()["draft"].clone()
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Response {
        self.app.send(self.request("PUT", path).body(Body::from(body.to_string())).unwrap()).await
    }

    pub(crate) async fn patch(&self, path: &str, body: &Value) -> Response {
        self.app.send(self.request("PATCH", path).body(Body::from(body.to_string())).unwrap()).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Response {
        self.app.send(self.request("DELETE", path).body(Body::empty()).unwrap()).await
    }

    /// Submits an application with an unchanged body.
    pub(crate) async fn submit(&self, key: &str, body: &str) -> Response {
        let request = self.request("POST", "applications").header("idempotency-key", key);
        self.app.send(request.body(Body::from(body.to_owned())).unwrap()).await
    }

    /// Starts a sign-in and returns its `state` parameter.
    pub(crate) async fn start_sign_in(&mut self, draft: Option<&str>) -> String {
        let response = self.post("sign-in", &json!({ "return_to": "/konts", "draft": draft })).await.expect(200);
        self.store_cookies(&response);
        let location = response.json()["location"].as_str().unwrap().to_owned();
        location.split_once("state=").unwrap().1.to_owned()
    }

    /// Calls the sign-in callback as a person of the demonstration.
    pub(crate) async fn finish_sign_in(&mut self, state: &str, person: &str) -> Response {
        self.finish_sign_in_with(&format!("state={state}&person={person}")).await
    }

    /// Calls the sign-in callback with a form.
    pub(crate) async fn finish_sign_in_with(&mut self, form: &str) -> Response {
        let request = self
            .request("POST", "sign-in/callback")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form.to_owned()))
            .unwrap();
        let response = self.app.send(request).await;
        self.store_cookies(&response);
        response
    }

    pub(crate) async fn sign_in(&mut self, person: &str, draft: Option<&str>) -> Response {
        let state = self.start_sign_in(draft).await;
        self.finish_sign_in(&state, person).await
    }

    fn store_cookies(&mut self, response: &Response) {
        for cookie in response.headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.retain(|(stored, _)| stored != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
    }
}

pub(crate) fn open_account() -> Value {
    json!({
        "terms": api::TERMS_VERSION,
        "language": "lv",
        "contact": { "email": "anna.ozola@epasts.lv", "phone": "" },
    })
}

/// Valid application for the first study group of the first programme.
pub(crate) fn application() -> Value {
    application_for("p-001", "p-001-1")
}

pub(crate) fn application_for(programme: &str, group: &str) -> Value {
    json!({
        "call": "2025-06",
        "programme": programme,
        "group": group,
        "language": "lv",
        "facts": {
            "birth_date": "1988-03-14",
            "earlier_grant_without_choice": false,
            "still_learning": false,
            "interrupted_learning": false,
        },
        "contact": { "email": "anna.ozola@epasts.lv", "phone": "26123456" },
        "declaration": true,
    })
}

/// Valid idempotency key.
pub(crate) fn key(number: u32) -> String {
    format!("test-attempt-{number:06}")
}
