//! Steps of `cargo xtask test` in their order: steps that are fast and fail often come first.

use std::num::NonZero;
use std::path::PathBuf;
use std::thread;

use crate::check::engines::{self, Engine};
use crate::check::{api_fuzz, fuzz, identity};
use crate::pages;
use crate::process::{Result, cargo, run};
use crate::setup::postgres::{self, Cluster};
use crate::setup::tools::{BARE_METAL, PageTools, WASM};
use crate::supply_chain::{deny, sbom};

/// One step.
pub(crate) struct Step {
    /// Name for `--only`.
    pub(crate) name: &'static str,
    /// The property that it checks.
    pub(crate) what: &'static str,
    /// Requirements to set up.
    pub(crate) needs: &'static [Need],
    /// The work.
    pub(crate) work: fn(&Ready) -> Result,
}

/// A requirement of a step.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// The browser's Rust target.
    Wasm,
    /// A target without an operating system.
    BareMetal,
    /// Trunk, wasm-bindgen and wasm-split.
    PageTools,
    /// cargo-deny.
    CargoDeny,
    /// Chromium and its driver.
    Browser,
    /// Firefox and WebKit with their drivers, where they can be installed.
    Engines,
    /// A temporary PostgreSQL cluster, where PostgreSQL can be installed.
    Postgres,
}

/// The requirements that were set up.
#[derive(Default)]
pub(crate) struct Ready {
    pub(crate) tools: Option<PageTools>,
    pub(crate) postgres: Option<Cluster>,
    pub(crate) engines: Vec<Engine>,
}

/// All steps in their order.
pub(crate) const STEPS: &[Step] = &[
    Step { name: "fmt", what: "the code is formatted", needs: &[], work: fmt },
    Step { name: "clippy", what: "no warning in native code", needs: &[], work: clippy },
    Step { name: "clippy-wasm", what: "no warning in browser code", needs: &[Need::Wasm], work: clippy_wasm },
    Step { name: "rules", what: "the crate rules alone, without and with all features", needs: &[], work: rules },
    Step {
        name: "rules-no-std",
        what: "rules and api build without std",
        needs: &[Need::BareMetal],
        work: rules_no_std,
    },
    Step { name: "unit", what: "unit and API tests", needs: &[Need::Postgres], work: unit },
    Step { name: "identity", what: "forged sign-ins are rejected, valid ones accepted", needs: &[], work: identity },
    Step { name: "fuzz", what: "parsers of untrusted input do not crash on random input", needs: &[], work: fuzz },
    Step { name: "api-fuzz", what: "the API handles generated calls", needs: &[], work: api_fuzz },
    Step { name: "architecture", what: "architecture rules", needs: &[], work: architecture },
    Step { name: "deny", what: "licences, sources and advisories of libraries", needs: &[Need::CargoDeny], work: deny },
    Step { name: "sbom", what: "bills of materials can be written", needs: &[], work: sbom },
    Step { name: "pages", what: "the production pages build", needs: &[Need::Wasm, Need::PageTools], work: pages },
    Step { name: "browser", what: "browser tests in Chromium", needs: &[Need::Browser, Need::Postgres], work: browser },
    Step { name: "engines", what: "browser tests in Firefox and WebKit", needs: &[Need::Engines], work: in_engines },
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

/// Tests `rules` alone: with other crates cargo unifies the features, which hides a missing one.
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

/// A few seconds for each parser; `cargo xtask security` runs longer.
fn fuzz(_: &Ready) -> Result {
    fuzz::fuzz(3)
}

/// One round of calls in each role; `cargo xtask security` sends more.
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
    let tools = ready.tools.as_ref().ok_or("Trunk is not set up")?;
    pages::build(tools)
}

fn browser(ready: &Ready) -> Result {
    let imk: PathBuf = pages::debug_server()?;
    let mut tests = cargo();
    tests.args(["test", "--package", "imk-tests", "--test", "browser", "--", "--test-threads"]);
    // Specs wait for timers a third of their time.
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    tests.arg((cores + cores.div_ceil(2)).to_string());
    tests.env("IMK_BIN", imk).env("IMK_PAGES", pages::dist());
    run(postgres::pass_url(&mut tests, ready.postgres.as_ref()))
}

fn in_engines(ready: &Ready) -> Result {
    engines::test(&ready.engines)
}

/// Documents the app for the wasm target, because clippy has already checked its dependencies for it.
fn rustdoc(_: &Ready) -> Result {
    let native = ["--workspace", "--exclude", "app", "--exclude", "ui"];
    let browser = ["--package", "app", "--package", "ui", "--target", WASM];
    run(cargo().args(["doc", "--no-deps"]).args(native).env("RUSTDOCFLAGS", "-Dwarnings"))?;
    run(cargo().args(["doc", "--no-deps"]).args(browser).env("RUSTDOCFLAGS", "-Dwarnings"))
}
