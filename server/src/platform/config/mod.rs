//! Validated configuration. `imk serve` starts only with one, and `imk config check` validates without starting.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use api::AgencyContact;
use chrono::{DateTime, FixedOffset};
use ipnet::IpNet;
use rules::call::Call;
use rules::catalogue::Catalogue;

use crate::catalogue::call_pack;
use crate::platform::clock::Clock;
use crate::platform::demonstration;
use crate::platform::settings::{LogFormat, Settings};
use crate::platform::store::check_address;
use crate::platform::text_file;

mod contact;
mod identity;
mod values;

pub use identity::IdentityConfig;

/// Configuration of `imk serve`; see [`Settings`] for each field.
#[derive(Debug)]
pub struct Config {
    /// Address of the API and the pages.
    pub listen: SocketAddr,
    /// Address of the operator's endpoints.
    pub admin_listen: Option<SocketAddr>,
    /// Call to serve.
    pub call: Call,
    /// Programmes and providers of the call.
    pub catalogue: Catalogue,
    /// Rejected rows of the catalogue, each with its reason.
    pub left_out: Vec<String>,
    /// Public contact data of the agency.
    pub contact: AgencyContact,
    /// Clock.
    pub clock: Clock,
    /// URL of the database; `None` for the SQLite file in the data folder.
    pub database_url: Option<String>,
    /// Whether to migrate a PostgreSQL database at start.
    pub migrate: bool,
    /// Folder with the SQLite file and the keys.
    pub data_dir: PathBuf,
    /// Folder of the built pages.
    pub pages: PathBuf,
    /// Path prefix of every URL, without a trailing slash.
    pub base_path: String,
    /// Whether data is invented and anyone may sign in as an invented person.
    pub demonstration: bool,
    /// Transport between browsers and this server.
    pub transport: Transport,
    /// Origins whose pages may embed ours in a frame.
    pub frame_ancestors: Vec<String>,
    /// Networks of trusted proxies, whose `X-Forwarded-For` is used.
    pub trusted_proxies: Vec<IpNet>,
    /// Requests per minute of a signed-in person; at least 1.
    pub requests_per_person: u32,
    /// Sign-ins per minute from one address; at least 1.
    pub sign_ins_per_address: u32,
    /// Time during which `/readyz` fails before connections are refused.
    pub drain: Duration,
    /// Format of the log.
    pub log_format: LogFormat,
    /// Identity provider.
    pub identity: IdentityConfig,
}

/// Transport between browsers and this server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Transport {
    /// Plain HTTP; on loopback only, in the demonstration.
    Plain,
    /// TLS, terminated by a proxy.
    BehindTls,
    /// TLS, terminated by this server.
    Tls {
        /// Certificate with its chain, PEM.
        certificate: PathBuf,
        /// Private key, PEM.
        key: PathBuf,
    },
}

impl Transport {
    /// Whether browsers use `https:`.
    pub const fn is_secure(&self) -> bool {
        !matches!(self, Self::Plain)
    }
}

/// Invalid setting.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{setting}: {reason}")]
pub struct ConfigError {
    /// Name of the setting, as in the file.
    pub setting: &'static str,
    /// Reason in English, for operators.
    pub reason: String,
}

/// Collects all errors, so that an operator sees them at once.
#[derive(Default)]
struct ErrorList(Vec<ConfigError>);

impl ErrorList {
    /// Returns the value, or records the error.
    fn take<T>(&mut self, setting: &'static str, value: Result<T, String>) -> Option<T> {
        value.map_err(|reason| self.0.push(ConfigError { setting, reason })).ok()
    }

    fn list<T>(&mut self, setting: &'static str, texts: &[String], read: fn(&str) -> Result<T, String>) -> Vec<T> {
        texts.iter().filter_map(|text| self.take(setting, read(text.trim()))).collect()
    }
}

impl Config {
    /// Validates settings.
    ///
    /// # Errors
    /// All errors; never an empty list.
    pub fn new(settings: &Settings) -> Result<Self, Vec<ConfigError>> {
        let mut errors = ErrorList::default();
        match Self::read(settings, &mut errors) {
            Some(config) if errors.0.is_empty() => Ok(config),
            _ => Err(errors.0),
        }
    }

    /// Validates every setting before failing, so that all errors are reported at once.
    fn read(settings: &Settings, errors: &mut ErrorList) -> Option<Self> {
        let listen = settings.listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080)));
        let demonstration = !settings.no_demo.unwrap_or(false);
        let call = errors.take("call", call_pack::read(settings.call.as_deref().unwrap_or("2025-06")));
        let catalogue = call
            .as_ref()
            .and_then(|call| errors.take("catalogue", catalogue(settings.catalogue.as_deref(), demonstration, call)));
        let contact = errors.take("contact", contact::read(&settings.contact, demonstration));
        let transport = errors.take("tls-certificate", transport(settings));
        let base_path = errors.take("base-path", values::base_path(settings.base_path.as_deref().unwrap_or_default()));
        let clock = errors.take("clock", clock(settings, demonstration));
        let database_url = errors.take("database-url", database_url(settings.database_url.as_deref()));
        let frame_ancestors = errors.list("frame-ancestors", &settings.frame_ancestors, values::origin);
        let trusted_proxies = errors.list("trusted-proxies", &settings.trusted_proxies, values::network);
        let requests = errors.take("requests-per-person", values::at_least_one(settings.requests_per_person, 600));
        let sign_ins = errors.take("sign-ins-per-address", values::at_least_one(settings.sign_ins_per_address, 600));
        errors.take("demonstration", identity::check_demonstration(&settings.identity, demonstration, listen));
        let base = base_path.as_deref().unwrap_or_default();
        let identity = errors.take("identity", IdentityConfig::new(&settings.identity, demonstration, base));
        let over_tls = transport.as_ref().is_none_or(Transport::is_secure);
        errors.take("behind-tls", identity::check_transport(&settings.identity, over_tls));
        let (catalogue, left_out) = catalogue?;
        Some(Self {
            listen,
            admin_listen: settings.admin_listen,
            call: call?,
            catalogue,
            left_out,
            contact: contact?,
            clock: clock?,
            database_url: database_url?,
            migrate: settings.migrate.unwrap_or(false),
            data_dir: settings.data_dir.clone().unwrap_or_else(|| "data".into()),
            pages: settings.pages.clone().unwrap_or_else(|| "dist".into()),
            base_path: base_path?,
            demonstration,
            transport: transport?,
            frame_ancestors,
            trusted_proxies,
            requests_per_person: requests?,
            sign_ins_per_address: sign_ins?,
            drain: Duration::from_secs(settings.drain_seconds.unwrap_or(0).into()),
            log_format: settings.log_format.unwrap_or_default(),
            identity: identity?,
        })
    }
}

/// Catalogue and its rejected rows.
fn catalogue(file: Option<&Path>, demonstration: bool, call: &Call) -> Result<(Catalogue, Vec<String>), String> {
    let text = match file {
        Some(file) => text_file::read(file).map_err(|error| format!("{}: {error}", file.display()))?,
        None if demonstration => demonstration::CATALOGUE.to_owned(),
        None => return Err("no-demo needs a catalogue: --catalogue FILE".to_owned()),
    };
    let (catalogue, rejected) = Catalogue::parse(&text, call).map_err(|error| error.to_string())?;
    Ok((catalogue, rejected.iter().map(ToString::to_string).collect()))
}

fn transport(settings: &Settings) -> Result<Transport, String> {
    let behind = settings.behind_tls.unwrap_or(false);
    match (&settings.tls_certificate, &settings.tls_key, behind) {
        (None, None, false) => Ok(Transport::Plain),
        (None, None, true) => Ok(Transport::BehindTls),
        (Some(certificate), Some(key), false) => {
            Ok(Transport::Tls { certificate: certificate.clone(), key: key.clone() })
        }
        (Some(_), Some(_), true) => {
            Err("behind-tls means that a proxy terminates TLS: set only one of the two".to_owned())
        }
        (Some(_), None, _) => Err("its private key is missing: tls-key".to_owned()),
        (None, Some(_), _) => Err("tls-key is set without a certificate".to_owned()),
    }
}

/// URL as given; the driver parses it again when it connects.
fn database_url(url: Option<&str>) -> Result<Option<String>, String> {
    url.map(|url| check_address(url).map(|()| url.to_owned())).transpose().map_err(|error| error.to_string())
}

/// Clock; anything but the system's clock is for demonstrations and tests.
fn clock(settings: &Settings, demonstration: bool) -> Result<Clock, String> {
    let starts_at = demonstration::STARTS_AT.parse::<DateTime<FixedOffset>>().map_err(|error| error.to_string());
    match (settings.clock_frozen, settings.clock, demonstration) {
        (Some(_), Some(_), _) => Err("clock and clock-frozen exclude each other".to_owned()),
        (Some(at), None, _) => Ok(Clock::frozen(at.to_utc())),
        (None, Some(at), _) => Ok(Clock::starting_at(at.to_utc())),
        (None, None, false) => Ok(Clock::system()),
        (None, None, true) => starts_at.map(|at| Clock::starting_at(at.to_utc())),
    }
}

#[cfg(test)]
mod tests;
