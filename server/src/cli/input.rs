//! Parsers of arguments and files that several commands share.

use std::path::Path;

use rules::call::Call;

use super::failure::Failure;
use crate::catalogue::call_pack;
use crate::platform::text_file;

/// Parses a name for the audit log; rejects blank text.
pub(super) fn non_empty(text: &str) -> Result<String, String> {
    let name = text.trim();
    if name.is_empty() { Err("is empty".to_owned()) } else { Ok(name.to_owned()) }
}

/// Loads a call by its name or from a file.
pub(super) fn call(name_or_file: &str) -> Result<Call, Failure> {
    call_pack::read(name_or_file).map_err(Failure::BadValue)
}

pub(super) fn read(file: &Path) -> Result<String, Failure> {
    text_file::read(file).map_err(|error| Failure::bad(format!("{}: {error}", file.display())))
}
