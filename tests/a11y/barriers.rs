//! Barriers put in on purpose, which the checks must find: at least 95 of a hundred, and those they miss are named.
//!
//! A barrier is caught only by a check that is meant for it; that something else is red does not count. Some are here
//! that no program can see, so that the figure is not overrated.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use imk_tests::a11y::{Finding, Look};
use imk_tests::{Failure, Page, Result, Server, in_browser};
use serde_json::Value;

use crate::addresses::Address;
use crate::visit::{SCREEN, in_language};

/// The list; its fields are those of [`Barrier`].
const LIST: &str = include_str!("barriers.json");

/// A barrier for some users.
pub(crate) struct Barrier {
    /// Short description.
    pub(crate) name: String,
    /// Where it is put.
    place: Address,
    /// Interaction that reveals it.
    probe: Probe,
    /// The checks of which one must find it.
    caught_by: Vec<String>,
    /// Puts it there: a script, run on the page once it is there. It may use `$`, which finds an element, and `css`,
    /// which adds a style sheet.
    script: String,
}

/// Interactions that reveal barriers, besides checking the page at rest.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Probe {
    look: Look,
    further: Further,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Further {
    /// `rest`
    Nothing,
    /// `larger text`: twice as large, and spaced.
    Larger,
    /// `keyboard`: the Tab key through the page.
    Walk,
    /// A script of `probes.js`, by its name.
    Script(String),
}

/// All barriers.
///
/// # Errors
/// When the list is malformed.
pub(crate) fn barriers() -> Result<Vec<Barrier>> {
    let list: Value = serde_json::from_str(LIST)?;
    let list = list.as_array().ok_or_else(|| Failure::new("barriers.json holds no list"))?;
    list.iter().map(|one| Barrier::read(one).ok_or_else(|| Failure::new(format!("malformed barrier: {one}")))).collect()
}

impl Barrier {
    fn read(value: &Value) -> Option<Self> {
        let text = |name: &str| value[name].as_str().map(str::to_owned);
        let by = value["by"].as_array()?.iter().map(|check| check.as_str().map(str::to_owned));
        Some(Self {
            name: text("name")?,
            place: Address::named(value["place"].as_str()?)?,
            probe: Probe::read(value["find"].as_str()?),
            caught_by: by.collect::<Option<_>>()?,
            script: text("script")?,
        })
    }
}

impl Probe {
    /// `keyboard`, `unfold at 320`, `rest, forced`.
    fn read(words: &str) -> Self {
        let (words, forced) = words.strip_suffix(", forced").map_or((words, false), |rest| (rest, true));
        let (words, width) = words.strip_suffix(" at 320").map_or((words, Look::USUAL.width), |rest| (rest, 320));
        let further = match words {
            "rest" => Further::Nothing,
            "larger text" => Further::Larger,
            "keyboard" => Further::Walk,
            script => Further::Script(script.to_owned()),
        };
        Self { look: Look { width, forced, ..Look::USUAL }, further }
    }

    async fn find(&self, page: &Page) -> Result<Vec<Finding>> {
        let mut findings = page.barriers_by_axe().await?;
        findings.extend(page.barriers_at_rest(self.look).await?);
        findings.extend(match &self.further {
            Further::Nothing => Vec::new(),
            Further::Larger => page.barriers_in_larger_text().await?,
            Further::Walk => page.barriers_for_the_keyboard().await?,
            Further::Script(probe) => page.barriers_when(probe).await?,
        });
        Ok(findings)
    }
}

/// What barriers may use. Their styles go into the layer that comes before the guarded one, where importance beats ours
/// as nothing outside of layers can.
const TOOLS: &str = "const $ = (selector) => document.querySelector(selector);
    const css = (text) => { const sheet = new CSSStyleSheet();
        const important = text.replace(/\\s*(!important)?\\s*(;|\\})/g, ' !important$2');
        sheet.replaceSync('@layer imk-values {' + important + '}');
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; };\n";

/// Barriers being tried.
#[derive(Default)]
pub(crate) struct Trial {
    tried: Mutex<Tried>,
}

/// How the barriers went.
#[derive(Default)]
pub(crate) struct Tried {
    /// Caught by the check meant for it, by the barrier's name; `None` for one that was missed.
    pub(crate) barriers: BTreeMap<String, Option<Finding>>,
    /// Findings on pages without a barrier; must be empty for the figures to count.
    pub(crate) without: Vec<String>,
}

impl Trial {
    /// Tries some barriers in one session; before the first barrier of each address, runs the same checks on the
    /// unchanged page.
    pub(crate) async fn try_all(&self, barriers: &[&Barrier]) -> Result {
        let server = Server::start()?;
        in_browser(&server, SCREEN, async |page| {
            page.expect_console("");
            let mut seen = Vec::new();
            for barrier in barriers {
                if !seen.contains(&(barrier.place, &barrier.probe)) {
                    seen.push((barrier.place, &barrier.probe));
                    self.try_without(page, barrier.place, &barrier.probe).await?;
                }
                self.try_one(page, barrier)
                    .await
                    .map_err(|why| why.and(format!("with the barrier “{}”", barrier.name)))?;
            }
            Ok(())
        })
        .await
    }

    /// How they went.
    pub(crate) fn into_tried(self) -> Tried {
        self.tried.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    async fn try_without(&self, page: &Page, place: Address, probe: &Probe) -> Result {
        opened(page, place, probe).await?;
        let findings = probe.find(page).await?;
        let lines = findings.iter().map(|finding| format!("{place:?}, {probe:?}: {finding}"));
        self.keep(|tried| tried.without.extend(lines));
        Ok(())
    }

    async fn try_one(&self, page: &Page, barrier: &Barrier) -> Result {
        opened(page, barrier.place, &barrier.probe).await?;
        page.driver().execute(format!("{TOOLS}{}", barrier.script), vec![]).await?;
        let findings = barrier.probe.find(page).await?;
        let caught = findings.into_iter().find(|finding| barrier.caught_by.contains(&finding.check));
        self.keep(|tried| drop(tried.barriers.insert(barrier.name.clone(), caught)));
        Ok(())
    }

    fn keep(&self, change: impl FnOnce(&mut Tried)) {
        change(&mut self.tried.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

async fn opened(page: &Page, place: Address, probe: &Probe) -> Result {
    page.take_look(Look::USUAL).await?;
    // A barrier before this one may have switched the language, which is remembered.
    page.open("/palidziba").await?;
    page.text_of(".imk-header__language").await?;
    in_language(page, "lv").await?;
    place.open(page).await?;
    page.take_look(probe.look).await
}
