//! `imk sign-out`: ends every session of a person, and writes down who asked for it.

use clap::Args;

use super::database::{DatabaseArgs, block_on};
use super::failure::Failure;
use super::person;
use crate::platform::clock::Clock;
use crate::platform::random;

/// What `imk sign-out` takes.
#[derive(Debug, Args)]
pub(super) struct SignOutArgs {
    /// The internal id of the person; a personal code on standard input where left out.
    person: Option<String>,
    /// Who asks for it, for the record.
    #[arg(long, value_name = "NAME", value_parser = super::input::non_empty)]
    by: String,
    #[command(flatten)]
    database: DatabaseArgs,
}

pub(super) fn run(args: SignOutArgs) -> Result<(), Failure> {
    let SignOutArgs { person, by, database } = args;
    let data = database.data()?;
    let ended = block_on(async {
        let store = database.store(&data).await?;
        let person = person::named(person, &store, &data).await?;
        let audit_id = random::id().map_err(Failure::bad)?;
        let ended = store.end_sessions_by_operator(&person, &by, &audit_id, Clock::system().now()).await;
        let ended = ended.map_err(Failure::bad)?;
        store.close().await;
        Ok(ended)
    })?;
    println!("sessions ended: {ended}");
    Ok(())
}
