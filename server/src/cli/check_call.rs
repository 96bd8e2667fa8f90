//! `imk check-call`: says whether a call pack can be used, and which field is wrong.

use std::path::Path;

use super::failure::Failure;

pub(super) fn run(file: &Path) -> Result<(), Failure> {
    let text = super::input::read(file)?;
    let call = rules::call::Call::parse(text.as_bytes())
        .map_err(|error| Failure::Negative(format!("{}: {error}", file.display())))?;
    println!("{}: call {}, pack {}", file.display(), call.id, call.pack_hash());
    Ok(())
}
