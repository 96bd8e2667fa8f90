//! The learning account: opening, changing, leaving, closing, and why not.

use imk_tests::{Failure, Page, Result, Server, Viewport, in_browser, until};

use crate::multi_tab::reads;
use crate::resilience::{fail, failing_pages, set_out};
use crate::sign_in_ending::sign_in_lapses;
use crate::steps::{self, ALL_NO, ANNA, ANNA_BORN, EMAIL, ZANE, sentence};

const ENDED: &str = "Sesija ir beigusies. Pieslēdzies vēlreiz.";
const AGAIN: &str = "Pieslēgties vēlreiz";
const OTHER_EMAIL: &str = "anna@darbs.example.lv";

const CLOSE: &str = "Slēgt kontu";

/// Unfolds the part that closes the account and confirms twice. The summary and the first button read the same.
async fn close(page: &Page) -> Result {
    page.click_button(CLOSE).await?;
    page.sees("Kad kontu slēgsi").await?;
    page.driver().execute("document.querySelector('details[open] button').click()", vec![]).await?;
    page.click_button("Jā, slēgt kontu").await
}

#[tokio::test]
async fn account_is_opened_and_its_contact_data_changed() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        steps::open_account(page, ANNA).await?;
        page.sees(steps::EMAIL).await?;
        // The status, and the message.
        page.text_of("[role=status] .imk-state--good").await?;
        page.sees("Tavs mācību konts ir atvērts.").await?;
        page.click_button("Mainīt saziņas datus").await?;
        page.fill("E-pasts", "anna@darbs.example.lv").await?;
        page.fill("Tālrunis", "123").await?;
        page.click_button("Saglabāt").await?;
        page.sees("Izlabo vienu kļūdu").await?;
        assert_eq!(page.value("E-pasts").await?, "anna@darbs.example.lv");
        page.fill("Tālrunis", steps::PHONE).await?;
        page.click_button("Saglabāt").await?;
        page.sees("anna@darbs.example.lv").await?;
        page.lacks(steps::EMAIL).await?;
        page.sees("Saziņas dati ir saglabāti.").await?;
        page.click_button("Mainīt saziņas datus").await?;
        page.lacks("Saziņas dati ir saglabāti.").await?;
        page.reload().await?;
        page.sees("anna@darbs.example.lv").await
    })
    .await
}

#[tokio::test]
async fn list_of_sign_ins_stays_filled_while_contact_data_change() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        steps::open_account(page, ANNA).await?;
        page.click_button("Pārlūki, kuros esi kontā").await?;
        page.sees("Šis pārlūks").await?;
        page.click_button("Mainīt saziņas datus").await?;
        page.fill("E-pasts", OTHER_EMAIL).await?;
        page.click_button("Saglabāt").await?;
        page.sees("Saziņas dati ir saglabāti.").await?;
        let list = page.text_of("details[open] ul").await?;
        assert!(list.contains("Šis pārlūks"), "{list}");
        let (_, exported) = page.download("Lejupielādēt manus datus").await?;
        assert!(exported.contains(OTHER_EMAIL), "the export has the changed address: {exported}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn unmet_condition_is_no_success_and_its_message_leads_on() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        let ilze = ("Ilze Kalniņa", ["26", "7", "1990"], ["Jā", "Nē", "Nē"]);
        let id = steps::apply_as(page, ilze.0, ilze.1, ilze.2).await?;
        page.open("/konts").await?;
        let step = page.text_of(".imk-timeline__step--failed").await?;
        assert!(step.starts_with("Ne visi nosacījumi ir izpildīti"), "{step}");
        page.click_link(&format!("Saņēmām tavu pieteikumu programmai „{}“.", steps::TITLE)).await?;
        page.heading_is(steps::CONFIRMED).await?;
        page.sees(&id).await
    })
    .await
}

#[tokio::test]
async fn application_follows_the_account_whose_contact_data_it_has() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        steps::open_account(page, ANNA).await?;
        steps::begin_application(page).await?;
        page.click_button(steps::GO_ON).await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        assert_eq!(page.value("E-pasts").await?, steps::EMAIL);
        page.fill("Tālrunis", "26123457").await?;
        steps::choose_from_menu(page, steps::ACCOUNT).await?;
        page.heading_is(steps::ACCOUNT).await?;
        page.click_button("Mainīt saziņas datus").await?;
        page.fill("E-pasts", "anna@darbs.example.lv").await?;
        page.fill("Tālrunis", steps::PHONE).await?;
        page.click_button("Saglabāt").await?;
        page.sees("anna@darbs.example.lv").await?;
        page.click_link("Turpināt pieteikumu").await?;
        for step in [steps::STEP_GROUP, steps::STEP_ELIGIBILITY, steps::STEP_CONTACT] {
            page.heading_is(step).await?;
            page.click_button(steps::GO_ON).await?;
        }
        page.heading_is(steps::STEP_CHECK).await?;
        page.sees("anna@darbs.example.lv").await?;
        page.sees("26123457").await
    })
    .await
}

#[tokio::test]
async fn account_is_refused_under_age_with_its_sentence_and_the_day() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::sign_in_to_account(page, "Elīna Zariņa").await?;
        page.sees("Kontu var atvērt no 18 gadu vecuma").await?;
        page.sees(&sentence("N13")?).await?;
        page.sees("varēsi atvērt no 2025. gada 15. jūnija.").await
    })
    .await
}

#[tokio::test]
async fn account_asks_for_its_terms_before_it_opens() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::sign_in_to_account(page, ANNA).await?;
        page.click_button("Atvērt kontu").await?;
        page.sees("Izlabo vienu kļūdu").await?;
        page.sees("Lai atvērtu kontu, piekrīti konta noteikumiem.").await
    })
    .await
}

#[tokio::test]
async fn signing_out_leaves_nothing_on_the_device() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::open_account(page, ANNA).await?;
        steps::begin_application(page).await?;
        page.open("/konts").await?;
        page.click_button("Iziet").await?;
        page.sees("Tu izgāji no konta. Šajā ierīcē tavu datu vairs nav.").await?;
        assert!(page.get_json("/api/v1/session").await?["person"].is_null());
        let kept = page.text_from("return JSON.stringify(localStorage)", vec![]).await?;
        assert!(!kept.contains(steps::PROGRAMME) && !kept.contains(steps::EMAIL), "{kept}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn account_with_an_application_is_not_closed_and_says_why() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::apply_as(page, ANNA, ANNA_BORN, ALL_NO).await?;
        page.click_link("Uz manu kontu").await?;
        page.heading_is(steps::ACCOUNT).await?;
        page.click_button(CLOSE).await?;
        page.sees("Kontu tagad slēgt nevar").await?;
        page.sees("Tev ir iesniegts pieteikums").await?;
        page.lacks("Vai tiešām slēgt kontu?").await?;
        let buttons = page.text_from("return String(document.querySelectorAll('details[open] button').length)", vec![]);
        assert_eq!(buttons.await?, "0", "nothing to press that would be refused");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn account_without_an_application_is_closed() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        steps::open_account(page, ANNA).await?;
        close(page).await?;
        page.sees("Konts ir slēgts.").await?;
        assert!(page.get_json("/api/v1/session").await?["person"]["account"].is_null());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn closing_the_account_leaves_no_draft_for_the_next_person() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        steps::open_account(page, ANNA).await?;
        steps::begin_application(page).await?;
        page.click_button(steps::GO_ON).await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        page.tick(steps::OWN_DEVICE).await?;
        steps::choose_from_menu(page, steps::ACCOUNT).await?;
        page.heading_is(steps::ACCOUNT).await?;
        close(page).await?;
        page.sees("Konts ir slēgts.").await?;
        page.lacks("Nepabeigts pieteikums").await?;
        let kept = page.text_from("return JSON.stringify(localStorage)", vec![]).await?;
        assert!(!kept.contains(steps::PROGRAMME) && !kept.contains("encrypted"), "{kept}");
        // Without a reload, which would clear the page's memory.
        let script = "history.pushState({}, '', arguments[0]); dispatchEvent(new PopStateEvent('popstate'))";
        let contact = format!("/pieteikums/{}?solis=3", steps::PROGRAMME);
        page.driver().execute(script, vec![contact.into()]).await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        assert_eq!(page.value("E-pasts").await?, "");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn closing_the_account_waits_for_requests_in_flight() -> Result {
    let (_deployment, server) = failing_pages()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        steps::open_account(page, ANNA).await?;
        steps::begin_application(page).await?;
        page.click_button(steps::GO_ON).await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        fail(page, "late:/api/v1/drafts/2025-06", 1).await?;
        page.tick(steps::OWN_DEVICE).await?;
        set_out(page).await?;
        steps::choose_from_menu(page, steps::ACCOUNT).await?;
        page.heading_is(steps::ACCOUNT).await?;
        close(page).await?;
        page.sees("Konts ir slēgts.").await?;
        let answered = until("what was on its way is answered", async || {
            let status = page.text_from("return sessionStorage.getItem('test-late') ?? ''", vec![]).await?;
            if status.is_empty() { Err(Failure::new("not yet")) } else { Ok(status) }
        })
        .await?;
        assert_eq!(answered, "200");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn account_opens_with_earlier_input_after_the_sign_in_was_lost() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        page.expect_console("status of 401");
        steps::sign_in_to_account(page, ZANE).await?;
        steps::fill_birth_date(page, ANNA_BORN).await?;
        page.fill("E-pasts", EMAIL).await?;
        page.tick(steps::ACCEPT_TERMS).await?;
        page.forget_cookies().await?;
        page.click_button("Atvērt kontu").await?;
        page.sees(ENDED).await?;
        reads(page, "E-pasts", EMAIL).await?;
        page.click_button(AGAIN).await?;
        steps::sign_in_as(page, ZANE).await?;
        page.heading_is(steps::ACCOUNT).await?;
        reads(page, "E-pasts", EMAIL).await?;
        reads(page, "Gads", ANNA_BORN[2]).await?;
        page.click_button("Atvērt kontu").await?;
        page.sees("Tev vēl nav neviena pieteikuma.").await?;
        page.sees(EMAIL).await
    })
    .await
}

/// Begins to change the e-mail address of an account.
async fn change_email(page: &Page) -> Result {
    steps::open_account(page, ANNA).await?;
    page.click_button("Mainīt saziņas datus").await?;
    page.fill("E-pasts", OTHER_EMAIL).await
}

/// Signs in again, and finds the change where it was.
async fn save_after_signing_in_again(page: &Page) -> Result {
    page.sees(ENDED).await?;
    page.click_button(AGAIN).await?;
    steps::sign_in_as(page, ANNA).await?;
    page.heading_is(steps::ACCOUNT).await?;
    reads(page, "E-pasts", OTHER_EMAIL).await?;
    page.click_button("Saglabāt").await?;
    page.sees("Mainīt saziņas datus").await?;
    page.sees(OTHER_EMAIL).await?;
    page.lacks(EMAIL).await
}

#[tokio::test]
async fn contact_data_are_saved_after_the_sign_in_was_lost() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        page.expect_console("status of 401");
        change_email(page).await?;
        page.forget_cookies().await?;
        page.click_button("Saglabāt").await?;
        page.sees(ENDED).await?;
        reads(page, "E-pasts", OTHER_EMAIL).await?;
        save_after_signing_in_again(page).await
    })
    .await
}

#[tokio::test]
async fn edited_contact_data_survive_a_sign_in_that_ended() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        change_email(page).await?;
        sign_in_lapses(page).await?;
        save_after_signing_in_again(page).await
    })
    .await
}

#[tokio::test]
async fn contact_data_that_one_person_typed_are_not_shown_to_the_next() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        change_email(page).await?;
        sign_in_lapses(page).await?;
        page.sees(ENDED).await?;
        page.click_button(AGAIN).await?;
        steps::sign_in_as(page, ZANE).await?;
        page.heading_is(steps::ACCOUNT).await?;
        reads(page, "E-pasts", "").await?;
        // The handed-over draft arrives a moment after the page.
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        reads(page, "E-pasts", "").await
    })
    .await
}
