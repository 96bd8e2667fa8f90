//! `imk config check`: would a server start with these settings?

use clap::Subcommand;

use super::failure::Failure;
use super::settings_args::SettingsArgs;

/// What can be done with a configuration.
#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Say what is wrong with it; else print it as a file would have it, without passwords.
    Check(Box<SettingsArgs>),
}

pub(super) fn run(command: &ConfigCommand) -> Result<(), Failure> {
    let ConfigCommand::Check(args) = command;
    let config = args.configuration()?;
    for row in &config.left_out {
        eprintln!("imk: left out of the catalogue: {row}");
    }
    print!("{}", args.settings()?.to_file().map_err(Failure::bad)?);
    Ok(())
}
