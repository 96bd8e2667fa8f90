//! Lookup of the person given by an operator.

use std::io::{self, BufRead as _};

use rules::personal_code::PersonalCode;

use super::failure::Failure;
use crate::platform::data_dir::DataDir;
use crate::platform::store::Store;

/// Finds the person by internal id, or by the personal code on standard input.
///
/// # Errors
/// [`Failure::Negative`] if there is no such person, [`Failure::BadValue`] for an invalid code or if the database
/// fails.
pub(super) async fn named(id: Option<String>, store: &Store, data: &DataDir) -> Result<String, Failure> {
    let person = match id {
        Some(id) => store.person_exists(&id).await.map_err(Failure::bad)?.then_some(id),
        None => by_code(store, data).await?,
    };
    person.ok_or_else(|| Failure::Negative("no person with this id or code has signed in".to_owned()))
}

/// Reads the code from standard input, because other users of the machine can read a command line. During a rotation
/// the lookup hash may use any of the keys.
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
