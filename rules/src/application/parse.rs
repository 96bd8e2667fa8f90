//! Parses the body of a request field by field.

use alloc::vec::Vec;

use super::ApplicationDraft;
use crate::contact::Contact;
use crate::facts::{Answer, FactId, Facts};
use crate::field::{Field, FieldError, FieldProblem};
use crate::json_fields::{Fields, JsonFieldError, JsonFieldReason};

impl ApplicationDraft {
    /// Parses the body of a request. Every missing, unknown or mistyped field is an error.
    ///
    /// # Errors
    /// At least one [`FieldError`]; [`Field::Body`] if the text is not a JSON object.
    pub fn parse(json: &[u8]) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let draft = parse_draft(json, &mut errors);
        match draft {
            Some(draft) if errors.is_empty() => Ok(draft),
            _ => Err(errors),
        }
    }
}

fn parse_draft(json: &[u8], errors: &mut Vec<FieldError>) -> Option<ApplicationDraft> {
    let mut fields = collect(Fields::parse(json), errors)?;
    let call = collect(fields.take("call"), errors);
    let programme = collect(fields.take("programme"), errors);
    let group = collect(fields.take("group"), errors);
    let language = collect(fields.take("language"), errors);
    let facts = collect(fields.take_object("facts"), errors).map(|fields| parse_facts(fields, errors));
    let contact = collect(fields.take_object("contact"), errors).map(|fields| parse_contact(fields, errors));
    let declaration = collect(fields.take_or_default("declaration"), errors);
    errors.extend(fields.left_over().into_iter().map(field_error));
    Some(ApplicationDraft {
        call: call?,
        programme: programme?,
        group: group?,
        language: language?,
        facts: facts?,
        contact: contact?,
        declaration: declaration?,
    })
}

fn parse_facts(mut fields: Fields, errors: &mut Vec<FieldError>) -> Facts {
    let birth_date = collect(fields.take_optional("birth_date"), errors).flatten().flatten();
    let mut facts = Facts { birth_date, ..Facts::default() };
    for fact in FactId::ALL.into_iter().filter(|fact| *fact != FactId::BirthDate) {
        let answer: Option<Answer> = collect(fields.take_optional(fact.name()), errors).flatten();
        facts.set_answer(fact, answer.unwrap_or_default());
    }
    errors.extend(fields.left_over().into_iter().map(field_error));
    facts
}

fn parse_contact(mut fields: Fields, errors: &mut Vec<FieldError>) -> Contact {
    let email = collect(fields.take("email"), errors).unwrap_or_default();
    let phone = collect(fields.take_optional("phone"), errors).flatten().unwrap_or_default();
    errors.extend(fields.left_over().into_iter().map(field_error));
    Contact { email, phone }.normalized()
}

/// Moves an error into the list.
fn collect<T>(parsed: Result<T, JsonFieldError>, errors: &mut Vec<FieldError>) -> Option<T> {
    parsed.map_err(|error| errors.push(field_error(error))).ok()
}

fn field_error(error: JsonFieldError) -> FieldError {
    let problem = match error.reason {
        JsonFieldReason::Missing => FieldProblem::Required,
        JsonFieldReason::Unknown => FieldProblem::UnknownField,
        JsonFieldReason::Invalid(_) => FieldProblem::WrongType,
    };
    FieldError { field: field_at(&error.path), problem }
}

fn field_at(path: &str) -> Field {
    match path {
        "" => Field::Body,
        "call" => Field::Call,
        "programme" => Field::Programme,
        "group" => Field::Group,
        "language" => Field::Language,
        "declaration" => Field::Declaration,
        "contact.email" => Field::Email,
        "contact.phone" => Field::Phone,
        _ => {
            let fact = path.strip_prefix("facts.").and_then(FactId::named);
            fact.map_or_else(|| Field::Other(path.into()), Field::Fact)
        }
    }
}
