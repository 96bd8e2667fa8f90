//! The helpers that every other spec relies on, tested on a page of the suite.

use std::time::Duration;

use imk_tests::{Capability, Engine, Page, Result, Server, ServerOptions, TemporaryFolder, Viewport, in_browser};

async fn on_the_page(viewport: Viewport, spec: impl AsyncFnOnce(&Page) -> Result) -> Result {
    let server = Server::start()?;
    in_browser(&server, viewport, async |page| {
        let file = concat!("file://", env!("CARGO_MANIFEST_DIR"), "/browser/harness.html");
        page.open(file).await?;
        spec(page).await
    })
    .await
}

async fn hash(page: &Page) -> Result<String> {
    page.text_from("return location.hash", vec![]).await
}

#[tokio::test]
async fn fields_are_found_by_label_or_its_beginning() -> Result {
    on_the_page(Viewport::Phone, async |page| {
        page.fill("E-pasts", "anna@example.lv").await?;
        page.fill("Datums", "2025-06-10").await?;
        page.select("Valoda", "Angļu").await?;
        assert_eq!(page.value("E-pasts").await?, "anna@example.lv");
        assert_eq!(page.value("Datums").await?, "2025-06-10");
        assert_eq!(page.value("Valoda").await?, "en");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn answers_are_chosen_within_their_question() -> Result {
    on_the_page(Viewport::Desktop, async |page| {
        page.answer("Vai pārtrauci?", "Nē").await?;
        assert!(page.is_marked("Nē", Some("Vai pārtrauci?")).await?);
        assert!(!page.is_marked("Nē", Some("Vai mācies?")).await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn checkbox_beneath_its_label_is_ticked_by_the_label() -> Result {
    on_the_page(Viewport::Phone, async |page| {
        page.tick("Piekrītu noteikumiem").await?;
        assert!(page.is_marked("Piekrītu noteikumiem", None).await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn links_of_the_main_part_come_first_and_cards_are_distinct() -> Result {
    on_the_page(Viewport::Desktop, async |page| {
        page.click_link("Programmas").await?;
        assert_eq!(hash(page).await?, "#main");
        page.click_link_in("Tīklu kurss", "Apskatīt").await?;
        assert_eq!(hash(page).await?, "#nets");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn hidden_buttons_are_not_clicked_and_results_are_awaited() -> Result {
    on_the_page(Viewport::Phone, async |page| {
        page.heading_is("Pieteikums").await?;
        page.click_button("Sūtīt").await?;
        page.sees("Saņemts: old").await?;
        assert_eq!(page.focused().await?, "Sūtīt pieteikumu");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn file_that_a_link_saves_is_read_with_its_name() -> Result {
    on_the_page(Viewport::Phone, async |page| {
        assert_eq!(page.download("Saglabāt").await?, ("prieks.txt".to_owned(), "Prieks".to_owned()));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn missing_control_is_reported_with_those_that_are_there() -> Result {
    let failed = on_the_page(Viewport::Phone, async |page| page.click_button("Dzēst").await).await;
    let words = failed.err().map(|why| why.to_string()).unwrap_or_default();
    assert!(words.contains("no button “Dzēst”; there is [\"Sūtīt pieteikumu\"]"), "{words}");
    Ok(())
}

/// Runs a script on a page that makes it write an error, and holds that this fails the spec unless it is expected.
async fn is_an_error(script: &str) -> Result {
    let server = Server::start()?;
    let shout = async |page: &Page| {
        page.open("/").await?;
        page.driver().execute(script, vec![]).await?;
        // Errors thrown later have been thrown by then.
        page.text_of("footer").await.map(drop)
    };
    let failed = in_browser(&server, Viewport::Phone, shout).await;
    let words = failed.err().map(|why| why.to_string()).unwrap_or_default();
    assert!(words.contains("Surprise"), "{script}: {words}");
    in_browser(&server, Viewport::Phone, async |page| {
        page.expect_console("Surprise");
        shout(page).await
    })
    .await
}

#[tokio::test]
async fn console_error_fails_a_spec_unless_it_is_expected() -> Result {
    is_an_error("console.error('Surprise')").await
}

#[tokio::test]
async fn uncaught_error_fails_a_spec_unless_it_is_expected() -> Result {
    is_an_error("setTimeout(() => { throw new Error('Surprise'); })").await
}

#[tokio::test]
async fn unhandled_rejection_fails_a_spec_unless_it_is_expected() -> Result {
    is_an_error("setTimeout(() => { Promise.reject(new Error('Surprise')); })").await
}

#[tokio::test]
async fn error_of_work_that_outlasts_a_spec_fails_it() -> Result {
    let server = Server::start()?;
    let work = "setTimeout(() => {
            const end = performance.now() + 500;
            while (performance.now() < end);
            throw new Error('Surprise');
        });";
    let ended_early = in_browser(&server, Viewport::Desktop, async |page| {
        page.open("/").await?;
        page.driver().execute(work, vec![]).await?;
        Ok(())
    });
    let words = ended_early.await.err().map(|why| why.to_string()).unwrap_or_default();
    assert!(words.contains("Surprise"), "{words}");
    Ok(())
}

#[tokio::test]
async fn request_that_fails_fails_a_spec_where_the_engine_tells_of_it() -> Result {
    let server = Server::start()?;
    let failed = in_browser(&server, Viewport::Desktop, async |page| {
        page.engine().needs(Capability::FailedRequests)?;
        page.open("/").await?;
        let script = "const done = arguments[0]; fetch('/api/v1/nothing').then(() => done(), () => done())";
        page.driver().execute_async(script, vec![]).await?;
        Ok(())
    })
    .await;
    let words = failed.err().map(|why| why.to_string()).unwrap_or_default();
    assert!(!Engine::chosen()?.can(Capability::FailedRequests) || words.contains("status of 404"), "{words}");
    Ok(())
}

/// Clicks a button and returns the pointer type that the page received.
async fn pressed_with(page: &Page) -> Result<String> {
    let script = "addEventListener('pointerdown', (press) => { window.pressedWith = press.pointerType }, true)";
    page.driver().execute(script, vec![]).await?;
    page.click_button("Sūtīt").await?;
    page.sees("Saņemts: old").await?;
    page.text_from("return window.pressedWith", vec![]).await
}

#[tokio::test]
async fn button_is_pressed_with_the_mouse_on_a_desktop() -> Result {
    on_the_page(Viewport::Desktop, async |page| {
        assert_eq!(pressed_with(page).await?, "mouse");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn button_is_pressed_with_a_finger_on_a_phone() -> Result {
    on_the_page(Viewport::Phone, async |page| {
        page.engine().needs(Capability::Touch)?;
        assert_eq!(pressed_with(page).await?, "touch");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn style_sheets_match_a_coarse_pointer_on_a_phone() -> Result {
    for viewport in Viewport::BOTH {
        on_the_page(viewport, async |page| {
            page.engine().needs(Capability::CoarsePointer)?;
            let script = "return matchMedia('(pointer: coarse)').matches";
            let coarse: bool = page.driver().execute(script, vec![]).await?.convert()?;
            assert_eq!(coarse, viewport == Viewport::Phone);
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn viewport_and_picture_have_their_sizes() -> Result {
    let folder = TemporaryFolder::create()?;
    for viewport in Viewport::BOTH {
        let file = folder.path().join("picture.png");
        on_the_page(viewport, async |page| {
            let shown: (u32, u32) =
                page.driver().execute("return [innerWidth, innerHeight]", vec![]).await?.convert()?;
            assert_eq!(shown, viewport.size());
            page.picture_to(&file).await
        })
        .await?;
        // A PNG has its width and height, big-endian, after signature, length and kind of its first chunk.
        let picture = std::fs::read(&file)?;
        let number = |at: usize| u32::from_be_bytes([picture[at], picture[at + 1], picture[at + 2], picture[at + 3]]);
        assert_eq!(number(16), viewport.size().0);
        assert!(number(20) > viewport.size().1, "the picture goes beyond the screen");
    }
    Ok(())
}

async fn answers(server: &Server) -> bool {
    let client = reqwest::Client::builder().timeout(Duration::from_secs(1)).build();
    let Ok(client) = client else { return false };
    client.get(server.url("/api/v1/call")).send().await.is_ok_and(|reply| reply.status().is_success())
}

#[tokio::test]
async fn killed_server_comes_back_on_its_port() -> Result {
    let server = Server::start()?;
    let address = server.address().to_owned();
    assert!(answers(&server).await);
    server.kill()?;
    assert!(!answers(&server).await);
    server.restart_frozen_at("2025-06-21T00:00:00+03:00")?;
    assert!(answers(&server).await);
    assert_eq!(server.address(), address);
    Ok(())
}

#[tokio::test]
async fn frozen_server_answers_again_when_thawed() -> Result {
    let server = Server::start()?;
    server.freeze()?;
    assert!(!answers(&server).await);
    server.thaw()?;
    assert!(answers(&server).await);
    Ok(())
}

#[tokio::test]
async fn server_that_does_not_start_says_why() {
    let failed = ServerOptions::default().frozen_at("yesterday").start();
    let words = failed.err().map(|why| why.to_string()).unwrap_or_default();
    assert!(words.contains("--clock-frozen"), "{words}");
}
