//! Sentences of an announcement, named by their number.

use alloc::string::String;
use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

/// The name of one sentence of the announcement: `N2`, `N6a`.
///
/// Valid: the letter N, a number from 1 to 99, and at most one small letter.
///
/// ```
/// use rules::clause::ClauseId;
/// let clause: ClauseId = "N6a".parse()?;
/// assert_eq!((clause.number(), clause.letter()), (6, Some('a')));
/// assert!("6a".parse::<ClauseId>().is_err());
/// # Ok::<(), rules::clause::ClauseIdParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClauseId {
    number: u8,
    letter: Option<u8>,
}

/// The text is not the name of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClauseIdParseError;

impl fmt::Display for ClauseIdParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a clause is named N, a number and at most one small letter, such as N6a")
    }
}

impl core::error::Error for ClauseIdParseError {}

impl ClauseId {
    /// The sentence's number in the announcement.
    pub const fn number(self) -> u8 {
        self.number
    }

    /// The letter of a point within the sentence.
    pub fn letter(self) -> Option<char> {
        self.letter.map(char::from)
    }
}

impl FromStr for ClauseId {
    type Err = ClauseIdParseError;

    fn from_str(text: &str) -> Result<Self, ClauseIdParseError> {
        let rest = text.strip_prefix('N').ok_or(ClauseIdParseError)?;
        let digits = rest.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let number = match digits.as_bytes() {
            [d @ b'1'..=b'9'] => d - b'0',
            [t @ b'1'..=b'9', u @ b'0'..=b'9'] => (t - b'0') * 10 + (u - b'0'),
            _ => return Err(ClauseIdParseError),
        };
        let letter = match &rest.as_bytes()[digits.len()..] {
            [] => None,
            [letter] => Some(*letter),
            _ => return Err(ClauseIdParseError),
        };
        Ok(Self { number, letter })
    }
}

impl TryFrom<String> for ClauseId {
    type Error = ClauseIdParseError;

    fn try_from(text: String) -> Result<Self, ClauseIdParseError> {
        text.parse()
    }
}

impl From<ClauseId> for String {
    fn from(clause: ClauseId) -> Self {
        alloc::format!("{clause}")
    }
}

impl fmt::Display for ClauseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "N{}", self.number)?;
        match self.letter() {
            Some(letter) => write!(f, "{letter}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for ClauseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A sentence of the announcement: the Latvian original and our English translation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// The sentence's name.
    pub id: ClauseId,
    /// The official Latvian sentence, letter by letter.
    pub lv: String,
    /// Our translation; the Latvian sentence is the one that counts.
    pub en: String,
}
