//! The pages crash after an unforeseen error. The person sees a message, and the draft is there after a reload.
//!
//! The stop is real. A method of the browser that drawing relies on fails, the library below the pages panics, and the
//! wasm ends in a trap. No shipped code makes that possible on purpose.

use imk_tests::portal::{Manners, Portal};
use imk_tests::{Deployment, Failure, Page, Result, Server, ServerOptions, Viewport, in_browser, until};

use crate::steps::{self, ALL_NO, ANNA_BORN, EMAIL, GO_ON, OWN_DEVICE, QUESTIONS};

const STOPPED: &str = "Radās tehniska kļūda";
const RELOAD: &str = "Pārlādēt lapu";

/// A new rendering clones the previous nodes; from here on that fails. The entry script makes its panel
/// otherwise.
const BREAK: &str = "Node.prototype.cloneNode = () => { throw new Error('broken on purpose'); };";

/// Console messages of a panic: the report, and the trap that ends the wasm.
fn expect_a_panic(page: &Page) {
    for part in ["panicked", "unreachable", "Unreachable", "broken on purpose", "NetworkError when attempting"] {
        page.expect_console(part);
    }
}

/// Stores console messages, so that a spec can check them.
const LISTEN: &str = "window.told = []; const { error } = console;
    console.error = (...words) => { window.told.push(words.join(' ')); error.apply(console, words); };";

/// Holds that it was a panic that stopped the pages, not something that looks like one.
async fn it_was_a_panic(page: &Page) -> Result {
    until("the panic on the console", async || {
        let told = page.text_from("return window.told.join('\\n')", vec![]).await?;
        if told.contains("Error: panicked") { Ok(()) } else { Err(Failure::new(format!("it reads “{told}”"))) }
    })
    .await
}

#[tokio::test]
async fn panic_is_reported_and_the_draft_is_there_after_a_reload() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        expect_a_panic(page);
        steps::begin_application(page).await?;
        steps::answer_in_application(page, ANNA_BORN, ALL_NO).await?;
        page.click_button(steps::WITHOUT_SIGN_IN).await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        page.fill("E-pasts", EMAIL).await?;
        page.tick(OWN_DEVICE).await?;
        until("the encrypted part of the draft", async || {
            let searched = page.search_storage(&["encrypted"]).await?;
            if searched.found.is_empty() { Err(Failure::new("there is none")) } else { Ok(()) }
        })
        .await?;

        page.driver().execute(&format!("{LISTEN} {BREAK}"), vec![]).await?;
        page.click_button(GO_ON).await?;
        page.sees(STOPPED).await?;
        it_was_a_panic(page).await?;
        let focused = page.focused().await?;
        assert!(focused.starts_with(STOPPED), "the focus is on “{focused}”");
        // Whatever is pressed now, that stays so.
        page.click_button(GO_ON).await.ok();
        let panels = "return String(document.querySelectorAll('.imk-panel').length)";
        assert_eq!(page.text_from(panels, vec![]).await?, "1");

        page.click_button(RELOAD).await?;
        page.lacks(STOPPED).await?;
        page.open(&format!("/pieteikums/{}?solis=3", steps::PROGRAMME)).await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        assert_eq!(page.value("E-pasts").await?, EMAIL);
        page.open(&format!("/pieteikums/{}?solis=2", steps::PROGRAMME)).await?;
        page.heading_is(steps::STEP_ELIGIBILITY).await?;
        for question in QUESTIONS {
            assert!(page.is_marked("Nē", Some(question)).await?, "{question}");
        }
        page.click_button(GO_ON).await?;
        page.heading_is(steps::STEP_SIGN_IN).await
    })
    .await
}

#[tokio::test]
async fn panic_while_the_pages_start_is_said_too() -> Result {
    let deployment = Deployment::of_the_built_pages()?;
    deployment.run_first(&format!("{LISTEN} {BREAK}"))?;
    let server = ServerOptions::default().pages(deployment.path()).start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        expect_a_panic(page);
        page.open("/programmas").await?;
        page.sees(STOPPED).await?;
        it_was_a_panic(page).await?;
        page.sees(RELOAD).await
    })
    .await
}

#[tokio::test]
async fn portal_receives_the_crash_event_and_is_unchanged() -> Result {
    let portal = Portal::start(Manners::Hostile).await?;
    in_browser(&portal.server, Viewport::Desktop, async |page| {
        expect_a_panic(page);
        page.visit(&format!("{}/imk", portal.address())).await?;
        page.has_started().await?;
        page.driver().execute(BREAK, vec![]).await?;
        page.click_link("Programmas").await?;
        page.sees(STOPPED).await?;
        let heard = page.text_from("return JSON.stringify(window.portal.heard)", vec![]).await?;
        assert!(heard.contains("imk:stopped"), "{heard}");
        // The panel is ours and looks like ours; the portal's own link still works.
        let colour = "return getComputedStyle(document.querySelector('.imk-panel p')).color";
        assert_ne!(page.text_from(colour, vec![]).await?, "rgb(255, 0, 255)");
        page.click_link("Jaunumi").await?;
        until("the portal's view", async || {
            let view = page.text_from("return document.getElementById('portal-view').textContent", vec![]).await?;
            if view == "Portāla skats: /jaunumi" { Ok(()) } else { Err(Failure::new(view)) }
        })
        .await
    })
    .await
}
