//! Contact data: e-mail address (RFC 5322) and telephone number (Latvian numbering plan or E.164).

use alloc::string::String;
use alloc::vec::Vec;

use addr_spec::AddrSpec;
use serde::{Deserialize, Serialize};

use crate::field::{Field, FieldError, FieldProblem};
use crate::typed_text::{lookalike, normalize};

/// Maximum length of an e-mail address in bytes (RFC 5321, 4.5.3.1.3, without the angle brackets).
pub const EMAIL_BYTES: usize = 254;

/// Maximum length of the part before the @ in bytes (RFC 5321, 4.5.3.1.1).
pub const LOCAL_PART_BYTES: usize = 64;

/// Contact data as the person typed them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Contact {
    /// E-mail address; required in an application, optional in an account.
    pub email: String,
    /// Telephone number; optional.
    pub phone: String,
}

impl Contact {
    /// Returns the contact data with normal characters, as they are checked and stored
    /// ([`typed_text`](crate::typed_text)). An e-mail address has no spaces around its @.
    #[must_use]
    pub fn normalized(&self) -> Self {
        Self { email: normalize_email(&self.email), phone: normalize(&self.phone) }
    }
}

/// Whether a value must be present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Requirement {
    /// An empty value is an error.
    Required,
    /// An empty value is valid.
    Optional,
}

/// Returns every error of contact data. Browser and server use it for applications, where an e-mail address is
/// required, and for accounts, where it is optional. A field of spaces counts as empty.
///
/// ```
/// use rules::contact::{Contact, Requirement, check};
/// let contact = Contact { email: " ".into(), phone: String::new() };
/// assert!(check(&contact, Requirement::Optional).is_empty());
/// assert_eq!(check(&contact, Requirement::Required).len(), 1);
/// ```
pub fn check(contact: &Contact, email: Requirement) -> Vec<FieldError> {
    let may_skip = email == Requirement::Optional && normalize(&contact.email).is_empty();
    let email = if may_skip { None } else { email_problem(&contact.email) };
    let found = [(Field::Email, email), (Field::Phone, phone_problem(&contact.phone))];
    found.into_iter().filter_map(|(field, problem)| Some(FieldError { field, problem: problem? })).collect()
}

/// Returns the error of a required e-mail address, if any. The text is normalised first
/// ([`typed_text`](crate::typed_text)).
///
/// The domain must have a dot: a bare host name is unreachable from outside.
///
/// ```
/// use rules::{contact::email_problem, field::FieldProblem};
/// assert_eq!(email_problem("anna.ozola@epasts.lv"), None);
/// assert_eq!(email_problem("anna.ozola@"), Some(FieldProblem::EmailWithoutDomain));
/// ```
pub fn email_problem(text: &str) -> Option<FieldProblem> {
    let text = &normalize_email(text);
    if text.is_empty() {
        return Some(FieldProblem::Required);
    }
    if let Some(letter) = lookalike(text) {
        return Some(FieldProblem::EmailLookalike { letter });
    }
    if text.len() > EMAIL_BYTES {
        return Some(FieldProblem::TooLong { bytes: EMAIL_BYTES as u32 });
    }
    let Some((local, domain)) = text.rsplit_once('@') else {
        return Some(FieldProblem::EmailWithoutAt);
    };
    if local.is_empty() {
        return Some(FieldProblem::EmailWithoutName);
    }
    if local.len() > LOCAL_PART_BYTES {
        return Some(FieldProblem::EmailSyntax);
    }
    if domain.is_empty() {
        return Some(FieldProblem::EmailWithoutDomain);
    }
    if !is_public_domain(domain) {
        return Some(FieldProblem::EmailDomainIncomplete);
    }
    // The parser is more lenient than RFC 5322: it accepts `;` and any ASCII in the domain.
    let is_valid =
        !text.contains(is_forbidden) && domain.chars().all(is_domain_char) && text.parse::<AddrSpec>().is_ok();
    (!is_valid).then_some(FieldProblem::EmailSyntax)
}

/// Returns whether the domain has a dot, no label is empty or begins or ends with a hyphen, and the last label is no
/// number, which would make it an IP address (RFC 1123, 2.1).
fn is_public_domain(domain: &str) -> bool {
    let is_label = |label: &str| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
    let is_number = |label: &str| label.bytes().all(|byte| byte.is_ascii_digit());
    let named = domain.rsplit_once('.').is_some_and(|(_, last)| !is_number(last));
    named && domain.split('.').all(is_label)
}

/// Returns whether a domain may contain the character: letters, digits, hyphens and dots (RFC 1123, 2.1), and any
/// non-ASCII character (RFC 6531).
const fn is_domain_char(c: char) -> bool {
    !c.is_ascii() || c.is_ascii_alphanumeric() || matches!(c, '-' | '.')
}

/// Returns whether the character is rejected in every address: `;`, which RFC 5322 allows only in quotes and which
/// usually separates two addresses.
const fn is_forbidden(c: char) -> bool {
    c == ';'
}

/// Normalises an address. Phones insert a space after a completed word, also before and after the @.
fn normalize_email(text: &str) -> String {
    let text = normalize(text);
    match text.rsplit_once('@') {
        Some((local, domain)) => alloc::format!("{}@{}", local.trim_end(), domain.trim_start()),
        None => text,
    }
}

/// Parses a typed telephone number and returns it in E.164 form, `+37120000000`. The text is normalised first; spaces,
/// hyphens, dots and brackets are ignored; `00` means `+`.
///
/// A Latvian number has 8 digits and begins with 2 (mobile) or 6 (fixed), with or without the prefix +371. Any other
/// number needs its country code and has 8 to 15 digits in total (ITU-T E.164).
///
/// # Errors
/// [`FieldProblem::PhoneCharacters`], [`FieldProblem::PhoneLatvian`] or [`FieldProblem::PhoneInternational`].
///
/// ```
/// use rules::{contact::phone, field::FieldProblem};
/// assert_eq!(phone("2612 3456").as_deref(), Ok("+37126123456"));
/// assert_eq!(phone("3612 3456"), Err(FieldProblem::PhoneLatvian));
/// ```
pub fn phone(text: &str) -> Result<String, FieldProblem> {
    let mut bare = normalize(text);
    bare.retain(|c| !matches!(c, ' ' | '-' | '.' | '(' | ')' | '[' | ']'));
    let international = bare.strip_prefix('+').or_else(|| bare.strip_prefix("00"));
    let digits = international.unwrap_or(&bare);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(FieldProblem::PhoneCharacters);
    }
    match (international, digits.strip_prefix("371")) {
        (None, _) if is_latvian(digits) => Ok(alloc::format!("+371{digits}")),
        (None, Some(national)) if is_latvian(national) => Ok(alloc::format!("+{digits}")),
        (None, _) => Err(FieldProblem::PhoneLatvian),
        (Some(_), Some(national)) if !is_latvian(national) => Err(FieldProblem::PhoneLatvian),
        (Some(_), _) if digits.starts_with('0') || !(8..=15).contains(&digits.len()) => {
            Err(FieldProblem::PhoneInternational)
        }
        (Some(_), _) => Ok(alloc::format!("+{digits}")),
    }
}

/// Returns a number in E.164 form as people read it: a Latvian one without its country code and in groups joined by
/// no-break spaces, any other one unchanged.
///
/// ```
/// use rules::contact::spaced_phone;
/// assert_eq!(spaced_phone("+37167000001"), "67\u{a0}000\u{a0}001");
/// assert_eq!(spaced_phone("+4915123456789"), "+4915123456789");
/// ```
pub fn spaced_phone(number: &str) -> String {
    match number.strip_prefix("+371").filter(|digits| is_latvian(digits)) {
        Some(digits) => alloc::format!("{}\u{a0}{}\u{a0}{}", &digits[..2], &digits[2..5], &digits[5..]),
        None => number.into(),
    }
}

fn is_latvian(digits: &str) -> bool {
    digits.len() == 8 && (digits.starts_with('2') || digits.starts_with('6'))
}

/// Returns the error of an optional telephone number, if any.
pub fn phone_problem(text: &str) -> Option<FieldProblem> {
    if normalize(text).is_empty() { None } else { phone(text).err() }
}
