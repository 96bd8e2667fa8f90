//! Pictures of the pages that can be opened by their address, for `cargo xtask screens`.

use imk_tests::{Outcome, Server, Viewport, in_browser};

/// The picture's name and the page's path.
const PAGES: [(&str, &str); 1] = [("sakums", "/")];

async fn every_page_has_a_heading_and_a_picture(viewport: Viewport) -> Outcome {
    let server = Server::start()?;
    in_browser(&server, viewport, async |page| {
        for (name, path) in PAGES {
            page.open(path).await?;
            page.heading().await?;
            page.picture(name).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn every_page_has_a_heading_and_a_picture_on_a_phone() -> Outcome {
    every_page_has_a_heading_and_a_picture(Viewport::Phone).await
}

#[tokio::test]
async fn every_page_has_a_heading_and_a_picture_on_a_desktop() -> Outcome {
    every_page_has_a_heading_and_a_picture(Viewport::Desktop).await
}
