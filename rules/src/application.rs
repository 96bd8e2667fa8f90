//! The application (pieteikums) as it is sent, and the one validator of browser and server.

use alloc::string::String;
use alloc::vec::Vec;

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::contact::{self, Contact};
use crate::eligibility::{adult_on, questions};
use crate::facts::{FactId, Facts};
use crate::language::Language;
use crate::programme::{self, Programme};
use crate::reading::LeapBirthday;
use crate::riga_time;
use crate::window::WindowState;

/// What is sent (melnraksts until then): exactly the body of the request, and nothing else. It holds no name and no
/// personal code; the server knows both from the sign-in.
///
/// The three declarations of N8 are the answers in [`Facts`]: a person who cannot make one of them may still send, and
/// is owed a reasoned decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ApplicationDraft {
    /// The call's name.
    pub call: String,
    /// The programme's identifier.
    pub programme: String,
    /// The study group's identifier.
    pub group: String,
    /// The language in which the person wants to be written to.
    pub language: Language,
    /// The person's answers. A birth date that the identity source gives replaces the declared one.
    pub facts: Facts,
    /// How to reach the person.
    pub contact: Contact,
}

/// A field of the application, as an error names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The body as a whole.
    Body,
    /// The call.
    Call,
    /// The programme.
    Programme,
    /// The study group.
    Group,
    /// An answer.
    Fact(FactId),
    /// The e-mail address.
    Email,
    /// The telephone number.
    Phone,
    /// The language.
    Language,
    /// A field that no application has, by its path.
    Other(String),
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = FieldProblem))]
#[serde(rename_all = "snake_case", tag = "problem")]
pub enum FieldProblem {
    /// Nothing was given.
    Required,
    /// The value has the wrong type.
    WrongType,
    /// An application has no such field.
    UnknownField,
    /// The text is too long.
    TooLong {
        /// The most bytes it may have.
        bytes: u32,
    },
    /// The application names another call than the one that is taken now.
    OtherCall,
    /// The window is not open yet (N3).
    WindowNotYetOpen {
        /// When it opens.
        opens_at: DateTime<FixedOffset>,
    },
    /// The window is over (N3).
    WindowClosed {
        /// When it closed.
        closed_at: DateTime<FixedOffset>,
    },
    /// The call has no such programme (N4).
    NotInCall,
    /// The programme has no such study group.
    NoSuchGroup,
    /// The study group's training ends after the grant is usable (N9, reading R4).
    GroupTooLate {
        /// The group's last day.
        ends_on: NaiveDate,
        /// The last day on which the grant is usable.
        usable_until: NaiveDate,
    },
    /// The birth date lies in the future.
    BirthDateInFuture,
    /// The birth date lies more than 120 years back.
    BirthDateTooEarly,
    /// The address has no @.
    EmailWithoutAt,
    /// Nothing stands before the @.
    EmailWithoutName,
    /// Nothing stands after the @.
    EmailWithoutDomain,
    /// What stands after the @ is not a whole domain.
    EmailDomainIncomplete,
    /// The address has a character or form that no address has (RFC 5322).
    EmailSyntax,
    /// The number holds something other than digits.
    PhoneCharacters,
    /// A Latvian number has 8 digits and begins with 2 or 6.
    PhoneLatvian,
    /// A foreign number has 8 to 15 digits, its country code first.
    PhoneInternational,
}

/// One thing to mend before the application can be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// Where.
    pub field: Field,
    /// What.
    #[serde(flatten)]
    pub problem: FieldProblem,
}

/// Everything that keeps an application from being taken; empty where nothing does.
///
/// A failed condition of [`crate::eligibility`] does not: inside the window a person may send all the same.
/// `programme` is the catalogue's entry for the draft's programme, `None` where it has none.
///
/// # Law
/// N3 (window), N4 (programmes of the call), N8 (declarations), N9 (usable until).
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
    add(Field::Email, contact::email_problem(&draft.contact.email));
    add(Field::Phone, contact::phone_problem(&draft.contact.phone));
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

/// What is wrong with the choice of a study group.
pub fn group_problem(group: &str, programme: &Programme, call: &Call) -> Option<FieldProblem> {
    if group.is_empty() {
        return Some(FieldProblem::Required);
    }
    let Some(group) = programme.groups.iter().find(|candidate| candidate.id == group) else {
        return Some(FieldProblem::NoSuchGroup);
    };
    (!programme::group_in_time(group, call))
        .then_some(FieldProblem::GroupTooLate { ends_on: group.ends_on, usable_until: call.usable_until })
}

/// What is wrong with one answer on a given day; an open answer is asked for.
pub fn fact_problem(fact: FactId, facts: &Facts, today: NaiveDate) -> Option<FieldProblem> {
    match (fact, facts.birth_date) {
        (FactId::BirthDate, Some(born)) if born > today => Some(FieldProblem::BirthDateInFuture),
        (FactId::BirthDate, Some(born)) if is_too_old(born, today) => Some(FieldProblem::BirthDateTooEarly),
        _ if facts.answer(fact).is_known() => None,
        _ => Some(FieldProblem::Required),
    }
}

/// What is wrong with a birth date that is declared at an instant, if anything: it lies in the future, or more than 120
/// years back.
pub fn birth_date_problem(born: NaiveDate, now: DateTime<Utc>) -> Option<FieldProblem> {
    fact_problem(FactId::BirthDate, &Facts { birth_date: Some(born), ..Facts::default() }, riga_time::date_at(now))
}

/// Nobody older has ever applied for anything: such a date is a slip of the keyboard.
fn is_too_old(born: NaiveDate, today: NaiveDate) -> bool {
    adult_on(born, 120, LeapBirthday::FirstOfMarch) < today
}

#[cfg(feature = "json")]
mod body {
    use alloc::vec::Vec;

    use super::{ApplicationDraft, Field, FieldError, FieldProblem};
    use crate::contact::Contact;
    use crate::facts::{Answer, FactId, Facts};
    use crate::json_fields::{Fields, JsonFieldError, JsonFieldReason};

    impl ApplicationDraft {
        /// Reads the body of a request and names every field that is missing, unknown or of the wrong type.
        ///
        /// # Errors
        /// At least one [`FieldError`]; [`Field::Body`] where the text is no JSON object.
        pub fn parse(json: &[u8]) -> Result<Self, Vec<FieldError>> {
            let mut errors = Vec::new();
            let draft = read(json, &mut errors);
            match draft {
                Some(draft) if errors.is_empty() => Ok(draft),
                _ => Err(errors),
            }
        }
    }

    fn read(json: &[u8], errors: &mut Vec<FieldError>) -> Option<ApplicationDraft> {
        let mut fields = keep(Fields::parse(json), errors)?;
        let call = keep(fields.take("call"), errors);
        let programme = keep(fields.take("programme"), errors);
        let group = keep(fields.take("group"), errors);
        let language = keep(fields.take("language"), errors);
        let facts = keep(fields.take_object("facts"), errors).map(|fields| read_facts(fields, errors));
        let contact = keep(fields.take_object("contact"), errors).map(|fields| read_contact(fields, errors));
        errors.extend(fields.left_over().into_iter().map(field_error));
        Some(ApplicationDraft {
            call: call?,
            programme: programme?,
            group: group?,
            language: language?,
            facts: facts?,
            contact: contact?,
        })
    }

    fn read_facts(mut fields: Fields, errors: &mut Vec<FieldError>) -> Facts {
        let birth_date = keep(fields.take_optional("birth_date"), errors).flatten().flatten();
        let mut facts = Facts { birth_date, ..Facts::default() };
        for fact in FactId::ALL.into_iter().filter(|fact| *fact != FactId::BirthDate) {
            let answer: Option<Answer> = keep(fields.take_optional(fact.name()), errors).flatten();
            facts.set_answer(fact, answer.unwrap_or_default());
        }
        errors.extend(fields.left_over().into_iter().map(field_error));
        facts
    }

    fn read_contact(mut fields: Fields, errors: &mut Vec<FieldError>) -> Contact {
        let email = keep(fields.take("email"), errors).unwrap_or_default();
        let phone = keep(fields.take_optional("phone"), errors).flatten().unwrap_or_default();
        errors.extend(fields.left_over().into_iter().map(field_error));
        Contact { email, phone }
    }

    fn keep<T>(read: Result<T, JsonFieldError>, errors: &mut Vec<FieldError>) -> Option<T> {
        read.map_err(|bad| errors.push(field_error(bad))).ok()
    }

    fn field_error(bad: JsonFieldError) -> FieldError {
        let problem = match bad.kind {
            JsonFieldReason::Missing => FieldProblem::Required,
            JsonFieldReason::Unknown => FieldProblem::UnknownField,
            JsonFieldReason::Wrong(_) => FieldProblem::WrongType,
        };
        FieldError { field: field_at(&bad.path), problem }
    }

    fn field_at(path: &str) -> Field {
        match path {
            "" => Field::Body,
            "call" => Field::Call,
            "programme" => Field::Programme,
            "group" => Field::Group,
            "language" => Field::Language,
            "contact.email" => Field::Email,
            "contact.phone" => Field::Phone,
            _ => {
                let fact = path.strip_prefix("facts.").and_then(FactId::named);
                fact.map_or_else(|| Field::Other(path.into()), Field::Fact)
            }
        }
    }
}
