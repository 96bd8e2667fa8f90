//! `imk rotate-keys`: moves every sealed text to the cipher's newest key.

use clap::Args;

use super::database::{DatabaseArgs, block_on};
use super::failure::Failure;
use crate::platform::store::ResealPosition;

/// What `imk rotate-keys` takes.
#[derive(Debug, Args)]
pub(super) struct RotateKeysArgs {
    #[command(flatten)]
    database: DatabaseArgs,
    /// How many rows are moved in one transaction.
    #[arg(long, default_value_t = 200, value_name = "ROWS", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    batch: u32,
}

pub(super) fn run(args: &RotateKeysArgs) -> Result<(), Failure> {
    let data = args.database.data()?;
    let keys = data.cipher().map_err(Failure::bad)?.key_names();
    let (moved, again) = block_on(async {
        let store = args.database.store(&data).await?;
        let moved = pass(&store, args.batch).await?;
        // What servers wrote meanwhile under an older key is moved too; once nothing is left, nobody does any more.
        let again = pass(&store, args.batch).await?;
        store.close().await;
        Ok((moved, again))
    })?;
    println!("re-sealed {} texts", moved + again);
    let [first, older @ ..] = &keys[..] else { return Ok(()) };
    if again > 0 {
        return Err(Failure::Negative(format!(
            "a server still seals under a key other than {first}: run this again later"
        )));
    }
    for key in older {
        println!(
            "nothing is left under the key {key}: it may be removed once sign-ins from before have ended (8 hours)"
        );
    }
    Ok(())
}

async fn pass(store: &crate::platform::store::Store, batch: u32) -> Result<u64, Failure> {
    let (mut all, mut position) = (0, Some(ResealPosition::default()));
    while let Some(at) = position {
        let (moved, next) = store.reseal(&at, batch).await.map_err(Failure::bad)?;
        all += u64::from(moved);
        position = next;
    }
    Ok(all)
}
