//! A person whose birth date neither the personal code nor the sign-in contains declares it, and can correct it.

use imk_tests::{Page, Result, Server, Viewport, in_browser};
use serde_json::json;
use thirtyfour::{By, Key};

use crate::steps::{self, ACCEPT_TERMS, ALL_NO, CONFIRMED, SEND, ZANE};

/// As she types it.
const BORN: [&str; 3] = ["4", "10", "1998"];
/// As [`BORN`], with a slip in the year: under age.
const MISTYPED: [&str; 3] = ["4", "10", "2008"];

const QUESTION: &str = "Kāds ir tavs dzimšanas datums?";
const SHORT_YEAR: &str = "Gadu raksti ar četriem cipariem";
const CHANGE: &str = "Mainīt: Dzimšanas datums";
const UNDER_AGE: &str = "Kontu var atvērt no 18 gadu vecuma";
const OPEN: &str = "Atvērt kontu";

/// Takes the last two digits of the year away and stays in the field, as a person does who begins to mend it.
async fn shorten_year(page: &Page) -> Result {
    let year = page.driver().find(By::Id("imk-birth-date-year")).await?;
    Ok(year.send_keys(Key::End + Key::Backspace + Key::Backspace).await?)
}

/// From the check to the birth date, to mend it.
async fn change(page: &Page) -> Result {
    page.click_link(CHANGE).await?;
    page.heading_is(steps::STEP_ELIGIBILITY).await
}

/// The birth date that the server has, and where from.
async fn holds(page: &Page, born: Option<&str>) -> Result {
    let person = page.get_json("/api/v1/session").await?["person"].clone();
    assert_eq!(person["register"]["birth_date"], json!(born));
    assert_eq!(person["birth_date_source"], json!(born.map(|_| "declared")));
    Ok(())
}

#[tokio::test]
async fn who_alone_knows_their_birth_date_applies_with_it() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::fill_in(page, BORN, ALL_NO).await?;
        steps::sign_in_to_send(page, ZANE).await?;
        holds(page, None).await?;
        page.click_button(SEND).await?;
        steps::confirmed(page).await?;
        holds(page, Some("1998-10-04")).await?;
        // The next application finds it in the account.
        page.open("/konts").await?;
        page.heading_is(steps::ACCOUNT).await?;
        page.lacks(QUESTION).await
    })
    .await
}

#[tokio::test]
async fn half_corrected_birth_date_blocks_and_the_old_one_is_ignored() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::fill_in(page, BORN, ALL_NO).await?;
        change(page).await?;
        shorten_year(page).await?;
        page.press(Key::Enter).await?;
        page.sees(SHORT_YEAR).await?;
        page.heading_is(steps::STEP_ELIGIBILITY).await?;
        assert_eq!(page.value("Gads").await?, "19", "what was typed stays");
        page.fill("Gads", BORN[2]).await?;
        shorten_year(page).await?;
        page.click_button(steps::GO_ON).await?;
        page.sees(SHORT_YEAR).await?;
        page.fill("Gads", "1999").await?;
        page.click_button(steps::GO_ON).await?;
        page.heading_is(steps::STEP_CHECK).await?;
        page.sees("1999. gada 4. oktobris").await
    })
    .await
}

#[tokio::test]
async fn half_corrected_birth_date_on_the_check_is_not_submitted() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::fill_in(page, BORN, ALL_NO).await?;
        change(page).await?;
        shorten_year(page).await?;
        page.click_link("‹ Atpakaļ").await?;
        page.heading_is(steps::STEP_CHECK).await?;
        steps::begin_sign_in(page).await?;
        page.sees("Izlabo vienu kļūdu").await?;
        steps::fill_birth_date(page, BORN).await?;
        shorten_year(page).await?;
        page.click_button(steps::SIGN_IN_TO_SEND).await?;
        page.sees(SHORT_YEAR).await?;
        page.heading_is(steps::STEP_CHECK).await?;
        page.fill("Gads", BORN[2]).await?;
        page.click_button(steps::SIGN_IN_TO_SEND).await?;
        steps::sign_in_as(page, ZANE).await?;
        page.heading_is(steps::STEP_CHECK).await?;
        page.click_button(SEND).await?;
        steps::confirmed(page).await?;
        holds(page, Some("1998-10-04")).await
    })
    .await
}

/// Opens the account in a new tab with a birth date.
async fn open_account_beside(page: &Page, born: [&str; 3]) -> Result {
    let first = page.driver().window().await?;
    let second = page.driver().new_tab().await?;
    page.driver().switch_to_window(second).await?;
    page.open("/konts").await?;
    page.sees(QUESTION).await?;
    steps::fill_birth_date(page, born).await?;
    steps::fill_in_account(page).await?;
    page.driver().close_window().await?;
    Ok(page.driver().switch_to_window(first).await?)
}

/// From here on the server answers every declaration of a birth date that it knows the date already.
const BIRTH_DATE_KNOWN: &str = "const original = window.fetch; window.fetch = async (...given) => {
        const request = new Request(...given);
        if (request.method !== 'PUT' || !request.url.endsWith('/session/birth-date')) return original(request);
        const headers = { 'content-type': 'application/problem+json' };
        return new Response(JSON.stringify({ type: 'about:blank', status: 409, code: 'birth_date_known' }), { status: 409, headers });
    };";

#[tokio::test]
async fn birth_date_declared_elsewhere_is_shown_before_submission() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        steps::fill_in(page, BORN, ALL_NO).await?;
        steps::sign_in_to_send(page, ZANE).await?;
        open_account_beside(page, ["5", "10", "1998"]).await?;
        page.driver().execute(BIRTH_DATE_KNOWN, vec![]).await?;
        page.click_button(SEND).await?;
        page.sees("Tavu dzimšanas datumu jau zinām").await?;
        page.sees("1998. gada 5. oktobris").await?;
        page.heading_is(steps::STEP_CHECK).await?;
        assert!(steps::application_ids(page).await?.is_empty());
        page.click_button(SEND).await?;
        steps::confirmed(page).await?;
        holds(page, Some("1998-10-05")).await
    })
    .await
}

#[tokio::test]
async fn under_age_by_a_slip_is_said_before_sending_and_mended() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::fill_in(page, MISTYPED, ALL_NO).await?;
        page.lacks(ACCEPT_TERMS).await?;
        page.tick(steps::DECLARE).await?;
        page.click_button(steps::SIGN_IN_TO_SEND).await?;
        steps::sign_in_as(page, ZANE).await?;
        page.heading_is(steps::STEP_CHECK).await?;
        page.sees(UNDER_AGE).await?;
        steps::watch_posts(page).await?;
        page.click_button(SEND).await?;
        page.sees("18 gadi tev apritēs 2026. gada 4. oktobrī").await?;
        let opened = steps::posted_to(page, "/api/v1/account").await?;
        assert!(opened.is_empty(), "terms that nobody has accepted were sent: {opened:?}");
        holds(page, None).await?;
        change(page).await?;
        page.fill("Gads", BORN[2]).await?;
        page.click_button(steps::GO_ON).await?;
        page.heading_is(steps::STEP_CHECK).await?;
        page.lacks(UNDER_AGE).await?;
        page.tick(ACCEPT_TERMS).await?;
        page.click_button(SEND).await?;
        page.heading_is(CONFIRMED).await?;
        holds(page, Some("1998-10-04")).await
    })
    .await
}

#[tokio::test]
async fn account_asks_for_an_unknown_birth_date_and_allows_correction() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        steps::sign_in_to_account(page, ZANE).await?;
        page.sees(QUESTION).await?;
        page.fill("E-pasts", steps::EMAIL).await?;
        page.fill("Tālrunis", "123").await?;
        page.click_button(OPEN).await?;
        // Each mistake is in the summary, in the order of the fields.
        let summary = page.text_of(".imk-errors").await?;
        let parts = ["Izlabo 3 kļūdas", "Dzimšanas datums: Ieraksti dienu", "Tālrunis:", "Lai atvērtu kontu, piekrīti"];
        let places: Vec<_> = parts.iter().map(|part| summary.find(part)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{summary}");
        page.fill("Tālrunis", steps::PHONE).await?;
        page.tick(ACCEPT_TERMS).await?;
        steps::fill_birth_date(page, MISTYPED).await?;
        page.expect_console("status of 403");
        page.click_button(OPEN).await?;
        page.sees(UNDER_AGE).await?;
        page.sees("18 gadi tev apritēs 2026. gada 4. oktobrī").await?;
        // "Not yet" is no error.
        assert!(page.text_of("[role=alert] .imk-state--warning").await?.contains(UNDER_AGE));
        assert_eq!(page.value("E-pasts").await?, steps::EMAIL);
        page.reload().await?;
        page.heading_is(steps::ACCOUNT).await?;
        assert_eq!(page.value("Gads").await?, MISTYPED[2]);
        page.fill("Gads", BORN[2]).await?;
        steps::fill_in_account(page).await?;
        holds(page, Some("1998-10-04")).await?;
        steps::begin_application(page).await?;
        page.sees("No tava konta").await
    })
    .await
}
