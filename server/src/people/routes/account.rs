//! Routes of the learning account: open, read, change, close.

use api::{Account, ApiProblem, ChangeAccount, OpenAccount, TERMS_VERSION};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use rules::account::check_open;
use rules::contact::{self, Contact, Requirement};
use rules::riga_time;

use crate::identity::session::SignedIn;
use crate::platform::error::ApiError;
use crate::platform::http::json as body;
use crate::platform::random;
use crate::state::AppState;

/// Returns the person's account.
#[utoipa::path(get, path = "/account",
    extensions(("x-imk-roles" = json!(["citizen"]))),
    responses((status = 200, body = Account), (status = 401), (status = 403)))]
pub(crate) async fn get_account(State(state): State<AppState>, signed_in: SignedIn) -> Result<Json<Account>, ApiError> {
    let account = state.store.account(&signed_in.person.id).await?;
    Ok(Json(account.ok_or(ApiProblem::AccountMissing)?))
}

/// Opens the account, from the call's minimum age (N13) and with the current terms of use.
#[utoipa::path(post, path = "/account", extensions(("x-imk-roles" = json!(["citizen"]))), request_body = OpenAccount,
    responses((status = 201, body = Account), (status = 401), (status = 403), (status = 409), (status = 422)))]
pub(crate) async fn open_account(
    State(state): State<AppState>,
    signed_in: SignedIn,
    body::Json(request): body::Json<OpenAccount>,
) -> Result<(StatusCode, Json<Account>), ApiError> {
    let now = state.clock.now();
    check_open(&state.call, signed_in.person.register.birth_date, now).map_err(ApiProblem::from)?;
    if request.terms != TERMS_VERSION {
        return Err(ApiProblem::TermsOutdated { current: TERMS_VERSION.into() }.into());
    }
    let contact = request.contact.normalized();
    check_contact(&contact)?;
    let account =
        Account { opened_at: riga_time::local(now), terms: request.terms, language: request.language, contact };
    if state.store.open_account(&signed_in.person.id, &account, &random::id()?).await? {
        Ok((StatusCode::CREATED, Json(account)))
    } else {
        Err(ApiProblem::AccountExists.into())
    }
}

/// Changes language or contact data.
#[utoipa::path(patch, path = "/account", extensions(("x-imk-roles" = json!(["citizen"]))), request_body = ChangeAccount,
    responses((status = 200, body = Account), (status = 401), (status = 403), (status = 422)))]
pub(crate) async fn change_account(
    State(state): State<AppState>,
    signed_in: SignedIn,
    body::Json(request): body::Json<ChangeAccount>,
) -> Result<Json<Account>, ApiError> {
    let account = state.store.account(&signed_in.person.id).await?.ok_or(ApiProblem::AccountMissing)?;
    let account = Account {
        language: request.language.unwrap_or(account.language),
        contact: request.contact.map_or(account.contact, |contact| contact.normalized()),
        ..account
    };
    check_contact(&account.contact)?;
    if state.store.change_account(&signed_in.person.id, account.language, &account.contact).await? {
        Ok(Json(account))
    } else {
        Err(ApiProblem::AccountMissing.into())
    }
}

/// Closes the account, unless there is a live application.
#[utoipa::path(delete, path = "/account",
    extensions(("x-imk-roles" = json!(["citizen"]))),
    responses((status = 204), (status = 401), (status = 403), (status = 409)))]
pub(crate) async fn close_account(State(state): State<AppState>, signed_in: SignedIn) -> Result<StatusCode, ApiError> {
    state.store.account(&signed_in.person.id).await?.ok_or(ApiProblem::AccountMissing)?;
    if state.store.close_account(&signed_in.person.id, &random::id()?, state.clock.now()).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiProblem::AccountInUse.into())
    }
}

/// Checks contact data of an account, where each field may be empty.
fn check_contact(contact: &Contact) -> Result<(), ApiProblem> {
    let errors = contact::check(contact, Requirement::Optional);
    if errors.is_empty() { Ok(()) } else { Err(ApiProblem::ContactInvalid { errors }) }
}
