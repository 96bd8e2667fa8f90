//! `imk migrate`: applies missing migrations and prints them.

use super::database::{DatabaseArgs, block_on};
use super::failure::Failure;
use crate::platform::store::Store;

pub(super) fn run(database: &DatabaseArgs) -> Result<(), Failure> {
    let data = database.data()?;
    let url = database.url(&data);
    let applied = block_on(async { Store::migrate(&url).await.map_err(Failure::bad) })?;
    for migration in &applied {
        println!("migrated: {migration}");
    }
    if applied.is_empty() {
        println!("nothing to do");
    }
    Ok(())
}
