//! Routes of sessions: read, sign out, list sign-ins; hand-off of the draft; declared birth date.

use api::{
    ApiProblem, Application, DeclareBirthDate, HandedOverDraft, LiveApplication, Session, SessionPerson, SignIns,
    SignedOut,
};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse};
use chrono::{DateTime, NaiveDate, Utc};
use rules::birth_date;
use rules::facts::FactId;
use rules::field::{Field, FieldError};

use crate::identity::session::{ABSOLUTE, Cookie, SignedIn, SignedInToEnd};
use crate::people::roles::roles_of;
use crate::platform::error::ApiError;
use crate::platform::http::idempotency_key::IdempotencyKey;
use crate::platform::http::json as body;
use crate::platform::http::path_param::Segment;
use crate::platform::random;
use crate::state::AppState;

/// Returns the current session; empty without a sign-in.
#[utoipa::path(get, path = "/session", extensions(("x-imk-roles" = json!(["anyone"]))),
    responses((status = 200, body = Session)))]
pub(crate) async fn get_session(
    State(state): State<AppState>,
    signed_in: Option<SignedIn>,
) -> Result<Json<Session>, ApiError> {
    let Some(signed_in) = signed_in else { return Ok(Json(Session::default())) };
    let roles = roles_of(&state, &signed_in).await?;
    let person = signed_in.person;
    let code = state.cipher.decrypt_unbound(&person.code_encrypted).map_err(ApiError::internal)?;
    let code = rules::personal_code::PersonalCode::parse(&code).map_err(ApiError::internal)?;
    let account = state.store.account(&person.id).await?;
    let application = state.store.live_application(&person.id, &state.call.id).await?;
    Ok(Json(Session {
        person: Some(SessionPerson {
            name: person.name,
            personal_code_masked: code.masked(),
            register: person.register,
            birth_date_source: person.birth_date_source,
            account,
            application: application.map(|Application { id, programme, title, .. }| LiveApplication {
                id,
                programme,
                title,
            }),
            roles,
        }),
    }))
}

/// Returns the draft that was handed off at sign-in: once, and again for the same idempotency key, since a response
/// may be lost.
#[utoipa::path(post, path = "/session/draft", extensions(("x-imk-roles" = json!(["citizen"]))),
    params(("idempotency-key" = String, Header, pattern = "^[A-Za-z0-9_-]{16,64}$",
        description = "16 to 64 letters, digits, hyphens, underscores")),
    responses((status = 200, body = HandedOverDraft), (status = 400), (status = 401)))]
pub(crate) async fn take_draft(
    State(state): State<AppState>,
    signed_in: SignedIn,
    IdempotencyKey(key): IdempotencyKey,
) -> Result<Json<HandedOverDraft>, ApiError> {
    let encrypted = state.store.take_draft(&signed_in.token_hash, &key, state.clock.now()).await?;
    let draft =
        encrypted.map(|encrypted| state.cipher.decrypt_unbound(&encrypted)).transpose().map_err(ApiError::internal)?;
    Ok(Json(HandedOverDraft { draft }))
}

/// Saves a declared birth date, unless a better source has one or an account was opened with it.
#[utoipa::path(put, path = "/session/birth-date", request_body = DeclareBirthDate,
    extensions(("x-imk-roles" = json!(["citizen"]))),
    responses((status = 204), (status = 400), (status = 401), (status = 409), (status = 422)))]
pub(crate) async fn declare_birth_date(
    State(state): State<AppState>,
    signed_in: SignedIn,
    body::Json(request): body::Json<DeclareBirthDate>,
) -> Result<StatusCode, ApiError> {
    let now = state.clock.now();
    check_birth_date(request.birth_date, now)?;
    let (person, born) = (&signed_in.person.id, request.birth_date);
    if state.store.declare_birth_date(person, born, &random::id()?, now).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiProblem::BirthDateKnown.into())
    }
}

/// Applies the same check as for the birth date of an application.
fn check_birth_date(born: NaiveDate, now: DateTime<Utc>) -> Result<(), ApiProblem> {
    let error = |problem| FieldError { field: Field::Fact(FactId::BirthDate), problem };
    match birth_date::problem_at(born, now) {
        Some(problem) => Err(ApiProblem::ApplicationInvalid { errors: vec![error(problem)] }),
        None => Ok(()),
    }
}

/// Ends the session. The response has the provider's sign-out URL, if it has one.
#[utoipa::path(post, path = "/sign-out", extensions(("x-imk-roles" = json!(["anyone"]))),
    responses((status = 200, body = SignedOut)))]
pub(crate) async fn sign_out(
    State(state): State<AppState>,
    signed_in: Option<SignedInToEnd>,
) -> Result<impl IntoResponse, ApiError> {
    let location = match signed_in {
        Some(SignedInToEnd(signed_in)) => {
            end(&state, &signed_in, &signed_in.session).await?;
            provider_sign_out(&state).await
        }
        None => None,
    };
    Ok((clear_cookies(&state)?, Json(SignedOut { location })))
}

/// Ends all sessions of the person, including this one.
#[utoipa::path(post, path = "/sign-out/everywhere", extensions(("x-imk-roles" = json!(["citizen"]))),
    responses((status = 200, body = SignedOut), (status = 401)))]
pub(crate) async fn sign_out_everywhere(
    State(state): State<AppState>,
    SignedInToEnd(signed_in): SignedInToEnd,
) -> Result<impl IntoResponse, ApiError> {
    state.store.end_sessions(&signed_in.person.id, &random::id()?, state.clock.now()).await?;
    let location = provider_sign_out(&state).await;
    Ok((clear_cookies(&state)?, Json(SignedOut { location })))
}

/// Ends one of the person's sessions; returns whether it existed.
async fn end(state: &AppState, signed_in: &SignedIn, session: &str) -> Result<bool, ApiError> {
    Ok(state.store.end_session(&signed_in.person.id, session, &random::id()?, state.clock.now()).await?)
}

/// Deletes both cookies: the one of the sign-in gives access to the draft of a rejected sign-in.
fn clear_cookies(state: &AppState) -> Result<AppendHeaders<[(header::HeaderName, HeaderValue); 2]>, ApiError> {
    let delete = |cookie: Cookie| cookie.set(state.tls, "", ABSOLUTE).map_err(ApiError::internal);
    Ok(AppendHeaders([(header::SET_COOKIE, delete(Cookie::Session)?), (header::SET_COOKIE, delete(Cookie::SignIn)?)]))
}

/// Sign-out URL of the provider. An unreachable provider does not prevent signing out here.
async fn provider_sign_out(state: &AppState) -> Option<String> {
    match state.identity.as_ref()?.sign_out(state.clock.now()).await {
        Ok(location) => location,
        Err(error) => {
            tracing::warn!(reason = error.reason, "no sign-out URL from the identity provider");
            None
        }
    }
}

/// Lists the person's sessions.
#[utoipa::path(get, path = "/sign-ins", extensions(("x-imk-roles" = json!(["citizen"]))),
    responses((status = 200, body = SignIns), (status = 401)))]
pub(crate) async fn list_sign_ins(
    State(state): State<AppState>,
    signed_in: SignedIn,
) -> Result<Json<SignIns>, ApiError> {
    let (person, current) = (&signed_in.person.id, &signed_in.session);
    Ok(Json(SignIns { sign_ins: state.store.sign_ins(person, current, state.clock.now()).await? }))
}

/// Ends one of the person's sessions. Sessions of other people are not found.
#[utoipa::path(delete, path = "/sign-ins/{id}", params(("id" = String, Path)),
    extensions(("x-imk-roles" = json!(["citizen"]))),
    responses((status = 204), (status = 401), (status = 404)))]
pub(crate) async fn end_sign_in(
    State(state): State<AppState>,
    SignedInToEnd(signed_in): SignedInToEnd,
    Segment(id): Segment,
) -> Result<StatusCode, ApiError> {
    if end(&state, &signed_in, &id).await? { Ok(StatusCode::NO_CONTENT) } else { Err(ApiProblem::NotFound.into()) }
}
