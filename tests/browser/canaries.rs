//! What names a person stays out of the browser's storage: an invented person does the main job with data that is
//! easily recognised, and everything that the browser keeps is searched for it after each step.

use imk_tests::{Failure, Page, Result, Server, Viewport, in_browser, until};

use crate::offline::ready_to_go_offline;
use crate::steps::{self, ALL_NO, GO_ON};

const JANIS: &str = "Jānis Bērziņš";
const JANIS_BORN: [&str; 3] = ["2", "11", "1961"];
const EMAIL: &str = "kanarijputnins7391@epasts.lv";
const PHONE: &str = "29187364";

/// Facts of the pages or the register about him, and their spellings. Blanks, hyphens and marks do not count.
const CANARIES: [&str; 8] = [
    "Bērziņš",
    "021161-10009",
    EMAIL,
    PHONE,
    "1961-11-02",
    "2.11.1961",
    "1961. gada 2. novembr",
    // His birth date in milliseconds before 1970.
    "257644800000",
];

/// Holds that nothing of him is kept, and that the search has seen what every page has.
async fn nothing_is_kept(page: &Page, when: &str) -> Result {
    let searched = page.search_storage(&CANARIES).await?;
    for kind in ["Cache", "Address", "Title"] {
        let pieces = searched.looked.get(kind).copied().unwrap_or_default();
        assert!(pieces > 0, "{when}: nothing of {kind} was read: {:?}", searched.looked);
    }
    if searched.found.is_empty() { Ok(()) } else { Err(Failure::new(format!("{when}: {:?}", searched.found))) }
}

/// How many entries LocalStorage has.
async fn entries(page: &Page) -> Result<String> {
    page.text_from("return String(localStorage.length)", vec![]).await
}

/// From the first page to the check, with the data; `on_contact` is done where the contact data has been typed.
async fn fill_in(page: &Page, on_contact: impl AsyncFnOnce() -> Result) -> Result {
    steps::open(page, "/").await?;
    ready_to_go_offline(page).await?;
    nothing_is_kept(page, "before anything is typed").await?;
    steps::get_verdict(page, JANIS_BORN, ALL_NO).await?;
    page.heading_is("Tu vari pieteikties").await?;
    nothing_is_kept(page, "at the verdict").await?;
    steps::begin_application(page).await?;
    // The page was reloaded, so the birth date has to be typed again.
    steps::answer_in_application(page, JANIS_BORN, ALL_NO).await?;
    page.click_button(steps::WITHOUT_SIGN_IN).await?;
    page.heading_is(steps::STEP_CONTACT).await?;
    page.fill("E-pasts", EMAIL).await?;
    page.fill("Tālrunis", PHONE).await?;
    on_contact().await?;
    nothing_is_kept(page, "at the contact data").await?;
    assert_ne!(entries(page).await?, "0", "the draft is kept");
    page.click_button(GO_ON).await?;
    page.heading_is(steps::STEP_CHECK).await?;
    page.sees(EMAIL).await?;
    nothing_is_kept(page, "at the check").await?;
    page.click_link("Apskatīt dokumentu, kas tiks nosūtīts").await?;
    page.heading_is(steps::DOCUMENT).await?;
    nothing_is_kept(page, "at the document").await?;
    page.click_link(steps::BACK_TO_CHECK).await?;
    page.heading_is(steps::STEP_CHECK).await
}

/// Signs in, sends, looks at the account, signs out.
async fn send(page: &Page) -> Result {
    steps::begin_sign_in(page).await?;
    page.heading_is("Izvēlies, kura cilvēka vārdā pieslēgties").await?;
    page.sees(JANIS).await?;
    nothing_is_kept(page, "where one signs in").await?;
    steps::sign_in_as(page, JANIS).await?;
    page.heading_is(steps::STEP_CHECK).await?;
    page.sees(JANIS).await?;
    nothing_is_kept(page, "at the check, signed in").await?;
    page.click_button(steps::SEND).await?;
    steps::confirmed(page).await?;
    nothing_is_kept(page, "at the confirmation").await?;
    page.click_link("Uz manu kontu").await?;
    page.heading_is(steps::ACCOUNT).await?;
    page.sees(JANIS).await?;
    nothing_is_kept(page, "in the account").await?;
    page.click_button("Iziet").await?;
    page.lacks(JANIS).await?;
    nothing_is_kept(page, "after signing out").await?;
    // Then nothing is left there at all, as the page says; before that there was.
    assert_eq!(entries(page).await?, "0");
    Ok(())
}

#[tokio::test]
async fn main_job_leaves_no_name_code_or_contact_data_in_the_browser() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        fill_in(page, async || Ok(())).await?;
        send(page).await
    })
    .await
}

#[tokio::test]
async fn own_device_stores_contact_data_encrypted_and_no_name_or_code() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        let seal = async || {
            page.tick(steps::OWN_DEVICE).await?;
            until("the encrypted part of the draft", async || {
                let kept = page.search_storage(&["encrypted"]).await?;
                let place = ("LocalStorage".to_owned(), "encrypted".to_owned());
                if kept.found.contains(&place) { Ok(()) } else { Err(Failure::new(format!("{:?}", kept.found))) }
            })
            .await
        };
        fill_in(page, seal).await?;
        // That it is kept, and that only this browser can read it: it comes back after a reload.
        page.reload().await?;
        page.heading_is(steps::STEP_CHECK).await?;
        page.sees(EMAIL).await?;
        nothing_is_kept(page, "after a reload").await?;
        send(page).await
    })
    .await
}

/// One text for each place and way of writing, planted by [`PLANT`].
const PLANTED: [(&str, &str); 17] = [
    ("Address", "lakstīgala"),
    ("Cache addresses", "cīrulis"),
    ("Cache bodies", "balodis"),
    ("Cache headers", "strazds"),
    ("Cache names", "krauklis"),
    ("Cookies", "dzērve"),
    ("History state", "stārķis"),
    ("IndexedDB keys", "pelikāns"),
    ("IndexedDB names", "flamings"),
    ("IndexedDB values", "rubenis"),
    ("IndexedDB values", "vālodze"),
    ("LocalStorage", "bezdelīga"),
    ("LocalStorage", "cielava"),
    ("LocalStorage", "zvirbulis"),
    ("Name of the window", "pupuķis"),
    ("SessionStorage", "gulbis"),
    ("Title", "žagata"),
];

const PLANT: &str = "const done = arguments[0]; (async () => {
        const bytes = (text) => new TextEncoder().encode(text);
        localStorage.setItem('plain', 'viens z-V-i-r-b-u-l-i-s');
        localStorage.setItem('base64', btoa(String.fromCharCode(...bytes('Te ir bezdelīga.'))));
        localStorage.setItem('escaped', '{\"bird\":\"\\\\u0063ielava\"}');
        sessionStorage.setItem('Gulbis', '1');
        document.cookie = 'bird=dz%C4%93rve';
        history.replaceState({ deep: [{ bird: 'stārķis' }] }, '', '#laksti%CC%84gala');
        document.title = 'Žagata';
        window.name = 'pupuķis';
        const cache = await caches.open('krauklis');
        await cache.put('/nowhere?bird=c%C4%ABrulis', new Response('balodis', { headers: { 'x-bird': 'strazds' } }));
        const opening = indexedDB.open('flamings');
        opening.onupgradeneeded = () => opening.result.createObjectStore('birds');
        const database = await new Promise((resolve) => (opening.onsuccess = () => resolve(opening.result)));
        const wide = Uint8Array.from([...'rubenis'].flatMap((letter) => [letter.charCodeAt(0), 0]));
        const writing = database.transaction('birds', 'readwrite');
        writing.objectStore('birds').put({ in: new Map([['a map', [bytes('vālodze'), wide.buffer]]]) }, 'pelikāns');
        await new Promise((resolve) => (writing.oncomplete = resolve));
        database.close();
    })().then(() => done(''), (cause) => done(String(cause)));";

#[tokio::test]
async fn search_finds_canaries_in_each_kind_of_storage() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::open(page, "/").await?;
        // In WebKit errors are kept in the window's name.
        page.expect_console("pupuķis");
        let texts = PLANTED.map(|(_, text)| text);
        assert_eq!(page.search_storage(&texts).await?.found, [], "before anything is planted");
        let failed: String = page.driver().execute_async(PLANT, vec![]).await?.convert()?;
        assert_eq!(failed, "");
        let mut found = page.search_storage(&texts).await?.found;
        found.sort();
        let expected = PLANTED.map(|(place, text)| (place.to_owned(), text.to_owned()));
        assert_eq!(found, expected);
        Ok(())
    })
    .await
}
