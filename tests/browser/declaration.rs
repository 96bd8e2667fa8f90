//! The person's own answers and declaration: nothing is declared for them, and the register's facts stand beside.

use imk_tests::{Result, Server, Viewport, in_browser};
use serde_json::json;

use crate::steps::{self, ALL_NO, ANNA, ANNA_BORN};

const ILZE: &str = "Ilze Kalniņa";
const ILZE_BORN: [&str; 3] = ["26", "7", "1990"];
const APPLIED: &str = "Tu jau pieteicies";

#[tokio::test]
async fn nothing_is_declared_for_the_person() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::fill_in(page, ANNA_BORN, ALL_NO).await?;
        assert!(!page.is_marked(steps::DECLARE, None).await?);
        // The page checks before the sign-in, so that nothing is missing afterwards.
        page.click_button(steps::SIGN_IN_TO_SEND).await?;
        page.sees("Lai iesniegtu pieteikumu, apliecini, ka ziņas ir patiesas").await?;
        page.sees("Lai turpinātu, piekrīti konta noteikumiem").await?;
        page.heading_is(steps::STEP_CHECK).await?;
        page.tick(steps::DECLARE).await?;
        page.click_button(steps::SIGN_IN_TO_SEND).await?;
        page.lacks("Lai iesniegtu pieteikumu, apliecini, ka ziņas ir patiesas").await?;
        page.sees("Lai turpinātu, piekrīti konta noteikumiem").await?;
        page.tick(steps::ACCEPT_TERMS).await?;
        page.click_button(steps::SIGN_IN_TO_SEND).await?;
        steps::sign_in_as(page, ANNA).await?;
        page.heading_is(steps::STEP_CHECK).await?;
        assert!(page.is_marked(steps::DECLARE, None).await?, "the person's own tick stays");
        page.click_button(steps::SEND).await?;
        steps::confirmed(page).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn application_has_the_own_answer_and_the_register_fact() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        steps::fill_in(page, ILZE_BORN, ALL_NO).await?;
        steps::sign_in_to_send(page, ILZE).await?;
        page.sees("Reģistrā ir citādi").await?;
        page.sees("Tu norādīji: Nē").await?;
        page.sees("Reģistrā: Jā").await?;
        page.sees("Ko par tevi zina projekta reģistrs").await?;
        page.click_button(steps::SEND).await?;
        let id = steps::confirmed(page).await?;
        let receipt = page.get_json(&format!("/api/v1/applications/{id}/receipt")).await?;
        let holder = &receipt["holder"];
        assert_eq!(holder["declared"]["earlier_grant_without_choice"], json!(false), "{holder}");
        assert_eq!(holder["facts"]["earlier_grant_without_choice"], json!(true), "{holder}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn differing_answer_can_be_corrected() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::fill_in(page, ILZE_BORN, ALL_NO).await?;
        steps::sign_in_to_send(page, ILZE).await?;
        page.sees("Reģistrā ir citādi").await?;
        page.click_link("Mainīt: Agrāk piešķirts finansējums, bet programma nav izvēlēta").await?;
        page.heading_is(steps::STEP_ELIGIBILITY).await?;
        page.answer(steps::QUESTIONS[0], "Jā").await?;
        page.click_button(steps::GO_ON).await?;
        page.heading_is(steps::STEP_CHECK).await?;
        page.lacks("Reģistrā ir citādi").await
    })
    .await
}

#[tokio::test]
async fn applicant_is_not_asked_to_apply_again() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        let id = steps::apply_as(page, ANNA, ANNA_BORN, ALL_NO).await?;
        steps::open(page, "/pieteikums/p-002").await?;
        page.heading_is(APPLIED).await?;
        page.sees(steps::TITLE).await?;
        page.lacks(steps::GO_ON).await?;
        page.click_link("Skatīt pieteikumu").await?;
        page.heading_is(steps::CONFIRMED).await?;
        page.is_at(&format!("/apstiprinajums/{id}")).await?;
        // Back from the confirmation leads to no empty form either.
        page.back().await?;
        page.heading_is(APPLIED).await
    })
    .await
}

#[tokio::test]
async fn first_page_shows_the_sent_application_to_its_person_only() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        steps::open(page, "/").await?;
        page.lacks(APPLIED).await?;
        let id = steps::apply_as(page, ANNA, ANNA_BORN, ALL_NO).await?;
        steps::open(page, "/").await?;
        page.sees(APPLIED).await?;
        page.click_button("English").await?;
        page.sees("You have already applied").await?;
        page.click_button("Latviski").await?;
        page.click_link("Skatīt pieteikumu").await?;
        page.is_at(&format!("/apstiprinajums/{id}")).await?;
        page.forget_cookies().await?;
        steps::open(page, "/").await?;
        page.lacks(APPLIED).await
    })
    .await
}

#[tokio::test]
async fn form_leads_elsewhere_after_the_closing() -> Result {
    let server = Server::frozen_at("2025-06-21T00:00:00+03:00")?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::open(page, "/pieteikums/p-001").await?;
        page.heading_is(steps::STEP_GROUP).await?;
        page.sees("Pieteikšanās ir beigusies").await?;
        page.lacks(steps::GO_ON).await?;
        page.click_link("Izvēlēties citu programmu").await?;
        page.heading_is("Programmas").await?;
        steps::open(page, "/").await?;
        page.sees("Pieteikšanās ir beigusies. Pēdējā diena bija 2025. gada 20. jūnijs.").await?;
        page.lacks("Pārbaudīt, vai varu pieteikties").await
    })
    .await
}

#[tokio::test]
async fn form_can_be_prepared_before_the_opening() -> Result {
    let server = Server::frozen_at("2025-06-08T23:59:59+03:00")?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::open(page, "/").await?;
        page.sees("Pieteikšanās sāksies 2025. gada 9. jūnijā.").await?;
        steps::open(page, "/pieteikums/p-001?grupa=p-001-1").await?;
        page.sees("Pieteikumu vari sagatavot jau tagad").await?;
        page.click_button(steps::GO_ON).await?;
        page.heading_is(steps::STEP_ELIGIBILITY).await
    })
    .await
}

#[tokio::test]
async fn unfinished_application_comes_first_on_the_first_page() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::open(page, "/").await?;
        page.sees("67 no 100").await?;
        page.lacks("Pabeidz iesākto pieteikumu").await?;
        steps::begin_application(page).await?;
        page.answer(steps::QUESTIONS[1], "Nē").await?;
        page.sees("Melnrakstu glabājam šajā ierīcē").await?;
        steps::open(page, "/").await?;
        page.sees("Pabeidz iesākto pieteikumu").await?;
        page.click_link("Turpināt pieteikumu").await?;
        page.heading_is(steps::STEP_GROUP).await
    })
    .await
}
