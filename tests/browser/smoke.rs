//! The house stands: the first page comes up.

use imk_tests::{Outcome, Server, Viewport, in_browser};

async fn first_page_has_a_heading(viewport: Viewport) -> Outcome {
    let server = Server::start()?;
    in_browser(&server, viewport, async |page| {
        page.open("/").await?;
        page.heading().await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn first_page_has_a_heading_on_a_phone() -> Outcome {
    first_page_has_a_heading(Viewport::Phone).await
}

#[tokio::test]
async fn first_page_has_a_heading_on_a_desktop() -> Outcome {
    first_page_has_a_heading(Viewport::Desktop).await
}
