//! Static parts of a page: the prerendered page contains them, and a lazy chunk provides them elsewhere.

use imk_tests::portal::{Manners, Portal};
use imk_tests::{Failure, Page, Result, Server, Viewport, in_browser, until};

use crate::host_page::{script, script_returns};

/// Whether the browser has fetched the chunk of the static parts.
const HAS_FETCHED_LAYOUT: &str =
    "return performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/split_layout.wasm'))";

const FOOTER: &str = "return document.querySelector('.imk-app .imk-footer')?.innerText.replace(/\\s+/g, ' ') ?? ''";

async fn footer_reads(page: &Page, text: &str) -> Result {
    until(format!("“{text}” in the footer"), async || {
        let footer = page.text_from(FOOTER, vec![]).await?;
        if footer.contains(text) { Ok(()) } else { Err(Failure::new(format!("it reads “{footer}”"))) }
    })
    .await
}

#[tokio::test]
async fn prerendered_page_needs_no_code_for_its_static_parts() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        page.open("/").await?;
        footer_reads(page, "Raksti").await?;
        page.sees("Kā pieteikties").await?;
        page.click_button("English").await?;
        footer_reads(page, "Contact us").await?;
        page.sees("How to apply").await?;
        page.click_link("Programmes").await?;
        page.heading_is("Programmes").await?;
        footer_reads(page, "Contact us").await?;
        assert_eq!(script(page, HAS_FETCHED_LAYOUT).await?, false);

        page.open("/parbaudit").await?;
        footer_reads(page, "Contact us").await?;
        assert_eq!(script(page, HAS_FETCHED_LAYOUT).await?, false);
        page.click_link("Individual learning account").await?;
        page.sees("How to apply").await?;
        assert_eq!(script(page, HAS_FETCHED_LAYOUT).await?, true, "that page has no steps");
        page.click_button("Latviski").await?;
        page.sees("Kā pieteikties").await?;
        footer_reads(page, "Raksti").await
    })
    .await
}

#[tokio::test]
async fn portal_without_a_prerendered_page_loads_static_parts() -> Result {
    let portal = Portal::start(Manners::Calm).await?;
    in_browser(&portal.server, Viewport::Desktop, async |page| {
        // The portal has no text of this page.
        page.visit(&format!("{}/imk/atbilstiba", portal.address())).await?;
        page.has_started().await?;
        footer_reads(page, "Raksti").await?;
        assert_eq!(script(page, HAS_FETCHED_LAYOUT).await?, true);
        let help = "return document.querySelector('.imk-footer__links a').getAttribute('href')";
        assert_eq!(script(page, help).await?, "/imk/palidziba");
        Ok(())
    })
    .await
}

/// Topics with numbers and addresses, as the first page shows them.
const TOPICS: &str = "const text = (tile, part) => tile.querySelector(part).textContent;
    return [...document.querySelectorAll('imk-app .imk-tiles a')]
        .map((tile) => [text(tile, 'b'), text(tile, 'small'), tile.getAttribute('href')].join('|'))";

#[tokio::test]
async fn topics_are_those_of_the_catalogue_in_document_and_chunk() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        page.open("/").await?;
        page.has_started().await?;
        let from_document = script(page, TOPICS).await?;
        let offer = page.get_json("/api/v1/call").await?["offer"].clone();
        let data = &offer["topics"][0];
        let expected =
            format!("Dati un analīze|{} no {} bez maksas|/programmas?temats=dati", data["free"], data["programmes"]);
        assert_eq!(from_document[0], expected);
        assert_eq!(from_document.as_array().map(Vec::len), offer["topics"].as_array().map(Vec::len));

        page.open("/parbaudit").await?;
        page.click_link("Individuālais mācību konts").await?;
        script_returns(page, TOPICS, &from_document).await?;
        page.click_link("Dati un analīze").await?;
        page.sees(&format!("{} programmu", data["programmes"])).await
    })
    .await
}
