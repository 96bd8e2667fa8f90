//! The catalogue: read from JSON, every row through the validator that providers use, every wrong row reported.
//!
//! The server serves it, and the build of the pages writes its text; a key tells whether the two speak of the same.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::canonical::{self, CanonicalError};
use crate::hash::{Hash, sha256};
use crate::programme::{self, Programme, ProgrammeError, Provider};

/// Providers and programmes that passed.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// Who offers programmes.
    pub providers: Vec<Provider>,
    /// The programmes.
    pub programmes: Vec<Programme>,
    /// The identifiers of all study groups.
    groups: BTreeSet<String>,
}

/// One row that was left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectedRow {
    /// The row's number in its list, from 1.
    pub row: usize,
    /// Its identifier, where it has one.
    pub id: String,
    /// Every reason.
    pub reasons: Vec<RowError>,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowError {
    /// It cannot be read.
    Unreadable(String),
    /// Its identifier, or that of one of its study groups, occurs earlier.
    Doubled(String),
    /// It names a provider that is not in the catalogue.
    UnknownProvider(String),
    /// It breaks a rule of the call.
    Rule(ProgrammeError),
}

impl core::fmt::Display for RejectedRow {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let reasons: Vec<String> = self.reasons.iter().map(|reason| format!("{reason:?}")).collect();
        write!(f, "row {} ({}): {}", self.row, self.id, reasons.join("; "))
    }
}

#[derive(Deserialize)]
struct File {
    providers: Vec<Provider>,
    programmes: Vec<serde_json::Value>,
}

impl Catalogue {
    /// Reads a catalogue; wrong programmes are left out and reported.
    ///
    /// # Errors
    /// The reader's message where the file as a whole, or a provider, cannot be read.
    pub fn read(json: &str, call: &Call) -> Result<(Self, Vec<RejectedRow>), serde_json::Error> {
        let file: File = serde_json::from_str(json)?;
        let mut reader = Reader { call, providers: &file.providers, seen: BTreeSet::new() };
        let (mut programmes, mut rejected) = (Vec::new(), Vec::new());
        for (index, row) in file.programmes.into_iter().enumerate() {
            let id = row.get("id").and_then(|id| id.as_str()).unwrap_or_default().to_owned();
            match reader.programme(row) {
                Ok(programme) => programmes.push(programme),
                Err(reasons) => rejected.push(RejectedRow { row: index + 1, id, reasons }),
            }
        }
        let groups = programmes.iter().flat_map(|programme| &programme.groups).map(|group| group.id.clone()).collect();
        Ok((Self { providers: file.providers, programmes, groups }, rejected))
    }

    /// Whether a study group is in the catalogue.
    pub fn offers(&self, group: &str) -> bool {
        self.groups.contains(group)
    }

    /// The programme with this identifier.
    pub fn programme(&self, id: &str) -> Option<&Programme> {
        self.programmes.iter().find(|programme| programme.id == id)
    }

    /// The provider with this identifier.
    pub fn provider(&self, id: &str) -> Option<&Provider> {
        self.providers.iter().find(|provider| provider.id == id)
    }

    /// The key of a text about one programme: the same only where call, programme and provider are the same.
    ///
    /// # Errors
    /// [`CanonicalError`], which no value of these types is.
    pub fn text_key(&self, call: &Call, programme: &Programme) -> Result<TextKey, CanonicalError> {
        TextKey::of(call, &(programme, self.provider(&programme.provider)))
    }

    /// The key of a text about all programmes: the same only where the call and everything in the catalogue are the same.
    ///
    /// # Errors
    /// [`CanonicalError`], which no value of these types is.
    pub fn list_key(&self, call: &Call) -> Result<TextKey, CanonicalError> {
        TextKey::of(call, &(&self.programmes, &self.providers))
    }
}

/// What a text was written from, as a short name: 16 small hexadecimal digits of a SHA-256.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextKey(String);

impl TextKey {
    /// Enough that two are never alike by chance.
    const DIGITS: usize = 16;

    /// The key of a text about the call alone.
    pub fn of_call(call: &Call) -> Self {
        Self::shortened(call.pack_hash())
    }

    fn of(call: &Call, what: &impl Serialize) -> Result<Self, CanonicalError> {
        let text = canonical::to_string(what)?;
        Ok(Self::shortened(sha256(&[&call.pack_hash().0, text.as_bytes()])))
    }

    fn shortened(hash: Hash) -> Self {
        let mut digits = hash.to_string();
        digits.truncate(Self::DIGITS);
        Self(digits)
    }
}

impl core::fmt::Display for TextKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.0)
    }
}

struct Reader<'a> {
    call: &'a Call,
    providers: &'a [Provider],
    seen: BTreeSet<String>,
}

impl Reader<'_> {
    fn programme(&mut self, row: serde_json::Value) -> Result<Programme, Vec<RowError>> {
        let programme: Programme =
            serde_json::from_value(row).map_err(|reason| vec![RowError::Unreadable(reason.to_string())])?;
        let mut reasons: Vec<_> = programme::check(&programme, self.call).into_iter().map(RowError::Rule).collect();
        if !self.providers.iter().any(|provider| provider.id == programme.provider) {
            reasons.push(RowError::UnknownProvider(programme.provider.clone()));
        }
        let ids = core::iter::once(&programme.id).chain(programme.groups.iter().map(|group| &group.id));
        reasons.extend(ids.filter(|id| !self.seen.insert((*id).clone())).map(|id| RowError::Doubled(id.clone())));
        if reasons.is_empty() { Ok(programme) } else { Err(reasons) }
    }
}
