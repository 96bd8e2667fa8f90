//! The way back from the identity provider: from what a browser brings to a session of ours.

use api::{ApiProblem, BirthDateSource};
use rules::personal_code::PersonalCode;

use crate::identity::parameters::Parameters;
use crate::identity::provider::{Identity, Refusal, WayBack};
use crate::identity::session::{ABSOLUTE, IDLE, secret_hash};
use crate::identity::store::{NewSession, PendingSignIn};
use crate::people::store::{KeptCode, NewPerson, Recognised};
use crate::platform::error::{ApiError, code};
use crate::platform::random;
use crate::state::AppState;

/// What a browser brings.
#[derive(Clone, Debug)]
pub struct Brought {
    /// By query or form; nothing where it cannot be read, or names something twice.
    pub parameters: Option<Parameters>,
    /// The secret of the browser that began a sign-in.
    pub browser: Option<String>,
    /// The secret of a session that the browser has already; it ends.
    pub session: Option<String>,
}

/// The person is signed in.
#[derive(Clone, Debug)]
pub struct Arrived {
    /// The session's secret.
    pub secret: String,
    /// The page to come back to.
    pub return_to: String,
}

/// The person is not signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TurnedAway {
    /// Why.
    pub problem: ApiProblem,
    /// The page to come back to, where a sign-in had begun.
    pub return_to: Option<String>,
}

/// Finishes a sign-in. What was begun is used up however it ends; a draft that travelled along is then kept for the
/// browser that began, until the sign-in would have lapsed.
///
/// # Errors
/// [`TurnedAway`], with the very check that failed in the log.
pub async fn arrive(state: &AppState, brought: Brought) -> Result<Arrived, TurnedAway> {
    let begun = pending(state, &brought).await.map_err(|refusal| turned_away(refusal, None))?;
    match enter(state, &brought, &begun).await {
        Ok(secret) => Ok(Arrived { secret, return_to: begun.return_to }),
        Err(refusal) => {
            if let Err(cause) = state.store.return_draft(&begun).await {
                tracing::error!(%cause, "the draft of a refused sign-in is lost");
            }
            Err(turned_away(refusal, Some(begun.return_to)))
        }
    }
}

fn turned_away(refusal: Refusal, return_to: Option<String>) -> TurnedAway {
    tracing::warn!(code = code(&refusal.problem), reason = refusal.reason, "sign-in refused");
    TurnedAway { problem: refusal.problem, return_to }
}

/// The sign-in that this browser began under the state that came back.
async fn pending(state: &AppState, brought: &Brought) -> Result<PendingSignIn, Refusal> {
    let expired = |reason| Refusal { problem: ApiProblem::SignInExpired, reason };
    let provider = state.identity.as_ref().ok_or(Refusal::unavailable("no_provider"))?;
    let parameters = brought.parameters.as_ref().ok_or(Refusal::unverified("doubled_parameter"))?;
    let secret = parameters.get(provider.state_parameter()).ok_or(Refusal::unverified("no_state"))?;
    let browser = brought.browser.as_ref().ok_or(expired("no_browser_secret"))?;
    let (state_hash, browser_hash) = (secret_hash(secret), secret_hash(browser));
    let begun = state.store.finish_sign_in(&state_hash, &browser_hash, state.clock.now()).await;
    begun.map_err(broken)?.ok_or(expired("unknown_state"))
}

/// Asks the provider who it is, finds the person, and begins a session; gives its secret.
async fn enter(state: &AppState, brought: &Brought, begun: &PendingSignIn) -> Result<String, Refusal> {
    let provider = state.identity.as_ref().ok_or(Refusal::unavailable("no_provider"))?;
    let parameters = brought.parameters.as_ref().ok_or(Refusal::unverified("doubled_parameter"))?;
    let kept = state.vault.open(&begun.kept_sealed).map_err(broken)?;
    let identity = provider.finish(WayBack { parameters, kept: &kept, now: state.clock.now() }).await?;
    match recognise(state, &identity).await.map_err(failed)? {
        Recognised::Person(person) => begin_session(state, &identity, &person, brought, begun).await.map_err(failed),
        Recognised::Conflict => Err(Refusal { problem: ApiProblem::IdentityConflict, reason: "two_people" }),
    }
}

fn failed(error: ApiError) -> Refusal {
    match error {
        ApiError::ApiProblem(problem) => Refusal { problem, reason: "refused" },
        ApiError::Internal(cause) => broken(cause),
    }
}

/// A failure of ours: the person can do nothing but try again, and the log has the cause.
fn broken(cause: impl std::fmt::Display) -> Refusal {
    tracing::error!(%cause, "sign-in failed");
    Refusal::unavailable("internal")
}

async fn recognise(state: &AppState, identity: &Identity) -> Result<Recognised, ApiError> {
    let mut register = identity.register;
    let source = match (register.birth_date, identity.code.birth_date()) {
        (Some(_), _) => Some(BirthDateSource::IdentityProvider),
        (None, Some(_)) => Some(BirthDateSource::PersonalCode),
        (None, None) => None,
    };
    register.birth_date = register.birth_date.or_else(|| identity.code.birth_date());
    let former: Result<Vec<KeptCode>, ApiError> =
        identity.former_codes.iter().map(|code| kept_code(state, *code)).collect();
    let person = NewPerson {
        id: &random::id()?,
        issuer: &identity.issuer,
        subject: &identity.subject,
        code: &kept_code(state, identity.code)?,
        former_codes: &former?,
        name: &identity.name,
        register,
        birth_date_source: source,
        audit_id: &random::id()?,
    };
    Ok(state.store.recognise(&person, state.clock.now()).await?)
}

fn kept_code(state: &AppState, code: PersonalCode) -> Result<KeptCode, ApiError> {
    let sealed = state.vault.seal(&code.hyphenated())?;
    Ok(KeptCode { lookup: state.vault.lookup(code).to_string(), sealed })
}

async fn begin_session(
    state: &AppState,
    identity: &Identity,
    person: &str,
    brought: &Brought,
    begun: &PendingSignIn,
) -> Result<String, ApiError> {
    let (secret, now) = (random::secret()?, state.clock.now());
    let replaces = brought.session.as_deref().map(secret_hash);
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
        draft_sealed: begun.draft_sealed.as_deref(),
        draft_until: begun.expires_at,
        idle_until: now + IDLE,
        expires_at: now + ABSOLUTE,
    };
    state.store.begin_session(&session, now).await?;
    Ok(secret)
}
