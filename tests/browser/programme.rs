//! The page of a programme: what decides first, then lessons, address, provider and similar programmes.

use imk_tests::{Failure, Page, Result, Server, Viewport, in_browser, until};
use serde_json::Value;

use crate::steps::{self, TITLE};

async fn script(page: &Page, body: &str) -> Result<Value> {
    Ok(page.driver().execute(body, vec![]).await?.json().clone())
}

/// Bottom of the apply button, from the top of the page.
const APPLY_ENDS: &str = "const button = document.querySelector('.imk-offer > .imk-actions > .imk-button');
    return button ? Math.round(button.getBoundingClientRect().bottom + scrollY) : 0;";

#[tokio::test]
async fn price_dates_place_seats_and_apply_fit_a_phone() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        // Free and remote; partly remote; with a co-payment and two groups; the longest title.
        for (id, parts) in [
            ("p-001", ["0,00 EUR", "tev jāmaksā", "8 brīvas vietas", "līdz 500,00 EUR"]),
            ("p-005", ["0,00 EUR", "Daļēji attālināti, Rēzekne", "14 brīvu vietu", "līdz 500,00 EUR"]),
            ("p-051", ["290,00 EUR", "Attālināti", "20 brīvu vietu", "finansējums sedz 500,00 EUR"]),
            ("p-041", ["0,00 EUR", "Daļēji attālināti, Tukums", "12 brīvu vietu", "līdz 500,00 EUR"]),
        ] {
            steps::open(page, &format!("/programmas/{id}")).await?;
            page.sees("Piesakies līdz 20. jūnijam.").await?;
            for part in parts {
                page.sees(part).await?;
            }
            let ends = script(page, APPLY_ENDS).await?.as_u64().unwrap_or_default();
            assert!((1..=844).contains(&ends), "the button of {id} ends at {ends}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn programme_that_ends_too_late_promises_no_funding() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        for (id, price) in [("p-042", "1100,00 EUR"), ("p-054", "1260,00 EUR"), ("p-064", "1380,00 EUR")] {
            steps::open(page, &format!("/programmas/{id}")).await?;
            page.sees("Finansējumu šai programmai izmantot nevar: visas grupas beidzas par vēlu.").await?;
            let cost = page.text_of(".imk-offer__cost").await?.replace('\u{a0}', " ");
            assert!(cost.starts_with(price), "{id}: {cost}");
            page.lacks("Piesakies līdz").await?;
            let links = "return document.querySelectorAll('.imk-offer .imk-button').length";
            assert_eq!(script(page, links).await?, 0, "{id} offers an application");
            page.lacks("Sedz finansējums").await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn lessons_address_and_provider_are_told() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::open(page, "/programmas/p-005").await?;
        for part in [
            "otrdienu un ceturtdienu vakaros, 4 dienas klātienē",
            "Otrdienās un ceturtdienās 18.00–20.15",
            "3. oktobrī, 31. oktobrī un 28. novembrī 10.00–15.15",
            "Ģeotelpisko datu laboratorija, Parauga iela 12, Rēzekne",
            "Ēkā var iekļūt ar ratiņkrēslu.",
            "Priekšzināšanas",
            "Pēc mācībām tu pratīsi:",
            "+371 64 600 000",
        ] {
            page.sees(part).await?;
        }
        let links = "return ['latgale.example', '+371 64 600 000'].map((text) => [...document.links]
            .find((link) => link.textContent.replace(/\\s/g, ' ') === text)?.getAttribute('href'))";
        let links: Vec<String> = serde_json::from_value(script(page, links).await?)?;
        assert_eq!(links, ["https://latgale.example", "tel:+37164600000"]);
        page.click_link("Visas šīs iestādes programmas").await?;
        page.heading_is("Programmas").await?;
        page.sees("atbilst „Latgales paraugaugstskola“").await
    })
    .await
}

#[tokio::test]
async fn similar_programmes_say_why_and_lead_on() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        steps::open(page, "/programmas/p-005").await?;
        page.sees("Līdzīgas programmas").await?;
        page.sees("Nākamais solis: ").await?;
        page.sees("Vieglāka: ").await?;
        let title = page.text_of(".imk-similar a").await?;
        page.click_link(&title).await?;
        page.heading_is(&title).await?;
        until("similar programmes of the other programme", async || {
            let own = "return [...document.querySelectorAll('.imk-similar a')].map((link) => link.textContent.trim())";
            let titles: Vec<String> = serde_json::from_value(script(page, own).await?)?;
            if titles.len() == 3 && !titles.contains(&title) {
                Ok(())
            } else {
                Err(Failure::new(format!("{titles:?}")))
            }
        })
        .await
    })
    .await
}

#[tokio::test]
async fn other_groups_follow_the_first_one_with_their_buttons() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::open(page, "/programmas/p-025").await?;
        page.sees("Citas grupas").await?;
        let buttons = "return document.querySelectorAll('.imk-offer .imk-button').length";
        assert_eq!(script(page, buttons).await?, 3);
        steps::open(page, "/programmas/p-001").await?;
        page.sees("Piesakies līdz").await?;
        page.lacks("Citas grupas").await?;
        page.click_link("Pieteikties").await?;
        page.heading_is(steps::STEP_GROUP).await
    })
    .await
}

#[tokio::test]
async fn removed_programme_offers_other_ways_with_status_404() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        page.expect_console("404");
        page.open("/programmas/p-999").await?;
        page.heading_is("Šīs programmas vairs nav").await?;
        let status = "return performance.getEntriesByType('navigation')[0].responseStatus";
        assert_eq!(script(page, status).await?, 404);
        page.sees("Programmas pēc temata").await?;
        page.click_link("Kiberdrošība").await?;
        page.heading_is("Programmas").await?;
        page.sees("7 programmas").await?;
        page.open("/programmas/p-999").await?;
        page.click_link("Visas programmas").await?;
        page.sees("100 programmu").await
    })
    .await
}

#[tokio::test]
async fn address_is_copied_and_the_button_says_so() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        steps::open(page, "/programmas/p-001").await?;
        page.heading_is(TITLE).await?;
        page.allow_the_clipboard().await?;
        page.click_button("Kopēt saiti").await?;
        page.sees("Saite ir nokopēta.").await
    })
    .await
}

#[tokio::test]
async fn person_who_has_applied_is_not_invited_again() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        let id = steps::apply_as(page, steps::ANNA, steps::ANNA_BORN, steps::ALL_NO).await?;
        for path in ["/programmas/p-001", "/programmas/p-005"] {
            steps::open(page, path).await?;
            page.sees("Tavs pieteikums programmai „Datu analīze ar Python“ ir saņemts.").await?;
            page.lacks("Pieteikties").await?;
        }
        page.click_link("Skatīt pieteikumu").await?;
        page.sees(&id).await?;
        page.click_button("Iziet").await?;
        page.heading_is(steps::ACCOUNT).await?;
        steps::open(page, "/programmas/p-005").await?;
        page.sees("Pieteikties").await?;
        page.lacks("Skatīt pieteikumu").await
    })
    .await
}
