//! The steps of `cargo xtask test`, in order: what is quick and fails often comes first.

use std::path::PathBuf;

use crate::check::engines::{self, Engine};
use crate::check::{api_fuzz, fuzz, identity};
use crate::pages;
use crate::process::{Result, cargo, run};
use crate::setup::postgres::{self, Cluster};
use crate::setup::tools::{BARE_METAL, PageTools, WASM};
use crate::supply_chain::{deny, sbom};

/// One named step.
pub(crate) struct Step {
    /// What `--only` calls it.
    pub(crate) name: &'static str,
    /// What it makes sure of.
    pub(crate) what: &'static str,
    /// What has to be set up for it.
    pub(crate) needs: &'static [Need],
    /// Does it.
    pub(crate) work: fn(&Ready) -> Result,
}

/// Something that a step cannot do without.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// The browser's Rust target.
    Wasm,
    /// A target without an operating system.
    BareMetal,
    /// Trunk and wasm-bindgen.
    PageTools,
    /// What holds libraries against deny.toml.
    CargoDeny,
    /// Chromium and its driver.
    Browser,
    /// Firefox and WebKit with their drivers, where they can be had.
    Engines,
    /// A PostgreSQL of our own, where one can be had.
    Postgres,
}

/// What was set up.
#[derive(Default)]
pub(crate) struct Ready {
    pub(crate) tools: Option<PageTools>,
    pub(crate) postgres: Option<Cluster>,
    pub(crate) engines: Vec<Engine>,
}

/// Every step, in the order in which they run.
pub(crate) const STEPS: &[Step] = &[
    Step { name: "fmt", what: "the code is formatted", needs: &[], work: fmt },
    Step { name: "clippy", what: "no warning in what runs natively", needs: &[], work: clippy },
    Step {
        name: "clippy-wasm",
        what: "no warning in what runs in the browser",
        needs: &[Need::Wasm],
        work: clippy_wasm,
    },
    Step { name: "rules", what: "the rules alone, with no feature and with all", needs: &[], work: rules },
    Step { name: "rules-no-std", what: "the rules build without std", needs: &[Need::BareMetal], work: rules_no_std },
    Step { name: "unit", what: "unit and API tests", needs: &[Need::Postgres], work: unit },
    Step { name: "identity", what: "forged logins are refused, honest ones let in", needs: &[], work: identity },
    Step { name: "fuzz", what: "readers of outside input stand what is made up", needs: &[], work: fuzz },
    Step { name: "api-fuzz", what: "the API stands calls that are made up", needs: &[], work: api_fuzz },
    Step { name: "architecture", what: "the architecture's boundaries", needs: &[], work: architecture },
    Step {
        name: "deny",
        what: "licences, sources and known faults of libraries",
        needs: &[Need::CargoDeny],
        work: deny,
    },
    Step { name: "sbom", what: "what ships can be listed", needs: &[], work: sbom },
    Step {
        name: "pages",
        what: "the pages build as in production",
        needs: &[Need::Wasm, Need::PageTools],
        work: pages,
    },
    Step {
        name: "browser",
        what: "the main job in a real browser",
        needs: &[Need::Browser, Need::Postgres],
        work: browser,
    },
    Step { name: "engines", what: "the main job in Firefox and WebKit", needs: &[Need::Engines], work: in_engines },
    Step { name: "rustdoc", what: "no warning in the documentation", needs: &[Need::Wasm], work: rustdoc },
];

fn fmt(_: &Ready) -> Result {
    run(cargo().args(["fmt", "--all", "--check"]))
}

fn clippy(_: &Ready) -> Result {
    let native = ["--workspace", "--exclude", "app", "--exclude", "ui", "--all-targets"];
    run(cargo().arg("clippy").args(native).args(["--", "-D", "warnings"]))
}

fn clippy_wasm(_: &Ready) -> Result {
    run(cargo().args(["clippy", "--package", "app", "--package", "ui", "--target", WASM, "--", "-D", "warnings"]))
}

/// Alone, since a feature that another crate turns on hides that the rules lack it.
fn rules(_: &Ready) -> Result {
    run(cargo().args(["test", "--package", "rules"]))?;
    run(cargo().args(["test", "--package", "rules", "--all-features"]))
}

fn rules_no_std(_: &Ready) -> Result {
    let features = ["--no-default-features", "--features", "json,contact,receipt"];
    run(cargo().args(["build", "--package", "rules", "--target", BARE_METAL]).args(features))?;
    run(cargo().args(["build", "--package", "api", "--target", BARE_METAL]))
}

fn unit(ready: &Ready) -> Result {
    run(postgres::pass_url(cargo().args(["test", "--package", "server"]), ready.postgres.as_ref()))?;
    run(cargo().args(["test", "--package", "app", "--package", "ui", "--lib"]))?;
    run(cargo().args(["test", "--package", "imk-tests", "--test", "seeds"]))?;
    run(cargo().args(["test", "--package", "xtask", "--package", "imk-tests", "--lib", "--bins"]))
}

fn identity(_: &Ready) -> Result {
    identity::identity()
}

/// A few seconds for each; `cargo xtask security` takes minutes.
fn fuzz(_: &Ready) -> Result {
    fuzz::fuzz(3)
}

/// One round of calls as each kind of person; `cargo xtask security` makes many.
fn api_fuzz(_: &Ready) -> Result {
    api_fuzz::api_fuzz(1)
}

fn architecture(_: &Ready) -> Result {
    run(cargo().args(["test", "--package", "imk-tests", "--test", "architecture"]))
}

fn deny(_: &Ready) -> Result {
    deny::deny(false, None)
}

fn sbom(_: &Ready) -> Result {
    sbom::sbom()
}

fn pages(ready: &Ready) -> Result {
    let tools = ready.tools.as_ref().ok_or("Trunk was not set up")?;
    pages::build(tools)
}

fn browser(ready: &Ready) -> Result {
    let imk: PathBuf = pages::debug_server()?;
    let mut tests = cargo();
    tests.args(["test", "--package", "imk-tests", "--test", "browser"]);
    tests.env("IMK_BIN", imk).env("IMK_PAGES", pages::dist());
    run(postgres::pass_url(&mut tests, ready.postgres.as_ref()))
}

fn in_engines(ready: &Ready) -> Result {
    engines::test(&ready.engines)
}

/// The app is documented for the browser, so that what clippy has checked there is not built once more.
fn rustdoc(_: &Ready) -> Result {
    let native = ["--workspace", "--exclude", "app", "--exclude", "ui"];
    let browser = ["--package", "app", "--package", "ui", "--target", WASM];
    run(cargo().args(["doc", "--no-deps"]).args(native).env("RUSTDOCFLAGS", "-Dwarnings"))?;
    run(cargo().args(["doc", "--no-deps"]).args(browser).env("RUSTDOCFLAGS", "-Dwarnings"))
}
