//! Settings of an operator. Each has one name in three places: a flag (`--data-dir`), the environment
//! (`IMK_DATA_DIR`) and the configuration file (`data-dir = "…"`). A flag overrides the environment, the environment
//! overrides the file.
//!
//! This module does not validate; see [`crate::platform::config::Config`].

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use clap::{Args, ValueEnum};
use serde::{Deserialize, Serialize};

use crate::platform::text_file;

mod contact;
mod identity;

pub use contact::ContactSettings;
pub use identity::IdentitySettings;

/// Settings as given; a missing one is `None`. docs/operate.md lists them.
#[derive(Clone, Debug, Default, PartialEq, Args, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The address to listen on; port 0 selects a free one [default: 127.0.0.1:8080].
    #[arg(long, env = "IMK_LISTEN", value_name = "ADDRESS")]
    pub listen: Option<SocketAddr>,
    /// The address of /metrics, /readyz and /healthz for the operator [default: none].
    #[arg(long, env = "IMK_ADMIN_LISTEN", value_name = "ADDRESS")]
    pub admin_listen: Option<SocketAddr>,
    /// The call by name, or the path of a call pack [default: 2025-06].
    #[arg(long, env = "IMK_CALL", value_name = "NAME|FILE")]
    pub call: Option<String>,
    /// The catalogue file [default: the demonstration's].
    #[arg(long, env = "IMK_CATALOGUE", value_name = "FILE")]
    pub catalogue: Option<PathBuf>,
    /// Start the clock at this instant; the demonstration starts on 10 June 2025.
    #[arg(long, env = "IMK_CLOCK", value_name = "INSTANT", conflicts_with = "clock_frozen")]
    pub clock: Option<DateTime<FixedOffset>>,
    /// Freeze the clock at this instant; for tests.
    #[arg(long, env = "IMK_CLOCK_FROZEN", value_name = "INSTANT")]
    pub clock_frozen: Option<DateTime<FixedOffset>>,
    /// The database: sqlite:… or postgres://… [default: a SQLite file in the data folder].
    #[arg(long, env = "IMK_DATABASE_URL", hide_env_values = true, value_name = "URL")]
    pub database_url: Option<String>,
    /// Migrate a PostgreSQL at startup; a SQLite file is always migrated.
    #[arg(long, env = "IMK_MIGRATE", num_args = 0..=1, require_equals = true, default_missing_value = "true",
        value_name = "BOOL")]
    pub migrate: Option<bool>,
    /// The folder for the SQLite file and the keys [default: data].
    #[arg(long, env = "IMK_DATA_DIR", value_name = "FOLDER")]
    pub data_dir: Option<PathBuf>,
    /// The folder with the pages that Trunk built [default: dist].
    #[arg(long, env = "IMK_PAGES", value_name = "FOLDER")]
    pub pages: Option<PathBuf>,
    /// The base path if a portal embeds the pages: /imk.
    #[arg(long, env = "IMK_BASE_PATH", value_name = "PATH")]
    pub base_path: Option<String>,
    /// Disable the demonstration: no invented people, the system's clock, and a required catalogue.
    #[arg(long, env = "IMK_NO_DEMO", num_args = 0..=1, require_equals = true, default_missing_value = "true",
        value_name = "BOOL")]
    pub no_demo: Option<bool>,
    /// A proxy terminates TLS for this server: cookies become `__Host-` and `Secure`.
    #[arg(long, env = "IMK_BEHIND_TLS", num_args = 0..=1, require_equals = true, default_missing_value = "true",
        value_name = "BOOL")]
    pub behind_tls: Option<bool>,
    /// The certificate with its chain, PEM: this server then terminates TLS itself. SIGHUP reloads it.
    #[arg(long, env = "IMK_TLS_CERTIFICATE", value_name = "FILE")]
    pub tls_certificate: Option<PathBuf>,
    /// The private key of the certificate, PEM.
    #[arg(long, env = "IMK_TLS_KEY", value_name = "FILE")]
    pub tls_key: Option<PathBuf>,
    /// An origin that may embed the pages in a frame, such as `https://stars.gov.lv`; repeatable.
    #[arg(long, env = "IMK_FRAME_ANCESTORS", value_name = "ORIGIN", value_delimiter = ',')]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub frame_ancestors: Vec<String>,
    /// A network of proxies whose X-Forwarded-For is trusted, such as 10.0.0.0/8; repeatable.
    #[arg(long, env = "IMK_TRUSTED_PROXIES", value_name = "NETWORK", value_delimiter = ',')]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub trusted_proxies: Vec<String>,
    /// Requests per minute of a signed-in person [default: 600].
    #[arg(long, env = "IMK_REQUESTS_PER_PERSON", value_name = "NUMBER")]
    pub requests_per_person: Option<u32>,
    /// Sign-ins per minute from one address, which mobile carriers share among many people [default: 600].
    #[arg(long, env = "IMK_SIGN_INS_PER_ADDRESS", value_name = "NUMBER")]
    pub sign_ins_per_address: Option<u32>,
    /// Seconds between a stop signal, from which /readyz fails, and the refusal of connections [default: 0].
    #[arg(long, env = "IMK_DRAIN_SECONDS", value_name = "SECONDS")]
    pub drain_seconds: Option<u16>,
    /// The log format [default: text].
    #[arg(long, env = "IMK_LOG_FORMAT", value_name = "FORMAT")]
    pub log_format: Option<LogFormat>,
    /// Contact data of the agency.
    #[command(flatten)]
    pub contact: ContactSettings,
    /// Identity settings.
    #[command(flatten)]
    pub identity: IdentitySettings,
}

/// Log format; the log goes to standard error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LogFormat {
    /// Text for terminals.
    #[default]
    Text,
    /// One JSON object per line.
    Json,
}

/// Error of reading settings from a file.
#[derive(Debug, thiserror::Error)]
pub enum SettingsFileError {
    /// The file cannot be read.
    #[error(transparent)]
    File(std::io::Error),
    /// The file is not TOML, or has an unknown setting or one of a wrong type.
    #[error("{}", one_line(&.0.to_string()))]
    Content(toml::de::Error),
}

/// Joins the lines of a parser error, since the log has one line per event.
fn one_line(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

impl Settings {
    /// Adds the settings of a file that are missing here.
    ///
    /// # Errors
    /// [`SettingsFileError`] if the file is missing or invalid.
    pub fn over_file(&self, file: &Path) -> Result<Self, SettingsFileError> {
        let text = text_file::read(file).map_err(SettingsFileError::File)?;
        self.over(&text)
    }

    /// Merges tables of names, so that a new setting needs no code here.
    fn over(&self, text: &str) -> Result<Self, SettingsFileError> {
        // Parsed as settings first, because only then does an error contain the line.
        toml::from_str::<Self>(text).map_err(SettingsFileError::Content)?;
        let mut table: toml::Table = toml::from_str(text).map_err(SettingsFileError::Content)?;
        let given =
            toml::Table::try_from(self).map_err(|cause| SettingsFileError::Content(serde::de::Error::custom(cause)))?;
        lay_over(&mut table, given);
        table.try_into().map_err(SettingsFileError::Content)
    }

    /// Formats the settings as a file, without the password in the database URL.
    ///
    /// # Errors
    /// Never for parsed settings; returned to avoid a panic.
    pub fn to_file(&self) -> Result<String, toml::ser::Error> {
        let hidden = self.database_url.as_deref().map(without_password);
        toml::to_string(&Self { database_url: hidden, ..self.clone() })
    }
}

/// Merges the given values over those of the file, table by table.
fn lay_over(table: &mut toml::Table, given: toml::Table) {
    for (name, value) in given {
        match (table.get_mut(&name), value) {
            (Some(toml::Value::Table(below)), toml::Value::Table(above)) => lay_over(below, above),
            (_, value) => drop(table.insert(name, value)),
        }
    }
}

/// `postgres://imk:secret@db/imk?password=secret` becomes `postgres://imk:***@db/imk?password=***`.
fn without_password(url: &str) -> String {
    let (address, query) = url.split_once('?').map_or((url, None), |(address, query)| (address, Some(query)));
    let address = without_password_of_user(address);
    let Some(query) = query else { return address };
    let hidden = |pair: &str| if pair.starts_with("password=") { "password=***".to_owned() } else { pair.to_owned() };
    format!("{address}?{}", query.split('&').map(hidden).collect::<Vec<_>>().join("&"))
}

fn without_password_of_user(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return address.to_owned() };
    let Some((who, place)) = rest.rsplit_once('@') else { return address.to_owned() };
    let name = who.split_once(':').map_or(who, |(name, _)| name);
    format!("{scheme}://{name}:***@{place}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flags(data_dir: &str) -> Settings {
        Settings { data_dir: Some(data_dir.into()), ..Settings::default() }
    }

    #[test]
    fn given_settings_override_the_file() {
        let file = "data-dir = \"from-file\"\nno-demo = true\nframe-ancestors = [\"https://a.example\"]\n\
                    [identity]\noidc-issuer = \"https://file.example\"\noidc-client-id = \"from-file\"\n";
        let mut given = flags("from-flag");
        given.identity.oidc_client_id = Some("from-flag".into());
        let both = given.over(file).unwrap();
        assert_eq!(both.identity.oidc_client_id.as_deref(), Some("from-flag"));
        assert_eq!(both.identity.oidc_issuer.as_deref(), Some("https://file.example"));
        assert_eq!(both.data_dir, Some("from-flag".into()));
        assert_eq!(both.no_demo, Some(true));
        assert_eq!(both.frame_ancestors, ["https://a.example"]);
    }

    #[test]
    fn unknown_or_mistyped_setting_is_reported_with_its_line() {
        for (file, named) in
            [("listne = \"127.0.0.1:1\"", "listne"), ("\nlisten = 8080", "line 2"), ("no-demo = 1", "no-demo")]
        {
            let said = Settings::default().over(file).unwrap_err().to_string();
            assert!(said.contains(named) && !said.contains('\n'), "{said}");
        }
    }

    #[test]
    fn settings_round_trip_through_the_file_format() {
        let settings = Settings {
            listen: Some("127.0.0.1:9000".parse().unwrap()),
            clock: Some("2025-06-10T09:14:00+03:00".parse().unwrap()),
            log_format: Some(LogFormat::Json),
            trusted_proxies: vec!["10.0.0.0/8".into()],
            ..flags("data")
        };
        assert_eq!(Settings::default().over(&settings.to_file().unwrap()).unwrap(), settings);
    }

    #[test]
    fn password_is_never_printed() {
        for (url, shown) in [
            ("postgres://imk:se@cret@db:5432/imk", "postgres://imk:***@db:5432/imk"),
            ("postgres://imk@db/imk", "postgres://imk:***@db/imk"),
            ("postgres://db/imk", "postgres://db/imk"),
            ("postgres://db/imk?password=se@cret&user=imk", "postgres://db/imk?password=***&user=imk"),
            ("postgres://i:s@db/imk?sslmode=verify-full", "postgres://i:***@db/imk?sslmode=verify-full"),
            ("sqlite://data/imk.sqlite", "sqlite://data/imk.sqlite"),
        ] {
            assert_eq!(without_password(url), shown);
        }
    }
}
