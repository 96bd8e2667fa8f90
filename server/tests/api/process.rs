//! The server as a process: configuration by file, environment and flags; TLS; the operator's addresses; its end.

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

/// A running server, ended with the test.
pub(crate) struct Server {
    process: Child,
    lines: Vec<String>,
    folder: TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    /// Starts a server and waits until it says that it listens.
    pub(crate) fn start(folder: TempDir, args: &[&str]) -> Self {
        Self::start_in(folder, args, &[])
    }

    /// As [`Server::start`], with more in the environment.
    pub(crate) fn start_in(folder: TempDir, args: &[&str], environment: &[(&str, &Path)]) -> Self {
        let mut process = imk(folder.path(), &["serve", "--listen", "127.0.0.1:0"])
            .args(args)
            .envs(environment.iter().copied())
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(folder.path().join("log")).unwrap())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut lines = Vec::new();
        while !lines.last().is_some_and(|line: &String| line.starts_with("listening on ")) {
            let Some(line) = said.next() else {
                panic!("it does not listen: {}", std::fs::read_to_string(folder.path().join("log")).unwrap())
            };
            lines.push(line.unwrap());
        }
        Self { process, lines, folder }
    }

    pub(crate) fn address(&self, line: &str) -> &str {
        let line = self.lines.iter().find(|said| said.starts_with(line)).unwrap();
        line.split_once("://").unwrap().1
    }

    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap()
    }

    fn signal(&self, name: &str) {
        let done = Command::new("kill").args([name, &self.process.id().to_string()]).status().unwrap();
        assert!(done.success());
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

/// As [`get`], with the headers that are told.
fn get_with(address: &str, path: &str, headers: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    ask(&mut stream, path, headers)
}

fn ask(stream: &mut (impl std::io::Read + std::io::Write), path: &str, headers: &str) -> String {
    // A peer that hangs up has its say in what it answered until then.
    let head = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{headers}\r\n");
    let _ = stream.write_all(head.as_bytes());
    let mut answer = Vec::new();
    // A peer that ends without saying so in TLS has said everything all the same: the length is in the head.
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

/// A certificate for localhost and its key, in two files.
pub(crate) fn certificate(folder: &Path) -> (PathBuf, PathBuf) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let (certificate, key) = (folder.join("certificate.pem"), folder.join("key.pem"));
    std::fs::write(&certificate, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    (certificate, key)
}

fn over_tls(address: &str, trusted: &Path, path: &str) -> std::io::Result<String> {
    let (_, answer) = over_versions_of_tls(address, trusted, path, rustls::DEFAULT_VERSIONS)?;
    Ok(answer)
}

/// Asks by one of some versions of TLS; gives the one that was agreed on, and the answer.
pub(crate) fn over_versions_of_tls(
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
    let answer = ask(&mut stream, path, "");
    Ok((stream.conn.protocol_version(), answer))
}

fn check(folder: &Path, args: &[&str], environment: &[(&str, &str)]) -> Output {
    let mut command = imk(folder, &["config", "check"]);
    command.args(args).envs(environment.iter().copied()).output().unwrap()
}

#[test]
fn flags_win_over_the_environment_and_the_environment_over_the_file() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("imk.toml"), "data-dir = \"f\"\npages = \"f\"\nbase-path = \"/f\"\n").unwrap();
    let environment = [("IMK_PAGES", "e"), ("IMK_BASE_PATH", "/e"), ("IMK_CONFIG", "imk.toml")];
    let output = check(folder.path(), &["--base-path", "/a"], &environment);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}");
    for line in ["data-dir = \"f\"", "pages = \"e\"", "base-path = \"/a\""] {
        assert!(said.contains(line), "{line}\n{said}");
    }
}

#[test]
fn a_server_would_start_with_the_settings_that_docs_deploy_shows() {
    let folder = tempfile::tempdir().unwrap();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (shown, catalogue) = (here.join("../docs/deploy/imk.toml"), here.join("demo/catalogue.json"));
    let args = ["--config", shown.to_str().unwrap(), "--catalogue", catalogue.to_str().unwrap()];
    let url = "postgres://imk:word@db.internal/imk?sslmode=verify-full";
    let output = check(folder.path(), &args, &[("IMK_DATABASE_URL", url), ("IMK_OIDC_CLIENT_SECRET", "a secret")]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("oidc-issuer = \"https://id.example.lv\""), "{said}");
}

#[test]
fn all_that_is_wrong_is_told_in_one_line_and_nothing_is_started() {
    let folder = tempfile::tempdir().unwrap();
    let output = check(folder.path(), &["--call", "none.json", "--base-path", "imk", "--tls-key", "k.pem"], &[]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), said.lines().count()), (Some(2), 1), "{said}");
    assert!(
        ["call: none.json", "base-path: imk", "tls-certificate: "].iter().all(|part| said.contains(part)),
        "{said}"
    );
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn password_in_the_address_of_the_database_is_not_printed() {
    let folder = tempfile::tempdir().unwrap();
    let said = |query: &str| {
        let url = format!("postgres://imk:tops3cret@db/imk{query}");
        let output = check(folder.path(), &[], &[("IMK_DATABASE_URL", &url)]);
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(!said.contains("tops3cret"), "{said}");
        (output.status.code(), said)
    };
    let (code, text) = said("?sslmode=verify-full");
    assert!(code == Some(0) && text.contains("postgres://imk:***@db/imk?sslmode=verify-full"), "{text}");
    let (code, text) = said("?sslmode=verify-full&password=tops3cret");
    assert!(code == Some(0) && text.contains("&password=***"), "{text}");
    let (code, text) = said("");
    assert!(code == Some(2) && text.starts_with("imk: database-url: db is another machine"), "{text}");
}

#[test]
fn operators_addresses_are_on_a_listener_of_their_own() {
    let server = Server::start(tempfile::tempdir().unwrap(), &["--admin-listen", "127.0.0.1:0"]);
    let (public, operator) = (server.address("listening"), server.address("operator's"));
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
    assert!(!get(public, "/metrics").contains("imk_http"), "the public sees no figures");
}

#[test]
fn log_of_json_has_one_object_a_line_with_the_number_of_the_request() {
    let server = Server::start(tempfile::tempdir().unwrap(), &["--log-format", "json"]);
    let answer = get(server.address("listening"), "/api/v1/account?secret=in-a-query");
    let number = answer.lines().find_map(|line| line.strip_prefix("x-request-id: ")).unwrap().to_owned();
    let log = server.log();
    let lines: Vec<serde_json::Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of_request: Vec<_> = lines.iter().filter(|line| line["span"]["request"] == number.as_str()).collect();
    assert!(
        of_request.iter().any(|line| line["code"] == "sign_in_required" && line["target"] == "imk::security"),
        "{log}"
    );
    assert!(of_request.iter().any(|line| line["status"] == 401 && line["span"]["route"] == "/api/v1/account"), "{log}");
    assert!(!log.contains("in-a-query"));
}

/// Sends a request with a body, and the headers that are told; gives the answer.
pub(crate) fn post(address: &str, path: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    let head = format!("POST {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: {length}\r\n");
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "{head}{headers}\r\n{body}").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// The value of a header of an answer.
fn header<'a>(answer: &'a str, name: &str) -> &'a str {
    let found = answer.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    found.unwrap_or_else(|| panic!("no {name}: {answer}"))
}

#[test]
fn every_refusal_has_its_line_in_the_log_and_what_has_to_do_with_security_a_target_of_its_own() {
    let args = ["--log-format", "json", "--sign-ins-per-address", "3"];
    let server = Server::start(tempfile::tempdir().unwrap(), &args);
    let address = server.address("listening");
    let (marked, begin) = ("x-imk-csrf: 1\r\n", "{\"return_to\":\"/konts\"}");
    let begun = post(address, "/api/v1/sign-in", marked, begin);
    let cookie = header(&begun, "set-cookie").split(';').next().unwrap();
    let state = begun.split_once("state=").unwrap().1.split('"').next().unwrap();
    let form = format!("cookie: {cookie}\r\ncontent-type: application/x-www-form-urlencoded\r\n");
    let back = post(address, "/api/v1/sign-in/callback", &form, &format!("state={state}&person=anna-ozola"));
    let session = header(&back, "set-cookie").split(';').next().unwrap();
    let signed_in = format!("x-imk-csrf: 1\r\ncookie: {session}\r\n");
    let foreign = get_with(address, "/api/v1/audit", &signed_in);
    let attempts: Vec<String> = (0..4).map(|_| post(address, "/api/v1/sign-in", marked, begin)).collect();
    let too_many = attempts[3].clone();
    let refused = [
        (get(address, "/api/v1/account"), "sign_in_required", 401, "imk::security"),
        (foreign, "role_required", 403, "imk::security"),
        (post(address, "/api/v1/sign-in", "", begin), "csrf_header_missing", 403, "imk::security"),
        (too_many, "too_many_requests", 429, "imk::security"),
        (post(address, "/api/v1/account", &signed_in, "{\"x\":1}"), "body_invalid", 400, "imk::refused"),
        (get(address, "/api/v1/programmes/p-999"), "not_found", 404, "imk::refused"),
    ];
    let taken = get(address, "/api/v1/call");
    let log = server.log();
    let lines: Vec<serde_json::Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |answer: &str| {
        let number = header(answer, "x-request-id").to_owned();
        lines.iter().filter(move |line| line["span"]["request"] == number.as_str() && line["message"] == "refused")
    };
    for (answer, code, status, target) in refused {
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{answer}");
        let told: Vec<_> = of(&answer).collect();
        assert_eq!(told.len(), 1, "{code}: {log}");
        assert_eq!((&told[0]["code"], &told[0]["target"]), (&code.into(), &target.into()), "{log}");
        assert_eq!(told[0]["status"], status, "{log}");
    }
    assert_eq!(of(&taken).count(), 0, "what was answered was not refused");
}

#[test]
fn server_with_a_certificate_speaks_tls_and_reads_a_renewed_one_at_a_hangup() {
    let folder = tempfile::tempdir().unwrap();
    let (pem, key) = certificate(folder.path());
    let old = folder.path().join("old.pem");
    std::fs::copy(&pem, &old).unwrap();
    let args = ["--tls-certificate", pem.to_str().unwrap(), "--tls-key", key.to_str().unwrap()];
    let server = Server::start(folder, &args);
    let address = server.address("listening on https").to_owned();
    let answer = over_tls(&address, &old, "/api/v1/call").unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("strict-transport-security: max-age=63072000"));
    assert!(!get(&address, "/api/v1/call").contains("200 OK"), "plain HTTP is not answered");
    certificate(server.folder.path());
    server.signal("-HUP");
    let renewed = || over_tls(&address, &pem, "/healthz").is_ok_and(|answer| answer.ends_with("ok"));
    assert!(
        (0..100).any(|_| renewed() || {
            std::thread::sleep(Duration::from_millis(50));
            false
        }),
        "{}",
        server.log()
    );
    assert!(over_tls(&address, &old, "/healthz").is_err(), "the old certificate is gone");
}

#[test]
fn request_under_way_is_finished_after_the_server_was_told_to_stop() {
    let mut server = Server::start(tempfile::tempdir().unwrap(), &["--drain-seconds", "1"]);
    let address = server.address("listening").to_owned();
    let mut half = TcpStream::connect(&address).unwrap();
    let body = "{\"facts\":{}}";
    write!(half, "POST /api/v1/assess HTTP/1.1\r\nhost: localhost\r\nx-imk-csrf: 1\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{{", body.len()).unwrap();
    // The head has arrived once another request is answered.
    get(&address, "/healthz");
    server.signal("-TERM");
    assert!((0..100).any(|_| get(&address, "/readyz").contains("503") || {
        std::thread::sleep(Duration::from_millis(5));
        false
    }));
    std::thread::sleep(Duration::from_millis(1200));
    assert!(TcpStream::connect(&address).is_err(), "no new connection is taken");
    write!(half, "{}", &body[1..]).unwrap();
    let mut answer = String::new();
    half.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(server.process.wait().unwrap().success());
}

#[test]
fn client_that_never_ends_the_head_of_its_request_is_cut_off() {
    let server = Server::start(tempfile::tempdir().unwrap(), &[]);
    let mut slow = TcpStream::connect(server.address("listening")).unwrap();
    write!(slow, "GET /api/v1/call HTTP/1.1\r\nhost: localhost\r\n").unwrap();
    slow.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut answer = Vec::new();
    slow.read_to_end(&mut answer).unwrap();
    assert!(!String::from_utf8_lossy(&answer).contains("200 OK"));
}

#[test]
fn head_of_a_request_is_bounded_in_bytes_and_lines() {
    let server = Server::start(tempfile::tempdir().unwrap(), &[]);
    let address = server.address("listening");
    let status = |head: &str| {
        let mut stream = TcpStream::connect(address).unwrap();
        let _ = write!(stream, "GET /api/v1/call HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{head}\r\n");
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).split(' ').nth(1).unwrap_or_default().to_owned()
    };
    let lines = |count: usize| (0..count).map(|at| format!("x-{at}: 1\r\n")).collect::<String>();
    assert_eq!(status(&lines(62)), "200");
    assert_eq!(status(&lines(63)), "431");
    assert_eq!(status(&format!("x-long: {}\r\n", "a".repeat(15 * 1024))), "200");
    assert_eq!(status(&format!("x-long: {}\r\n", "a".repeat(17 * 1024))), "431");
}
