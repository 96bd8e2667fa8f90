//! What a peer sends byte by byte: bodies with two lengths, versions of TLS, certificates that nobody vouches for.

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

use crate::process::{Server, certificate, over_versions_of_tls, post};

/// Sends some bytes and reads until the server hangs up.
fn answers(address: &str, sent: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).unwrap();
    // A server that waits for more would else have the test wait with it.
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    stream.write_all(sent).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    answer
}

#[test]
fn after_a_body_with_two_lengths_nothing_more_is_read_on_the_connection() {
    let server = Server::start(tempfile::tempdir().unwrap(), &[]);
    let status = |lengths: &str, body: &str| {
        let second = "GET /api/v1/account HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
        let head = "POST /api/v1/assess HTTP/1.1\r\nhost: localhost\r\nx-imk-csrf: 1\r\n";
        let answer = answers(server.address("listening"), format!("{head}{lengths}\r\n{body}{second}").as_bytes());
        let text = String::from_utf8_lossy(&answer).into_owned();
        let statuses = text.split("HTTP/1.1 ").skip(1).map(|answer| answer[..3].to_owned());
        statuses.collect::<Vec<_>>().join(" ")
    };
    let (text, chunked) = ("{\"facts\":{}}", "c\r\n{\"facts\":{}}\r\n0\r\n\r\n");
    assert_eq!(status("content-length: 12\r\n", text), "200 401", "one length: the second request is another");
    assert_eq!(status("content-length: 5\r\ntransfer-encoding: chunked\r\n", chunked), "200");
    assert_eq!(status("transfer-encoding: chunked\r\ncontent-length: 5\r\n", chunked), "200");
    assert_eq!(status("transfer-encoding: chunked\r\n", chunked), "200", "chunks alone end the connection too");
    assert_eq!(status("content-length: 12\r\ncontent-length: 5\r\n", text), "400");
    assert_eq!(status("content-length: +12\r\n", text), "400");
    assert_eq!(status("transfer-encoding: chunked, identity\r\n", chunked), "400");
}

/// `TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256`, and one without forward secrecy, `TLS_RSA_WITH_AES_128_CBC_SHA`.
const GOOD: [u8; 2] = [0xc0, 0x2b];
const POOR: [u8; 2] = [0x00, 0x2f];

/// What a client has beside: signatures by ECDSA over P-256 and SHA-256, the curve P-256, points as they are.
const EXTENSIONS: [u8; 24] = [0, 22, 0, 13, 0, 4, 0, 2, 4, 3, 0, 10, 0, 4, 0, 2, 0, 23, 0, 11, 0, 2, 1, 0];

/// How a server begins its answer to a `ClientHello` (RFC 5246, 7.4.1.2) of a version and one cipher suite.
fn greeted(address: &str, version: u8, suite: [u8; 2]) -> [u8; 7] {
    let random = [7; 32];
    let body = [&[3, version][..], &random, &[0, 0, 2, suite[0], suite[1], 1, 0], &EXTENSIONS].concat();
    let length = u8::try_from(body.len()).unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(&[&[22, 3, 1, 0, length + 4, 1, 0, 0, length][..], &body].concat()).unwrap();
    let mut answer = [0; 7];
    stream.read_exact(&mut answer).unwrap();
    answer
}

/// Whether the answer is a fatal alert of this description (RFC 8446, 6).
fn is_alert(answer: [u8; 7], description: u8) -> bool {
    matches!(answer, [21, 3, _, 0, 2, 2, told] if told == description)
}

/// Whether the answer is a `ServerHello`.
fn is_hello(answer: [u8; 7]) -> bool {
    matches!(answer, [22, 3, 3, _, _, 2, _])
}

fn server_with_tls() -> (Server, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let (pem, key) = certificate(folder.path());
    let args = ["--tls-certificate", pem.to_str().unwrap(), "--tls-key", key.to_str().unwrap()];
    (Server::start(folder, &args), pem.clone())
}

#[test]
fn the_newest_version_of_tls_is_agreed_on_and_none_before_1_2() {
    let (server, pem) = server_with_tls();
    let address = server.address("listening");
    let agreed = |versions: &[&'static _]| over_versions_of_tls(address, &pem, "/healthz", versions).unwrap();
    for (versions, expected) in [
        (&[&TLS13, &TLS12][..], ProtocolVersion::TLSv1_3),
        (&[&TLS13], ProtocolVersion::TLSv1_3),
        (&[&TLS12], ProtocolVersion::TLSv1_2),
    ] {
        let (version, answer) = agreed(versions);
        assert!(version == Some(expected) && answer.ends_with("ok"), "{version:?} {answer}");
    }
    assert!(is_hello(greeted(address, 3, GOOD)), "1.2 by hand");
    for older in [0, 1, 2] {
        let answer = greeted(address, older, GOOD);
        assert!(is_alert(answer, 70), "3.{older} is no protocol_version: {answer:?}");
    }
}

#[test]
fn a_cipher_suite_without_forward_secrecy_is_refused() {
    let (server, _) = server_with_tls();
    let answer = greeted(server.address("listening"), 3, POOR);
    assert!(is_alert(answer, 40), "no handshake_failure: {answer:?}");
    assert!(is_hello(greeted(server.address("listening"), 3, GOOD)));
}

/// A provider that says of itself what is needed to begin a sign-in, over TLS with a certificate for a name.
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
            answer(StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), stream), port);
        }
    });
    (port, authority)
}

fn answer(mut stream: StreamOwned<ServerConnection, TcpStream>, port: u16) {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        // Who does not trust the certificate says nothing more.
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
    // Who hangs up misses the answer and nothing else.
    let _ = write!(stream, "HTTP/1.1 200 OK\r\n{kind}\r\ncontent-length: {length}\r\n\r\n{body}");
    stream.conn.send_close_notify();
    let _ = stream.flush();
}

/// Begins a sign-in at a provider on a server that trusts an authority alone; gives the answer and the log.
fn begins(port: u16, trusted: &Path) -> (String, String) {
    let folder: TempDir = tempfile::tempdir().unwrap();
    let (issuer, catalogue) =
        (format!("https://localhost:{port}"), concat!(env!("CARGO_MANIFEST_DIR"), "/demo/catalogue.json"));
    let args = [
        ["--no-demo", "--behind-tls", "--catalogue", catalogue],
        ["--oidc-issuer", &issuer, "--oidc-client-id", "imk"],
        ["--public-url", "https://stars.example.lv", "--log-format", "json"],
    ];
    let server = Server::start_in(folder, args.as_flattened(), &[("SSL_CERT_FILE", trusted)]);
    let answer =
        post(server.address("listening"), "/api/v1/sign-in", "x-imk-csrf: 1\r\n", "{\"return_to\":\"/konts\"}");
    (answer, server.log())
}

#[test]
fn a_provider_is_asked_only_if_its_certificate_is_trusted_and_has_its_name() {
    let (own, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (port, authority) = provider("localhost", own.path());
    let (misnamed, authority_of_another_name) = provider("id.example.lv", other.path());
    let (answer, log) = begins(port, &authority);
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.contains(&format!("https://localhost:{port}/begin?")),
        "{log}"
    );
    for (port, trusted) in [(port, &authority_of_another_name), (misnamed, &authority_of_another_name)] {
        let (answer, log) = begins(port, trusted);
        assert!(answer.contains("\"code\":\"sign_in_unavailable\"") && log.contains("not_reached"), "{answer} {log}");
    }
}
