//! The pages inside a portal: its styles, router, worker and policy do not break ours, and ours leave the portal alone.

use imk_tests::portal::{Manners, Portal};
use imk_tests::{Failure, Page, Result, Viewport, in_browser, until};
use serde_json::Value;

use crate::steps::{self, ALL_NO, ANNA, ANNA_BORN, GO_ON, TITLE};

/// Opens an address of the portal and waits until the pages have started in it.
pub(crate) async fn enter(page: &Page, portal: &Portal, path: &str) -> Result {
    // Unfinished requests of the previous page, in Firefox's words.
    page.expect_console("NetworkError when attempting to fetch resource");
    page.visit(&format!("{}{path}", portal.address())).await?;
    page.has_started().await
}

/// Returns the result of a script body.
pub(crate) async fn script(page: &Page, body: &str) -> Result<Value> {
    Ok(page.driver().execute(body, vec![]).await?.json().clone())
}

/// Waits until a script returns a value.
pub(crate) async fn script_returns(page: &Page, body: &str, expected: &Value) -> Result {
    until(format!("{expected} from the script {body}"), async || {
        let found = script(page, body).await?;
        if found == *expected { Ok(()) } else { Err(Failure::new(found.to_string())) }
    })
    .await
}

#[tokio::test]
async fn main_job_is_done_inside_a_hostile_portal() -> Result {
    for viewport in Viewport::BOTH {
        let portal = Portal::start(Manners::Hostile).await?;
        in_browser(&portal.server, viewport, async |page| {
            enter(page, &portal, "/imk").await?;
            page.click_link("Pārbaudīt, vai varu pieteikties").await?;
            page.is_at("/imk/atbilstiba").await?;
            steps::answer_questions(page, ANNA_BORN, ALL_NO).await?;
            page.click_link("Izvēlēties programmu").await?;
            page.click_link(TITLE).await?;
            page.click_link("Pieteikties").await?;
            page.heading_is(steps::STEP_GROUP).await?;
            page.click_button(GO_ON).await?;
            page.heading_is(steps::STEP_SIGN_IN).await?;
            steps::fill_contact(page).await?;
            steps::sign_in_to_send(page, ANNA).await?;
            page.click_button(steps::SEND).await?;
            page.heading_is(steps::CONFIRMED).await?;
            let path = page.path().await?;
            assert!(path.starts_with("/imk/apstiprinajums/"), "{path}");
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// Every computed property of every painted element of the app, in document order. Sizes in pixels are left out:
/// they follow the width of the column, which the portal gives.
const STYLES: &str = "const taken = /^(font|color|background-color|line-height|letter|word|text|margin|padding|border|display|float|opacity|outline|box-sizing|cursor|visibility|transition|appearance|list-style)/;
    const skipped = /inline-size|block-size|perspective|transform-origin|border-(start|end|block|inline)/;
    return [...document.querySelectorAll('imk-app, imk-app *')].filter((element) => !element.closest('svg')).map((element) => {
        const style = getComputedStyle(element);
        const values = [...style].filter((name) => taken.test(name) && !skipped.test(name) && !name.startsWith('--'));
        const before = getComputedStyle(element, '::before').content;
        return element.tagName + '.' + element.className + ' ' + values.map((name) => name + ':' + style[name]).join(';') + ' ' + before;
    });";

async fn styles(page: &Page, portal: &Portal, path: &str) -> Result<Vec<String>> {
    enter(page, portal, path).await?;
    // The banner comes with the server's answer.
    page.sees("Demonstrācija: šodien").await?;
    page.heading().await?;
    until("a page that has been loaded", async || {
        let waiting = script(page, "return document.querySelectorAll('.imk-loading').length").await?;
        if waiting == 0 { Ok(()) } else { Err(Failure::new("it is being loaded")) }
    })
    .await?;
    // While the portal's own elements move, the width available to our element changes, and its centred content moves.
    until("a page in which nothing moves", async || {
        let moving = script(page, "return document.getAnimations().length").await?;
        if moving == 0 { Ok(()) } else { Err(Failure::new(format!("{moving} animations"))) }
    })
    .await?;
    let styles = script(page, STYLES).await?;
    Ok(serde_json::from_value(styles)?)
}

#[tokio::test]
async fn styles_of_the_portal_do_not_reach_in() -> Result {
    let (calm, hostile) = (Portal::start(Manners::Calm).await?, Portal::start(Manners::Hostile).await?);
    in_browser(&calm.server, Viewport::Desktop, async |page| {
        for path in ["/imk", "/imk/atbilstiba", "/imk/programmas", "/imk/pieteikums/p-001?grupa=p-001-1", "/imk/konts"]
        {
            let (own, besieged) = (styles(page, &calm, path).await?, styles(page, &hostile, path).await?);
            assert!(own.len() > 40, "{path} is shown: {own:?}");
            assert_eq!(own.len(), besieged.len(), "{path}");
            for (one, other) in own.iter().zip(&besieged) {
                let pairs = one.split(';').zip(other.split(';'));
                let differs: Vec<_> = pairs.filter(|(one, other)| one != other).collect();
                // The root's font size is the portal's business: it is what --imk-rem is for.
                let element = one.split(' ').next().unwrap_or_default();
                assert!(differs.is_empty(), "{path}: {element}: {differs:?}");
            }
        }
        Ok(())
    })
    .await
}

/// Snapshot of the portal: its globals except the driver's, its own elements' styles, its title and its history length.
const PORTAL: &str = "const looks = [...document.querySelectorAll('html, body, body > nav, body > nav *, #portal-view, body > footer')].map((element) => {
        const style = getComputedStyle(element);
        return [...style].filter((name) => !name.startsWith('--') && !/size|height|width|origin/.test(name)).map((name) => element.tagName + ' ' + name + ':' + style[name]);
    }).flat();
    return { globals: Object.keys(window).filter((name) => !/^(portal|ret_nodes|cdc_|se_|isWatched)/.test(name)).sort(), looks, history: history.length };";

#[tokio::test]
async fn nothing_of_the_pages_leaks_into_the_portal() -> Result {
    let portal = Portal::start(Manners::Calm).await?;
    in_browser(&portal.server, Viewport::Desktop, async |page| {
        page.visit(&format!("{}/imk", portal.address())).await?;
        // Before the entry script has loaded its modules.
        let before = script(page, PORTAL).await?;
        page.has_started().await?;
        page.click_link("Programmas").await?;
        page.heading_is("Programmas").await?;
        let after = script(page, PORTAL).await?;
        assert_eq!(before["globals"], after["globals"]);
        let looks = |at: &Value| at["looks"].as_array().cloned().unwrap_or_default();
        let changed: Vec<_> =
            looks(&before).into_iter().zip(looks(&after)).filter(|(one, other)| one != other).collect();
        assert_eq!(changed, vec![], "the portal's own elements look as before");
        let asked = "return performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname)
            .filter((path) => !path.startsWith('/imk/') && !path.startsWith('/portal') && path !== '/favicon.ico');";
        assert_eq!(script(page, asked).await?, Value::Array(vec![]), "requests outside the base");
        let kept = "return Object.keys(localStorage).filter((name) => !name.startsWith('imk:'))";
        assert_eq!(script(page, kept).await?, Value::Array(vec![]));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn every_link_of_the_portal_stays_the_portals() -> Result {
    let portal = Portal::start(Manners::Calm).await?;
    in_browser(&portal.server, Viewport::Desktop, async |page| {
        // A link that only resembles one of the app's, and one that leads away: both load a page of the portal.
        for link in ["Palīdzība portālā", "Par portālu"] {
            enter(page, &portal, "/imk").await?;
            page.click_link(link).await?;
            page.heading_is("Portāla lapa").await?;
        }
        // The portal's own router keeps its link, and our pages stay as they were.
        enter(page, &portal, "/imk").await?;
        page.click_link("Jaunumi").await?;
        page.sees("Portāla skats: /jaunumi").await?;
        page.sees("Kā pieteikties").await?;
        // Its link to our base is an ordinary one: the page is loaded.
        script(page, "window.notLoadedAgain = true").await?;
        page.click_link("Mācību konts").await?;
        until("the page to be loaded", async || {
            let kept = script(page, "return window.notLoadedAgain ?? false").await?;
            if kept == Value::Bool(false) { Ok(()) } else { Err(Failure::new("it was not loaded")) }
        })
        .await
    })
    .await
}

#[tokio::test]
async fn address_of_the_announcement_leads_to_our_catalogue() -> Result {
    let portal = Portal::start(Manners::Calm).await?;
    in_browser(&portal.server, Viewport::Phone, async |page| {
        enter(page, &portal, "/programmas").await?;
        page.is_at("/imk/programmas").await?;
        page.heading_is("Programmas").await
    })
    .await
}

#[tokio::test]
async fn portal_receives_titles_addresses_and_busy_and_sets_language() -> Result {
    let portal = Portal::start(Manners::Calm).await?;
    in_browser(&portal.server, Viewport::Desktop, async |page| {
        enter(page, &portal, "/imk").await?;
        page.click_link("Programmas").await?;
        page.heading_is("Programmas").await?;
        let heard = script(page, "return JSON.stringify(window.portal.heard)").await?;
        let heard = heard.as_str().unwrap_or_default();
        for part in [
            r#"["imk:navigate",{"path":"/imk/programmas"}]"#,
            r#"["imk:busy",{"busy":true}]"#,
            r#"["imk:busy",{"busy":false}]"#,
        ] {
            assert!(heard.contains(part), "{part} in {heard}");
        }
        assert!(heard.contains(r#"["imk:title",{"title":"Programmas – "#), "{heard}");
        script(page, "document.querySelector('imk-app').lang = 'en'").await?;
        page.heading_is("Programmes").await?;
        // The portal's own document keeps its language.
        assert_eq!(script(page, "return document.documentElement.lang").await?, "lv");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn pages_fit_a_narrow_column_of_a_wide_portal() -> Result {
    let portal = Portal::start(Manners::Calm).await?;
    in_browser(&portal.server, Viewport::Desktop, async |page| {
        for path in ["/imk", "/imk/programmas", "/imk/pieteikums/p-001", "/imk/noteikumi"] {
            enter(page, &portal, &format!("{path}?narrow")).await?;
            page.lacks("Ielādējam…").await?;
            let wide = "const right = document.getElementById('column').getBoundingClientRect().right;
                return [...document.querySelectorAll('imk-app *')].filter((element) => !element.closest('.imk-visually-hidden, svg'))
                    .filter((element) => element.getBoundingClientRect().right > right + 1).map((element) => element.outerHTML.slice(0, 120));";
            assert_eq!(script(page, wide).await?, Value::Array(vec![]), "{path}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn offline_the_portal_and_the_app_show_their_own_pages() -> Result {
    let portal = Portal::start(Manners::Calm).await?;
    in_browser(&portal.server, Viewport::Phone, async |page| {
        crate::offline::expect_no_server(page);
        enter(page, &portal, "/imk").await?;
        let ready = "const done = arguments[0];
            navigator.serviceWorker.getRegistrations().then((all) => done(all.filter((one) => one.active).map((one) => new URL(one.scope).pathname).sort().join()));";
        until("both workers", async || {
            let scopes = page.driver().execute_async(ready, vec![]).await?.json().clone();
            if scopes == "/,/imk/" { Ok(()) } else { Err(Failure::new(scopes.to_string())) }
        })
        .await?;
        portal.stop();
        enter(page, &portal, "/imk/programmas").await?;
        page.heading_is("Programmas").await?;
        page.sees(TITLE).await?;
        page.visit(&format!("{}/par-portalu", portal.address())).await?;
        page.heading_is("Portāls bez tīkla").await
    })
    .await
}
