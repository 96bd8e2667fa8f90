//! Every page, on both screens and in both languages: named, labelled, in its language, and not too wide.

use imk_tests::{Failure, Page, Result, Server, Viewport, in_browser, until};

use crate::steps;

/// Script that finds faults; its head describes arguments and result.
const FAULTS: &str = include_str!("page_faults.js");

/// Every page of the pages' routes, and the states of a page that its address names.
const PATHS: [&str; 22] = [
    "/",
    "/atbilstiba",
    "/atbilstiba?jautajums=2",
    "/atbilstiba?jautajums=vertejums",
    "/programmas",
    "/programmas?q=nekas-tads",
    "/programmas/p-001",
    "/salidzinajums",
    "/salidzinajums?p=p-012,p-051,p-097",
    "/pieteikums/p-001?grupa=p-001-1",
    "/pieteikums/p-001?solis=2",
    "/pieteikums/p-001?solis=3",
    "/pieteikums/p-001?solis=4",
    "/pieteikums/p-001/prieksskatijums",
    "/konts",
    "/pieslegties",
    "/parbaudit",
    "/privatums",
    "/noteikumi",
    "/pazinojums",
    "/palidziba",
    "/pieklustamiba",
];

/// A narrow phone, or a page enlarged four times.
const NARROW: (u32, u32) = (320, 640);

async fn faults(page: &Page, language: &str) -> Result<Vec<String>> {
    Ok(page.driver().execute(FAULTS, vec![language.into()]).await?.convert()?)
}

/// Waits until a page is without faults; the title, for one, may come a moment after the heading.
async fn is_sound(page: &Page, path: &str, language: &str) -> Result {
    until(format!("{path} without faults"), async || {
        let faults = faults(page, language).await?;
        if faults.is_empty() { Ok(()) } else { Err(Failure::new(faults.join("\n"))) }
    })
    .await
}

async fn every_page_is_sound(viewport: Viewport, language: &str) -> Result {
    let server = Server::start()?;
    in_browser(&server, viewport, async |page| {
        page.open("/").await?;
        if language == "en" {
            steps::switch_language(page, "English").await?;
        }
        let mut faulty = Vec::new();
        for path in PATHS {
            steps::open(page, path).await?;
            faulty.extend(is_sound(page, path, language).await.err().map(|why| why.to_string()));
        }
        if faulty.is_empty() { Ok(()) } else { Err(Failure::new(faulty.join("\n"))) }
    })
    .await
}

#[tokio::test]
async fn every_page_is_sound_on_a_phone_in_latvian() -> Result {
    every_page_is_sound(Viewport::Phone, "lv").await
}

#[tokio::test]
async fn every_page_is_sound_on_a_phone_in_english() -> Result {
    every_page_is_sound(Viewport::Phone, "en").await
}

#[tokio::test]
async fn every_page_is_sound_on_a_desktop_in_latvian() -> Result {
    every_page_is_sound(Viewport::Desktop, "lv").await
}

#[tokio::test]
async fn every_page_is_sound_on_a_desktop_in_english() -> Result {
    every_page_is_sound(Viewport::Desktop, "en").await
}

#[tokio::test]
async fn every_page_fits_320_pixels_and_its_menu_is_reachable() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        page.resize(NARROW).await?;
        let mut faulty = Vec::new();
        for path in PATHS {
            steps::open(page, path).await?;
            faulty.extend(is_sound(page, path, "lv").await.err().map(|why| why.to_string()));
        }
        if !faulty.is_empty() {
            return Err(Failure::new(faulty.join("\n")));
        }
        steps::choose_from_menu(page, "Programmas").await?;
        page.heading_is("Programmas").await?;
        steps::choose_from_menu(page, "Mans konts").await?;
        page.heading_is(steps::ACCOUNT).await
    })
    .await
}

/// Targets of all visible links, as their addresses are written.
const LINKS: &str = "return [...document.links].filter((link) => link.getClientRects().length)
    .map((link) => link.getAttribute('href')).join(' ')";

#[tokio::test]
async fn every_page_names_the_institution_and_ways_to_reach_it() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        for path in ["/", "/atbilstiba", "/pieteikums/p-001?solis=3", "/palidziba", "/privatums", "/pieklustamiba"] {
            steps::open(page, path).await?;
            for part in ["Individuālais mācību konts", "Valsts izglītības attīstības aģentūra", "NextGenerationEU"]
            {
                page.sees(part).await?;
            }
            page.sees("67 000 001 darba dienās 9.00–17.00").await?;
            let links = page.text_from(LINKS, vec![]).await?;
            for address in ["tel:+37167000001", "mailto:palidziba@viaa.example", "https://www.viaa.gov.lv/"] {
                assert!(links.contains(address), "{path} has no link to {address}: {links}");
            }
        }
        for (path, address) in [
            ("/privatums", "https://www.dvi.gov.lv/"),
            ("/privatums", "mailto:datu-aizsardziba@viaa.example"),
            ("/pieklustamiba", "https://www.tiesibsargs.lv/"),
            ("/palidziba", "/pazinojums"),
            ("/noteikumi", "#imk-slegsana"),
        ] {
            steps::open(page, path).await?;
            let links = page.text_from(LINKS, vec![]).await?;
            assert!(links.contains(address), "{path} has no link to {address}: {links}");
        }
        steps::open(page, "/atbilstiba").await?;
        page.sees("Vajag palīdzību?").await
    })
    .await
}

#[tokio::test]
async fn link_to_a_sentence_of_the_announcement_shows_it() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        for id in ["imk-teikums-8", "imk-teikums-6a", "imk-teikums-13", "imk-teikums-16"] {
            steps::open(page, &format!("/pazinojums#{id}")).await?;
            until(format!("the focus on {id}"), async || {
                let focused = page.text_from("return document.activeElement.id", vec![]).await?;
                if focused == id { Ok(()) } else { Err(Failure::new(focused)) }
            })
            .await?;
            let top = "return String(Math.round(document.activeElement.getBoundingClientRect().top < innerHeight))";
            assert_eq!(page.text_from(top, vec![]).await?, "1", "{id} is in view");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn header_of_the_first_page_names_the_person_and_signs_out() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        page.resize(NARROW).await?;
        steps::open(page, "/").await?;
        page.lacks("Iziet").await?;
        steps::open_account(page, steps::ANNA).await?;
        for path in ["/", "/palidziba", "/programmas"] {
            steps::open(page, path).await?;
            page.sees(steps::ANNA).await?;
            is_sound(page, path, "lv").await?;
        }
        steps::open(page, "/").await?;
        page.sees("Iziet").await?;
        page.click_button("Iziet").await?;
        page.sees("Tu izgāji no konta.").await?;
        steps::open(page, "/").await?;
        page.lacks("Iziet").await
    })
    .await
}

#[tokio::test]
async fn page_that_does_not_exist_says_so_and_leads_on() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        // The page itself is served with 404, which the browser writes to the console.
        page.expect_console("status of 404");
        for path in ["/tadas-lapas-nav", "/programmas/nav/dalas"] {
            page.open(path).await?;
            page.heading_is("Šādas lapas nav").await?;
            is_sound(page, path, "lv").await?;
        }
        page.open("/programmas/p-999").await?;
        page.sees("Šīs programmas vairs nav").await
    })
    .await
}

#[tokio::test]
async fn confirmation_is_shown_only_to_its_person() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        page.expect_console("status of 401");
        page.open("/apstiprinajums/0000-0000-0000-0000").await?;
        page.sees("Apstiprinājumu rādām tikai tam, kurš pieteicās.").await
    })
    .await
}
