//! `imk migrate`: brings the tables up to date, and says what it did.

use clap::Args;
use rules::call::Call;

use super::database::{DatabaseArgs, block_on};
use super::failure::Failure;
use crate::platform::store::Store;

/// What `imk migrate` takes.
#[derive(Debug, Args)]
pub(super) struct MigrateArgs {
    #[command(flatten)]
    database: DatabaseArgs,
    /// A call pack under which applications in the database were decided, should the database not hold it itself.
    #[arg(long, value_name = "FILE")]
    call: Vec<String>,
}

pub(super) fn run(args: &MigrateArgs) -> Result<(), Failure> {
    let packs: Vec<Call> = args.call.iter().map(|file| super::input::call(file)).collect::<Result<_, _>>()?;
    let data = args.database.data()?;
    let cipher = data.cipher().map_err(Failure::bad)?;
    let url = args.database.url(&data);
    let ran = block_on(async { Store::migrate(&url, &cipher, &packs).await.map_err(Failure::bad) })?;
    for migration in &ran {
        println!("migrated: {migration}");
    }
    if ran.is_empty() {
        println!("nothing to do");
    }
    Ok(())
}
