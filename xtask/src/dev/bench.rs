//! `cargo xtask bench`: measures speed without limits.

use crate::pages;
use crate::process::{Result, cargo, run};
use crate::progress::step;
use crate::setup::debian;
use crate::setup::postgres::{Cluster, Durability};
use crate::setup::tools::PageTools;

/// Builds pages and server, and runs the program `front` of `imk-tests`.
pub(crate) fn front(arguments: &[String]) -> Result {
    debian::ensure_browser()?;
    pages::build(&PageTools::ensure()?)?;
    let imk = pages::debug_server()?;
    step("bench front: first visit, visit without a network, typing", || {
        let mut measure = cargo();
        measure.args(["run", "--quiet", "--package", "imk-tests", "--bin", "performance", "--"]).args(arguments);
        run(measure.env("IMK_BIN", &imk).env("IMK_PAGES", pages::dist()))
    })
}

/// Measures the submission path of the release build, against a PostgreSQL that writes every commit to the disk.
pub(crate) fn stampede(people: u32) -> Result {
    debian::ensure_postgres()?;
    let cluster = Cluster::start(Durability::Disk)?;
    step("bench stampede: submissions per second and their latency", || {
        let mut measure = cargo();
        measure.args(["bench", "--quiet", "--package", "server", "--bench", "stampede"]);
        measure.env("IMK_BENCH_PEOPLE", people.to_string());
        if let Some(cluster) = &cluster {
            measure.env("IMK_BENCH_POSTGRES_URL", cluster.url());
        }
        run(&mut measure)
    })
}
