//! Accepts an application: the same check as in the browser, the decision, the signed receipt, one transaction.

use api::{ApiProblem, Application, ApplicationState, FindingView, Seat};
use chrono::{DateTime, Utc};
use rules::application::{self, ApplicationDraft};
use rules::call::Call;
use rules::eligibility::{Decision, assess, questions};
use rules::facts::Facts;
use rules::field::{Field, FieldError, FieldProblem};
use rules::hash::{Hex, sha256};
use rules::programme::{Programme, StudyGroup};
use rules::receipt::{HolderPart, ReceiptFile, Subject, sign};

use crate::applications::store::{NewApplication, StoredReply, SubmitOutcome};
use crate::people::store::Person;
use crate::platform::error::ApiError;
use crate::platform::random;
use crate::platform::telemetry;
use crate::state::AppState;

/// Attempt to submit an application.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    /// Applicant.
    pub person: &'a Person,
    /// Idempotency key of the attempt.
    pub key: &'a str,
    /// Request body.
    pub body: &'a str,
    /// Instant at which the server had read the whole request; it decides window, order and receipt.
    pub at: DateTime<Utc>,
}

/// Accepts an application and returns the response body. A repeated attempt gets the same bytes, also after the
/// window has closed.
///
/// # Errors
/// [`ApiError::ApiProblem`] with the reason if the application cannot be accepted.
pub async fn submit(state: &AppState, attempt: Attempt<'_>) -> Result<String, ApiError> {
    let body_hash = sha256(&[attempt.body.as_bytes()]).to_string();
    if let Some(earlier) = state.store.reply(&attempt.person.id, attempt.key).await? {
        return repeat(earlier, &body_hash);
    }
    if state.store.account(&attempt.person.id).await?.is_none() {
        return Err(ApiProblem::AccountMissing.into());
    }
    let draft =
        ApplicationDraft::parse(attempt.body.as_bytes()).map_err(|errors| ApiProblem::ApplicationInvalid { errors })?;
    let declared = asked(&state.call, draft.facts);
    let facts = asked(&state.call, draft.facts.with_register(&attempt.person.register));
    let draft = ApplicationDraft { facts, ..draft };
    let (programme, group) = chosen(state, &draft, attempt.at)?;
    let decision = assess(&state.call, &draft.facts, attempt.at);
    let id = random::id()?;
    let receipt = confirm(state, &id, &draft, declared, &decision)?;
    let message_id = random::id()?;
    let new = NewApplication {
        person: &attempt.person.id,
        key: attempt.key,
        body_hash: &body_hash,
        body: attempt.body,
        application: view(id, &state.call, programme, group, &decision),
        receipt,
        live: state.call.readings.live_applications,
        seat_order: state.call.readings.seat_order,
        message_id: &message_id,
    };
    match state.store.submit(new).await? {
        SubmitOutcome::Accepted { response } => {
            telemetry::count_application();
            Ok(response)
        }
        SubmitOutcome::Repeated(earlier) => repeat(earlier, &body_hash),
        SubmitOutcome::LiveApplicationExists { application } => {
            Err(ApiProblem::LiveApplicationExists { application }.into())
        }
    }
}

fn repeat(earlier: StoredReply, body_hash: &str) -> Result<String, ApiError> {
    if earlier.body_hash == body_hash { Ok(earlier.response) } else { Err(ApiProblem::IdempotencyKeyReused.into()) }
}

/// Checks a draft and returns its programme and study group.
fn chosen<'a>(
    state: &'a AppState,
    draft: &ApplicationDraft,
    at: DateTime<Utc>,
) -> Result<(&'a Programme, &'a StudyGroup), ApiProblem> {
    let programme = state.catalogue.programme(&draft.programme);
    let errors = application::check(draft, &state.call, programme, at);
    if let Some(window) = window_problem(&errors) {
        return Err(window);
    }
    let group = programme.and_then(|programme| {
        let group = programme.group(&draft.group)?;
        Some((programme, group))
    });
    match group {
        Some(chosen) if errors.is_empty() => Ok(chosen),
        _ => Err(ApiProblem::ApplicationInvalid { errors }),
    }
}

/// Problem for a closed window: no change in the form would help, so it is reported alone.
fn window_problem(errors: &[FieldError]) -> Option<ApiProblem> {
    let call = errors.iter().find(|error| error.field == Field::Call)?;
    match call.problem {
        FieldProblem::WindowNotYetOpen { opens_at } => Some(ApiProblem::WindowNotYetOpen { opens_at }),
        FieldProblem::WindowClosed { closed_at } => Some(ApiProblem::WindowClosed { closed_at }),
        _ => None,
    }
}

fn confirm(
    state: &AppState,
    id: &str,
    draft: &ApplicationDraft,
    declared: Facts,
    decision: &Decision,
) -> Result<ReceiptFile, ApiError> {
    let holder = HolderPart { facts: draft.facts, declared, salt: Hex(random::bytes()?) };
    let subject = Subject { application: id, programme: &draft.programme, group: &draft.group };
    sign(subject, &state.call, decision, holder, &state.keys.signing).map_err(ApiError::internal)
}

/// Reduces facts to the questions of the call, so that decision and receipt contain no other facts.
fn asked(call: &Call, facts: Facts) -> Facts {
    let mut kept = Facts { birth_date: facts.birth_date, ..Facts::default() };
    for fact in questions(call) {
        kept.set_answer(fact, facts.answer(fact));
    }
    kept
}

fn view(id: String, call: &Call, programme: &Programme, group: &StudyGroup, decision: &Decision) -> Application {
    Application {
        id,
        call: call.id.clone(),
        programme: programme.id.clone(),
        title: programme.title.clone(),
        group: group.id.clone(),
        starts_on: group.starts_on,
        ends_on: group.ends_on,
        state: ApplicationState::Submitted,
        seat: Seat::Draw,
        submitted_at: decision.at,
        verdict: decision.verdict,
        findings: FindingView::of(decision),
    }
}
