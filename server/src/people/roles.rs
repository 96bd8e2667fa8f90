//! Roles as handler arguments: each rejects persons without the role with `role_required`.

use api::{ApiProblem, Role};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::identity::session::SignedIn;
use crate::platform::error::ApiError;
use crate::state::AppState;

/// Auditor: reads the audit log and changes nothing.
#[derive(Clone, Debug)]
pub struct Auditor(pub SignedIn);

/// Employee of the agency (VIAA).
#[derive(Clone, Debug)]
pub struct AgencyStaff(pub SignedIn);

/// Employee of exactly one provider.
#[derive(Clone, Debug)]
pub struct ProviderMember {
    /// Signed-in person.
    pub signed_in: SignedIn,
    /// Id of the provider.
    pub provider: String,
}

/// Returns the roles of a person, in addition to the rights of every citizen.
///
/// # Errors
/// [`ApiError::Internal`] if the database fails.
pub async fn roles_of(state: &AppState, signed_in: &SignedIn) -> Result<Vec<Role>, ApiError> {
    let grants = state.store.role_grants(Some(&signed_in.person.id), state.clock.now()).await?;
    Ok(grants.into_iter().map(|grant| grant.role).collect())
}

async fn holder<T>(
    parts: &mut Parts,
    state: &AppState,
    holds: impl Fn(&Role) -> Option<T>,
) -> Result<(SignedIn, T), ApiError> {
    let signed_in = <SignedIn as FromRequestParts<AppState>>::from_request_parts(parts, state).await?;
    let held = roles_of(state, &signed_in).await?.iter().find_map(holds);
    Ok((signed_in, held.ok_or(ApiProblem::RoleRequired)?))
}

impl FromRequestParts<AppState> for Auditor {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let (signed_in, ()) = holder(parts, state, |role| matches!(role, Role::Auditor).then_some(())).await?;
        Ok(Self(signed_in))
    }
}

impl FromRequestParts<AppState> for AgencyStaff {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let (signed_in, ()) = holder(parts, state, |role| matches!(role, Role::AgencyStaff).then_some(())).await?;
        Ok(Self(signed_in))
    }
}

impl FromRequestParts<AppState> for ProviderMember {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let provider = |role: &Role| match role {
            Role::ProviderMember { provider } => Some(provider.clone()),
            Role::AgencyStaff | Role::Auditor => None,
        };
        let (signed_in, provider) = holder(parts, state, provider).await?;
        Ok(Self { signed_in, provider })
    }
}
