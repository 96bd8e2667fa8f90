//! Confirmations on the page that verifies them: whole, without the holder's part, changed, and no confirmation at all.

use std::fs;

use imk_tests::{Page, Result, Server, TemporaryFolder, Viewport, in_browser};
use serde_json::{Value, json};

use crate::steps::{self, ALL_NO, ANNA, ANNA_BORN};

const GENUINE: &str = "Apstiprinājums ir īsts";
const SAME_DECISION: &str = "Apstiprinājums ir īsts, un vērtējums sakrīt";
const CHANGED: &str = "Apstiprinājums ir mainīts";

/// Changes one value of a confirmation.
fn tampered(confirmation: &str, pointer: &str, value: Value) -> Result<String> {
    let mut file: Value = serde_json::from_str(confirmation)?;
    let place =
        file.pointer_mut(pointer).ok_or_else(|| imk_tests::Failure::new(format!("no {pointer}: {confirmation}")))?;
    assert_ne!(*place, value, "{pointer} has to change");
    *place = value;
    Ok(file.to_string())
}

async fn is_refused(page: &Page, confirmation: &str, because: &str) -> Result {
    steps::verify(page, confirmation).await?;
    page.sees(because).await?;
    page.lacks(GENUINE).await
}

#[tokio::test]
async fn tampered_confirmation_fails_and_names_the_change() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::apply_as(page, ANNA, ANNA_BORN, ALL_NO).await?;
        page.click_button(steps::TECHNICAL_FILE).await?;
        let (_, whole) = page.download(steps::DOWNLOAD).await?;
        let changes = [
            ("/receipt/signed/programme", json!("p-002"), CHANGED),
            ("/receipt/signed/received_at", json!("2025-06-09T10:00:00+03:00"), CHANGED),
            ("/receipt/signed/findings/0/outcome", json!("not_met"), CHANGED),
            ("/holder/facts/still_learning", json!(true), "Atbildes failā ir mainītas"),
            ("/receipt/signed/key", json!("0000000000000000"), "Apstiprinājums nav parakstīts ar mūsu atslēgu"),
        ];
        for (pointer, value, because) in changes {
            is_refused(page, &tampered(&whole, pointer, value)?, because).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn confirmation_holds_as_a_file_and_without_the_holders_part() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        steps::apply_as(page, ANNA, ANNA_BORN, ALL_NO).await?;
        page.click_button(steps::TECHNICAL_FILE).await?;
        let (name, whole) = page.download(steps::DOWNLOAD).await?;
        let (_, signed) = page.download("Lejupielādēt eksemplāru, ko rādīt citiem").await?;
        assert!(!signed.contains("1988") && !signed.contains("holder"), "{signed}");
        steps::verify(page, &signed).await?;
        page.sees("Atbilžu šajā failā nav").await?;
        page.sees(steps::TITLE).await?;
        choose_file(page, &name, &whole).await?;
        page.sees(SAME_DECISION).await
    })
    .await
}

/// Chooses a file with this text, and has it checked.
async fn choose_file(page: &Page, name: &str, text: &str) -> Result {
    let folder = TemporaryFolder::create()?;
    let file = folder.path().join(name);
    fs::write(&file, text)?;
    page.open("/parbaudit").await?;
    page.heading_is(steps::VERIFY).await?;
    page.choose_file("Apstiprinājuma fails", &file).await?;
    page.click_button("Pārbaudīt").await
}

#[tokio::test]
async fn invalid_confirmation_is_reported_without_any_request() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        for garbage in ["Labdien!", "{}", "[1, 2", r#"{"receipt":{}}"#] {
            is_refused(page, garbage, "Apstiprinājumu neatradām").await?;
        }
        is_refused(page, " ", "Izvēlies failu vai ielīmē apstiprinājuma saturu").await
    })
    .await
}

#[tokio::test]
async fn result_disappears_as_soon_as_another_text_is_there() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::apply_as(page, ANNA, ANNA_BORN, ALL_NO).await?;
        page.click_button(steps::TECHNICAL_FILE).await?;
        let (name, whole) = page.download(steps::DOWNLOAD).await?;
        choose_file(page, &name, &format!("\u{feff}{whole}\r\n")).await?;
        page.sees(GENUINE).await?;
        let folder = TemporaryFolder::create()?;
        let other = folder.path().join("cits.json");
        fs::write(&other, tampered(&whole, "/receipt/signed/programme", json!("p-002"))?)?;
        page.choose_file("Apstiprinājuma fails", &other).await?;
        page.lacks(GENUINE).await?;
        page.click_button("Pārbaudīt").await?;
        page.sees(CHANGED).await?;
        page.paste("Vai arī ielīmē apstiprinājuma saturu", &whole).await?;
        page.lacks(CHANGED).await?;
        page.click_button("Pārbaudīt").await?;
        page.sees(GENUINE).await
    })
    .await
}

#[tokio::test]
async fn heading_claims_no_application_that_is_not_loaded() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        page.expect_console("status of 401");
        page.open("/apstiprinajums/nav-tada").await?;
        page.heading_is("Pieteikuma apstiprinājums").await?;
        page.lacks("Pieteikums ir saņemts").await?;
        steps::open_account(page, ANNA).await?;
        page.expect_console("status of 404");
        page.open("/apstiprinajums/nav-tada").await?;
        page.heading_is("Pieteikuma apstiprinājums").await?;
        page.lacks("Pieteikums ir saņemts").await
    })
    .await
}
