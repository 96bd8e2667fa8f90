//! What machines read of a programme: schema.org `Course`, in a block of data that no content policy forbids.

use imk_tests::portal::{Manners, Portal};
use imk_tests::{Failure, Page, Result, Server, Viewport, in_browser};
use serde_json::{Value, json};

use crate::host_page::{enter, script};
use crate::prerender::answer;

/// The JSON of the first block of data in the document that the server sends for an address.
async fn course(page: &Page, path: &str) -> Result<Value> {
    let body = format!(
        "const blocks = (await parsed('{path}')).querySelectorAll('script[type=\"application/ld+json\"]');
         return [...blocks].map((block) => block.text);"
    );
    let blocks: Vec<String> = serde_json::from_value(answer(page, &body).await?)?;
    let [block] = blocks.as_slice() else { return Err(Failure::new(format!("{} blocks", blocks.len()))) };
    Ok(serde_json::from_str(block)?)
}

#[tokio::test]
async fn structured_data_of_every_programme_equals_the_api() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        page.open("/").await?;
        let catalogue = page.get_json("/api/v1/programmes").await?;
        let programmes = catalogue["programmes"].as_array().cloned().unwrap_or_default();
        assert_eq!(programmes.len(), 100);
        for programme in programmes {
            let id = programme["id"].as_str().unwrap_or_default();
            let details = page.get_json(&format!("/api/v1/programmes/{id}")).await?;
            let course = course(page, &format!("/programmas/{id}")).await?;
            is_described(&course, &details);
        }
        Ok(())
    })
    .await
}

/// Field by field.
fn is_described(course: &Value, details: &Value) {
    let (programme, provider) = (&details["programme"], &details["provider"]);
    let id = &programme["id"];
    let cents = programme["price_cents"].as_u64().unwrap_or_default();
    let level = |name: &str| programme["level"][name].as_u64().unwrap_or_default();
    let levels = match (level("from"), level("to")) {
        (from, to) if from == to => format!("DigComp\u{a0}{from}"),
        (from, to) => format!("DigComp\u{a0}{from}–{to}"),
    };
    let lv = |field: &str| programme[field]["lv"].clone();
    let outcomes: Vec<Value> =
        programme["outcomes"].as_array().into_iter().flatten().map(|outcome| outcome["lv"].clone()).collect();
    for (field, expected) in [
        ("@context", json!("https://schema.org")),
        ("@type", json!("Course")),
        ("courseCode", id.clone()),
        ("name", lv("title")),
        ("alternateName", programme["title"]["en"].clone()),
        ("description", lv("summary")),
        ("teaches", Value::from(outcomes)),
        ("coursePrerequisites", lv("prior_knowledge")),
        ("educationalLevel", json!(levels)),
        ("educationalCredentialAwarded", json!("Apliecība")),
        ("inLanguage", programme["language"].clone()),
    ] {
        assert_eq!(course[field], expected, "{id}: {field}");
    }
    for (field, expected) in [("name", "name"), ("email", "email"), ("telephone", "phone")] {
        assert_eq!(course["provider"][field], provider[expected], "{id}: provider {field}");
    }
    assert_eq!(course["provider"]["address"]["addressLocality"], provider["place"], "{id}");
    assert_eq!(course["provider"]["url"], provider["website"], "{id}");
    assert_eq!(course["offers"]["price"], format!("{}.{:02}", cents / 100, cents % 100), "{id}");
    assert_eq!(course["offers"]["priceCurrency"], "EUR", "{id}");
    let instances = course["hasCourseInstance"].as_array().cloned().unwrap_or_default();
    let groups = programme["groups"].as_array().cloned().unwrap_or_default();
    assert_eq!(instances.len(), groups.len(), "{id}");
    let mode = match programme["mode"].as_str() {
        Some("remote") => "Online",
        Some("in_person") => "Onsite",
        _ => "Blended",
    };
    for (instance, group) in instances.iter().zip(&groups) {
        assert_eq!(instance["@type"], "CourseInstance", "{id}");
        assert_eq!(instance["startDate"], group["starts_on"], "{id}");
        assert_eq!(instance["endDate"], group["ends_on"], "{id}");
        assert_eq!(instance["maximumAttendeeCapacity"], group["seats"], "{id}");
        assert_eq!(instance["courseMode"], mode, "{id}");
        assert_eq!(instance["inLanguage"], programme["language"], "{id}");
        let workload = instance["courseWorkload"].as_str().unwrap_or_default();
        assert!(workload.starts_with(&format!("{}\u{a0}akadēmisk", programme["hours"])), "{id}: {workload}");
        let place = &instance["location"]["address"]["addressLocality"];
        assert_eq!(place, &programme["place"], "{id}");
        let street = &instance["location"]["address"]["streetAddress"];
        assert_eq!(street, &programme["venue"]["address"], "{id}");
    }
}

/// A block of data is no script to a policy. An inline script beside it proves that the policy is in force.
#[tokio::test]
async fn block_of_data_about_a_course_breaks_no_content_policy() -> Result {
    let portal = Portal::start(Manners::Calm).await?;
    for (block, refused) in [
        ("<script type=\"application/ld+json\">{}</script>", json!([])),
        ("<script>window.ran = true;</script>", json!(["script-src-elem"])),
    ] {
        portal.hold(&format!("<imk-app base=\"/imk\">{block}</imk-app>"));
        in_browser(&portal.server, Viewport::Desktop, async |page| {
            page.expect_console("Content Security Policy");
            page.expect_console("Content-Security-Policy");
            enter(page, &portal, "/imk/programmas/p-001").await?;
            assert_eq!(script(page, "return window.violations").await?, refused, "{block}");
            assert_eq!(script(page, "return window.ran ?? null").await?, Value::Null);
            Ok(())
        })
        .await?;
    }
    Ok(())
}
