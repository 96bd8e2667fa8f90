//! `imk rotate-keys`: moves encrypted columns to the newest key.

use clap::Args;

use super::database::{DatabaseArgs, block_on};
use super::failure::Failure;
use crate::platform::store::RotationPosition;

/// Arguments of `imk rotate-keys`.
#[derive(Debug, Args)]
pub(super) struct RotateKeysArgs {
    #[command(flatten)]
    database: DatabaseArgs,
    /// Rows per transaction.
    #[arg(long, default_value_t = 200, value_name = "ROWS", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    batch: u32,
}

pub(super) fn run(args: &RotateKeysArgs) -> Result<(), Failure> {
    let data = args.database.data()?;
    let keys = data.cipher().map_err(Failure::bad)?.key_names();
    let (moved, again) = block_on(async {
        let store = args.database.store(&data).await?;
        let moved = pass(&store, args.batch).await?;
        // A second pass re-encrypts rows that servers wrote with an older key during the first. If it finds none, no
        // server uses an older key any longer.
        let again = pass(&store, args.batch).await?;
        store.close().await;
        Ok((moved, again))
    })?;
    println!("re-encrypted {} texts", moved + again);
    let [first, older @ ..] = &keys[..] else { return Ok(()) };
    if again > 0 {
        return Err(Failure::Negative(format!(
            "a server still encrypts with a key other than {first}: run this again later"
        )));
    }
    for key in older {
        println!("no text uses the key {key}: remove it once current sign-ins have ended (8 hours)");
    }
    Ok(())
}

async fn pass(store: &crate::platform::store::Store, batch: u32) -> Result<u64, Failure> {
    let (mut all, mut position) = (0, Some(RotationPosition::default()));
    while let Some(at) = position {
        let (moved, next) = store.reencrypt(&at, batch).await.map_err(Failure::bad)?;
        all += u64::from(moved);
        position = next;
    }
    Ok(all)
}
