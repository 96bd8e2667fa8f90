//! Route `programmes`, and the validation of catalogue files.

use rules::call::{Call, JUNE_2025};
use rules::catalogue::{Catalogue, RowError};
use rules::programme::ProgrammeError;
use rules::programme::topic::Topic;
use serde_json::{Value, json};
use server::platform::demonstration;

use crate::support::TestApp;

fn call() -> Call {
    Call::parse(JUNE_2025.as_bytes()).unwrap()
}

#[tokio::test]
async fn demo_catalogue_has_100_programmes_of_20_providers() {
    let app = TestApp::new().await;
    let catalogue = app.visitor().get("programmes").await.expect(200).json();
    assert_eq!(catalogue["programmes"].as_array().unwrap().len(), 100);
    assert_eq!(catalogue["providers"].as_array().unwrap().len(), 20);
    let groups: usize =
        catalogue["programmes"].as_array().unwrap().iter().map(|p| p["groups"].as_array().unwrap().len()).sum();
    assert_eq!(catalogue["seats"].as_array().unwrap().len(), groups);
}

#[tokio::test]
async fn demo_programmes_have_topic_timetable_and_address() {
    let app = TestApp::new().await;
    let catalogue = app.visitor().get("programmes").await.expect(200).json();
    let programmes = catalogue["programmes"].as_array().unwrap();
    let of = |topic: &str| programmes.iter().filter(|programme| programme["topic"] == topic).count();
    let topics = Topic::ALL.map(|topic| of(serde_json::to_value(topic).unwrap().as_str().unwrap()));
    assert_eq!(topics, [20, 14, 19, 10, 10, 8, 7, 6, 6]);
    for programme in programmes {
        let id = &programme["id"];
        assert!(programme["short_summary"]["lv"].is_string(), "{id}");
        assert_eq!(programme["venue"].is_object(), programme["mode"] != "remote", "{id}");
        let groups = programme["groups"].as_array().unwrap();
        assert!(groups.iter().all(|group| !group["timetable"].as_array().unwrap().is_empty()), "{id}");
    }
    assert!(catalogue["providers"].as_array().unwrap().iter().all(|provider| provider["website"].is_string()));
}

#[tokio::test]
async fn programme_includes_its_provider_and_group_seats() {
    let app = TestApp::new().await;
    let details = app.visitor().get("programmes/p-001").await.expect(200).json();
    assert_eq!(details["programme"]["title"]["lv"], "Datu analīze ar Python");
    assert_eq!(details["provider"]["id"], details["programme"]["provider"]);
    assert_eq!(details["seats"], json!([{ "group": "p-001-1", "free": 8, "waiting": 0 }]));
    app.visitor().get("programmes/p-999").await.expect_code(404, "not_found");
}

#[test]
fn every_invalid_row_is_reported_and_valid_rows_are_kept() {
    let mut file: Value = serde_json::from_str(demonstration::CATALOGUE).unwrap();
    let rows = file["programmes"].as_array_mut().unwrap();
    rows.truncate(6);
    rows[1]["hours"] = json!(157);
    rows[1]["kind"] = json!("study_course");
    rows[2]["provider"] = json!("unknown");
    rows[3]["id"] = json!("p-001");
    rows[4]["colour"] = json!("red");
    let (catalogue, rejected) = Catalogue::parse(&file.to_string(), &call()).unwrap();
    let kept: Vec<_> = catalogue.programmes.iter().map(|programme| programme.id.as_str()).collect();
    assert_eq!(kept, ["p-001", "p-006"]);
    let reported: Vec<_> = rejected.iter().map(|row| row.row).collect();
    assert_eq!(reported, [2, 3, 4, 5]);
    assert!(matches!(rejected[0].reasons[..], [RowError::Rule(ProgrammeError::HoursOutOfRange { hours: 157, .. })]));
    assert_eq!(rejected[1].reasons, [RowError::UnknownProvider("unknown".into())]);
    assert_eq!(rejected[2].reasons, [RowError::Doubled("p-001".into())]);
    assert!(matches!(&rejected[3].reasons[..], [RowError::Unreadable(reason)] if reason.contains("colour")));
}
