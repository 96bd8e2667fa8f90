//! Forged sign-ins are refused: forged, replayed, mixed-up and late responses of identity providers, tried on the real
//! server, with honest ones in between; and a certified provider from beginning to end.
//!
//! Environment: `IMK_BIN` (the server's program), `IMK_PROVIDER_PACKAGES` (the folder in which npm has put what
//! `tests/identity/package.json` names). Prints `forged logins refused N of M` and fails where they differ.

use std::process::ExitCode;

use imk_tests::Result;

mod browser;
mod cases;
mod certified;
mod forge;
mod logout;
mod other_ways;
mod table;
mod token;
mod token_cases;
mod world;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            eprintln!("identity: {cause}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result {
    let mut tally = table::Tally::default();
    let mut world = world::World::start().await?;
    table::run(&mut world, &mut tally).await?;
    other_ways::run(&mut world, &mut tally).await?;
    logout::run(&mut world, &mut tally).await?;
    other_ways::discovery(&world, &mut tally).await?;
    drop(world);
    certified::run(&mut tally).await?;
    tally.close()
}
