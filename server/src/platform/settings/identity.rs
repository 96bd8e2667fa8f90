//! Settings of sign-in, as given by an operator; `config::identity` validates them.

use std::path::PathBuf;

use clap::Args;
use serde::{Deserialize, Serialize};

/// Settings of sign-in; the table `[identity]` in the file.
#[derive(Clone, Debug, Default, PartialEq, Args, Serialize, Deserialize)]
#[command(next_help_heading = "Signing in")]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct IdentitySettings {
    /// The exact issuer identifier of an OpenID Connect provider; needs --no-demo.
    #[arg(long, env = "IMK_OIDC_ISSUER", value_name = "URL")]
    pub oidc_issuer: Option<String>,
    /// The client identifier at the provider.
    #[arg(long, env = "IMK_OIDC_CLIENT_ID", value_name = "ID")]
    pub oidc_client_id: Option<String>,
    /// A file with the client secret [default: the variable IMK_OIDC_CLIENT_SECRET, else no secret].
    #[arg(long, env = "IMK_OIDC_CLIENT_SECRET_FILE", value_name = "FILE")]
    pub oidc_client_secret_file: Option<PathBuf>,
    /// A scope beside `openid`; may be given several times [default: profile].
    #[arg(long, env = "IMK_OIDC_SCOPE", value_name = "SCOPE", value_delimiter = ',')]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub oidc_scope: Vec<String>,
    /// A further host of the provider, with its port unless it is 443; may be given several times.
    #[arg(long, env = "IMK_OIDC_HOST", value_name = "HOST", value_delimiter = ',')]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub oidc_host: Vec<String>,
    /// An accepted authentication context (acr) beside the strong ones; may be given several times.
    #[arg(long, env = "IMK_OIDC_ACR", value_name = "ACR", value_delimiter = ',')]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub oidc_acr: Vec<String>,
    /// An authentication context (acr) that is strong enough for a recent sign-in; may be given several times.
    #[arg(long, env = "IMK_OIDC_STRONG_ACR", value_name = "ACR", value_delimiter = ',')]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub oidc_strong_acr: Vec<String>,
    /// The claim name of a fact: personal_code=serialNumber (docs/identity.md); may be given several times.
    #[arg(long, env = "IMK_OIDC_CLAIM", value_name = "FACT=CLAIM", value_delimiter = ',')]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub oidc_claim: Vec<String>,
    /// The public URL of this server: `https://stars.gov.lv`. Register it at the provider with the base path and
    /// /api/v1/sign-in/callback appended.
    #[arg(long, env = "IMK_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// One of the two switches that allow the demonstration on a non-loopback address (docs/operate.md).
    #[arg(long)]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub demo_on_a_public_address: bool,
}
