//! Pictures of the pages, for `cargo xtask screens`. Each scenario proves that its states can be reached.

use imk_tests::{Page, Result, Server, Viewport, in_browser};

use crate::steps::{self, ALL_NO, ANNA, ANNA_BORN, GO_ON};

/// Pages that one only has to open.
const PAGES: [(&str, &str); 13] = [
    ("01-sakums", "/"),
    ("02-jautajums-datums", "/atbilstiba"),
    ("03-jautajums", "/atbilstiba?jautajums=2"),
    ("09-programmas", "/programmas"),
    ("11-programmas-nekas", "/programmas?q=zvejniecība"),
    ("28-salidzinajums", "/salidzinajums?p=p-012,p-051,p-097"),
    ("29-salidzinajums-tukss", "/salidzinajums"),
    ("30-palidziba", "/palidziba"),
    ("31-noteikumi", "/noteikumi"),
    ("32-privatums", "/privatums"),
    ("34-pazinojums", "/pazinojums"),
    ("35-pieklustamiba", "/pieklustamiba"),
    ("33-nav-tadas", "/tadas-lapas-nav"),
];

/// Verdicts: the picture's name, the birth date, the three answers, the heading.
const VERDICTS: [(&str, [&str; 3], [&str; 3], &str); 4] = [
    ("04-vertejums-vari", ANNA_BORN, ALL_NO, "Tu vari pieteikties"),
    ("05-vertejums-vel-nevari", ["15", "6", "2007"], ALL_NO, "Šobrīd vēl nevari pieteikties"),
    ("06-vertejums-par-jaunu", ["21", "6", "2007"], ALL_NO, "Šoreiz tu vēl esi par jaunu"),
    ("07-vertejums-izslegts", ANNA_BORN, ["Jā", "Nē", "Jā"], "Pēc tavām atbildēm šoreiz finansējumu nevari saņemt"),
];

/// The pages in English.
const ENGLISH: [(&str, &str); 6] = [
    ("40-home-en", "/"),
    ("41-question-en", "/atbilstiba?jautajums=3"),
    ("42-programmes-en", "/programmas"),
    ("43-apply-en", "/pieteikums/p-001?grupa=p-001-1"),
    ("44-terms-en", "/noteikumi"),
    ("45-announcement-en", "/pazinojums"),
];

async fn picture_of(page: &Page, name: &str, path: &str) -> Result {
    steps::open(page, path).await?;
    page.picture(name).await
}

async fn open_pages_and_verdicts(viewport: Viewport) -> Result {
    let server = Server::start()?;
    in_browser(&server, viewport, async |page| {
        page.expect_console("status of 404");
        for (name, path) in PAGES {
            picture_of(page, name, path).await?;
        }
        for (name, born, answers, heading) in VERDICTS {
            steps::get_verdict(page, born, answers).await?;
            page.heading_is(heading).await?;
            page.picture(name).await?;
        }
        mistake_in_question(page).await?;
        catalogue(page).await?;
        page.open("/").await?;
        steps::switch_language(page, "English").await?;
        for (name, path) in ENGLISH {
            picture_of(page, name, path).await?;
        }
        Ok(())
    })
    .await
}

async fn mistake_in_question(page: &Page) -> Result {
    page.open("/atbilstiba").await?;
    steps::fill_birth_date(page, ["31", "2", "1988"]).await?;
    page.click_button(GO_ON).await?;
    page.sees("Izlabo vienu kļūdu").await?;
    page.picture("08-jautajums-kluda").await
}

/// The filters unfolded, which on a desktop they always are, and one programme.
async fn catalogue(page: &Page) -> Result {
    page.open("/programmas").await?;
    page.heading_is("Programmas").await?;
    if page.viewport() == Viewport::Phone {
        page.click_button("Filtri").await?;
    }
    page.tick("Attālināti").await?;
    page.picture("10-programmas-filtri").await?;
    picture_of(page, "12-programma", "/programmas/p-001").await?;
    picture_of(page, "13-programma-lidzmaksajums", "/programmas/p-051").await
}

/// The application, step by step, to the account and the verified confirmation.
async fn apply(viewport: Viewport) -> Result {
    let server = Server::start()?;
    in_browser(&server, viewport, async |page| {
        fill_in(page).await?;
        steps::begin_sign_in(page).await?;
        page.heading_is("Izvēlies, kura cilvēka vārdā pieslēgties").await?;
        page.picture("21-pieslegties").await?;
        steps::sign_in_as(page, ANNA).await?;
        page.heading_is(steps::STEP_CHECK).await?;
        page.picture("22-parskats").await?;
        page.expect_console("net::ERR_");
        page.offline(true).await?;
        page.click_button(steps::SEND).await?;
        page.sees("Pieteikumu neizdevās nosūtīt").await?;
        page.picture("23-parskats-bez-tikla").await?;
        page.offline(false).await?;
        page.click_button(steps::RETRY).await?;
        steps::confirmed(page).await?;
        page.picture("24-apstiprinajums").await?;
        verify(page).await?;
        picture_of(page, "27-konts", "/konts").await
    })
    .await
}

async fn fill_in(page: &Page) -> Result {
    picture_of(page, "14-pieteikums-1", "/pieteikums/p-001?grupa=p-001-1").await?;
    page.click_button(GO_ON).await?;
    page.heading_is(steps::STEP_ELIGIBILITY).await?;
    page.click_button(GO_ON).await?;
    page.sees("Izlabo 4 kļūdas").await?;
    page.picture("15-pieteikums-2-kludas").await?;
    steps::answer_in_application(page, ANNA_BORN, ALL_NO).await?;
    page.picture("16-pieteikums-pieslegsanas").await?;
    page.back().await?;
    page.heading_is(steps::STEP_ELIGIBILITY).await?;
    page.picture("17-pieteikums-2").await?;
    page.click_button(GO_ON).await?;
    page.click_button(steps::WITHOUT_SIGN_IN).await?;
    page.heading_is(steps::STEP_CONTACT).await?;
    page.picture("18-pieteikums-3").await?;
    page.fill("E-pasts", steps::EMAIL).await?;
    page.fill("Tālrunis", steps::PHONE).await?;
    page.click_button(GO_ON).await?;
    page.heading_is(steps::STEP_CHECK).await?;
    page.click_link("Apskatīt dokumentu, kas tiks nosūtīts").await?;
    page.heading_is(steps::DOCUMENT).await?;
    page.picture("20-prieksskatijums").await?;
    page.click_link(steps::BACK_TO_CHECK).await?;
    page.heading_is(steps::STEP_CHECK).await
}

async fn verify(page: &Page) -> Result {
    page.click_button(steps::TECHNICAL_FILE).await?;
    let (_, confirmation) = page.download(steps::DOWNLOAD).await?;
    steps::verify(page, &confirmation).await?;
    page.sees("Apstiprinājums ir īsts").await?;
    page.picture("25-parbaudit").await?;
    steps::verify(page, &confirmation.replace("p-001", "p-002")).await?;
    page.sees("Apstiprinājums ir mainīts").await?;
    page.picture("26-parbaudit-mainits").await
}

/// The first page and a verdict while the window is closed.
async fn outside_the_window(viewport: Viewport) -> Result {
    for (name, instant, reason) in [
        ("pirms", "2025-06-08T12:00:00+03:00", "Viens nosacījums vēl nav izpildīts"),
        ("pec", "2025-06-21T00:00:00+03:00", "Viens nosacījums nav izpildīts"),
    ] {
        let server = Server::frozen_at(instant)?;
        in_browser(&server, viewport, async |page| {
            picture_of(page, &format!("50-sakums-{name}"), "/").await?;
            steps::get_verdict(page, ANNA_BORN, ALL_NO).await?;
            page.sees(reason).await?;
            page.picture(&format!("51-vertejums-{name}")).await
        })
        .await?;
    }
    Ok(())
}

/// What other tabs do to the draft, an unfinished application, and a sign-in about to end.
async fn together(viewport: Viewport) -> Result {
    let server = Server::start()?;
    in_browser(&server, viewport, async |page| {
        steps::begin_application(page).await?;
        steps::change_elsewhere(page, "draft.facts.still_learning = false", true).await?;
        page.sees("Citā cilnē vai ierīcē melnrakstā ir mainīts").await?;
        steps::change_elsewhere(page, "draft.facts.interrupted_learning = false", false).await?;
        page.answer(steps::QUESTIONS[2], "Jā").await?;
        page.sees("Vienu un to pašu mainīji divās vietās").await?;
        page.picture("34-melnraksts-divas-vietas").await?;
        steps::change_elsewhere(page, "draft.programme = 'p-002'; draft.group = ''", true).await?;
        page.heading_is("Melnraksts tagad ir citai programmai").await?;
        page.picture("35-melnraksts-cita-programma").await?;
        steps::open_account(page, ANNA).await?;
        steps::begin_application(page).await?;
        // Requests to the account from here on would count as use of the session.
        page.sees("un tavā kontā 30 dienas").await?;
        steps::open(page, "/konts").await?;
        page.sees("Nepabeigts pieteikums").await?;
        page.minutes_pass(26).await?;
        page.sees("Sesija beigsies").await?;
        page.picture("36-konts-nepabeigts").await
    })
    .await
}

/// The account of a person whose birth date no source has, in both languages, with a mistake.
async fn asked_for_the_birth_date(viewport: Viewport) -> Result {
    let server = Server::start()?;
    in_browser(&server, viewport, async |page| {
        steps::sign_in_to_account(page, steps::ZANE).await?;
        page.fill("E-pasts", steps::EMAIL).await?;
        page.click_button("Atvērt kontu").await?;
        page.sees("Izlabo 2 kļūdas").await?;
        page.picture("37-konts-dzimsanas-datums").await?;
        steps::fill_birth_date(page, ["4", "10", "2008"]).await?;
        page.tick(steps::ACCEPT_TERMS).await?;
        page.expect_console("status of 403");
        page.click_button("Atvērt kontu").await?;
        page.sees("Kontu var atvērt no 18 gadu vecuma").await?;
        page.picture("38-konts-par-jaunu").await?;
        steps::switch_language(page, "English").await?;
        page.sees("You must be 18 or over to open an account").await?;
        page.picture("45-account-too-young-en").await
    })
    .await
}

#[tokio::test]
async fn unknown_birth_date_is_pictured_on_both() -> Result {
    for viewport in Viewport::BOTH {
        asked_for_the_birth_date(viewport).await?;
    }
    Ok(())
}

#[tokio::test]
async fn draft_in_two_places_is_pictured_on_both() -> Result {
    for viewport in Viewport::BOTH {
        together(viewport).await?;
    }
    Ok(())
}

#[tokio::test]
async fn pages_and_verdicts_are_pictured_on_a_phone() -> Result {
    open_pages_and_verdicts(Viewport::Phone).await
}

#[tokio::test]
async fn pages_and_verdicts_are_pictured_on_a_desktop() -> Result {
    open_pages_and_verdicts(Viewport::Desktop).await
}

#[tokio::test]
async fn application_is_pictured_on_a_phone() -> Result {
    apply(Viewport::Phone).await
}

#[tokio::test]
async fn application_is_pictured_on_a_desktop() -> Result {
    apply(Viewport::Desktop).await
}

#[tokio::test]
async fn closed_window_is_pictured_on_both() -> Result {
    for viewport in Viewport::BOTH {
        outside_the_window(viewport).await?;
    }
    Ok(())
}
