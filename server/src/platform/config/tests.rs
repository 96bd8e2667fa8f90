use super::*;
use crate::platform::settings::IdentitySettings;

fn wrong(settings: &Settings) -> Vec<&'static str> {
    Config::new(settings).unwrap_err().iter().map(|wrong| wrong.setting).collect()
}

#[test]
fn defaults_are_the_demonstration_on_loopback() {
    let config = Config::new(&Settings::default()).unwrap();
    assert!(config.demonstration && config.listen.ip().is_loopback());
    assert_eq!(config.transport, Transport::Plain);
    assert_eq!(config.left_out, [""; 0]);
}

#[test]
fn all_errors_are_reported_at_once() {
    let settings = Settings {
        call: Some("no-such-call.json".into()),
        base_path: Some("imk".into()),
        database_url: Some("mysql://localhost/imk".into()),
        tls_key: Some("key.pem".into()),
        frame_ancestors: vec!["https://a.example".into(), "*".into()],
        trusted_proxies: vec!["proxy".into()],
        requests_per_person: Some(0),
        ..Settings::default()
    };
    let expected = [
        "call",
        "tls-certificate",
        "base-path",
        "database-url",
        "frame-ancestors",
        "trusted-proxies",
        "requests-per-person",
    ];
    assert_eq!(wrong(&settings), expected);
}

#[test]
fn no_demo_requires_a_catalogue() {
    assert_eq!(wrong(&Settings { no_demo: Some(true), ..Settings::default() }), ["catalogue"]);
}

#[test]
fn tls_is_terminated_by_server_or_proxy_but_not_both() {
    let files =
        Settings { tls_certificate: Some("c.pem".into()), tls_key: Some("k.pem".into()), ..Settings::default() };
    assert!(Config::new(&files).unwrap().transport.is_secure());
    assert_eq!(wrong(&Settings { behind_tls: Some(true), ..files.clone() }), ["tls-certificate"]);
    assert_eq!(wrong(&Settings { tls_key: None, ..files }), ["tls-certificate"]);
    let behind = Settings { behind_tls: Some(true), ..Settings::default() };
    assert_eq!(Config::new(&behind).unwrap().transport, Transport::BehindTls);
}

#[test]
fn clock_runs_or_is_frozen() {
    let instant = "2025-06-10T09:14:00+03:00".parse().ok();
    assert_eq!(wrong(&Settings { clock: instant, clock_frozen: instant, ..Settings::default() }), ["clock"]);
    assert!(Config::new(&Settings { clock_frozen: instant, ..Settings::default() }).is_ok());
}

#[test]
fn real_provider_requires_tls() {
    let identity = IdentitySettings {
        oidc_issuer: Some("https://id.example.lv".into()),
        oidc_client_id: Some("imk".into()),
        public_url: Some("https://stars.gov.lv".into()),
        ..IdentitySettings::default()
    };
    let catalogue = std::env::temp_dir().join(format!("imk-config-{}.json", std::process::id()));
    std::fs::write(&catalogue, demonstration::CATALOGUE).unwrap();
    let catalogue = Some(catalogue);
    let plain = Settings { no_demo: Some(true), catalogue, identity, ..Settings::default() };
    assert_eq!(wrong(&plain), ["behind-tls"]);
    assert!(Config::new(&Settings { behind_tls: Some(true), ..plain.clone() }).is_ok());
    let loopback = IdentitySettings { public_url: Some("http://127.0.0.1:8080".into()), ..plain.identity.clone() };
    assert!(Config::new(&Settings { identity: loopback, ..plain }).is_ok());
}

#[test]
fn remote_database_requires_verified_tls() {
    let at = |url: &str| Settings { database_url: Some(url.into()), ..Settings::default() };
    assert_eq!(wrong(&at("postgres://imk@db.internal/imk")), ["database-url"]);
    assert_eq!(wrong(&at("postgres://imk@db.internal/imk?sslmode=require")), ["database-url"]);
    assert!(Config::new(&at("postgres://imk@db.internal/imk?sslmode=verify-full")).is_ok());
    assert!(Config::new(&at("postgres://imk@127.0.0.1/imk")).is_ok());
}
