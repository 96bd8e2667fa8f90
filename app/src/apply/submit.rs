//! Submission: opens an account if the person has none, then submits the application. The idempotency key is created
//! beforehand, so a retry of the same draft never creates a second application.

use api::{ApiProblem, OpenAccount, Submitted, TERMS_VERSION};
use chrono::NaiveDate;
use leptos::prelude::*;
use rules::application::ApplicationDraft;
use rules::call::Call;
use rules::field::FieldError;
use ui::components::error_summary::Mistake;
use ui::components::page::{Announcer, use_announcer};
use ui::platform::http::error::ApiError;

use crate::apply::context::ApplyContext;
use crate::apply::field_id::{CONFLICTS, TERMS};
use crate::apply::step::Step;
use crate::apply::texts;
use crate::client;
use crate::confirmation::texts as confirmation_texts;
use crate::draft::texts as draft_texts;
use crate::under_age::notice::comes_of_age;

/// Submission from the check step, with its state.
#[derive(Clone, Copy)]
pub(super) struct Submission {
    pub(super) context: ApplyContext,
    /// Whether the last attempt failed because the terms of use are not accepted.
    pub(super) terms_missing: RwSignal<bool>,
    /// Whether the last attempt failed because of unresolved conflicts.
    has_conflict: RwSignal<bool>,
    action: Action<SubmitRequest, Result<(), ApiError>>,
}

#[derive(Clone)]
struct SubmitRequest {
    draft: ApplicationDraft,
    key: String,
    account: Account,
}

/// Account that the application requires.
#[derive(Clone)]
enum Account {
    /// The account is open.
    Open,
    /// The account is opened first; `born` is the birth date to declare before, if no source gives it.
    ToOpen { request: OpenAccount, born: Option<NaiveDate> },
    /// The account cannot be opened before this day. The page did not ask for the terms, so no request is sent either.
    NotBefore(NaiveDate),
}

impl Submission {
    /// Prepares the submission.
    pub(super) fn of(context: ApplyContext) -> Self {
        let announcer = use_announcer();
        let action = Action::new_unsync(move |attempt: &SubmitRequest| run(context, announcer, attempt.clone()));
        Self { context, terms_missing: RwSignal::new(false), has_conflict: RwSignal::new(false), action }
    }

    /// Returns whether the person has no account yet, as far as known; submission then opens it. Before the sign-in the
    /// page asks for the terms as well, so that afterwards only the submission is left.
    pub(super) fn needs_account(self) -> bool {
        self.context.person().is_none_or(|person| person.account.is_none())
    }

    /// Returns the day from which the signed-in person may open an account, if it is in the future. Until then the page
    /// does not ask for the terms.
    pub(super) fn comes_of_age(self) -> Option<NaiveDate> {
        comes_of_age(self.context.call, &self.context.facts(), self.context.clock.today())
    }

    /// Returns whether the submission is in flight.
    pub(super) fn is_pending(self) -> Signal<bool> {
        self.action.pending().into()
    }

    /// Returns the error of the last attempt, except field errors, which the fields show.
    pub(super) fn error(self) -> Option<ApiError> {
        let error = self.action.value().get().and_then(Result::err)?;
        (!self.action.pending().get() && field_errors(&error).is_none()).then_some(error)
    }

    /// Returns whether a retry may succeed.
    pub(super) fn may_retry(self) -> bool {
        self.error().is_some_and(|error| may_have_been_received(&error))
    }

    /// Returns the error that is not in a field of the form: unresolved conflicts or the terms.
    pub(super) fn more_mistakes(self) -> Option<Mistake> {
        let language = self.context.lang.get();
        let (field, text) = match (self.has_conflict.get(), self.terms_missing.get()) {
            (true, _) => (CONFLICTS, draft_texts::of(language).conflict_first),
            (false, true) => (TERMS, texts::of(language).check.terms_needed),
            (false, false) => return None,
        };
        Some(Mistake { field: field.to_owned(), text: text.to_owned() })
    }

    /// Returns whether nothing blocks the submission; shows the errors that do.
    pub(super) fn validate(self) -> bool {
        let draft = untrack(|| self.context.submission());
        self.may_submit(&draft)
    }

    /// Submits the application unless errors block it.
    pub(super) fn start(self) {
        if self.action.pending().get_untracked() {
            return;
        }
        let draft = untrack(|| self.context.submission());
        if !self.may_submit(&draft) {
            return;
        }
        // Every supported browser has a random source; without a key nothing may be submitted.
        if let Some(key) = self.context.controller.key() {
            let account = untrack(|| self.account(&draft));
            self.action.dispatch(SubmitRequest { draft, key, account });
        }
    }

    /// Returns whether nothing blocks the submission. A draft that the server may have received already is retried
    /// without validation, but an account is never opened unless the person accepts the terms.
    fn may_submit(self, draft: &ApplicationDraft) -> bool {
        let terms_missing = untrack(|| self.is_missing_terms());
        self.terms_missing.set(terms_missing);
        let is_checked = self.context.controller.may_have_been_received(draft) || self.is_complete();
        is_checked && !terms_missing
    }

    fn is_missing_terms(self) -> bool {
        self.needs_account() && self.comes_of_age().is_none() && !self.context.form.terms.get()
    }

    fn is_complete(self) -> bool {
        let has_conflict = untrack(|| self.context.controller.conflict()).is_some();
        self.has_conflict.set(has_conflict);
        self.context.validate_step(Step::Check) && !has_conflict
    }

    fn account(self, draft: &ApplicationDraft) -> Account {
        if !self.needs_account() {
            return Account::Open;
        }
        if let Some(day) = self.comes_of_age() {
            return Account::NotBefore(day);
        }
        let is_known = self.context.register().birth_date.is_some();
        let born = draft.facts.birth_date.filter(|_| !is_known);
        Account::ToOpen { request: open_account(draft), born }
    }
}

fn open_account(draft: &ApplicationDraft) -> OpenAccount {
    OpenAccount { terms: TERMS_VERSION.to_owned(), language: draft.language, contact: draft.contact.clone() }
}

async fn run(context: ApplyContext, announcer: Announcer, attempt: SubmitRequest) -> Result<(), ApiError> {
    // Until the response nothing else about the draft is sent, and its key stays.
    context.controller.submission_started(attempt.draft.clone());
    match send(context, attempt).await {
        Ok(submitted) => {
            let id = submitted.application.id.clone();
            context.controller.submitted(submitted);
            context.session.refresh();
            // A person who has gone to another page stays there.
            if !context.confirm(id) {
                announcer.say(confirmation_texts::of(context.lang.get_untracked()).heading);
            }
            Ok(())
        }
        Err(error) => {
            context.controller.submission_failed(may_have_been_received(&error));
            note(context, &error);
            Err(error)
        }
    }
}

async fn send(context: ApplyContext, attempt: SubmitRequest) -> Result<Submitted, ApiError> {
    match attempt.account {
        Account::Open => {}
        Account::ToOpen { request, born } => open(context, &request, born).await?,
        Account::NotBefore(day) => return Err(under_age(context.call, day)),
    }
    client::applications::submit(&attempt.draft, &attempt.key).await
}

async fn open(context: ApplyContext, request: &OpenAccount, born: Option<NaiveDate>) -> Result<(), ApiError> {
    if let Some(day) = born {
        client::session::declare_birth_date(day).await?;
    }
    match client::account::open(request).await {
        // Another tab may have opened the account.
        Ok(_) | Err(ApiError::Refused(ApiProblem::AccountExists)) => {
            context.session.refresh();
            Ok(())
        }
        Err(error) => Err(error),
    }
}

/// Returns the server's error for a person who may not open an account before a day.
fn under_age(call: &Call, day: NaiveDate) -> ApiError {
    ApiError::Refused(ApiProblem::UnderAge { minimum_age: call.minimum_age, adult_on: Some(day) })
}

/// Shows the server's field errors and refreshes the session if the error says that it has changed. The person then
/// sees the birth date of the application before it is submitted.
fn note(context: ApplyContext, error: &ApiError) {
    if let Some(errors) = field_errors(error) {
        context.form.refuse(errors.clone());
        context.blocking_errors.set(errors);
    }
    context.session.refresh_if_outdated(error);
}

/// Returns the field errors that the server reported.
fn field_errors(error: &ApiError) -> Option<Vec<FieldError>> {
    match error {
        ApiError::Refused(ApiProblem::ApplicationInvalid { errors } | ApiProblem::ContactInvalid { errors }) => {
            Some(errors.clone())
        }
        ApiError::Refused(_) | ApiError::Unreachable | ApiError::Unreadable { .. } => None,
    }
}

/// Returns whether the server may have received the application although no response arrived.
fn may_have_been_received(error: &ApiError) -> bool {
    match error {
        ApiError::Unreachable | ApiError::Unreadable { .. } => true,
        ApiError::Refused(problem) => problem.status() >= 500,
    }
}

#[cfg(test)]
mod tests {
    use rules::field::{Field, FieldProblem};

    use super::*;

    #[test]
    fn answer_that_never_came_may_hide_an_arrival() {
        assert!(may_have_been_received(&ApiError::Unreachable));
        assert!(may_have_been_received(&ApiError::Unreadable { status: 502 }));
        assert!(may_have_been_received(&ApiError::Refused(ApiProblem::Busy { retry_after: 1 })));
        assert!(!may_have_been_received(&ApiError::Refused(ApiProblem::SignInRequired)));
    }

    #[test]
    fn errors_of_fields_go_to_the_fields() {
        let errors = vec![FieldError { field: Field::Email, problem: FieldProblem::EmailSyntax }];
        let refused = ApiError::Refused(ApiProblem::ContactInvalid { errors: errors.clone() });
        assert_eq!(field_errors(&refused), Some(errors));
        assert_eq!(field_errors(&ApiError::Refused(ApiProblem::AccountMissing)), None);
    }
}
