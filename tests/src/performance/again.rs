//! The second visit, without a network: the service worker of the first one answers.

use super::chromium::{Chromium, Network};
use super::figures::{Figure, Unit};
use super::visit::{Purpose, Seen, visit};
use crate::browser::Viewport;
use crate::failure::Result;
use crate::server::Server;
use crate::temporary::TemporaryFolder;

/// The bar for the first paint and for the first button, milliseconds.
const BAR: f64 = 400.0;

/// The worker has kept everything: only then it becomes active.
const KEPT: &str = "navigator.serviceWorker.ready.then(() => true)";

/// Visits twice, so many times; the second visit is measured.
pub(super) async fn measure(runs: usize) -> Result<Vec<Figure>> {
    let server = Server::start()?;
    let (mut painted, mut usable) = (Vec::new(), Vec::new());
    for run in 1..=runs {
        let seen = again(&server).await?;
        painted.push(seen.time("first-contentful-paint")?);
        usable.push(seen.time("usable")?);
        eprintln!("visit without a network: {run} of {runs}");
    }
    Ok(vec![
        Figure::new("repeat visit offline, phone: first contentful paint", Unit::Seconds, Some(BAR), painted),
        Figure::new("repeat visit offline, phone: usable", Unit::Seconds, Some(BAR), usable),
    ])
}

/// A visit with a network; then the browser is ended and started again without one, so that nothing of it is warm. The
/// server has ended by then: whatever the browser takes for no network, nothing answers.
async fn again(server: &Server) -> Result<Seen> {
    let profile = TemporaryFolder::create()?;
    let mut chromium = Chromium::start(profile.path(), Network::Plain).await?;
    let tab = chromium.tab(Viewport::Phone).await?;
    chromium.open(&tab, &server.url("/")).await?;
    chromium.value(&tab, KEPT).await?;
    chromium.close().await?;
    server.kill()?;
    let mut chromium = Chromium::start(profile.path(), Network::Offline).await?;
    let seen = visit(&mut chromium, server, Viewport::Phone, Purpose::Press).await?;
    chromium.close().await?;
    server.restart()?;
    Ok(seen)
}
