//! Without a network after one visit, and while a new version is deployed: nothing is lost, nothing happens by itself.

use imk_tests::{Deployment, Failure, Outcome, Page, Server, ServerOptions, Viewport, in_browser, until};
use serde_json::{Value, json};

use crate::steps::{self, ALL_NO, ANNA_BORN, EMAIL, GO_ON, TITLE};

const NETWORK: &str = "net::ERR_";
const NEW_VERSION: &str = "Ir gatava jaunāka šīs lapas versija";
const NOT_LOADED: &str = "Šo lapas daļu neizdevās ielādēt";

/// What a script that calls its last argument gives.
async fn answer(page: &Page, script: &str) -> Outcome<Value> {
    Ok(page.driver().execute_async(script, vec![]).await?.json().clone())
}

/// Waits until the worker has everything it keeps, lists included.
async fn ready_to_go_offline(page: &Page) -> Outcome {
    let script = "const done = arguments[0]; (async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        const lists = await caches.open('imk-lists');
        return [registration?.active?.state, (await lists.keys()).length, (await caches.keys()).sort().join()];
    })().then(done, (cause) => done(String(cause)));";
    until("a worker with all its files", async || {
        let state = answer(page, script).await?;
        let ready = state[0] == "activated" && state[1] == 2;
        if ready { Ok(()) } else { Err(Failure::new(state.to_string())) }
    })
    .await
}

#[tokio::test]
async fn after_one_visit_everything_but_sending_works_without_the_server() -> Outcome {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        page.expect_console(NETWORK);
        steps::open(page, "/").await?;
        ready_to_go_offline(page).await?;
        server.kill()?;

        let tab = page.driver().new_tab().await?;
        page.driver().switch_to_window(tab).await?;
        page.open("/programmas").await?;
        page.heading_is("Programmas").await?;
        page.fill("Meklēt", "datu analize").await?;
        page.sees("atbilst „datu analize“").await?;
        steps::get_verdict(page, ANNA_BORN, ALL_NO).await?;
        page.heading_is("Tu vari pieteikties").await?;
        steps::fill_in_after_questions(page).await?;
        page.click_link("Apskatīt dokumentu, kas tiks nosūtīts").await?;
        page.heading_is(steps::DOCUMENT).await?;
        page.sees(TITLE).await?;
        page.sees(EMAIL).await?;
        page.click_link(steps::BACK_TO_CHECK).await?;
        page.heading_is(steps::STEP_CHECK).await?;

        // Signing in needs the network: that is said, nothing is lost, and it is offered again.
        page.click_button(steps::SIGN_IN_AND_SEND).await?;
        page.sees("Neizdevās sasniegt serveri").await?;
        page.sees(EMAIL).await?;
        server.restart()?;
        steps::sign_in_to_send(page, steps::ANNA).await?;
        page.click_button(steps::SEND).await?;
        steps::confirmed(page).await?;
        assert_eq!(steps::application_ids(page).await?.len(), 1);
        Ok(())
    })
    .await
}

/// Has the browser look for a newer version, as it does from time to time.
async fn look_for_an_update(page: &Page) -> Outcome {
    let script = "const done = arguments[0];
        navigator.serviceWorker.getRegistration().then((one) => one.update()).then(() => done(true), () => done(false));";
    answer(page, script).await.map(drop)
}

async fn fill_in_contact(page: &Page) -> Outcome {
    steps::begin_application(page).await?;
    steps::answer_in_application(page, ANNA_BORN, ALL_NO).await?;
    page.click_button(steps::WITHOUT_SIGN_IN).await?;
    page.heading_is(steps::STEP_CONTACT).await?;
    page.fill("E-pasts", EMAIL).await
}

#[tokio::test]
async fn new_version_offers_itself_over_an_open_form_and_waits() -> Outcome {
    let mut deployment = Deployment::of_the_built_pages()?;
    let server = ServerOptions::default().pages(deployment.path()).start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::open(page, "/").await?;
        ready_to_go_offline(page).await?;
        page.reload().await?;
        fill_in_contact(page).await?;
        let old = deployment.version().to_owned();
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

        page.click_button("Pāriet uz jauno versiju").await?;
        until("the new version", async || {
            let version =
                page.text_from("return document.querySelector('imk-app').dataset.version ?? ''", vec![]).await?;
            if version != old && !version.is_empty() { Ok(()) } else { Err(Failure::new(version)) }
        })
        .await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        page.lacks(NEW_VERSION).await
    })
    .await
}

#[tokio::test]
async fn half_downloaded_version_never_takes_over() -> Outcome {
    let mut deployment = Deployment::of_the_built_pages()?;
    let server = ServerOptions::default().pages(deployment.path()).start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        page.expect_console("status of 404");
        page.expect_console("ServiceWorker");
        page.expect_console("Failed to fetch");
        page.expect_console(NETWORK);
        steps::open(page, "/").await?;
        ready_to_go_offline(page).await?;
        let old = deployment.version().to_owned();
        deployment.replace()?;
        std::fs::remove_file(deployment.file("split_apply.wasm"))?;
        std::fs::remove_file(deployment.file("split_apply.wasm.br"))?;
        look_for_an_update(page).await?;
        look_for_an_update(page).await?;
        page.lacks(NEW_VERSION).await?;
        // What is there is the old version, whole.
        let caches =
            answer(page, "const done = arguments[0]; caches.keys().then((names) => done(names.sort()))").await?;
        let kept: Vec<&str> = caches.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        assert!(kept.contains(&format!("imk-{old}").as_str()), "{kept:?}");
        server.kill()?;
        page.open("/programmas").await?;
        page.heading_is("Programmas").await?;
        page.sees(TITLE).await
    })
    .await
}

/// Lets requests for addresses with this pattern fail, or none.
async fn block(page: &Page, patterns: &[&str]) -> Outcome {
    let developer = page.driver().cdp();
    developer.send_raw("Network.enable", json!({})).await?;
    developer.send_raw("Network.setBlockedURLs", json!({ "urls": patterns })).await?;
    Ok(())
}

#[tokio::test]
async fn chunk_that_does_not_arrive_is_fetched_again_when_asked_for() -> Outcome {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        page.expect_console(NETWORK);
        page.expect_console("split");
        block(page, &["*split_reading*"]).await?;
        steps::open(page, "/").await?;
        page.click_link("Noteikumi").await?;
        page.sees(NOT_LOADED).await?;
        // The rest of the page goes on.
        steps::switch_language(page, "English").await?;
        page.sees("This part of the page could not be loaded").await?;
        block(page, &[]).await?;
        page.click_button("Try again").await?;
        page.heading_is("Terms").await
    })
    .await
}

#[tokio::test]
async fn stop_is_said_and_the_draft_is_kept() -> Outcome {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        fill_in_contact(page).await?;
        let told = "document.querySelector('imk-app').dispatchEvent(new CustomEvent('imk:stopped', { bubbles: true }))";
        page.driver().execute(told, vec![]).await?;
        page.sees("Lapa apstājās").await?;
        page.click_button("Pārlādēt lapu").await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        page.click_button(GO_ON).await
    })
    .await
}

#[tokio::test]
async fn form_works_where_nothing_can_be_kept_and_says_so() -> Outcome {
    let server = Server::start()?;
    // Full, and blocked outright, as some private windows have it.
    let full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };";
    let blocked = "for (const name of ['localStorage', 'indexedDB'])
        Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } });";
    for script in [full, blocked] {
        in_browser(&server, Viewport::Phone, async |page| {
            let developer = page.driver().cdp();
            developer.send_raw("Page.enable", json!({})).await?;
            developer.send_raw("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await?;
            fill_in_contact(page).await?;
            page.sees("Šis pārlūks neļauj glabāt melnrakstu").await?;
            page.click_button(GO_ON).await?;
            page.heading_is(steps::STEP_DECLARATIONS).await?;
            page.click_button(GO_ON).await?;
            page.heading_is(steps::STEP_CHECK).await?;
            page.sees(EMAIL).await
        })
        .await?;
    }
    Ok(())
}
