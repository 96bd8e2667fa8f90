//! Which call is meant: one that ships with the program, by its name, or a call pack in a file.

use rules::call::{Call, JUNE_2025};

/// The call of June 2025, by its name.
const JUNE: &str = "2025-06";

/// The call by its name, or from a file.
///
/// # Errors
/// What is wrong with the file or in it, for operators.
pub fn read(name_or_file: &str) -> Result<Call, String> {
    let text = match name_or_file {
        JUNE => Ok(JUNE_2025.to_owned()),
        file => std::fs::read_to_string(file),
    };
    let text = text.map_err(|error| format!("{name_or_file}: {error}"))?;
    Call::parse(text.as_bytes()).map_err(|error| format!("{name_or_file}: {error}"))
}
