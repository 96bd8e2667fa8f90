//! The walks that reach the states, in the words a person reads.

use imk_tests::{Page, Result, Server, in_browser};

use crate::states::{STATES, Walk};
use crate::steps::{self, ALL_NO, ANNA, ANNA_BORN, GO_ON};
use crate::visit::{SCREEN, Visit};

/// Runs a walk in its own browser and on its own server.
pub(crate) async fn walk(walk: Walk, visit: &Visit) -> Result {
    let server = match walk {
        Walk::Before => Server::frozen_at("2025-06-08T12:00:00+03:00")?,
        Walk::After => Server::frozen_at("2025-06-21T00:00:00+03:00")?,
        _ => Server::start()?,
    };
    in_browser(&server, SCREEN, async |page| {
        // The other specs check the console.
        page.expect_console("");
        visit.begin(page).await?;
        opened(page, walk, visit).await?;
        match walk {
            Walk::Read => read(page, visit).await,
            Walk::Questionnaire => questionnaire(page, visit).await,
            Walk::Steps => mistakes(page, visit).await,
            Walk::Apply => apply(page, visit).await,
            Walk::Account => account(page, visit).await,
            Walk::Together => together(page, visit).await,
            Walk::Before => closed(page, visit, ["home-before", "verdict-before"]).await,
            Walk::After => closed(page, visit, ["home-after", "verdict-after"]).await,
        }
    })
    .await
}

/// The states that an address opens.
async fn opened(page: &Page, walk: Walk, visit: &Visit) -> Result {
    for state in STATES.iter().filter(|state| state.walk == walk && visit.wants(state.name)) {
        if let Some(path) = state.path {
            steps::open(page, path).await?;
            visit.at(page, state.name).await?;
        }
    }
    Ok(())
}

async fn read(page: &Page, visit: &Visit) -> Result {
    if visit.wants("programmes-filters-open") {
        steps::open(page, "/programmas").await?;
        page.driver().execute("document.querySelector('main [aria-expanded]')?.click()", vec![]).await?;
        page.tick("Attālināti").await?;
        visit.at(page, "programmes-filters-open").await?;
    }
    if visit.wants("verify-malformed") {
        steps::verify(page, "{ \"nav\": ").await?;
        page.text_of("main .imk-state, main .imk-errors").await?;
        visit.at(page, "verify-malformed").await?;
    }
    if visit.wants("menu-open") {
        steps::open(page, "/palidziba").await?;
        page.driver().execute("document.querySelector('[aria-controls=imk-menu]').click()", vec![]).await?;
        visit.at(page, "menu-open").await?;
    }
    Ok(())
}

/// Verdicts: the state, the birth date, the three answers, the heading.
const VERDICTS: [(&str, [&str; 3], [&str; 3], &str); 5] = [
    ("verdict-eligible", ANNA_BORN, ALL_NO, "Tu vari pieteikties"),
    ("verdict-18-within-the-window", ["15", "6", "2007"], ALL_NO, "Šobrīd vēl nevari pieteikties"),
    ("verdict-18-after-the-window", ["21", "6", "2007"], ALL_NO, "Šoreiz tu vēl esi par jaunu"),
    ("verdict-one-reason", ANNA_BORN, ["Jā", "Nē", "Nē"], "Pēc tavām atbildēm šoreiz finansējumu nevari saņemt"),
    ("verdict-three-reasons", ANNA_BORN, ["Jā", "Jā", "Jā"], "Pēc tavām atbildēm šoreiz finansējumu nevari saņemt"),
];

async fn questionnaire(page: &Page, visit: &Visit) -> Result {
    steps::open(page, "/atbilstiba").await?;
    page.click_button(GO_ON).await?;
    page.sees("Izlabo vienu kļūdu").await?;
    visit.at(page, "question-birth-date-missing").await?;
    steps::open(page, "/atbilstiba").await?;
    steps::fill_birth_date(page, ["31", "2", "1988"]).await?;
    page.click_button(GO_ON).await?;
    page.sees("Tādas dienas kalendārā nav").await?;
    visit.at(page, "question-birth-date-impossible").await?;
    steps::open(page, "/atbilstiba?jautajums=2").await?;
    page.click_button(GO_ON).await?;
    page.sees("Izlabo vienu kļūdu").await?;
    visit.at(page, "question-unanswered").await?;
    for (name, born, answers, heading) in VERDICTS.into_iter().filter(|(name, ..)| visit.wants(name)) {
        steps::get_verdict(page, born, answers).await?;
        page.heading_is(heading).await?;
        visit.at(page, name).await?;
    }
    if visit.wants("verdict-what-if") {
        steps::get_verdict(page, ANNA_BORN, ["Nē", "Nē", "Jā"]).await?;
        page.click_button("Kas būtu, ja…").await?;
        page.select("Ja tu šajā projektā pašlaik mācītos", "Jā").await?;
        visit.at(page, "verdict-what-if").await?;
    }
    Ok(())
}

async fn mistakes(page: &Page, visit: &Visit) -> Result {
    steps::begin_application(page).await?;
    page.click_button(GO_ON).await?;
    page.sees("Izlabo 4 kļūdas").await?;
    visit.at(page, "apply-questions-unanswered").await?;
    steps::open(page, "/pieteikums/p-001?solis=3").await?;
    page.click_button(GO_ON).await?;
    page.sees("Ieraksti e-pasta adresi").await?;
    visit.at(page, "apply-contact-missing").await?;
    page.fill("E-pasts", "anna@").await?;
    page.fill("Tālrunis", "123").await?;
    page.click_button(GO_ON).await?;
    page.sees("Izlabo 2 kļūdas").await?;
    visit.at(page, "apply-contact-wrong").await
}

async fn apply(page: &Page, visit: &Visit) -> Result {
    steps::begin_application(page).await?;
    steps::answer_in_application(page, ANNA_BORN, ALL_NO).await?;
    visit.at(page, "apply-sign-in-offered").await?;
    page.click_button(steps::WITHOUT_SIGN_IN).await?;
    page.heading_is(steps::STEP_CONTACT).await?;
    page.fill("E-pasts", steps::EMAIL).await?;
    page.fill("Tālrunis", steps::PHONE).await?;
    visit.at(page, "apply-contact-filled").await?;
    page.click_button(GO_ON).await?;
    page.heading_is(steps::STEP_CHECK).await?;
    visit.at(page, "apply-check").await?;
    page.click_link("Apskatīt dokumentu, kas tiks nosūtīts").await?;
    page.heading_is(steps::DOCUMENT).await?;
    visit.at(page, "document").await?;
    page.click_link(steps::BACK_TO_CHECK).await?;
    page.heading_is(steps::STEP_CHECK).await?;
    page.click_button(steps::SIGN_IN_TO_SEND).await?;
    page.sees("Izlabo 2 kļūdas").await?;
    visit.at(page, "apply-declaration-missing").await?;
    steps::begin_sign_in(page).await?;
    page.heading_is("Izvēlies, kura cilvēka vārdā pieslēgties").await?;
    visit.at(page, "sign-in").await?;
    steps::sign_in_as(page, ANNA).await?;
    page.heading_is(steps::STEP_CHECK).await?;
    // The draft goes into the account a moment after the page stands.
    page.sees("tavā kontā 30 dienas").await?;
    visit.at(page, "apply-check-signed-in").await?;
    send(page, visit).await
}

async fn send(page: &Page, visit: &Visit) -> Result {
    page.offline(true).await?;
    page.click_button(steps::SEND).await?;
    page.sees("Pieteikumu neizdevās nosūtīt").await?;
    visit.at(page, "apply-no-network").await?;
    page.offline(false).await?;
    page.click_button(steps::RETRY).await?;
    steps::confirmed(page).await?;
    visit.at(page, "confirmation").await?;
    page.click_button(steps::TECHNICAL_FILE).await?;
    let (_, confirmation) = page.download(steps::DOWNLOAD).await?;
    steps::verify(page, &confirmation).await?;
    page.sees("Apstiprinājums ir īsts").await?;
    visit.at(page, "verify-genuine").await?;
    steps::verify(page, &confirmation.replace("p-001", "p-002")).await?;
    page.sees("Apstiprinājums ir mainīts").await?;
    visit.at(page, "verify-changed").await?;
    steps::open(page, "/konts").await?;
    page.sees(steps::TITLE).await?;
    visit.at(page, "account-with-application").await?;
    page.click_button("Slēgt kontu").await?;
    page.sees("Kontu tagad slēgt nevar").await?;
    visit.at(page, "account-not-to-be-closed").await
}

/// Unfolds the part that closes the account, and clicks its button once. The summary and the button have the same text.
async fn close(page: &Page) -> Result {
    page.click_button("Slēgt kontu").await?;
    page.sees("Kad kontu slēgsi").await?;
    page.driver().execute("document.querySelector('details[open] button').click()", vec![]).await?;
    page.sees("Jā, slēgt").await
}

async fn account(page: &Page, visit: &Visit) -> Result {
    steps::sign_in_to_account(page, "Elīna Zariņa").await?;
    page.sees("Kontu var atvērt no 18 gadu vecuma").await?;
    visit.at(page, "account-under-age").await?;
    page.click_button("Iziet").await?;
    page.sees("Tu izgāji no konta").await?;
    visit.at(page, "signed-out").await?;
    birth_date(page, visit).await?;
    steps::sign_in_to_account(page, ANNA).await?;
    visit.at(page, "account-to-open").await?;
    page.click_button("Atvērt kontu").await?;
    page.sees("Lai atvērtu kontu, piekrīti konta noteikumiem.").await?;
    visit.at(page, "account-to-open-mistakes").await?;
    page.fill("E-pasts", steps::EMAIL).await?;
    page.tick(steps::ACCEPT_TERMS).await?;
    page.click_button("Atvērt kontu").await?;
    page.sees("Tev vēl nav neviena pieteikuma.").await?;
    visit.at(page, "account-open").await?;
    page.click_button("Mainīt saziņas datus").await?;
    visit.at(page, "account-contact-edited").await?;
    page.fill("Tālrunis", "123").await?;
    page.click_button("Saglabāt").await?;
    page.sees("Izlabo vienu kļūdu").await?;
    visit.at(page, "account-contact-wrong").await?;
    steps::open(page, "/konts").await?;
    page.click_button("Pārlūki, kuros esi kontā").await?;
    page.sees("Šis pārlūks").await?;
    visit.at(page, "account-sign-ins").await?;
    steps::open(page, "/konts").await?;
    close(page).await?;
    visit.at(page, "account-closing").await
}

/// A person whose birth date no source has, first without it and then with one under age.
async fn birth_date(page: &Page, visit: &Visit) -> Result {
    steps::sign_in_to_account(page, steps::ZANE).await?;
    visit.at(page, "account-birth-date-asked").await?;
    page.fill("E-pasts", steps::EMAIL).await?;
    page.tick(steps::ACCEPT_TERMS).await?;
    page.click_button("Atvērt kontu").await?;
    page.sees("Ieraksti dienu, mēnesi un gadu").await?;
    visit.at(page, "account-birth-date-missing").await?;
    steps::fill_birth_date(page, ["4", "10", "2008"]).await?;
    page.click_button("Atvērt kontu").await?;
    page.sees("Kontu var atvērt no 18 gadu vecuma").await?;
    visit.at(page, "account-birth-date-under-age").await?;
    page.click_button("Iziet").await?;
    page.sees("Tu izgāji no konta").await
}

async fn together(page: &Page, visit: &Visit) -> Result {
    steps::begin_application(page).await?;
    steps::change_elsewhere(page, "draft.facts.still_learning = false", true).await?;
    page.sees("Citā cilnē vai ierīcē melnrakstā ir mainīts").await?;
    visit.at(page, "draft-changed-elsewhere").await?;
    steps::change_elsewhere(page, "draft.facts.interrupted_learning = false", false).await?;
    page.answer(steps::QUESTIONS[2], "Jā").await?;
    page.sees("Vienu un to pašu mainīji divās vietās").await?;
    visit.at(page, "draft-conflict").await?;
    steps::change_elsewhere(page, "draft.programme = 'p-002'; draft.group = ''", true).await?;
    page.heading_is("Melnraksts tagad ir citai programmai").await?;
    visit.at(page, "draft-moved").await?;
    page.driver().execute("localStorage.removeItem('imk:draft:2025-06')", vec![]).await?;
    page.driver().execute("dispatchEvent(new StorageEvent('storage', { key: null }))", vec![]).await?;
    page.heading_is("Šī melnraksta vairs nav").await?;
    visit.at(page, "draft-ended").await?;
    steps::open_account(page, ANNA).await?;
    steps::begin_application(page).await?;
    // Requests to the account from here on would count as use of the session.
    page.sees("un tavā kontā 30 dienas").await?;
    steps::open(page, "/konts").await?;
    page.sees("Nepabeigts pieteikums").await?;
    visit.at(page, "account-unfinished").await?;
    page.minutes_pass(26).await?;
    page.sees("Sesija beigsies").await?;
    visit.at(page, "sign-in-ending").await
}

async fn closed(page: &Page, visit: &Visit, [home, verdict]: [&str; 2]) -> Result {
    steps::open(page, "/").await?;
    visit.at(page, home).await?;
    steps::get_verdict(page, ANNA_BORN, ALL_NO).await?;
    page.sees("Viens nosacījums").await?;
    visit.at(page, verdict).await
}
