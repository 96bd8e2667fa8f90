//! Settings as the command line takes them: flags, the environment, and the file that one of the two names.

use std::path::PathBuf;

use clap::Args;

use super::failure::Failure;
use crate::platform::config::{Config, ConfigError};
use crate::platform::settings::Settings;

/// Settings, and the file with further ones.
#[derive(Debug, Args)]
pub struct SettingsArgs {
    /// A file with settings, TOML; flags and the environment win over it.
    #[arg(long, env = "IMK_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// What is set by flags and the environment.
    #[command(flatten)]
    pub settings: Settings,
}

impl SettingsArgs {
    /// What was given, and the file's where there is one.
    pub(super) fn settings(&self) -> Result<Settings, Failure> {
        match &self.config {
            None => Ok(self.settings.clone()),
            Some(file) => {
                let settings = self.settings.over_file(file);
                settings.map_err(|error| Failure::bad(format!("{}: {error}", file.display())))
            }
        }
    }

    /// The configuration, or everything that is wrong with it.
    pub(super) fn configuration(&self) -> Result<Config, Failure> {
        Config::new(&self.settings()?).map_err(|wrong| Failure::bad(list(&wrong)))
    }
}

/// One line for all that is wrong.
fn list(wrong: &[ConfigError]) -> String {
    wrong.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
