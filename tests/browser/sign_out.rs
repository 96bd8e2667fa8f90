//! Signing out: from every page that shows or sends something of the person, and nothing is lost that the account is to
//! keep.

use imk_tests::{Page, Result, Server, Viewport, in_browser};

use crate::resilience::{fail, failing_pages, set_out};
use crate::steps::{self, ALL_NO, ANNA, ANNA_BORN, PROGRAMME};

const OF_ANNA: &str = "Anna Ozola";
const SIGN_OUT: &str = "Iziet";
const LATE: &str = "anna@darbs.lv";
const DRAFT: &str = "/api/v1/drafts/2025-06";
const SIGNED_OUT: &str = "Tu izgāji no konta. Šajā ierīcē tavu datu vairs nav.";

fn step(number: u8) -> String {
    format!("/pieteikums/{PROGRAMME}?solis={number}")
}

#[tokio::test]
async fn every_page_of_an_application_names_the_person_and_signs_out() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        page.open(&step(3)).await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        page.lacks(SIGN_OUT).await?;

        let id = steps::apply_as(page, ANNA, ANNA_BORN, ALL_NO).await?;
        let of_the_form = (1..=4).map(step).chain([format!("/pieteikums/{PROGRAMME}/prieksskatijums")]);
        for path in of_the_form.chain([format!("/apstiprinajums/{id}")]) {
            page.open(&path).await?;
            page.sees(OF_ANNA).await?;
            page.sees(SIGN_OUT).await?;
        }
        let paper = page.on_paper().await?;
        for part in [OF_ANNA, "Valsts izglītības attīstības aģentūra", "Kā pārbaudīt", "NextGenerationEU"] {
            assert!(paper.contains(part), "{part} is not on paper: {paper}");
        }
        assert!(!paper.contains(SIGN_OUT), "the paper offers a sign-out: {paper}");

        page.click_button(SIGN_OUT).await?;
        page.heading_is(steps::ACCOUNT).await?;
        page.sees(SIGNED_OUT).await?;
        assert!(page.get_json("/api/v1/session").await?["person"].is_null());
        steps::choose_from_menu(page, "Programmas").await?;
        page.heading_is("Programmas").await?;
        steps::choose_from_menu(page, steps::ACCOUNT).await?;
        page.heading_is(steps::ACCOUNT).await?;
        page.lacks(SIGNED_OUT).await
    })
    .await
}

/// Signs in, opens an account, begins an application and goes to its contact data.
async fn at_the_contact_data(page: &Page) -> Result {
    steps::open_account(page, ANNA).await?;
    steps::begin_application(page).await?;
    page.open(&step(3)).await?;
    page.heading_is(steps::STEP_CONTACT).await
}

/// Signs in again and sees it at the check.
async fn is_in_the_account(page: &Page, typed: &str) -> Result {
    steps::sign_in_to_account(page, ANNA).await?;
    page.open(&step(4)).await?;
    page.heading_is(steps::STEP_CHECK).await?;
    page.sees(typed).await
}

async fn nothing_is_left_here(page: &Page) -> Result {
    page.sees(SIGNED_OUT).await?;
    let kept = page.text_from("return JSON.stringify(localStorage)", vec![]).await?;
    assert!(!kept.contains(PROGRAMME) && !kept.contains(LATE), "{kept}");
    Ok(())
}

#[tokio::test]
async fn input_just_before_sign_out_is_in_the_account() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        at_the_contact_data(page).await?;
        page.fill("E-pasts", LATE).await?;
        page.click_button(SIGN_OUT).await?;
        nothing_is_left_here(page).await?;
        is_in_the_account(page, LATE).await
    })
    .await
}

#[tokio::test]
async fn input_during_a_save_is_in_the_account_too() -> Result {
    let (_deployment, server) = failing_pages()?;
    in_browser(&server, Viewport::Phone, async |page| {
        at_the_contact_data(page).await?;
        page.fill("E-pasts", "anna@").await?;
        fail(page, &format!("slow:{DRAFT}"), 1).await?;
        // The first input is in flight.
        set_out(page).await?;
        page.fill("E-pasts", LATE).await?;
        page.click_button(SIGN_OUT).await?;
        nothing_is_left_here(page).await?;
        is_in_the_account(page, LATE).await
    })
    .await
}

#[tokio::test]
async fn unsaved_draft_blocks_sign_out_until_the_person_confirms() -> Result {
    const UNSAVED: &str = "Pēdējās izmaiņas vēl nav tavā kontā";
    let (_deployment, server) = failing_pages()?;
    in_browser(&server, Viewport::Phone, async |page| {
        at_the_contact_data(page).await?;
        fail(page, DRAFT, 1_000).await?;
        page.fill("E-pasts", LATE).await?;
        page.click_button(SIGN_OUT).await?;
        page.sees(UNSAVED).await?;
        assert_eq!(page.get_json("/api/v1/session").await?["person"]["name"], ANNA);
        assert_eq!(page.value("E-pasts").await?, LATE);

        fail(page, DRAFT, 0).await?;
        page.click_button(SIGN_OUT).await?;
        nothing_is_left_here(page).await?;
        is_in_the_account(page, LATE).await?;

        page.open(&step(3)).await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        fail(page, DRAFT, 1_000).await?;
        page.fill("E-pasts", "anna@projam.lv").await?;
        page.click_button(SIGN_OUT).await?;
        page.sees(UNSAVED).await?;
        page.click_button("Iziet tik un tā").await?;
        nothing_is_left_here(page).await?;
        fail(page, DRAFT, 0).await?;
        is_in_the_account(page, LATE).await
    })
    .await
}
