//! The draft survives reloads and crashes, and stores only the data that the person allowed.

use imk_tests::{Page, Result, Server, Viewport, in_browser};

use crate::steps::{self, ALL_NO, ANNA, ANNA_BORN, EMAIL, GO_ON, OWN_DEVICE, PHONE, QUESTIONS, WITHOUT_SIGN_IN};

/// An answer that differs from the others, to be recognised.
const ONE_YES: [&str; 3] = ["Nē", "Jā", "Nē"];

/// Everything that the browser keeps for this site, as one text. Keys that scripts cannot read stand as `{}`. Of the
/// files and lists that are the same for everybody only the names are reported.
const EVERYTHING_KEPT: &str = "const done = arguments[0]; (async () => {
        const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie, location.href];
        const whenReady = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
        for (const { name } of await indexedDB.databases()) {
            const database = await whenReady(indexedDB.open(name));
            for (const store of database.objectStoreNames) {
                kept.push(JSON.stringify(await whenReady(database.transaction(store).objectStore(store).getAll())));
            }
            database.close();
        }
        for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
                const path = new URL(request.url).pathname;
                const forEverybody = ['/index.html', '/imk-app.js', '/api/v1/call', '/api/v1/programmes'];
                kept.push(path);
                if (path.startsWith('/v/') || forEverybody.includes(path)) continue;
                kept.push(await (await cache.match(request)).text());
            }
        }
        return kept.join('\\n');
    })().then(done, (cause) => done(String(cause)));";

async fn everything_kept(page: &Page) -> Result<String> {
    Ok(page.driver().execute_async(EVERYTHING_KEPT, vec![]).await?.convert()?)
}

/// Fills in the questions, with one yes, and the contact data; stays on the contact step.
async fn fill_in_contact(page: &Page) -> Result {
    steps::begin_application(page).await?;
    steps::answer_in_application(page, ANNA_BORN, ONE_YES).await?;
    page.click_button(WITHOUT_SIGN_IN).await?;
    page.heading_is(steps::STEP_CONTACT).await?;
    page.fill("E-pasts", EMAIL).await?;
    page.fill("Tālrunis", PHONE).await
}

/// Goes back to the questions by the link above the heading and checks the answers there.
async fn answers_are_kept(page: &Page, year: &str) -> Result {
    page.open(&format!("/pieteikums/{}?solis=2", steps::PROGRAMME)).await?;
    page.heading_is(steps::STEP_ELIGIBILITY).await?;
    for (question, answer) in QUESTIONS.iter().zip(ONE_YES) {
        assert!(page.is_marked(answer, Some(question)).await?, "{question}");
    }
    assert_eq!(page.value("Gads").await?, year);
    Ok(())
}

#[tokio::test]
async fn reload_keeps_the_answers_and_nothing_personal() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        fill_in_contact(page).await?;
        let kept = everything_kept(page).await?;
        assert!(kept.contains(steps::GROUP), "the draft is kept: {kept}");
        for personal in [EMAIL, "anna", PHONE, "1988"] {
            assert!(!kept.to_lowercase().contains(personal), "{personal} is in {kept}");
        }
        page.reload().await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        assert_eq!(page.value("E-pasts").await?, "");
        answers_are_kept(page, "").await
    })
    .await
}

#[tokio::test]
async fn own_device_keeps_the_contact_data_too_but_encrypted() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        fill_in_contact(page).await?;
        page.tick(OWN_DEVICE).await?;
        encrypted(page).await?;
        let kept = everything_kept(page).await?;
        for personal in [EMAIL, "anna", PHONE, "1988"] {
            assert!(!kept.to_lowercase().contains(personal), "{personal} is readable in {kept}");
        }
        page.reload().await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        assert_eq!(page.value("E-pasts").await?, EMAIL);
        assert_eq!(page.value("Tālrunis").await?, PHONE);
        answers_are_kept(page, "1988").await
    })
    .await
}

/// Waits until the encrypted part is in the storage.
async fn encrypted(page: &Page) -> Result {
    imk_tests::until("the encrypted part of the draft", async || {
        let kept = everything_kept(page).await?;
        if kept.contains("encrypted") { Ok(()) } else { Err(imk_tests::Failure::new(kept)) }
    })
    .await
}

/// The stored draft, as text.
async fn draft_kept(page: &Page) -> Result<String> {
    page.text_from("return localStorage.getItem('imk:draft:2025-06') ?? ''", vec![]).await
}

#[tokio::test]
async fn viewed_programme_is_no_draft_until_a_field_is_filled_in() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        page.open(&format!("/pieteikums/{}?solis=2", steps::PROGRAMME)).await?;
        page.heading_is(steps::STEP_ELIGIBILITY).await?;
        page.lacks("Dzēst tagad").await?;
        assert_eq!(draft_kept(page).await?, "");
        page.answer(QUESTIONS[1], "Nē").await?;
        page.sees("Dzēst tagad").await?;
        assert!(draft_kept(page).await?.contains(steps::PROGRAMME));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn back_from_the_confirmation_begins_no_other_application() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        steps::open_account(page, ANNA).await?;
        steps::begin_application(page).await?;
        for step in [steps::STEP_CONTACT, steps::STEP_CHECK] {
            page.click_button(GO_ON).await?;
            page.heading_is(step).await?;
        }
        page.tick(steps::DECLARE).await?;
        page.click_button(steps::SEND).await?;
        steps::confirmed(page).await?;
        page.back().await?;
        page.heading_is("Tu jau pieteicies").await?;
        assert_eq!(draft_kept(page).await?, "");
        steps::choose_from_menu(page, steps::ACCOUNT).await?;
        page.heading_is(steps::ACCOUNT).await?;
        page.sees(steps::TITLE).await?;
        page.lacks("Nepabeigts pieteikums").await
    })
    .await
}

#[tokio::test]
async fn back_button_walks_the_steps_and_loses_nothing() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        fill_in_contact(page).await?;
        for step in [steps::STEP_SIGN_IN, steps::STEP_ELIGIBILITY] {
            page.back().await?;
            page.heading_is(step).await?;
        }
        assert_eq!(page.value("Gads").await?, "1988");
        assert!(page.is_marked("Jā", Some(QUESTIONS[1])).await?);
        page.back().await?;
        page.heading_is(steps::STEP_GROUP).await?;
        // The questions are answered and are not asked again.
        page.click_button(GO_ON).await?;
        page.heading_is(steps::STEP_SIGN_IN).await?;
        page.click_button(WITHOUT_SIGN_IN).await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        assert_eq!(page.value("E-pasts").await?, EMAIL);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn other_language_keeps_the_page_and_the_input() -> Result {
    for viewport in Viewport::BOTH {
        let server = Server::start()?;
        in_browser(&server, viewport, async |page| {
            fill_in_contact(page).await?;
            let path = page.path().await?;
            steps::switch_language(page, "English").await?;
            page.heading_is("How can we reach you?").await?;
            assert_eq!(page.value("Email").await?, EMAIL);
            assert_eq!(page.path().await?, path);
            steps::switch_language(page, "Latviski").await?;
            page.heading_is(steps::STEP_CONTACT).await?;
            assert_eq!(page.value("Tālrunis").await?, PHONE);
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn signing_in_brings_the_draft_back_whole() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::fill_in(page, ANNA_BORN, ALL_NO).await?;
        steps::begin_sign_in(page).await?;
        steps::sign_in_as(page, ANNA).await?;
        page.heading_is(steps::STEP_CHECK).await?;
        for text in [steps::TITLE, ANNA, EMAIL, PHONE, "1988. gada 14. marts", steps::DECLARE] {
            page.sees(text).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn deleted_draft_leaves_nothing_on_the_device() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        fill_in_contact(page).await?;
        page.tick(OWN_DEVICE).await?;
        encrypted(page).await?;
        page.click_button("Dzēst tagad").await?;
        page.heading_is("Melnraksts ir izdzēsts").await?;
        let kept = everything_kept(page).await?;
        assert!(!kept.contains("encrypted") && !kept.contains(steps::GROUP), "{kept}");
        Ok(())
    })
    .await
}
