//! Where a programme is taught, and the website of its provider.

use alloc::string::String;

use serde::{Deserialize, Serialize};

use crate::language::Localised;

/// Address of the training on site, within the programme's town.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Venue {
    /// Street and number, and the room if it has a name; in Latvian.
    pub address: String,
    /// How to reach and enter it, also with a wheelchair.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Localised>,
}

impl Venue {
    /// Returns whether the address is blank, or the access is given in one language only.
    pub fn is_incomplete(&self) -> bool {
        self.address.trim().is_empty() || self.access.as_ref().is_some_and(Localised::is_incomplete)
    }
}

const SCHEME: &str = "https://";

/// Returns the host name of a website; `None` if the address is not a plain `https://` address.
///
/// ```
/// use rules::programme::venue::website_host;
/// assert_eq!(website_host("https://skola.example/kursi"), Some("skola.example"));
/// assert_eq!(website_host("javascript:alert(1)"), None);
/// ```
pub fn website_host(website: &str) -> Option<&str> {
    let rest = website.strip_prefix(SCHEME)?;
    let host = rest.split('/').next()?;
    let well_formed = |label: &str| {
        let inner = label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        inner && !label.is_empty() && !label.starts_with('-') && !label.ends_with('-')
    };
    let is_host = host.contains('.') && host.split('.').all(well_formed);
    let is_plain = rest.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\'));
    (is_host && is_plain).then_some(host)
}
