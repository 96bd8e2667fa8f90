//! The browser translates the page: it replaces text nodes by elements, as Chrome and Edge do. The visible text still
//! follows the state: each walk shows the same texts as without a translation.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::time::Duration;

use imk_tests::{Deployment, Failure, Page, Result, Server, ServerOptions, Viewport, in_browser, until};

use crate::steps::{self, ALL_NO, ANNA_BORN, EMAIL, GO_ON};

/// Translates every text node inside the element, also nodes added later. The words stay the same, so that texts can be
/// compared. `window.name` says how: each text node is replaced at once, or an element is inserted beside it first.
const TRANSLATOR: &str = "if (window.name) {
    const translate = (text) => {
        if (!text.data.trim() || !text.parentElement?.closest('imk-app') || text.parentElement.closest('font')) return;
        const [outer, inner] = [document.createElement('font'), document.createElement('font')];
        inner.textContent = text.data;
        outer.append(inner);
        if (window.name === 'at once') text.replaceWith(outer);
        else { text.before(outer); text.remove(); }
    };
    const within = (node) => {
        if (node.nodeType === Node.TEXT_NODE) return translate(node);
        const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
        const texts = [];
        while (walker.nextNode()) texts.push(walker.currentNode);
        texts.forEach(translate);
    };
    within(document.body);
    new MutationObserver((records) => {
        for (const { type, target, addedNodes } of records) {
            if (type === 'characterData') within(target);
            addedNodes.forEach((node) => node.isConnected && within(node));
        }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
}";

/// Other statements that change the nodes of a page; a script with one of them would pass by `inPage`.
const OTHER_CHANGES: [&str; 10] = [
    ".appendChild(",
    ".append(",
    ".prepend(",
    ".before(",
    ".after(",
    ".replaceWith(",
    ".replaceChild(",
    ".replaceChildren(",
    ".textContent = ",
    ".data = ",
];

#[test]
fn pages_change_no_node_that_a_translation_may_have_replaced() -> Result {
    let script = std::fs::read_to_string(Deployment::of_the_built_pages()?.file("app.js"))?;
    // The build has put this file into the script; it moves nodes on purpose.
    let own: BTreeSet<&str> = include_str!("../../ui/src/platform/translation.js").lines().map(str::trim).collect();
    let lines: Vec<&str> = script.lines().filter(|line| !own.contains(line.trim())).collect();
    assert!(lines.iter().any(|line| line.contains(".insertBefore(")), "the script changes no node at all");
    let found: Vec<&str> =
        OTHER_CHANGES.into_iter().filter(|change| lines.iter().any(|line| line.contains(change))).collect();
    assert!(found.is_empty(), "xtask/src/wasm/browser_calls.rs does not replace {found:?}");
    Ok(())
}

/// The texts of a walk, in their order.
#[derive(Default)]
struct Walk {
    /// Those of the walk without translation; none on that walk itself.
    expected: Option<Vec<String>>,
    seen: RefCell<Vec<String>>,
}

impl Walk {
    /// Notes the visible text of the page, or holds that it is the one noted before.
    async fn reads(&self, page: &Page) -> Result {
        let number = self.seen.borrow().len();
        let shown = match self.expected.as_ref().and_then(|expected| expected.get(number)) {
            None => at_rest(page).await?,
            Some(expected) => {
                until(format!("the text “{expected}”"), async || {
                    let shown = page.text().await?;
                    if shown == *expected { Ok(shown) } else { Err(Failure::new(format!("it reads “{shown}”"))) }
                })
                .await?
            }
        };
        self.seen.borrow_mut().push(shown);
        Ok(())
    }
}

/// The text, once it no longer changes.
async fn at_rest(page: &Page) -> Result<String> {
    until("a text that stays", async || {
        let before = page.text().await?;
        tokio::time::sleep(Duration::from_millis(300)).await;
        let after = page.text().await?;
        if before == after { Ok(after) } else { Err(Failure::new("it changes")) }
    })
    .await
}

/// Walks without a translation, then with each kind of translation, and holds that all texts are the same.
async fn same_when_translated(walk: impl AsyncFn(&Page, &Walk) -> Result) -> Result {
    let deployment = Deployment::of_the_built_pages()?;
    deployment.run_first(TRANSLATOR)?;
    let server: Server = ServerOptions::default().pages(deployment.path()).start()?;
    let mut expected = None;
    for how in ["", "at once", "beside"] {
        let texts = Walk { expected: expected.clone(), ..Walk::default() };
        in_browser(&server, Viewport::Desktop, async |page| {
            page.open("/").await?;
            page.driver().execute("window.name = arguments[0]", vec![how.into()]).await?;
            walk(page, &texts).await?;
            let fonts: u32 =
                page.driver().execute("return document.querySelectorAll('font').length", vec![]).await?.convert()?;
            assert_eq!(fonts > 0, !how.is_empty(), "{fonts} translated texts");
            Ok(())
        })
        .await
        .map_err(|why| why.and(format!("translated “{how}”")))?;
        expected.get_or_insert(texts.seen.into_inner());
    }
    Ok(())
}

#[tokio::test]
async fn questions_and_verdict_are_true_when_translated() -> Result {
    same_when_translated(async |page, walk| {
        page.open("/atbilstiba").await?;
        page.heading_is("Kāds ir tavs dzimšanas datums?").await?;
        walk.reads(page).await?;
        page.click_button(GO_ON).await?;
        page.sees("Ir problēma").await.ok();
        walk.reads(page).await?;
        steps::fill_birth_date(page, ANNA_BORN).await?;
        page.click_button(GO_ON).await?;
        for (number, answer) in (2..).zip(ALL_NO) {
            page.sees(&format!("{number}. jautājums no 4")).await?;
            walk.reads(page).await?;
            page.choose(answer).await?;
            page.click_button(GO_ON).await?;
        }
        page.heading_is("Tu vari pieteikties").await?;
        walk.reads(page).await?;
        steps::switch_language(page, "English").await?;
        walk.reads(page).await?;
        steps::switch_language(page, "Latviski").await?;
        walk.reads(page).await?;
        page.back().await?;
        page.sees("4. jautājums no 4").await?;
        page.choose("Jā").await?;
        page.click_button(GO_ON).await?;
        page.sees("Viens nosacījums nav izpildīts").await?;
        page.lacks("Tu vari pieteikties").await?;
        walk.reads(page).await
    })
    .await
}

#[tokio::test]
async fn counts_of_the_catalogue_are_true_when_translated() -> Result {
    same_when_translated(async |page, walk| {
        page.open("/programmas").await?;
        page.sees(steps::TITLE).await?;
        walk.reads(page).await?;
        page.fill("Meklēt", "datu analize").await?;
        page.sees("atbilst „datu analize“").await?;
        walk.reads(page).await?;
        page.fill("Meklēt", "xyzxyz").await?;
        page.sees("atbilst „xyzxyz“").await.ok();
        walk.reads(page).await?;
        page.fill("Meklēt", "kiberdrosiba").await?;
        page.sees("atbilst „kiberdrosiba“").await?;
        walk.reads(page).await?;
        steps::switch_language(page, "English").await?;
        page.heading_is("Programmes").await.ok();
        walk.reads(page).await
    })
    .await
}

#[tokio::test]
async fn steps_of_the_form_are_true_when_translated() -> Result {
    same_when_translated(async |page, walk| {
        steps::begin_application(page).await?;
        walk.reads(page).await?;
        page.click_button(GO_ON).await?;
        walk.reads(page).await?;
        steps::answer_in_application(page, ANNA_BORN, ALL_NO).await?;
        walk.reads(page).await?;
        page.click_button(steps::WITHOUT_SIGN_IN).await?;
        page.heading_is(steps::STEP_CONTACT).await?;
        walk.reads(page).await?;
        page.click_button(GO_ON).await?;
        walk.reads(page).await?;
        page.fill("E-pasts", EMAIL).await?;
        page.tick(steps::OWN_DEVICE).await?;
        walk.reads(page).await?;
        page.tick(steps::OWN_DEVICE).await?;
        walk.reads(page).await?;
        steps::switch_language(page, "English").await?;
        walk.reads(page).await?;
        steps::switch_language(page, "Latviski").await?;
        page.click_button(GO_ON).await?;
        page.heading_is(steps::STEP_CHECK).await?;
        walk.reads(page).await?;
        page.click_button("Dzēst tagad").await?;
        page.heading_is("Melnraksts ir izdzēsts").await?;
        walk.reads(page).await
    })
    .await
}

#[tokio::test]
async fn home_menu_and_account_are_true_when_translated() -> Result {
    same_when_translated(async |page, walk| {
        steps::open(page, "/").await?;
        walk.reads(page).await?;
        steps::switch_language(page, "English").await?;
        walk.reads(page).await?;
        steps::switch_language(page, "Latviski").await?;
        walk.reads(page).await?;
        steps::begin_application(page).await?;
        steps::answer_in_application(page, ANNA_BORN, ALL_NO).await?;
        steps::choose_from_menu(page, "Programmas").await?;
        page.heading_is("Programmas").await?;
        steps::open(page, "/").await?;
        walk.reads(page).await?;
        steps::choose_from_menu(page, steps::ACCOUNT).await?;
        page.heading_is(steps::ACCOUNT).await?;
        walk.reads(page).await
    })
    .await
}
