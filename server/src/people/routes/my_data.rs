//! Routes of "my data", the signed export file, which restores a closed account.

use api::my_data::{Holder, MyData, MyDataFile, sign, verify};
use api::{Account, ApiProblem, TERMS_VERSION};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use rules::account::check_open;
use rules::riga_time;
use rules::signed::PublicKey;

use crate::applications::routes::drafts;
use crate::identity::session::SignedIn;
use crate::platform::error::ApiError;
use crate::platform::http::json as body;
use crate::platform::random;
use crate::state::AppState;

/// Exports all data of the account as a signed file (docs/my-data.md).
#[utoipa::path(get, path = "/account/export", extensions(("x-imk-roles" = json!(["citizen"]))),
    responses((status = 200, description = "docs/my-data.md", body = Object), (status = 401), (status = 403)))]
pub(crate) async fn export_data(
    State(state): State<AppState>,
    signed_in: SignedIn,
) -> Result<Json<MyDataFile>, ApiError> {
    let personal_code = code(&state, &signed_in)?;
    let person = &signed_in.person;
    let account = state.store.account(&person.id).await?.ok_or(ApiProblem::AccountMissing)?;
    let mut applications = Vec::new();
    for application in state.store.applications(&person.id).await? {
        applications.extend(state.store.application(&person.id, &application.id).await?);
    }
    let data = MyData {
        format: String::new(),
        exported_at: riga_time::local(state.clock.now()),
        person: Holder {
            name: person.name.clone(),
            personal_code,
            register: person.register,
            birth_date_source: person.birth_date_source,
        },
        account,
        applications,
        messages: state.store.messages(&person.id).await?,
        draft: drafts::current(&state, &signed_in, &state.call.id).await?.state,
        key: PublicKey::of(&state.keys.signing).id,
    };
    Ok(Json(sign(data, &state.keys.signing).map_err(ApiError::internal)?))
}

/// Restores the account from an export file of the same person: contact data, language and messages. Applications in
/// the file are ignored, because the database contains them.
#[utoipa::path(post, path = "/account/import", extensions(("x-imk-roles" = json!(["citizen"]))),
    request_body(content = Object, description = "docs/my-data.md"),
    responses((status = 201, body = Account), (status = 400), (status = 401), (status = 403), (status = 409),
        (status = 413), (status = 422)))]
pub(crate) async fn import_data(
    State(state): State<AppState>,
    signed_in: SignedIn,
    body::Json(file): body::Json<MyDataFile>,
) -> Result<(StatusCode, Json<Account>), ApiError> {
    let refused = |reason| ApiProblem::MyDataRefused { reason };
    verify(&file, &state.keys.public, &code(&state, &signed_in)?).map_err(refused)?;
    let now = state.clock.now();
    check_open(&state.call, signed_in.person.register.birth_date, now).map_err(ApiProblem::from)?;
    if file.data.account.terms != TERMS_VERSION {
        return Err(ApiProblem::TermsOutdated { current: TERMS_VERSION.into() }.into());
    }
    let account = file.data.account;
    if state.store.reopen_account(&signed_in.person.id, &account, &file.data.messages, &random::id()?, now).await? {
        Ok((StatusCode::CREATED, Json(account)))
    } else {
        Err(ApiProblem::AccountExists.into())
    }
}

fn code(state: &AppState, signed_in: &SignedIn) -> Result<String, ApiError> {
    state.cipher.decrypt_unbound(&signed_in.person.code_encrypted).map_err(ApiError::internal)
}
