//! The three browser engines that citizens have, and what each of them cannot do here.
//!
//! Specs run in Chromium unless `IMK_ENGINE` names another one. A helper that an engine has no way for ends the spec:
//! it is left out there, in a line that says so with the reason from [`SKIPS`], which docs/browsers.md repeats.

use std::env;
use std::ffi::OsStr;

use crate::failure::{Failure, Result};

/// Browser engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chrome, Edge, Samsung Internet, Opera.
    Chromium,
    /// Firefox, by `geckodriver`.
    Firefox,
    /// Safari's engine, in the GTK build with its own driver.
    WebKit,
}

/// Something that a spec asks of its browser and not every engine has a way for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capability {
    /// Taking the network away from a page whose server runs.
    Offline,
    /// A finger on the screen, which clicks when it is lifted.
    Touch,
    /// The failed requests of a page, told beside the errors of its scripts.
    FailedRequests,
    /// Style sheets that ask for a coarse pointer being told of one.
    CoarsePointer,
    /// Printing a page into a file.
    Print,
    /// A service worker that was unregistered answering no page that is opened after it.
    TakenAwayWorker,
}

/// One thing that one engine cannot do here.
#[derive(Debug, PartialEq, Eq)]
pub struct Skip {
    /// The engine.
    pub engine: Engine,
    /// The missing capability.
    pub capability: Capability,
    /// The reason, and the replacement.
    pub reason: &'static str,
}

/// Everything that is left out somewhere.
pub const SKIPS: &[Skip] = &[
    Skip {
        engine: Engine::Firefox,
        capability: Capability::FailedRequests,
        reason: "Firefox does not print them; the pages' own words and errors are held instead",
    },
    Skip {
        engine: Engine::WebKit,
        capability: Capability::FailedRequests,
        reason: "the driver has no log and the browser prints nothing; a script keeps the errors of scripts",
    },
    Skip {
        engine: Engine::WebKit,
        capability: Capability::Offline,
        reason: "WebKitWebDriver has no command for it; specs that end the server run here instead",
    },
    Skip {
        engine: Engine::WebKit,
        capability: Capability::Touch,
        reason: "asked for a finger, WebKitWebDriver sends the page a mouse; on the phone's screen the mouse clicks",
    },
    Skip {
        engine: Engine::WebKit,
        capability: Capability::CoarsePointer,
        reason: "`(pointer: coarse)` does not match: it reports the pointer of the screen it runs on, which is a mouse",
    },
    Skip {
        engine: Engine::WebKit,
        capability: Capability::Print,
        reason: "WebKitWebDriver has no command for it; that printing is asked for is held here too",
    },
    Skip {
        engine: Engine::WebKit,
        capability: Capability::TakenAwayWorker,
        reason: "an unregistered worker responds after a reload too; that it stores nothing more is checked here too",
    },
];

impl Skip {
    fn failure(&self) -> Failure {
        Failure::skipped(format!("{} cannot do “{}”: {}", self.engine.name(), self.capability.name(), self.reason))
    }
}

impl Engine {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The engine that `IMK_ENGINE` names, else Chromium.
    ///
    /// # Errors
    /// When there is no engine of that name.
    pub fn chosen() -> Result<Self> {
        env::var_os("IMK_ENGINE").map_or(Ok(Self::Chromium), |name| Self::named(&name))
    }

    fn named(name: &OsStr) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|engine| name.eq_ignore_ascii_case(engine.name()));
        found.ok_or_else(|| Failure::new(format!("IMK_ENGINE is {}: no such engine", name.display())))
    }

    /// Name of the engine.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKit",
        }
    }

    /// Whether it can, here.
    pub fn can(self, capability: Capability) -> bool {
        self.skip(capability).is_none()
    }

    /// Skips a spec that needs a missing capability: it is then left out, not failed.
    ///
    /// # Errors
    /// When it cannot.
    pub fn needs(self, capability: Capability) -> Result {
        self.skip(capability).map_or(Ok(()), |skip| Err(skip.failure()))
    }

    fn skip(self, capability: Capability) -> Option<&'static Skip> {
        SKIPS.iter().find(|skip| skip.engine == self && skip.capability == capability)
    }
}

impl Capability {
    /// As docs/browsers.md calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::Touch => "touch",
            Self::FailedRequests => "failed requests",
            Self::CoarsePointer => "coarse pointer",
            Self::Print => "print",
            Self::TakenAwayWorker => "taken away worker",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn engines_are_chosen_by_name() {
        assert!(Engine::named(OsStr::new("webkit")).is_ok_and(|engine| engine == Engine::WebKit));
        assert!(Engine::named(OsStr::new("gecko")).is_err());
    }

    #[test]
    fn missing_capability_of_an_engine_skips_with_its_reason() {
        assert!(Engine::Chromium.needs(Capability::Offline).is_ok());
        let left_out = Engine::WebKit.needs(Capability::Offline).err();
        assert!(left_out.is_some_and(|why| why.is_skip()));
    }

    #[test]
    fn specs_that_run_everywhere_exist() -> Result {
        let folder = crate::server::workspace().join("tests/browser");
        let listed = std::fs::read_to_string(folder.join("cross_browser.txt"))?;
        let specs: Vec<_> =
            listed.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once("::")).collect();
        assert!(specs.len() > 5, "{specs:?}");
        for (module, name) in specs {
            let file = folder.join(format!("{module}.rs"));
            let text = std::fs::read_to_string(&file).map_err(|why| Failure::new(format!("{module}: {why}")))?;
            assert!(text.contains(&format!("fn {name}")), "{module} has no {name}");
        }
        Ok(())
    }

    /// The table in docs/browsers.md and [`SKIPS`] say the same, row by row.
    #[test]
    fn document_lists_what_each_engine_cannot_do() -> Result {
        let file = crate::server::workspace().join("docs/browsers.md");
        let text = std::fs::read_to_string(file)?;
        let rows = text.lines().skip_while(|line| !line.starts_with("| engine |")).skip(2);
        let listed: Vec<&str> = rows.take_while(|line| line.starts_with('|')).collect();
        let row = |skip: &Skip| format!("| {} | {} | {} |", skip.engine.name(), skip.capability.name(), skip.reason);
        assert_eq!(listed, SKIPS.iter().map(row).collect::<Vec<_>>());
        Ok(())
    }
}
