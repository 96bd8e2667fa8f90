//! `imk sign-out`: ends every session of a person and records the operator.

use clap::Args;

use super::database::{DatabaseArgs, block_on};
use super::failure::Failure;
use super::person;
use crate::platform::clock::Clock;
use crate::platform::random;

/// Arguments of `imk sign-out`.
#[derive(Debug, Args)]
pub(super) struct SignOutArgs {
    /// The internal id of the person [default: a personal code on standard input].
    person: Option<String>,
    /// The operator, for the audit log.
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
