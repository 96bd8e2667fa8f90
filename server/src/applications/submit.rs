//! Accepts an application: the same check as in the browser, the decision, and a place in the queue of the writer.

use api::{ApiProblem, Application, ApplicationState, FindingView, Seat};
use chrono::{DateTime, Utc};
use rules::application::{self, ApplicationDraft};
use rules::call::Call;
use rules::eligibility::{Decision, assess, questions};
use rules::facts::Facts;
use rules::field::{Field, FieldError, FieldProblem};
use rules::hash::{Hex, sha256};
use rules::programme::{Programme, StudyGroup};
use rules::receipt::{HolderPart, Subject, UnsignedReceipt};

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
    /// Instant at which the server had read the whole request; it decides the window. The
    /// writer assigns the order later.
    pub at: DateTime<Utc>,
}

/// Accepts an application and returns the response body. A repeated attempt gets the same bytes, also after the
/// window has closed.
///
/// # Errors
/// [`ApiError::ApiProblem`] with the reason if the application cannot be accepted.
pub async fn submit(state: &AppState, attempt: Attempt<'_>) -> Result<String, ApiError> {
    let place = state.submissions.enter(&attempt.person.id)?;
    let body_hash = sha256(&[attempt.body.as_bytes()]).to_string();
    let new = match checked(state, attempt, &body_hash) {
        Ok(new) => new,
        Err(error) => return earlier_response(state, attempt, &body_hash).await?.ok_or(error),
    };
    match state.submissions.submit(&place, new).await? {
        SubmitOutcome::Accepted { response } => {
            telemetry::count_application();
            Ok(response)
        }
        SubmitOutcome::Repeated(earlier) => repeat(earlier, &body_hash),
        SubmitOutcome::AccountMissing => Err(ApiProblem::AccountMissing.into()),
        SubmitOutcome::LiveApplicationExists { application } => {
            Err(ApiProblem::LiveApplicationExists { application }.into())
        }
    }
}

/// Checks and decides an application without the database.
fn checked(state: &AppState, attempt: Attempt<'_>, body_hash: &str) -> Result<NewApplication, ApiError> {
    let draft =
        ApplicationDraft::parse(attempt.body.as_bytes()).map_err(|errors| ApiProblem::ApplicationInvalid { errors })?;
    let declared = asked(&state.call, draft.facts);
    let facts = asked(&state.call, draft.facts.with_register(&attempt.person.register));
    let draft = ApplicationDraft { facts, ..draft };
    let (programme, group) = chosen(state, &draft, attempt.at)?;
    let decision = assess(&state.call, &draft.facts, attempt.at);
    let id = random::id()?;
    let receipt = confirm(state, &id, &draft, declared, &decision)?;
    Ok(NewApplication {
        person: attempt.person.id.clone(),
        key: attempt.key.to_owned(),
        body_hash: body_hash.to_owned(),
        body: attempt.body.to_owned(),
        application: view(id, &state.call, programme, group, &decision),
        receipt,
        live: state.call.readings.live_applications,
        seat_order: state.call.readings.seat_order,
        message_id: random::id()?,
    })
}

/// Response to an earlier request with the same key. It is looked up for a rejected attempt only, because saving
/// finds it too.
async fn earlier_response(state: &AppState, attempt: Attempt<'_>, body_hash: &str) -> Result<Option<String>, ApiError> {
    let earlier = state.store.reply(&attempt.person.id, attempt.key).await?;
    earlier.map(|earlier| repeat(earlier, body_hash)).transpose()
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
) -> Result<UnsignedReceipt, ApiError> {
    let holder = HolderPart { facts: draft.facts, declared, salt: Hex(random::bytes()?) };
    let subject = Subject { application: id, programme: &draft.programme, group: &draft.group };
    UnsignedReceipt::new(subject, &state.call, decision, holder).map_err(ApiError::internal)
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
