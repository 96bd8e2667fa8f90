//! Catalogue of programmes, parsed from JSON. Every row passes the validator that providers use; invalid rows are
//! reported and left out.
//!
//! The server serves the catalogue, and the build of the pages prerenders it. A key shows whether both used the same
//! data.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeSet;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::canonical::{self, CanonicalError};
use crate::hash::{Hash, sha256};
use crate::programme::{self, Programme, ProgrammeError, Provider, ProviderError};

/// Valid providers and programmes.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// The providers.
    pub providers: Vec<Provider>,
    /// The programmes.
    pub programmes: Vec<Programme>,
    /// The identifiers of all study groups.
    groups: BTreeSet<String>,
}

/// A row that was left out, and the reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectedRow {
    /// Number of the row in its list, from 1.
    pub row: usize,
    /// Identifier of the row; empty if it has none.
    pub id: String,
    /// Every reason, at least one.
    pub reasons: Vec<RowError>,
}

/// Reason why a row is invalid.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowError {
    /// The row is not a programme.
    #[error("{0}")]
    Unreadable(String),
    /// The identifier of the programme, or of one of its study groups, occurs earlier.
    #[error("the identifier {0} occurs twice")]
    Doubled(String),
    /// The catalogue has no provider with this identifier.
    #[error("there is no provider {0}")]
    UnknownProvider(String),
    /// The programme breaks a rule of the call.
    #[error(transparent)]
    Rule(#[from] ProgrammeError),
    /// The provider is invalid.
    #[error(transparent)]
    Provider(#[from] ProviderError),
}

impl core::fmt::Display for RejectedRow {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let reasons: Vec<String> = self.reasons.iter().map(ToString::to_string).collect();
        write!(f, "row {} ({}): {}", self.row, self.id, reasons.join("; "))
    }
}

#[derive(Deserialize)]
struct File {
    providers: Vec<Provider>,
    programmes: Vec<serde_json::Value>,
}

impl Catalogue {
    /// Reads a catalogue; invalid rows are left out and reported, those of the providers first. The programmes of a
    /// provider that was left out have no provider and are left out too.
    ///
    /// # Errors
    /// The message of the JSON parser if the file as a whole, or a provider, is invalid.
    pub fn parse(json: &str, call: &Call) -> Result<(Self, Vec<RejectedRow>), serde_json::Error> {
        let file: File = serde_json::from_str(json)?;
        let (providers, mut rejected) = valid_providers(file.providers);
        let mut parser = RowParser { call, providers: &providers, seen: BTreeSet::new() };
        let mut programmes = Vec::new();
        for (index, row) in file.programmes.into_iter().enumerate() {
            let id = row.get("id").and_then(|id| id.as_str()).unwrap_or_default().to_owned();
            match parser.programme(row) {
                Ok(programme) => programmes.push(programme),
                Err(reasons) => rejected.push(RejectedRow { row: index + 1, id, reasons }),
            }
        }
        let groups = programmes.iter().flat_map(|programme| &programme.groups).map(|group| group.id.clone()).collect();
        Ok((Self { providers, programmes, groups }, rejected))
    }

    /// Returns whether the catalogue has a study group.
    pub fn offers(&self, group: &str) -> bool {
        self.groups.contains(group)
    }

    /// Returns the programme with this identifier.
    pub fn programme(&self, id: &str) -> Option<&Programme> {
        self.programmes.iter().find(|programme| programme.id == id)
    }

    /// Returns the provider with this identifier.
    pub fn provider(&self, id: &str) -> Option<&Provider> {
        self.providers.iter().find(|provider| provider.id == id)
    }

    /// Returns the key of a text about one programme. It changes with the call, the programme and its provider.
    ///
    /// # Errors
    /// [`CanonicalError`]; never for values of these types.
    pub fn text_key(&self, call: &Call, programme: &Programme) -> Result<TextKey, CanonicalError> {
        TextKey::of(call, &(programme, self.provider(&programme.provider)))
    }

    /// Returns the key of a text about all programmes. It changes with the call and with any part of the catalogue.
    ///
    /// # Errors
    /// [`CanonicalError`]; never for values of these types.
    pub fn list_key(&self, call: &Call) -> Result<TextKey, CanonicalError> {
        TextKey::of(call, &(&self.programmes, &self.providers))
    }
}

/// Short hash of the data behind a prerendered text: the first 16 hexadecimal digits of a SHA-256.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextKey(String);

impl TextKey {
    /// 64 bits make an accidental collision unlikely enough.
    const DIGITS: usize = 16;

    /// Returns the key of a text about the call alone.
    pub fn of_call(call: &Call) -> Self {
        Self::shortened(call.pack_hash())
    }

    fn of(call: &Call, data: &impl Serialize) -> Result<Self, CanonicalError> {
        let text = canonical::to_string(data)?;
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

fn valid_providers(rows: Vec<Provider>) -> (Vec<Provider>, Vec<RejectedRow>) {
    let (mut providers, mut rejected) = (Vec::new(), Vec::new());
    for (index, provider) in rows.into_iter().enumerate() {
        match programme::check_provider(&provider) {
            None => providers.push(provider),
            Some(error) => rejected.push(RejectedRow { row: index + 1, id: provider.id, reasons: vec![error.into()] }),
        }
    }
    (providers, rejected)
}

struct RowParser<'a> {
    call: &'a Call,
    providers: &'a [Provider],
    seen: BTreeSet<String>,
}

impl RowParser<'_> {
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
