//! The last second of the window, and the first one after it.

use imk_tests::{Failure, Page, Result, Server, Viewport, in_browser, until};
use serde_json::json;

use crate::host_page::script;
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

/// Sets the device's clock while the page is open.
async fn set_clock(page: &Page, minutes: i64) -> Result {
    let script = "const { Date } = window, now = Date.now.bind(Date), [by] = arguments;
        Date.now = () => now() + by;
        window.wrong = 0;
        window.asked = performance.getEntriesByType('resource').length;
        const look = () => { window.wrong += document.body.innerText.includes('Pieteikšanās ir beigusies') ? 1 : 0; };
        new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });";
    page.driver().execute(script, vec![(minutes * 60_000).into()]).await?;
    Ok(())
}

#[tokio::test]
async fn clock_set_while_the_page_is_open_closes_nothing() -> Result {
    let server = Server::frozen_at("2025-06-20T23:30:00+03:00")?;
    for path in ["/", "/pieteikums/p-001"] {
        in_browser(&server, Viewport::Phone, async |page| {
            steps::open(page, path).await?;
            set_clock(page, 45).await?;
            let asked = "return performance.getEntriesByType('resource').slice(window.asked)
                .some(({ name }) => name.endsWith('/call'))";
            until("the time was asked for again", async || {
                if script(page, asked).await? == true { Ok(()) } else { Err(Failure::new("it was not")) }
            })
            .await?;
            // The next tick of the clock.
            tokio::time::sleep(std::time::Duration::from_secs(11)).await;
            assert_eq!(script(page, "return window.wrong").await?, 0);
            page.lacks("Pieteikšanās ir beigusies").await
        })
        .await
        .map_err(|why| why.and(path))?;
    }
    Ok(())
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

#[tokio::test]
async fn response_that_corrects_the_clock_is_requested_once() -> Result {
    // By the device's clock, applications have closed.
    let server = Server::frozen_at("2025-06-10T12:00:00+03:00")?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::open(page, "/").await?;
        page.sees("Pieteikšanās ir atvērta").await?;
        tokio::time::sleep(std::time::Duration::from_secs(2)).await;
        let requests =
            "return performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/call')).length";
        assert_eq!(script(page, requests).await?, 1);
        Ok(())
    })
    .await
}
