//! How an operator names a person.

use std::io::{self, BufRead as _};

use rules::personal_code::PersonalCode;

use super::failure::Failure;
use crate::platform::data_dir::DataDir;
use crate::platform::store::Store;

/// The person of an internal id; where none is given, of the personal code on standard input.
///
/// # Errors
/// [`Failure::Negative`] where nobody is known by it, [`Failure::BadValue`] where it is no code or the database fails.
pub(super) async fn named(id: Option<String>, store: &Store, data: &DataDir) -> Result<String, Failure> {
    let person = match id {
        Some(id) => store.person_exists(&id).await.map_err(Failure::bad)?.then_some(id),
        None => by_code(store, data).await?,
    };
    person.ok_or_else(|| Failure::Negative("nobody of this name or code has signed in yet".to_owned()))
}

/// A code on the command line could be read by everybody on the machine, so it comes by standard input. While keys are
/// being rotated it may be written down under any of them.
async fn by_code(store: &Store, data: &DataDir) -> Result<Option<String>, Failure> {
    let mut text = String::new();
    io::stdin().lock().read_line(&mut text).map_err(Failure::bad)?;
    let code = PersonalCode::parse(&text).map_err(Failure::bad)?;
    for lookup in data.cipher().map_err(Failure::bad)?.lookups(code) {
        if let Some(person) = store.person_by_code(&lookup.to_string()).await.map_err(Failure::bad)? {
            return Ok(Some(person));
        }
    }
    Ok(None)
}
