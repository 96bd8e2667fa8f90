//! Prints the files that a browser fetches until the first page is usable: a line for each file, its bytes as sent
//! over the network, and last `fetched N`, their sum.

use std::process::ExitCode;

use imk_tests::{Failure, Result, Server, Viewport, in_browser};

/// Files that the page has loaded so far, itself included; only once the pages have started and said whether
/// applications are taken. The next page's chunk is fetched later and belongs to that page.
const LOADED: &str = "const [done] = arguments;
    const usable = () => document.querySelector('imk-app .imk-open');
    const served = document.querySelector('[data-imk-path]');
    const look = () => {
        if (served?.isConnected || !usable()) return setTimeout(look, 10);
        const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
        done(entries.map((entry) => [new URL(entry.name).pathname, entry.encodedBodySize]));
    };
    look();";

#[tokio::main]
async fn main() -> ExitCode {
    match fetched().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("fetched: {why}");
            ExitCode::FAILURE
        }
    }
}

async fn fetched() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        page.open("/").await?;
        let entries = page.driver().execute_async(LOADED, vec![]).await?;
        let entries: Vec<(String, u64)> = serde_json::from_value(entries.json().clone())?;
        for (path, bytes) in &entries {
            if *bytes == 0 {
                return Err(Failure::new(format!("{path} came from a cache")));
            }
            println!("{bytes:>10} {path}");
        }
        println!("fetched {}", entries.iter().map(|(_, bytes)| bytes).sum::<u64>());
        Ok(())
    })
    .await
}
