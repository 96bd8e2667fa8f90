//! The sockets: plain or TLS, with time limits that a slow client cannot stretch, and an end that cuts nobody off.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum_server::tls_rustls::RustlsConfig;
use axum_server::{Control, Handle, Server};
use hyper_util::rt::TokioTimer;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::platform::config::Transport;

/// A client has this long to send the head of a request, and to agree on TLS.
const HEAD: Duration = Duration::from_secs(10);

/// The head of a request has at most this many bytes; ours have about 600.
const HEAD_BYTES: usize = 16 * 1024;

/// The head of a request has at most this many lines.
const HEAD_LINES: usize = 64;

/// What is under way when the server stops has this long to end.
const GRACE: Duration = Duration::from_secs(30);

/// Ends every listener at once.
#[derive(Clone, Debug, Default)]
pub struct Stop(Control);

impl Stop {
    /// Takes no new connection, and waits for what is under way, at most 30 s.
    pub fn now(&self) {
        self.0.graceful_shutdown(Some(GRACE));
    }
}

/// A socket that is bound and not served yet.
#[derive(Debug)]
pub struct Listening {
    socket: TcpListener,
    /// The address, its port too where a free one was asked for.
    pub address: SocketAddr,
}

impl Listening {
    /// Binds a socket.
    ///
    /// # Errors
    /// Whatever the system says, with the address.
    pub fn on(address: SocketAddr) -> Result<Self, String> {
        let bind = || -> io::Result<Self> {
            let socket = TcpListener::bind(address)?;
            socket.set_nonblocking(true)?;
            Ok(Self { address: socket.local_addr()?, socket })
        };
        bind().map_err(|error| format!("{address}: {error}"))
    }

    /// Serves until it is told to stop.
    ///
    /// # Errors
    /// Whatever the system says; the certificate's files, where they cannot be read or hold something else.
    pub async fn serve(self, app: Router, transport: &Transport, stop: &Stop) -> io::Result<()> {
        let service = app.into_make_service_with_connect_info::<SocketAddr>();
        let handle = Handle::with_control(stop.0.clone());
        if let Transport::Tls { certificate, key } = transport {
            let files = RustlsConfig::from_config(tls(certificate, key)?);
            renew(files.clone(), transport.clone());
            let server = axum_server::from_tcp_rustls(self.socket, files)?.handle(handle);
            bounded(server.map(|acceptor| acceptor.handshake_timeout(HEAD))).serve(service).await
        } else {
            bounded(axum_server::from_tcp(self.socket)?.handle(handle)).serve(service).await
        }
    }
}

fn bounded<A: axum_server::Address, Acceptor>(server: Server<A, Acceptor>) -> Server<A, Acceptor> {
    let mut server = server.first_request_timeout(HEAD);
    let builder = server.http_builder();
    let mut http1 = builder.http1();
    http1.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(HEAD_BYTES).max_headers(HEAD_LINES);
    let mut http2 = builder.http2();
    http2.timer(TokioTimer::new()).max_header_list_size(HEAD_BYTES as u32).max_concurrent_streams(64);
    server
}

/// TLS 1.2 and 1.3 under a certificate. Of the suites that both sides know the first of rustls's own list is taken, which
/// begins with the strongest, and not the first of the client's (OWASP ASVS 5.0, 12.1.2).
///
/// # Errors
/// Files that cannot be read, or that hold something else.
fn tls(certificate: &Path, key: &Path) -> io::Result<Arc<ServerConfig>> {
    let chain = CertificateDer::pem_file_iter(certificate).and_then(Iterator::collect).map_err(io::Error::other)?;
    let key = PrivateKeyDer::from_pem_file(key).map_err(io::Error::other)?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.and_then(|config| config.with_no_client_auth().with_single_cert(chain, key));
    let mut config = config.map_err(io::Error::other)?;
    config.ignore_client_order = true;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

/// Reads the certificate anew at SIGHUP, as programs that renew certificates expect. One that cannot be read changes nothing.
fn renew(files: RustlsConfig, transport: Transport) {
    #[cfg(unix)]
    tokio::spawn(async move {
        use tokio::signal::unix::{SignalKind, signal};
        let (Ok(mut hangup), Transport::Tls { certificate, key }) = (signal(SignalKind::hangup()), transport) else {
            return;
        };
        while hangup.recv().await.is_some() {
            match tls(&certificate, &key) {
                Ok(config) => {
                    files.reload_from_config(config);
                    tracing::info!("certificate read anew");
                }
                Err(cause) => tracing::error!(%cause, "certificate not read; the old one stays"),
            }
        }
    });
    #[cfg(not(unix))]
    drop((files, transport));
}
