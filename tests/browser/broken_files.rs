//! Files of the pages with a wrong content type, or damaged in a cache: the pages start all the same.

use std::fs;

use imk_tests::portal::{Fault, Manners, Portal, PortalOptions};
use imk_tests::{Deployment, Failure, Page, Result, ServerOptions, Viewport, in_browser};
use serde_json::json;

use crate::host_page::enter;
use crate::offline::ready_to_go_offline;
use crate::steps;

const QUESTION: &str = "Kāds ir tavs dzimšanas datums?";

/// Content types of servers that do not know wasm.
const WRONG: [Option<&str>; 4] = [Some("text/html"), Some("application/octet-stream"), Some("text/plain"), None];

/// The pages inside a portal, without a worker that would cache the files of an earlier case.
async fn portal() -> Result<Portal> {
    let portal = PortalOptions::new(Manners::Calm).start().await?;
    portal.hold("<imk-app base=\"/imk\" api=\"/imk/api\" worker=\"off\"></imk-app>");
    Ok(portal)
}

#[tokio::test]
async fn main_module_starts_with_any_content_type() -> Result {
    let portal = portal().await?;
    for kind in WRONG {
        portal.inject_fault("app_bg.wasm", Some(Fault::ContentType(kind)));
        in_browser(&portal.server, Viewport::Desktop, async |page| enter(page, &portal, "/imk").await)
            .await
            .map_err(|why| why.and(format!("{kind:?}")))?;
    }
    Ok(())
}

#[tokio::test]
async fn chunk_loads_with_any_content_type() -> Result {
    let portal = portal().await?;
    for kind in WRONG {
        portal.inject_fault("split_eligibility.wasm", Some(Fault::ContentType(kind)));
        in_browser(&portal.server, Viewport::Desktop, async |page| {
            enter(page, &portal, "/imk").await?;
            page.click_link("Pārbaudīt, vai varu pieteikties").await?;
            page.heading_is(QUESTION).await
        })
        .await
        .map_err(|why| why.and(format!("{kind:?}")))?;
    }
    Ok(())
}

/// Replaces a cached file of this version.
const SPOIL: &str = "const [name, body, type, done] = arguments; (async () => {
    const version = document.querySelector('imk-app').dataset.version;
    const cache = await caches.open(`imk-${version}`);
    await cache.put(`/v/${version}/${name}`, new Response(body, { headers: { 'content-type': type } }));
})().then(() => done('spoiled'), (cause) => done(String(cause)));";

async fn spoil(page: &Page, name: &str, body: &str, kind: &str) -> Result {
    let arguments = vec![name.into(), body.into(), kind.into()];
    let spoiled = page.driver().execute_async(SPOIL, arguments).await?.json().clone();
    if spoiled == "spoiled" { Ok(()) } else { Err(Failure::new(spoiled.to_string())) }
}

#[tokio::test]
async fn spoilt_file_in_the_cache_is_fetched_from_the_network() -> Result {
    let deployment = Deployment::of_the_built_pages()?;
    let server = ServerOptions::default().pages(deployment.path()).start()?;
    for (name, body, kind) in [
        ("app_bg.wasm", "", "application/wasm"),
        ("app_bg.wasm", "<h1>Bad gateway</h1>", "text/html"),
        ("split_eligibility.wasm", "", "application/wasm"),
        ("split_eligibility.wasm", "\0asm", "application/wasm"),
        ("app.js", "", "text/javascript"),
        ("__wasm_split.js", "", "text/javascript"),
        ("imk.css", "", "text/css"),
        ("pages.css", "", "text/css"),
    ] {
        in_browser(&server, Viewport::Desktop, async |page| {
            page.open("/").await?;
            ready_to_go_offline(page).await?;
            spoil(page, name, body, kind).await?;
            page.open("/atbilstiba").await?;
            page.heading_is(QUESTION).await
        })
        .await
        .map_err(|why| why.and(format!("{name}: “{body}”")))?;
    }
    Ok(())
}

#[tokio::test]
async fn reload_repairs_a_script_that_does_not_parse() -> Result {
    let deployment = Deployment::of_the_built_pages()?;
    let server = ServerOptions::default().pages(deployment.path()).start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        page.expect_console("SyntaxError");
        page.open("/").await?;
        ready_to_go_offline(page).await?;
        spoil(page, "app.js", "<h1>Bad gateway</h1>", "text/javascript").await?;
        page.open("/atbilstiba").await?;
        page.sees("Lapu šajā pārlūkā nevar atvērt").await?;
        page.click_button("Pārlādēt lapu").await?;
        page.heading_is(QUESTION).await
    })
    .await
}

/// Makes functions of the worker's caches fail when a page says so.
const WORKER_FAULTS: &str = "const faults = {
        throws: () => { throw new DOMException('refused on purpose', 'SecurityError'); },
        rejects: () => Promise.reject(new DOMException('refused on purpose', 'SecurityError')),
        hangs: () => new Promise(() => {}),
        nothing: () => Promise.resolve(undefined),
    };
    self.addEventListener('message', ({ data, ports }) => {
        if (!data?.fault) return;
        const holder = data.name === 'put' ? Cache : CacheStorage;
        holder.prototype[data.name] = faults[data.fault];
        ports[0].postMessage('failing');
    });";

/// Tells the worker to let a function fail from here on.
const TELL: &str = "const [order, done] = arguments; const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => done(event.data);
    navigator.serviceWorker.ready.then(({ active }) => active.postMessage(order, [port2]));";

#[tokio::test]
async fn pages_open_whatever_the_caches_of_the_worker_do() -> Result {
    let deployment = Deployment::of_the_built_pages()?;
    let file = deployment.path().join("sw.js");
    let worker = fs::read_to_string(&file)?;
    deployment.write(&file, &format!("{{ {WORKER_FAULTS} }}\n{worker}"))?;
    let server = ServerOptions::default().pages(deployment.path()).start()?;
    for name in ["open", "match", "keys", "delete", "put"] {
        for fault in ["throws", "rejects", "hangs", "nothing"] {
            in_browser(&server, Viewport::Desktop, async |page| {
                page.open("/").await?;
                ready_to_go_offline(page).await?;
                let order = json!({ "name": name, "fault": fault });
                let told = page.driver().execute_async(TELL, vec![order]).await?.json().clone();
                assert_eq!(told, "failing");
                page.open("/programmas").await?;
                page.heading_is("Programmas").await?;
                page.sees(steps::TITLE).await
            })
            .await
            .map_err(|why| why.and(format!("{name} {fault}")))?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn stuck_module_request_ends_in_the_notice() -> Result {
    let deployment = Deployment::of_the_built_pages()?;
    // A browser whose timers run ahead, so that the limit need not be waited for.
    let hang = "const real = window.fetch; const later = window.setTimeout;
        window.setTimeout = (call, time, ...given) => later(call, Math.min(time, 300), ...given);
        window.fetch = (...given) => String(given[0]).endsWith('.wasm') ? new Promise(() => {}) : real(...given);";
    deployment.run_first(hang)?;
    let server = ServerOptions::default().pages(deployment.path()).start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        page.expect_console("no result within");
        page.open("/").await?;
        page.sees("Lapu šajā pārlūkā nevar atvērt").await
    })
    .await
}
