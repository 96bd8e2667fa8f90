//! Latvian personal code (personas kods), in its old and its new form.

use alloc::string::String;
use core::fmt;

use chrono::NaiveDate;

/// Personal code: eleven digits, with a hyphen after the sixth.
///
/// Old form, issued until 30 June 2017: `DDMMYY-CNNNK`, where C is 0, 1 or 2 for births in the 1800s, 1900s and 2000s
/// and K is a check digit. New form: the first digit is 3, the second 2 to 9, the rest random. It contains neither a
/// date nor a check digit, so neither is checked.
///
/// The check digit is ((1 + Σ wᵢ·dᵢ) mod 11) mod 10 with weights 10, 5, 8, 4, 2, 1, 6, 3, 7, 9. Published
/// implementations disagree on remainder 10; this one uses check digit 0 (see docs/readings.md).
///
/// `Debug` masks the code, and there is no `Display`, so that no log contains it by accident.
///
/// # Law
/// Register of Natural Persons: pmlp.gov.lv/lv/personas-koda-maina (form of new codes).
///
/// ```
/// use rules::personal_code::{PersonalCode, PersonalCodeError};
/// let code = PersonalCode::parse("030303-10012")?;
/// assert_eq!(code.birth_date(), chrono::NaiveDate::from_ymd_opt(1903, 3, 3));
/// assert_eq!(PersonalCode::parse("010101-10007"), Err(PersonalCodeError::Checksum));
/// # Ok::<(), PersonalCodeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PersonalCode([u8; 11]);

/// Reason why a text is not a personal code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PersonalCodeError {
    /// The text is not eleven digits with at most one hyphen, after the sixth.
    #[error("a personal code has eleven digits, with a hyphen after the sixth")]
    Shape,
    /// The first two digits are neither a day nor the prefix of a new code.
    #[error("the first two digits are neither a day nor the prefix of a new code")]
    Form,
    /// The first six digits are not a date.
    #[error("the first six digits are not a date")]
    Date,
    /// The seventh digit is not a century.
    #[error("the seventh digit is not 0, 1 or 2")]
    Century,
    /// The last digit is not the check digit.
    #[error("the last digit is not the check digit of the others")]
    Checksum,
}

const WEIGHTS: [u32; 10] = [10, 5, 8, 4, 2, 1, 6, 3, 7, 9];

impl PersonalCode {
    /// Parses a code with or without its hyphen. Leading and trailing spaces are ignored.
    ///
    /// # Errors
    /// The first [`PersonalCodeError`] that applies.
    pub fn parse(text: &str) -> Result<Self, PersonalCodeError> {
        let code = Self(digits(text.trim())?);
        match code.0[..2] {
            [3, 2..=9] => Ok(code),
            [4..=9, _] => Err(PersonalCodeError::Form),
            _ => code.check_old_form(),
        }
    }

    fn check_old_form(self) -> Result<Self, PersonalCodeError> {
        if self.0[6] > 2 {
            return Err(PersonalCodeError::Century);
        }
        if self.birth_date().is_none() {
            return Err(PersonalCodeError::Date);
        }
        if self.check_digit() == self.0[10] { Ok(self) } else { Err(PersonalCodeError::Checksum) }
    }

    fn check_digit(self) -> u8 {
        let sum: u32 = WEIGHTS.iter().zip(self.0).map(|(weight, digit)| weight * u32::from(digit)).sum();
        // The value is below ten, so the cast is exact.
        (((1 + sum) % 11) % 10) as u8
    }

    /// Returns whether the code has the form issued since 1 July 2017.
    pub fn is_new_form(self) -> bool {
        matches!(self.0[..2], [3, 2..=9])
    }

    /// Returns the date of birth of an old code; `None` for a new code, which contains none.
    pub fn birth_date(self) -> Option<NaiveDate> {
        if self.is_new_form() {
            return None;
        }
        let pair = |at: usize| u32::from(self.0[at]) * 10 + u32::from(self.0[at + 1]);
        let year = 1800 + 100 * i32::from(self.0[6]) + i32::from(self.0[4]) * 10 + i32::from(self.0[5]);
        NaiveDate::from_ymd_opt(year, pair(2), pair(0))
    }

    /// Returns the code with its hyphen. Show it only to the person.
    pub fn hyphenated(self) -> String {
        let mut text: String = self.0.iter().map(|digit| char::from(b'0' + digit)).collect();
        text.insert(6, '-');
        text
    }

    /// Returns the code with all but its first two digits masked.
    pub fn masked(self) -> String {
        alloc::format!("{}{}••••-•••••", self.0[0], self.0[1])
    }
}

fn digits(text: &str) -> Result<[u8; 11], PersonalCodeError> {
    let bytes = text.as_bytes();
    let (head, tail) = match bytes.len() {
        11 => bytes.split_at(6),
        12 if bytes[6] == b'-' => (&bytes[..6], &bytes[7..]),
        _ => return Err(PersonalCodeError::Shape),
    };
    let mut digits = [0; 11];
    for (slot, byte) in digits.iter_mut().zip(head.iter().chain(tail)) {
        *slot = if byte.is_ascii_digit() { byte - b'0' } else { return Err(PersonalCodeError::Shape) };
    }
    Ok(digits)
}

impl fmt::Debug for PersonalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonalCode(••••••-•••••)")
    }
}
