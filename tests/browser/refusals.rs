//! Refusals: each names its sentence and says what would change it; and an excluded person may send all the same.

use imk_tests::{Failure, Page, Result, Server, Viewport, in_browser, until};

use crate::steps::{self, ALL_NO, ANNA_BORN, sentence};

const NOT_CHANGEABLE: &str = "To tu mainīt nevari.";
const MAY_SEND: &str = "Pieteikumu vari iesniegt tik un tā. VIAA tev sniegs pamatotu lēmumu.";
const COMPLETE: &str = "Ja mācības pabeigsi līdz 20. jūnija beigām pēc Latvijas laika, tās vairs nebūs šķērslis.";
const NEVER: &str = "Nav izpildīts:";
const NOT_YET: &str = "Vēl nav izpildīts:";
const EXCLUDED: &str = "Pēc tavām atbildēm šoreiz finansējumu nevari saņemt";
const NOT_YET_HEADING: &str = "Šobrīd vēl nevari pieteikties";

/// The finding with this heading and outcome, its white space as single spaces.
async fn refusal(page: &Page, outcome: &str, heading: &str) -> Result<String> {
    let text = page.text_in(&format!("{outcome} {heading}")).await?;
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Holds that a refusal quotes a sentence of the announcement, names it, and says what would change it.
async fn refused_by(page: &Page, (outcome, heading): (&str, &str), clause: &str, remedy: &str) -> Result {
    let refusal = refusal(page, outcome, heading).await?;
    let number = clause.trim_start_matches('N');
    for part in [format!("„{}“", sentence(clause)?), format!("Paziņojuma {number}. teikums"), remedy.to_owned()] {
        assert!(refusal.contains(&part), "“{part}” is not in “{refusal}”");
    }
    Ok(())
}

/// The signs of the box: its colour and pattern by its class, and its icon.
async fn signs(page: &Page) -> Result<String> {
    let script = "const box = document.querySelector('.imk-state--icon');
        return `${box?.className} ${box?.querySelector('svg').getAttribute('class')}`";
    page.text_from(script, vec![]).await
}

async fn shows_no(page: &Page) -> Result {
    assert_eq!(signs(page).await?, "imk-state imk-state--bad imk-state--icon imk-icon imk-icon--not-met");
    Ok(())
}

async fn shows_not_yet(page: &Page) -> Result {
    assert_eq!(signs(page).await?, "imk-state imk-state--warning imk-state--icon imk-icon imk-icon--not-yet");
    let crosses = page.text_from("return String(document.querySelectorAll('.imk-icon--not-met').length)", vec![]);
    assert_eq!(crosses.await?, "0", "a cross beside “not yet”");
    Ok(())
}

/// The verdict for one exclusion that does not change, and the application that a person to whom it applies submits all
/// the same.
async fn excluded(viewport: Viewport, answers: [&str; 3], heading: &str, who: (&str, [&str; 3])) -> Result {
    let server = Server::start()?;
    in_browser(&server, viewport, async |page| {
        steps::get_verdict(page, who.1, answers).await?;
        page.heading_is(EXCLUDED).await?;
        page.sees("Viens nosacījums nav izpildīts").await?;
        shows_no(page).await?;
        refused_by(page, (NEVER, heading), "N8", NOT_CHANGEABLE).await?;
        page.sees(MAY_SEND).await?;
        steps::apply_as(page, who.0, who.1, answers).await?;
        let confirmed = refusal(page, NEVER, heading).await?;
        assert!(confirmed.contains(&sentence("N8")?), "{confirmed}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn earlier_grant_without_choice_cites_its_clause_and_can_submit() -> Result {
    let ilze = ("Ilze Kalniņa", ["26", "7", "1990"]);
    excluded(
        Viewport::Phone,
        ["Jā", "Nē", "Nē"],
        "Tev jau bija piešķirts finansējums, bet programmu neizvēlējies",
        ilze,
    )
    .await
}

#[tokio::test]
async fn current_learning_cites_its_clause_and_can_submit() -> Result {
    let (born, answers, heading) = (["19", "1", "1979"], ["Nē", "Jā", "Nē"], "Tu pašlaik mācies šajā projektā");
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::get_verdict(page, born, answers).await?;
        page.heading_is(NOT_YET_HEADING).await?;
        page.sees("Tas mainīsies, ja mācības pabeigsi līdz 20. jūnija beigām pēc Latvijas laika.").await?;
        shows_not_yet(page).await?;
        refused_by(page, (NOT_YET, heading), "N8", COMPLETE).await?;
        steps::apply_as(page, "Andris Liepiņš", born, answers).await?;
        let confirmed = refusal(page, NEVER, heading).await?;
        assert!(confirmed.contains(&sentence("N8")?), "{confirmed}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn sentence_of_three_reasons_is_quoted_once_and_linked() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::get_verdict(page, ANNA_BORN, ["Jā", "Jā", "Jā"]).await?;
        page.heading_is(EXCLUDED).await?;
        let text = page.text().await?;
        assert_eq!(text.matches(&sentence("N8")?).count(), 1, "{text}");
        assert_eq!(text.matches(MAY_SEND).count(), 1, "{text}");
        page.click_link("Jautāt VIAA").await?;
        page.heading_is("Palīdzība").await?;
        page.back().await?;
        page.heading_is(EXCLUDED).await?;
        steps::switch_language(page, "English").await?;
        page.sees("Latvian original").await?;
        page.click_link("Sentence 8 of the announcement").await?;
        page.heading_is("The announcement").await?;
        until("the focus on the sentence", async || {
            let target = page.text_from("return document.activeElement.id", vec![]).await?;
            if target == "imk-teikums-8" { Ok(()) } else { Err(Failure::new(format!("it is on “{target}”"))) }
        })
        .await
    })
    .await
}

#[tokio::test]
async fn hypothetical_day_shows_its_result_under_its_field() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::get_verdict(page, ANNA_BORN, ALL_NO).await?;
        page.heading_is("Tu vari pieteikties").await?;
        page.lacks("Kas būtu, ja…").await?;
        steps::get_verdict(page, ["15", "6", "2007"], ALL_NO).await?;
        page.click_button("Kas būtu, ja…").await?;
        page.select("Ja tu pieteiktos", "2025. gada 15. jūnijā").await?;
        page.sees("Tu varētu pieteikties").await?;
        let script = "const bottom = document.querySelector('#imk-if-day').getBoundingClientRect().bottom;
            const box = document.querySelector('.imk-what-if__verdict').getBoundingClientRect();
            return String(Math.round(box.top - bottom))";
        let gap: i32 = page.text_from(script, vec![]).await?.parse().unwrap_or(i32::MAX);
        assert!((0..60).contains(&gap), "{gap} px below the field");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn interrupted_learning_cites_its_clause_and_can_submit() -> Result {
    let dace = ("Dace Krūmiņa", ["30", "9", "1984"]);
    excluded(Viewport::Desktop, ["Nē", "Nē", "Jā"], "Tev šajā projektā ir pārtrauktas mācības", dace).await
}

#[tokio::test]
async fn different_register_facts_are_shown_before_submission() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::fill_in(page, ["26", "7", "1990"], ALL_NO).await?;
        steps::sign_in_to_send(page, "Ilze Kalniņa").await?;
        page.sees("Reģistrā ir citādi").await?;
        page.click_button(steps::SEND).await?;
        steps::confirmed(page).await?;
        refusal(page, NEVER, "Tev jau bija piešķirts finansējums, bet programmu neizvēlējies").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn person_who_turns_18_within_the_window_sees_the_day() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::get_verdict(page, ["15", "6", "2007"], ALL_NO).await?;
        page.heading_is(NOT_YET_HEADING).await?;
        page.sees("Tas mainīsies 15. jūnijā.").await?;
        shows_not_yet(page).await?;
        let remedy = "18 gadi tev apritēs 2025. gada 15. jūnijā. Pieteikties varēsi no šīs dienas līdz 20. jūnija \
                      beigām pēc Latvijas laika.";
        refused_by(page, (NOT_YET, "Tev vēl nav 18 gadu"), "N2", remedy).await
    })
    .await
}

#[tokio::test]
async fn person_who_turns_18_after_the_window_sees_the_day_too() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        steps::get_verdict(page, ["21", "6", "2007"], ALL_NO).await?;
        page.heading_is("Šoreiz tu vēl esi par jaunu").await?;
        shows_no(page).await?;
        let remedy = "18 gadi tev apritēs 2025. gada 21. jūnijā, tāpēc šoreiz pieteikties vēl nevari. Vai pēc tam būs \
                      jauna pieteikšanās, nav zināms.";
        refused_by(page, (NEVER, "Tev vēl nav 18 gadu"), "N2", remedy).await
    })
    .await
}

#[tokio::test]
async fn before_the_window_opens_its_first_day_is_named() -> Result {
    let server = Server::frozen_at("2025-06-08T23:59:59+03:00")?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::get_verdict(page, ANNA_BORN, ALL_NO).await?;
        page.heading_is(NOT_YET_HEADING).await?;
        shows_not_yet(page).await?;
        let remedy = "Pieteikšanās sāksies 2025. gada 9. jūnijā.";
        refused_by(page, (NOT_YET, "Pieteikšanās nav atvērta"), "N3", remedy).await?;
        let (name, reminder) = page.download("Pievienot atgādinājumu kalendāram").await?;
        assert!(name.ends_with(".ics") && reminder.contains("DTSTART;VALUE=DATE:20250609"), "{name}: {reminder}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn after_the_window_closes_its_last_day_is_named() -> Result {
    let server = Server::frozen_at("2025-06-21T00:00:00+03:00")?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::get_verdict(page, ANNA_BORN, ALL_NO).await?;
        page.heading_is("Pieteikties vairs nevar").await?;
        shows_no(page).await?;
        let remedy = "Pēdējā diena bija 2025. gada 20. jūnijs. Vai būs jauna pieteikšanās, nav zināms.";
        refused_by(page, (NEVER, "Pieteikšanās nav atvērta"), "N3", remedy).await
    })
    .await
}
