//! The last second of the window, and the first one after it.

use imk_tests::{Result, Server, Viewport, in_browser};
use serde_json::json;

use crate::steps::{self, ALL_NO, ANNA, ANNA_BORN};

const LAST_SECOND: &str = "2025-06-20T23:59:59+03:00";
const CLOSED: &str = "2025-06-21T00:00:00+03:00";

#[tokio::test]
async fn application_at_the_last_second_is_accepted() -> Result {
    let server = Server::frozen_at(LAST_SECOND)?;
    in_browser(&server, Viewport::Phone, async |page| {
        let id = steps::apply_as(page, ANNA, ANNA_BORN, ALL_NO).await?;
        page.sees("23.59").await?;
        let application = page.get_json(&format!("/api/v1/applications/{id}")).await?;
        assert_eq!(application["submitted_at"], json!(LAST_SECOND), "{application}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn application_a_second_late_is_rejected_and_stays_as_typed() -> Result {
    let server = Server::frozen_at(LAST_SECOND)?;
    in_browser(&server, Viewport::Phone, async |page| {
        page.expect_console("status of 409");
        steps::fill_in(page, ANNA_BORN, ALL_NO).await?;
        steps::sign_in_to_send(page, ANNA).await?;
        crate::offline::expect_no_server(page);
        server.restart_frozen_at(CLOSED)?;
        page.click_button(steps::SEND).await?;
        page.sees("Pieteikšanās ir beigusies").await?;
        page.heading_is(steps::STEP_CHECK).await?;
        for typed in [steps::TITLE, ANNA, steps::EMAIL, steps::PHONE, "1988. gada 14. marts"] {
            page.sees(typed).await?;
        }
        assert!(steps::application_ids(page).await?.is_empty());
        Ok(())
    })
    .await
}
