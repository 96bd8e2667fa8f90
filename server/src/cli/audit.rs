//! `imk audit`: verifies the audit log or signs a checkpoint.

use std::path::PathBuf;

use clap::Subcommand;

use super::database::{DatabaseArgs, block_on};
use super::failure::Failure;
use crate::audit::checkpoints::{self, CheckpointError};
use crate::platform::clock::Clock;

/// Subcommands of `imk audit`.
#[derive(Debug, Subcommand)]
pub(super) enum AuditCommand {
    /// Verify the whole log and report the first changed entry.
    Verify {
        #[command(flatten)]
        database: DatabaseArgs,
        /// Checkpoint files outside the database [default: the file in the data folder].
        #[arg(long, value_name = "FILE")]
        checkpoints: Vec<PathBuf>,
    },
    /// Sign the current head of the log.
    Checkpoint {
        #[command(flatten)]
        database: DatabaseArgs,
    },
}

pub(super) fn run(command: &AuditCommand) -> Result<(), Failure> {
    match command {
        AuditCommand::Verify { database, checkpoints } => block_on(verify(database, checkpoints)),
        AuditCommand::Checkpoint { database } => block_on(checkpoint(database)),
    }
}

async fn verify(database: &DatabaseArgs, files: &[PathBuf]) -> Result<(), Failure> {
    let data = database.data()?;
    let store = database.store(&data).await?;
    let keys = data.audit_keys().map_err(Failure::bad)?;
    let own = [data.checkpoints()];
    let files = if files.is_empty() { &own[..] } else { files };
    let mut outside = Vec::new();
    for file in files {
        let read = checkpoints::read(file).map_err(|error| Failure::bad(format!("{}: {error}", file.display())))?;
        outside.extend(read);
    }
    match checkpoints::verify(&store, outside, &keys.public).await {
        Ok(verified) => println!("entries {}, covered by checkpoints up to {}", verified.entries, verified.covered),
        Err(CheckpointError::Chain(fault)) => return Err(Failure::Negative(fault.to_string())),
        Err(cause) => return Err(Failure::bad(cause)),
    }
    store.close().await;
    Ok(())
}

async fn checkpoint(database: &DatabaseArgs) -> Result<(), Failure> {
    let data = database.data()?;
    let store = database.store(&data).await?;
    let keys = data.audit_keys().map_err(Failure::bad)?;
    let now = Clock::system().now().timestamp_millis();
    let number = checkpoints::make(&store, &data.checkpoints(), &keys, now, 1).await.map_err(Failure::bad)?;
    println!("checkpoint at entry {number}");
    store.close().await;
    Ok(())
}
