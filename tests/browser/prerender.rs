//! The prerendered text: content of a page before it starts, without JavaScript, and for machines.

use imk_tests::portal::{Manners, Portal};
use imk_tests::{Failure, Page, Result, Server, Viewport, in_browser, until};
use serde_json::{Value, json};

use crate::steps::{self, TITLE};

const HEADING: &str = "500 eiro digitālo prasmju apguvei";
const HEADING_EN: &str = "Get €500 towards a digital skills course";
const WINDOW: &str = "No 2025. gada 9. līdz 20. jūnijam, abas dienas ieskaitot.";
/// Message that a page that cannot start shows below its text.
const CANNOT_START: &str = "Lapu šajā pārlūkā nevar atvērt";

/// Text of the link to the first page.
const LOCKUP: &str = "Individuālais mācību kontsSTARS\u{a0}· Valsts izglītības attīstības aģentūraVIAA";

/// A programme with something to pay oneself and with two study groups.
const PROGRAMME: &str = "p-051";

/// Returns the result of a script body.
async fn script(page: &Page, body: &str) -> Result<Value> {
    Ok(page.driver().execute(body, vec![]).await?.json().clone())
}

/// The document that the server sends for an address, as a browser reads it. The page's policy keeps `DOMParser` from
/// doing it.
const PARSED: &str = "const parsed = (path) => new Promise((done, failed) => {
        const request = new XMLHttpRequest();
        request.open('GET', path);
        request.responseType = 'document';
        request.onload = () => done(request.response);
        request.onerror = () => failed(new Error(path));
        request.send();
    });";

/// Returns the result of an async script body; `parsed(path)` is the document of an address.
pub(crate) async fn answer(page: &Page, body: &str) -> Result<Value> {
    let script = format!(
        "{PARSED} const done = arguments[arguments.length - 1]; (async () => {{ {body} }})().then(done, (cause) => done(String(cause)));"
    );
    Ok(page.driver().execute_async(script, vec![]).await?.json().clone())
}

/// Waits until the main heading reads so, no-break spaces as spaces.
async fn is_headed(page: &Page, text: &str) -> Result {
    until(format!("main heading “{text}”"), async || {
        let shown = script(page, "return document.querySelector('h1')?.textContent.replace(/\\s+/g, ' ')").await?;
        if shown == text { Ok(()) } else { Err(Failure::new(shown.to_string())) }
    })
    .await
}

/// From here on no wasm arrives, or it does again: pages cannot start without.
async fn keep_from_starting(page: &Page, kept: bool) -> Result {
    let developer = page.driver().cdp();
    developer.send_raw("Network.enable", json!({})).await?;
    let blocked = if kept { vec!["*.wasm"] } else { vec![] };
    developer.send_raw("Network.setBlockedURLs", json!({ "urls": blocked })).await?;
    page.expect_console("wasm");
    page.expect_console("Failed to fetch");
    Ok(())
}

/// Runs a part of a spec with scripts disabled, and enables them again, so that a failure can be inspected.
async fn without_scripts(page: &Page, part: impl AsyncFnOnce(&Page) -> Result) -> Result {
    let developer = page.driver().cdp();
    developer.send_raw("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await?;
    let result = part(page).await;
    developer.send_raw("Emulation.setScriptExecutionDisabled", json!({ "value": false })).await?;
    result
}

#[tokio::test]
async fn first_page_is_in_the_served_html_in_both_languages() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        page.open("/").await?;
        let texts = answer(
            page,
            "const page = await parsed('/');
             return [...page.querySelectorAll('.imk-served > [lang]')].map((text) => [text.lang, text.hidden, text.textContent.replace(/\\s+/g, ' ')]);",
        )
        .await?;
        let parts: [(&str, [&str; 4]); 2] = [
            ("lv", [HEADING, WINDOW, "Tev ir vismaz 18 gadu?", "Kā pieteikties"]),
            ("en", [HEADING_EN, "From 9 to 20 June 2025, both days included.", "Are you 18 or over?", "How to apply"]),
        ];
        for (at, (language, parts)) in parts.into_iter().enumerate() {
            assert_eq!((&texts[at][0], &texts[at][1]), (&json!(language), &json!(language == "en")));
            for part in parts {
                assert!(texts[at][2].as_str().is_some_and(|text| text.contains(part)), "{part}: {}", texts[at][2]);
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn first_paint_shows_the_first_page_before_any_wasm_has_come() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        keep_from_starting(page, true).await?;
        page.open("/").await?;
        page.sees(CANNOT_START).await?;
        page.sees(HEADING).await?;
        page.sees(WINDOW).await?;
        page.lacks(HEADING_EN).await?;
        let painted = "return performance.getEntriesByName('first-contentful-paint').length";
        assert_eq!(script(page, painted).await?, 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn english_is_shown_at_once_to_who_chose_it_earlier() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        page.open("/").await?;
        page.has_started().await?;
        steps::switch_language(page, "English").await?;
        keep_from_starting(page, true).await?;
        page.open("/").await?;
        page.sees("This page cannot be opened in this browser").await?;
        page.sees(HEADING_EN).await?;
        page.lacks(WINDOW).await
    })
    .await
}

#[tokio::test]
async fn english_chosen_in_the_prerendered_text_stays_after_start() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        page.open("/#imk-english").await?;
        page.has_started().await?;
        is_headed(page, HEADING_EN).await?;
        assert_eq!(script(page, "return location.pathname + location.hash").await?, "/");
        page.open("/programmas").await?;
        page.has_started().await?;
        page.heading_is("Programmes").await
    })
    .await
}

/// Where the parts are that catch the eye, in pixels from the top.
const PLACES: &str = "return ['h1', '.imk-open', '.imk-actions', '.imk-facts', '.imk-steps'].map((part) => {
    const shown = [...document.querySelectorAll('imk-app ' + part)].find((element) => element.getClientRects().length);
    return [part, Math.round(shown.getBoundingClientRect().top)];
});";

#[tokio::test]
async fn nothing_jumps_when_the_pages_take_the_place_of_the_text() -> Result {
    let server = Server::start()?;
    for viewport in Viewport::BOTH {
        in_browser(&server, viewport, async |page| {
            keep_from_starting(page, true).await?;
            page.open("/").await?;
            page.sees(CANNOT_START).await?;
            let served = script(page, PLACES).await?;
            keep_from_starting(page, false).await?;
            page.open("/").await?;
            page.has_started().await?;
            page.sees("Pieteikšanās ir atvērta").await?;
            assert_eq!(script(page, PLACES).await?, served, "on a {}", viewport.name());
            let shifts = answer(
                page,
                "const list = [];
                 new PerformanceObserver((seen) => list.push(...seen.getEntries())).observe({ type: 'layout-shift', buffered: true });
                 await new Promise((later) => setTimeout(later, 500));
                 return list.filter((shift) => !shift.hadRecentInput).reduce((sum, shift) => sum + shift.value, 0);",
            )
            .await?;
            let shifts = shifts.as_f64().ok_or_else(|| Failure::new(shifts.to_string()))?;
            assert!(shifts <= 0.02, "layout shift {shifts} on a {}", viewport.name());
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// Focuses a link of the prerendered text by keyboard as soon as it is there, and records that the text contained it.
const GO_TO_LINK: &str = "addEventListener('DOMContentLoaded', () => {
    const links = document.querySelectorAll('.imk-served__lv a');
    [...links].filter((link) => link.textContent === WORDS).at(-1).focus();
    globalThis.wasServed = !!document.activeElement.closest('.imk-served');
});";

#[tokio::test]
async fn focused_link_keeps_the_focus_when_the_pages_start() -> Result {
    let portal = Portal::start(Manners::Hostile).await?;
    let served_at_root = Server::start()?;
    // The menu leads to the programmes and the text does, too.
    for (address, link, part) in [
        (served_at_root.url("/"), "Palīdzība", "FOOTER"),
        (served_at_root.url("/"), "Programmas", "HEADER"),
        (served_at_root.url("/"), "Skatīt programmas", "MAIN"),
        (served_at_root.url("/programmas/p-001"), LOCKUP, "HEADER"),
        (format!("{}/imk/programmas/p-001", portal.address()), "Konta noteikumi", "FOOTER"),
    ] {
        in_browser(&served_at_root, Viewport::Desktop, async |page| {
            let developer = page.driver().cdp();
            developer.send_raw("Page.enable", json!({})).await?;
            let source = GO_TO_LINK.replace("WORDS", &json!(link).to_string());
            developer.send_raw("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
            page.visit(&address).await?;
            page.has_started().await?;
            let focused = "const at = document.activeElement;
                return [wasServed, at.textContent.trim(), !!at.closest('.imk-served'), at.closest('header, main, footer')?.tagName ?? null];";
            assert_eq!(script(page, focused).await?, json!([true, link, false, part]), "at {address}");
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn without_javascript_call_catalogue_and_programme_are_readable() -> Result {
    let server = Server::start()?;
    for viewport in Viewport::BOTH {
        let spec = async |page: &Page| without_scripts(page, reads_from_the_call_to_a_programme).await;
        in_browser(&server, viewport, spec).await?;
    }
    Ok(())
}

/// Goes where a visible link leads. The driver's own click waits for a frame that comes by script.
async fn follow(page: &Page, text: &str) -> Result {
    let body = "return [...document.links].find((link) => link.getClientRects().length && link.textContent === arguments[0])?.href ?? null";
    let address: Option<String> = page.driver().execute(body, vec![text.into()]).await?.convert()?;
    page.visit(&address.ok_or_else(|| Failure::new(format!("no link “{text}” is shown")))?).await
}

async fn reads_from_the_call_to_a_programme(page: &Page) -> Result {
    page.open("/").await?;
    page.sees(HEADING).await?;
    page.sees(WINDOW).await?;
    page.sees("Lai pārbaudītu atbilstību un pieteiktos, jāieslēdz JavaScript").await?;
    follow(page, "Skatīt programmas").await?;
    page.is_at("/programmas").await?;
    page.sees("100 programmu").await?;
    follow(page, TITLE).await?;
    page.is_at("/programmas/p-001").await?;
    page.sees("Kas maksā par mācībām").await?;
    page.open(&format!("/programmas/{PROGRAMME}")).await?;
    let parts =
        ["790,00 EUR", "290,00 EUR", "2025. gada 3. septembris – 2026. gada 27. februāris", "240 akadēmisko stundu"];
    for part in parts {
        page.sees(part).await?;
    }
    page.lacks("Who pays").await?;
    follow(page, "English").await?;
    page.sees("Who pays").await?;
    page.sees("€790.00").await?;
    page.sees("3 September 2025 – 27 February 2026").await?;
    page.lacks("Kas maksā par mācībām").await?;
    follow(page, "Latviski").await?;
    page.sees("Kas maksā par mācībām").await
}

#[tokio::test]
async fn without_javascript_information_pages_are_readable() -> Result {
    let server = Server::start()?;
    let spec = async |page: &Page| without_scripts(page, reads_what_there_is_to_read).await;
    in_browser(&server, Viewport::Desktop, spec).await
}

async fn reads_what_there_is_to_read(page: &Page) -> Result {
    for (path, part) in [
        ("/noteikumi", "Konts ir bez maksas."),
        ("/pazinojums", "Pieteikties iespējams no 9. līdz 20. jūnijam."),
        ("/privatums", "Datu pārzinis ir Valsts izglītības attīstības aģentūra (VIAA)."),
        ("/palidziba", "Īsas atbildes uz to, ko jautā visbiežāk."),
        ("/pieklustamiba", "Piekļūstamības paziņojums"),
    ] {
        page.open(path).await?;
        page.sees(part).await?;
    }
    page.open("/konts").await?;
    page.sees("jāieslēdz JavaScript").await
}

/// The pieces of text that the server sends in a language and the started page does not have in the same order.
const MISSING: &str = "const [path, language, done] = arguments; (async () => {
        const served = (await parsed(path)).querySelector(`.imk-served > [lang=${language}] main`);
        served.querySelectorAll('noscript').forEach((element) => element.remove());
        const pieces = (root) => {
            const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), found = [];
            while (walker.nextNode()) found.push(walker.currentNode.data.replace(/\\s+/g, ' ').trim());
            return found.filter(Boolean);
        };
        const squash = (text) => text.replace(/\\s+/g, '');
        let rest = squash(document.getElementById('imk-main').textContent);
        return pieces(served).filter((piece) => {
            const at = rest.indexOf(squash(piece));
            if (at >= 0) rest = rest.slice(at + squash(piece).length);
            return at < 0;
        });
    })().then(done, (cause) => done([String(cause)]));";

/// Prerendered sentences that a started page does not repeat: those shown until the day, the seats and the offer are known.
const UNTIL_TOLD: [&str; 10] = [
    "Kad var pieteikties:",
    WINDOW,
    "Brīvās vietas redzēsi, kad lapa būs ielādējusies.",
    "When to apply:",
    "From 9 to 20 June 2025, both days included.",
    "Free places are shown when the page has loaded.",
    "500,00 EUR",
    "ir lielākais finansējums; ja mācības maksā vairāk, starpību maksā tu",
    "€500.00",
    "is the most we cover; if the course costs more, you pay the difference",
];

#[tokio::test]
async fn prerendered_text_equals_the_started_page() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        // Unfinished requests of the previous page: WebKit writes them to the console.
        page.expect_console("Load failed");
        page.open("/").await?;
        for language in ["lv", "en"] {
            if language == "en" {
                steps::switch_language(page, "English").await?;
            }
            for path in [
                "/",
                "/programmas/p-051",
                "/programmas/p-001",
                "/noteikumi",
                "/pazinojums",
                "/palidziba",
                "/privatums",
                "/pieklustamiba",
            ] {
                page.open(path).await?;
                page.has_started().await?;
                until(format!("everything of {path} in {language}"), async || {
                    let missing = page
                        .driver()
                        .execute_async(format!("{PARSED} {MISSING}"), vec![path.into(), language.into()])
                        .await?;
                    let missing: Vec<String> = missing.convert()?;
                    let missing: Vec<_> =
                        missing.iter().filter(|piece| !UNTIL_TOLD.contains(&piece.as_str())).collect();
                    if missing.is_empty() { Ok(()) } else { Err(Failure::new(format!("it lacks {missing:?}"))) }
                })
                .await?;
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn list_of_programmes_names_each_with_provider_hours_and_price() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        page.open("/").await?;
        let rows = answer(
            page,
            "const rows = (await parsed('/programmas')).querySelectorAll('.imk-served__lv .imk-served__list li');
             return [...rows].map((row) => [row.querySelector('a').getAttribute('href'), row.textContent.replace(/\\s+/g, ' ')]);",
        )
        .await?;
        let catalogue = page.get_json("/api/v1/programmes").await?;
        let programmes = catalogue["programmes"].as_array().cloned().unwrap_or_default();
        assert_eq!(rows.as_array().map(Vec::len), Some(programmes.len()));
        for (at, programme) in programmes.iter().enumerate() {
            let (link, text) = (&rows[at][0], rows[at][1].as_str().unwrap_or_default());
            assert_eq!(link, &json!(format!("/programmas/{}", programme["id"].as_str().unwrap_or_default())));
            let mut providers = catalogue["providers"].as_array().into_iter().flatten();
            let provider = providers.find(|one| one["id"] == programme["provider"]);
            let cents = programme["price_cents"].as_u64().unwrap_or_default();
            let parts = [
                programme["title"]["lv"].as_str().unwrap_or_default().to_owned(),
                provider.and_then(|one| one["name"].as_str()).unwrap_or_default().to_owned(),
                format!("{} st.", programme["hours"]),
                format!("Maksa {},{:02} EUR", cents / 100, cents % 100),
            ];
            for part in parts {
                assert!(text.contains(&part), "{part} in {text}");
            }
        }
        Ok(())
    })
    .await
}

/// Keeps every main heading that a document ever has.
const HEADINGS: &str = "globalThis.headings = new Set();
    new MutationObserver(() => document.querySelectorAll('h1').forEach((h1) => h1.textContent && headings.add(h1.textContent.replace(/\\s+/g, ' '))))
        .observe(document, { childList: true, subtree: true });";

/// A link of the prerendered text works before the wasm is loaded; cancelling unfinished requests is no failure.
#[tokio::test]
async fn page_that_is_left_before_it_has_started_has_not_failed() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        for address in ["/", "/programmas", "/palidziba", "/noteikumi", "/privatums", "/"] {
            page.driver().goto(server.url(address)).await?;
        }
        is_headed(page, HEADING).await
    })
    .await
}

#[tokio::test]
async fn without_a_network_no_page_shows_the_first_pages_text() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        page.expect_console("net::ERR_");
        page.open("/").await?;
        page.has_started().await?;
        let ready = "const registration = await navigator.serviceWorker.getRegistration();
            return [registration?.active?.state, (await (await caches.open('imk-lists')).keys()).length];";
        until("a worker with all its files", async || {
            let state = answer(page, ready).await?;
            if state == json!(["activated", 2]) { Ok(()) } else { Err(Failure::new(state.to_string())) }
        })
        .await?;
        server.kill()?;
        let developer = page.driver().cdp();
        developer.send_raw("Page.enable", json!({})).await?;
        developer.send_raw("Page.addScriptToEvaluateOnNewDocument", json!({ "source": HEADINGS })).await?;
        page.open("/programmas/p-001").await?;
        page.has_started().await?;
        page.heading_is(TITLE).await?;
        assert_eq!(script(page, "return [...headings]").await?, json!([TITLE]));
        page.open("/").await?;
        page.has_started().await?;
        assert_eq!(script(page, "return [...headings].sort()").await?, json!([HEADING, HEADING_EN]));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn portal_shows_our_text_before_the_pages_have_started() -> Result {
    let portal = Portal::start(Manners::Hostile).await?;
    in_browser(&portal.server, Viewport::Desktop, async |page| {
        let pages = [("/imk", HEADING), ("/imk/programmas", "Programmas"), ("/imk/programmas/p-001", TITLE)];
        for (path, heading) in pages {
            keep_from_starting(page, true).await?;
            page.visit(&format!("{}{path}", portal.address())).await?;
            page.sees("Portāls: lapa nav pieejama").await?;
            is_headed(page, heading).await?;
            let links = "return [...document.querySelectorAll('.imk-served a[href^=\"/\"]')].map((link) => link.getAttribute('href'))";
            let links: Vec<String> = serde_json::from_value(script(page, links).await?)?;
            assert!(links.len() > 10 && links.iter().all(|link| link.starts_with("/imk/")), "{links:?}");
            let hidden = "return getComputedStyle(document.querySelector('.imk-served__en')).display";
            assert_eq!(script(page, hidden).await?, "none");
            keep_from_starting(page, false).await?;
            page.visit(&format!("{}{path}", portal.address())).await?;
            page.has_started().await?;
            is_headed(page, heading).await?;
        }
        Ok(())
    })
    .await
}
