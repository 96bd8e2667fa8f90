//! Dates, telephone numbers and addresses as people type and paste them.

use imk_tests::{Failure, Page, Result, Server, Viewport, in_browser, until};
use thirtyfour::Key;

use crate::multi_tab::reads;
use crate::steps::{self, ALL_NO, ANNA_BORN, GO_ON};

const DAY: &str = "Diena";
const MONTH: &str = "Mēnesis";
const YEAR: &str = "Gads";
const NEXT: &str = "Turpināt";

/// Puts a text into a field that has the focus.
async fn paste_into(page: &Page, label: &str, text: &str) -> Result {
    page.fill(label, "").await?;
    page.paste(label, text).await
}

async fn title_begins(page: &Page, text: &str) -> Result {
    until(format!("a title that begins with “{text}”"), async || {
        let title = page.driver().title().await?;
        if title.starts_with(text) { Ok(()) } else { Err(Failure::new(title)) }
    })
    .await
}

#[tokio::test]
async fn whole_date_may_be_pasted_into_any_field_in_any_notation() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        for (field, text) in [
            (DAY, "1988. gada 14. marts"),
            (MONTH, "1988-03-14"),
            (YEAR, "14.03.1988."),
            (DAY, "March 14, 1988"),
            (DAY, "１４．０３．１９８８"),
        ] {
            page.open("/atbilstiba").await?;
            paste_into(page, field, text).await?;
            page.press(Key::Tab).await?;
            for (part, value) in [(DAY, "14"), (MONTH, "3"), (YEAR, "1988")] {
                reads(page, part, value).await?;
            }
        }
        // Enter leaves no field first.
        page.open("/atbilstiba").await?;
        paste_into(page, DAY, "1988. gada 14. marts").await?;
        page.press(Key::Enter).await?;
        page.sees("2. jautājums no 4").await
    })
    .await
}

#[tokio::test]
async fn part_that_is_not_one_number_is_an_error_at_its_field() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        for (typed, problem, part) in [
            (["1 4", "3", "1988"], "Dienas laukā ieraksti vienu skaitli", DAY),
            (["14", "3 4", "1988"], "Mēnesis ir skaitlis no 1 līdz 12", MONTH),
            (["14", "3", "19 88"], "Gada laukā ieraksti vienu skaitli", YEAR),
            (["14", "3", "88"], "Gadu raksti ar četriem cipariem", YEAR),
        ] {
            page.open("/atbilstiba").await?;
            steps::fill_birth_date(page, typed).await?;
            page.click_button(NEXT).await?;
            title_begins(page, "Kļūda: ").await?;
            page.click_link(problem).await?;
            let focused = page.text_from("return document.activeElement.labels[0].textContent", vec![]).await?;
            assert_eq!(focused.trim(), part, "{typed:?}");
        }
        steps::fill_birth_date(page, ANNA_BORN).await?;
        page.click_button(NEXT).await?;
        page.sees("2. jautājums no 4").await?;
        let heading = page.heading().await?;
        title_begins(page, &heading).await
    })
    .await
}

#[tokio::test]
async fn contact_data_copied_from_elsewhere_are_accepted() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::begin_application(page).await?;
        steps::answer_in_application(page, ANNA_BORN, ALL_NO).await?;
        page.click_button(steps::WITHOUT_SIGN_IN).await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        page.paste("E-pasts", "аnna.ozola@epasts.lv").await?;
        page.click_button(GO_ON).await?;
        page.sees("E-pasts: Burts „а“ tikai izskatās pēc latīņu burta").await?;
        page.fill("E-pasts", "").await?;
        page.paste("E-pasts", "\u{feff}anna.ozola＠epasts．lv\u{200b}").await?;
        page.paste("Tālrunis", "\u{202a}+371\u{a0}26\u{a0}123\u{a0}456\u{202c}").await?;
        page.click_button(GO_ON).await?;
        page.heading_is(steps::STEP_CHECK).await?;
        page.sees("anna.ozola@epasts.lv").await?;
        page.sees("+371 26 123 456").await
    })
    .await
}
