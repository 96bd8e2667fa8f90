//! What docs/embedding.md promises to the team of a portal, sentence by sentence. How the pages stand a hostile portal
//! is in `host_page.rs`.

use imk_tests::portal::{Manners, Portal, PortalOptions};
use imk_tests::{Browser, Capability, Engine, Failure, Page, Result, Viewport, in_browser, until};
use serde_json::{Value, json};
use thirtyfour::By;

use crate::host_page::{enter, script};
use crate::offline::expect_no_server;
use crate::steps::{self, ALL_NO, ANNA, ANNA_BORN, GO_ON, TITLE};

/// What tells the portal's page from ours.
const PORTAL_FOOTER: &str = "Portāla kājene";

/// Waits until a worker for `/imk/` is active and its cache is full, with the portal's page if the portal allows it.
pub(crate) async fn ours_is_ready(page: &Page, kept: usize) -> Result {
    let look = "const done = arguments[0]; (async () => {
            const registration = await navigator.serviceWorker.getRegistration('/imk/');
            const lists = await (await caches.open('imk-lists')).keys();
            const ours = registration && new URL(registration.scope).pathname === '/imk/' && registration.active;
            return [ours ? ours.state : 'none', lists.length];
        })().then(done, (cause) => done(String(cause)));";
    until("our worker with what it keeps", async || {
        let state = page.driver().execute_async(look, vec![]).await?.json().clone();
        let ready = state[0] == "activated" && state[1] == kept;
        if ready { Ok(()) } else { Err(Failure::new(state.to_string())) }
    })
    .await
}

#[tokio::test]
async fn page_that_may_be_kept_is_shown_without_a_network() -> Result {
    let portal = Portal::start(Manners::Calm).await?;
    portal.hold("<imk-app base=\"/imk\" keep-page></imk-app>");
    in_browser(&portal.server, Viewport::Phone, async |page| {
        page.expect_console("Failed to load");
        expect_no_server(page);
        enter(page, &portal, "/imk").await?;
        ours_is_ready(page, 3).await?;
        portal.stop();
        enter(page, &portal, "/imk/programmas").await?;
        page.heading_is("Programmas").await?;
        page.sees(TITLE).await?;
        page.sees(PORTAL_FOOTER).await
    })
    .await
}

#[tokio::test]
async fn uncacheable_host_page_is_replaced_by_our_page_offline() -> Result {
    let portal = Portal::start(Manners::Calm).await?;
    in_browser(&portal.server, Viewport::Phone, async |page| {
        expect_no_server(page);
        enter(page, &portal, "/imk").await?;
        ours_is_ready(page, 2).await?;
        // Visited again through the worker: it still keeps nothing of the portal's.
        enter(page, &portal, "/imk/noteikumi").await?;
        page.sees(PORTAL_FOOTER).await?;
        portal.stop();
        enter(page, &portal, "/imk/programmas").await?;
        page.heading_is("Programmas").await?;
        page.lacks(PORTAL_FOOTER).await?;
        assert_eq!(page.search_storage(&[PORTAL_FOOTER]).await?.found, []);
        Ok(())
    })
    .await
}

/// The scopes of all workers, and the names of all caches.
const WORKERS: &str = "const done = arguments[0]; (async () => {
        const registrations = await navigator.serviceWorker.getRegistrations();
        const scopes = registrations.map((one) => new URL(one.scope).pathname).sort();
        return [scopes, (await caches.keys()).filter((name) => name.startsWith('imk')).sort()];
    })().then(done, (cause) => done(String(cause)));";

/// Waits until only the portal's worker is registered and our caches are empty.
async fn nothing_of_ours_is_registered(page: &Page) -> Result {
    until("the portal's worker alone", async || {
        let there = page.driver().execute_async(WORKERS, vec![]).await?.json().clone();
        if there == json!([["/"], []]) { Ok(()) } else { Err(Failure::new(there.to_string())) }
    })
    .await
}

#[tokio::test]
async fn disabled_worker_is_not_registered_and_the_old_one_is_removed() -> Result {
    let portal = Portal::start(Manners::Calm).await?;
    let off = "<imk-app base=\"/imk\" worker=\"off\"></imk-app>";
    in_browser(&portal.server, Viewport::Phone, async |page| {
        expect_no_server(page);
        portal.hold(off);
        enter(page, &portal, "/imk/noteikumi").await?;
        nothing_of_ours_is_registered(page).await?;

        portal.hold(imk_tests::portal::ELEMENT);
        enter(page, &portal, "/imk").await?;
        ours_is_ready(page, 2).await?;

        portal.hold(off);
        enter(page, &portal, "/imk").await?;
        until("what it had kept to go", async || {
            let there = page.driver().execute_async(WORKERS, vec![]).await?.json().clone();
            if there[1] == json!([]) { Ok(()) } else { Err(Failure::new(there.to_string())) }
        })
        .await?;
        // It answered for that page until the end, and for no other.
        enter(page, &portal, "/imk").await?;
        page.engine().needs(Capability::TakenAwayWorker)?;
        nothing_of_ours_is_registered(page).await?;
        portal.stop();
        page.visit(&format!("{}/imk/programmas", portal.address())).await?;
        page.heading_is("Portāls bez tīkla").await
    })
    .await
}

#[tokio::test]
async fn slot_of_the_portal_is_shown_only_where_wasm_cannot_run() -> Result {
    const SLOT: &str = "Portāls: lapa nav pieejama, zvani 67000000.";
    let portal = Portal::start(Manners::Calm).await?;
    in_browser(&portal.server, Viewport::Phone, async |page| {
        enter(page, &portal, "/imk").await?;
        page.lacks(SLOT).await
    })
    .await?;
    let without = Browser::new(Engine::chosen()?, Viewport::Phone).without_wasm();
    without
        .run(&portal.server, async |page| {
            page.expect_console("WebAssembly");
            for path in ["/imk", "/imk/programmas"] {
                page.visit(&format!("{}{path}", portal.address())).await?;
                page.sees(SLOT).await?;
                page.lacks("Lapu šajā pārlūkā nevar atvērt").await?;
            }
            // A portal that has nothing to say leaves it to us.
            portal.hold("<imk-app base=\"/imk\"></imk-app>");
            page.visit(&format!("{}/imk", portal.address())).await?;
            page.sees("Lapu šajā pārlūkā nevar atvērt").await
        })
        .await
}

#[tokio::test]
async fn portal_sets_colours_font_and_corners() -> Result {
    let theme = "imk-app { --imk-green: rgb(0, 80, 60); --imk-ink: rgb(10, 20, 30); --imk-font: \"Portal Serif\", serif; \
                 --imk-radius: 3px; --imk-ground: rgb(250, 250, 240); }";
    for manners in [Manners::Calm, Manners::Hostile] {
        let portal = PortalOptions::new(manners).theme(theme).start().await?;
        in_browser(&portal.server, Viewport::Desktop, async |page| {
            enter(page, &portal, "/imk").await?;
            let looks = "const of = (selector) => getComputedStyle(document.querySelector(selector));
                return [of('imk-app .imk-button').backgroundColor, of('imk-app .imk-how h2').color, of('imk-app p').fontFamily,
                    of('imk-app .imk-button').borderTopLeftRadius, of('imk-app .imk-app').backgroundColor];";
            let expected =
                json!(["rgb(0, 80, 60)", "rgb(10, 20, 30)", "\"Portal Serif\", serif", "3px", "rgb(250, 250, 240)"]);
            assert_eq!(script(page, looks).await?, expected, "{manners:?}");
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// The custom properties that docs/embedding.md lists.
fn listed_properties() -> Result<Vec<String>> {
    let document = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/embedding.md"))?;
    let names: Vec<String> = document.split('`').filter(|part| part.starts_with("--imk-")).map(str::to_owned).collect();
    if names.len() > 15 { Ok(names) } else { Err(Failure::new(format!("docs/embedding.md lists {names:?}"))) }
}

/// Which of the properties given change nothing on this page that is computed from them.
const IDLE: &str = "const odd = { 'font': 'monospace', 'rem': '21px', 'measure': '311px', 'wide': '333px', 'radius': '7px', 'control': '77px' };
    const host = document.querySelector('imk-app');
    const looks = ['color', 'backgroundColor', 'borderTopColor', 'borderLeftColor', 'borderBottomColor', 'fontFamily', 'fontSize', 'width',
        'maxWidth', 'minHeight', 'borderTopLeftRadius', 'fill', 'stroke', 'boxShadow', 'outlineColor', 'accentColor', 'backgroundImage'];
    const look = (element, pseudo) => { const style = getComputedStyle(element, pseudo); return looks.map((name) => style[name]).join(); };
    const styles = () => [...host.querySelectorAll('*')].map((element) =>
        ['', '::before', '::after'].map((pseudo) => look(element, pseudo)).join()).join('|');
    const before = styles();
    return arguments[0].filter((name) => {
        host.style.setProperty(name, odd[name.slice('--imk-'.length)] ?? 'rgb(1, 2, 3)');
        const after = styles();
        host.style.removeProperty(name);
        return after === before;
    });";

#[tokio::test]
async fn root_font_size_of_the_portal_does_not_change_our_text_size() -> Result {
    let portal = Portal::start(Manners::Calm).await?;
    in_browser(&portal.server, Viewport::Desktop, async |page| {
        enter(page, &portal, "/imk").await?;
        let size = "return getComputedStyle(document.querySelector('.imk-app')).fontSize";
        let before = script(page, size).await?;
        assert_eq!(before, "18px");
        for root in ["62.5%", "40px"] {
            script(page, &format!("document.documentElement.style.fontSize = '{root}'")).await?;
            assert_eq!(script(page, size).await?, before, "{root}");
        }
        // The portal's own texts count.
        script(page, "document.querySelector('imk-app').style.setProperty('--imk-rem', '20px')").await?;
        assert_eq!(script(page, size).await?, "22.5px");
        Ok(())
    })
    .await
}

/// Pages that between them use every property, each with something that is there once it is loaded.
const PAGES: [(&str, &str); 8] = [
    ("/imk/programmas", TITLE),
    ("/imk/programmas/p-001", "visu maksu sedz finansējums"),
    ("/imk/salidzinajums?p=p-012,p-051", "Izglītības iestāde"),
    ("/imk/noteikumi", "Konta noteikumi"),
    ("/imk/parbaudit", steps::VERIFY),
    ("/imk/pieslegties?state=a", ANNA),
    ("/imk", "Kā pieteikties"),
    ("/imk/pieteikums/p-001?solis=3", steps::STEP_CONTACT),
];

#[tokio::test]
async fn every_property_that_the_document_lists_changes_something() -> Result {
    let portal = Portal::start(Manners::Calm).await?;
    in_browser(&portal.server, Viewport::Desktop, async |page| {
        let mut idle = json!(listed_properties()?);
        let mut look_at = async |page: &Page| -> Result {
            idle = page.driver().execute(IDLE, vec![idle.clone()]).await?.json().clone();
            Ok(())
        };
        for (path, shown) in PAGES {
            enter(page, &portal, path).await?;
            page.sees(shown).await?;
            // A button has its own colour under the mouse.
            if let Ok(button) = page.driver().find(By::Css("imk-app main .imk-button:not(.imk-button--quiet)")).await {
                // Where it is folded away there is another page with one.
                page.driver().action_chain().move_to_element_center(&button).perform().await.ok();
            }
            look_at(page).await?;
        }
        // Errors have their own colours.
        page.click_button(GO_ON).await?;
        page.sees("Izlabo").await?;
        look_at(page).await?;
        // The edge of a control under the mouse: whether WebKit lets the mouse rest on one here differs from run to
        // run.
        if page.engine() == Engine::WebKit && idle == json!(["--imk-edge"]) {
            return Ok(());
        }
        assert_eq!(idle, json!([]), "these change nothing anywhere");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn api_requests_use_the_given_path_and_stay_within_the_base() -> Result {
    let portal = PortalOptions::new(Manners::Calm).api_at("/imk/dati/konts").start().await?;
    portal.hold("<imk-app base=\"/imk\" api=\"/imk/dati/konts\"></imk-app>");
    in_browser(&portal.server, Viewport::Phone, async |page| {
        enter(page, &portal, "/imk").await?;
        page.click_link("Pārbaudīt, vai varu pieteikties").await?;
        steps::answer_questions(page, ANNA_BORN, ALL_NO).await?;
        steps::fill_in_after_questions(page).await?;
        steps::sign_in_to_send(page, ANNA).await?;
        page.click_button(steps::SEND).await?;
        page.heading_is(steps::CONFIRMED).await?;
        let asked = portal.asked();
        assert!(asked.iter().any(|path| path == "/imk/dati/konts/v1/applications"), "{asked:?}");
        let portals = ["/favicon.ico", "/portal-worker.js"];
        let strange = |path: &&String| {
            let ours = *path == "/imk" || path.starts_with("/imk/");
            let theirs = path.starts_with("/portal/") || portals.contains(&path.as_str());
            path.starts_with("/imk/api/") || !(ours || theirs)
        };
        assert_eq!(asked.iter().filter(strange).collect::<Vec<_>>(), Vec::<&String>::new());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn second_element_stays_empty_and_takes_nothing_from_the_first() -> Result {
    let portal = Portal::start(Manners::Calm).await?;
    portal.hold("<imk-app base=\"/imk\"></imk-app><imk-app base=\"/imk\" id=\"second\"></imk-app>");
    in_browser(&portal.server, Viewport::Desktop, async |page| {
        enter(page, &portal, "/imk").await?;
        // One that the portal puts before ours later, too.
        script(page, "document.getElementById('column').prepend(Object.assign(document.createElement('imk-app'), { id: 'third' }))").await?;
        page.click_link("Programmas").await?;
        page.heading_is("Programmas").await?;
        script(page, "document.querySelector('imk-app[data-mounted]').lang = 'en'").await?;
        page.heading_is("Programmes").await?;
        let state = "return [document.querySelectorAll('h1').length, ...['second', 'third'].map((id) => document.getElementById(id)).map((one) => one.outerHTML)]";
        let expected = json!([1, "<imk-app base=\"/imk\" id=\"second\"></imk-app>", "<imk-app id=\"third\"></imk-app>"]);
        assert_eq!(script(page, state).await?, expected);
        // Titles and addresses are reported by events on our element.
        let heard = "const at = []; addEventListener('imk:navigate', (event) => at.push(event.target.id)); window.at = at;";
        script(page, heard).await?;
        page.click_link("Help").await?;
        page.heading_is("Help").await?;
        assert_eq!(script(page, "return window.at").await?, json!([""]));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn portal_may_name_its_window_itself() -> Result {
    let portal = Portal::start(Manners::Calm).await?;
    in_browser(&portal.server, Viewport::Desktop, async |page| {
        enter(page, &portal, "/imk").await?;
        page.click_link("Programmas").await?;
        page.heading_is("Programmas").await?;
        let title = "return document.title";
        let ours = script(page, title).await?;
        assert!(ours.as_str().is_some_and(|title| title.starts_with("Programmas – ")), "{ours}");
        let name = "addEventListener('imk:title', (event) => { event.preventDefault(); document.title = `Portāls: ${event.detail.title}`; })";
        script(page, name).await?;
        steps::choose_from_menu(page, "Palīdzība").await?;
        page.heading_is("Palīdzība").await?;
        let theirs = script(page, title).await?;
        assert!(theirs.as_str().is_some_and(|title| title.starts_with("Portāls: Palīdzība")), "{theirs}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn busy_begins_and_ends_in_turn() -> Result {
    let portal = Portal::start(Manners::Calm).await?;
    in_browser(&portal.server, Viewport::Desktop, async |page| {
        enter(page, &portal, "/imk").await?;
        page.click_link("Programmas").await?;
        page.sees(TITLE).await?;
        page.click_link(TITLE).await?;
        page.heading_is(TITLE).await?;
        let told = "return window.portal.heard.filter(([name]) => name === 'imk:busy').map(([, { busy }]) => busy)";
        until("an even number of turns", async || {
            let told = script(page, told).await?;
            let turns = told.as_array().cloned().unwrap_or_default();
            let in_turn = turns.iter().enumerate().all(|(at, busy)| *busy == Value::Bool(at % 2 == 0));
            assert!(in_turn, "{told}");
            if turns.len() >= 4 && turns.len() % 2 == 0 { Ok(()) } else { Err(Failure::new(told.to_string())) }
        })
        .await
    })
    .await
}

#[tokio::test]
async fn language_follows_the_attribute_and_changes_are_reported() -> Result {
    let portal = Portal::start(Manners::Calm).await?;
    portal.hold("<imk-app base=\"/imk\" lang=\"en\"></imk-app>");
    in_browser(&portal.server, Viewport::Desktop, async |page| {
        enter(page, &portal, "/imk/programmas").await?;
        page.heading_is("Programmes").await?;
        for (language, heading) in [("lv", "Programmas"), ("en", "Programmes"), ("lv", "Programmas")] {
            let set = format!("document.querySelector('imk-app').lang = '{language}'");
            script(page, &set).await?;
            page.heading_is(heading).await?;
        }
        // The other way round: who switches on our pages changes the attribute.
        steps::switch_language(page, "English").await?;
        page.heading_is("Programmes").await?;
        assert_eq!(script(page, "return document.querySelector('imk-app').lang").await?, "en");
        Ok(())
    })
    .await
}
