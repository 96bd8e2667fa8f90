//! `imk config check`: checks whether a server would start with these settings.

use clap::Subcommand;

use super::failure::Failure;
use super::settings_args::SettingsArgs;

/// Subcommands of `imk config`.
#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Report all errors, or print the settings in the file format without passwords.
    Check(Box<SettingsArgs>),
}

pub(super) fn run(command: &ConfigCommand) -> Result<(), Failure> {
    let ConfigCommand::Check(args) = command;
    let config = args.configuration()?;
    for row in &config.left_out {
        eprintln!("imk: catalogue row rejected: {row}");
    }
    print!("{}", args.settings()?.to_file().map_err(Failure::bad)?);
    Ok(())
}
