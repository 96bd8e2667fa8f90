//! Handles the identity provider's callback and creates a session.

use api::ApiProblem;
use rules::birth_date::BirthDateSource;
use rules::personal_code::PersonalCode;

use super::parameters::Parameters;
use super::provider::{CallbackParams, Identity, IdentityError};
use super::session::{ABSOLUTE, secret_hash};
use super::session_loader::IDLE;
use crate::identity::store::{NewSession, PendingSignIn};
use crate::people::store::{EncryptedCode, NewPerson, PersonMatch};
use crate::platform::error::ApiError;
use crate::platform::random;
use crate::state::AppState;

/// Callback as the browser sends it.
#[derive(Clone, Debug)]
pub struct CallbackRequest {
    /// Parameters of the query or the form; `None` if they cannot be parsed or one occurs twice.
    pub parameters: Option<Parameters>,
    /// Secret cookie of the browser that started the sign-in.
    pub browser: Option<String>,
    /// Secret of the browser's current session, which the new session replaces.
    pub session: Option<String>,
}

/// Successful sign-in.
#[derive(Clone, Debug)]
pub struct SignInCompleted {
    /// Secret of the new session.
    pub secret: String,
    /// Page to return to.
    pub return_to: String,
}

/// Failed sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInRejected {
    /// Reason.
    pub problem: ApiProblem,
    /// Page to return to; `None` if no pending sign-in was found.
    pub return_to: Option<String>,
}

impl SignInRejected {
    /// Whether no pending sign-in was found: it has expired or is finished, or another browser started it.
    pub fn is_unknown(&self) -> bool {
        self.return_to.is_none() && self.problem == ApiProblem::SignInExpired
    }
}

/// Finishes a sign-in. The pending sign-in is consumed in every case. If it fails, its draft stays available to the
/// same browser until the pending sign-in would have expired.
///
/// # Errors
/// [`SignInRejected`]; the log names the check that failed.
pub async fn handle_callback(state: &AppState, request: CallbackRequest) -> Result<SignInCompleted, SignInRejected> {
    let pending = pending(state, &request).await.map_err(|error| rejected(error, None))?;
    match create_session(state, &request, &pending).await {
        Ok(secret) => Ok(SignInCompleted { secret, return_to: pending.return_to }),
        Err(error) => {
            if let Err(cause) = state.store.return_draft(&pending).await {
                tracing::error!(%cause, "the draft of a rejected sign-in is lost");
            }
            Err(rejected(error, Some(pending.return_to)))
        }
    }
}

fn rejected(error: IdentityError, return_to: Option<String>) -> SignInRejected {
    tracing::warn!(code = error.problem.code(), reason = error.reason, "sign-in rejected");
    SignInRejected { problem: error.problem, return_to }
}

/// Consumes the pending sign-in that this browser started with the returned state.
async fn pending(state: &AppState, request: &CallbackRequest) -> Result<PendingSignIn, IdentityError> {
    let expired = |reason| IdentityError { problem: ApiProblem::SignInExpired, reason };
    let provider = state.identity.as_ref().ok_or(IdentityError::unavailable("no_provider"))?;
    let parameters = request.parameters.as_ref().ok_or(IdentityError::unverified("doubled_parameter"))?;
    let secret = parameters.get(provider.state_parameter()).ok_or(IdentityError::unverified("no_state"))?;
    let browser = request.browser.as_ref().ok_or(expired("no_browser_secret"))?;
    let (state_hash, browser_hash) = (secret_hash(secret), secret_hash(browser));
    let pending = state.store.finish_sign_in(&state_hash, &browser_hash, state.clock.now()).await;
    pending.map_err(internal)?.ok_or(expired("unknown_state"))
}

/// Verifies the callback with the provider, finds the person, and creates a session. Returns the session's secret.
async fn create_session(
    state: &AppState,
    request: &CallbackRequest,
    pending: &PendingSignIn,
) -> Result<String, IdentityError> {
    let provider = state.identity.as_ref().ok_or(IdentityError::unavailable("no_provider"))?;
    let parameters = request.parameters.as_ref().ok_or(IdentityError::unverified("doubled_parameter"))?;
    let flow_state = state.cipher.decrypt_unbound(&pending.flow_state_encrypted).map_err(internal)?;
    let callback = CallbackParams { parameters, flow_state: &flow_state, now: state.clock.now() };
    let identity = provider.finish(callback).await?;
    match find_or_create_person(state, &identity).await.map_err(from_api_error)? {
        PersonMatch::Person(person) => {
            insert_session(state, &identity, &person, request, pending).await.map_err(from_api_error)
        }
        PersonMatch::Conflict => Err(IdentityError { problem: ApiProblem::IdentityConflict, reason: "two_people" }),
    }
}

fn from_api_error(error: ApiError) -> IdentityError {
    match error {
        ApiError::ApiProblem(problem) => IdentityError { problem, reason: "refused" },
        ApiError::Unavailable(cause) | ApiError::Internal(cause) => internal(cause),
    }
}

/// Internal error: the person can only try again; the log has the cause.
fn internal(cause: impl std::fmt::Display) -> IdentityError {
    tracing::error!(%cause, "sign-in failed");
    IdentityError::unavailable("internal")
}

async fn find_or_create_person(state: &AppState, identity: &Identity) -> Result<PersonMatch, ApiError> {
    let mut register = identity.register;
    let source = match (register.birth_date, identity.code.birth_date()) {
        (Some(_), _) => Some(BirthDateSource::IdentityProvider),
        (None, Some(_)) => Some(BirthDateSource::PersonalCode),
        (None, None) => None,
    };
    register.birth_date = register.birth_date.or_else(|| identity.code.birth_date());
    let former: Result<Vec<EncryptedCode>, ApiError> =
        identity.former_codes.iter().map(|code| encrypted_code(state, *code)).collect();
    let person = NewPerson {
        id: &random::id()?,
        issuer: &identity.issuer,
        subject: &identity.subject,
        code: &encrypted_code(state, identity.code)?,
        former_codes: &former?,
        name: &identity.name,
        register,
        birth_date_source: source,
        audit_id: &random::id()?,
    };
    Ok(state.store.find_or_create(&person, state.clock.now()).await?)
}

fn encrypted_code(state: &AppState, code: PersonalCode) -> Result<EncryptedCode, ApiError> {
    let encrypted = state.cipher.encrypt_unbound(&code.hyphenated())?;
    Ok(EncryptedCode { lookup: state.cipher.lookup(code).to_string(), encrypted })
}

async fn insert_session(
    state: &AppState,
    identity: &Identity,
    person: &str,
    request: &CallbackRequest,
    pending: &PendingSignIn,
) -> Result<String, ApiError> {
    let (secret, now) = (random::secret()?, state.clock.now());
    let replaces = request.session.as_deref().map(secret_hash);
    let session = NewSession {
        token_hash: &secret_hash(&secret),
        replaces: replaces.as_deref(),
        id: &random::id()?,
        audit_id: &random::id()?,
        person,
        issuer: &identity.issuer,
        subject: &identity.subject,
        auth_time: identity.auth_time,
        acr: identity.acr.as_deref(),
        provider_session: identity.provider_session.as_deref(),
        draft_encrypted: pending.draft_encrypted.as_deref(),
        draft_until: pending.expires_at,
        idle_until: now + IDLE,
        expires_at: now + ABSOLUTE,
    };
    state.store.begin_session(&session, now).await?;
    Ok(secret)
}
