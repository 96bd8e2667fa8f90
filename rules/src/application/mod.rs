//! Application (pieteikums): the body of the request, and the validator that browser and server share.

use alloc::string::String;
use alloc::vec::Vec;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::birth_date;
use crate::call::Call;
use crate::contact::{self, Contact, Requirement};
use crate::eligibility::questions;
use crate::facts::{FactId, Facts};
use crate::field::{Field, FieldError, FieldProblem};
use crate::language::Language;
use crate::programme::{self, Programme};
use crate::riga_time;
use crate::window::WindowState;

#[cfg(feature = "json")]
mod parse;

/// Body of the request that submits an application; a draft (melnraksts) until then. It contains no name and no
/// personal code: the server knows both from the sign-in.
///
/// The conditions of N8 are answers in [`Facts`]. A person who does not meet one of them may still submit, and receives
/// a reasoned decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ApplicationDraft {
    /// Name of the call.
    pub call: String,
    /// Identifier of the programme.
    pub programme: String,
    /// Identifier of the study group.
    pub group: String,
    /// Language of messages to the person.
    pub language: Language,
    /// The person's answers. The server adds the register's facts, which decide ([`Facts::with_register`]); the
    /// application keeps both.
    pub facts: Facts,
    /// Contact data.
    pub contact: Contact,
    /// Whether the person declares that the information is true. A stored draft never has it: the declaration belongs
    /// to the submission.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub declaration: bool,
}

/// Returns every error that makes an application invalid.
///
/// A condition of [`crate::eligibility`] that does not hold is no error: inside the window, a person may submit
/// regardless. `programme` is the catalogue's entry for the draft's programme, `None` if the catalogue has none.
///
/// # Law
/// N3 (window), N4 (programmes of the call), N8 (facts), N9 (usable until).
pub fn check(
    draft: &ApplicationDraft,
    call: &Call,
    programme: Option<&Programme>,
    now: DateTime<Utc>,
) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let mut add = |field, problem: Option<FieldProblem>| {
        errors.extend(problem.map(|problem| FieldError { field, problem }));
    };
    add(Field::Call, call_problem(draft, call, now));
    match programme {
        None => add(
            Field::Programme,
            Some(if draft.programme.is_empty() { FieldProblem::Required } else { FieldProblem::NotInCall }),
        ),
        Some(programme) => add(Field::Group, group_problem(&draft.group, programme, call)),
    }
    for fact in questions(call) {
        add(Field::Fact(fact), fact_problem(fact, &draft.facts, riga_time::date_at(now)));
    }
    errors.extend(contact::check(&draft.contact, Requirement::Required));
    if !draft.declaration {
        errors.push(FieldError { field: Field::Declaration, problem: FieldProblem::Required });
    }
    errors
}

fn call_problem(draft: &ApplicationDraft, call: &Call, now: DateTime<Utc>) -> Option<FieldProblem> {
    if draft.call != call.id {
        return Some(FieldProblem::OtherCall);
    }
    match call.window.state(now) {
        WindowState::Open => None,
        WindowState::NotYetOpen => Some(FieldProblem::WindowNotYetOpen { opens_at: call.window.opens() }),
        WindowState::Closed => Some(FieldProblem::WindowClosed { closed_at: call.window.closes() }),
    }
}

/// Returns the error of the chosen study group, if any.
pub fn group_problem(group: &str, programme: &Programme, call: &Call) -> Option<FieldProblem> {
    if group.is_empty() {
        return Some(FieldProblem::Required);
    }
    let Some(group) = programme.group(group) else {
        return Some(FieldProblem::NoSuchGroup);
    };
    (!programme::group_in_time(group, call))
        .then_some(FieldProblem::GroupTooLate { ends_on: group.ends_on, usable_until: call.usable_until })
}

/// Returns the error of one fact on the Riga day `today`, if any. An unknown fact is [`FieldProblem::Required`].
pub fn fact_problem(fact: FactId, facts: &Facts, today: NaiveDate) -> Option<FieldProblem> {
    match (fact, facts.birth_date) {
        (FactId::BirthDate, Some(birth_date)) => birth_date::problem(birth_date, today),
        _ => (!facts.is_known(fact)).then_some(FieldProblem::Required),
    }
}
