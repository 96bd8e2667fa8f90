//! Whether everyone can use a page: axe's rules, and what axe cannot see.
//!
//! Every check returns [`Finding`]s; none means that nothing was found. The same checks look at the app's pages and at
//! pages with a barrier put in on purpose, which they must find.

mod axe;
mod spoken;
mod tree;

use std::fmt;

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::failure::{Failure, Result};
use crate::page::Page;

/// Checks of a page at rest.
const CHECKS: &str = include_str!("checks.js");
/// State that is checked after each press of the Tab key.
const WALK: &str = include_str!("walk.js");
/// Expected effects of an interaction.
const PROBES: &str = include_str!("probes.js");

/// Maximum number of Tab presses in a walk; no page has more controls.
const LONGEST_WALK: usize = 250;

/// A barrier for some users.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The criterion of WCAG 2.2 that is not met, e.g. `1.4.10`; `best practice` for advice of axe's beyond it.
    pub criterion: String,
    /// The check that found it, e.g. `reflow`, or the rule of axe's, e.g. `axe:label`.
    pub check: String,
    /// What and where.
    pub what: String,
}

impl Finding {
    fn read(value: &Value) -> Option<Self> {
        let text = |name: &str| value[name].as_str().map(str::to_owned);
        Some(Self { criterion: text("criterion")?, check: text("check")?, what: text("what")? })
    }

    /// Reads a script's list of findings.
    fn list(value: &Value) -> Result<Vec<Self>> {
        let list = value.as_array().and_then(|list| list.iter().map(Self::read).collect());
        list.ok_or_else(|| Failure::new(format!("no findings: {value}")))
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "[{} {}] {}", self.criterion, self.check, self.what)
    }
}

/// How a page is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// `lv` or `en`.
    pub language: &'static str,
    /// In CSS pixels. 320 is also a page of 1280 enlarged four times.
    pub width: u32,
    /// Whether the person's own few colours replace the page's; then less motion is asked for too.
    pub forced: bool,
}

impl Look {
    /// All eight, in an order that changes little at a time.
    pub const ALL: [Self; 8] = [
        Self { language: "lv", width: 1280, forced: false },
        Self { language: "lv", width: 1280, forced: true },
        Self { language: "lv", width: 320, forced: true },
        Self { language: "lv", width: 320, forced: false },
        Self { language: "en", width: 320, forced: false },
        Self { language: "en", width: 320, forced: true },
        Self { language: "en", width: 1280, forced: true },
        Self { language: "en", width: 1280, forced: false },
    ];

    /// The first of them, in which steps are taken.
    pub const USUAL: Self = Self::ALL[0];
}

impl fmt::Display for Look {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}{}", self.language, self.width, if self.forced { ".forced" } else { "" })
    }
}

impl Page {
    /// Gives the page a width and the person's colours and motion. The language is the page's own.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn take_look(&self, look: Look) -> Result {
        let developer = self.driver().cdp();
        let metrics = json!({ "width": look.width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        developer.send_raw("Emulation.setDeviceMetricsOverride", metrics).await?;
        let (colours, motion) = if look.forced { ("active", "reduce") } else { ("none", "no-preference") };
        let features = json!([
            { "name": "forced-colors", "value": colours },
            { "name": "prefers-reduced-motion", "value": motion },
        ]);
        developer.send_raw("Emulation.setEmulatedMedia", json!({ "media": "", "features": features })).await?;
        Ok(())
    }

    /// Barriers of the current page, by our own checks.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn barriers_at_rest(&self, look: Look) -> Result<Vec<Finding>> {
        let options = json!({ "language": look.language, "forced": look.forced, "reduced": look.forced });
        self.ask("return window.imkA11y.still(arguments[0])", vec![options]).await
    }

    /// Content that is lost when text is twice as large, and when it is spaced as WCAG 1.4.12 says.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn barriers_in_larger_text(&self) -> Result<Vec<Finding>> {
        self.ask("return [...window.imkA11y.enlarged(), ...window.imkA11y.spaced()]", vec![]).await
    }

    /// Barriers for keyboard users: goes through the whole page with the Tab key.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn barriers_for_the_keyboard(&self) -> Result<Vec<Finding>> {
        self.prepare().await?;
        self.driver().execute("return window.imkA11y.walk.begin()", vec![]).await?;
        let (mut findings, mut over, mut presses) = (Vec::new(), false, 0);
        while !over && presses < LONGEST_WALK {
            self.press(Key::Tab).await?;
            let step = self.driver().execute("return window.imkA11y.walk.step()", vec![]).await?;
            findings.extend(Finding::list(&step.json()["findings"])?);
            over = step.json()["over"].as_bool() != Some(false);
            presses += 1;
        }
        findings.extend(self.ask("return window.imkA11y.walk.end(arguments[0])", vec![Value::from(!over)]).await?);
        Ok(findings)
    }

    /// Barriers of an interaction: `route`, `errors`, `search`, `suppose`, `language`, `unfold`; see
    /// `probes.js`. The page is then another one.
    ///
    /// # Errors
    /// When the browser does not answer, or the page has nothing to try it on.
    pub async fn barriers_when(&self, probe: &str) -> Result<Vec<Finding>> {
        self.prepare().await?;
        let script = "const [probe, done] = arguments;
            window.imkA11y.probes[probe]().then((findings) => done({ findings }), (cause) => done({ cause: String(cause) }));";
        let answer = self.driver().execute_async(script, vec![probe.into()]).await?;
        match answer.json()["cause"].as_str() {
            Some(cause) => Err(Failure::new(format!("{probe}: {cause}"))),
            None => Finding::list(&answer.json()["findings"]),
        }
    }

    /// Brings the checks into the document, if they are not there yet.
    async fn prepare(&self) -> Result {
        let there = self.driver().execute("return Boolean(window.imkA11y?.probes)", vec![]).await?;
        if there.json() != &Value::Bool(true) {
            for script in [CHECKS, WALK, PROBES] {
                self.driver().execute(script, vec![]).await?;
            }
        }
        Ok(())
    }

    async fn ask(&self, script: &str, arguments: Vec<Value>) -> Result<Vec<Finding>> {
        self.prepare().await?;
        Finding::list(self.driver().execute(script, arguments).await?.json())
    }
}
