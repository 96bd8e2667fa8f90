//! Mistakes in a form: said first, said at the field, and nothing typed is taken away.

use std::time::Duration;

use imk_tests::{Failure, Page, Result, Server, Viewport, in_browser, until};
use thirtyfour::By;

use crate::host_page::script;
use crate::steps::{self, ALL_NO, ANNA_BORN, GO_ON};

const SUMMARY: &str = "Izlabo vienu kļūdu";

/// Presses the button and holds that the summary has the focus, names the field, and that the field says it too.
async fn held_back(page: &Page, problem: &str) -> Result {
    page.click_button(GO_ON).await?;
    page.sees(SUMMARY).await?;
    let summary = page.focused().await?;
    assert!(summary.starts_with(SUMMARY), "the focus is on “{summary}”");
    let line = page.text_of(".imk-errors a").await?;
    assert!(line.to_lowercase().contains(&problem.to_lowercase()), "{line}");
    let at_field = page.text_of(".imk-field--error").await?;
    assert!(at_field.contains(problem), "{at_field}");
    Ok(())
}

#[tokio::test]
async fn missing_or_wrong_email_is_reported_and_stays_as_typed() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::begin_application(page).await?;
        steps::answer_in_application(page, ANNA_BORN, ALL_NO).await?;
        page.click_button(steps::WITHOUT_SIGN_IN).await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        held_back(page, "Ieraksti e-pasta adresi").await?;
        page.fill("E-pasts", "anna@").await?;
        held_back(page, "Aiz „@“ trūkst domēna").await?;
        assert_eq!(page.value("E-pasts").await?, "anna@");
        page.click_link("E-pasts: Aiz „@“ trūkst domēna").await?;
        let focused = page.text_from("return document.activeElement.id", vec![]).await?;
        assert_eq!(focused, "imk-email", "the summary leads to the field");
        page.fill("E-pasts", steps::EMAIL).await?;
        page.click_button(GO_ON).await?;
        page.heading_is(steps::STEP_CHECK).await
    })
    .await
}

/// Presses the pointer on a target, holds it for longer than the page needs to show a message, and releases it.
async fn slow_click(page: &Page, target: &str) -> Result {
    let element = page.driver().find(By::XPath(target)).await?;
    element.scroll_into_view().await?;
    page.driver().action_chain().move_to_element_center(&element).click_and_hold().perform().await?;
    tokio::time::sleep(Duration::from_millis(300)).await;
    Ok(page.driver().action_chain().release().perform().await?)
}

#[tokio::test]
async fn click_arrives_although_an_error_appears_above_it() -> Result {
    let server = Server::start()?;
    let targets = [
        format!("//label[contains(., '{}')]", steps::OWN_DEVICE),
        "//label[normalize-space() = 'Angliski']".to_owned(),
        "//a[contains(., 'Atpakaļ')]".to_owned(),
        format!("//button[normalize-space() = '{GO_ON}']"),
        "//footer//a[contains(., 'Palīdzība')]".to_owned(),
    ];
    for target in targets {
        in_browser(&server, Viewport::Phone, async |page| {
            page.open("/pieteikums/p-001?solis=3").await?;
            page.heading_is(steps::STEP_CONTACT).await?;
            script(page, "addEventListener('click', () => { window.clicked = true; })").await?;
            page.fill("E-pasts", "anna@").await?;
            slow_click(page, &target).await?;
            until("the click arrives", async || {
                let clicked = script(page, "return !!window.clicked").await?;
                if clicked == false { Err(Failure::new("it did not")) } else { Ok(()) }
            })
            .await?;
            if target.contains("label") {
                page.sees("Aiz „@“ trūkst domēna").await?;
            }
            Ok(())
        })
        .await
        .map_err(|why| why.and(&target))?;
    }
    Ok(())
}

#[tokio::test]
async fn impossible_birth_date_is_named_and_stays_as_typed() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        page.open("/atbilstiba").await?;
        held_back(page, "Ieraksti dienu, mēnesi un gadu").await?;
        steps::fill_birth_date(page, ["31", "2", "1988"]).await?;
        held_back(page, "Tādas dienas kalendārā nav").await?;
        assert_eq!(page.value("Diena").await?, "31");
        steps::fill_birth_date(page, ANNA_BORN).await?;
        page.click_button(GO_ON).await?;
        page.sees("2. jautājums no 4").await
    })
    .await
}

#[tokio::test]
async fn button_is_pressed_once_though_the_field_left_for_it_is_wrong() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        page.open("/pieteikums/p-001?solis=3").await?;
        page.fill("E-pasts", "anna@").await?;
        page.fill("Tālrunis", "123").await?;
        page.click_button(GO_ON).await?;
        page.sees("Izlabo 2 kļūdas").await
    })
    .await
}

#[tokio::test]
async fn page_does_not_move_under_the_answer_after_a_corrected_date() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::begin_application(page).await?;
        page.click_button(GO_ON).await?;
        page.sees("Izlabo 4 kļūdas").await?;
        steps::answer_in_application(page, ANNA_BORN, ALL_NO).await
    })
    .await
}
