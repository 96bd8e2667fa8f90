//! One draft in two tabs and on two devices: brought together field by field; what both changed, the person decides.

use imk_tests::{Capability, Failure, Page, Result, Server, Viewport, in_browser, until};

use crate::offline::expect_no_server;
use crate::sign_in_ending::sign_in_lapses;
use crate::steps::{self, ANNA, EMAIL, GO_ON, GROUP, PHONE, PROGRAMME, QUESTIONS, TITLE};

const CONFLICT: &str = "Vienu un to pašu mainīji divās vietās";
const TAKEN: &str = "Citā cilnē vai ierīcē melnrakstā ir mainīts";
const ON_ACCOUNT: &str = "un tavā kontā 30 dienas";
const IN_THE_ACCOUNT: &str = "Tie būs tavā kontā";
const MOVED: &str = "Melnraksts tagad ir citai programmai";
const ENDED: &str = "Šī melnraksta vairs nav";
const KEEP_THIS: &str = "Paturēt šo";
const TAKE_OTHER: &str = "Izmantot šo";
const OTHER_PROGRAMME: &str = "p-002";
const OTHER_EMAIL: &str = "no.talruna@epasts.lv";

/// Keeps a tab from hearing of others, as a browser does that lets it sleep. Before the pages listen themselves:
/// listeners of a window are called in the order in which they were added.
const DEAFEN: &str = "window.sleeps = true; for (const name of ['storage', 'visibilitychange']) {
        window.addEventListener(name, (event) => window.sleeps && event.stopImmediatePropagation(), true);
    }";

/// Has the tab notice that it has come back to the front.
const COME_BACK: &str =
    "window.sleeps = false; document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));";

fn questions() -> String {
    format!("/pieteikums/{PROGRAMME}?solis=2")
}

fn contact() -> String {
    format!("/pieteikums/{PROGRAMME}?solis=3")
}

async fn run(page: &Page, script: &str) -> Result {
    page.driver().execute(script, vec![]).await?;
    Ok(())
}

/// Begins the application in a tab that sleeps from then on.
async fn begin_application_and_sleep(page: &Page) -> Result {
    page.open(&format!("/programmas/{PROGRAMME}")).await?;
    page.heading_is(TITLE).await?;
    run(page, DEAFEN).await?;
    page.click_link("Pieteikties").await?;
    page.heading_is(steps::STEP_GROUP).await?;
    page.click_button(GO_ON).await?;
    page.heading_is(steps::STEP_ELIGIBILITY).await
}

/// Opens a path in a new tab, and returns the handle of the first one.
async fn open_beside(page: &Page, path: &str) -> Result<[thirtyfour::WindowHandle; 2]> {
    let first = page.driver().window().await?;
    let second = page.driver().new_tab().await?;
    page.driver().switch_to_window(second.clone()).await?;
    page.open(path).await?;
    Ok([first, second])
}

async fn marked(page: &Page, question: &str, answer: &str) -> Result {
    until(format!("“{answer}” to “{question}”"), async || {
        let is_so = page.is_marked(answer, Some(question)).await?;
        if is_so { Ok(()) } else { Err(Failure::new("it is not marked")) }
    })
    .await
}

pub(crate) async fn reads(page: &Page, label: &str, value: &str) -> Result {
    until(format!("{label}: {value}"), async || {
        let found = page.value(label).await?;
        if found == value { Ok(()) } else { Err(Failure::new(format!("it reads {found}"))) }
    })
    .await
}

#[tokio::test]
async fn answer_in_one_tab_shows_in_the_other() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        steps::begin_application(page).await?;
        let [first, second] = open_beside(page, &questions()).await?;
        page.heading_is(steps::STEP_ELIGIBILITY).await?;
        page.answer(QUESTIONS[1], "Jā").await?;
        page.driver().switch_to_window(first).await?;
        marked(page, QUESTIONS[1], "Jā").await?;
        page.sees(TAKEN).await?;
        page.answer(QUESTIONS[2], "Nē").await?;
        page.click_button("Skaidrs").await?;
        page.lacks(TAKEN).await?;
        page.driver().switch_to_window(second).await?;
        marked(page, QUESTIONS[2], "Nē").await?;
        marked(page, QUESTIONS[1], "Jā").await
    })
    .await
}

#[tokio::test]
async fn tab_that_slept_brings_its_own_answer_and_takes_the_others() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        begin_application_and_sleep(page).await?;
        let [first, second] = open_beside(page, &questions()).await?;
        page.heading_is(steps::STEP_ELIGIBILITY).await?;
        page.answer(QUESTIONS[0], "Nē").await?;
        page.driver().switch_to_window(first).await?;
        page.answer(QUESTIONS[1], "Nē").await?;
        marked(page, QUESTIONS[0], "Nē").await?;
        page.driver().switch_to_window(second).await?;
        marked(page, QUESTIONS[1], "Nē").await?;
        page.lacks(CONFLICT).await
    })
    .await
}

/// Two tabs with different answers to the same question: yes in the first, which did not receive the no.
async fn two_answers_to_one_question(page: &Page) -> Result<[thirtyfour::WindowHandle; 2]> {
    begin_application_and_sleep(page).await?;
    let [first, second] = open_beside(page, &questions()).await?;
    page.heading_is(steps::STEP_ELIGIBILITY).await?;
    page.answer(QUESTIONS[0], "Nē").await?;
    page.driver().switch_to_window(first.clone()).await?;
    page.answer(QUESTIONS[0], "Jā").await?;
    page.sees(CONFLICT).await?;
    marked(page, QUESTIONS[0], "Jā").await?;
    Ok([first, second])
}

#[tokio::test]
async fn conflict_of_two_tabs_is_shown_in_both_until_resolved() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        let [first, second] = two_answers_to_one_question(page).await?;
        page.driver().switch_to_window(second.clone()).await?;
        page.sees(CONFLICT).await?;
        marked(page, QUESTIONS[0], "Nē").await?;
        page.sees("Šeit: Nē").await?;
        page.sees("Citur: Jā").await?;
        page.click_button(TAKE_OTHER).await?;
        page.lacks(CONFLICT).await?;
        marked(page, QUESTIONS[0], "Jā").await?;
        page.driver().switch_to_window(first).await?;
        run(page, COME_BACK).await?;
        page.lacks(CONFLICT).await?;
        marked(page, QUESTIONS[0], "Jā").await
    })
    .await
}

#[tokio::test]
async fn reload_loses_neither_of_two_answers() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        two_answers_to_one_question(page).await?;
        page.reload().await?;
        page.sees(CONFLICT).await?;
        page.sees("Jā").await?;
        page.click_button(KEEP_THIS).await?;
        page.lacks(CONFLICT).await
    })
    .await
}

#[tokio::test]
async fn tab_says_that_the_draft_was_given_to_another_programme() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        steps::begin_application(page).await?;
        page.answer(QUESTIONS[1], "Nē").await?;
        let [first, second] = open_beside(page, &format!("/pieteikums/{OTHER_PROGRAMME}?solis=2")).await?;
        page.heading_is(steps::STEP_ELIGIBILITY).await?;
        marked(page, QUESTIONS[1], "Nē").await?;
        page.driver().switch_to_window(first.clone()).await?;
        page.heading_is(MOVED).await?;
        page.click_button(&format!("Pieteikties programmai „{TITLE}“")).await?;
        page.heading_is(steps::STEP_ELIGIBILITY).await?;
        page.driver().switch_to_window(second).await?;
        page.heading_is(MOVED).await?;
        page.sees(TITLE).await?;
        page.click_link("Skatīt to programmu").await?;
        page.click_link("Pieteikties").await?;
        page.heading_is(steps::STEP_GROUP).await?;
        page.is_at(&format!("/pieteikums/{PROGRAMME}")).await?;
        page.driver().switch_to_window(first).await?;
        page.heading_is(steps::STEP_ELIGIBILITY).await
    })
    .await
}

#[tokio::test]
async fn draft_deleted_in_one_tab_ends_in_the_other() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        steps::begin_application(page).await?;
        let [first, _] = open_beside(page, &questions()).await?;
        page.heading_is(steps::STEP_ELIGIBILITY).await?;
        page.click_button("Dzēst tagad").await?;
        page.heading_is("Melnraksts ir izdzēsts").await?;
        page.driver().switch_to_window(first).await?;
        page.heading_is(ENDED).await?;
        page.click_button("Sākt jaunu pieteikumu").await?;
        page.heading_is(steps::STEP_ELIGIBILITY).await
    })
    .await
}

#[tokio::test]
async fn failed_deletion_in_the_account_is_not_reported_as_deleted() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        expect_no_server(page);
        anna(page).await?;
        fill_in_to_contact(page).await?;
        server.kill()?;
        page.click_button("Dzēst tagad").await?;
        page.heading_is("Melnraksts ir izdzēsts tikai šajā ierīcē").await?;
        page.sees("Tavā kontā to izdzēst neizdevās").await?;
        server.restart()?;
        page.click_button(steps::RETRY).await?;
        page.heading_is("Melnraksts ir izdzēsts").await?;
        page.sees("ne šajā ierīcē, ne tavā kontā").await?;
        page.lacks(steps::RETRY).await?;
        account_has(page, "deleted").await
    })
    .await
}

/// Signs in from the account page, and opens the account.
async fn anna(page: &Page) -> Result {
    steps::open_account(page, ANNA).await
}

/// Fills in the application of a signed-in person, up to the contact step, until it is saved in the account.
async fn fill_in_to_contact(page: &Page) -> Result {
    steps::begin_application(page).await?;
    page.click_button(GO_ON).await?;
    page.heading_is(steps::STEP_CONTACT).await?;
    page.fill("Tālrunis", PHONE).await?;
    // The status may still be the one of the step before, while this answer waits to be saved.
    account_has(page, PHONE).await?;
    page.sees(ON_ACCOUNT).await
}

#[tokio::test]
async fn draft_begun_on_a_phone_goes_on_at_a_desktop() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |phone| {
        anna(phone).await?;
        fill_in_to_contact(phone).await?;
        in_browser(&server, Viewport::Desktop, async |desktop| {
            steps::sign_in_to_account(desktop, ANNA).await?;
            desktop.sees("Nepabeigts pieteikums").await?;
            desktop.click_link("Turpināt pieteikumu").await?;
            desktop.heading_is(steps::STEP_GROUP).await?;
            desktop.sees("Šis melnraksts ir no tava konta").await?;
            desktop.open(&contact()).await?;
            reads(desktop, "Tālrunis", PHONE).await?;
            reads(desktop, "E-pasts", EMAIL).await
        })
        .await
    })
    .await
}

#[tokio::test]
async fn status_says_that_the_account_saves_nothing_after_the_session() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        anna(page).await?;
        fill_in_to_contact(page).await?;
        page.sees(IN_THE_ACCOUNT).await?;
        sign_in_lapses(page).await?;
        page.lacks(ON_ACCOUNT).await?;
        page.lacks(IN_THE_ACCOUNT).await?;
        page.sees("tie būs jāraksta vēlreiz").await?;
        reads(page, "Tālrunis", PHONE).await
    })
    .await
}

#[tokio::test]
async fn application_sent_at_a_desktop_ends_the_draft_on_the_phone() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |phone| {
        anna(phone).await?;
        fill_in_to_contact(phone).await?;
        in_browser(&server, Viewport::Desktop, async |desktop| {
            steps::sign_in_to_account(desktop, ANNA).await?;
            desktop.open(&format!("/pieteikums/{PROGRAMME}?grupa={GROUP}&solis=4")).await?;
            desktop.heading_is(steps::STEP_CHECK).await?;
            desktop.tick(steps::DECLARE).await?;
            desktop.click_button(steps::SEND).await?;
            steps::confirmed(desktop).await.map(drop)
        })
        .await?;
        run(phone, COME_BACK).await?;
        phone.heading_is(ENDED).await?;
        phone.click_link("Uz manu kontu").await?;
        phone.sees(TITLE).await
    })
    .await
}

#[tokio::test]
async fn phone_that_was_offline_overwrites_nothing_and_loses_nothing() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |phone| {
        phone.engine().needs(Capability::Offline)?;
        phone.expect_console("net::ERR_");
        anna(phone).await?;
        fill_in_to_contact(phone).await?;
        phone.offline(true).await?;
        phone.fill("E-pasts", OTHER_EMAIL).await?;
        phone.fill("Tālrunis", "26123457").await?;
        in_browser(&server, Viewport::Desktop, async |desktop| {
            steps::sign_in_to_account(desktop, ANNA).await?;
            desktop.open(&contact()).await?;
            reads(desktop, "Tālrunis", PHONE).await?;
            desktop.fill("E-pasts", "no.datora@epasts.lv").await?;
            desktop.sees(ON_ACCOUNT).await?;
            account_has(desktop, "no.datora@epasts.lv").await
        })
        .await?;
        phone.offline(false).await?;
        phone.sees(CONFLICT).await?;
        reads(phone, "E-pasts", OTHER_EMAIL).await?;
        phone.sees("Citur: no.datora@epasts.lv").await?;
        account_has(phone, "26123457").await?;
        account_has(phone, "no.datora@epasts.lv").await?;
        sending_waits_for_the_decision(phone).await
    })
    .await
}

/// Waits until the account's draft holds a text.
async fn account_has(page: &Page, text: &str) -> Result {
    until(format!("the account's draft with {text}"), async || {
        let draft = page.get_json("/api/v1/drafts/2025-06").await?.to_string();
        if draft.contains(text) { Ok(()) } else { Err(Failure::new(draft)) }
    })
    .await
}

/// An unresolved conflict blocks submission; resolved with the phone's value, that value is submitted.
async fn sending_waits_for_the_decision(phone: &Page) -> Result {
    phone.click_button(GO_ON).await?;
    phone.heading_is(steps::STEP_CHECK).await?;
    phone.click_button(steps::SEND).await?;
    phone.sees("Vispirms izvēlies, kuras izmaiņas saglabāt.").await?;
    phone.click_button(KEEP_THIS).await?;
    phone.lacks(CONFLICT).await?;
    account_has(phone, OTHER_EMAIL).await?;
    phone.tick(steps::DECLARE).await?;
    phone.click_button(steps::SEND).await?;
    steps::confirmed(phone).await.map(drop)
}

#[tokio::test]
async fn returning_to_a_tab_clears_no_field_without_storage() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::begin_application(page).await?;
        page.answer(QUESTIONS[0], "Nē").await?;
        let full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };";
        run(page, full).await?;
        page.answer(QUESTIONS[1], "Jā").await?;
        page.sees("Šis pārlūks neļauj glabāt melnrakstu").await?;
        run(page, COME_BACK).await?;
        page.answer(QUESTIONS[2], "Nē").await?;
        run(page, COME_BACK).await?;
        for (question, answer) in QUESTIONS.into_iter().zip(["Nē", "Jā", "Nē"]) {
            marked(page, question, answer).await?;
        }
        page.lacks(CONFLICT).await
    })
    .await
}

#[tokio::test]
async fn signing_out_in_one_tab_empties_the_other() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        steps::open_account(page, ANNA).await?;
        let [first, second] = open_beside(page, "/konts").await?;
        page.sees(EMAIL).await?;
        page.click_button("Iziet").await?;
        page.sees("Tu izgāji no konta").await?;
        page.driver().switch_to_window(first.clone()).await?;
        page.lacks(EMAIL).await?;
        page.sees("Pieslēgties").await?;
        // A sign-in in one tab shows in the other too.
        steps::sign_in_to_account(page, ANNA).await?;
        page.sees(EMAIL).await?;
        page.driver().switch_to_window(second).await?;
        page.sees(EMAIL).await
    })
    .await
}
