//! Listeners: plain or TLS, with timeouts against slow clients and a graceful shutdown.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum_server::tls_rustls::RustlsConfig;
use axum_server::{Control, Handle, Server};
use hyper_util::rt::TokioTimer;
use ipnet::IpNet;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::platform::config::Transport;
use crate::platform::connections::Connections;

/// Timeout for the head of a request and for the TLS handshake.
const HEAD: Duration = Duration::from_secs(10);

/// Maximum size of a request head in bytes. The app's have about 600; a link to a search may contain a long text. The
/// longest URL of the HTTP library is 65,534 bytes, and a longer one is rejected with 414.
const HEAD_BYTES: usize = 72 * 1024;

/// Maximum number of header lines.
const HEAD_LINES: usize = 64;

/// Timeout for requests in flight at shutdown.
const GRACE: Duration = Duration::from_secs(30);

/// Handle that stops every listener.
#[derive(Clone, Debug, Default)]
pub struct Stop(Control);

impl Stop {
    /// Stops accepting connections and waits at most 30 s for requests in flight.
    pub fn now(&self) {
        self.0.graceful_shutdown(Some(GRACE));
    }
}

/// Bound socket.
#[derive(Debug)]
pub struct Listening {
    socket: TcpListener,
    /// Address with the actual port.
    pub address: SocketAddr,
}

impl Listening {
    /// Binds a socket.
    ///
    /// # Errors
    /// System errors, with the address.
    pub fn on(address: SocketAddr) -> Result<Self, String> {
        let bind = || -> io::Result<Self> {
            let socket = TcpListener::bind(address)?;
            socket.set_nonblocking(true)?;
            Ok(Self { address: socket.local_addr()?, socket })
        };
        bind().map_err(|error| format!("{address}: {error}"))
    }

    /// Serves until the stop handle is used.
    ///
    /// # Errors
    /// System errors, and unreadable or invalid certificate files.
    pub async fn serve(
        self,
        app: Router,
        transport: &Transport,
        trusted_proxies: Vec<IpNet>,
        stop: &Stop,
    ) -> io::Result<()> {
        let service = app.into_make_service_with_connect_info::<SocketAddr>();
        let handle = Handle::with_control(stop.0.clone());
        let connections = Connections::new(trusted_proxies);
        if let Transport::Tls { certificate, key } = transport {
            let files = RustlsConfig::from_config(tls(certificate, key)?);
            renew(files.clone(), transport.clone());
            let server = axum_server::from_tcp_rustls(self.socket, files)?.handle(handle);
            let server = server.map(|acceptor| acceptor.handshake_timeout(HEAD).acceptor(connections));
            bounded(server).serve(service).await
        } else {
            // HTTP/2 needs TLS: browsers use it in no other way, and proxies need not.
            let server = axum_server::from_tcp(self.socket)?.handle(handle).http1_only();
            bounded(server.acceptor(connections)).serve(service).await
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

/// Creates a TLS 1.2 and 1.3 configuration. The server's order of cipher suites decides, rustls's list with the
/// strongest first, not the client's (OWASP ASVS 5.0, 12.1.2).
///
/// # Errors
/// Unreadable or invalid files.
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

/// Reloads the certificate at SIGHUP, as certificate renewal tools expect. An unreadable one is ignored.
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
                    tracing::info!("certificate reloaded");
                }
                Err(cause) => tracing::error!(%cause, "certificate not reloaded; the old one stays in use"),
            }
        }
    });
    #[cfg(not(unix))]
    drop((files, transport));
}
