//! The host page moves, removes, replaces and surrounds the element, and nothing that is typed in it is lost.

use imk_tests::portal::{Manners, Portal};
use imk_tests::{Page, Result, Viewport, in_browser};
use serde_json::json;

use crate::host_page::{enter, script};
use crate::steps::{self, EMAIL, GO_ON};

const CONTACT: &str = "/imk/pieteikums/p-001?solis=3";
const SLOT: &str = "Portāls: lapa nav pieejama, zvani 67000000.";

/// Changes that a host page makes to the element. After each, the column contains one element.
const CHANGES: [(&str, &str); 5] = [
    ("removes it and inserts it again", "old.remove(); later(() => column.append(old));"),
    ("moves it", "column.prepend(old);"),
    ("inserts another one later", "old.remove(); later(() => column.append(fresh()));"),
    ("inserts another one first", "column.append(fresh()); old.remove();"),
    (
        "inserts a copy",
        "const copy = old.cloneNode(true); copy.querySelectorAll('input').forEach((input) => input.value = 'copy');
         old.remove(); later(() => column.append(copy));",
    ),
];

async fn change(page: &Page, how: &str) -> Result {
    let common = "const column = document.getElementById('column'), old = document.querySelector('imk-app');
        const fresh = () => Object.assign(document.createElement('imk-app'), { lang: 'lv' });
        const later = (then) => setTimeout(then, 100);";
    script(page, &format!("{common}{how}")).await?;
    page.sees(steps::STEP_CONTACT).await
}

#[tokio::test]
async fn input_stays_when_the_host_page_moves_the_element() -> Result {
    let portal = Portal::start(Manners::Calm).await?;
    for (what, how) in CHANGES {
        in_browser(&portal.server, Viewport::Desktop, async |page| {
            enter(page, &portal, CONTACT).await?;
            page.fill("E-pasts", EMAIL).await?;
            change(page, how).await?;
            let count = "return ['imk-app', 'h1'].map((name) => document.querySelectorAll(name).length)";
            assert_eq!(script(page, count).await?, json!([1, 1]));
            assert_eq!(page.value("E-pasts").await?, EMAIL);
            // Events of the person, changes of the page and its address go on.
            page.fill("Tālrunis", steps::PHONE).await?;
            page.click_button(GO_ON).await?;
            page.heading_is(steps::STEP_CHECK).await?;
            page.sees(EMAIL).await?;
            page.back().await?;
            page.heading_is(steps::STEP_CONTACT).await?;
            steps::switch_language(page, "English").await?;
            page.sees("How can we reach you?").await
        })
        .await
        .map_err(|why| why.and(what))?;
    }
    Ok(())
}

#[tokio::test]
async fn element_added_at_another_page_shows_that_page() -> Result {
    let portal = Portal::start(Manners::Calm).await?;
    in_browser(&portal.server, Viewport::Desktop, async |page| {
        enter(page, &portal, "/imk").await?;
        script(page, "document.querySelector('imk-app').remove(); history.pushState(null, '', '/jaunumi')").await?;
        page.lacks("Programmas").await?;
        let add = "history.pushState(null, '', '/imk/programmas');
            document.getElementById('column').append(document.createElement('imk-app'));";
        script(page, add).await?;
        page.heading_is("Programmas").await
    })
    .await
}

#[tokio::test]
async fn element_removed_during_the_start_starts_when_added() -> Result {
    let portal = Portal::start(Manners::Calm).await?;
    portal.hold("<p></p>");
    for node in ["old", "Object.assign(document.createElement('imk-app'), { lang: 'lv' })"] {
        in_browser(&portal.server, Viewport::Phone, async |page| {
            page.visit(&format!("{}/imk/programmas", portal.address())).await?;
            let add = format!(
                "const column = document.getElementById('column'), old = document.createElement('imk-app');
                 old.setAttribute('base', '/imk');
                 column.append(old);
                 old.remove();
                 setTimeout(() => column.append({node}), 2000);"
            );
            script(page, &add).await?;
            page.heading_is("Programmas").await
        })
        .await
        .map_err(|why| why.and(node))?;
    }
    Ok(())
}

#[tokio::test]
async fn ids_of_the_host_page_take_nothing_from_the_form() -> Result {
    let portal = Portal::start(Manners::Calm).await?;
    let names = ["email", "phone", "terms", "programme", "birth-date", "declaration", "search", "main", "menu"];
    let fields = names.map(|id| format!("<label for={id}>Portāla {id}</label><input id={id} name={id} value=portāls>"));
    portal.hold(&format!("{}<imk-app base=\"/imk\"></imk-app>", fields.concat()));
    in_browser(&portal.server, Viewport::Desktop, async |page| {
        enter(page, &portal, CONTACT).await?;
        page.fill("E-pasts", "anna@").await?;
        page.click_button(GO_ON).await?;
        page.sees("Izlabo vienu kļūdu").await?;
        page.click_link("E-pasts: ").await?;
        let focused = "const at = document.activeElement; return [at.id, !!at.closest('imk-app'), at.value];";
        assert_eq!(script(page, focused).await?, json!(["imk-email", true, "anna@"]));
        page.fill("E-pasts", EMAIL).await?;
        page.click_button(GO_ON).await?;
        page.heading_is(steps::STEP_CHECK).await?;
        let theirs =
            "return [...document.querySelectorAll('#column > input')].every(({ value }) => value === 'portāls')";
        assert_eq!(script(page, theirs).await?, true);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn message_of_the_host_page_is_hidden_whatever_its_styles() -> Result {
    let portal = Portal::start(Manners::Calm).await?;
    portal.hold("<p></p>");
    in_browser(&portal.server, Viewport::Phone, async |page| {
        page.visit(&format!("{}/imk", portal.address())).await?;
        let add = format!(
            "document.styleSheets[0].insertRule('p {{ display: block !important }}', 0);
             const host = document.createElement('imk-app');
             host.setAttribute('base', '/imk');
             const message = Object.assign(document.createElement('p'), {{ slot: 'fallback', hidden: true }});
             message.textContent = '{SLOT}';
             host.append(message);
             document.getElementById('column').append(host);
             return host.firstChild.getClientRects().length;"
        );
        assert_eq!(script(page, &add).await?, 0, "hidden while the pages load");
        page.heading_is("500 eiro digitālo prasmju apguvei").await?;
        page.lacks(SLOT).await?;
        let state = "return document.querySelector('imk-app > [slot=fallback]')?.textContent";
        assert_eq!(page.text_from(state, vec![]).await?, SLOT, "it stays in the page");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn function_of_the_host_page_in_the_window_stays() -> Result {
    let portal = Portal::start(Manners::Calm).await?;
    portal.hold("<p></p>");
    in_browser(&portal.server, Viewport::Phone, async |page| {
        page.visit(&format!("{}/imk", portal.address())).await?;
        let add = "window.addEventListener = Object.assign(
                (...given) => EventTarget.prototype.addEventListener.apply(window, given), { portal: true });
            const host = document.createElement('imk-app');
            host.setAttribute('base', '/imk');
            document.getElementById('column').replaceChildren(host);";
        script(page, add).await?;
        steps::choose_from_menu(page, "Programmas").await?;
        page.heading_is("Programmas").await?;
        assert_eq!(script(page, "return window.addEventListener.portal").await?, true);
        Ok(())
    })
    .await
}
