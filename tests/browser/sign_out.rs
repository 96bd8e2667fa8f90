//! Signing out: from every page that shows or sends something of the person, and nothing is lost that the account is to keep.

use imk_tests::{Outcome, Server, Viewport, in_browser};

use crate::steps::{self, ALL_NO, ANNA, ANNA_BORN, PROGRAMME};

const OF_ANNA: &str = "Konts: Anna Ozola";
const SIGN_OUT: &str = "Izrakstīties";
const SIGNED_OUT: &str = "Izrakstīšanās pabeigta. Šajā ierīcē nekas nepalika.";

fn step(number: u8) -> String {
    format!("/pieteikums/{PROGRAMME}?solis={number}")
}

#[tokio::test]
async fn every_page_of_an_application_says_whose_account_it_is_and_signs_out() -> Outcome {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        page.open(&step(3)).await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        page.lacks(SIGN_OUT).await?;

        let id = steps::apply_as(page, ANNA, ANNA_BORN, ALL_NO).await?;
        let of_the_form = (1..=5).map(step).chain([format!("/pieteikums/{PROGRAMME}/prieksskatijums")]);
        for path in of_the_form.chain([format!("/apstiprinajums/{id}")]) {
            page.open(&path).await?;
            page.sees(OF_ANNA).await?;
            page.sees(SIGN_OUT).await?;
        }
        assert!(!page.on_paper().await?.contains(OF_ANNA), "the confirmation on paper is not about the sign-in");

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

#[tokio::test]
async fn what_was_typed_just_before_signing_out_is_in_the_account() -> Outcome {
    const LATE: &str = "anna@darbs.lv";
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::open_account(page, ANNA).await?;
        steps::begin_application(page).await?;
        page.open(&step(3)).await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        page.fill("E-pasts", LATE).await?;
        page.click_button(SIGN_OUT).await?;
        page.sees(SIGNED_OUT).await?;
        let kept = page.text_from("return JSON.stringify(localStorage)", vec![]).await?;
        assert!(!kept.contains(PROGRAMME) && !kept.contains(LATE), "{kept}");

        steps::sign_in_to_account(page, ANNA).await?;
        page.open(&step(5)).await?;
        page.heading_is(steps::STEP_CHECK).await?;
        page.sees(LATE).await
    })
    .await
}
