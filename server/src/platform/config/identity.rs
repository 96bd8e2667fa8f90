//! What the settings say about signing in: a real identity provider, the demonstration's, or neither.

use std::env;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use openidconnect::{ClientSecret, IssuerUrl};
use serde::{Deserialize, Serialize};

use crate::identity::demo::DemoProvider;
use crate::identity::demo_people::DemoPeople;
use crate::identity::oidc::{ClaimNames, OidcProvider, OidcSettings};
use crate::identity::provider::IdentityProvider;

/// Holds the secret that the provider gave us, where no file does.
const SECRET: &str = "IMK_OIDC_CLIENT_SECRET";

/// The second of the two words without which the demonstration is not put on a public address; the value is `yes`.
const DEMONSTRATION: &str = "IMK_EVERYBODY_MAY_SIGN_IN_AS_ANYBODY";

/// Settings about signing in; in the file they are the table `[identity]`.
#[derive(Clone, Debug, Default, PartialEq, Args, Serialize, Deserialize)]
#[command(next_help_heading = "Signing in")]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct IdentitySettings {
    /// The issuer identifier of an OpenID Connect provider, to the letter; needs --no-demo.
    #[arg(long, env = "IMK_OIDC_ISSUER", value_name = "URL")]
    pub oidc_issuer: Option<String>,
    /// What the provider calls us.
    #[arg(long, env = "IMK_OIDC_CLIENT_ID", value_name = "ID")]
    pub oidc_client_id: Option<String>,
    /// A file with the secret that the provider gave us; else the variable IMK_OIDC_CLIENT_SECRET; else there is none.
    #[arg(long, env = "IMK_OIDC_CLIENT_SECRET_FILE", value_name = "FILE")]
    pub oidc_client_secret_file: Option<PathBuf>,
    /// What is asked for beside `openid`; may be given several times.
    #[arg(long, env = "IMK_OIDC_SCOPE", value_name = "SCOPE", value_delimiter = ',')]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub oidc_scope: Vec<String>,
    /// A host at which the provider is beside its issuer's, with its port where that is not 443; may be given several times.
    #[arg(long, env = "IMK_OIDC_HOST", value_name = "HOST", value_delimiter = ',')]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub oidc_host: Vec<String>,
    /// A means (acr) by which somebody may sign in, beside the strong ones; may be given several times.
    #[arg(long, env = "IMK_OIDC_ACR", value_name = "ACR", value_delimiter = ',')]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub oidc_acr: Vec<String>,
    /// A means (acr) that is strong enough where a recent sign-in is wanted; may be given several times.
    #[arg(long, env = "IMK_OIDC_STRONG_ACR", value_name = "ACR", value_delimiter = ',')]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub oidc_strong_acr: Vec<String>,
    /// What the provider calls a fact: personal_code=serialNumber (docs/identity.md); may be given several times.
    #[arg(long, env = "IMK_OIDC_CLAIM", value_name = "FACT=CLAIM", value_delimiter = ',')]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub oidc_claim: Vec<String>,
    /// Where browsers find this server: `https://stars.gov.lv`. The provider must know it with
    /// /api/v1/sign-in/callback behind it and the base path between.
    #[arg(long, env = "IMK_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// The first of the two words that put the demonstration on an address that is not loopback (docs/operate.md).
    #[arg(long)]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub demo_on_a_public_address: bool,
}

impl IdentitySettings {
    /// Refuses to start where invented people could be taken for real ones.
    pub(super) fn check_demonstration(&self, demo: bool, listen: SocketAddr) -> Result<(), String> {
        let second_word = env::var(DEMONSTRATION).is_ok_and(|value| value == "yes");
        let circumstances = Circumstances {
            demo,
            real_provider: self.oidc_issuer.is_some(),
            loopback: listen.ip().is_loopback(),
            words: [self.demo_on_a_public_address, second_word],
        };
        circumstances.check().map_err(bad)
    }

    /// Whoever comes back from a real provider gets a cookie, which must not travel in the open (OWASP ASVS 5.0, 12.2.1).
    pub(super) fn check_transport(&self, over_tls: bool) -> Result<(), String> {
        let public = self.public_url.as_deref().is_some_and(|url| url.starts_with("https:"));
        if self.oidc_issuer.is_some() && public && !over_tls {
            return Err("public-url is https: say behind-tls, or give a certificate".to_owned());
        }
        Ok(())
    }

    /// Who says who somebody is, if anybody does.
    ///
    /// # Errors
    /// What is missing or does not fit together, for operators.
    pub fn provider(
        &self,
        demo: Option<&Arc<DemoPeople>>,
        base_path: &str,
    ) -> Result<Option<Arc<dyn IdentityProvider>>, String> {
        match (self.settings(base_path)?, demo) {
            (Some(settings), _) => Ok(Some(Arc::new(OidcProvider::new(settings).map_err(bad)?))),
            (None, Some(people)) => Ok(Some(Arc::new(DemoProvider::new(Arc::clone(people), base_path.into())))),
            (None, None) => Ok(None),
        }
    }

    pub(super) fn settings(&self, base_path: &str) -> Result<Option<OidcSettings>, String> {
        let (issuer, client_id, public_url) = match (&self.oidc_issuer, &self.oidc_client_id, &self.public_url) {
            (Some(issuer), Some(client_id), Some(public_url)) => (issuer, client_id, public_url),
            (Some(_), ..) => return Err(bad("--oidc-issuer needs --oidc-client-id and --public-url")),
            (None, ..) if self.says_more() => return Err(bad("the other --oidc options need --oidc-issuer")),
            (None, ..) => return Ok(None),
        };
        OidcSettings::address(issuer).map_err(bad)?;
        let mut public_url = OidcSettings::address(public_url).map_err(bad)?;
        let path = format!("{}{base_path}", public_url.path().trim_end_matches('/'));
        public_url.set_path(&path);
        Ok(Some(OidcSettings {
            issuer: IssuerUrl::new(issuer.clone()).map_err(bad)?,
            client_id: client_id.clone(),
            client_secret: self.secret()?.map(ClientSecret::new),
            public_url,
            scopes: if self.oidc_scope.is_empty() { vec!["profile".to_owned()] } else { self.oidc_scope.clone() },
            hosts: self.oidc_host.iter().map(|host| OidcSettings::host(host)).collect::<Result<_, _>>().map_err(bad)?,
            acr: self.oidc_acr.clone(),
            strong_acr: self.oidc_strong_acr.clone(),
            claims: self.claim_names()?,
        }))
    }

    /// Whether something is said of a provider that is not named.
    fn says_more(&self) -> bool {
        let lists = [&self.oidc_scope, &self.oidc_host, &self.oidc_acr, &self.oidc_strong_acr, &self.oidc_claim];
        let any_list = lists.into_iter().any(|list| !list.is_empty());
        self.oidc_client_id.is_some() || self.oidc_client_secret_file.is_some() || any_list
    }

    /// A secret on the command line could be read by everybody on the machine, so it cannot be given there.
    fn secret(&self) -> Result<Option<String>, String> {
        let secret = match &self.oidc_client_secret_file {
            Some(file) => Some(std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?),
            None => env::var(SECRET).ok(),
        };
        match secret.map(|text| text.trim().to_owned()) {
            Some(text) if text.is_empty() => Err(bad("the secret of the OpenID Connect client is empty")),
            secret => Ok(secret),
        }
    }

    fn claim_names(&self) -> Result<ClaimNames, String> {
        let mut names = ClaimNames::default();
        for pair in &self.oidc_claim {
            let known =
                pair.split_once('=').is_some_and(|(fact, claim)| !claim.is_empty() && names.rename(fact, claim));
            if !known {
                return Err(bad(format!("--oidc-claim {pair}: not a known fact and the name of a claim")));
            }
        }
        Ok(names)
    }
}

fn bad(reason: impl std::fmt::Display) -> String {
    reason.to_string()
}

/// What decides whether the demonstration's people may sign in.
#[derive(Clone, Copy, Debug)]
struct Circumstances {
    /// Whether the demonstration is switched on.
    demo: bool,
    /// Whether a real provider is configured.
    real_provider: bool,
    /// Whether only this machine reaches the server.
    loopback: bool,
    /// What the operator said on the command line, and in the environment.
    words: [bool; 2],
}

impl Circumstances {
    /// One word alone is easily copied from an example; a unit file or a container sets both only on purpose.
    fn check(self) -> Result<(), &'static str> {
        match self {
            Self { demo: false, .. } => Ok(()),
            Self { real_provider: true, .. } => {
                Err("the demonstration's invented people beside a real identity provider: add --no-demo")
            }
            Self { loopback: true, .. } | Self { words: [true, true], .. } => Ok(()),
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
    fn demonstration_starts_alone_on_loopback_or_when_told_so_twice() {
        for bits in 0..32_u8 {
            let bit = |at: u8| bits >> at & 1 == 1;
            let words = [bit(3), bit(4)];
            let given = Circumstances { demo: bit(0), real_provider: bit(1), loopback: bit(2), words };
            let expected = !given.demo || (!given.real_provider && (given.loopback || words == [true, true]));
            assert_eq!(given.check().is_ok(), expected, "{given:?}");
        }
    }

    #[test]
    fn without_arguments_it_is_the_demonstration_on_loopback() {
        let args = IdentitySettings::default();
        assert!(args.check_demonstration(true, "127.0.0.1:8080".parse().unwrap()).is_ok());
        assert!(args.check_demonstration(true, "0.0.0.0:8080".parse().unwrap()).is_err());
        assert!(args.check_demonstration(true, "[::1]:8080".parse().unwrap()).is_ok());
        assert!(args.settings("").unwrap().is_none());
    }

    #[test]
    fn the_redirect_address_has_the_base_path_in_it() {
        let args = IdentitySettings {
            oidc_issuer: Some("https://id.example.lv".to_owned()),
            oidc_client_id: Some("imk".to_owned()),
            public_url: Some("https://stars.gov.lv/".to_owned()),
            ..IdentitySettings::default()
        };
        let of = |base: &str| args.settings(base).unwrap().unwrap();
        assert_eq!(of("").redirect_url(), "https://stars.gov.lv/api/v1/sign-in/callback");
        assert_eq!(of("/imk").redirect_url(), "https://stars.gov.lv/imk/api/v1/sign-in/callback");
        assert_eq!(of("/imk").signed_out_url().as_str(), "https://stars.gov.lv/imk/konts");
    }

    #[test]
    fn claims_are_renamed_by_facts_that_there_are() {
        let with = |pair: &str| IdentitySettings { oidc_claim: vec![pair.to_owned()], ..IdentitySettings::default() };
        assert_eq!(with("personal_code=pk").claim_names().unwrap().personal_code, "pk");
        for bad in ["personal_code", "personal_code=", "code=pk", "=pk"] {
            assert!(with(bad).claim_names().is_err(), "{bad}");
        }
    }
}
