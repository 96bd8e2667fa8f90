//! `imk check-call`: checks a call pack and reports the invalid field.

use std::path::Path;

use super::failure::Failure;

pub(super) fn run(file: &Path) -> Result<(), Failure> {
    let text = super::input::read(file)?;
    let call = rules::call::Call::parse(text.as_bytes())
        .map_err(|error| Failure::Negative(format!("{}: {error}", file.display())))?;
    println!("{}: call {}, pack {}", file.display(), call.id, call.pack_hash());
    Ok(())
}
