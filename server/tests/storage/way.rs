//! The way to PostgreSQL: over TLS, to a server whose certificate is trusted and has its name. What stands in for the
//! server here speaks the first messages of the protocol and then lets nobody in.

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

/// How a client asks for TLS (PostgreSQL's protocol 3.0, `SSLRequest`).
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

/// What it says to whoever has got through to it.
const NOBODY: &str = "nobody is let in here";

/// A server that hears one client, and the certificate that it shows.
struct Listener {
    port: u16,
    heard: JoinHandle<Heard>,
    folder: TempDir,
}

/// The client's first message after it asked for TLS.
#[derive(Debug, PartialEq, Eq)]
enum Heard {
    /// None: it hung up.
    Nothing,
    /// One that everybody on the way can read.
    InsecureConnection(String),
    /// One that came over TLS.
    OverTls(String),
}

impl Listener {
    /// A server with a certificate for a name.
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

    /// A server that was built or set up without TLS.
    fn without_tls() -> Self {
        let listener = Self::start(None);
        let unused = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        std::fs::write(listener.authority(), unused.cert.pem()).unwrap();
        listener
    }

    fn start(tls: Option<Arc<ServerConfig>>) -> Self {
        let socket = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = socket.local_addr().unwrap().port();
        Self { port, heard: spawn(move || hear(&socket, tls)), folder: tempfile::tempdir().unwrap() }
    }

    fn authority(&self) -> PathBuf {
        self.folder.path().join("authority.pem")
    }

    /// Opens a database there, under `sslmode` and whatever `authority` signed; gives what was heard, and the refusal.
    async fn tried(self, mode: &str, authority: PathBuf) -> (Heard, StoreError) {
        let (port, authority) = (self.port, authority.display());
        let url =
            format!("postgres://imk:tops3cret@localhost:{port}/imk_elsewhere?sslmode={mode}&sslrootcert={authority}");
        let Err(refused) = Store::open(&url, cipher()).await else { panic!("it was opened") };
        (self.heard.join().unwrap(), refused)
    }
}

fn hear(socket: &TcpListener, tls: Option<Arc<ServerConfig>>) -> Heard {
    let (mut stream, _) = socket.accept().unwrap();
    let mut request = [0; 8];
    stream.read_exact(&mut request).unwrap();
    if request != SSL_REQUEST {
        return Heard::InsecureConnection(String::from_utf8_lossy(&request).into_owned());
    }
    let Some(tls) = tls else {
        stream.write_all(b"N").unwrap();
        return first_message(&mut stream).map_or(Heard::Nothing, Heard::InsecureConnection);
    };
    stream.write_all(b"S").unwrap();
    let mut stream = StreamOwned::new(ServerConnection::new(tls).unwrap(), stream);
    first_message(&mut stream).map_or(Heard::Nothing, Heard::OverTls)
}

/// Reads `StartupMessage` and answers with an `ErrorResponse`; `None` where the client has hung up.
fn first_message(stream: &mut (impl Read + Write)) -> Option<String> {
    let mut length = [0; 4];
    stream.read_exact(&mut length).ok()?;
    let mut message = vec![0; u32::from_be_bytes(length) as usize - length.len()];
    stream.read_exact(&mut message).unwrap();
    let fields = format!("SFATAL\0VFATAL\0C28000\0M{NOBODY}\0\0");
    let length = u32::try_from(fields.len() + 4).unwrap().to_be_bytes();
    stream.write_all(&[b"E", &length[..], fields.as_bytes()].concat()).unwrap();
    stream.flush().unwrap();
    Some(String::from_utf8_lossy(&message).into_owned())
}

#[tokio::test]
async fn a_server_with_a_trusted_certificate_of_its_name_is_spoken_to_over_tls() {
    let server = Listener::named("localhost");
    let authority = server.authority();
    let (heard, refused) = server.tried("verify-full", authority).await;
    assert!(matches!(&heard, Heard::OverTls(message) if message.contains("imk_elsewhere")), "{heard:?}");
    assert!(refused.to_string().contains(NOBODY), "{refused}");
}

#[tokio::test]
async fn a_server_with_a_certificate_that_nobody_vouches_for_is_told_nothing() {
    let (server, other) = (Listener::named("localhost"), Listener::without_tls());
    let (heard, refused) = server.tried("verify-full", other.authority()).await;
    assert_eq!(heard, Heard::Nothing);
    assert!(refused.to_string().contains("invalid peer certificate"), "{refused}");
}

#[tokio::test]
async fn a_server_with_a_trusted_certificate_of_another_name_is_told_nothing() {
    let server = Listener::named("db.example.lv");
    let authority = server.authority();
    let (heard, refused) = server.tried("verify-full", authority).await;
    assert_eq!(heard, Heard::Nothing);
    assert!(refused.to_string().contains("not valid for name"), "{refused}");
}

#[tokio::test]
async fn a_server_that_does_without_tls_is_told_nothing_where_tls_is_asked_for() {
    let server = Listener::without_tls();
    let authority = server.authority();
    let (heard, refused) = server.tried("verify-full", authority).await;
    assert_eq!(heard, Heard::Nothing);
    assert!(refused.to_string().contains("does not support TLS"), "{refused}");
}

#[tokio::test]
async fn on_this_machine_a_server_may_do_without_tls() {
    let server = Listener::without_tls();
    let authority = server.authority();
    let (heard, refused) = server.tried("prefer", authority).await;
    assert!(matches!(&heard, Heard::InsecureConnection(message) if message.contains("imk_elsewhere")), "{heard:?}");
    assert!(refused.to_string().contains(NOBODY), "{refused}");
}

#[tokio::test]
async fn another_kind_of_database_is_refused() {
    assert!(matches!(Store::connect("mysql://localhost/imk", cipher()).await, Err(StoreError::UnknownDatabase)));
}
