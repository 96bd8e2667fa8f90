//! Connections at byte level: conflicting body lengths, TLS versions, untrusted certificates.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::spawn;
use std::time::Duration;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::version::{TLS12, TLS13};
use rustls::{ProtocolVersion, ServerConfig, ServerConnection, StreamOwned};
use tempfile::TempDir;

use crate::process::{Server, certificate, get_over_tls_versions, post};

/// Sends bytes and reads until the server closes the connection.
fn exchange(address: &str, sent: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).unwrap();
    // Fails instead of blocking if the server waits for more bytes.
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    stream.write_all(sent).unwrap();
    let mut response = Vec::new();
    stream.read_to_end(&mut response).unwrap();
    response
}

#[test]
fn conflicting_body_lengths_end_the_connection() {
    let server = Server::start(tempfile::tempdir().unwrap(), &[]);
    let status = |lengths: &str, body: &str| {
        let second = "GET /api/v1/account HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
        let head = "POST /api/v1/assess HTTP/1.1\r\nhost: localhost\r\nx-imk-csrf: 1\r\n";
        let response = exchange(server.address("listening"), format!("{head}{lengths}\r\n{body}{second}").as_bytes());
        let text = String::from_utf8_lossy(&response).into_owned();
        let statuses = text.split("HTTP/1.1 ").skip(1).map(|response| response[..3].to_owned());
        statuses.collect::<Vec<_>>().join(" ")
    };
    let (text, chunked) = ("{\"facts\":{}}", "c\r\n{\"facts\":{}}\r\n0\r\n\r\n");
    assert_eq!(status("content-length: 12\r\n", text), "200 401", "one length: the second request is separate");
    assert_eq!(status("content-length: 5\r\ntransfer-encoding: chunked\r\n", chunked), "200");
    assert_eq!(status("transfer-encoding: chunked\r\ncontent-length: 5\r\n", chunked), "200");
    assert_eq!(
        status("transfer-encoding: chunked\r\n", chunked),
        "200",
        "the server closes the connection after a chunked body"
    );
    assert_eq!(status("content-length: 12\r\ncontent-length: 5\r\n", text), "400");
    assert_eq!(status("content-length: +12\r\n", text), "400");
    assert_eq!(status("transfer-encoding: chunked, identity\r\n", chunked), "400");
}

#[test]
fn plain_port_refuses_http_2() {
    let server = Server::start(tempfile::tempdir().unwrap(), &[]);
    let response = exchange(server.address("listening"), b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    assert!(!response.starts_with(&[0]), "no frame of HTTP/2: {response:?}");
}

/// TLS 1.2 cipher suites allowed with an ECDSA certificate, the strongest first: authenticated encryption with forward
/// secrecy (RFC 9325, 4.2; RFC 7905).
const SUITES: [[u8; 2]; 3] = [
    [0xc0, 0x2c], // TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
    [0xc0, 0x2b], // TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
    [0xcc, 0xa9], // TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256
];

/// Maximum number of suites in one record (RFC 8446, 5.1: 16,384 bytes).
const MAX_SUITES: usize = 8000;

/// Extensions of the `ClientHello`: ECDSA over P-256 with SHA-256, the curve P-256, uncompressed points.
const EXTENSIONS: [u8; 24] = [0, 22, 0, 13, 0, 4, 0, 2, 4, 3, 0, 10, 0, 4, 0, 2, 0, 23, 0, 11, 0, 2, 1, 0];

/// Sends a `ClientHello` (RFC 5246, 7.4.1.2) with a version and cipher suites; returns the server's first message.
fn client_hello(address: &str, version: u8, suites: &[[u8; 2]]) -> Vec<u8> {
    let two = |length: usize| u16::try_from(length).unwrap().to_be_bytes();
    let random = [7; 32];
    let suites = suites.as_flattened();
    let body = [&[3, version][..], &random, &[0], &two(suites.len()), suites, &[1, 0], &EXTENSIONS].concat();
    let head = [&[22, 3, 1][..], &two(body.len() + 4), &[1, 0], &two(body.len())].concat();
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(&[&head[..], &body].concat()).unwrap();
    let mut response = vec![0; 5];
    stream.read_exact(&mut response).unwrap();
    let length = usize::from(u16::from_be_bytes([response[3], response[4]]));
    response.resize(5 + length, 0);
    stream.read_exact(&mut response[5..]).unwrap();
    response
}

/// Whether the message is a fatal alert with this description (RFC 8446, 6).
fn is_alert(response: &[u8], description: u8) -> bool {
    matches!(response, [21, 3, _, 0, 2, 2, received] if *received == description)
}

/// Cipher suite of a `ServerHello` (RFC 5246, 7.4.1.3); `None` for any other message.
fn chosen(response: &[u8]) -> Option<[u8; 2]> {
    let [22, 3, 3, _, _, 2, ..] = response else { return None };
    // Type, length, version and random precede the session id.
    let after = 5 + 4 + 2 + 32;
    let session = usize::from(*response.get(after)?);
    response.get(after + 1 + session..)?.first_chunk().copied()
}

fn server_with_tls() -> (Server, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let (pem, key) = certificate(folder.path());
    let args = ["--tls-certificate", pem.to_str().unwrap(), "--tls-key", key.to_str().unwrap()];
    (Server::start(folder, &args), pem.clone())
}

#[test]
fn newest_tls_version_is_negotiated_and_none_below_1_2() {
    let (server, pem) = server_with_tls();
    let address = server.address("listening");
    let negotiate = |versions: &[&'static _]| get_over_tls_versions(address, &pem, "/healthz", versions).unwrap();
    for (versions, expected) in [
        (&[&TLS13, &TLS12][..], ProtocolVersion::TLSv1_3),
        (&[&TLS13], ProtocolVersion::TLSv1_3),
        (&[&TLS12], ProtocolVersion::TLSv1_2),
    ] {
        let (version, response) = negotiate(versions);
        assert!(version == Some(expected) && response.ends_with("ok"), "{version:?} {response}");
    }
    assert_eq!(chosen(&client_hello(address, 3, &SUITES)), Some(SUITES[0]), "a hand-written TLS 1.2 hello");
    for older in [0, 1, 2] {
        let response = client_hello(address, older, &SUITES);
        assert!(is_alert(&response, 70), "3.{older} is not rejected with protocol_version: {response:?}");
    }
}

#[test]
fn only_forward_secret_aead_cipher_suites_are_negotiated() {
    let (server, _) = server_with_tls();
    let address = server.address("listening");
    let others: Vec<_> = (0..=u16::MAX).map(u16::to_be_bytes).filter(|suite| !SUITES.contains(suite)).collect();
    for suites in others.chunks(MAX_SUITES) {
        let response = client_hello(address, 3, suites);
        assert!(
            is_alert(&response, 40),
            "from {:02x?} on: not rejected with handshake_failure: {response:?}",
            suites[0]
        );
    }
    for suite in SUITES {
        assert_eq!(chosen(&client_hello(address, 3, &[suite])), Some(suite));
    }
}

#[test]
fn server_prefers_the_strongest_cipher_suite() {
    let (server, _) = server_with_tls();
    let weakest_first = [SUITES[2], SUITES[1], SUITES[0]];
    assert_eq!(chosen(&client_hello(server.address("listening"), 3, &weakest_first)), Some(SUITES[0]));
    assert_eq!(chosen(&client_hello(server.address("listening"), 3, &weakest_first[..2])), Some(SUITES[1]));
}

/// Starts an identity provider with a discovery document, over TLS with a certificate for a name.
fn provider(name: &str, folder: &Path) -> (u16, PathBuf) {
    let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
    let authority = folder.join("authority.pem");
    std::fs::write(&authority, made.cert.pem()).unwrap();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let chain = vec![CertificateDer::from_pem_file(&authority).unwrap()];
    let ring = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(ring).with_safe_default_protocol_versions().unwrap();
    let config = Arc::new(config.with_no_client_auth().with_single_cert(chain, key).unwrap());
    let socket = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = socket.local_addr().unwrap().port();
    spawn(move || {
        for stream in socket.incoming().map_while(Result::ok) {
            serve(StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), stream), port);
        }
    });
    (port, authority)
}

fn serve(mut stream: StreamOwned<ServerConnection, TcpStream>, port: u16) {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        // A client that does not trust the certificate closes the connection here.
        if stream.read_exact(&mut byte).is_err() {
            return;
        }
        head.push(byte[0]);
    }
    let issuer = format!("https://localhost:{port}");
    let body = if head.starts_with(b"GET /keys ") {
        serde_json::json!({ "keys": [] })
    } else {
        serde_json::json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/begin"),
            "token_endpoint": format!("{issuer}/token"),
            "jwks_uri": format!("{issuer}/keys"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256"],
        })
    };
    let body = body.to_string();
    let length = body.len();
    let kind = "content-type: application/json\r\nconnection: close";
    // Ignores a client that has closed the connection.
    let _ = write!(stream, "HTTP/1.1 200 OK\r\n{kind}\r\ncontent-length: {length}\r\n\r\n{body}");
    stream.conn.send_close_notify();
    let _ = stream.flush();
}

/// Starts a sign-in on a server that trusts one certificate authority; returns the response and the log.
fn start_sign_in(port: u16, trusted: &Path) -> (String, String) {
    let folder: TempDir = tempfile::tempdir().unwrap();
    let (issuer, catalogue) =
        (format!("https://localhost:{port}"), concat!(env!("CARGO_MANIFEST_DIR"), "/demo/catalogue.json"));
    let args = [
        ["--no-demo", "--behind-tls", "--catalogue", catalogue],
        ["--oidc-issuer", &issuer, "--oidc-client-id", "imk"],
        ["--public-url", "https://stars.example.lv", "--log-format", "json"],
    ];
    let server = Server::start_in(folder, args.as_flattened(), &[("SSL_CERT_FILE", trusted)]);
    let response =
        post(server.address("listening"), "/api/v1/sign-in", "x-imk-csrf: 1\r\n", "{\"return_to\":\"/konts\"}");
    (response, server.log())
}

#[test]
fn provider_needs_a_trusted_certificate_for_its_name() {
    let (own, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (port, authority) = provider("localhost", own.path());
    let (misnamed, authority_of_another_name) = provider("id.example.lv", other.path());
    let (response, log) = start_sign_in(port, &authority);
    assert!(
        response.starts_with("HTTP/1.1 200") && response.contains(&format!("https://localhost:{port}/begin?")),
        "{log}"
    );
    for (port, trusted) in [(port, &authority_of_another_name), (misnamed, &authority_of_another_name)] {
        let (response, log) = start_sign_in(port, trusted);
        assert!(
            response.contains("\"code\":\"sign_in_unavailable\"") && log.contains("not_reached"),
            "{response} {log}"
        );
    }
}
