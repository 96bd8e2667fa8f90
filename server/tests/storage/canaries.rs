//! Names, personal codes and contact data are planted through the API, on ways that end well and on ways that fail, while
//! the server logs everything it can; then whatever it left behind is searched for them.

use std::fs;
use std::path::Path;

use api::TERMS_VERSION;
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

use crate::databases::Database;
use crate::processes::{Server, client, imk, said};

const EMAIL: &str = "kanarijputns.7f3a@epasts.lv";
const PHONE: &str = "+37129918273";
/// Typed where no such thing is asked for.
const STRAY: &str = "KanarijsAizklidis";

/// Somebody of the demonstration, and what must be found nowhere.
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

/// A browser without redirects, which keeps its cookies.
struct Browser<'a> {
    server: &'a Server,
    client: Client,
    cookies: Vec<String>,
    /// What the server answered where it did not do what was asked.
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
        let answer = request.header("cookie", self.cookies.join("; ")).body(body).send().await.unwrap();
        for cookie in answer.headers().get_all("set-cookie") {
            self.cookies.push(cookie.to_str().unwrap().split(';').next().unwrap().to_owned());
        }
        let (status, text) = (answer.status(), answer.text().await.unwrap());
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
        "contact": contact,
    })
}

/// Everything a person does, and everything that can go wrong with it.
async fn plant(browser: &mut Browser<'_>, person: &Person) {
    let contact = json!({ "email": EMAIL, "phone": PHONE });
    browser.sign_in(person).await;
    let open = json!({ "terms": TERMS_VERSION, "language": "lv", "contact": contact });
    // The youngest of them may not.
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

/// Something to search, by its name.
type Place = (String, Vec<u8>);

fn files(folder: &Path, places: &mut Vec<Place>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, places);
        } else {
            places.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
}

async fn tables(database: &Database, places: &mut Vec<Place>) {
    if database.is_sqlite() {
        return;
    }
    let tables = "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = 'public'";
    for table in database.texts(tables).await {
        let rows = database.texts(&format!("SELECT CAST(t AS TEXT) FROM {table} t")).await;
        places.push((format!("{table} in PostgreSQL"), rows.join("\n").into_bytes()));
    }
}

fn search(places: &[Place], canaries: &[String]) -> Vec<String> {
    let holds = |bytes: &[u8], canary: &str| bytes.windows(canary.len()).any(|window| window == canary.as_bytes());
    let mut hits = Vec::new();
    for (name, bytes) in places {
        hits.extend(canaries.iter().filter(|canary| holds(bytes, canary)).map(|canary| format!("{canary} in {name}")));
    }
    hits
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_people_type_is_found_in_no_log_no_answer_no_file_and_no_table() {
    let (people, mut searched) = (people(), 0);
    let canaries = canaries(&people);
    for database in [Some(Database::sqlite()), Database::postgres().await].into_iter().flatten() {
        for level in ["trace", "error"] {
            let folder = tempfile::tempdir().unwrap();
            let (data, log) = (folder.path().join("data"), folder.path().join("log.txt"));
            let mut server = Server::start(&database.url, &data, &log, level);
            let mut answers = Vec::new();
            for person in &people {
                let mut browser = Browser::new(&server);
                plant(&mut browser, person).await;
                answers.extend(browser.refusals);
            }
            let backup = folder.path().join("backup.imk");
            let args = ["--database-url", &database.url, "--data-dir", data.to_str().unwrap()];
            let output = imk(&[&["backup"], &args[..], &[backup.to_str().unwrap()]].concat());
            assert_eq!(output.status.code(), Some(0), "{}", said(&output.stderr));
            answers.extend(broken(&database, &server, &people[0]).await);
            server.kill();

            let mut places = vec![
                ("answers".to_owned(), answers.join("\n").into_bytes()),
                ("what the commands say".to_owned(), [output.stdout, output.stderr].concat()),
            ];
            files(folder.path(), &mut places);
            places.extend(database.files());
            tables(&database, &mut places).await;
            assert_eq!(search(&places, &canaries), [""; 0]);
            assert!(fs::metadata(&log).unwrap().len() > 100 || level == "error", "the log has something in it");
            searched += places.len();
            the_same_search_finds_them_in_the_open(&places, &canaries);
            database.run("DELETE FROM draft; DELETE FROM session; DELETE FROM message; DELETE FROM outbox; DELETE FROM idempotency; DELETE FROM application; DELETE FROM account").await.unwrap();
        }
    }
    println!("canary hits 0 (searched {searched} places for {} canaries)", canaries.len());
}

/// With a table missing, every way ends in an error of the database; each is answered by a number alone.
async fn broken(database: &Database, server: &Server, person: &Person) -> Vec<String> {
    database.run("ALTER TABLE account RENAME TO account_elsewhere").await.unwrap();
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
    database.run("ALTER TABLE account_elsewhere RENAME TO account").await.unwrap();
    browser.refusals
}

/// The companion: each canary put into the open in each place is found there.
fn the_same_search_finds_them_in_the_open(places: &[Place], canaries: &[String]) {
    for (name, bytes) in places {
        let middle = bytes.len() / 2;
        let planted = [&bytes[..middle], canaries.join("|").as_bytes(), &bytes[middle..]].concat();
        assert_eq!(search(&[(name.clone(), planted)], canaries).len(), canaries.len(), "{name}");
    }
}
