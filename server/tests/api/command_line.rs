//! The binary as an operator uses it: what goes in, what comes out, and the exit code.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use rules::call::JUNE_2025;
use rules::wire::Keys;
use serde_json::Value;

use crate::support::{TestApp, application, key};

fn imk(args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_imk"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn lines(bytes: &[u8]) -> Vec<String> {
    String::from_utf8(bytes.to_vec()).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn a_bad_value_gets_one_line_and_exit_code_two() {
    let cases: [(&[&str], &str); 8] = [
        (&["serve", "--listen", "nowhere"], "nowhere"),
        (&["serve", "--clock", "yesterday"], "yesterday"),
        (&["serve", "--clock-frozen", "2025-06-31T00:00:00+03:00"], "2025-06-31"),
        (&["serve", "--database-url", "mysql://localhost/imk", "--data-dir", env!("CARGO_TARGET_TMPDIR")], "sqlite:"),
        (&["serve", "--call", "no-such-call.json"], "no-such-call.json"),
        (&["serve", "--no-demo"], "--catalogue"),
        (&["serve", "--colour"], "--colour"),
        (&["decide", "--call", "1999-01"], "1999-01"),
    ];
    for (args, named) in cases {
        let output = imk(args, "");
        let said = lines(&output.stderr);
        let said: Vec<_> = said.iter().filter(|line| !line.contains("WARN")).collect();
        assert_eq!(output.status.code(), Some(2), "{args:?} {said:?}");
        assert_eq!(said.len(), 1, "{args:?} {said:?}");
        assert!(said[0].starts_with("imk: ") && said[0].contains(named), "{args:?} {said:?}");
        assert_eq!(lines(&output.stdout), [""; 0], "{args:?}");
    }
}

#[test]
fn facts_go_in_line_by_line_and_a_bad_line_does_not_stop_the_rest() {
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
fn a_good_call_pack_is_named_with_its_hash_and_a_broken_one_with_its_field() {
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
async fn a_confirmation_is_verified_from_its_file_and_a_changed_one_is_not() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    let answer = anna.submit(&key(1), &application().to_string()).await.expect(201).json();
    let keys: Keys = serde_json::from_str(&anna.get("keys").await.expect(200).text).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (file, changed, key_file) =
        (folder.path().join("receipt.json"), folder.path().join("changed.json"), folder.path().join("keys.json"));
    std::fs::write(&file, answer["receipt"].to_string()).unwrap();
    std::fs::write(&changed, answer["receipt"].to_string().replace("p-001-1", "p-001-2")).unwrap();
    std::fs::write(&key_file, serde_json::to_string(&keys).unwrap()).unwrap();
    let verify =
        |file: &std::path::Path| imk(&["verify", file.to_str().unwrap(), "--keys", key_file.to_str().unwrap()], "");
    let output = verify(&file);
    assert_eq!(output.status.code(), Some(0), "{:?}", lines(&output.stderr));
    assert!(lines(&output.stdout)[0].contains("the same findings"));
    let output = verify(&changed);
    assert_eq!(output.status.code(), Some(1));
    assert!(lines(&output.stderr)[0].contains("the signature does not fit"));
}
