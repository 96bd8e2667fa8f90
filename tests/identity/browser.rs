//! A browser without a screen: stores the cookies of two sites, follows no redirect by itself, reports responses.

use std::collections::BTreeMap;

use imk_tests::{Failure, Result};
use reqwest::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use url::Url;

/// An answer, read to its end.
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) location: Option<String>,
    pub(crate) cookies: Vec<String>,
    pub(crate) cached: Option<String>,
    pub(crate) text: String,
}

impl Response {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_default()
    }

    /// Where it leads.
    pub(crate) fn leads_to(&self) -> Result<String> {
        let nowhere = || Failure::new(format!("{} leads nowhere: {}", self.status, self.text));
        self.location.clone().ok_or_else(nowhere)
    }
}

/// One person's browser.
#[derive(Clone)]
pub(crate) struct Browser {
    client: Client,
    /// The server's address.
    site: String,
    cookies: BTreeMap<String, BTreeMap<String, String>>,
}

/// Values of a started sign-in: the parameters of the authorization request.
#[derive(Clone, Debug)]
pub(crate) struct Begun {
    pub(crate) location: Url,
    query: BTreeMap<String, String>,
}

impl Begun {
    /// A parameter of the request to the provider.
    pub(crate) fn get(&self, name: &str) -> String {
        self.query.get(name).cloned().unwrap_or_default()
    }
}

impl Browser {
    /// A browser with nothing in it.
    pub(crate) fn new(site: &str) -> Result<Self> {
        let client = Client::builder().redirect(Policy::none()).build()?;
        Ok(Self { client, site: site.to_owned(), cookies: BTreeMap::new() })
    }

    /// Takes over the cookies of another browser, as a thief would.
    pub(crate) fn steal_from(&mut self, other: &Self) {
        self.cookies.clone_from(&other.cookies);
    }

    fn request(&self, method: Method, url: &str) -> RequestBuilder {
        let cookies = self.cookies.get(&origin(url)).into_iter().flatten();
        let cookies: Vec<_> = cookies.map(|(name, value)| format!("{name}={value}")).collect();
        self.client.request(method, url).header(COOKIE, cookies.join("; "))
    }

    async fn send(&mut self, url: &str, request: RequestBuilder) -> Result<Response> {
        let answer = request.send().await?;
        let header = |value: &reqwest::header::HeaderValue| value.to_str().unwrap_or_default().to_owned();
        let cookies: Vec<String> = answer.headers().get_all(SET_COOKIE).iter().map(header).collect();
        let location = answer.headers().get(LOCATION).map(header);
        let cached = answer.headers().get("cache-control").map(header);
        let kept = self.cookies.entry(origin(url)).or_default();
        for cookie in &cookies {
            let pair = cookie.split(';').next().unwrap_or_default();
            match pair.split_once('=') {
                Some((name, "")) => drop(kept.remove(name)),
                Some((name, value)) => drop(kept.insert(name.to_owned(), value.to_owned())),
                None => {}
            }
        }
        Ok(Response { status: answer.status().as_u16(), location, cookies, cached, text: answer.text().await? })
    }

    /// Goes to an address, here or elsewhere.
    pub(crate) async fn open(&mut self, url: &str) -> Result<Response> {
        let request = self.request(Method::GET, url);
        self.send(url, request).await
    }

    /// Sends a form to an address.
    pub(crate) async fn submit(&mut self, url: &str, kind: &str, form: String) -> Result<Response> {
        let request = self.request(Method::POST, url).header(CONTENT_TYPE, kind).body(form);
        self.send(url, request).await
    }

    /// Asks the server's API.
    pub(crate) async fn api(&mut self, method: Method, path: &str, body: Option<Value>) -> Result<Response> {
        let url = format!("{}/api/v1/{path}", self.site);
        let mut request = self.request(method, &url).header("x-imk-csrf", "1");
        if let Some(body) = body {
            request = request.body(body.to_string());
        }
        self.send(&url, request).await
    }

    /// The handed-over draft, as a page with this number requests it.
    pub(crate) async fn handed_over(&mut self, path: &str, page: u8) -> Result<Value> {
        let url = format!("{}/api/v1/{path}", self.site);
        let request = self.request(Method::POST, &url).header("x-imk-csrf", "1");
        let request = request.header("idempotency-key", format!("the-page-of-the-number-{page}"));
        Ok(self.send(&url, request).await?.json()["draft"].clone())
    }

    /// Starts a sign-in with a draft in flight.
    pub(crate) async fn begin(&mut self, step_up: bool) -> Result<Begun> {
        let body = json!({ "return_to": "/konts", "draft": DRAFT, "step_up": step_up });
        let answer = self.api(Method::POST, "sign-in", Some(body)).await?;
        let location = answer.json()["location"].as_str().unwrap_or_default().to_owned();
        let location =
            Url::parse(&location).map_err(|_| Failure::new(format!("{}: {}", answer.status, answer.text)))?;
        let query = location.query_pairs().into_owned().collect();
        Ok(Begun { location, query })
    }

    /// Comes back with these parameters.
    pub(crate) async fn come_back(&mut self, pairs: &[(String, String)]) -> Result<Response> {
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let url = format!("{}/api/v1/sign-in/callback?{query}", self.site);
        self.open(&url).await
    }

    /// Who is signed in here.
    pub(crate) async fn person(&mut self) -> Result<Value> {
        Ok(self.api(Method::GET, "session", None).await?.json()["person"].clone())
    }
}

/// Input that a person typed before leaving to sign in.
pub(crate) const DRAFT: &str = "what Anna typed";

fn origin(url: &str) -> String {
    Url::parse(url).map(|url| url.origin().ascii_serialization()).unwrap_or_default()
}
