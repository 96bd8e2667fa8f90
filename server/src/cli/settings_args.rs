//! Settings from flags, the environment, and the configuration file.

use std::path::PathBuf;

use clap::Args;

use super::failure::Failure;
use crate::platform::config::{Config, ConfigError};
use crate::platform::settings::Settings;

/// Settings with an optional file.
#[derive(Debug, Args)]
pub struct SettingsArgs {
    /// A TOML file with settings; flags and the environment override it.
    #[arg(long, env = "IMK_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Settings from flags and the environment.
    #[command(flatten)]
    pub settings: Settings,
}

impl SettingsArgs {
    /// Merges the settings with those of the file.
    pub(super) fn settings(&self) -> Result<Settings, Failure> {
        match &self.config {
            None => Ok(self.settings.clone()),
            Some(file) => {
                let settings = self.settings.over_file(file);
                settings.map_err(|error| Failure::bad(format!("{}: {error}", file.display())))
            }
        }
    }

    /// Returns the configuration, or all of its errors.
    pub(super) fn configuration(&self) -> Result<Config, Failure> {
        Config::new(&self.settings()?).map_err(|wrong| Failure::bad(list(&wrong)))
    }
}

/// Joins all errors in one line.
fn list(wrong: &[ConfigError]) -> String {
    wrong.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
