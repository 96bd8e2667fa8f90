//! A server without a socket: the real router, a fresh SQLite file, a clock that stands still.

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
use server::identity::demo::DemoProvider;
use server::identity::demo_people::DemoPeople;
use server::platform::clock::Clock;
use server::platform::data_dir::DataDir;
use server::platform::demonstration;
use server::platform::headers::Headers;
use server::platform::rate_limit::RateLimits;
use server::platform::store::Store;
use tempfile::TempDir;
use tower::ServiceExt as _;

/// The morning of the demonstration.
pub(crate) const MORNING: &str = "2025-06-10T09:14:00+03:00";

/// A server on a folder of its own; the folder goes when the last server on it does.
#[derive(Clone)]
pub(crate) struct TestApp {
    pub(crate) state: AppState,
    folder: Arc<TempDir>,
    router: Router,
}

/// An answer: its status, headers and body.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    /// The stable code with which somebody was turned away from a sign-in, by a page of the app.
    pub(crate) fn turned_away(&self) -> String {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text);
        let location = self.headers[header::LOCATION].to_str().unwrap();
        let query = location.strip_prefix("/pieslegties?kods=").unwrap_or_else(|| panic!("led to {location}"));
        assert!(!self.headers.contains_key(header::SET_COOKIE), "a session was begun all the same");
        query.split('&').next().unwrap().to_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("not JSON: {}", self.text))
    }

    /// The stable code of a problem.
    pub(crate) fn code(&self) -> String {
        assert_eq!(self.headers[header::CONTENT_TYPE], "application/problem+json", "{}", self.text);
        self.json()["code"].as_str().unwrap().to_owned()
    }

    /// The stable code, where it is a problem.
    pub(crate) fn json_code(&self) -> Option<String> {
        let json: Value = serde_json::from_str(&self.text).ok()?;
        json["code"].as_str().map(str::to_owned)
    }

    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self
    }

    pub(crate) fn expect_code(self, status: u16, code: &str) -> Self {
        let answer = self.expect(status);
        assert_eq!(answer.code(), code);
        answer
    }
}

impl TestApp {
    /// A server in the morning of the demonstration.
    pub(crate) async fn new() -> Self {
        Self::at(MORNING).await
    }

    /// A server whose clock stands still at an instant.
    pub(crate) async fn at(instant: &str) -> Self {
        Self::open(Arc::new(tempfile::tempdir().unwrap()), instant, |_| {}).await
    }

    /// The same database and keys, at another instant.
    pub(crate) async fn later(&self, instant: &str) -> Self {
        Self::open(self.folder.clone(), instant, |_| {}).await
    }

    /// A server with a state of the test's own making.
    pub(crate) async fn with(change: impl FnOnce(&mut AppState)) -> Self {
        Self::open(Arc::new(tempfile::tempdir().unwrap()), MORNING, change).await
    }

    /// The same server with the pages of a folder.
    pub(crate) fn with_pages(&self, pages: &Path) -> Self {
        Self { router: server::router(self.state.clone(), pages), ..self.clone() }
    }

    /// The same server with one more route, to try what guards it.
    pub(crate) fn with_route(&self, path: &str, route: MethodRouter<AppState>) -> Self {
        let more = Router::new().route(&format!("/api/v1/{path}"), route).with_state(self.state.clone());
        Self { router: self.router.clone().merge(more), ..self.clone() }
    }

    async fn open(folder: Arc<TempDir>, instant: &str, change: impl FnOnce(&mut AppState)) -> Self {
        let data = DataDir::open(folder.path()).unwrap();
        let call = Call::parse(JUNE_2025.as_bytes()).unwrap();
        let (catalogue, rejected) = Catalogue::parse(demonstration::CATALOGUE, &call).unwrap();
        assert_eq!(rejected, []);
        let store = Store::connect(&data.sqlite_url(), data.cipher().unwrap()).await.unwrap();
        store.put_call(&call).await.unwrap();
        store.put_groups(&catalogue.programmes).await.unwrap();
        let mut state = AppState {
            call: Arc::new(call),
            catalogue: Arc::new(catalogue),
            store,
            clock: Clock::frozen(instant.parse::<DateTime<FixedOffset>>().unwrap().to_utc()),
            cipher: data.cipher().unwrap(),
            keys: data.receipt_keys().unwrap(),
            demo: Some(Arc::new(DemoPeople::load().unwrap())),
            identity: None,
            tls: false,
            base_path: "".into(),
            submissions: AppState::room(),
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

    /// The data folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The bytes of the database's files.
    pub(crate) fn database_files(&self) -> Vec<Vec<u8>> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let files = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
        files.map(|path| std::fs::read(path).unwrap()).collect()
    }

    /// Sends a request as it is.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, text: String::from_utf8(bytes.to_vec()).unwrap() }
    }

    /// Somebody who has not signed in.
    pub(crate) fn visitor(&self) -> Client {
        Client { app: self.clone(), cookies: Vec::new() }
    }

    /// Somebody who has just signed in.
    pub(crate) async fn signed_in(&self, person: &str) -> Client {
        let mut client = self.visitor();
        client.sign_in(person, None).await.expect(303);
        client
    }

    /// Somebody who has signed in and opened an account.
    pub(crate) async fn with_account(&self, person: &str) -> Client {
        let client = self.signed_in(person).await;
        client.post("account", &open_account()).await.expect(201);
        client
    }
}

/// A browser: it keeps cookies, and its changes carry the header against forged requests.
#[derive(Clone)]
pub(crate) struct Client {
    pub(crate) app: TestApp,
    pub(crate) cookies: Vec<(String, String)>,
}

impl Client {
    /// The same browser at another server on the same database.
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

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.app.send(self.request("GET", path).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.app.send(self.request("POST", path).body(Body::from(body.to_string())).unwrap()).await
    }

    /// What was handed over, as a page with this number asks for it.
    pub(crate) async fn handed_over(&self, path: &str, page: u8) -> Value {
        let request = self.request("POST", path).header("idempotency-key", format!("the-page-of-the-number-{page}"));
        self.app.send(request.body(Body::empty()).unwrap()).await.expect(200).json()["draft"].clone()
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Answer {
        self.app.send(self.request("PUT", path).body(Body::from(body.to_string())).unwrap()).await
    }

    pub(crate) async fn patch(&self, path: &str, body: &Value) -> Answer {
        self.app.send(self.request("PATCH", path).body(Body::from(body.to_string())).unwrap()).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.app.send(self.request("DELETE", path).body(Body::empty()).unwrap()).await
    }

    /// Submits a body to the letter.
    pub(crate) async fn submit(&self, key: &str, body: &str) -> Answer {
        let request = self.request("POST", "applications").header("idempotency-key", key);
        self.app.send(request.body(Body::from(body.to_owned())).unwrap()).await
    }

    /// Begins a sign-in and gives the state that the provider would carry.
    pub(crate) async fn start_sign_in(&mut self, draft: Option<&str>) -> String {
        let answer = self.post("sign-in", &json!({ "return_to": "/konts", "draft": draft })).await.expect(200);
        self.keep_cookies(&answer);
        let location = answer.json()["location"].as_str().unwrap().to_owned();
        location.split_once("state=").unwrap().1.to_owned()
    }

    /// Comes back from the provider as a person.
    pub(crate) async fn come_back(&mut self, state: &str, person: &str) -> Answer {
        self.come_back_by(&format!("state={state}&person={person}")).await
    }

    /// Comes back from the provider with a form.
    pub(crate) async fn come_back_by(&mut self, form: &str) -> Answer {
        let request = self
            .request("POST", "sign-in/callback")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form.to_owned()))
            .unwrap();
        let answer = self.app.send(request).await;
        self.keep_cookies(&answer);
        answer
    }

    pub(crate) async fn sign_in(&mut self, person: &str, draft: Option<&str>) -> Answer {
        let state = self.start_sign_in(draft).await;
        self.come_back(&state, person).await
    }

    fn keep_cookies(&mut self, answer: &Answer) {
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.retain(|(kept, _)| kept != name);
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

/// An application with nothing to mend, for the first programme's first study group.
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
    })
}

/// A key of the right form.
pub(crate) fn key(number: u32) -> String {
    format!("test-attempt-{number:06}")
}
