//! Contact data of the agency, as given by an operator; `config::contact` validates them.

use clap::Args;
use serde::{Deserialize, Serialize};

/// Contact data that the pages show; the table `[contact]` in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args, Serialize, Deserialize)]
#[command(next_help_heading = "Contact")]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ContactSettings {
    /// The telephone number for questions [default: none; an invented one in the demonstration].
    #[arg(long, env = "IMK_CONTACT_PHONE", value_name = "NUMBER")]
    pub contact_phone: Option<String>,
    /// The email address for questions.
    #[arg(long, env = "IMK_CONTACT_EMAIL", value_name = "ADDRESS")]
    pub contact_email: Option<String>,
    /// The postal address.
    #[arg(long, env = "IMK_CONTACT_ADDRESS", value_name = "TEXT")]
    pub contact_address: Option<String>,
    /// The hours of the telephone in Latvian, after "Zvani … ": `darba dienās 9.00–17.00`.
    #[arg(long, env = "IMK_CONTACT_HOURS", value_name = "TEXT")]
    pub contact_hours: Option<String>,
    /// The hours of the telephone in English: `on working days, 9:00 to 17:00`.
    #[arg(long, env = "IMK_CONTACT_HOURS_EN", value_name = "TEXT")]
    pub contact_hours_en: Option<String>,
    /// The email address of the data-protection officer.
    #[arg(long, env = "IMK_DATA_PROTECTION_EMAIL", value_name = "ADDRESS")]
    pub data_protection_email: Option<String>,
}
