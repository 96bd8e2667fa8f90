//! Validated settings of sign-in: a real identity provider, the demonstration's, or none.

use std::env;
use std::net::SocketAddr;
use std::sync::Arc;

use openidconnect::{ClientSecret, IssuerUrl};

use crate::identity::demo::DemoProvider;
use crate::identity::demo_people::DemoPeople;
use crate::identity::oidc::{ClaimNames, OidcProvider, OidcSettings, SettingsError};
use crate::identity::provider::IdentityProvider;
use crate::platform::settings::IdentitySettings;
use crate::platform::text_file;

/// Variable with the client secret, used if no file is set.
const SECRET: &str = "IMK_OIDC_CLIENT_SECRET";

/// Variable of the second switch that allows the demonstration on a public address; the value is `yes`.
const DEMONSTRATION: &str = "IMK_EVERYBODY_MAY_SIGN_IN_AS_ANYBODY";

/// Identity provider of this server.
#[derive(Clone, Debug)]
pub enum IdentityConfig {
    /// Client of an OpenID Connect provider.
    Oidc(Box<OidcSettings>),
    /// The demonstration's invented people.
    Demonstration,
    /// No identity provider: signing in is impossible.
    Disabled,
}

impl IdentityConfig {
    /// Validates the settings of the provider.
    ///
    /// # Errors
    /// Message for operators about missing or contradictory settings.
    pub(super) fn new(settings: &IdentitySettings, demonstration: bool, base_path: &str) -> Result<Self, String> {
        Ok(match (oidc(settings, base_path)?, demonstration) {
            (Some(settings), _) => Self::Oidc(Box::new(settings)),
            (None, true) => Self::Demonstration,
            (None, false) => Self::Disabled,
        })
    }

    /// Creates the provider; `None` if signing in is impossible.
    ///
    /// # Errors
    /// [`SettingsError`] if the machine has no trusted root certificates.
    pub fn provider(
        self,
        people: Option<&Arc<DemoPeople>>,
        base_path: &str,
    ) -> Result<Option<Arc<dyn IdentityProvider>>, SettingsError> {
        match (self, people) {
            (Self::Oidc(settings), _) => Ok(Some(Arc::new(OidcProvider::new(*settings)?))),
            (Self::Demonstration, Some(people)) => {
                Ok(Some(Arc::new(DemoProvider::new(Arc::clone(people), base_path.into()))))
            }
            (Self::Demonstration | Self::Disabled, _) => Ok(None),
        }
    }
}

/// Rejects settings under which invented people could pass for real ones.
pub(super) fn check_demonstration(settings: &IdentitySettings, demo: bool, listen: SocketAddr) -> Result<(), String> {
    let second_switch = env::var(DEMONSTRATION).is_ok_and(|value| value == "yes");
    let exposure = Exposure {
        demo,
        real_provider: settings.oidc_issuer.is_some(),
        loopback: listen.ip().is_loopback(),
        switches: [settings.demo_on_a_public_address, second_switch],
    };
    exposure.check().map_err(bad)
}

/// Rejects a public https URL without TLS: the session cookie must not travel unencrypted (OWASP ASVS 5.0, 12.2.1).
pub(super) fn check_transport(settings: &IdentitySettings, over_tls: bool) -> Result<(), String> {
    let public = settings.public_url.as_deref().is_some_and(|url| url.starts_with("https:"));
    if settings.oidc_issuer.is_some() && public && !over_tls {
        return Err("public-url is https: set behind-tls, or give a certificate".to_owned());
    }
    Ok(())
}

fn oidc(settings: &IdentitySettings, base_path: &str) -> Result<Option<OidcSettings>, String> {
    let (issuer, client_id, public_url) = match (&settings.oidc_issuer, &settings.oidc_client_id, &settings.public_url)
    {
        (Some(issuer), Some(client_id), Some(public_url)) => (issuer, client_id, public_url),
        (Some(_), ..) => return Err(bad("--oidc-issuer needs --oidc-client-id and --public-url")),
        (None, ..) if has_oidc_options(settings) => return Err(bad("the other --oidc options need --oidc-issuer")),
        (None, ..) => return Ok(None),
    };
    OidcSettings::address(issuer).map_err(bad)?;
    let mut public_url = OidcSettings::address(public_url).map_err(bad)?;
    let path = format!("{}{base_path}", public_url.path().trim_end_matches('/'));
    public_url.set_path(&path);
    let scopes = &settings.oidc_scope;
    Ok(Some(OidcSettings {
        issuer: IssuerUrl::new(issuer.clone()).map_err(bad)?,
        client_id: client_id.clone(),
        client_secret: secret(settings)?.map(ClientSecret::new),
        public_url,
        scopes: if scopes.is_empty() { vec!["profile".to_owned()] } else { scopes.clone() },
        hosts: settings.oidc_host.iter().map(|host| OidcSettings::host(host)).collect::<Result<_, _>>().map_err(bad)?,
        acr: settings.oidc_acr.clone(),
        strong_acr: settings.oidc_strong_acr.clone(),
        claims: claim_names(settings)?,
    }))
}

/// Whether any option of a provider is set without its issuer.
fn has_oidc_options(settings: &IdentitySettings) -> bool {
    let lists = [
        &settings.oidc_scope,
        &settings.oidc_host,
        &settings.oidc_acr,
        &settings.oidc_strong_acr,
        &settings.oidc_claim,
    ];
    let any_list = lists.into_iter().any(|list| !list.is_empty());
    settings.oidc_client_id.is_some() || settings.oidc_client_secret_file.is_some() || any_list
}

/// Client secret. It is no command-line option, since every user of the machine could read it there.
fn secret(settings: &IdentitySettings) -> Result<Option<String>, String> {
    let secret = match &settings.oidc_client_secret_file {
        Some(file) => Some(text_file::read(file).map_err(|error| format!("{}: {error}", file.display()))?),
        None => env::var(SECRET).ok(),
    };
    match secret.map(|text| text.trim().to_owned()) {
        Some(text) if text.is_empty() => Err(bad("the secret of the OpenID Connect client is empty")),
        secret => Ok(secret),
    }
}

fn claim_names(settings: &IdentitySettings) -> Result<ClaimNames, String> {
    let mut names = ClaimNames::default();
    for pair in &settings.oidc_claim {
        let renamed = pair.split_once('=').is_some_and(|(fact, claim)| !claim.is_empty() && names.rename(fact, claim));
        if !renamed {
            return Err(bad(format!("--oidc-claim {pair}: not a known fact and the name of a claim")));
        }
    }
    Ok(names)
}

fn bad(reason: impl std::fmt::Display) -> String {
    reason.to_string()
}

/// Conditions under which the demonstration's people may sign in.
#[derive(Clone, Copy, Debug)]
struct Exposure {
    /// Whether the demonstration is on.
    demo: bool,
    /// Whether a real provider is configured.
    real_provider: bool,
    /// Whether the server listens on loopback only.
    loopback: bool,
    /// Switches on the command line and in the environment.
    switches: [bool; 2],
}

impl Exposure {
    /// Both switches are required: one alone is easily copied from an example.
    fn check(self) -> Result<(), &'static str> {
        match self {
            Self { demo: false, .. } => Ok(()),
            Self { real_provider: true, .. } => {
                Err("the demonstration's invented people beside a real identity provider: add --no-demo")
            }
            Self { loopback: true, .. } | Self { switches: [true, true], .. } => Ok(()),
            _ => {
                Err("the demonstration lets everybody sign in as anybody, so it stays on loopback: add --no-demo, or \
                      both --demo-on-a-public-address and IMK_EVERYBODY_MAY_SIGN_IN_AS_ANYBODY=yes in the environment")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn demonstration_needs_loopback_or_both_switches() {
        for bits in 0..32_u8 {
            let bit = |at: u8| bits >> at & 1 == 1;
            let switches = [bit(3), bit(4)];
            let given = Exposure { demo: bit(0), real_provider: bit(1), loopback: bit(2), switches };
            let expected = !given.demo || (!given.real_provider && (given.loopback || switches == [true, true]));
            assert_eq!(given.check().is_ok(), expected, "{given:?}");
        }
    }

    #[test]
    fn default_is_the_demonstration_on_loopback() {
        let settings = IdentitySettings::default();
        assert!(check_demonstration(&settings, true, "127.0.0.1:8080".parse().unwrap()).is_ok());
        assert!(check_demonstration(&settings, true, "0.0.0.0:8080".parse().unwrap()).is_err());
        assert!(check_demonstration(&settings, true, "[::1]:8080".parse().unwrap()).is_ok());
        assert!(oidc(&settings, "").unwrap().is_none());
    }

    #[test]
    fn redirect_url_includes_the_base_path() {
        let settings = IdentitySettings {
            oidc_issuer: Some("https://id.example.lv".to_owned()),
            oidc_client_id: Some("imk".to_owned()),
            public_url: Some("https://stars.gov.lv/".to_owned()),
            ..IdentitySettings::default()
        };
        let of = |base: &str| oidc(&settings, base).unwrap().unwrap();
        assert_eq!(of("").redirect_url(), "https://stars.gov.lv/api/v1/sign-in/callback");
        assert_eq!(of("/imk").redirect_url(), "https://stars.gov.lv/imk/api/v1/sign-in/callback");
        assert_eq!(of("/imk").signed_out_url().as_str(), "https://stars.gov.lv/imk/konts");
    }

    #[test]
    fn claims_of_known_facts_are_renamed() {
        let with = |pair: &str| IdentitySettings { oidc_claim: vec![pair.to_owned()], ..IdentitySettings::default() };
        assert_eq!(claim_names(&with("personal_code=pk")).unwrap().personal_code, "pk");
        for bad in ["personal_code", "personal_code=", "code=pk", "=pk"] {
            assert!(claim_names(&with(bad)).is_err(), "{bad}");
        }
    }
}
