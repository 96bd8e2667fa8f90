//! A new version is deployed while the pages are open: no input is lost, and the page does not reload by itself.

use std::fs;

use imk_tests::portal::{Fault, Manners, PortalOptions};
use imk_tests::{Deployment, Failure, Page, Result, ServerOptions, Viewport, in_browser, until};
use serde_json::Value;

use crate::host_page::enter;
use crate::offline::{NETWORK, answer, fill_in_contact, ready_to_go_offline};
use crate::steps::{self, EMAIL, TITLE};

const NEW_VERSION: &str = "Ir gatava jaunāka šīs lapas versija";
const NOT_LOADED: &str = "Šo lapas daļu neizdevās ielādēt";

/// Allows the console messages that a browser writes about missing files.
fn expect_missing_files(page: &Page) {
    for part in
        ["status of 404", "status of 500", "ServiceWorker", "Failed to fetch", NETWORK, "split", "import", "MIME type"]
    {
        page.expect_console(part);
    }
}

/// Has the browser look for a newer version, as it does from time to time. Not every engine says when it has finished.
async fn look_for_an_update(page: &Page) -> Result {
    let script = "const done = arguments[0]; const late = new Promise((resolve) => setTimeout(resolve, 5000));
        const update = navigator.serviceWorker.getRegistration().then((one) => one.update());
        Promise.race([update, late]).then(() => done(true), () => done(false));";
    answer(page, script).await.map(drop)
}

/// Waits until no version is being downloaded any more; returns whether one is, and whether one waits to take over.
async fn nothing_is_on_its_way(page: &Page) -> Result<Value> {
    let script = "const done = arguments[0];
        navigator.serviceWorker.getRegistration().then((one) => done([Boolean(one.installing), Boolean(one.waiting)]));";
    until("the end of the download", async || {
        let state = answer(page, script).await?;
        if state[0] == false { Ok(state) } else { Err(Failure::new(state.to_string())) }
    })
    .await
}

async fn shown_version(page: &Page) -> Result<String> {
    page.text_from("return document.querySelector('imk-app').dataset.version ?? ''", vec![]).await
}

#[tokio::test]
async fn new_version_offers_itself_over_an_open_form_and_waits() -> Result {
    let mut deployment = Deployment::of_the_built_pages()?;
    let server = ServerOptions::default().pages(deployment.path()).start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::open(page, "/").await?;
        ready_to_go_offline(page).await?;
        fill_in_contact(page).await?;
        let old = deployment.version().to_owned();
        page.driver().execute("window.notLoadedAnew = true", vec![]).await?;
        deployment.replace()?;
        look_for_an_update(page).await?;
        page.sees(NEW_VERSION).await?;
        assert_eq!(page.value("E-pasts").await?, EMAIL, "nothing was loaded anew");

        // The old version's files are gone from the server, and the open page still gets its chunks.
        steps::choose_from_menu(page, "Palīdzība").await?;
        page.heading_is("Palīdzība").await?;
        page.back().await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        assert_eq!(page.value("E-pasts").await?, EMAIL);
        assert_eq!(page.text_from("return String(window.notLoadedAnew)", vec![]).await?, "true");

        page.click_button("Pāriet uz jauno versiju").await?;
        until("the new version", async || {
            let version = shown_version(page).await?;
            if version != old && !version.is_empty() { Ok(()) } else { Err(Failure::new(version)) }
        })
        .await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        page.lacks(NEW_VERSION).await
    })
    .await
}

#[tokio::test]
async fn half_downloaded_version_never_takes_over() -> Result {
    let mut deployment = Deployment::of_the_built_pages()?;
    let server = ServerOptions::default().pages(deployment.path()).start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        expect_missing_files(page);
        steps::open(page, "/").await?;
        ready_to_go_offline(page).await?;
        let old = deployment.version().to_owned();
        deployment.replace()?;
        fs::remove_file(deployment.file("split_apply.wasm"))?;
        fs::remove_file(deployment.file("split_apply.wasm.br"))?;
        for _ in 0..2 {
            look_for_an_update(page).await?;
            nothing_is_on_its_way(page).await?;
        }
        page.lacks(NEW_VERSION).await?;
        // The old version is complete.
        let caches =
            answer(page, "const done = arguments[0]; caches.keys().then((names) => done(names.sort()))").await?;
        let kept: Vec<&str> = caches.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        assert!(kept.contains(&format!("imk-{old}").as_str()), "{kept:?}");
        server.kill()?;
        page.open("/programmas").await?;
        page.heading_is("Programmas").await?;
        page.sees(TITLE).await?;
        assert_eq!(shown_version(page).await?, old);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn incomplete_version_waits_until_all_its_files_are_whole() -> Result {
    for fault in [Fault::Status(500), Fault::CutOff] {
        let mut deployment = Deployment::of_the_built_pages()?;
        let portal = PortalOptions::new(Manners::Calm).pages(deployment.path()).start().await?;
        in_browser(&portal.server, Viewport::Desktop, async |page| {
            expect_missing_files(page);
            enter(page, &portal, "/imk/noteikumi").await?;
            crate::embedding::ours_is_ready(page, 2).await?;
            deployment.replace()?;
            portal.inject_fault("split_verify.wasm", Some(fault));
            look_for_an_update(page).await?;
            let state = nothing_is_on_its_way(page).await?;
            assert_eq!(state[1], false, "{fault:?}: half a version waits to take over");
            page.lacks(NEW_VERSION).await?;
            // The same version, whole, is offered.
            portal.inject_fault("", None);
            look_for_an_update(page).await?;
            page.sees(NEW_VERSION).await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn chunk_that_does_not_arrive_is_fetched_again_when_asked_for() -> Result {
    let deployment = Deployment::of_the_built_pages()?;
    let (file, away) = (deployment.file("split_reading.wasm"), deployment.file("away"));
    fs::rename(&file, &away)?;
    fs::remove_file(deployment.file("split_reading.wasm.br"))?;
    let server = ServerOptions::default().pages(deployment.path()).start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        expect_missing_files(page);
        steps::open(page, "/").await?;
        page.click_link("Konta noteikumi").await?;
        page.sees(NOT_LOADED).await?;
        // The rest of the page goes on.
        steps::switch_language(page, "English").await?;
        page.sees("This part of the page could not be loaded").await?;
        page.click_button("Try again").await?;
        page.sees("This part of the page could not be loaded").await?;
        fs::rename(&away, &file)?;
        page.click_button("Try again").await?;
        page.heading_is("Terms of the learning account").await
    })
    .await
}

/// No service worker, as in some private windows and embedded browsers.
const NO_WORKER: &str = "Object.defineProperty(Navigator.prototype, 'serviceWorker', { get() { return undefined; } });";

#[tokio::test]
async fn page_without_a_worker_gets_the_old_files_of_a_deployment() -> Result {
    let mut deployment = Deployment::of_the_built_pages()?;
    deployment.run_first(NO_WORKER)?;
    let server = ServerOptions::default().pages(deployment.path()).start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        fill_in_contact(page).await?;
        deployment.add()?;
        steps::choose_from_menu(page, "Palīdzība").await?;
        page.heading_is("Palīdzība").await?;
        page.back().await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        assert_eq!(page.value("E-pasts").await?, EMAIL);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn page_whose_files_are_gone_says_so_and_retains_input() -> Result {
    let mut deployment = Deployment::of_the_built_pages()?;
    deployment.run_first(NO_WORKER)?;
    let server = ServerOptions::default().pages(deployment.path()).start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        expect_missing_files(page);
        fill_in_contact(page).await?;
        deployment.replace()?;
        steps::choose_from_menu(page, "Palīdzība").await?;
        page.sees(NOT_LOADED).await?;
        page.back().await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        assert_eq!(page.value("E-pasts").await?, EMAIL);
        // The person reloads, and has the new version.
        page.open("/palidziba").await?;
        page.heading_is("Palīdzība").await
    })
    .await
}
