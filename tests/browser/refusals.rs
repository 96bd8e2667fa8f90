//! Refusals: each names its sentence and says what would change it; and an excluded person may send all the same.

use imk_tests::{Page, Result, Server, Viewport, in_browser};

use crate::steps::{self, ALL_NO, ANNA_BORN, sentence};

const NOT_CHANGEABLE: &str =
    "Šo tu mainīt nevari. Pieteikumu vari iesniegt tik un tā: VIAA tev sniegs pamatotu lēmumu.";

/// The finding with this heading that is not met, its white space as single spaces.
async fn refusal(page: &Page, heading: &str) -> Result<String> {
    let text = page.text_in(&format!("Nav izpildīts: {heading}")).await?;
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Holds that a refusal quotes a sentence of the announcement, names it, and says what would change it.
async fn refused_by(page: &Page, heading: &str, clause: &str, remedy: &str) -> Result {
    let refusal = refusal(page, heading).await?;
    let number = clause.trim_start_matches('N');
    for part in [format!("„{}“", sentence(clause)?), format!("Paziņojuma {number}. teikums"), remedy.to_owned()] {
        assert!(refusal.contains(&part), "“{part}” is not in “{refusal}”");
    }
    Ok(())
}

/// The verdict for one exclusion, and the application that a person to whom it applies submits all the same.
async fn excluded(viewport: Viewport, answers: [&str; 3], heading: &str, who: (&str, [&str; 3])) -> Result {
    let server = Server::start()?;
    in_browser(&server, viewport, async |page| {
        steps::get_verdict(page, who.1, answers).await?;
        page.heading_is("Finansējumu tev šoreiz nepiešķir").await?;
        page.sees("Viens nosacījums nav izpildīts").await?;
        refused_by(page, heading, "N8", NOT_CHANGEABLE).await?;
        steps::apply_as(page, who.0, who.1, answers).await?;
        let confirmed = refusal(page, heading).await?;
        assert!(confirmed.contains(&sentence("N8")?), "{confirmed}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn earlier_grant_without_choice_cites_its_clause_and_can_submit() -> Result {
    let ilze = ("Ilze Kalniņa", ["26", "7", "1990"]);
    excluded(Viewport::Phone, ["Jā", "Nē", "Nē"], "Tev jau bija finansējums, par kuru neizdarīji izvēli", ilze).await
}

#[tokio::test]
async fn current_learning_cites_its_clause_and_can_submit() -> Result {
    let andris = ("Andris Liepiņš", ["19", "1", "1979"]);
    excluded(Viewport::Phone, ["Nē", "Jā", "Nē"], "Tu pašlaik mācies", andris).await
}

#[tokio::test]
async fn interrupted_learning_cites_its_clause_and_can_submit() -> Result {
    let dace = ("Dace Krūmiņa", ["30", "9", "1984"]);
    excluded(Viewport::Desktop, ["Nē", "Nē", "Jā"], "Tev ir pārtrauktas mācības", dace).await
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
        refusal(page, "Tev jau bija finansējums, par kuru neizdarīji izvēli").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn person_who_turns_18_within_the_window_sees_the_day() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::get_verdict(page, ["15", "6", "2007"], ALL_NO).await?;
        page.heading_is("Šobrīd vēl nevari pieteikties").await?;
        page.sees("Tas mainīsies 15. jūnijā.").await?;
        let remedy = "18 gadi tev apritēs 2025. gada 15. jūnijā. No šīs dienas līdz 20. jūnijam varēsi pieteikties.";
        refused_by(page, "Tev vēl nav 18 gadu", "N2", remedy).await
    })
    .await
}

#[tokio::test]
async fn person_who_turns_18_after_the_window_sees_the_day_too() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        steps::get_verdict(page, ["21", "6", "2007"], ALL_NO).await?;
        page.heading_is("Šim uzsaukumam tu vēl esi par jaunu").await?;
        let remedy = "18 gadi tev apritēs 2025. gada 21. jūnijā: šim uzsaukumam par vēlu.";
        refused_by(page, "Tev vēl nav 18 gadu", "N2", remedy).await
    })
    .await
}

#[tokio::test]
async fn before_the_window_opens_its_first_day_is_named() -> Result {
    let server = Server::frozen_at("2025-06-08T23:59:59+03:00")?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::get_verdict(page, ANNA_BORN, ALL_NO).await?;
        page.heading_is("Šobrīd vēl nevari pieteikties").await?;
        let remedy = "Pieteikšanās sāksies 2025. gada 9. jūnijā.";
        refused_by(page, "Pieteikšanās nav atvērta", "N3", remedy).await
    })
    .await
}

#[tokio::test]
async fn after_the_window_closes_its_last_day_is_named() -> Result {
    let server = Server::frozen_at("2025-06-21T00:00:00+03:00")?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::get_verdict(page, ANNA_BORN, ALL_NO).await?;
        page.heading_is("Pieteikties vairs nevar").await?;
        let remedy = "Pēdējā diena bija 2025. gada 20. jūnijs.";
        refused_by(page, "Pieteikšanās nav atvērta", "N3", remedy).await
    })
    .await
}
