//! `ApplicationDraft::parse`: the body of a request, and the name of every field that is missing, unknown or of the
//! wrong type.
#![cfg(test)]

use rules::application::ApplicationDraft;
use rules::facts::{Answer, FactId, Facts};
use rules::field::{Field, FieldError, FieldProblem};
use serde_json::{Value, json};

mod support;
use support::applications::draft;

fn body() -> Value {
    json!({
        "call": "2025-06",
        "programme": "data-analysis",
        "group": "g-1",
        "language": "lv",
        "facts": {
            "birth_date": "1990-05-05",
            "earlier_grant_without_choice": false,
            "still_learning": false,
            "interrupted_learning": false,
            "completed_learning": false,
            "still_learning_elsewhere": false,
            "interrupted_learning_elsewhere": false
        },
        "contact": { "email": "anna.ozola@epasts.lv", "phone": "26123456" },
        "declaration": true
    })
}

fn parse(body: &Value) -> Result<ApplicationDraft, Vec<FieldError>> {
    ApplicationDraft::parse(body.to_string().as_bytes())
}

/// Parses a body that differs from a right one as `edit` says, and gives the errors.
fn errors(edit: impl FnOnce(&mut Value)) -> Vec<FieldError> {
    let mut body = body();
    edit(&mut body);
    parse(&body).err().unwrap_or_default()
}

fn error(field: Field, problem: FieldProblem) -> FieldError {
    FieldError { field, problem }
}

fn other(path: &str) -> Field {
    Field::Other(path.into())
}

#[test]
fn whole_body_is_read() {
    assert_eq!(parse(&body()), Ok(draft()));
}

#[test]
fn body_that_the_browser_writes_round_trips() {
    let written = serde_json::to_vec(&draft()).unwrap();
    assert_eq!(ApplicationDraft::parse(&written), Ok(draft()));
}

#[test]
fn answer_may_be_null_or_left_out_and_is_then_open() {
    let mut body = body();
    body["facts"] = json!({ "still_learning": null, "birth_date": null });
    assert_eq!(parse(&body).unwrap().facts, Facts::default());
    body["facts"] = json!({ "still_learning": true });
    assert_eq!(parse(&body).unwrap().facts, Facts { still_learning: Answer::Yes, ..Facts::default() });
}

#[test]
fn telephone_number_may_be_left_out_of_the_body() {
    let mut body = body();
    for contact in
        [json!({ "email": "anna.ozola@epasts.lv" }), json!({ "email": "anna.ozola@epasts.lv", "phone": null })]
    {
        body["contact"] = contact;
        assert_eq!(parse(&body).unwrap().contact.phone, "");
    }
}

#[test]
fn missing_field_is_named() {
    let table = [
        ("call", Field::Call),
        ("programme", Field::Programme),
        ("group", Field::Group),
        ("language", Field::Language),
        ("facts", other("facts")),
        ("contact", other("contact")),
    ];
    for (name, field) in table {
        let errors = errors(|body| drop(body.as_object_mut().unwrap().remove(name)));
        assert_eq!(errors, [error(field, FieldProblem::Required)], "without {name}");
    }
    let errors = errors(|body| body["contact"] = json!({}));
    assert_eq!(errors, [error(Field::Email, FieldProblem::Required)]);
}

#[test]
fn unknown_field_is_named_at_every_depth() {
    let table = [
        ("", "name", "name"),
        ("", "personal_code", "personal_code"),
        ("", "Call", "Call"),
        ("/facts", "age", "facts.age"),
        ("/facts", "birthDate", "facts.birthDate"),
        ("/facts", "employment", "facts.employment"),
        ("/contact", "address", "contact.address"),
        ("/contact", "e-mail", "contact.e-mail"),
    ];
    for (parent, name, path) in table {
        let errors = errors(|body| body.pointer_mut(parent).unwrap()[name] = json!("x"));
        assert_eq!(errors, [error(other(path), FieldProblem::UnknownField)], "with {path}");
    }
}

#[test]
fn field_of_the_wrong_type_is_named() {
    let table = [
        ("/call", json!(2025), Field::Call),
        ("/call", json!(null), Field::Call),
        ("/programme", json!(["data-analysis"]), Field::Programme),
        ("/group", json!(true), Field::Group),
        ("/language", json!("de"), Field::Language),
        ("/language", json!("LV"), Field::Language),
        ("/language", json!(""), Field::Language),
        ("/facts", json!([]), other("facts")),
        ("/facts", json!(null), other("facts")),
        ("/facts/birth_date", json!("2025-02-30"), Field::Fact(FactId::BirthDate)),
        ("/facts/birth_date", json!("05.05.1990."), Field::Fact(FactId::BirthDate)),
        ("/facts/birth_date", json!(""), Field::Fact(FactId::BirthDate)),
        ("/facts/birth_date", json!(19900505), Field::Fact(FactId::BirthDate)),
        ("/facts/still_learning", json!("no"), Field::Fact(FactId::StillLearning)),
        ("/facts/still_learning", json!(0), Field::Fact(FactId::StillLearning)),
        ("/facts/earlier_grant_without_choice", json!({}), Field::Fact(FactId::EarlierGrantWithoutChoice)),
        ("/contact", json!("anna.ozola@epasts.lv"), other("contact")),
        ("/contact/email", json!(null), Field::Email),
        ("/contact/phone", json!(26123456), Field::Phone),
    ];
    for (pointer, value, field) in table {
        let errors = errors(|body| *body.pointer_mut(pointer).unwrap() = value.clone());
        assert_eq!(errors, [error(field, FieldProblem::WrongType)], "{pointer} = {value}");
    }
}

#[test]
fn declaration_is_true_false_or_absent() {
    let parsed = |value: Option<Value>| {
        let mut body = body();
        body.as_object_mut().unwrap().remove("declaration");
        if let Some(value) = value {
            body["declaration"] = value;
        }
        parse(&body).map(|draft| draft.declaration)
    };
    assert_eq!(parsed(None), Ok(false));
    assert_eq!(parsed(Some(json!(false))), Ok(false));
    assert_eq!(parsed(Some(json!(true))), Ok(true));
    for value in [json!("true"), json!(1), json!(null), json!([true])] {
        let wrong = Err(vec![error(Field::Declaration, FieldProblem::WrongType)]);
        assert_eq!(parsed(Some(value.clone())), wrong, "{value}");
    }
}

#[test]
fn text_other_than_a_json_object_is_reported_once() {
    for text in ["", " ", "null", "[]", "\"x\"", "1", "{", "{\"call\":}", "{} {}", "{'call':'2025-06'}", "\u{feff}{}"] {
        let errors = ApplicationDraft::parse(text.as_bytes()).unwrap_err();
        assert_eq!(errors, [error(Field::Body, FieldProblem::WrongType)], "{text:?}");
    }
    assert_eq!(ApplicationDraft::parse(b"\xff\xfe"), Err(vec![error(Field::Body, FieldProblem::WrongType)]));
}

#[test]
fn empty_object_names_every_field_that_is_missing() {
    let fields = [Field::Call, Field::Programme, Field::Group, Field::Language, other("facts"), other("contact")];
    let expected = fields.map(|field| error(field, FieldProblem::Required));
    assert_eq!(ApplicationDraft::parse(b"{}"), Err(expected.into()));
}

#[test]
fn all_invalid_fields_are_reported_together() {
    let body = json!({
        "call": 1,
        "group": "g-1",
        "language": "de",
        "facts": { "birth_date": "x", "still_learning": "x", "age": 1 },
        "contact": { "phone": 1, "fax": 1 },
        "name": "Anna"
    });
    let expected = [
        error(Field::Call, FieldProblem::WrongType),
        error(Field::Programme, FieldProblem::Required),
        error(Field::Language, FieldProblem::WrongType),
        error(Field::Fact(FactId::BirthDate), FieldProblem::WrongType),
        error(Field::Fact(FactId::StillLearning), FieldProblem::WrongType),
        error(other("facts.age"), FieldProblem::UnknownField),
        error(Field::Email, FieldProblem::Required),
        error(Field::Phone, FieldProblem::WrongType),
        error(other("contact.fax"), FieldProblem::UnknownField),
        error(other("name"), FieldProblem::UnknownField),
    ];
    assert_eq!(parse(&body), Err(expected.into()));
}

#[test]
fn deeply_nested_text_is_refused_and_overflows_nothing() {
    let deep = format!("{{\"call\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(ApplicationDraft::parse(deep.as_bytes()), Err(vec![error(Field::Body, FieldProblem::WrongType)]));
}
