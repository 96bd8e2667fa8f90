//! The server under test with its clock standing still, and a forger in the place of its identity provider.

use std::path::{Path, PathBuf};

use imk_tests::{Failure, Result, Server, ServerOptions, TemporaryFolder};
use serde_json::{Value, json};

use crate::browser::{Begun, Browser, DRAFT, Response};
use crate::cases::NOW;
use crate::forge::{Forger, Reply};
use crate::token::SECRET;
use crate::token::{Claims, Key};

/// The issuer that the server knows.
pub(crate) const ISSUER: &str = "honest";

/// The access token that the forger gives.
pub(crate) const ACCESS_TOKEN: &str = "an-access-token";

/// Everything that an attempt needs.
pub(crate) struct World {
    pub(crate) forger: Forger,
    pub(crate) server: Server,
    pub(crate) key: Key,
    pub(crate) foreign: Key,
    read: usize,
    _pages: TemporaryFolder,
}

/// A server that signs people in by this issuer; there are no pages to look at.
pub(crate) fn options(issuer: &str, public_url: &str, pages: &Path) -> Result<ServerOptions> {
    let catalogue = root().join("server/demo/catalogue.json");
    let options = ServerOptions::default().pages(pages).variable("IMK_OIDC_CLIENT_SECRET", SECRET);
    let arguments = [
        "--no-demo",
        "--catalogue",
        catalogue.to_str().ok_or_else(|| Failure::new("a path that is no text"))?,
        "--oidc-issuer",
        issuer,
        "--oidc-client-id",
        "imk",
        "--public-url",
        public_url,
        "--oidc-strong-acr",
        "high",
    ];
    // Without colours, so that the log can be parsed.
    Ok(arguments.into_iter().fold(options, ServerOptions::argument).variable("NO_COLOR", "1"))
}

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

impl World {
    /// Starts both.
    pub(crate) async fn start() -> Result<Self> {
        let (forger, pages) = (Forger::start().await?, TemporaryFolder::create()?);
        let server = options(&forger.issuer(ISSUER), "http://127.0.0.1:9", pages.path())?
            .argument("--oidc-acr")
            .argument("substantial")
            .frozen_at("2025-06-10T10:00:00+03:00")
            .start()?;
        let (key, second_key) = (Key::p256("first")?, Key::p256("second")?);
        forger.told().keys = vec![key.jwk(), second_key.jwk()];
        Ok(Self { forger, server, key, foreign: Key::p256("foreign")?, read: 0, _pages: pages })
    }

    /// The lines that the server has logged since the last call.
    pub(crate) fn logged(&mut self) -> String {
        let log = self.server.log();
        let new = log.get(self.read..).unwrap_or_default().to_owned();
        self.read = log.len();
        new
    }

    /// A browser at the server.
    pub(crate) fn browser(&self) -> Result<Browser> {
        Browser::new(self.server.address())
    }

    /// The claims of an honest id token for a sign-in.
    pub(crate) fn claims(&self, begun: &Begun) -> Claims {
        let claims = json!({
            "iss": self.forger.issuer(ISSUER),
            "aud": "imk",
            "sub": "anna",
            "iat": NOW,
            "exp": NOW + 300,
            "nonce": begun.get("nonce"),
            "auth_time": NOW,
            "acr": "high",
            "sid": "session-of-anna",
            "serial_number": "PNOLV-030303-10012",
            "given_name": "Anna",
            "family_name": "Ozola",
            "birthdate": "1988-03-14",
        });
        claims.as_object().cloned().unwrap_or_default()
    }

    /// The forger is to give this id token for the code of a sign-in.
    pub(crate) fn give(&self, begun: &Begun, token: &str) {
        let mut told = self.forger.told();
        told.token = Some(Reply::json(&token_answer(token)));
        told.challenge = Some(begun.get("code_challenge"));
    }

    /// Sends the callback of an honest provider.
    pub(crate) fn way_back(&self, begun: &Begun) -> Vec<(String, String)> {
        let pairs = [("code", "a-code".to_owned()), ("state", begun.get("state")), ("iss", self.forger.issuer(ISSUER))];
        pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// Completes an honest sign-in, with these changes of the claims; returns the person.
    pub(crate) async fn honest(&self, browser: &mut Browser, change: impl FnOnce(&mut Claims)) -> Result<Value> {
        let begun = browser.begin(false).await?;
        let mut claims = self.claims(&begun);
        change(&mut claims);
        self.give(&begun, &self.key.token(&self.key.header(), &claims));
        arrived(browser, &self.way_back(&begun)).await
    }
}

/// The response of a token endpoint.
pub(crate) fn token_answer(id_token: &str) -> Value {
    json!({ "access_token": ACCESS_TOKEN, "token_type": "Bearer", "expires_in": 300, "id_token": id_token })
}

/// Comes back and is signed in, with the draft.
pub(crate) async fn arrived(browser: &mut Browser, way_back: &[(String, String)]) -> Result<Value> {
    let answer = browser.come_back(way_back).await?;
    let location = answer.leads_to()?;
    if (answer.status, location.as_str()) != (303, "/konts") {
        return Err(Failure::new(format!("an honest sign-in was refused: {} {location}", answer.status)));
    }
    let draft = browser.handed_over("session/draft", 1).await?;
    if draft != DRAFT {
        return Err(Failure::new(format!("the draft did not come back: {draft}")));
    }
    browser.person().await
}

/// The error code of a rejected sign-in, from the page that shows it; `None` where it succeeded.
pub(crate) fn turned_away(answer: &Response) -> Option<String> {
    let query = answer.location.as_deref()?.strip_prefix("/pieslegties?kods=")?;
    let session = answer.cookies.iter().any(|cookie| cookie.starts_with("imk=") && !cookie.starts_with("imk=;"));
    (answer.status == 303 && !session).then(|| query.split('&').next().unwrap_or_default().to_owned())
}
