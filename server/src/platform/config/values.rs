//! Parsers of single values.

use ipnet::IpNet;

/// Parses a path of plain segments; removes a trailing slash.
pub(super) fn base_path(text: &str) -> Result<String, String> {
    let path = text.trim_end_matches('/');
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let mut segments = path.split('/');
    let sound =
        segments.next() == Some("") && segments.all(|segment| !segment.is_empty() && segment.chars().all(plain));
    if path.is_empty() || sound { Ok(path.to_owned()) } else { Err(format!("{text} is not a path like /imk")) }
}

/// Parses an origin for a content security policy: scheme, host and optional port, without characters that could end
/// the directive.
pub(super) fn origin(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ':');
    match host {
        Some(host) if !host.is_empty() && host.chars().all(plain) => Ok(text.to_owned()),
        _ => Err(format!("{text} is not an origin like https://stars.gov.lv")),
    }
}

/// Parses a network or a single address.
pub(super) fn network(text: &str) -> Result<IpNet, String> {
    let address = || text.parse::<std::net::IpAddr>().map(IpNet::from);
    text.parse::<IpNet>().or_else(|_| address()).map_err(|_| format!("{text} is not a network like 10.0.0.0/8"))
}

/// Positive number, or the default.
pub(super) fn at_least_one(number: Option<u32>, default: u32) -> Result<u32, String> {
    match number.unwrap_or(default) {
        0 => Err("0 would let nobody in".to_owned()),
        number => Ok(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_path_consists_of_plain_segments() {
        for (given, expected) in [("", ""), ("/", ""), ("/imk", "/imk"), ("/imk/", "/imk"), ("/lv/imk-2", "/lv/imk-2")]
        {
            assert_eq!(base_path(given).as_deref(), Ok(expected), "{given}");
        }
    }

    #[test]
    fn invalid_base_paths_are_rejected() {
        for given in ["imk", "//imk", "/imk//a", "/i mk", "/imk?a", "https://example.lv/imk", "/imk/\u{101}"] {
            assert!(base_path(given).is_err(), "{given}");
        }
    }

    #[test]
    fn origin_is_scheme_and_host_and_cannot_end_the_policy() {
        for good in ["https://stars.gov.lv", "http://127.0.0.1:9000"] {
            assert_eq!(origin(good).as_deref(), Ok(good));
        }
        for bad in
            ["stars.gov.lv", "https://", "https://a.example/", "https://a.example; script-src *", "https://*", "'self'"]
        {
            assert!(origin(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn network_may_be_one_address() {
        assert_eq!(network("10.0.0.7").unwrap(), "10.0.0.7/32".parse().unwrap());
        assert!(network("10.0.0.0/33").is_err() && network("proxy").is_err());
    }

    #[test]
    fn number_is_one_or_more() {
        assert_eq!((at_least_one(None, 600), at_least_one(Some(1), 600)), (Ok(600), Ok(1)));
        assert!(at_least_one(Some(0), 600).is_err());
    }
}
