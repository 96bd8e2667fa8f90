//! Clauses: the numbered sentences of an announcement.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

/// Name of one sentence of the announcement: `N2`, `N6a`.
///
/// Valid names: the letter N, a number from 1 to 99, and at most one lower-case letter.
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

/// A text is not the name of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a clause name is N, a number and at most one lower-case letter, such as N6a")]
pub struct ClauseIdParseError;

impl ClauseId {
    /// Returns the number of the sentence in the announcement.
    pub const fn number(self) -> u8 {
        self.number
    }

    /// Returns the letter of a point within the sentence.
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

/// Sentence of the announcement: the Latvian original and an English translation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Name of the sentence.
    pub id: ClauseId,
    /// Official Latvian sentence, verbatim.
    pub lv: String,
    /// English translation of this project; only the Latvian sentence is binding.
    pub en: String,
}

/// Clauses behind a rule: one or two, in the order of the announcement.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Clauses {
    first: ClauseId,
    second: Option<ClauseId>,
}

impl Clauses {
    /// Creates a list of one clause or two.
    pub const fn new(first: ClauseId, second: Option<ClauseId>) -> Self {
        Self { first, second }
    }

    /// Returns the clauses in order.
    pub fn iter(self) -> impl Iterator<Item = ClauseId> {
        core::iter::once(self.first).chain(self.second)
    }
}

impl core::fmt::Debug for Clauses {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Serialize for Clauses {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Clauses {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Vec::<ClauseId>::deserialize(deserializer)?[..] {
            [first] => Ok(Self::new(first, None)),
            [first, second] => Ok(Self::new(first, Some(second))),
            _ => Err(serde::de::Error::custom("expected one clause or two")),
        }
    }
}
