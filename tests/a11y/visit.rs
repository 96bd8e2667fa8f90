//! Checks each state in all eight ways, and collects the findings.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use imk_tests::a11y::{Finding, Look};
use imk_tests::{Failure, Page, Result, Viewport, until};

use crate::states::state;

/// Initial screen of a session. Each check sets its own width.
pub(crate) const SCREEN: Viewport = Viewport::Desktop;

/// The looks in which the Tab key goes through the whole page: the widest, and the narrowest in the person's colours.
const WALKED: [Look; 2] = [Look::USUAL, Look { language: "en", width: 320, forced: true }];

/// The page that shows the last run's figures; the lines with figures are no part of its tree.
const FIGURES: &str = "accessibility.";

/// A run over the states.
#[derive(Default)]
pub(crate) struct Visit {
    /// Part of the names of the states that are wanted.
    pub(crate) only: Option<String>,
    /// Whether trees are written rather than compared.
    pub(crate) accept: bool,
    found: Mutex<Found>,
}

/// Results of a run.
#[derive(Default)]
pub(crate) struct Found {
    /// The findings of each state looked at, by its name with the look's: `home.lv.1280`.
    pub(crate) states: BTreeMap<String, Vec<Finding>>,
    /// Trees and spoken words that are not as they were, or were not there: the file, and the first line that differs.
    pub(crate) changed: Vec<String>,
    /// The browser and its version.
    pub(crate) browser: String,
}

impl Visit {
    /// Whether a state is selected.
    pub(crate) fn wants(&self, name: &str) -> bool {
        self.only.as_ref().is_none_or(|part| name.contains(part))
    }

    /// Begins a session.
    pub(crate) async fn begin(&self, page: &Page) -> Result {
        let version = page.driver().cdp().send_raw("Browser.getVersion", serde_json::json!({})).await?;
        let product = version["product"].as_str().unwrap_or_default();
        self.keep(|found| found.browser = product.trim_start_matches("Headless").replace('/', " "));
        page.take_look(Look::USUAL).await
    }

    /// Checks the state on the screen and leaves it unchanged.
    pub(crate) async fn at(&self, page: &Page, name: &str) -> Result {
        if !self.wants(name) {
            return Ok(());
        }
        let state = state(name).ok_or_else(|| Failure::new(format!("{name} is not listed")))?;
        for look in Look::ALL {
            in_language(page, look.language).await?;
            page.take_look(look).await?;
            let findings = looked_at(page, look).await.map_err(|why| why.and(format!("in state {name}.{look}")))?;
            self.keep(|found| drop(found.states.insert(format!("{name}.{look}"), findings)));
            if state.tree && look.width == Look::USUAL.width && !look.forced {
                self.compare_tree(page, &format!("{name}.{}", look.language)).await?;
            }
        }
        in_language(page, Look::USUAL.language).await?;
        page.take_look(Look::USUAL).await?;
        if state.spoken {
            self.compare("spoken", name, page.spoken().await?)?;
        }
        Ok(())
    }

    /// The findings.
    pub(crate) fn into_found(self) -> Found {
        self.found.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self, change: impl FnOnce(&mut Found)) {
        change(&mut self.found.lock().unwrap_or_else(PoisonError::into_inner));
    }

    async fn compare_tree(&self, page: &Page, name: &str) -> Result {
        let mut tree = page.accessibility_tree().await?;
        if name.starts_with(FIGURES) {
            tree = tree
                .lines()
                .filter(|line| !line.contains(|c: char| c.is_ascii_digit()))
                .fold(String::new(), |all, line| all + line + "\n");
        }
        self.compare("trees", name, tree)
    }

    /// Compares with the stored file in a folder, or writes it.
    fn compare(&self, folder: &str, name: &str, text: String) -> Result {
        let folder_path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/a11y")).join(folder);
        let file = folder_path.join(format!("{name}.txt"));
        if self.accept {
            fs::create_dir_all(folder_path)?;
            return Ok(fs::write(file, text)?);
        }
        let kept = fs::read_to_string(&file).unwrap_or_default();
        if kept != text {
            let differing = kept.lines().zip(text.lines()).find(|(one, other)| one != other);
            let (was, is) = differing.unwrap_or(("(its end)", "(another end)"));
            self.keep(|found| found.changed.push(format!("{folder}/{name}: was “{}”, is “{}”", was.trim(), is.trim())));
        }
        Ok(())
    }
}

async fn looked_at(page: &Page, look: Look) -> Result<Vec<Finding>> {
    let mut findings = page.barriers_by_axe().await?;
    findings.extend(page.barriers_at_rest(look).await?);
    if look.width == Look::USUAL.width && !look.forced {
        findings.extend(page.barriers_in_larger_text().await?);
    }
    if WALKED.contains(&look) {
        findings.extend(page.barriers_for_the_keyboard().await?);
    }
    Ok(findings)
}

/// Switches the language where the page stands, and waits until its words have followed.
pub(crate) async fn in_language(page: &Page, language: &str) -> Result {
    let script =
        "if (document.documentElement.lang !== arguments[0]) document.querySelector('.imk-header__language').click();
        return document.documentElement.lang + ' ' + document.querySelector('.imk-header__language').lang";
    let other = if language == "lv" { "en" } else { "lv" };
    until(format!("the language {language}"), async || {
        let shown = page.text_from(script, vec![language.into()]).await?;
        if shown == format!("{language} {other}") { Ok(()) } else { Err(Failure::new(shown)) }
    })
    .await?;
    page.lacks("Ielādējam…").await?;
    page.lacks("Loading…").await?;
    page.heading().await.map(drop)
}
