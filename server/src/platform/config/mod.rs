//! The configuration: settings that were found to fit together. `imk serve` starts with nothing else, and `imk config check`
//! says of settings whether it would.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use ipnet::IpNet;
use rules::call::Call;
use rules::catalogue::Catalogue;

use crate::catalogue::call_pack;
use crate::platform::clock::Clock;
use crate::platform::demonstration;
use crate::platform::settings::{LogFormat, Settings};
use crate::platform::store::check_address;

mod identity;
mod values;

pub use identity::IdentitySettings;

/// What `imk serve` needs to start; see [`Settings`] for what each is.
#[derive(Debug)]
pub struct Config {
    /// Where the API and the pages are.
    pub listen: SocketAddr,
    /// Where the operator's addresses are.
    pub admin_listen: Option<SocketAddr>,
    /// The call that is served.
    pub call: Call,
    /// Its programmes and providers.
    pub catalogue: Catalogue,
    /// Rows of the catalogue that were left out, each with its reason.
    pub left_out: Vec<String>,
    /// The clock.
    pub clock: Clock,
    /// The database; `None` is the file in the data folder.
    pub database_url: Option<String>,
    /// Whether the tables of a PostgreSQL are brought up to date first.
    pub migrate: bool,
    /// The folder for the SQLite file and the keys.
    pub data_dir: PathBuf,
    /// The folder of the built pages.
    pub pages: PathBuf,
    /// The path under which everything is served, without a slash at its end.
    pub base_path: String,
    /// Whether the data is made up and anyone may sign in as an invented person.
    pub demonstration: bool,
    /// How browsers reach this server.
    pub transport: Transport,
    /// Origins whose pages may hold ours in a frame.
    pub frame_ancestors: Vec<String>,
    /// Networks whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Requests a minute of a signed-in person; at least 1.
    pub requests_per_person: u32,
    /// Sign-ins a minute from one address; at least 1.
    pub sign_ins_per_address: u32,
    /// How long `/readyz` says no before connections are refused.
    pub drain: Duration,
    /// How the log is written.
    pub log_format: LogFormat,
    /// Who says who somebody is; found to fit together.
    pub identity: IdentitySettings,
}

/// How browsers reach this server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Transport {
    /// Over plain HTTP; on loopback only, in the demonstration.
    Plain,
    /// Over TLS that a proxy ends.
    BehindTls,
    /// Over TLS that this server ends.
    Tls {
        /// The certificate with its chain, PEM.
        certificate: PathBuf,
        /// Its private key, PEM.
        key: PathBuf,
    },
}

impl Transport {
    /// Whether browsers see `https:`.
    pub const fn is_secure(&self) -> bool {
        !matches!(self, Self::Plain)
    }
}

/// A setting that cannot be as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The setting's name, as in the file.
    pub setting: &'static str,
    /// What is wrong, in English, for operators.
    pub reason: String,
}

impl std::fmt::Display for Wrong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.setting, self.reason)
    }
}

/// Collects what is wrong, so that an operator learns all of it at once.
#[derive(Default)]
struct Found(Vec<Wrong>);

impl Found {
    /// The value, or nothing and one more line of what is wrong.
    fn take<T>(&mut self, setting: &'static str, value: Result<T, String>) -> Option<T> {
        value.map_err(|reason| self.0.push(Wrong { setting, reason })).ok()
    }

    fn list<T>(&mut self, setting: &'static str, texts: &[String], read: fn(&str) -> Result<T, String>) -> Vec<T> {
        texts.iter().filter_map(|text| self.take(setting, read(text.trim()))).collect()
    }
}

impl Config {
    /// The configuration that these settings make.
    ///
    /// # Errors
    /// Everything that is wrong with them; never an empty list.
    pub fn new(settings: &Settings) -> Result<Self, Vec<Wrong>> {
        let mut found = Found::default();
        match Self::read(settings, &mut found) {
            Some(config) if found.0.is_empty() => Ok(config),
            _ => Err(found.0),
        }
    }

    /// Looks at every setting before it gives up, so that all that is wrong is found at once.
    fn read(settings: &Settings, found: &mut Found) -> Option<Self> {
        let listen = settings.listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080)));
        let demonstration = !settings.no_demo.unwrap_or(false);
        let call = found.take("call", call_pack::read(settings.call.as_deref().unwrap_or("2025-06")));
        let catalogue = call
            .as_ref()
            .and_then(|call| found.take("catalogue", catalogue(settings.catalogue.as_deref(), demonstration, call)));
        let transport = found.take("tls-certificate", transport(settings));
        let base_path = found.take("base-path", values::base_path(settings.base_path.as_deref().unwrap_or_default()));
        let clock = found.take("clock", clock(settings, demonstration));
        let database_url = found.take("database-url", database_url(settings.database_url.as_deref()));
        let frame_ancestors = found.list("frame-ancestors", &settings.frame_ancestors, values::origin);
        let trusted_proxies = found.list("trusted-proxies", &settings.trusted_proxies, values::network);
        let requests = found.take("requests-per-person", values::at_least_one(settings.requests_per_person, 600));
        let sign_ins = found.take("sign-ins-per-address", values::at_least_one(settings.sign_ins_per_address, 600));
        found.take("demonstration", settings.identity.check_demonstration(demonstration, listen));
        found.take("identity", settings.identity.settings(base_path.as_deref().unwrap_or_default()));
        let over_tls = transport.as_ref().is_none_or(Transport::is_secure);
        found.take("behind-tls", settings.identity.check_transport(over_tls));
        let (catalogue, left_out) = catalogue?;
        Some(Self {
            listen,
            admin_listen: settings.admin_listen,
            call: call?,
            catalogue,
            left_out,
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
            identity: settings.identity.clone(),
        })
    }
}

/// The catalogue, and the rows of it that were left out.
fn catalogue(file: Option<&Path>, demonstration: bool, call: &Call) -> Result<(Catalogue, Vec<String>), String> {
    let text = match file {
        Some(file) => std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?,
        None if demonstration => demonstration::CATALOGUE.to_owned(),
        None => return Err("no-demo needs a catalogue: --catalogue FILE".to_owned()),
    };
    let (catalogue, rejected) = Catalogue::read(&text, call).map_err(|error| error.to_string())?;
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
        (Some(_), Some(_), true) => Err("behind-tls means that a proxy ends TLS: give one of the two".to_owned()),
        (Some(_), None, _) => Err("its private key is missing: tls-key".to_owned()),
        (None, Some(_), _) => Err("tls-key is there without it".to_owned()),
    }
}

/// As it was given: what the driver makes of it is asked for when it is opened.
fn database_url(url: Option<&str>) -> Result<Option<String>, String> {
    url.map(|url| check_address(url).map(|()| url.to_owned())).transpose().map_err(|error| error.to_string())
}

/// A clock that does not show the real time exists for demonstrations and tests only.
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
