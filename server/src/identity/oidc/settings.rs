//! Settings of an OpenID Connect provider.

use api::page_paths::ACCOUNT;
use openidconnect::{ClientSecret, IssuerUrl};
use url::{Host, Url};

/// OpenID Connect provider, and this server as its client.
#[derive(Clone, Debug)]
pub struct OidcSettings {
    /// Issuer identifier, byte for byte; discovery starts there.
    pub issuer: IssuerUrl,
    /// Further hosts of the provider, as [`OidcSettings::host`] parses them. Endpoints in its metadata must be on
    /// these or on the issuer's host.
    pub hosts: Vec<Url>,
    /// Client identifier.
    pub client_id: String,
    /// Client secret; `None` for a public client.
    pub client_secret: Option<ClientSecret>,
    /// Public URL of this server, with the base path and without a trailing slash.
    pub public_url: Url,
    /// Scopes beside `openid`.
    pub scopes: Vec<String>,
    /// Accepted authentication contexts (`acr`) beside the strong ones; empty accepts any.
    pub acr: Vec<String>,
    /// Authentication contexts (`acr`) that are strong enough where a recent sign-in is required; empty accepts any.
    pub strong_acr: Vec<String>,
    /// Claim names of the facts about a person.
    pub claims: ClaimNames,
}

/// Claim names of the facts about a person (docs/identity.md).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimNames {
    /// Personal code: `PNOLV-030303-10012` (ETSI EN 319 412-1, 5.1.3) or plain, with or without the hyphen.
    pub personal_code: String,
    /// Earlier personal codes: a string or a list of strings.
    pub former_codes: String,
    /// Given name.
    pub given_name: String,
    /// Surname.
    pub family_name: String,
    /// Birth date, `YYYY-MM-DD`.
    pub birth_date: String,
}

impl Default for ClaimNames {
    fn default() -> Self {
        Self {
            personal_code: "serial_number".to_owned(),
            former_codes: "former_serial_numbers".to_owned(),
            given_name: "given_name".to_owned(),
            family_name: "family_name".to_owned(),
            birth_date: "birthdate".to_owned(),
        }
    }
}

impl ClaimNames {
    /// Sets the claim name of a fact; returns false for an unknown fact.
    pub fn rename(&mut self, fact: &str, claim: &str) -> bool {
        let name = match fact {
            "personal_code" => &mut self.personal_code,
            "former_codes" => &mut self.former_codes,
            "given_name" => &mut self.given_name,
            "family_name" => &mut self.family_name,
            "birth_date" => &mut self.birth_date,
            _ => return false,
        };
        claim.clone_into(name);
        true
    }
}

/// Invalid setting of the provider.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// Not a URL, or one without TLS that is not on loopback, or with more than a path.
    #[error("{0}: not a URL like https://id.example.lv (http only on loopback)")]
    Address(String),
    /// Not a host with an optional port.
    #[error("{0}: not a host like login.example.lv or login.example.lv:8443")]
    Host(String),
    /// The HTTP client could not be created.
    #[error("HTTP client for the identity provider: {0}")]
    Http(reqwest::Error),
}

impl OidcSettings {
    /// Parses a URL of a provider or of this server: https, or http on loopback; a path, no query and no fragment.
    ///
    /// # Errors
    /// [`SettingsError::Address`].
    pub fn address(text: &str) -> Result<Url, SettingsError> {
        let refused = || SettingsError::Address(text.to_owned());
        let url = Url::parse(text).map_err(|_| refused())?;
        let bare =
            url.query().is_none() && url.fragment().is_none() && url.username().is_empty() && !has_password(&url);
        if bare && may_be_used(&url, is_loopback(&url)) { Ok(url) } else { Err(refused()) }
    }

    /// Parses a further host of a provider: `login.example.lv` or `login.example.lv:8443`.
    ///
    /// # Errors
    /// [`SettingsError::Host`].
    pub fn host(text: &str) -> Result<Url, SettingsError> {
        let refused = || SettingsError::Host(text.to_owned());
        let url = Self::address(&format!("https://{text}")).map_err(|_| refused())?;
        if url.path() == "/" && !text.ends_with('/') { Ok(url) } else { Err(refused()) }
    }

    /// Redirect URL, exactly as registered with the provider.
    pub fn redirect_url(&self) -> String {
        format!("{}/api/v1/sign-in/callback", self.public_url.as_str().trim_end_matches('/'))
    }

    /// URL to which the provider redirects after sign-out.
    pub fn signed_out_url(&self) -> Url {
        let mut url = self.public_url.clone();
        let path = format!("{}/{ACCOUNT}", url.path().trim_end_matches('/'));
        url.set_path(&path);
        url
    }

    /// Whether an authentication context is strong enough where a recent sign-in is required.
    pub fn is_strong(&self, acr: Option<&str>) -> bool {
        self.strong_acr.is_empty() || acr.is_some_and(|acr| self.strong_acr.iter().any(|strong| strong == acr))
    }

    /// Whether an authentication context is accepted.
    pub(super) fn is_accepted(&self, acr: Option<&str>) -> bool {
        self.acr.is_empty() || acr.is_some_and(|acr| self.acr.iter().chain(&self.strong_acr).any(|named| named == acr))
    }

    /// Authentication contexts to request.
    pub(super) fn acr_to_ask_for(&self, step_up: bool) -> impl Iterator<Item = &String> {
        let strong_too = step_up || !self.acr.is_empty();
        self.acr.iter().filter(move |_| !step_up).chain(self.strong_acr.iter().filter(move |_| strong_too))
    }

    /// Hosts to which requests and redirects may go.
    pub(super) fn allowed_hosts(&self) -> AllowedHosts {
        AllowedHosts { issuer: self.issuer.url().clone(), others: self.hosts.clone() }
    }
}

/// Hosts of a provider. Metadata, forged or not, sends neither this server nor a browser to any other host.
#[derive(Clone, Debug)]
pub(super) struct AllowedHosts {
    issuer: Url,
    others: Vec<Url>,
}

impl AllowedHosts {
    /// Whether a URL is on one of the hosts, with TLS unless the provider is on loopback.
    pub(super) fn allow(&self, url: &Url) -> bool {
        let same =
            |host: &Url| host.host() == url.host() && host.port_or_known_default() == url.port_or_known_default();
        may_be_used(url, self.on_loopback()) && (same(&self.issuer) || self.others.iter().any(same))
    }

    /// Whether the provider is on loopback.
    pub(super) fn on_loopback(&self) -> bool {
        is_loopback(&self.issuer)
    }
}

fn has_password(url: &Url) -> bool {
    url.password().is_some()
}

/// Whether a URL has TLS, or is on loopback together with the provider.
fn may_be_used(url: &Url, provider_on_loopback: bool) -> bool {
    url.scheme() == "https" || (provider_on_loopback && url.scheme() == "http" && is_loopback(url))
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_need_tls_except_on_loopback() {
        for good in [
            "https://id.example.lv",
            "https://id.example.lv/realm/",
            "http://127.0.0.1:4000",
            "http://[::1]:4000/a",
            "http://localhost:1",
        ] {
            assert!(OidcSettings::address(good).is_ok(), "{good}");
        }
        for bad in [
            "http://id.example.lv",
            "http://localhost.example.lv",
            "http://10.0.0.1",
            "ftp://id.example.lv",
            "id.example.lv",
            "https://id.example.lv?a=b",
            "https://id.example.lv#a",
            "https://me@id.example.lv",
            "https://:word@id.example.lv",
            "javascript:alert(1)",
        ] {
            assert!(OidcSettings::address(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn host_has_nothing_but_an_optional_port() {
        for good in ["login.example.lv", "login.example.lv:8443", "127.0.0.1:4000", "[::1]:4000"] {
            assert!(OidcSettings::host(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "login.example.lv/",
            "login.example.lv/a",
            "me@login.example.lv",
            "https://login.example.lv",
            "a?b",
            "a b",
        ] {
            assert!(OidcSettings::host(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn only_issuer_and_configured_hosts_are_allowed() {
        let url = |text: &str| Url::parse(text).unwrap();
        let others = vec![OidcSettings::host("login.example.lv:8443").unwrap()];
        let hosts = AllowedHosts { issuer: url("https://id.example.lv/realm"), others };
        for ours in ["https://id.example.lv/other", "https://id.example.lv:443", "https://login.example.lv:8443/token"]
        {
            assert!(hosts.allow(&url(ours)), "{ours}");
        }
        for elsewhere in [
            "http://id.example.lv",
            "https://id.example.lv:8443",
            "https://login.example.lv",
            "https://a.id.example.lv",
            "https://example.lv",
            "https://id.example.lv.example.com",
            "https://169.254.169.254/latest",
            "javascript:alert(1)",
        ] {
            assert!(!hosts.allow(&url(elsewhere)), "{elsewhere}");
        }
    }

    #[test]
    fn only_known_facts_can_be_renamed() {
        let mut names = ClaimNames::default();
        assert!(names.rename("personal_code", "serialNumber"));
        assert_eq!(names.personal_code, "serialNumber");
        assert!(!names.rename("personalCode", "serialNumber"));
    }
}
