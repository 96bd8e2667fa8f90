//! Routes of sign-in by a full-page redirect, with hand-off of the draft.
//!
//! Identity providers are behind `identity::provider`. A failed callback redirects to a page of the app and never
//! returns problem+json.

use api::{ApiProblem, DemoPerson, HandedOverDraft, SignInRequest, SignInStarted, page_paths};
use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use url::form_urlencoded;

use super::sign_in_step::SignInStep;
use crate::identity::parameters::Parameters;
use crate::identity::provider::{AuthorizationRequest, IdentityError};
use crate::identity::session::{ABSOLUTE, Cookie, HAND_OVER, secret_hash};
use crate::identity::sign_in_callback::{CallbackRequest, SignInRejected, handle_callback};
use crate::identity::store::PendingSignIn;
use crate::platform::error::ApiError;
use crate::platform::http::idempotency_key::IdempotencyKey;
use crate::platform::http::json as body;
use crate::platform::random;
use crate::state::AppState;

/// Maximum size of a handed-off draft in bytes.
const DRAFT_BYTES: usize = 16 * 1024;

/// Starts a sign-in: stores the draft encrypted for 15 minutes and returns the redirect.
#[utoipa::path(post, path = "/sign-in", request_body = SignInRequest, extensions(("x-imk-roles" = json!(["anyone"]))),
    responses((status = 200, body = SignInStarted), (status = 400), (status = 413), (status = 503)))]
pub(crate) async fn start_sign_in(
    State(state): State<AppState>,
    _: SignInStep,
    headers: HeaderMap,
    body::Json(request): body::Json<SignInRequest>,
) -> Result<impl IntoResponse, ApiError> {
    let provider = state.identity.as_ref().ok_or(ApiProblem::SignInUnavailable)?;
    if !api::is_local_path(&request.return_to) {
        return Err(ApiProblem::ReturnPathInvalid.into());
    }
    if request.draft.as_ref().is_some_and(|draft| draft.len() > DRAFT_BYTES) {
        return Err(ApiProblem::BodyTooLarge { limit: DRAFT_BYTES as u32 }.into());
    }
    let (secret, now) = (random::secret()?, state.clock.now());
    // Another tab may have begun a sign-in: both finish, because the browser keeps its secret.
    let browser = match Cookie::SignIn.read(state.tls, &headers).filter(|secret| random::is_secret(secret)) {
        Some(browser) => browser,
        None => random::secret()?,
    };
    let authorization =
        AuthorizationRequest { state: &secret, step_up: request.step_up, another_means: request.another_means, now };
    let redirect = provider.begin(authorization).await.map_err(api_error)?;
    let sign_in = PendingSignIn {
        state_hash: secret_hash(&secret),
        browser_hash: secret_hash(&browser),
        return_to: request.return_to,
        draft_encrypted: request.draft.map(|draft| state.cipher.encrypt_unbound(&draft)).transpose()?,
        flow_state_encrypted: state.cipher.encrypt_unbound(&redirect.flow_state)?,
        expires_at: now + HAND_OVER,
    };
    state.store.begin_sign_in(&sign_in).await?;
    let cookie = Cookie::SignIn.set(state.tls, &browser, HAND_OVER).map_err(ApiError::internal)?;
    Ok(([(header::SET_COOKIE, cookie)], Json(SignInStarted { location: redirect.location })))
}

/// Response to an API client; the log names the check that failed.
fn api_error(error: IdentityError) -> ApiError {
    tracing::warn!(code = error.problem.code(), reason = error.reason, "identity provider refused");
    error.problem.into()
}

/// Invented people of the demonstration.
#[utoipa::path(get, path = "/sign-in/people", extensions(("x-imk-roles" = json!(["anyone"]))),
    responses((status = 200, body = Vec<DemoPerson>), (status = 503)))]
pub(crate) async fn list_people(State(state): State<AppState>) -> Result<Json<Vec<DemoPerson>>, ApiError> {
    let people = state.demo.as_ref().ok_or(ApiProblem::SignInUnavailable)?;
    Ok(Json(people.list()))
}

/// Callback of the identity provider by query: creates a session and redirects to the page of origin, or to the page
/// for failed sign-ins.
#[utoipa::path(get, path = "/sign-in/callback", extensions(("x-imk-roles" = json!(["anyone"]))),
    params(("state" = Option<String>, Query), ("code" = Option<String>, Query), ("iss" = Option<String>, Query),
        ("error" = Option<String>, Query)),
    responses((status = 303)))]
pub(crate) async fn finish_by_query(
    State(state): State<AppState>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, ApiError> {
    finish(&state, &headers, Parameters::read(query.unwrap_or_default().as_bytes())).await
}

/// Callback of the identity provider by form (OpenID Connect form_post, WS-Federation, the demonstration).
#[utoipa::path(post, path = "/sign-in/callback", extensions(("x-imk-roles" = json!(["anyone"]))),
    request_body(content = Object, content_type = "application/x-www-form-urlencoded"),
    responses((status = 303)))]
pub(crate) async fn finish_by_form(
    State(state): State<AppState>,
    headers: HeaderMap,
    form: Result<body::Text, ApiError>,
) -> Result<Response, ApiError> {
    let parameters = form.ok().filter(|_| is_form(&headers)).and_then(|form| Parameters::read(form.0.as_bytes()));
    finish(&state, &headers, parameters).await
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded"))
}

async fn finish(state: &AppState, headers: &HeaderMap, parameters: Option<Parameters>) -> Result<Response, ApiError> {
    let (browser, session) = (Cookie::SignIn.read(state.tls, headers), Cookie::Session.read(state.tls, headers));
    let request = CallbackRequest { parameters, browser, session: session.clone() };
    let completed = match handle_callback(state, request).await {
        Ok(completed) => completed,
        // The person has gone back to the provider after a sign-in.
        Err(rejected) if rejected.is_unknown() && is_signed_in(state, session.as_deref()).await? => {
            return Ok(to_account(state)?.into_response());
        }
        Err(rejected) => return Ok(failed(state, &rejected)?.into_response()),
    };
    let session = Cookie::Session.set(state.tls, &completed.secret, ABSOLUTE).map_err(ApiError::internal)?;
    // The secret of the browser stays for the sign-ins of other tabs.
    Ok((StatusCode::SEE_OTHER, [(header::SET_COOKIE, session)], [(header::LOCATION, completed.return_to)])
        .into_response())
}

async fn is_signed_in(state: &AppState, session: Option<&str>) -> Result<bool, ApiError> {
    let Some(secret) = session else { return Ok(false) };
    Ok(state.sessions.load(secret_hash(secret)).await?.is_some())
}

fn to_account(state: &AppState) -> Result<impl IntoResponse + use<>, ApiError> {
    let location = format!("{}/{}", state.base_path, page_paths::ACCOUNT);
    let location: HeaderValue = location.parse().map_err(ApiError::internal)?;
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, location)]))
}

/// Redirects to the page for failed sign-ins. The browser's cookie stays, since it gives access to the draft.
fn failed(state: &AppState, rejected: &SignInRejected) -> Result<impl IntoResponse + use<>, ApiError> {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair(page_paths::query::CODE, rejected.problem.code());
    if let Some(return_to) = &rejected.return_to {
        query.append_pair(page_paths::query::BACK, return_to);
    }
    let location = format!("{}/{}?{}", state.base_path, page_paths::SIGN_IN, query.finish());
    let location: HeaderValue = location.parse().map_err(ApiError::internal)?;
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, location)]))
}

/// Returns the draft of a failed sign-in to the browser that started it: once, and again for the same idempotency
/// key, as `POST session/draft` does.
#[utoipa::path(post, path = "/sign-in/draft", extensions(("x-imk-roles" = json!(["anyone"]))),
    params(("idempotency-key" = String, Header, pattern = "^[A-Za-z0-9_-]{16,64}$",
        description = "16 to 64 letters, digits, hyphens, underscores")),
    responses((status = 200, body = HandedOverDraft), (status = 400)))]
pub(crate) async fn take_returned_draft(
    State(state): State<AppState>,
    IdempotencyKey(key): IdempotencyKey,
    headers: HeaderMap,
) -> Result<impl IntoResponse, ApiError> {
    let encrypted = match Cookie::SignIn.read(state.tls, &headers) {
        Some(browser) => state.store.take_returned_draft(&secret_hash(&browser), &key, state.clock.now()).await?,
        None => None,
    };
    let draft =
        encrypted.map(|encrypted| state.cipher.decrypt_unbound(&encrypted)).transpose().map_err(ApiError::internal)?;
    Ok(Json(HandedOverDraft { draft }))
}

/// Back-channel logout by the identity provider (OpenID Connect Back-Channel Logout 1.0).
#[utoipa::path(post, path = "/sign-in/back-channel-logout", extensions(("x-imk-roles" = json!(["anyone"]))),
    request_body(content = Object, content_type = "application/x-www-form-urlencoded"),
    responses((status = 200), (status = 400), (status = 413), (status = 503)))]
pub(crate) async fn end_by_provider(
    State(state): State<AppState>,
    headers: HeaderMap,
    form: body::Text,
) -> Result<StatusCode, ApiError> {
    let provider = state.identity.as_ref().ok_or(ApiProblem::SignInUnavailable)?;
    let parameters = Some(form).filter(|_| is_form(&headers)).and_then(|form| Parameters::read(form.0.as_bytes()));
    let token = parameters.as_ref().and_then(|parameters| parameters.get("logout_token"));
    let token = token.ok_or_else(|| api_error(IdentityError::unverified("no_logout_token")))?;
    let now = state.clock.now();
    let logout = provider.verify_logout(token, now).await.map_err(api_error)?;
    let count = state.store.end_at_provider(&logout, &random::id()?, now).await?;
    let count = count.ok_or_else(|| api_error(IdentityError::unverified("logout_token_replayed")))?;
    tracing::info!(count, "sessions ended by the identity provider");
    Ok(StatusCode::OK)
}
