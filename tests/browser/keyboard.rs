//! The main job with a keyboard alone: only Tab, Shift and Tab, arrows, Space, Enter and typed text.

use imk_tests::{Failure, Page, Result, Server, Viewport, in_browser};
use thirtyfour::Key;

use crate::steps::{self, ANNA, ANNA_BORN, GO_ON, TITLE};

/// How many presses to look for a control: more than any page has controls.
const FAR: usize = 150;

/// The focused element: its accessible name, and of a radio button or checkbox also its question.
const FOCUSED: &str = "const at = document.activeElement; const squash = (words) => (words || '').replaceAll('\u{2011}', '-').replace(/\\s+/g, ' ').trim();
    const label = at.labels?.length ? at.labels[0].textContent : at.ariaLabel || (at === document.body ? '' : at.textContent);
    const group = at.matches('[type=radio], [type=checkbox]') ? at.closest('fieldset')?.querySelector('legend')?.textContent : '';
    return [squash(label), squash(group)].filter(Boolean).join(' | ');";

async fn focused(page: &Page) -> Result<String> {
    page.text_from(FOCUSED, vec![]).await
}

/// Presses Tab until a control whose name begins so has the focus.
async fn tab_to(page: &Page, name: &str) -> Result {
    travel(page, name, Direction::Forwards).await
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Forwards,
    Backwards,
}

async fn travel(page: &Page, name: &str, direction: Direction) -> Result {
    let mut passed = Vec::new();
    while passed.len() < FAR {
        let at = focused(page).await?;
        if at.starts_with(name) {
            return Ok(());
        }
        passed.push(at);
        let keys = page.driver().action_chain();
        match direction {
            Direction::Forwards => keys.send_keys(Key::Tab).perform().await?,
            Direction::Backwards => {
                keys.key_down(Key::Shift).send_keys(Key::Tab).key_up(Key::Shift).perform().await?;
            }
        }
    }
    Err(Failure::new(format!("Tab does not reach “{name}”; it passed {:?}", &passed[..passed.len().min(40)])))
}

async fn enter(page: &Page, name: &str) -> Result {
    tab_to(page, name).await?;
    page.press(Key::Enter).await
}

/// Types where the focus is.
async fn write(page: &Page, text: &str) -> Result {
    Ok(page.driver().action_chain().send_keys(text).perform().await?)
}

/// Every page is arrived at with the focus on its heading, so that Tab goes on from there.
async fn arrived(page: &Page, heading: &str) -> Result {
    page.heading_is(heading).await?;
    let at = page.text_from("return document.activeElement.tagName", vec![]).await?;
    if at == "H1" { Ok(()) } else { Err(Failure::new(format!("at “{heading}” the focus is on {at}"))) }
}

/// From the first page to the verdict.
async fn find_out(page: &Page) -> Result {
    page.open("/").await?;
    page.has_started().await?;
    // The first press offers the way past the menu.
    page.press(Key::Tab).await?;
    assert_eq!(focused(page).await?, "Pāriet uz saturu");
    page.press(Key::Enter).await?;
    enter(page, "Pārbaudīt, vai varu pieteikties").await?;
    arrived(page, "Kāds ir tavs dzimšanas datums?").await?;
    for (field, part) in ["Diena", "Mēnesis", "Gads"].into_iter().zip(ANNA_BORN) {
        tab_to(page, field).await?;
        write(page, part).await?;
    }
    enter(page, GO_ON).await?;
    for number in 2..=4 {
        page.sees(&format!("{number}. jautājums no 4")).await?;
        answer_no(page, "Jā").await?;
        enter(page, GO_ON).await?;
    }
    arrived(page, "Tu vari pieteikties").await
}

/// Goes to the question's radio buttons, chooses the first with Space and moves to the second with an arrow.
async fn answer_no(page: &Page, first: &str) -> Result {
    tab_to(page, first).await?;
    page.press(Key::Space).await?;
    page.press(Key::Down).await?;
    let at = focused(page).await?;
    if at.starts_with("Nē") { Ok(()) } else { Err(Failure::new(format!("the arrow leads to “{at}”"))) }
}

async fn choose_programme(page: &Page) -> Result {
    enter(page, "Izvēlēties programmu").await?;
    arrived(page, "Programmas").await?;
    tab_to(page, "Meklēt").await?;
    write(page, "datu analize").await?;
    page.sees("atbilst „datu analize“").await?;
    enter(page, TITLE).await?;
    arrived(page, TITLE).await?;
    enter(page, "Pieteikties").await?;
    arrived(page, steps::STEP_GROUP).await
}

async fn fill_in(page: &Page) -> Result {
    enter(page, GO_ON).await?;
    arrived(page, steps::STEP_SIGN_IN).await?;
    enter(page, steps::WITHOUT_SIGN_IN).await?;
    arrived(page, steps::STEP_CONTACT).await?;
    // A mistake first: the summary takes the focus, and its line leads to the field.
    enter(page, GO_ON).await?;
    page.sees("Izlabo vienu kļūdu").await?;
    enter(page, "Ieraksti e-pasta adresi").await?;
    assert_eq!(page.text_from("return document.activeElement.id", vec![]).await?, "imk-email");
    write(page, steps::EMAIL).await?;
    enter(page, GO_ON).await?;
    arrived(page, steps::STEP_CHECK).await
}

/// Declares, accepts the terms after having passed them, signs in and sends.
async fn send(page: &Page) -> Result {
    tab_to(page, steps::DECLARE).await?;
    page.press(Key::Space).await?;
    travel(page, steps::ACCEPT_TERMS, Direction::Backwards).await?;
    page.press(Key::Space).await?;
    enter(page, steps::SIGN_IN_TO_SEND).await?;
    page.heading_is("Izvēlies, kura cilvēka vārdā pieslēgties").await?;
    enter(page, ANNA).await?;
    page.heading_is(steps::STEP_CHECK).await?;
    enter(page, steps::SEND).await?;
    page.heading_is(steps::CONFIRMED).await
}

async fn main_job(viewport: Viewport) -> Result {
    let server = Server::start()?;
    in_browser(&server, viewport, async |page| {
        find_out(page).await?;
        choose_programme(page).await?;
        fill_in(page).await?;
        send(page).await
    })
    .await
}

#[tokio::test]
async fn keyboard_alone_reaches_the_confirmation_on_a_phone() -> Result {
    main_job(Viewport::Phone).await
}

#[tokio::test]
async fn keyboard_alone_reaches_the_confirmation_on_a_desktop() -> Result {
    main_job(Viewport::Desktop).await
}
