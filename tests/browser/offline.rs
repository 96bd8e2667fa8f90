//! Without a network after one visit: everything but sending works, and nothing is lost.

use imk_tests::{Capability, Deployment, Failure, Page, Result, Server, ServerOptions, Viewport, in_browser, until};
use serde_json::Value;

use crate::steps::{self, ALL_NO, ANNA_BORN, EMAIL, GO_ON, PHONE, TITLE};

pub(crate) const NETWORK: &str = "net::ERR_";
const DEVICE_TIME: &str = "Nav savienojuma, tāpēc datumu rādām pēc šīs ierīces pulksteņa";
const BY_THE_DEVICE: &str = "Datumu noteicām pēc šīs ierīces pulksteņa.";

/// Returns the value that a script passes to its last argument.
pub(crate) async fn answer(page: &Page, script: &str) -> Result<Value> {
    Ok(page.driver().execute_async(script, vec![]).await?.json().clone())
}

/// Waits until the worker has everything it keeps, lists included.
pub(crate) async fn ready_to_go_offline(page: &Page) -> Result {
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

/// Allows the console messages of a browser without a server, or of one that leaves a page that is fetching.
pub(crate) fn expect_no_server(page: &Page) {
    for part in [NETWORK, "ServiceWorker", "Failed to fetch", "NetworkError", "Load failed", "not connect"] {
        page.expect_console(part);
    }
}

/// How many programmes the catalogue says it shows.
async fn count_of_programmes(page: &Page) -> Result<String> {
    page.open("/programmas").await?;
    page.heading_is("Programmas").await?;
    page.sees(TITLE).await?;
    page.text_from("return document.querySelector('main').innerText.match(/\\d+\\s+programm\\S*/)?.[0] ?? ''", vec![])
        .await
}

/// The document is on the screen: has it printed, and holds that all of it is on paper, and the page's controls are
/// not.
async fn print_document(page: &Page) -> Result {
    page.driver().execute("window.printed = 0; window.print = () => { window.printed += 1; };", vec![]).await?;
    page.click_button("Izdrukāt").await?;
    assert_eq!(page.text_from("return String(window.printed)", vec![]).await?, "1", "the print dialogue is asked for");
    if !page.engine().can(Capability::Print) {
        return Ok(());
    }
    let paper = page.on_paper().await?;
    for part in
        [TITLE, EMAIL, PHONE, "1988. gada 14. marts", "Tavas atbildes", "NextGenerationEU", "Redzēsi pēc pieslēgšanās"]
    {
        assert!(paper.contains(part), "{part} is not on paper: {paper}");
    }
    for control in ["Izdrukāt", "Izvēlne", steps::BACK_TO_CHECK] {
        assert!(!paper.contains(control), "{control} is on paper: {paper}");
    }
    Ok(())
}

/// The catalogue, the questionnaire with its verdict, the form, the check, the document.
async fn everything_but_sending(page: &Page, programmes: &str) -> Result {
    assert_eq!(count_of_programmes(page).await?, programmes, "the whole catalogue");
    page.fill("Meklēt", "datu analize").await?;
    page.sees("atbilst „datu analize“").await?;
    page.fill("Meklēt", "kiberdrosiba").await?;
    page.sees("atbilst „kiberdrosiba“").await?;
    steps::get_verdict(page, ANNA_BORN, ALL_NO).await?;
    page.heading_is("Tu vari pieteikties").await?;
    page.sees(BY_THE_DEVICE).await?;
    steps::fill_in_after_questions(page).await?;
    page.click_link("Apskatīt dokumentu, kas tiks nosūtīts").await?;
    page.heading_is(steps::DOCUMENT).await?;
    page.sees(TITLE).await?;
    page.sees(EMAIL).await?;
    print_document(page).await?;
    page.click_link(steps::BACK_TO_CHECK).await?;
    page.heading_is(steps::STEP_CHECK).await
}

#[tokio::test]
async fn after_one_visit_all_but_submission_works_without_the_server() -> Result {
    // The demonstration's day, so that the device, which has no other clock, is inside the window too.
    let deployment = Deployment::of_the_built_pages()?;
    deployment.run_first(&clock_at("2025-06-10T07:00:00Z"))?;
    let server = ServerOptions::default().pages(deployment.path()).start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        expect_no_server(page);
        let programmes = count_of_programmes(page).await?;
        assert!(!programmes.is_empty());
        ready_to_go_offline(page).await?;
        server.kill()?;

        let tab = page.driver().new_tab().await?;
        page.driver().switch_to_window(tab).await?;
        page.take_its_size().await?;
        everything_but_sending(page, &programmes).await?;

        // Signing in needs the network: that is said, nothing is lost, and it is offered again.
        steps::begin_sign_in(page).await?;
        page.sees("Neizdevās izveidot savienojumu").await?;
        page.sees(EMAIL).await?;
        server.restart()?;
        page.click_button(steps::SIGN_IN_TO_SEND).await?;
        steps::sign_in_as(page, steps::ANNA).await?;
        page.heading_is(steps::STEP_CHECK).await?;
        page.sees(PHONE).await?;
        // Sending, too.
        server.kill()?;
        page.click_button(steps::SEND).await?;
        page.sees("Pieteikumu neizdevās nosūtīt").await?;
        page.sees(EMAIL).await?;
        server.restart()?;
        page.click_button(steps::RETRY).await?;
        steps::confirmed(page).await?;
        assert_eq!(steps::application_ids(page).await?.len(), 1, "it arrived once");
        Ok(())
    })
    .await
}

/// A script that sets the device's clock to an instant and goes on from there, days later if so many are asked for by
/// the entry `test-days`.
fn clock_at(instant: &str) -> String {
    format!(
        "const start = Date.now(); const real = Date.now.bind(Date); let days = 0;
         try {{ days = Number(localStorage.getItem('test-days')); }} catch {{}}
         Date.now = () => Date.parse('{instant}') + days * 86_400_000 + real() - start;"
    )
}

#[tokio::test]
async fn cached_responses_do_not_turn_the_clock_back() -> Result {
    let deployment = Deployment::of_the_built_pages()?;
    deployment.run_first(&clock_at("2025-06-10T07:00:00Z"))?;
    let server = ServerOptions::default().pages(deployment.path()).start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        expect_no_server(page);
        steps::open(page, "/").await?;
        page.sees("Pieteikšanās ir atvērta līdz 20. jūnija beigām").await?;
        ready_to_go_offline(page).await?;
        server.kill()?;
        // Still inside the window by the device, and it says whose time that is.
        page.driver().execute("localStorage.setItem('test-days', '9')", vec![]).await?;
        steps::get_verdict(page, ANNA_BORN, ALL_NO).await?;
        page.heading_is("Tu vari pieteikties").await?;
        page.sees(BY_THE_DEVICE).await?;
        // The day after the window closed: the server's time of eleven days ago is outdated.
        page.driver().execute("localStorage.setItem('test-days', '11')", vec![]).await?;
        steps::get_verdict(page, ANNA_BORN, ALL_NO).await?;
        page.sees("Viens nosacījums nav izpildīts").await?;
        page.sees(BY_THE_DEVICE).await?;
        // The server's time counts again with its first response.
        server.restart()?;
        steps::get_verdict(page, ANNA_BORN, ALL_NO).await?;
        page.heading_is("Tu vari pieteikties").await?;
        page.lacks(BY_THE_DEVICE).await
    })
    .await
}

#[tokio::test]
async fn time_is_the_servers_again_when_the_network_is_back() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        page.engine().needs(Capability::Offline)?;
        expect_no_server(page);
        steps::open(page, "/").await?;
        ready_to_go_offline(page).await?;
        server.kill()?;
        steps::open(page, "/").await?;
        page.sees(DEVICE_TIME).await?;
        page.offline(true).await?;
        page.sees("Nav interneta.").await?;
        // One notice is enough: it names the nearest cause.
        page.lacks(DEVICE_TIME).await?;
        server.restart()?;
        page.offline(false).await?;
        page.lacks("Nav interneta.").await?;
        page.lacks(DEVICE_TIME).await
    })
    .await
}

#[tokio::test]
async fn session_is_restored_when_pages_opened_offline_are_online() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        expect_no_server(page);
        steps::open_account(page, steps::ANNA).await?;
        ready_to_go_offline(page).await?;
        server.kill()?;
        page.open("/konts").await?;
        page.sees("Neizdevās izveidot savienojumu").await?;
        server.restart()?;
        page.sees(EMAIL).await
    })
    .await
}

/// A browser that refuses a part of storage, and the form's message about it.
struct Refusing {
    how: &'static str,
    script: &'static str,
    says: &'static str,
}

const NOT_KEPT: &str = "Šis pārlūks neļauj glabāt melnrakstu";
const NOT_SEALED: &str = "Šis pārlūks neļauj tos droši glabāt";

const REFUSING: [Refusing; 4] = [
    Refusing {
        how: "full",
        script: "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
        says: NOT_KEPT,
    },
    Refusing {
        how: "blocked outright",
        script: "for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
            Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } });
            navigator.serviceWorker.register = () => Promise.reject(new DOMException('blocked', 'SecurityError'));",
        says: NOT_KEPT,
    },
    Refusing {
        how: "private: a database refused when it is asked for",
        script: "IDBFactory.prototype.open = () => { throw new DOMException('private', 'InvalidStateError'); };",
        says: NOT_SEALED,
    },
    Refusing {
        how: "private: a database refused after a while",
        script: "IDBFactory.prototype.open = () => {
            const request = new EventTarget();
            request.error = new DOMException('private', 'InvalidStateError');
            setTimeout(() => request.onerror?.(new Event('error')), 50);
            return request;
        };",
        says: NOT_SEALED,
    },
];

async fn form_works_where(refusing: &Refusing) -> Result {
    let deployment = Deployment::of_the_built_pages()?;
    deployment.run_first(refusing.script)?;
    let server = ServerOptions::default().pages(deployment.path()).start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        fill_in_contact(page).await?;
        page.tick(steps::OWN_DEVICE).await?;
        page.sees(refusing.says).await?;
        page.click_button(GO_ON).await?;
        page.heading_is(steps::STEP_CHECK).await?;
        page.sees(EMAIL).await?;
        // Signing in takes the form along by the server, and brings it back.
        steps::sign_in_to_send(page, steps::ANNA).await?;
        page.sees(EMAIL).await?;
        page.click_button(steps::SEND).await?;
        steps::confirmed(page).await.map(drop)
    })
    .await
    .map_err(|why| why.and(refusing.how))
}

#[tokio::test]
async fn form_works_with_full_or_blocked_storage_and_says_so() -> Result {
    for refusing in REFUSING.iter().filter(|refusing| refusing.says == NOT_KEPT) {
        form_works_where(refusing).await?;
    }
    Ok(())
}

#[tokio::test]
async fn form_works_in_a_private_window_without_storing_contact_data() -> Result {
    for refusing in REFUSING.iter().filter(|refusing| refusing.says == NOT_SEALED) {
        form_works_where(refusing).await?;
    }
    Ok(())
}

pub(crate) async fn fill_in_contact(page: &Page) -> Result {
    steps::begin_application(page).await?;
    steps::answer_in_application(page, ANNA_BORN, ALL_NO).await?;
    page.click_button(steps::WITHOUT_SIGN_IN).await?;
    page.heading_is(steps::STEP_CONTACT).await?;
    page.fill("E-pasts", EMAIL).await
}
