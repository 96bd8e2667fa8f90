//! Accessibility: the quick part of `cargo xtask a11y`, without axe. docs/accessibility.md describes both parts.

use imk_tests::a11y::{Finding, Look};
use imk_tests::{Failure, Page, Result, Server, Viewport, in_browser, until};

use crate::steps::{self, ANNA_BORN};

/// Pages on which people read, choose, fill in.
const PATHS: [&str; 6] =
    ["/", "/atbilstiba", "/programmas/p-001", "/pieteikums/p-001?solis=3", "/pieklustamiba", "/konts"];

fn none(findings: &[Finding]) -> Result {
    let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    if lines.is_empty() { Ok(()) } else { Err(Failure::new(lines.join("\n"))) }
}

async fn with_page(spec: impl AsyncFnOnce(&Page) -> Result) -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, spec).await
}

/// Opens an address, runs the probe's interaction, and asserts that there are no findings.
async fn nobody_is_kept_out_when(probe: &str, open: impl AsyncFnOnce(&Page) -> Result, width: u32) -> Result {
    with_page(async |page| {
        open(page).await?;
        page.take_look(Look { width, ..Look::USUAL }).await?;
        none(&page.barriers_when(probe).await?)
    })
    .await
}

#[tokio::test]
async fn text_may_be_twice_as_large_and_spaced_without_loss() -> Result {
    with_page(async |page| {
        for path in PATHS {
            steps::open(page, path).await?;
            none(&page.barriers_in_larger_text().await?).map_err(|why| why.and(path))?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn page_works_enlarged_in_few_colours_and_without_motion() -> Result {
    with_page(async |page| {
        let look = Look { language: "lv", width: 320, forced: true };
        page.take_look(look).await?;
        for path in PATHS {
            steps::open(page, path).await?;
            none(&page.barriers_at_rest(look).await?).map_err(|why| why.and(path))?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn focus_goes_everywhere_in_order_is_seen_and_not_covered() -> Result {
    with_page(async |page| {
        for width in [Look::USUAL.width, 320] {
            page.take_look(Look { width, ..Look::USUAL }).await?;
            for path in PATHS {
                steps::open(page, path).await?;
                none(&page.barriers_for_the_keyboard().await?).map_err(|why| why.and(path))?;
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn another_page_is_announced_named_and_takes_the_focus() -> Result {
    nobody_is_kept_out_when("route", async |page| steps::open(page, "/").await, 1280).await
}

#[tokio::test]
async fn mistakes_are_summed_up_and_lead_to_their_fields() -> Result {
    nobody_is_kept_out_when("errors", async |page| steps::open(page, "/pieteikums/p-001?solis=2").await, 1280).await
}

#[tokio::test]
async fn loss_of_the_network_is_announced() -> Result {
    with_page(async |page| {
        page.expect_console("net::ERR_");
        steps::open(page, "/programmas").await?;
        page.offline(true).await?;
        until("the announcement", async || {
            let said = page.text_of(".imk-app > [aria-live]").await?;
            if said.starts_with("Nav interneta.") {
                Ok(())
            } else {
                Err(Failure::new(format!("announced is “{said}”")))
            }
        })
        .await
    })
    .await
}

#[tokio::test]
async fn number_of_results_is_announced() -> Result {
    nobody_is_kept_out_when("search", async |page| steps::open(page, "/programmas").await, 1280).await
}

#[tokio::test]
async fn supposed_verdict_is_announced() -> Result {
    let verdict = async |page: &Page| {
        steps::get_verdict(page, ANNA_BORN, ["Nē", "Jā", "Nē"]).await?;
        page.heading_is("Šobrīd vēl nevari pieteikties").await
    };
    nobody_is_kept_out_when("suppose", verdict, 1280).await
}

#[tokio::test]
async fn language_of_the_page_follows_the_switch_and_the_focus_stays() -> Result {
    nobody_is_kept_out_when("language", async |page| steps::open(page, "/palidziba").await, 1280).await
}

#[tokio::test]
async fn what_unfolds_says_so_and_keeps_the_focus() -> Result {
    nobody_is_kept_out_when("unfold", async |page| steps::open(page, "/programmas").await, 320).await
}
