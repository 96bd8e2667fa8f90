//! Every function of the browser that the pages use throws, rejects, hangs or returns nothing. The form works on, and
//! typed text stays. `api_faults.js` lists the functions; the cases are generated from it.

use imk_tests::{Deployment, Failure, Page, Result, Server, ServerOptions, Viewport, in_browser, until};
use serde_json::{Value, json};

use crate::steps::{self, EMAIL, GO_ON, OWN_DEVICE, PHONE};

const FAULTS: &str = include_str!("api_faults.js");
const STOPPED: &str = "Lapa apstājās";
const CONTACT: &str = "/pieteikums/p-001?solis=3";
const UNREAD: &str = "Saglabāto dzimšanas datumu un saziņas datus pašlaik neizdodas nolasīt";

/// Fewer cases would mean that the list was not read.
const AT_LEAST: usize = 70;

/// The pages with functions that fail when [`set_fault`] says so.
fn faulty_pages() -> Result<(Deployment, Server)> {
    let deployment = Deployment::of_the_built_pages()?;
    deployment.run_first(FAULTS)?;
    let server = ServerOptions::default().pages(deployment.path()).start()?;
    Ok((deployment, server))
}

/// The functions fail so on every page that is opened from here on; with null none fails.
async fn set_fault(page: &Page, case: &Value) -> Result {
    page.driver().execute("window.name = JSON.stringify(arguments[0] ?? {})", vec![case.clone()]).await?;
    Ok(())
}

/// All cases.
async fn cases(page: &Page) -> Result<Vec<Value>> {
    page.open("/").await?;
    page.has_started().await?;
    let listed = page.text_from("return document.documentElement.dataset.faults", vec![]).await?;
    Ok(serde_json::from_str(&listed)?)
}

fn case(name: &str, fault: &str) -> Value {
    json!({ "name": name, "fault": fault })
}

/// Fills in the contact data, goes on, and returns to them inside the page.
async fn contact_is_kept(page: &Page) -> Result {
    page.open(CONTACT).await?;
    page.heading_is(steps::STEP_CONTACT).await?;
    page.fill("E-pasts", EMAIL).await?;
    page.fill("Tālrunis", PHONE).await?;
    until("a ticked box", async || {
        if page.is_marked(OWN_DEVICE, None).await? {
            return Ok(());
        }
        page.tick(OWN_DEVICE).await?;
        Err(Failure::new("it was not ticked"))
    })
    .await?;
    page.click_button(GO_ON).await?;
    page.heading_is(steps::STEP_CHECK).await?;
    page.click_link("‹ Atpakaļ").await?;
    page.heading_is(steps::STEP_CONTACT).await?;
    assert_eq!(page.value("E-pasts").await?, EMAIL);
    assert_eq!(page.value("Tālrunis").await?, PHONE);
    page.lacks(STOPPED).await
}

/// Runs the cases of functions whose name has one of these beginnings.
async fn run(beginnings: &[&str]) -> Result {
    let (_deployment, server) = faulty_pages()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        let all = cases(page).await?;
        assert!(all.len() >= AT_LEAST, "only {} cases", all.len());
        let is_chosen = |case: &&Value| {
            let name = case["name"].as_str().unwrap_or_default();
            beginnings.iter().any(|beginning| name.starts_with(beginning))
        };
        // An encrypted draft is there, so that it is decrypted in every case.
        contact_is_kept(page).await?;
        encrypted(page).await?;
        for case in all.iter().filter(is_chosen) {
            set_fault(page, case).await?;
            contact_is_kept(page).await.map_err(|why| why.and(case))?;
        }
        Ok(())
    })
    .await
}

/// Waits for the encrypted part of the stored draft and returns it.
async fn encrypted(page: &Page) -> Result<String> {
    let script = "return JSON.parse(localStorage.getItem('imk:draft:2025-06') ?? '{}').encrypted ?? ''";
    until("an encrypted part", async || {
        let stored = page.text_from(script, vec![]).await?;
        if stored.is_empty() { Err(Failure::new("there is none")) } else { Ok(stored) }
    })
    .await
}

#[tokio::test]
async fn form_works_whatever_local_storage_does() -> Result {
    run(&["Storage.", "window.localStorage"]).await
}

#[tokio::test]
async fn form_works_whatever_indexed_db_does() -> Result {
    run(&["IDB", "window.indexedDB"]).await
}

#[tokio::test]
async fn form_works_whatever_web_crypto_does() -> Result {
    run(&["SubtleCrypto.", "Crypto."]).await
}

#[tokio::test]
async fn form_works_whatever_caches_and_the_worker_do() -> Result {
    run(&["window.caches", "CacheStorage.", "Navigator.", "ServiceWorkerContainer."]).await
}

#[tokio::test]
async fn form_works_whatever_history_and_fetch_do() -> Result {
    run(&["History.", "fetch ", "Response."]).await
}

#[tokio::test]
async fn page_of_a_deleted_draft_is_shown_whatever_the_storage_does() -> Result {
    let (_deployment, server) = faulty_pages()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        let functions = ["Storage.removeItem", "IDBFactory.deleteDatabase"];
        let is_chosen = |case: &&Value| functions.iter().any(|name| case["name"] == *name);
        for case in cases(page).await?.iter().filter(is_chosen) {
            set_fault(page, case).await?;
            contact_is_kept(page).await.map_err(|why| why.and(case))?;
            page.click_button("Dzēst tagad").await.map_err(|why| why.and(case))?;
            page.heading_is("Melnraksts ir izdzēsts").await.map_err(|why| why.and(case))?;
            let stored = page.text_from("return JSON.stringify({ ...localStorage })", vec![]).await?;
            assert!(!stored.contains(steps::PROGRAMME), "{case}: {stored}");
        }
        Ok(())
    })
    .await
}

/// Stores an encrypted draft; returns the encrypted part.
async fn store_encrypted(page: &Page) -> Result<String> {
    cases(page).await?;
    contact_is_kept(page).await?;
    encrypted(page).await
}

#[tokio::test]
async fn unreadable_ciphertext_stays_until_it_can_be_read() -> Result {
    let (_deployment, server) = faulty_pages()?;
    for (name, fault) in [
        ("IDBFactory.open", "rejects"),
        ("IDBObjectStore.get", "rejects"),
        ("IDBObjectStore.get", "nothing"),
        ("SubtleCrypto.decrypt", "rejects"),
        ("SubtleCrypto.decrypt", "hangs"),
    ] {
        in_browser(&server, Viewport::Phone, async |page| {
            let before = store_encrypted(page).await?;
            set_fault(page, &case(name, fault)).await?;
            page.open("/pieteikums/p-001?solis=2").await?;
            page.heading_is(steps::STEP_ELIGIBILITY).await?;
            page.sees(UNREAD).await?;
            page.answer(steps::QUESTIONS[0], "Nē").await?;
            until("the answer in the storage", async || {
                let stored = page.text_from("return localStorage.getItem('imk:draft:2025-06')", vec![]).await?;
                if stored.contains("\"earlier_grant_without_choice\":false") {
                    Ok(())
                } else {
                    Err(Failure::new(stored))
                }
            })
            .await?;
            assert_eq!(encrypted(page).await?, before, "the ciphertext is as it was");
            set_fault(page, &Value::Null).await?;
            page.open(CONTACT).await?;
            page.heading_is(steps::STEP_CONTACT).await?;
            assert_eq!(page.value("E-pasts").await?, EMAIL);
            page.lacks(UNREAD).await?;
            assert!(page.is_marked(OWN_DEVICE, None).await?);
            Ok(())
        })
        .await
        .map_err(|why| why.and(format!("{name} {fault}")))?;
    }
    Ok(())
}

#[tokio::test]
async fn typed_contact_replaces_what_cannot_be_read() -> Result {
    let (_deployment, server) = faulty_pages()?;
    in_browser(&server, Viewport::Phone, async |page| {
        let before = store_encrypted(page).await?;
        set_fault(page, &case("SubtleCrypto.decrypt", "rejects")).await?;
        page.open(CONTACT).await?;
        page.sees(UNREAD).await?;
        page.fill("E-pasts", "liga.balode@epasts.lv").await?;
        page.lacks(UNREAD).await?;
        assert_ne!(encrypted(page).await?, before);
        set_fault(page, &Value::Null).await?;
        page.open(CONTACT).await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        assert_eq!(page.value("E-pasts").await?, "liga.balode@epasts.lv");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn one_refused_encryption_keeps_the_earlier_contact_data() -> Result {
    let (_deployment, server) = faulty_pages()?;
    in_browser(&server, Viewport::Phone, async |page| {
        let before = store_encrypted(page).await?;
        set_fault(page, &case("SubtleCrypto.encrypt", "rejects")).await?;
        page.open(CONTACT).await?;
        page.fill("Tālrunis", "29999999").await?;
        page.sees("Šis pārlūks neļauj tos droši glabāt").await?;
        assert_eq!(encrypted(page).await?, before);
        set_fault(page, &Value::Null).await?;
        page.open(CONTACT).await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        assert_eq!(page.value("E-pasts").await?, EMAIL);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn form_is_shown_soon_although_the_database_hangs() -> Result {
    let (_deployment, server) = faulty_pages()?;
    in_browser(&server, Viewport::Phone, async |page| {
        store_encrypted(page).await?;
        for case in [case("IDBFactory.open", "hangs"), case("fetch of the session", "hangs")] {
            set_fault(page, &case).await?;
            page.open(CONTACT).await?;
            page.heading_is(steps::STEP_CONTACT).await?;
            let shown = "return performance.now()";
            let shown: f64 = page.driver().execute(shown, vec![]).await?.convert()?;
            assert!(shown < 5_000.0, "{case}: shown after {shown} ms");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn programme_that_never_loads_offers_a_retry() -> Result {
    let deployment = Deployment::of_the_built_pages()?;
    let hang = "const real = window.fetch; window.fetch = (...given) =>
        new Request(...given).url.includes('/programmes') ? new Promise(() => {}) : real(...given);";
    deployment.run_first(hang)?;
    let server = ServerOptions::default().pages(deployment.path()).start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        page.open("/programmas").await?;
        page.sees("Neizdevās izveidot savienojumu").await?;
        page.sees(steps::RETRY).await
    })
    .await
}
