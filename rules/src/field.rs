//! Errors of single fields: the field, and the problem with its value.

use alloc::string::String;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::facts::FactId;

/// A field of the application.
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
    /// A fact.
    Fact(FactId),
    /// The e-mail address.
    Email,
    /// The telephone number.
    Phone,
    /// The language.
    Language,
    /// The declaration that the information is true.
    Declaration,
    /// The path of a field that no application has.
    Other(String),
}

/// The problem with the value of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "problem")]
pub enum FieldProblem {
    /// The value is missing.
    Required,
    /// The value has the wrong type.
    WrongType,
    /// An application has no such field.
    UnknownField,
    /// The text is too long.
    TooLong {
        /// Maximum length in bytes.
        bytes: u32,
    },
    /// The application names a call other than the current one.
    OtherCall,
    /// The window is not open yet (N3).
    WindowNotYetOpen {
        /// Opening instant.
        opens_at: DateTime<FixedOffset>,
    },
    /// The window is closed (N3).
    WindowClosed {
        /// Closing instant.
        closed_at: DateTime<FixedOffset>,
    },
    /// The call has no such programme (N4).
    NotInCall,
    /// The programme has no such study group.
    NoSuchGroup,
    /// The study group's training ends after the last day on which the grant is usable (N9, reading R4).
    GroupTooLate {
        /// Last day of the group.
        ends_on: NaiveDate,
        /// Last day on which the grant is usable.
        usable_until: NaiveDate,
    },
    /// The birth date is in the future.
    BirthDateInFuture,
    /// The birth date is more than 120 years back.
    BirthDateTooEarly,
    /// The address has no @.
    EmailWithoutAt,
    /// The part before the @ is empty.
    EmailWithoutName,
    /// The part after the @ is empty.
    EmailWithoutDomain,
    /// The part after the @ is not a complete domain.
    EmailDomainIncomplete,
    /// The address has a character or form that RFC 5322 does not allow.
    EmailSyntax,
    /// The address contains a letter of another script that looks like a Latin letter.
    EmailLookalike {
        /// The first such letter.
        letter: char,
    },
    /// The number contains characters other than digits and separators.
    PhoneCharacters,
    /// The number is not a Latvian one: 8 digits, beginning with 2 or 6.
    PhoneLatvian,
    /// The number is not a foreign one: 8 to 15 digits, beginning with the country code.
    PhoneInternational,
}

/// One error to correct before the application is valid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// The field.
    pub field: Field,
    /// The problem.
    #[serde(flatten)]
    pub problem: FieldProblem,
}
