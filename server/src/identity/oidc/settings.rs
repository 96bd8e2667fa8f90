//! What an operator says about a provider.

use openidconnect::{ClientSecret, IssuerUrl};
use url::{Host, Url};

/// An OpenID Connect provider and what we are to it.
#[derive(Clone)]
pub struct OidcSettings {
    /// Its issuer identifier, to the letter; discovery starts there.
    pub issuer: IssuerUrl,
    /// Where else it is, as [`OidcSettings::host`] reads it: what it says of itself may lead there and to its issuer's host,
    /// and nowhere else.
    pub hosts: Vec<Url>,
    /// What it calls us.
    pub client_id: String,
    /// What proves that it is us; a public client has none.
    pub client_secret: Option<ClientSecret>,
    /// Where browsers find this server, with the base path and without a slash at its end.
    pub public_url: Url,
    /// What is asked for beside `openid`.
    pub scopes: Vec<String>,
    /// The means (`acr`) by which somebody may sign in, beside the strong ones; any where none is named.
    pub acr: Vec<String>,
    /// The means (`acr`) that are strong enough for what wants a recent sign-in; any where none is named.
    pub strong_acr: Vec<String>,
    /// What it calls the facts about a person.
    pub claims: ClaimNames,
}

/// What a provider calls the facts about a person (docs/identity.md).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimNames {
    /// The personal code: `PNOLV-030303-10012` (ETSI EN 319 412-1, 5.1.3) or plain, with or without its hyphen.
    pub personal_code: String,
    /// Codes that the person had before: a text, or a list of them.
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
    /// Gives a fact another name; false where there is no such fact.
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

/// What an operator said cannot be.
#[derive(Debug)]
pub enum SettingsError {
    /// Not an address, or one without TLS that is not on loopback, or with more than a path.
    Address(String),
    /// Not a host, with its port or without.
    Host(String),
    /// The client for speaking to the provider could not be made.
    Http(reqwest::Error),
}

impl std::fmt::Display for SettingsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Address(address) => {
                write!(f, "{address}: not an address like https://id.example.lv (http is for loopback alone)")
            }
            Self::Host(host) => write!(f, "{host}: not a host like login.example.lv or login.example.lv:8443"),
            Self::Http(cause) => write!(f, "no client for the identity provider: {cause}"),
        }
    }
}

impl OidcSettings {
    /// Reads an address of a provider or of this server: https, or http on loopback, a path and nothing after it.
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

    /// Reads a host at which a provider is too, `login.example.lv` or `login.example.lv:8443`.
    ///
    /// # Errors
    /// [`SettingsError::Host`].
    pub fn host(text: &str) -> Result<Url, SettingsError> {
        let refused = || SettingsError::Host(text.to_owned());
        let url = Self::address(&format!("https://{text}")).map_err(|_| refused())?;
        if url.path() == "/" && !text.ends_with('/') { Ok(url) } else { Err(refused()) }
    }

    /// Where the provider sends browsers back to: the very address that is registered there.
    pub fn redirect_url(&self) -> String {
        format!("{}/api/v1/sign-in/callback", self.public_url.as_str().trim_end_matches('/'))
    }

    /// Where the provider sends browsers after it ended its sign-in.
    pub fn signed_out_url(&self) -> Url {
        let mut url = self.public_url.clone();
        let path = format!("{}/konts", url.path().trim_end_matches('/'));
        url.set_path(&path);
        url
    }

    /// Whether a means is strong enough for what wants a recent sign-in.
    pub fn is_strong(&self, acr: Option<&str>) -> bool {
        self.strong_acr.is_empty() || acr.is_some_and(|acr| self.strong_acr.iter().any(|strong| strong == acr))
    }

    /// Whether somebody may sign in by a means.
    pub(super) fn is_accepted(&self, acr: Option<&str>) -> bool {
        self.acr.is_empty() || acr.is_some_and(|acr| self.acr.iter().chain(&self.strong_acr).any(|named| named == acr))
    }

    /// The means that are asked for.
    pub(super) fn acr_to_ask_for(&self, step_up: bool) -> impl Iterator<Item = &String> {
        let strong_too = step_up || !self.acr.is_empty();
        self.acr.iter().filter(move |_| !step_up).chain(self.strong_acr.iter().filter(move |_| strong_too))
    }

    /// Where the provider is.
    pub(super) fn places(&self) -> Places {
        Places { issuer: self.issuer.url().clone(), others: self.hosts.clone() }
    }
}

/// The hosts of a provider: what it says of itself, forged or not, leads neither us nor a browser elsewhere.
#[derive(Clone, Debug)]
pub(super) struct Places {
    issuer: Url,
    others: Vec<Url>,
}

impl Places {
    /// Whether an address is the provider's, with TLS unless the provider is on loopback.
    pub(super) fn hold(&self, url: &Url) -> bool {
        let same =
            |place: &Url| place.host() == url.host() && place.port_or_known_default() == url.port_or_known_default();
        may_be_used(url, self.on_loopback()) && (same(&self.issuer) || self.others.iter().any(same))
    }

    /// Whether the provider is on this machine.
    pub(super) fn on_loopback(&self) -> bool {
        is_loopback(&self.issuer)
    }
}

fn has_password(url: &Url) -> bool {
    url.password().is_some()
}

/// Whether an address may be used: with TLS, or on loopback where the provider is there too.
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
    fn addresses_have_tls_unless_they_are_on_loopback() {
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
    fn a_host_is_a_host_and_nothing_more() {
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
    fn a_provider_is_at_its_issuers_host_and_at_those_that_are_named() {
        let url = |text: &str| Url::parse(text).unwrap();
        let others = vec![OidcSettings::host("login.example.lv:8443").unwrap()];
        let places = Places { issuer: url("https://id.example.lv/realm"), others };
        for ours in ["https://id.example.lv/other", "https://id.example.lv:443", "https://login.example.lv:8443/token"]
        {
            assert!(places.hold(&url(ours)), "{ours}");
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
            assert!(!places.hold(&url(elsewhere)), "{elsewhere}");
        }
    }

    #[test]
    fn only_facts_that_there_are_can_be_renamed() {
        let mut names = ClaimNames::default();
        assert!(names.rename("personal_code", "serialNumber"));
        assert_eq!(names.personal_code, "serialNumber");
        assert!(!names.rename("personalCode", "serialNumber"));
    }
}
