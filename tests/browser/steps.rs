//! What people do on the pages, step by step. The texts they read and press stand here once; a changed label is changed
//! here.

use imk_tests::{Failure, Page, Result, Viewport, until};
use serde_json::Value;

/// A person without any reason against; the register of the demonstration knows her.
pub(crate) const ANNA: &str = "Anna Ozola";
/// Her birth date as she types it.
pub(crate) const ANNA_BORN: [&str; 3] = ["14", "3", "1988"];
/// A person whose birth date neither the personal code nor the sign-in contains.
pub(crate) const ZANE: &str = "Zane Ābele";
/// Where one can be reached.
pub(crate) const EMAIL: &str = "anna.ozola@epasts.lv";
/// Where one can be called.
pub(crate) const PHONE: &str = "26123456";

/// The programme that is applied for: its identifier, that of its only study group, its title.
pub(crate) const PROGRAMME: &str = "p-001";
pub(crate) const GROUP: &str = "p-001-1";
pub(crate) const TITLE: &str = "Datu analīze ar Python";

/// Three questions, in their order, each answered with no.
pub(crate) const ALL_NO: [&str; 3] = ["Nē", "Nē", "Nē"];

/// Headings of the steps of applying.
pub(crate) const STEP_GROUP: &str = "Kad vēlies mācīties?";
pub(crate) const STEP_ELIGIBILITY: &str = "Vai vari saņemt finansējumu?";
pub(crate) const STEP_SIGN_IN: &str = "Pieslēgties jau tagad?";
pub(crate) const STEP_CONTACT: &str = "Kā ar tevi sazināties?";
pub(crate) const STEP_CHECK: &str = "Pārskati, pirms iesniedz";
pub(crate) const DOCUMENT: &str = "Pieteikums, kāds tas tiks nosūtīts";
pub(crate) const CONFIRMED: &str = "Pieteikums ir saņemts";
/// Folds the downloads of the confirmation out and in.
pub(crate) const TECHNICAL_FILE: &str = "Tehniskais fails";
pub(crate) const DOWNLOAD: &str = "Lejupielādēt apstiprinājumu";
pub(crate) const VERIFY: &str = "Pārbaudīt apstiprinājumu";
pub(crate) const ACCOUNT: &str = "Mans konts";

/// Buttons and boxes.
pub(crate) const GO_ON: &str = "Turpināt";
pub(crate) const BACK_TO_CHECK: &str = "‹ Atpakaļ uz pārskatu";
pub(crate) const SEND: &str = "Iesniegt pieteikumu";
pub(crate) const RETRY: &str = "Mēģināt vēlreiz";
pub(crate) const WITHOUT_SIGN_IN: &str = "Turpināt bez pieslēgšanās";
pub(crate) const SIGN_IN_TO_SEND: &str = "Pieslēgties, lai iesniegtu";
pub(crate) const ACCEPT_TERMS: &str = "Piekrītu mācību konta noteikumiem";
pub(crate) const DECLARE: &str = "Apliecinu, ka sniegtās ziņas ir patiesas";
pub(crate) const OWN_DEVICE: &str = "Šī ir mana ierīce";

/// Opens a page and waits until the pages have started, the prerendered text is gone and nothing loads.
pub(crate) async fn open(page: &Page, path: &str) -> Result {
    page.open(path).await?;
    page.has_started().await?;
    page.heading().await?;
    page.lacks("Ielādējam…").await?;
    page.lacks("Loading…").await
}

/// Opens a page by the menu, which folds behind a button on a phone.
pub(crate) async fn choose_from_menu(page: &Page, link: &str) -> Result {
    if page.viewport() == Viewport::Phone {
        page.click_button("Izvēlne").await?;
    }
    page.click_link(link).await
}

/// Switches to the language of this name, which is in the menu too. A menu that is open stays open.
pub(crate) async fn switch_language(page: &Page, language: &str) -> Result {
    if page.viewport() == Viewport::Phone && menu_is_folded(page).await? {
        let menu = page.text_of("[aria-controls=imk-menu]").await?;
        page.click_button(&menu).await?;
    }
    page.click_button(language).await
}

/// Whether the menu is folded, once the pages have started and there is one.
async fn menu_is_folded(page: &Page) -> Result<bool> {
    let script = "return document.querySelector('[aria-controls=imk-menu]')?.getAttribute('aria-expanded') ?? ''";
    until("the menu", async || match page.text_from(script, vec![]).await?.as_str() {
        "" => Err(Failure::new("there is none")),
        expanded => Ok(expanded == "false"),
    })
    .await
}

/// Types a birth date into its three fields.
pub(crate) async fn fill_birth_date(page: &Page, [day, month, year]: [&str; 3]) -> Result {
    page.fill("Diena", day).await?;
    page.fill("Mēnesis", month).await?;
    page.fill("Gads", year).await
}

/// Answers the questionnaire from its first question to the verdict.
pub(crate) async fn answer_questions(page: &Page, born: [&str; 3], answers: [&str; 3]) -> Result {
    page.heading_is("Kāds ir tavs dzimšanas datums?").await?;
    fill_birth_date(page, born).await?;
    page.click_button(GO_ON).await?;
    for (number, answer) in (2..).zip(answers) {
        page.sees(&format!("{number}. jautājums no 4")).await?;
        page.choose(answer).await?;
        page.click_button(GO_ON).await?;
    }
    Ok(())
}

/// Opens the questionnaire and answers it.
pub(crate) async fn get_verdict(page: &Page, born: [&str; 3], answers: [&str; 3]) -> Result {
    page.open("/atbilstiba").await?;
    answer_questions(page, born, answers).await
}

/// Opens the application for the programme and its study group, and goes on to the questions.
pub(crate) async fn begin_application(page: &Page) -> Result {
    page.open(&format!("/pieteikums/{PROGRAMME}?grupa={GROUP}")).await?;
    page.heading_is(STEP_GROUP).await?;
    page.click_button(GO_ON).await?;
    page.heading_is(STEP_ELIGIBILITY).await
}

/// Answers the questions of the application and goes on to the offer to sign in.
pub(crate) async fn answer_in_application(page: &Page, born: [&str; 3], answers: [&str; 3]) -> Result {
    fill_birth_date(page, born).await?;
    for (question, answer) in QUESTIONS.iter().zip(answers) {
        page.answer(question, answer).await?;
    }
    page.click_button(GO_ON).await?;
    page.heading_is(STEP_SIGN_IN).await
}

/// The three questions about the project.
pub(crate) const QUESTIONS: [&str; 3] = [
    "Vai šajā projektā tev jau agrāk piešķīra finansējumu, bet programmu tu neizvēlējies?",
    "Vai šajā projektā tu pašlaik mācies?",
    "Vai šajā projektā tu kādreiz sāki mācības, bet tās nepabeidzi?",
];

/// Goes on without signing in, fills in the contact data and goes on to the check.
pub(crate) async fn fill_contact(page: &Page) -> Result {
    page.click_button(WITHOUT_SIGN_IN).await?;
    page.heading_is(STEP_CONTACT).await?;
    page.fill("E-pasts", EMAIL).await?;
    page.fill("Tālrunis", PHONE).await?;
    page.click_button(GO_ON).await?;
    page.heading_is(STEP_CHECK).await
}

/// As [`fill_in`], where the questions were answered before the application was begun.
pub(crate) async fn fill_in_after_questions(page: &Page) -> Result {
    page.click_link("Izvēlēties programmu").await?;
    page.click_link(TITLE).await?;
    page.click_link("Pieteikties").await?;
    page.heading_is(STEP_GROUP).await?;
    page.click_button(GO_ON).await?;
    page.heading_is(STEP_SIGN_IN).await?;
    fill_contact(page).await
}

/// Fills in the whole application up to the check, without signing in.
pub(crate) async fn fill_in(page: &Page, born: [&str; 3], answers: [&str; 3]) -> Result {
    begin_application(page).await?;
    answer_in_application(page, born, answers).await?;
    fill_contact(page).await
}

/// Signs in at the demonstration's provider, which is on the screen or about to be.
pub(crate) async fn sign_in_as(page: &Page, name: &str) -> Result {
    page.heading_is("Izvēlies, kura cilvēka vārdā pieslēgties").await?;
    page.click_button(name).await
}

/// On the check: accepts the terms of the account and declares that the information is true.
pub(crate) async fn agree(page: &Page) -> Result {
    page.tick(ACCEPT_TERMS).await?;
    page.tick(DECLARE).await
}

/// On the check: agrees and goes to the sign-in.
pub(crate) async fn begin_sign_in(page: &Page) -> Result {
    agree(page).await?;
    page.click_button(SIGN_IN_TO_SEND).await
}

/// From the check: agrees, signs in and comes back to it, so that only sending is left.
pub(crate) async fn sign_in_to_send(page: &Page, name: &str) -> Result {
    begin_sign_in(page).await?;
    sign_in_as(page, name).await?;
    page.heading_is(STEP_CHECK).await
}

/// Fills in and sends as a person; returns the application's identifier.
pub(crate) async fn apply_as(page: &Page, name: &str, born: [&str; 3], answers: [&str; 3]) -> Result<String> {
    fill_in(page, born, answers).await?;
    sign_in_to_send(page, name).await?;
    page.click_button(SEND).await?;
    confirmed(page).await
}

/// Waits for the confirmation; returns the application's identifier.
pub(crate) async fn confirmed(page: &Page) -> Result<String> {
    page.heading_is(CONFIRMED).await?;
    let path = page.path().await?;
    let id = path.strip_prefix("/apstiprinajums/").ok_or_else(|| Failure::new(format!("confirmed at {path}")))?;
    Ok(id.to_owned())
}

/// Signs in from the account page.
pub(crate) async fn sign_in_to_account(page: &Page, name: &str) -> Result {
    page.open("/konts").await?;
    page.click_button("Pieslēgties").await?;
    sign_in_as(page, name).await?;
    page.heading_is(ACCOUNT).await
}

/// Signs in and opens an account.
pub(crate) async fn open_account(page: &Page, name: &str) -> Result {
    sign_in_to_account(page, name).await?;
    fill_in_account(page).await
}

/// Opens the account of the signed-in person and shows it.
pub(crate) async fn fill_in_account(page: &Page) -> Result {
    page.fill("E-pasts", EMAIL).await?;
    page.tick(ACCEPT_TERMS).await?;
    page.click_button("Atvērt kontu").await?;
    page.sees("Tev vēl nav neviena pieteikuma.").await
}

/// The identifiers of the signed-in person's applications, as the API lists them.
pub(crate) async fn application_ids(page: &Page) -> Result<Vec<String>> {
    let answer = page.get_json("/api/v1/applications").await?;
    let list = answer["applications"].as_array().ok_or_else(|| Failure::new(format!("no list: {answer}")))?;
    Ok(list.iter().filter_map(|one| one["id"].as_str()).map(str::to_owned).collect())
}

/// From here on, records the bodies that the page posts.
pub(crate) async fn watch_posts(page: &Page) -> Result {
    let script = "window.posted = []; const original = window.fetch;
        window.fetch = async (...given) => {
            const request = new Request(...given);
            if (request.method === 'POST') window.posted.push([new URL(request.url).pathname, await request.clone().text()]);
            return original(request);
        };";
    page.driver().execute(script, vec![]).await?;
    Ok(())
}

/// The bodies posted to a path since [`watch_posts`].
pub(crate) async fn posted_to(page: &Page, path: &str) -> Result<Vec<String>> {
    let script = "return window.posted.filter(([path]) => path === arguments[0]).map(([, body]) => body)";
    Ok(page.driver().execute(script, vec![path.into()]).await?.convert()?)
}

/// Pastes a text into the page that verifies confirmations, and has it checked.
pub(crate) async fn verify(page: &Page, confirmation: &str) -> Result {
    page.open("/parbaudit").await?;
    page.heading_is(VERIFY).await?;
    page.paste("Vai arī ielīmē apstiprinājuma saturu", confirmation).await?;
    page.click_button("Pārbaudīt").await
}

/// A sentence of the announcement in Latvian, e.g. of `N8`, as the call pack has it.
pub(crate) fn sentence(clause: &str) -> Result<String> {
    let call: Value = serde_json::from_str(include_str!("../../rules/calls/2025-06.json"))?;
    let found = call["clauses"].as_array().and_then(|clauses| clauses.iter().find(|known| known["id"] == clause));
    let sentence = found.and_then(|found| found["lv"].as_str());
    sentence.map(str::to_owned).ok_or_else(|| Failure::new(format!("no sentence {clause}")))
}

/// Writes to the storage as another tab would; `heard` is whether the browser reports it at once.
pub(crate) async fn change_elsewhere(page: &Page, change: &str, heard: bool) -> Result {
    let script = format!(
        "const key = 'imk:draft:2025-06'; const stored = JSON.parse(localStorage.getItem(key));
        const draft = stored.copy.draft; {change};
        localStorage.setItem(key, JSON.stringify(stored));
        if ({heard}) dispatchEvent(new StorageEvent('storage', {{ key }}));"
    );
    page.driver().execute(script, vec![]).await?;
    Ok(())
}
