//! Command line: input, output and exit codes of the binary.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use api::Keys;
use rules::call::JUNE_2025;
use serde_json::{Value, json};

use crate::support::{Client, TestApp, application, key, open_account};

fn imk(args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_imk"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Fails if the command rejects its arguments before it reads the input.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn lines(bytes: &[u8]) -> Vec<String> {
    String::from_utf8(bytes.to_vec()).unwrap().lines().map(str::to_owned).collect()
}

/// Settings of a provider that these tests never contact.
const PROVIDER: &[&str] =
    &["--oidc-issuer", "https://id.example.lv", "--oidc-client-id", "imk", "--public-url", "https://stars.example.lv"];

#[test]
fn invalid_value_prints_one_line_and_exits_with_2() {
    let cases: [(&[&str], &str); 17] = [
        (&["serve", "--listen", "nowhere"], "nowhere"),
        (&["serve", "--clock", "yesterday"], "yesterday"),
        (&["serve", "--clock-frozen", "2025-06-31T00:00:00+03:00"], "2025-06-31"),
        (&["serve", "--database-url", "mysql://localhost/imk", "--data-dir", env!("CARGO_TARGET_TMPDIR")], "sqlite:"),
        (
            &["serve", "--database-url", "postgres://imk@db.internal/imk"],
            "database-url: db.internal is another machine",
        ),
        (
            &["migrate", "--database-url", "postgres://imk@db.internal/imk", "--data-dir", env!("CARGO_TARGET_TMPDIR")],
            "sslmode=verify-full",
        ),
        (&["serve", "--call", "no-such-call.json"], "no-such-call.json"),
        (&["serve", "--no-demo"], "--catalogue"),
        (&["serve", "--colour"], "--colour"),
        (&["serve", "--listen", "0.0.0.0:0"], "loopback"),
        (&["serve", "--listen", "0.0.0.0:0", "--demo-on-a-public-address"], "IMK_EVERYBODY_MAY_SIGN_IN_AS_ANYBODY"),
        (&[&["serve"], PROVIDER].concat(), "--no-demo"),
        (&["serve", "--oidc-issuer", "https://id.example.lv"], "--no-demo"),
        (&["role", "grant", "--role", "auditor", "--by", "a", "--provider", "rtu"], "--provider"),
        (&["role", "grant", "--role", "provider-member", "--by", "a"], "--provider"),
        (&["role", "grant", "--role", "king", "--by", "a"], "king"),
        (&["decide", "--call", "1999-01"], "1999-01"),
    ];
    for (args, expected) in cases {
        let output = imk(args, "");
        let errors = lines(&output.stderr);
        let errors: Vec<_> = errors.iter().filter(|line| !line.contains("WARN")).collect();
        assert_eq!(output.status.code(), Some(2), "{args:?} {errors:?}");
        assert_eq!(errors.len(), 1, "{args:?} {errors:?}");
        assert!(errors[0].starts_with("imk: ") && errors[0].contains(expected), "{args:?} {errors:?}");
        assert_eq!(lines(&output.stdout), [""; 0], "{args:?}");
    }
}

#[test]
fn invalid_input_line_does_not_stop_the_others() {
    let input = "{\"at\":\"2025-06-10T09:00:00+03:00\",\"facts\":{\"birth_date\":\"1988-03-14\"}}\n\
                 {\"at\":\"2025-06-10T09:00:00+03:00\",\"facts\":{\"birth_date\":\"14.03.1988\"}}\n\
                 \n\
                 {\"facts\":{}}\n\
                 {\"at\":\"2025-06-21T00:00:00+03:00\",\"facts\":{}}\n";
    let output = imk(&["decide", "--call", "2025-06"], input);
    let decided: Vec<Value> = lines(&output.stdout).iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(decided.len(), 4);
    assert_eq!(decided[0]["verdict"], "needs_answer");
    assert_eq!((&decided[1]["line"], &decided[1]["error"]["field"]), (&2.into(), &"facts".into()));
    assert_eq!((&decided[2]["line"], &decided[2]["error"]["field"]), (&4.into(), &"at".into()));
    assert_eq!(decided[3]["verdict"], "not_eligible");
    assert_eq!(output.status.code(), Some(1), "some lines could not be read");
}

#[test]
fn check_call_prints_the_hash_or_the_invalid_field() {
    let folder = tempfile::tempdir().unwrap();
    let (good, broken) = (folder.path().join("good.json"), folder.path().join("broken.json"));
    std::fs::write(&good, JUNE_2025).unwrap();
    std::fs::write(&broken, JUNE_2025.replace("\"max\": 156", "\"max\": 49")).unwrap();
    let output = imk(&["check-call", good.to_str().unwrap()], "");
    assert_eq!(output.status.code(), Some(0));
    assert!(lines(&output.stdout)[0].contains("call 2025-06, pack "));
    let output = imk(&["check-call", broken.to_str().unwrap()], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(lines(&output.stderr)[0].contains("hours.study_course"), "{:?}", lines(&output.stderr));
}

#[tokio::test]
async fn receipt_file_is_verified_and_a_changed_one_rejected() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    let response = anna.submit(&key(1), &application().to_string()).await.expect(201).json();
    let keys: Keys = serde_json::from_str(&anna.get("keys").await.expect(200).text).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (file, changed, key_file) =
        (folder.path().join("receipt.json"), folder.path().join("changed.json"), folder.path().join("keys.json"));
    std::fs::write(&file, response["receipt"].to_string()).unwrap();
    std::fs::write(&changed, response["receipt"].to_string().replace("p-001-1", "p-001-2")).unwrap();
    std::fs::write(&key_file, serde_json::to_string(&keys).unwrap()).unwrap();
    let verify =
        |file: &std::path::Path| imk(&["verify", file.to_str().unwrap(), "--keys", key_file.to_str().unwrap()], "");
    let output = verify(&file);
    assert_eq!(output.status.code(), Some(0), "{:?}", lines(&output.stderr));
    assert!(lines(&output.stdout)[0].contains("the same findings"));
    let output = verify(&changed);
    assert_eq!(output.status.code(), Some(1));
    assert!(lines(&output.stderr)[0].contains("the signature does not match"));
}

#[tokio::test]
async fn operator_grants_and_revokes_a_role_by_code_on_stdin() {
    let app = TestApp::new().await;
    let anna = app.signed_in("anna-ozola").await;
    let folder = app.folder().to_str().unwrap();
    let role = |args: &[&str], code: &str| imk(&[&["role"], args, &["--data-dir", folder]].concat(), code);
    let code = app.state.demo.as_ref().unwrap().person("anna-ozola").unwrap().code.hyphenated();
    let grant = ["grant", "--role", "auditor", "--by", "operator"];
    assert_eq!(role(&grant, "030303-10012\n").status.code(), Some(1), "no person with this code");
    assert_eq!(role(&grant, "030303-10013\n").status.code(), Some(2), "not a personal code");
    let past = [&grant[..], &["--until", "2020-01-01T00:00:00Z"]].concat();
    assert_eq!(role(&past, &code).status.code(), Some(2), "expiry in the past");
    anna.get("audit").await.expect_code(403, "role_required");

    let output = role(&grant, &code);
    assert_eq!(output.status.code(), Some(0), "{:?}", lines(&output.stderr));
    let granted: Value = serde_json::from_str(&lines(&output.stdout)[0]).unwrap();
    assert_eq!((&granted["role"]["kind"], &granted["given_by"]), (&"auditor".into(), &"operator".into()));
    anna.get("audit").await.expect(200);
    let listed = role(&["list"], "");
    assert_eq!(lines(&listed.stdout), lines(&output.stdout));

    let revoke = ["revoke", granted["id"].as_str().unwrap(), "--by", "operator"];
    assert_eq!(role(&revoke, "").status.code(), Some(0));
    assert_eq!(role(&revoke, "").status.code(), Some(1), "already revoked");
    anna.get("audit").await.expect_code(403, "role_required");
}

#[tokio::test]
async fn operator_ends_all_sessions_of_a_person_and_is_audited() {
    let app = TestApp::new().await;
    let (phone, desktop) = (app.signed_in("anna-ozola").await, app.signed_in("anna-ozola").await);
    let toms = app.signed_in("toms-klavins").await;
    let folder = app.folder().to_str().unwrap();
    let sign_out =
        |args: &[&str], code: &str| imk(&[&["sign-out", "--data-dir", folder], args].concat(), &format!("{code}\n"));
    let code = app.state.demo.as_ref().unwrap().person("anna-ozola").unwrap().code.hyphenated();
    let lookup = app.state.cipher.lookup(rules::personal_code::PersonalCode::parse(&code).unwrap()).to_string();
    let id = app.state.store.person_by_code(&lookup).await.unwrap().unwrap();

    let refused: [(&[&str], &str, i32); 5] = [
        (&["--by", "Ieva"], "030303-10012", 1),
        (&["--by", "Ieva"], "030303-10013", 2),
        (&["0000-0000-0000-0000", "--by", "Ieva"], "", 1),
        (&["--by", " "], &code, 2),
        (&[], &code, 2),
    ];
    for (args, code, expected) in refused {
        assert_eq!(sign_out(args, code).status.code(), Some(expected), "{args:?}");
    }
    phone.get("messages").await.expect(200);

    let output = sign_out(&["--by", "Ieva"], &code);
    assert_eq!((output.status.code(), lines(&output.stdout)), (Some(0), vec!["sessions ended: 2".to_owned()]));
    for ended in [&phone, &desktop] {
        ended.get("messages").await.expect_code(401, "sign_in_required");
    }
    toms.get("messages").await.expect(200);
    app.signed_in("anna-ozola").await.get("messages").await.expect(200);
    assert_eq!(lines(&sign_out(&[&id, "--by", "Ieva"], "").stdout), ["sessions ended: 1"]);

    let entries = app.state.store.audit_entries(0, 100).await.unwrap();
    let logged: Vec<_> = entries.iter().filter(|entry| entry.action == "signed_out_by_operator").collect();
    assert_eq!(logged.iter().map(|entry| (&*entry.person, &*entry.subject)).collect::<Vec<_>>(), [(&*id, "Ieva"); 2]);
}

#[tokio::test]
async fn operator_corrects_only_declared_birth_dates() {
    let app = TestApp::new().await;
    let (zane, anna) = (app.signed_in("zane-abele").await, app.with_account("anna-ozola").await);
    zane.put("session/birth-date", &json!({ "birth_date": "1990-10-02" })).await.expect(204);
    zane.post("account", &open_account()).await.expect(201);
    zane.put("session/birth-date", &json!({ "birth_date": "1990-02-10" })).await.expect_code(409, "birth_date_known");

    let folder = app.folder().to_str().unwrap();
    let code = |id: &str| app.state.demo.as_ref().unwrap().person(id).unwrap().code.hyphenated();
    let correct = |args: &[&str], code: &str| imk(&[&["birth-date", "--data-dir", folder], args].concat(), code);
    let correction = ["1990-02-10", "--by", "Ieva"];
    let refused: [(&[&str], String, i32); 6] = [
        (&correction, code("anna-ozola"), 1),
        (&correction, "030303-10012".to_owned(), 1),
        (&["1990-02-30", "--by", "Ieva"], code("zane-abele"), 2),
        (&["2190-02-10", "--by", "Ieva"], code("zane-abele"), 2),
        (&["1990-02-10", "--by", " "], code("zane-abele"), 2),
        (&["1990-02-10"], code("zane-abele"), 2),
    ];
    for (args, code, expected) in &refused {
        assert_eq!(correct(args, code).status.code(), Some(*expected), "{args:?}");
    }
    let birth_date = async |client: &Client| {
        client.get("session").await.expect(200).json()["person"]["register"]["birth_date"].clone()
    };
    assert_eq!((birth_date(&zane).await, birth_date(&anna).await), (json!("1990-10-02"), json!("1988-03-14")));

    let output = correct(&correction, &code("zane-abele"));
    assert_eq!((output.status.code(), lines(&output.stdout)), (Some(0), vec!["birth date corrected".to_owned()]));
    assert_eq!(birth_date(&zane).await, json!("1990-02-10"));
    let entries = app.state.store.audit_entries(0, 100).await.unwrap();
    let logged = entries.iter().filter(|entry| entry.action == "birth_date_corrected_by_operator");
    assert_eq!(logged.map(|entry| &*entry.subject).collect::<Vec<_>>(), ["Ieva"]);
}

#[test]
fn public_demonstration_requires_flag_and_variable() {
    let folder = tempfile::tempdir().unwrap();
    let is_allowed = |flags: &[&str], variable: Option<&str>| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_imk"));
        // A missing call file stops the server; all errors are reported at once.
        command.args(["serve", "--listen", "0.0.0.0:0", "--call", "no-such-call.json"]).args(flags);
        command.arg("--data-dir").arg(folder.path()).env_remove("IMK_EVERYBODY_MAY_SIGN_IN_AS_ANYBODY");
        if let Some(value) = variable {
            command.env("IMK_EVERYBODY_MAY_SIGN_IN_AS_ANYBODY", value);
        }
        let errors = String::from_utf8(command.output().unwrap().stderr).unwrap();
        assert!(errors.contains("no-such-call.json"), "{errors}");
        !errors.contains("demonstration: ")
    };
    let flag = &["--demo-on-a-public-address"][..];
    assert!(is_allowed(flag, Some("yes")));
    for (flags, variable) in
        [(flag, None), (flag, Some("no")), (flag, Some("")), (&[][..], Some("yes")), (&[][..], None)]
    {
        assert!(!is_allowed(flags, variable), "{flags:?} {variable:?}");
    }
    assert!(is_allowed(&["--no-demo"], None), "without the demonstration no flag is needed");
}

#[test]
fn incomplete_or_insecure_provider_settings_are_rejected() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret");
    std::fs::write(&secret, "\n").unwrap();
    let catalogue = concat!(env!("CARGO_MANIFEST_DIR"), "/demo/catalogue.json");
    let folder = folder.path().to_str().unwrap();
    let serve = ["serve", "--no-demo", "--listen", "127.0.0.1:0", "--catalogue", catalogue, "--data-dir", folder];
    let without_tls =
        ["--oidc-issuer", "http://id.example.lv", "--oidc-client-id", "imk", "--public-url", "https://a.lv"];
    let cases: [(Vec<&str>, &str); 5] = [
        ([PROVIDER, &["--oidc-client-secret-file", secret.to_str().unwrap()]].concat(), "empty"),
        ([PROVIDER, &["--oidc-claim", "code=pk"]].concat(), "code=pk"),
        (without_tls.to_vec(), "http://id.example.lv: not a URL"),
        (PROVIDER[..4].to_vec(), "--public-url"),
        (PROVIDER[2..].to_vec(), "--oidc-issuer"),
    ];
    for (args, expected) in cases {
        let output = imk(&[&serve[..], &args].concat(), "");
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{errors}");
        assert!(errors.contains(expected), "{expected}: {errors}");
    }
}
