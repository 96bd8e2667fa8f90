//! A sign-in that is about to end says so in time, and one press keeps it.

use imk_tests::{Page, Result, Server, Viewport, in_browser};

use crate::offline::expect_no_server;
use crate::steps::{self, ANNA};

const ENDING: &str = "Sesija beigsies plkst.";
const STAY: &str = "Palikt kontā";

/// The sign-in lapses, as it does after half an hour without use.
pub(crate) async fn sign_in_lapses(page: &Page) -> Result {
    page.forget_cookies().await?;
    page.minutes_pass(31).await
}

#[tokio::test]
async fn warning_five_minutes_before_the_end_extends_the_session() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::open_account(page, ANNA).await?;
        page.minutes_pass(24).await?;
        // The clock of the pages ticks every ten seconds.
        tokio::time::sleep(std::time::Duration::from_secs(11)).await;
        page.lacks(ENDING).await?;
        page.minutes_pass(1).await?;
        page.sees(ENDING).await?;
        page.click_button(STAY).await?;
        page.lacks(ENDING).await?;
        page.heading_is(steps::ACCOUNT).await
    })
    .await
}

#[tokio::test]
async fn register_facts_are_not_called_missing_after_the_session() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::open_account(page, ANNA).await?;
        steps::begin_application(page).await?;
        page.click_button(steps::GO_ON).await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        page.click_button(steps::GO_ON).await?;
        page.heading_is(steps::STEP_CHECK).await?;
        page.sees("Dzimšanas datums 1988. gada 14. marts").await?;
        // The draft may be saved between the end of the session and the moment when the page learns of it.
        page.expect_console("status of 401");
        sign_in_lapses(page).await?;
        page.sees("Dzimšanas datums Redzēsi pēc pieslēgšanās").await?;
        page.lacks("Dzimšanas datums Nav norādīts").await
    })
    .await
}

#[tokio::test]
async fn extending_the_session_offline_loses_no_input() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        expect_no_server(page);
        steps::open_account(page, ANNA).await?;
        page.minutes_pass(25).await?;
        page.sees(ENDING).await?;
        server.kill()?;
        page.click_button(STAY).await?;
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        page.sees(steps::EMAIL).await?;
        server.restart()?;
        page.lacks(ENDING).await
    })
    .await
}

#[tokio::test]
async fn person_without_a_session_is_not_warned() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::begin_application(page).await?;
        page.minutes_pass(40).await?;
        tokio::time::sleep(std::time::Duration::from_secs(11)).await;
        page.lacks(ENDING).await
    })
    .await
}
