//! E-mail addresses and telephone numbers as people type them.
#![cfg(test)]

use rules::contact::{Contact, EMAIL_BYTES, Requirement, check, email_problem, phone, phone_problem};
use rules::field::{Field, FieldError, FieldProblem};

fn assert_emails(expected: Option<&FieldProblem>, emails: &[&str]) {
    for email in emails {
        assert_eq!(email_problem(email).as_ref(), expected, "{email:?}");
    }
}

#[test]
fn email_of_a_usual_or_unusual_but_right_form_is_taken() {
    assert_emails(
        None,
        &[
            "anna.ozola@epasts.lv",
            "a@b.lv",
            "ANNA@EPASTS.LV",
            "anna+imk@epasts.lv",
            "anna_ozola-1@epasts.lv",
            "1@2.lv",
            "o'neill@epasts.ie",
            "!#$%&'*+-/=?^_`{|}~@epasts.lv",
            "anna@pasts.rtu.lv",
            "anna@e-pasts.lv",
            "anna@3d.lv",
            "anna@xn--pasts-9sa.lv",
            "anna@epasts.xn--p1ai",
            "ā@epasts.lv",
            "anna@ēpasts.lv",
            "анна@почта.рф",
            "\"anna.ozola\"@epasts.lv",
            "\"a@b\"@epasts.lv",
            "\"a..b\"@epasts.lv",
            "\"anna\\ ozola\"@epasts.lv",
        ],
    );
}

#[test]
fn email_may_have_spaces_around_it() {
    assert_emails(None, &[" anna@epasts.lv", "anna@epasts.lv ", "\tanna@epasts.lv\r\n", "\u{a0}anna@epasts.lv"]);
}

#[test]
fn email_left_empty_is_asked_for() {
    assert_emails(Some(&FieldProblem::Required), &["", " ", "\t\n", "\u{a0}"]);
}

#[test]
fn email_without_an_at_sign_is_reported() {
    assert_emails(
        Some(&FieldProblem::EmailWithoutAt),
        &["anna", "anna.ozola", "epasts.lv", "anna.ozola.epasts.lv", "anna(at)epasts.lv"],
    );
}

#[test]
fn email_without_a_local_part_is_reported() {
    assert_emails(Some(&FieldProblem::EmailWithoutName), &["@", "@epasts.lv", " @epasts.lv", "@epasts"]);
}

#[test]
fn email_without_a_domain_is_reported() {
    assert_emails(Some(&FieldProblem::EmailWithoutDomain), &["anna.ozola@", "anna@ ", "anna@@"]);
}

#[test]
fn email_with_an_incomplete_domain_is_reported() {
    assert_emails(
        Some(&FieldProblem::EmailDomainIncomplete),
        &[
            "anna@epasts",
            "anna@localhost",
            "anna@epasts.",
            "anna@epasts.lv.",
            "anna@.lv",
            "anna@.",
            "anna@epasts..lv",
            "anna@-epasts.lv",
            "anna@epasts-.lv",
            "anna@epasts.lv-",
            "anna@-",
            "anna@127.0.0.1",
            "anna@epasts.1",
        ],
    );
}

#[test]
fn email_with_invalid_syntax_is_reported() {
    assert_emails(
        Some(&FieldProblem::EmailSyntax),
        &[
            ".anna@epasts.lv",
            "anna.@epasts.lv",
            "anna..ozola@epasts.lv",
            "anna ozola@epasts.lv",
            "anna,ozola@epasts.lv",
            "anna;ozola@epasts.lv",
            "anna:ozola@epasts.lv",
            "<anna@epasts.lv",
            "Anna <anna@epasts.lv>",
            "(anna)@epasts.lv",
            "anna[1]@epasts.lv",
            "anna\\ozola@epasts.lv",
            "an\"na@epasts.lv",
            "\"anna@epasts.lv",
            "\"anna\"ozola@epasts.lv",
            "anna@ozola@epasts.lv",
            "anna@epasts.lv;janis@epasts.lv",
            "anna@epasts.lv, janis@epasts.lv",
            "anna@ep asts.lv",
            "anna@ep_asts.lv",
            "anna@epasts!.lv",
            "anna@epasts.lv;",
            "anna@epasts.lv,",
            "anna@epasts.lv>",
            "anna@[127.0.0.1]",
            "anna@epasts,lv.lv",
            "anna@epasts.lv/",
            "mailto:anna@epasts.lv",
        ],
    );
}

#[test]
fn email_with_a_space_inside_is_reported() {
    assert_emails(
        Some(&FieldProblem::EmailSyntax),
        &[
            "anna\r\nBcc:janis@epasts.lv",
            "anna\u{a0}ozola@epasts.lv",
            "anna\u{2028}ozola@epasts.lv",
            "anna\u{85}ozola@epasts.lv",
            "anna@epasts\u{3000}lv.lv",
        ],
    );
}

#[test]
fn email_is_normalized_before_it_is_checked_and_stored() {
    for typed in [
        "anna\u{200b}@epasts.lv",
        "an\u{ad}na@epasts.lv",
        "\u{feff}anna@epasts.lv",
        "\u{202a}anna@epasts.lv\u{202c}",
        "anna\u{0}@epasts.lv",
        "anna@epasts\u{2060}.lv",
        "ａｎｎａ＠ｅｐａｓｔｓ．ｌｖ",
        "anna＠epasts。lv",
        "anna﹫epasts.lv",
        "anna @ epasts.lv",
        "anna\u{3000}@epasts.lv",
        " anna@epasts.lv\t",
    ] {
        let contact = Contact { email: typed.into(), phone: String::new() };
        assert_eq!(email_problem(typed), None, "{typed:?}");
        assert_eq!(contact.normalized().email, "anna@epasts.lv", "{typed:?}");
    }
}

#[test]
fn email_with_a_letter_that_only_looks_latin_is_pointed_out() {
    for (typed, letter) in
        [("аnna@epasts.lv", 'а'), ("anna@epаsts.lv", 'а'), ("сосо@epasts.lv", 'с'), ("annα@epasts.lv", 'α')]
    {
        assert_eq!(email_problem(typed), Some(FieldProblem::EmailLookalike { letter }), "{typed}");
    }
}

#[test]
fn phone_is_normalized_before_it_is_checked_and_stored() {
    for typed in [
        "\u{202a}+371 26 123 456\u{202c}",
        "\u{2066}+371\u{a0}26123456\u{2069}",
        "＋３７１２６１２３４５６",
        "26\u{200b}123456",
        "26‑123‑456",
        "26−123−456",
        "[371] 26123456",
        "٢٦١٢٣٤٥٦",
        "\u{feff}26123456",
    ] {
        assert_eq!(phone(typed).as_deref(), Ok("+37126123456"), "{typed:?}");
    }
    let contact = Contact { email: String::new(), phone: "\u{202a}26\u{a0}123 456\u{202c}".into() };
    assert_eq!(contact.normalized().phone, "26 123 456");
    assert_phones(&Err(FieldProblem::PhoneCharacters), &["26l23456", "2б123456", "26①23456"]);
}

#[test]
fn email_holds_254_bytes_and_not_one_more() {
    let of_length = |bytes: usize| {
        let name = "a".repeat(64);
        let label = "b".repeat(60);
        let rest = "c".repeat(bytes - name.len() - 1 - 3 * (label.len() + 1) - 3);
        format!("{name}@{label}.{label}.{label}.{rest}.lv")
    };
    assert_eq!((of_length(254).len(), of_length(255).len()), (254, 255));
    assert_eq!(email_problem(&of_length(253)), None);
    assert_eq!(email_problem(&of_length(254)), None);
    assert_eq!(email_problem(&of_length(255)), Some(FieldProblem::TooLong { bytes: 254 }));
    assert_eq!(email_problem(&format!(" {} ", of_length(254))), None, "spaces around it do not count");
    assert_eq!(email_problem(&format!("{}@epasts.lv", "a".repeat(64))), None);
    assert_eq!(email_problem(&format!("{}@epasts.lv", "a".repeat(65))), Some(FieldProblem::EmailSyntax));
    assert_eq!(
        email_problem(&"ā".repeat(EMAIL_BYTES)),
        Some(FieldProblem::TooLong { bytes: 254 }),
        "bytes, not letters"
    );
}

fn assert_phones(expected: &Result<String, FieldProblem>, numbers: &[&str]) {
    for number in numbers {
        assert_eq!(&phone(number), expected, "{number:?}");
    }
}

#[test]
fn latvian_number_is_the_same_however_it_is_written() {
    assert_phones(
        &Ok("+37126123456".into()),
        &[
            "26123456",
            "26 123 456",
            "2612-3456",
            "2612–3456",
            "26.12.34.56",
            " 26123456 ",
            "26\u{a0}123\u{a0}456",
            "２６１２３４５６",
            "+37126123456",
            "+371 26123456",
            "+371 (26) 123-456",
            "(+371) 26123456",
            "37126123456",
            "0037126123456",
            "00 371 2612 3456",
        ],
    );
    assert_phones(&Ok("+37167123456".into()), &["67123456", "+371 67 123 456", "0037167123456"]);
}

#[test]
fn latvian_number_has_eight_digits_and_begins_with_two_or_six() {
    assert_phones(
        &Err(FieldProblem::PhoneLatvian),
        &[
            "2612345",
            "261234567",
            "6712345",
            "671234567",
            "36123456",
            "16123456",
            "06123456",
            "76123456",
            "80001234",
            "90001234",
            "112",
            "1",
            "+3712612345",
            "+371261234567",
            "+37136123456",
            "+371",
            "003712612345",
            "3712612345",
            "371261234567",
            "8 26123456",
        ],
    );
}

#[test]
fn foreign_number_needs_country_code_and_8_to_15_digits() {
    let taken = [
        ("+37061234567", "+37061234567"),
        ("+372 5123 4567", "+37251234567"),
        ("0044 20 7946 0958", "+442079460958"),
        ("+49 (30) 901820", "+4930901820"),
        ("+12345678", "+12345678"),
        ("+123456789012345", "+123456789012345"),
    ];
    for (typed, expected) in taken {
        assert_eq!(phone(typed).as_deref(), Ok(expected), "{typed}");
    }
    assert_phones(
        &Err(FieldProblem::PhoneInternational),
        &["+1234567", "+1234567890123456", "001234567", "001234567890123456", "+0123456789", "+1", "000", "0000000000"],
    );
}

#[test]
fn phone_with_anything_but_digits_is_reported() {
    assert_phones(
        &Err(FieldProblem::PhoneCharacters),
        &[
            "",
            " ",
            "-",
            "+",
            "00",
            "2612345a",
            "divi seši",
            "26123456 mob.",
            "26123456;67123456",
            "26123456/7",
            "+371+26123456",
            "++37126123456",
            "26+123456",
            "tel:26123456",
        ],
    );
}

#[test]
fn telephone_number_may_be_left_out() {
    assert_eq!(phone_problem(""), None);
    assert_eq!(phone_problem("  "), None);
    assert_eq!(phone_problem("26123456"), None);
    assert_eq!(phone_problem("36123456"), Some(FieldProblem::PhoneLatvian));
    assert_eq!(phone_problem("-"), Some(FieldProblem::PhoneCharacters));
}

#[test]
fn blank_email_is_an_error_only_where_it_is_required() {
    let contact = |email: &str| Contact { email: email.into(), phone: String::new() };
    for blank in ["", "  "] {
        let required = [FieldError { field: Field::Email, problem: FieldProblem::Required }];
        assert_eq!(check(&contact(blank), Requirement::Required), required, "{blank:?}");
        assert_eq!(check(&contact(blank), Requirement::Optional), [], "{blank:?}");
    }
    let without_at = [FieldError { field: Field::Email, problem: FieldProblem::EmailWithoutAt }];
    assert_eq!(check(&contact(" x "), Requirement::Optional), without_at);
}
