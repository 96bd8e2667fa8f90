//! Canary test: sends names, personal codes and contact data through the API, in requests that succeed and that fail,
//! with logging at the highest level, and then searches logs, responses, files and tables for them.

use std::fs;
use std::path::Path;

use api::TERMS_VERSION;
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

use crate::databases::Database;
use crate::processes::{Server, client, imk, text};

const EMAIL: &str = "kanarijputns.7f3a@epasts.lv";
const PHONE: &str = "+37129918273";
/// Text for fields that do not exist.
const STRAY: &str = "KanarijsAizklidis";

/// Person of the demonstration, with the texts that must not appear.
struct Person {
    id: String,
    name: String,
    code: String,
}

fn people() -> Vec<Person> {
    let file: Value = serde_json::from_str(include_str!("../../demo/people.json")).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let people = file["people"].as_array().unwrap().iter().take(4).map(|person| Person {
        id: text(&person["id"]),
        name: format!("{} {}", text(&person["given_name"]), text(&person["family_name"])),
        code: text(&person["personal_code"]),
    });
    people.collect()
}

fn canaries(people: &[Person]) -> Vec<String> {
    let of_people = people.iter().flat_map(|person| {
        let family_name = person.name.split(' ').next_back().unwrap().to_owned();
        [person.name.clone(), family_name, person.code.clone(), person.code.replace('-', "")]
    });
    let typed = [EMAIL, PHONE, PHONE.trim_start_matches("+371"), STRAY].map(str::to_owned);
    of_people.chain(typed).collect()
}

/// Client without redirects that stores its cookies.
struct Browser<'a> {
    server: &'a Server,
    client: Client,
    cookies: Vec<String>,
    /// Bodies of the responses to rejected and failed requests.
    refusals: Vec<String>,
}

impl<'a> Browser<'a> {
    fn new(server: &'a Server) -> Self {
        Self { server, client: client(), cookies: Vec::new(), refusals: Vec::new() }
    }

    async fn send(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: String) -> (StatusCode, String) {
        let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
        let request = self.client.request(method, self.server.url(path)).header("x-imk-csrf", "1");
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let response = request.header("cookie", self.cookies.join("; ")).body(body).send().await.unwrap();
        for cookie in response.headers().get_all("set-cookie") {
            self.cookies.push(cookie.to_str().unwrap().split(';').next().unwrap().to_owned());
        }
        let (status, text) = (response.status(), response.text().await.unwrap());
        if status.is_client_error() || status.is_server_error() {
            self.refusals.push(text.clone());
        }
        (status, text)
    }

    async fn json(&mut self, method: &str, path: &str, body: &Value) -> StatusCode {
        self.send(method, path, &[("idempotency-key", "sixteen-letters-")], body.to_string()).await.0
    }

    async fn sign_in(&mut self, person: &Person) {
        let draft = json!({ "name": person.name, "code": person.code, "email": EMAIL }).to_string();
        let body = json!({ "return_to": "/konts", "draft": draft }).to_string();
        let (_, text) = self.send("POST", "sign-in", &[], body).await;
        let location: Value = serde_json::from_str(&text).unwrap();
        let state = location["location"].as_str().unwrap().split_once("state=").unwrap().1.to_owned();
        let form = [("content-type", "application/x-www-form-urlencoded")];
        let body = format!("state={state}&person={}", person.id);
        let (status, text) = self.send("POST", "sign-in/callback", &form, body).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    }
}

fn application(contact: &Value) -> Value {
    json!({
        "call": "2025-06", "programme": "p-001", "group": "p-001-1", "language": "lv",
        "facts": { "birth_date": "1988-03-14", "earlier_grant_without_choice": false, "still_learning": false,
            "interrupted_learning": false },
        "contact": contact, "declaration": true,
    })
}

/// Sends every kind of request of a person, valid and invalid.
async fn plant(browser: &mut Browser<'_>, person: &Person) {
    let contact = json!({ "email": EMAIL, "phone": PHONE });
    browser.sign_in(person).await;
    let open = json!({ "terms": TERMS_VERSION, "language": "lv", "contact": contact });
    // A minor among the demonstration's people is rejected.
    let opened = browser.json("POST", "account", &open).await;
    assert!(matches!(opened.as_u16(), 201 | 403), "{opened}");
    let draft = json!({ "revision": 0, "key": "sixteen-letters-", "draft": application(&contact) });
    assert_eq!(browser.json("PUT", "drafts/2025-06", &draft).await, StatusCode::OK);
    let applied = browser.json("POST", "applications", &application(&contact)).await;
    assert_eq!(applied.as_u16(), opened.as_u16());
    for path in ["session", "account", "account/export", "applications", "messages"] {
        browser.send("GET", path, &[], String::new()).await;
    }
    browser.send("POST", "session/draft", &[("idempotency-key", "the-page-after-signing-in")], String::new()).await;

    let before = browser.refusals.len();
    let mistyped = json!({ "email": format!("{STRAY}@"), "phone": person.code });
    let mut stray = application(&contact);
    stray["fax"] = json!(person.name);
    stray["programme"] = json!(person.name);
    for (method, path, body) in [
        ("POST", "applications", application(&mistyped)),
        ("POST", "applications", stray),
        ("POST", "applications", json!(person.code)),
        ("PATCH", "account", json!({ "contact": mistyped })),
        ("PATCH", "account", json!({ "contact": person.name })),
        ("PATCH", "account", json!({ "language": person.code })),
        ("PATCH", "account", json!({ "fax": EMAIL })),
        ("POST", "account", json!({ "terms": person.name, "language": "lv", "contact": contact })),
        ("PUT", "drafts/2025-06", json!({ "revision": person.code, "key": PHONE, "draft": EMAIL })),
        ("POST", "assess", json!({ "facts": { "birth_date": person.code } })),
        ("POST", "sign-in", json!({ "return_to": format!("https://{STRAY}/{}", person.code) })),
        ("POST", "account/import", json!({ "data": person.name, "signature": PHONE })),
    ] {
        browser.json(method, path, &body).await;
    }
    for broken in [format!("{{\"{}\": \"{}\"", person.name, person.code), format!("{EMAIL} {PHONE} \u{0}")] {
        browser.send("POST", "applications", &[("idempotency-key", "sixteen-letters-")], broken.clone()).await;
        browser.send("PATCH", "account", &[], broken).await;
    }
    browser.send("GET", &format!("applications/{}", person.code), &[], String::new()).await;
    browser.send("GET", &format!("{STRAY}?email={EMAIL}"), &[], String::new()).await;
    browser.send("POST", "applications", &[("idempotency-key", PHONE)], String::new()).await;
    assert!(browser.refusals.len() >= before + 15, "{:?}", browser.refusals);
}

/// Name and content of a searched file, table or output.
type Source = (String, Vec<u8>);

fn files(folder: &Path, sources: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, sources);
        } else {
            sources.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
}

async fn tables(database: &Database, sources: &mut Vec<Source>) {
    if database.is_sqlite() {
        return;
    }
    let tables = "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = 'public'";
    for table in database.texts(tables).await {
        let rows = database.texts(&format!("SELECT CAST(t AS TEXT) FROM {table} t")).await;
        sources.push((format!("{table} in PostgreSQL"), rows.join("\n").into_bytes()));
    }
}

fn search(sources: &[Source], canaries: &[String]) -> Vec<String> {
    let holds = |bytes: &[u8], canary: &str| bytes.windows(canary.len()).any(|window| window == canary.as_bytes());
    let mut hits = Vec::new();
    for (name, bytes) in sources {
        hits.extend(canaries.iter().filter(|canary| holds(bytes, canary)).map(|canary| format!("{canary} in {name}")));
    }
    hits
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn personal_data_appears_in_no_log_response_file_or_table() {
    let (people, mut searched) = (people(), 0);
    let canaries = canaries(&people);
    for database in [Some(Database::sqlite()), Database::postgres().await].into_iter().flatten() {
        for level in ["trace", "error"] {
            let folder = tempfile::tempdir().unwrap();
            let (data, log) = (folder.path().join("data"), folder.path().join("log.txt"));
            let mut server = Server::start(&database.url, &data, &log, level);
            let mut responses = Vec::new();
            for person in &people {
                let mut browser = Browser::new(&server);
                plant(&mut browser, person).await;
                responses.extend(browser.refusals);
            }
            let backup = folder.path().join("backup.imk");
            let args = ["--database-url", &database.url, "--data-dir", data.to_str().unwrap()];
            let output = imk(&[&["backup"], &args[..], &[backup.to_str().unwrap()]].concat());
            assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
            responses.extend(responses_without_a_table(&database, &server, &people[0]).await);
            server.kill();

            let mut sources = vec![
                ("responses".to_owned(), responses.join("\n").into_bytes()),
                ("output of the commands".to_owned(), [output.stdout, output.stderr].concat()),
            ];
            files(folder.path(), &mut sources);
            sources.extend(database.files());
            tables(&database, &mut sources).await;
            assert_eq!(search(&sources, &canaries), [""; 0]);
            assert!(fs::metadata(&log).unwrap().len() > 100 || level == "error", "the log is empty");
            searched += sources.len();
            search_finds_planted_canaries(&sources, &canaries);
            let clear = "DELETE FROM draft; DELETE FROM session; DELETE FROM message; DELETE FROM outbox; \
                         DELETE FROM idempotency; DELETE FROM application; DELETE FROM account";
            database.run(clear).await.unwrap();
        }
    }
    println!("canary hits 0 (searched {searched} sources for {} canaries)", canaries.len());
}

/// Renames a table, so that every request fails with a database error, and returns the responses.
async fn responses_without_a_table(database: &Database, server: &Server, person: &Person) -> Vec<String> {
    database.run("ALTER TABLE account RENAME TO account_renamed").await.unwrap();
    let mut browser = Browser::new(server);
    browser.sign_in(person).await;
    let contact = json!({ "email": EMAIL, "phone": PHONE });
    let open = json!({ "terms": TERMS_VERSION, "language": "lv", "contact": contact });
    let mut failed = 0;
    for (method, path, body) in [
        ("GET", "account", Value::Null),
        ("POST", "account", open),
        ("PATCH", "account", json!({ "contact": contact })),
        ("DELETE", "account", Value::Null),
        ("GET", "account/export", Value::Null),
    ] {
        failed += u32::from(browser.json(method, path, &body).await == StatusCode::INTERNAL_SERVER_ERROR);
    }
    assert!(failed >= 4, "{:?}", browser.refusals);
    database.run("ALTER TABLE account_renamed RENAME TO account").await.unwrap();
    browser.refusals
}

/// Checks the search itself: it finds every canary inserted into every source.
fn search_finds_planted_canaries(sources: &[Source], canaries: &[String]) {
    for (name, bytes) in sources {
        let middle = bytes.len() / 2;
        let planted = [&bytes[..middle], canaries.join("|").as_bytes(), &bytes[middle..]].concat();
        assert_eq!(search(&[(name.clone(), planted)], canaries).len(), canaries.len(), "{name}");
    }
}
