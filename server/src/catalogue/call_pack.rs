//! Loads a call: a built-in one by name, or a call pack from a file.

use std::path::Path;

use rules::call::{Call, JUNE_2025};

use crate::platform::text_file;

/// Name of the built-in call of June 2025.
const JUNE: &str = "2025-06";

/// Loads a call by name or from a file.
///
/// # Errors
/// Message for operators about the file or its content.
pub fn read(name_or_file: &str) -> Result<Call, String> {
    let text = match name_or_file {
        JUNE => Ok(JUNE_2025.to_owned()),
        file => text_file::read(Path::new(file)),
    };
    let text = text.map_err(|error| format!("{name_or_file}: {error}"))?;
    Call::parse(text.as_bytes()).map_err(|error| format!("{name_or_file}: {error}"))
}
