//! The main job: from the first page to a confirmation that verifies.

use imk_tests::{Page, Result, Server, Viewport, in_browser};
use serde_json::Value;

use crate::steps::{self, ALL_NO, ANNA, ANNA_BORN, GO_ON, TITLE};

/// Four questions, and the verdict that one may apply.
async fn find_out(page: &Page) -> Result {
    page.open("/").await?;
    page.click_link("Pārbaudīt, vai varu pieteikties").await?;
    steps::answer_questions(page, ANNA_BORN, ALL_NO).await?;
    page.heading_is("Tu vari pieteikties").await?;
    page.sees("Visi nosacījumi ir izpildīti").await
}

/// The catalogue, searched without marks, and one programme of it.
async fn choose_programme(page: &Page) -> Result {
    page.click_link("Izvēlēties programmu").await?;
    page.heading_is("Programmas").await?;
    page.fill("Meklēt", "datu analize").await?;
    page.sees("atbilst „datu analize“").await?;
    page.click_link(TITLE).await?;
    page.heading_is(TITLE).await?;
    page.sees("visu maksu sedz finansējums (līdz 500,00 EUR).").await?;
    page.click_link("Pieteikties").await
}

/// The steps of the application; the questions were answered before and are not asked again.
async fn fill_in(page: &Page) -> Result {
    page.heading_is(steps::STEP_GROUP).await?;
    page.click_button(GO_ON).await?;
    page.heading_is(steps::STEP_SIGN_IN).await?;
    steps::fill_contact(page).await?;
    page.sees("1988. gada 14. marts").await?;
    assert!(!page.is_marked(steps::DECLARE, None).await?, "the person declares, not the page");
    Ok(())
}

/// The text of the document's body, exactly as displayed.
async fn read_document(page: &Page) -> Result<String> {
    page.click_link("Apskatīt dokumentu, kas tiks nosūtīts").await?;
    page.heading_is(steps::DOCUMENT).await?;
    page.click_button("Tieši tas, kas tiks nosūtīts").await?;
    let body = page.text_of("#imk-body").await?;
    page.click_link(steps::BACK_TO_CHECK).await?;
    page.heading_is(steps::STEP_CHECK).await?;
    Ok(body)
}

/// Submits, and asserts that the posted text equals the displayed document, to the letter.
async fn send(page: &Page) -> Result<String> {
    let shown = read_document(page).await?;
    steps::watch_posts(page).await?;
    page.click_button(steps::SEND).await?;
    let id = steps::confirmed(page).await?;
    assert_eq!(steps::posted_to(page, "/api/v1/applications").await?, [shown]);
    Ok(id)
}

/// The application as the server has it, in the account and from the API.
async fn find_in_account(page: &Page, id: &str) -> Result {
    page.click_link("Uz manu kontu").await?;
    page.heading_is(steps::ACCOUNT).await?;
    page.sees(TITLE).await?;
    page.sees("Vieta grupā tev ir rezervēta").await?;
    page.sees(&format!("Saņēmām tavu pieteikumu programmai „{TITLE}“.")).await?;
    assert_eq!(steps::application_ids(page).await?, [id]);
    Ok(())
}

async fn verify(page: &Page, confirmation: &str, id: &str) -> Result {
    let file: Value = serde_json::from_str(confirmation)?;
    assert_eq!(file["receipt"]["signed"]["application"], id);
    steps::verify(page, confirmation).await?;
    page.sees("Apstiprinājums ir īsts, un vērtējums sakrīt").await?;
    page.sees(id).await
}

#[tokio::test]
async fn person_on_a_phone_gets_a_confirmation_that_verifies() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        find_out(page).await?;
        choose_programme(page).await?;
        fill_in(page).await?;
        steps::begin_sign_in(page).await?;
        steps::sign_in_as(page, ANNA).await?;
        page.heading_is(steps::STEP_CHECK).await?;
        page.sees(ANNA).await?;
        let id = send(page).await?;
        page.sees("Saņemts vēl nenozīmē piešķirts").await?;
        page.click_button(steps::TECHNICAL_FILE).await?;
        let (name, confirmation) = page.download(steps::DOWNLOAD).await?;
        assert_eq!(name, format!("imk-apstiprinajums-{id}.json"));
        find_in_account(page, &id).await?;
        verify(page, &confirmation, &id).await
    })
    .await
}

#[tokio::test]
async fn person_on_a_desktop_who_signs_in_first_has_less_to_type() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        page.open("/").await?;
        page.click_link("Skatīt programmas").await?;
        page.click_link(TITLE).await?;
        page.click_link("Pieteikties").await?;
        page.heading_is(steps::STEP_GROUP).await?;
        page.click_button(GO_ON).await?;
        steps::answer_in_application(page, ANNA_BORN, ALL_NO).await?;
        page.click_button("Pieslēgties tagad").await?;
        steps::sign_in_as(page, ANNA).await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        page.fill("E-pasts", steps::EMAIL).await?;
        page.click_button(GO_ON).await?;
        page.heading_is(steps::STEP_CHECK).await?;
        steps::agree(page).await?;
        let id = send(page).await?;
        find_in_account(page, &id).await
    })
    .await
}
