//! Signing in by a full-page redirect, with the draft handed over and back, and sessions.
//!
//! The demonstration's identity provider is a page of the app that lists invented people and posts the choice to
//! `sign-in/callback`, as a real provider would send the browser back.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use axum::{Form, Json};
use rules::hash::Hash;
use rules::wire::{
    BirthDateSource, DemoPerson, HandedOverDraft, Problem, Session, SessionPerson, SignInRequest, SignInStarted,
};
use serde::Deserialize;

use super::body;
use crate::demo::Identity;
use crate::error::ApiError;
use crate::limits::SignInStep;
use crate::random;
use crate::session::{ABSOLUTE, Cookie, HAND_OVER, IDLE, SignedIn, secret_hash};
use crate::state::AppState;
use crate::store::{NewPerson, NewSession, PendingSignIn};

/// A draft on its way through sign-in has at most this many bytes.
const DRAFT_BYTES: usize = 16 * 1024;

/// The page of the app that stands for the identity provider in the demonstration.
const DEMO_PROVIDER: &str = "/pieslegties";

/// Begins a sign-in: keeps the draft, sealed, for 15 minutes and tells where to send the browser.
#[utoipa::path(post, path = "/sign-in", request_body = SignInRequest,
    responses((status = 200, body = SignInStarted), (status = 503)))]
pub(super) async fn start_sign_in(
    State(state): State<AppState>,
    _: SignInStep,
    body::Json(request): body::Json<SignInRequest>,
) -> Result<impl IntoResponse, ApiError> {
    if state.demo.is_none() {
        return Err(Problem::SignInUnavailable.into());
    }
    if !is_own_path(&request.return_to) {
        return Err(Problem::ReturnPathInvalid.into());
    }
    if request.draft.as_ref().is_some_and(|draft| draft.len() > DRAFT_BYTES) {
        return Err(Problem::BodyTooLarge { limit: DRAFT_BYTES as u32 }.into());
    }
    let (secret, browser, now) = (random::secret()?, random::secret()?, state.clock.now());
    let sign_in = PendingSignIn {
        state_hash: secret_hash(&secret),
        browser_hash: secret_hash(&browser),
        return_to: request.return_to,
        draft_sealed: request.draft.map(|draft| state.vault.seal(&draft)).transpose()?,
        expires_at: now + HAND_OVER,
    };
    state.store.begin_sign_in(&sign_in, now).await?;
    let cookie = Cookie::SignIn.set(state.tls, &browser, HAND_OVER).map_err(ApiError::internal)?;
    let location = format!("{}{DEMO_PROVIDER}?state={secret}", state.base_path);
    Ok(([(header::SET_COOKIE, cookie)], Json(SignInStarted { location })))
}

/// Whether a text is a path of this site, so that nobody is sent elsewhere after signing in.
fn is_own_path(path: &str) -> bool {
    let plain = |c: char| c.is_ascii_graphic() && c != '\\';
    path.starts_with('/') && !path.starts_with("//") && path.chars().all(plain) && path.len() <= 1024
}

/// The invented people of the demonstration.
#[utoipa::path(get, path = "/sign-in/people", responses((status = 200, body = Vec<DemoPerson>), (status = 503)))]
pub(super) async fn list_people(State(state): State<AppState>) -> Result<Json<Vec<DemoPerson>>, ApiError> {
    let people = state.demo.as_ref().ok_or(Problem::SignInUnavailable)?;
    Ok(Json(people.list()))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WayBack {
    state: String,
    person: String,
}

/// The way back from the identity provider: begins a session and returns to the page.
#[utoipa::path(post, path = "/sign-in/callback",
    request_body(content = WayBack, content_type = "application/x-www-form-urlencoded"),
    responses((status = 303), (status = 422)))]
pub(super) async fn finish_sign_in(
    State(state): State<AppState>,
    _: SignInStep,
    headers: HeaderMap,
    Form(way_back): Form<WayBack>,
) -> Result<Response, ApiError> {
    let people = state.demo.as_ref().ok_or(Problem::SignInUnavailable)?;
    let identity = people.identity(&way_back.person).ok_or(Problem::UnknownPerson)?;
    let browser = Cookie::SignIn.read(state.tls, &headers).ok_or(Problem::SignInExpired)?;
    let now = state.clock.now();
    let pending = state.store.finish_sign_in(&secret_hash(&way_back.state), &secret_hash(&browser), now).await?;
    let pending = pending.ok_or(Problem::SignInExpired)?;
    let secret = begin_session(&state, identity, &pending).await?;
    let session = Cookie::Session.set(state.tls, &secret, ABSOLUTE).map_err(ApiError::internal)?;
    let done = Cookie::SignIn.set(state.tls, "", HAND_OVER).map_err(ApiError::internal)?;
    let cookies = AppendHeaders([(header::SET_COOKIE, session), (header::SET_COOKIE, done)]);
    Ok((StatusCode::SEE_OTHER, cookies, [(header::LOCATION, pending.return_to)]).into_response())
}

async fn begin_session(state: &AppState, identity: Identity, pending: &PendingSignIn) -> Result<String, ApiError> {
    let now = state.clock.now();
    let lookup: Hash = state.vault.lookup(identity.code);
    let person = NewPerson {
        id: &random::id()?,
        code_lookup: &lookup.to_string(),
        code_sealed: &state.vault.seal(&identity.code.hyphenated())?,
        name: &identity.name,
        register: identity.register,
        birth_date_source: identity.register.birth_date.map(|_| BirthDateSource::IdentityProvider),
    };
    let person = state.store.recognise(&person, now).await?;
    let secret = random::secret()?;
    let session = NewSession {
        token_hash: &secret_hash(&secret),
        person: &person,
        draft_sealed: pending.draft_sealed.as_deref(),
        draft_until: pending.expires_at,
        idle_until: now + IDLE,
        expires_at: now + ABSOLUTE,
    };
    state.store.begin_session(&session, now).await?;
    Ok(secret)
}

/// Who is signed in, if anybody.
#[utoipa::path(get, path = "/session", responses((status = 200, body = Session)))]
pub(super) async fn get_session(
    State(state): State<AppState>,
    signed_in: Option<SignedIn>,
) -> Result<Json<Session>, ApiError> {
    let Some(SignedIn { person, .. }) = signed_in else { return Ok(Json(Session::default())) };
    let code = state.vault.open(&person.code_sealed).map_err(ApiError::internal)?;
    let code = rules::personal_code::PersonalCode::parse(&code).map_err(ApiError::internal)?;
    let account = state.store.account(&person.id).await?;
    Ok(Json(Session {
        person: Some(SessionPerson {
            name: person.name,
            personal_code_masked: code.masked(),
            register: person.register,
            birth_date_source: person.birth_date_source,
            account,
        }),
    }))
}

/// Gives back, once, the draft that was handed over when signing in.
#[utoipa::path(get, path = "/session/draft", responses((status = 200, body = HandedOverDraft), (status = 401)))]
pub(super) async fn take_draft(
    State(state): State<AppState>,
    signed_in: SignedIn,
) -> Result<Json<HandedOverDraft>, ApiError> {
    let sealed = state.store.take_draft(&signed_in.token_hash, state.clock.now()).await?;
    let draft = sealed.map(|sealed| state.vault.open(&sealed)).transpose().map_err(ApiError::internal)?;
    Ok(Json(HandedOverDraft { draft }))
}

/// Ends the session.
#[utoipa::path(post, path = "/sign-out", responses((status = 204)))]
pub(super) async fn sign_out(
    State(state): State<AppState>,
    signed_in: Option<SignedIn>,
) -> Result<impl IntoResponse, ApiError> {
    if let Some(signed_in) = signed_in {
        state.store.end_session(&signed_in.token_hash).await?;
    }
    let cookie = Cookie::Session.set(state.tls, "", ABSOLUTE).map_err(ApiError::internal)?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]))
}

#[cfg(test)]
mod tests {
    use super::is_own_path;

    #[test]
    fn only_paths_of_this_site_are_returned_to() {
        for good in ["/", "/pieteikums/p-001?solis=5", "/konts#zinas"] {
            assert!(is_own_path(good), "{good}");
        }
        for bad in ["", "konts", "//evil.example", "/\\evil.example", "https://evil.example/", "/a b", "/a\nb"] {
            assert!(!is_own_path(bad), "{bad}");
        }
    }
}
