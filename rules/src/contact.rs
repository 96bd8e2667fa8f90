//! How to reach a person: e-mail by the syntax of RFC 5322, telephone by Latvia's numbering plan or E.164.

use alloc::string::String;

use addr_spec::AddrSpec;
use serde::{Deserialize, Serialize};

use crate::application::FieldProblem;

/// An e-mail address holds at most this many bytes (RFC 5321, 4.5.3.1.3, less the angle brackets).
pub const EMAIL_BYTES: usize = 254;

/// Contact data as the person typed it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Contact {
    /// The e-mail address; asked for.
    pub email: String,
    /// The telephone number; may be empty.
    pub phone: String,
}

/// What is wrong with an e-mail address, if anything is. Spaces around it are ignored.
///
/// The domain must have a dot: mail to a bare host name cannot be delivered from outside.
///
/// ```
/// use rules::{application::FieldProblem, contact::email_problem};
/// assert_eq!(email_problem("anna.ozola@epasts.lv"), None);
/// assert_eq!(email_problem("anna.ozola@"), Some(FieldProblem::EmailWithoutDomain));
/// ```
pub fn email_problem(text: &str) -> Option<FieldProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Some(FieldProblem::Required);
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
    if domain.is_empty() {
        return Some(FieldProblem::EmailWithoutDomain);
    }
    if !is_public_domain(domain) {
        return Some(FieldProblem::EmailDomainIncomplete);
    }
    // The parser is laxer than RFC 5322: it takes `;`, any ASCII in the domain, and characters nobody sees.
    let sound = !text.contains(is_foreign) && domain.chars().all(is_of_domain) && text.parse::<AddrSpec>().is_ok();
    (!sound).then_some(FieldProblem::EmailSyntax)
}

/// Whether the domain has a dot, no label is empty or hangs on a hyphen, and the last one is no number, as it would be
/// in a bare IP address (RFC 1123, 2.1).
fn is_public_domain(domain: &str) -> bool {
    let sound = |label: &str| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
    let is_number = |label: &str| label.bytes().all(|byte| byte.is_ascii_digit());
    let named = domain.rsplit_once('.').is_some_and(|(_, last)| !is_number(last));
    named && domain.split('.').all(sound)
}

/// Letters, digits, hyphens and dots (RFC 1123, 2.1), and whatever other scripts write (RFC 6531).
const fn is_of_domain(c: char) -> bool {
    !c.is_ascii() || c.is_ascii_alphanumeric() || matches!(c, '-' | '.')
}

/// What we take in no address: `;`, which RFC 5322 allows in quotes only and which mostly parts two addresses; controls;
/// and spaces and invisible characters that come along when text is pasted. A plain space is left to the parser.
fn is_foreign(c: char) -> bool {
    c == ';' || c.is_control() || (c != ' ' && c.is_whitespace()) || is_invisible(c)
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// A telephone number in E.164 form, `+37120000000`, from what a person typed. Spaces, hyphens, dots and brackets are
/// ignored, and `00` stands for `+`.
///
/// A Latvian number has 8 digits and begins with 2 (mobile) or 6 (fixed), with or without +371 before it; any other
/// needs its country code and has 8 to 15 digits in all (ITU-T E.164).
///
/// # Errors
/// [`FieldProblem::PhoneCharacters`], [`FieldProblem::PhoneLatvian`] or [`FieldProblem::PhoneInternational`].
///
/// ```
/// use rules::{application::FieldProblem, contact::phone};
/// assert_eq!(phone("2612 3456").as_deref(), Ok("+37126123456"));
/// assert_eq!(phone("3612 3456"), Err(FieldProblem::PhoneLatvian));
/// ```
pub fn phone(text: &str) -> Result<String, FieldProblem> {
    let bare: String = text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '-' | '–' | '.' | '(' | ')')).collect();
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

fn is_latvian(digits: &str) -> bool {
    digits.len() == 8 && (digits.starts_with('2') || digits.starts_with('6'))
}

/// What is wrong with a telephone number, if anything is; an empty one is fine.
pub fn phone_problem(text: &str) -> Option<FieldProblem> {
    if text.trim().is_empty() { None } else { phone(text).err() }
}
