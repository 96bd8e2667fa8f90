//! The style sheet that the first page does not need: fetched with the first chunk, and by every other page at once.

use std::fs;

use imk_tests::{Deployment, Page, Result, Server, ServerOptions, Viewport, in_browser};

use crate::host_page::{script, script_returns};
use crate::steps;

const PROGRAMMES: &str = "Programmas";

/// Requests of the sheet so far.
const REQUESTS: &str =
    "return performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/pages.css')).length";

/// Width of the border of the first programme card; the sheet sets it.
const BORDER: &str = "const card = document.querySelector('.imk-card');
    return card ? getComputedStyle(card).borderTopWidth : 'no card'";

async fn border_is(page: &Page, width: &str) -> Result {
    script_returns(page, BORDER, &width.into()).await
}

async fn requests(page: &Page, count: u64) -> Result {
    script_returns(page, REQUESTS, &count.into()).await
}

#[tokio::test]
async fn sheet_of_other_pages_comes_once_with_the_first_chunk() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        page.open("/").await?;
        page.heading_is("500 eiro digitālo prasmju apguvei").await?;
        assert_eq!(script(page, "return document.querySelectorAll('link[href$=\"pages.css\"]').length").await?, 0);
        // The chunk of the next page is prefetched.
        requests(page, 1).await?;
        page.click_link("Skatīt programmas").await?;
        page.heading_is(PROGRAMMES).await?;
        border_is(page, "1px").await?;
        requests(page, 1).await
    })
    .await
}

#[tokio::test]
async fn other_page_has_its_sheet_from_the_document() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        page.open("/programmas").await?;
        page.has_started().await?;
        border_is(page, "1px").await?;
        requests(page, 1).await
    })
    .await
}

#[tokio::test]
async fn missing_sheet_prevents_no_page_and_is_requested_again() -> Result {
    let deployment = Deployment::of_the_built_pages()?;
    let (file, away) = (deployment.file("pages.css"), deployment.file("away"));
    fs::rename(&file, &away)?;
    fs::remove_file(deployment.file("pages.css.br"))?;
    let server = ServerOptions::default().pages(deployment.path()).start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        page.expect_console("status of 404");
        page.expect_console("Refused to apply style");
        page.open("/").await?;
        page.click_link("Skatīt programmas").await?;
        page.heading_is(PROGRAMMES).await?;
        border_is(page, "0px").await?;
        fs::rename(&away, &file)?;
        steps::choose_from_menu(page, "Palīdzība").await?;
        page.heading_is("Palīdzība").await?;
        page.back().await?;
        page.heading_is(PROGRAMMES).await?;
        border_is(page, "1px").await
    })
    .await
}
