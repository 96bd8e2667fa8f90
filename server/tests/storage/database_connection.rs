//! Connection to PostgreSQL: over TLS, to a server whose certificate is trusted and has its name. The test server
//! answers the first messages of the protocol and then rejects the client.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::{JoinHandle, spawn};

use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use server::platform::store::{Store, StoreError};
use tempfile::TempDir;

use crate::databases::cipher;

/// Request for TLS (`SSLRequest` of PostgreSQL's protocol 3.0).
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

/// Error message of the test server to a connected client.
const REJECTED: &str = "the test server rejects every client";

/// Server for one client, with its certificate.
struct Listener {
    port: u16,
    received: JoinHandle<Received>,
    folder: TempDir,
}

/// First message of the client after its request for TLS.
#[derive(Debug, PartialEq, Eq)]
enum Received {
    /// No message: the client closed the connection.
    Nothing,
    /// Message without TLS.
    Plain(String),
    /// Message over TLS.
    OverTls(String),
}

impl Listener {
    /// Starts a server with a certificate for a name.
    fn named(name: &str) -> Self {
        let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
        let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let config = config.with_no_client_auth().with_single_cert(vec![made.cert.der().clone()], key.into()).unwrap();
        let listener = Self::start(Some(Arc::new(config)));
        std::fs::write(listener.authority(), made.cert.pem()).unwrap();
        listener
    }

    /// Starts a server without TLS.
    fn without_tls() -> Self {
        let listener = Self::start(None);
        let unused = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        std::fs::write(listener.authority(), unused.cert.pem()).unwrap();
        listener
    }

    fn start(tls: Option<Arc<ServerConfig>>) -> Self {
        let socket = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = socket.local_addr().unwrap().port();
        Self { port, received: spawn(move || receive(&socket, tls)), folder: tempfile::tempdir().unwrap() }
    }

    fn authority(&self) -> PathBuf {
        self.folder.path().join("authority.pem")
    }

    /// Opens a database on this server with `sslmode` and a trusted `authority`; returns the received message and the
    /// error.
    async fn open_store(self, mode: &str, authority: PathBuf) -> (Received, StoreError) {
        let (port, authority) = (self.port, authority.display());
        let url =
            format!("postgres://imk:tops3cret@localhost:{port}/imk_remote?sslmode={mode}&sslrootcert={authority}");
        let Err(error) = Store::open(&url, cipher()).await else { panic!("the database was opened") };
        (self.received.join().unwrap(), error)
    }
}

fn receive(socket: &TcpListener, tls: Option<Arc<ServerConfig>>) -> Received {
    let (mut stream, _) = socket.accept().unwrap();
    let mut request = [0; 8];
    stream.read_exact(&mut request).unwrap();
    if request != SSL_REQUEST {
        return Received::Plain(String::from_utf8_lossy(&request).into_owned());
    }
    let Some(tls) = tls else {
        stream.write_all(b"N").unwrap();
        return first_message(&mut stream).map_or(Received::Nothing, Received::Plain);
    };
    stream.write_all(b"S").unwrap();
    let mut stream = StreamOwned::new(ServerConnection::new(tls).unwrap(), stream);
    first_message(&mut stream).map_or(Received::Nothing, Received::OverTls)
}

/// Reads the `StartupMessage` and replies with an `ErrorResponse`; `None` if the client has closed the connection.
fn first_message(stream: &mut (impl Read + Write)) -> Option<String> {
    let mut length = [0; 4];
    stream.read_exact(&mut length).ok()?;
    let mut message = vec![0; u32::from_be_bytes(length) as usize - length.len()];
    stream.read_exact(&mut message).unwrap();
    let fields = format!("SFATAL\0VFATAL\0C28000\0M{REJECTED}\0\0");
    let length = u32::try_from(fields.len() + 4).unwrap().to_be_bytes();
    stream.write_all(&[b"E", &length[..], fields.as_bytes()].concat()).unwrap();
    stream.flush().unwrap();
    Some(String::from_utf8_lossy(&message).into_owned())
}

#[tokio::test]
async fn trusted_certificate_with_matching_name_is_accepted() {
    let server = Listener::named("localhost");
    let authority = server.authority();
    let (received, error) = server.open_store("verify-full", authority).await;
    assert!(matches!(&received, Received::OverTls(message) if message.contains("imk_remote")), "{received:?}");
    assert!(error.to_string().contains(REJECTED), "{error}");
}

#[tokio::test]
async fn untrusted_certificate_is_rejected_before_any_message() {
    let (server, other) = (Listener::named("localhost"), Listener::without_tls());
    let (received, error) = server.open_store("verify-full", other.authority()).await;
    assert_eq!(received, Received::Nothing);
    assert!(error.to_string().contains("invalid peer certificate"), "{error}");
}

#[tokio::test]
async fn certificate_of_another_name_is_rejected_before_any_message() {
    let server = Listener::named("db.example.lv");
    let authority = server.authority();
    let (received, error) = server.open_store("verify-full", authority).await;
    assert_eq!(received, Received::Nothing);
    assert!(error.to_string().contains("not valid for name"), "{error}");
}

#[tokio::test]
async fn server_without_tls_is_rejected_where_tls_is_required() {
    let server = Listener::without_tls();
    let authority = server.authority();
    let (received, error) = server.open_store("verify-full", authority).await;
    assert_eq!(received, Received::Nothing);
    assert!(error.to_string().contains("does not support TLS"), "{error}");
}

#[tokio::test]
async fn local_server_may_lack_tls() {
    let server = Listener::without_tls();
    let authority = server.authority();
    let (received, error) = server.open_store("prefer", authority).await;
    assert!(matches!(&received, Received::Plain(message) if message.contains("imk_remote")), "{received:?}");
    assert!(error.to_string().contains(REJECTED), "{error}");
}

#[tokio::test]
async fn unknown_database_scheme_is_rejected() {
    assert!(matches!(Store::connect("mysql://localhost/imk", cipher()).await, Err(StoreError::UnknownDatabase)));
}
