//! Requests of the replica to the server.

use std::time::Duration;

use api::{ApiProblem, HandedOverDraft, KeepDraft};
use ui::platform::host;
use ui::platform::http::error::ApiError;

use super::handoff::HandedOver;
use super::message::{Request, RequestError, Response};
use crate::client;

/// Sends a request about the draft of a call. Without a response within `limit` the request counts as failed; it may
/// still arrive at the server.
pub(super) async fn send(call: &str, request: Request, limit: Duration) -> Response {
    let timed_out = request.refused(RequestError::Retryable);
    host::within(limit, exchange(call, request)).await.unwrap_or(timed_out)
}

async fn exchange(call: &str, request: Request) -> Response {
    match request {
        Request::Handoff(key) => {
            let result = client::session::take_draft(&key).await;
            Response::Handoff(result.map(|handed| parse(&handed).map(Box::new)).map_err(error))
        }
        Request::Pull => Response::Pull(client::drafts::get(call).await.map_err(error)),
        Request::Push { revision, key, draft } => {
            let result = client::drafts::keep(call, &KeepDraft { revision, key, draft }).await;
            Response::Push(result.map(|saved| saved.revision).map_err(error))
        }
        Request::Delete => Response::Delete(client::drafts::delete(call).await.map_err(error)),
    }
}

/// Fetches the form of a cancelled or failed sign-in; `None` if the server has none for this key.
///
/// # Errors
/// [`ApiError`] if the error is transient: the request may be repeated with the same key.
pub(super) async fn fetch_returned(key: &str) -> Result<Option<HandedOver>, ApiError> {
    match client::sign_in::take_returned_draft(key).await {
        Err(error) if error.may_pass() => Err(error),
        result => Ok(result.ok().as_ref().and_then(parse)),
    }
}

fn parse(handed: &HandedOverDraft) -> Option<HandedOver> {
    handed.draft.as_deref().and_then(HandedOver::read)
}

fn error(error: ApiError) -> RequestError {
    match error {
        ApiError::Refused(ApiProblem::DraftChanged { current }) => RequestError::Changed(current),
        ApiError::Refused(ApiProblem::SignInRequired) => RequestError::SignInRequired,
        error if error.may_pass() => RequestError::Retryable,
        _ => RequestError::Refused,
    }
}

#[cfg(test)]
mod tests {
    use api::{AccountDraft, DraftState};

    use super::*;

    #[test]
    fn errors_of_the_server_are_told_apart() {
        let current = Box::new(AccountDraft { revision: 3, state: DraftState::Deleted });
        let changed = ApiError::Refused(ApiProblem::DraftChanged { current: current.clone() });
        assert_eq!(error(changed), RequestError::Changed(current));
        assert_eq!(error(ApiError::Refused(ApiProblem::SignInRequired)), RequestError::SignInRequired);
        assert_eq!(error(ApiError::Unreachable), RequestError::Retryable);
        assert_eq!(error(ApiError::Refused(ApiProblem::Busy { retry_after: 1 })), RequestError::Retryable);
        assert_eq!(error(ApiError::Refused(ApiProblem::AccountMissing)), RequestError::Refused);
    }
}
