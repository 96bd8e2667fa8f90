//! Server as a process: configuration by file, environment and flags, TLS, operator endpoints, shutdown.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, ProtocolVersion, RootCertStore, StreamOwned, SupportedProtocolVersion};
use tempfile::TempDir;

/// Running server, killed at the end of the test.
pub(crate) struct Server {
    process: Child,
    output: Vec<String>,
    folder: TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    /// Starts a server and waits until it prints its address.
    pub(crate) fn start(folder: TempDir, args: &[&str]) -> Self {
        Self::start_in(folder, args, &[])
    }

    /// As [`Server::start`], with additional environment variables.
    pub(crate) fn start_in(folder: TempDir, args: &[&str], environment: &[(&str, &Path)]) -> Self {
        let mut process = imk(folder.path(), &["serve", "--listen", "127.0.0.1:0"])
            .args(args)
            .envs(environment.iter().copied())
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(folder.path().join("log")).unwrap())
            .spawn()
            .unwrap();
        let mut stdout = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut output = Vec::new();
        while !output.last().is_some_and(|line: &String| line.starts_with("listening on ")) {
            let Some(line) = stdout.next() else {
                panic!("the server does not listen: {}", std::fs::read_to_string(folder.path().join("log")).unwrap())
            };
            output.push(line.unwrap());
        }
        Self { process, output, folder }
    }

    pub(crate) fn address(&self, prefix: &str) -> &str {
        let line = self.output.iter().find(|line| line.starts_with(prefix)).unwrap();
        line.split_once("://").unwrap().1
    }

    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap()
    }

    fn signal(&self, name: &str) {
        let status = Command::new("kill").args([name, &self.process.id().to_string()]).status().unwrap();
        assert!(status.success());
    }
}

fn imk(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_imk"));
    command.args(args).current_dir(folder).env_remove("RUST_LOG");
    command
}

fn get(address: &str, path: &str) -> String {
    get_with(address, path, "")
}

/// As [`get`], with additional headers.
fn get_with(address: &str, path: &str, headers: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    send_get(&mut stream, path, headers)
}

fn send_get(stream: &mut (impl std::io::Read + std::io::Write), path: &str, headers: &str) -> String {
    // The peer may close the connection early; the response up to then is checked.
    let head = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{headers}\r\n");
    let _ = stream.write_all(head.as_bytes());
    let mut response = Vec::new();
    // A missing TLS close_notify is harmless: the response head contains the length.
    let _ = stream.read_to_end(&mut response);
    String::from_utf8_lossy(&response).into_owned()
}

/// Writes a certificate for localhost and its key to two files.
pub(crate) fn certificate(folder: &Path) -> (PathBuf, PathBuf) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let (certificate, key) = (folder.join("certificate.pem"), folder.join("key.pem"));
    std::fs::write(&certificate, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    (certificate, key)
}

fn get_over_tls(address: &str, trusted: &Path, path: &str) -> std::io::Result<String> {
    let (_, response) = get_over_tls_versions(address, trusted, path, rustls::DEFAULT_VERSIONS)?;
    Ok(response)
}

/// Sends a GET request with some TLS versions; returns the negotiated version and the response.
pub(crate) fn get_over_tls_versions(
    address: &str,
    trusted: &Path,
    path: &str,
    versions: &[&'static SupportedProtocolVersion],
) -> std::io::Result<(Option<ProtocolVersion>, String)> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(trusted).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_protocol_versions(versions).unwrap();
    let config = Arc::new(config.with_root_certificates(roots).with_no_client_auth());
    let connection = ClientConnection::new(config, ServerName::try_from("localhost").unwrap()).unwrap();
    let mut stream = StreamOwned::new(connection, TcpStream::connect(address)?);
    stream.flush()?;
    let response = send_get(&mut stream, path, "");
    Ok((stream.conn.protocol_version(), response))
}

fn check(folder: &Path, args: &[&str], environment: &[(&str, &str)]) -> Output {
    let mut command = imk(folder, &["config", "check"]);
    command.args(args).envs(environment.iter().copied()).output().unwrap()
}

#[test]
fn flags_override_environment_which_overrides_the_file() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("imk.toml"), "data-dir = \"f\"\npages = \"f\"\nbase-path = \"/f\"\n").unwrap();
    let environment = [("IMK_PAGES", "e"), ("IMK_BASE_PATH", "/e"), ("IMK_CONFIG", "imk.toml")];
    let output = check(folder.path(), &["--base-path", "/a"], &environment);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    for line in ["data-dir = \"f\"", "pages = \"e\"", "base-path = \"/a\""] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

#[test]
fn settings_in_docs_deploy_pass_the_check() {
    let folder = tempfile::tempdir().unwrap();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (shown, catalogue) = (here.join("../docs/deploy/imk.toml"), here.join("demo/catalogue.json"));
    let args = ["--config", shown.to_str().unwrap(), "--catalogue", catalogue.to_str().unwrap()];
    let url = "postgres://imk:word@db.internal/imk?sslmode=verify-full";
    let output = check(folder.path(), &args, &[("IMK_DATABASE_URL", url), ("IMK_OIDC_CLIENT_SECRET", "a secret")]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(text.contains("oidc-issuer = \"https://id.example.lv\""), "{text}");
}

#[test]
fn all_config_errors_are_in_one_line_and_nothing_starts() {
    let folder = tempfile::tempdir().unwrap();
    let output = check(folder.path(), &["--call", "none.json", "--base-path", "imk", "--tls-key", "k.pem"], &[]);
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), text.lines().count()), (Some(2), 1), "{text}");
    assert!(
        ["call: none.json", "base-path: imk", "tls-certificate: "].iter().all(|part| text.contains(part)),
        "{text}"
    );
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn database_password_is_not_printed() {
    let folder = tempfile::tempdir().unwrap();
    let check_url = |query: &str| {
        let url = format!("postgres://imk:tops3cret@db/imk{query}");
        let output = check(folder.path(), &[], &[("IMK_DATABASE_URL", &url)]);
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(!text.contains("tops3cret"), "{text}");
        (output.status.code(), text)
    };
    let (code, text) = check_url("?sslmode=verify-full");
    assert!(code == Some(0) && text.contains("postgres://imk:***@db/imk?sslmode=verify-full"), "{text}");
    let (code, text) = check_url("?sslmode=verify-full&password=tops3cret");
    assert!(code == Some(0) && text.contains("&password=***"), "{text}");
    let (code, text) = check_url("");
    assert!(code == Some(2) && text.starts_with("imk: database-url: db is another machine"), "{text}");
}

#[test]
fn operator_endpoints_have_a_separate_listener() {
    let server = Server::start(tempfile::tempdir().unwrap(), &["--admin-listen", "127.0.0.1:0"]);
    let (public, operator) = (server.address("listening"), server.address("operator"));
    get(public, "/api/v1/call");
    get(public, "/api/v1/account");
    let counted = get(operator, "/metrics");
    for line in [
        "imk_http_requests_total{route=\"/api/v1/call\",method=\"GET\",status=\"200\"} 1",
        "imk_problems_total{code=\"sign_in_required\"} 1",
        "imk_http_request_seconds_bucket{route=\"/api/v1/call\",le=\"0.1\"} 1",
    ] {
        assert!(counted.contains(line), "{line}\n{counted}");
    }
    assert!(get(operator, "/readyz").contains("200 OK"));
    assert!(!get(public, "/metrics").contains("imk_http"), "the public listener has no metrics");
}

#[test]
fn json_log_lines_carry_the_request_id() {
    let server = Server::start(tempfile::tempdir().unwrap(), &["--log-format", "json"]);
    let response = get(server.address("listening"), "/api/v1/account?secret=in-a-query");
    let id = response.lines().find_map(|line| line.strip_prefix("x-request-id: ")).unwrap().to_owned();
    let log = server.log();
    let lines: Vec<serde_json::Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of_request: Vec<_> = lines.iter().filter(|line| line["span"]["request"] == id.as_str()).collect();
    assert!(
        of_request.iter().any(|line| line["code"] == "sign_in_required" && line["target"] == "imk::security"),
        "{log}"
    );
    assert!(of_request.iter().any(|line| line["status"] == 401 && line["span"]["route"] == "/api/v1/account"), "{log}");
    assert!(!log.contains("in-a-query"));
}

/// Sends a POST request with a body and additional headers; returns the response.
pub(crate) fn post(address: &str, path: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    let head = format!("POST {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: {length}\r\n");
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "{head}{headers}\r\n{body}").unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    response
}

/// Value of a response header.
fn header<'a>(response: &'a str, name: &str) -> &'a str {
    let found = response.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    found.unwrap_or_else(|| panic!("no {name}: {response}"))
}

#[test]
fn every_refusal_is_logged_and_security_has_its_own_target() {
    let args = ["--log-format", "json", "--sign-ins-per-address", "3"];
    let server = Server::start(tempfile::tempdir().unwrap(), &args);
    let address = server.address("listening");
    let (csrf, begin) = ("x-imk-csrf: 1\r\n", "{\"return_to\":\"/konts\"}");
    let begun = post(address, "/api/v1/sign-in", csrf, begin);
    let cookie = header(&begun, "set-cookie").split(';').next().unwrap();
    let state = begun.split_once("state=").unwrap().1.split('"').next().unwrap();
    let form = format!("cookie: {cookie}\r\ncontent-type: application/x-www-form-urlencoded\r\n");
    let back = post(address, "/api/v1/sign-in/callback", &form, &format!("state={state}&person=anna-ozola"));
    let session = header(&back, "set-cookie").split(';').next().unwrap();
    let signed_in = format!("x-imk-csrf: 1\r\ncookie: {session}\r\n");
    let foreign = get_with(address, "/api/v1/audit", &signed_in);
    let attempts: Vec<String> = (0..4).map(|_| post(address, "/api/v1/sign-in", csrf, begin)).collect();
    let too_many = attempts[3].clone();
    let refused = [
        (get(address, "/api/v1/account"), "sign_in_required", 401, "imk::security"),
        (foreign, "role_required", 403, "imk::security"),
        (post(address, "/api/v1/sign-in", "", begin), "csrf_header_missing", 403, "imk::security"),
        (too_many, "too_many_requests", 429, "imk::security"),
        (post(address, "/api/v1/account", &signed_in, "{\"x\":1}"), "body_invalid", 400, "imk::refused"),
        (get(address, "/api/v1/programmes/p-999"), "not_found", 404, "imk::refused"),
    ];
    let accepted = get(address, "/api/v1/call");
    let log = server.log();
    let lines: Vec<serde_json::Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |response: &str| {
        let id = header(response, "x-request-id").to_owned();
        lines.iter().filter(move |line| line["span"]["request"] == id.as_str() && line["message"] == "refused")
    };
    for (response, code, status, target) in refused {
        assert!(response.starts_with(&format!("HTTP/1.1 {status}")), "{response}");
        let logged: Vec<_> = of(&response).collect();
        assert_eq!(logged.len(), 1, "{code}: {log}");
        assert_eq!((&logged[0]["code"], &logged[0]["target"]), (&code.into(), &target.into()), "{log}");
        assert_eq!(logged[0]["status"], status, "{log}");
    }
    assert_eq!(of(&accepted).count(), 0, "an accepted request is not logged as refused");
}

#[test]
fn server_reloads_a_renewed_certificate_on_sighup() {
    let folder = tempfile::tempdir().unwrap();
    let (pem, key) = certificate(folder.path());
    let old = folder.path().join("old.pem");
    std::fs::copy(&pem, &old).unwrap();
    let args = ["--tls-certificate", pem.to_str().unwrap(), "--tls-key", key.to_str().unwrap()];
    let server = Server::start(folder, &args);
    let address = server.address("listening on https").to_owned();
    let response = get_over_tls(&address, &old, "/api/v1/call").unwrap();
    assert!(response.starts_with("HTTP/1.1 200") && response.contains("strict-transport-security: max-age=63072000"));
    assert!(!get(&address, "/api/v1/call").contains("200 OK"), "plain HTTP is rejected");
    certificate(server.folder.path());
    server.signal("-HUP");
    let renewed = || get_over_tls(&address, &pem, "/healthz").is_ok_and(|response| response.ends_with("ok"));
    assert!(
        (0..100).any(|_| renewed() || {
            std::thread::sleep(Duration::from_millis(50));
            false
        }),
        "{}",
        server.log()
    );
    assert!(get_over_tls(&address, &old, "/healthz").is_err(), "the old certificate is replaced");
}

#[test]
fn request_in_flight_completes_after_sigterm() {
    let mut server = Server::start(tempfile::tempdir().unwrap(), &["--drain-seconds", "1"]);
    let address = server.address("listening").to_owned();
    let mut half = TcpStream::connect(&address).unwrap();
    let body = "{\"facts\":{}}";
    let head = "POST /api/v1/assess HTTP/1.1\r\nhost: localhost\r\nx-imk-csrf: 1\r\nconnection: close";
    write!(half, "{head}\r\ncontent-length: {}\r\n\r\n{{", body.len()).unwrap();
    // The server has read the head once it responds to a later request.
    get(&address, "/healthz");
    server.signal("-TERM");
    assert!((0..100).any(|_| get(&address, "/readyz").contains("503") || {
        std::thread::sleep(Duration::from_millis(5));
        false
    }));
    std::thread::sleep(Duration::from_millis(1200));
    assert!(TcpStream::connect(&address).is_err(), "no new connection is accepted");
    write!(half, "{}", &body[1..]).unwrap();
    let mut response = String::new();
    half.read_to_string(&mut response).unwrap();
    assert!(response.starts_with("HTTP/1.1 200"), "{response}");
    assert!(server.process.wait().unwrap().success());
}

#[test]
fn client_with_an_unfinished_request_head_is_disconnected() {
    let server = Server::start(tempfile::tempdir().unwrap(), &[]);
    let mut slow = TcpStream::connect(server.address("listening")).unwrap();
    write!(slow, "GET /api/v1/call HTTP/1.1\r\nhost: localhost\r\n").unwrap();
    slow.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut response = Vec::new();
    slow.read_to_end(&mut response).unwrap();
    assert!(!String::from_utf8_lossy(&response).contains("200 OK"));
}

#[test]
fn request_head_is_limited_in_bytes_and_lines() {
    let server = Server::start(tempfile::tempdir().unwrap(), &[]);
    let address = server.address("listening");
    let status_of = |path: &str, head: &str| {
        let mut stream = TcpStream::connect(address).unwrap();
        let _ = write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{head}\r\n");
        let mut response = Vec::new();
        let _ = stream.read_to_end(&mut response);
        String::from_utf8_lossy(&response).split(' ').nth(1).unwrap_or_default().to_owned()
    };
    let status = |head: &str| status_of("/api/v1/call", head);
    let lines = |count: usize| (0..count).map(|at| format!("x-{at}: 1\r\n")).collect::<String>();
    assert_eq!(status(&lines(62)), "200");
    assert_eq!(status(&lines(63)), "431");
    assert_eq!(status(&format!("x-long: {}\r\n", "a".repeat(71 * 1024))), "200");
    assert_eq!(status(&format!("x-long: {}\r\n", "a".repeat(73 * 1024))), "431");
    let query = |bytes: usize| status_of(&format!("/api/v1/call?q={}", "a".repeat(bytes)), "");
    assert_eq!(query(65_000), "200", "a link to a search with a long text");
    assert_eq!(query(66_000), "414");
}
