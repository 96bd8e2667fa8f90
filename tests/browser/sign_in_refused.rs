//! A rejected sign-in: a page gives the reason, and no input is lost; and the list of a person's sign-ins.

use imk_tests::{Page, Result, Server, Viewport, in_browser};

use crate::resilience::{fail, failing_pages};
use crate::steps::{self, ALL_NO, ANNA, ANNA_BORN};

const NOBODY: &str = "Nevarējām noteikt tavu identitāti";

/// Returns from the provider as a person who is unknown to it.
async fn come_back_as_nobody(page: &Page) -> Result {
    page.sees(ANNA).await?;
    page.driver()
        .execute("document.querySelectorAll('[name=person]').forEach((one) => one.value = 'nobody')", vec![])
        .await?;
    page.click_button(ANNA).await?;
    page.heading_is(NOBODY).await
}

#[tokio::test]
async fn rejected_sign_in_is_explained_and_hands_the_draft_on() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::fill_in(page, ANNA_BORN, ALL_NO).await?;
        steps::begin_sign_in(page).await?;
        come_back_as_nobody(page).await?;
        page.click_button("Pieslēgties vēlreiz").await?;
        steps::sign_in_as(page, ANNA).await?;
        page.heading_is(steps::STEP_CHECK).await?;
        page.sees(steps::EMAIL).await?;
        page.click_button(steps::SEND).await?;
        steps::confirmed(page).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn input_before_a_rejected_sign_in_is_fetched_until_it_is_there() -> Result {
    let (_deployment, server) = failing_pages()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::fill_in(page, ANNA_BORN, ALL_NO).await?;
        fail(page, "/api/v1/sign-in/draft", 1).await?;
        steps::begin_sign_in(page).await?;
        come_back_as_nobody(page).await?;
        page.sees("Neizdevās izveidot savienojumu").await?;
        page.click_button(steps::RETRY).await?;
        page.click_button("Pieslēgties vēlreiz").await?;
        steps::sign_in_as(page, ANNA).await?;
        page.sees(steps::EMAIL).await
    })
    .await
}

#[tokio::test]
async fn changes_after_a_rejected_sign_in_survive_going_back() -> Result {
    const LATE: &str = "anna@darbs.lv";
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::fill_in(page, ANNA_BORN, ALL_NO).await?;
        steps::begin_sign_in(page).await?;
        come_back_as_nobody(page).await?;
        page.click_link("Atpakaļ bez pieslēgšanās").await?;
        page.heading_is(steps::STEP_CHECK).await?;
        // Without a reload.
        let script = "history.pushState({}, '', arguments[0]); dispatchEvent(new PopStateEvent('popstate'))";
        let contact = format!("/pieteikums/{}?solis=3", steps::PROGRAMME);
        page.driver().execute(script, vec![contact.into()]).await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        page.fill("E-pasts", LATE).await?;
        page.back().await?;
        page.heading_is(steps::STEP_CHECK).await?;
        page.back().await?;
        page.heading_is(NOBODY).await?;
        page.click_link("Atpakaļ bez pieslēgšanās").await?;
        page.heading_is(steps::STEP_CHECK).await?;
        page.sees(LATE).await
    })
    .await
}

#[tokio::test]
async fn refused_sign_in_lets_the_person_go_on_without_it() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        steps::fill_in(page, ANNA_BORN, ALL_NO).await?;
        steps::begin_sign_in(page).await?;
        come_back_as_nobody(page).await?;
        page.click_link("Atpakaļ bez pieslēgšanās").await?;
        page.heading_is(steps::STEP_CHECK).await?;
        page.sees(steps::EMAIL).await
    })
    .await
}

#[tokio::test]
async fn person_sees_their_sign_ins_and_signs_out_everywhere() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        steps::open_account(page, ANNA).await?;
        page.forget_cookies().await?;
        page.reload().await?;
        page.click_button("Pieslēgties").await?;
        steps::sign_in_as(page, ANNA).await?;
        page.click_button("Pārlūki, kuros esi kontā").await?;
        page.sees("Šis pārlūks").await?;
        page.click_button("Iziet tur").await?;
        page.lacks("Iziet tur").await?;
        page.sees("Tajā pārlūkā tu vairs neesi kontā.").await?;
        page.click_button("Iziet visur").await?;
        page.sees("Tu izgāji no konta.").await
    })
    .await
}
