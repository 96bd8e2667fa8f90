//! A configurable provider: the forger. Every first segment of a path is a separate issuer.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use imk_tests::Result;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::token::challenge;

/// A response.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) kind: &'static str,
    pub(crate) body: String,
    pub(crate) location: Option<String>,
    pub(crate) after: Duration,
}

impl Reply {
    /// JSON.
    pub(crate) fn json(value: &Value) -> Self {
        Self { status: 200, kind: "application/json", body: value.to_string(), location: None, after: Duration::ZERO }
    }

    /// JSON with another status.
    pub(crate) fn error(status: u16, code: &str) -> Self {
        Self { status, ..Self::json(&json!({ "error": code })) }
    }

    /// Another place.
    pub(crate) fn redirect(status: u16, to: &str) -> Self {
        Self { status, location: Some(to.to_owned()), body: String::new(), ..Self::json(&Value::Null) }
    }

    /// A text of some kind.
    pub(crate) fn text(kind: &'static str, body: impl Into<String>) -> Self {
        Self { kind, body: body.into(), ..Self::json(&Value::Null) }
    }
}

/// Configuration of the forger.
#[derive(Default)]
pub(crate) struct Told {
    /// The answer of the token endpoint.
    pub(crate) token: Option<Reply>,
    /// The response of the user info endpoint.
    pub(crate) user_info: Option<Reply>,
    /// The keys.
    pub(crate) keys: Vec<Value>,
    /// The challenge of the sign-in for which the code was given: another's verifier is refused.
    pub(crate) challenge: Option<String>,
    /// Metadata of issuers, if it is not the default; by the first segment of their path.
    pub(crate) metadata: BTreeMap<String, Reply>,
    /// The answer when asked for keys, if not the keys.
    pub(crate) keys_reply: Option<Reply>,
    /// How often keys were asked for.
    pub(crate) keys_asked: usize,
    /// How often an address was requested that no client should have followed a redirect to.
    pub(crate) followed: usize,
}

/// The forger, listening.
#[derive(Clone)]
pub(crate) struct Forger {
    /// `http://127.0.0.1:PORT`
    pub(crate) address: String,
    told: Arc<Mutex<Told>>,
}

impl Forger {
    /// Begins to listen.
    pub(crate) async fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}", listener.local_addr()?);
        let forger = Self { address, told: Arc::default() };
        let app = Router::new().fallback(answer).with_state(forger.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        Ok(forger)
    }

    /// The configuration, to be extended.
    pub(crate) fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The issuer of this name.
    pub(crate) fn issuer(&self, name: &str) -> String {
        format!("{}/{name}", self.address)
    }

    /// Metadata of an honest issuer.
    pub(crate) fn metadata(&self, name: &str) -> Value {
        let issuer = self.issuer(name);
        json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/authorize"),
            "token_endpoint": format!("{issuer}/token"),
            "userinfo_endpoint": format!("{issuer}/userinfo"),
            "jwks_uri": format!("{issuer}/jwks"),
            "end_session_endpoint": format!("{issuer}/end"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256", "none", "HS256"],
            "authorization_response_iss_parameter_supported": true,
        })
    }

    fn reply(&self, name: &str, place: &str, form: &BTreeMap<String, String>) -> Reply {
        let mut told = self.told();
        match place {
            ".well-known/openid-configuration" => {
                told.metadata.get(name).cloned().unwrap_or_else(|| Reply::json(&self.metadata(name)))
            }
            "jwks" => {
                told.keys_asked += 1;
                told.keys_reply.clone().unwrap_or_else(|| Reply::json(&json!({ "keys": told.keys })))
            }
            "token" => {
                let verifier = form.get("code_verifier").map(|verifier| challenge(verifier));
                let swapped = told.challenge.is_some() && told.challenge != verifier;
                let answer = told.token.clone().unwrap_or_else(|| Reply::error(400, "invalid_grant"));
                if swapped { Reply::error(400, "invalid_grant") } else { answer }
            }
            "userinfo" => told.user_info.clone().unwrap_or_else(|| Reply::error(401, "invalid_token")),
            "elsewhere" => {
                told.followed += 1;
                told.token.clone().unwrap_or_else(|| Reply::error(404, "not_found"))
            }
            _ => Reply::error(404, "not_found"),
        }
    }
}

async fn answer(State(forger): State<Forger>, request: Request) -> Response {
    let path = request.uri().path().trim_start_matches('/').to_owned();
    let body = axum::body::to_bytes(request.into_body(), 64 * 1024).await.unwrap_or_else(|_| Bytes::new());
    let form = url::form_urlencoded::parse(&body).into_owned().collect();
    let (name, place) = path.split_once('/').unwrap_or((&path, ""));
    let reply = forger.reply(name, place, &form);
    tokio::time::sleep(reply.after).await;
    let mut response = Response::builder().status(reply.status).header("content-type", reply.kind);
    if let Some(location) = &reply.location {
        response = response.header("location", location);
    }
    let failed = |_| {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        response
    };
    response.body(Body::from(reply.body)).unwrap_or_else(failed)
}
