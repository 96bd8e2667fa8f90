//! Prints the report, and writes the figures that the page with the accessibility statement shows.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use imk_tests::Result;
use imk_tests::a11y::{Finding, Look};

use crate::barriers::Tried;
use crate::states::STATES;
use crate::visit::Found;

/// Of a hundred barriers, how many must be caught.
const BAR: usize = 95;

/// How many places of a violation are printed.
const SHOWN: usize = 12;

/// The page reads this file when it is compiled.
const FIGURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../app/src/info/accessibility/results.rs");

/// The result of a run.
pub(crate) struct Report {
    found: Found,
    tried: Tried,
    /// Work that stopped before its end.
    stopped: Vec<String>,
    /// Listed states that no walk has reached.
    unvisited: Vec<String>,
}

impl Report {
    /// `whole`: whether everything was wanted.
    pub(crate) fn new(found: Found, tried: Tried, stopped: Vec<String>, whole: bool) -> Self {
        let listed = STATES.iter().flat_map(|state| Look::ALL.map(|look| format!("{}.{look}", state.name)));
        let unvisited = listed.filter(|name| whole && !found.states.contains_key(name)).collect();
        Self { found, tried, stopped, unvisited }
    }

    /// Whether every listed state was looked at.
    pub(crate) fn is_whole(&self) -> bool {
        self.unvisited.is_empty() && self.stopped.is_empty()
    }

    /// Whether nothing keeps anybody out, as far as this can tell, and enough barriers are caught for that to mean
    /// something.
    pub(crate) fn is_green(&self) -> bool {
        self.is_whole()
            && self.violations() == 0
            && self.found.changed.is_empty()
            && self.tried.without.is_empty()
            && self.caught() * 100 >= self.tried.barriers.len() * BAR
    }

    fn violations(&self) -> usize {
        self.found.states.values().map(Vec::len).sum()
    }

    fn caught(&self) -> usize {
        self.tried.barriers.values().flatten().count()
    }

    /// Prints each finding once with its states, and one line of figures at the end.
    pub(crate) fn print(&self) {
        self.print_violations();
        self.found.changed.iter().for_each(|change| println!("changed {change}"));
        self.unvisited.iter().for_each(|state| println!("not reached: {state}"));
        self.stopped.iter().for_each(|why| println!("stopped: {why}"));
        self.tried.without.iter().for_each(|line| println!("found without a barrier: {line}"));
        for (name, caught) in &self.tried.barriers {
            if caught.is_none() {
                println!("barrier missed: {name}");
            }
        }
        let (states, barriers) = (self.found.states.len(), self.tried.barriers.len());
        println!(
            "states visited {states}, violations {}, barriers caught {} of {barriers}",
            self.violations(),
            self.caught()
        );
    }

    /// Each check that found something with the first places, and how many more there are.
    fn print_violations(&self) {
        let mut checks: BTreeMap<(&str, &str), BTreeMap<&str, Vec<&str>>> = BTreeMap::new();
        for (state, findings) in &self.found.states {
            for Finding { criterion, check, what } in findings {
                checks.entry((criterion, check)).or_default().entry(what).or_default().push(state);
            }
        }
        for ((criterion, check), places) in &checks {
            println!("violation of {criterion}, found by {check}: {} different", places.len());
            for (what, states) in places.iter().take(SHOWN) {
                println!("    {what}\n        in {} states, {} first", states.len(), states[0]);
            }
        }
    }

    /// Writes the figures for the statement. A run that only the day tells from the last leaves them as they are,
    /// unless they are accepted again.
    pub(crate) fn write_figures(&self, accept: bool) -> Result {
        let file = PathBuf::from(FIGURES);
        let kept = fs::read_to_string(&file).unwrap_or_default();
        let figures = self.figures(&today()?);
        let undated =
            |text: &str| text.lines().filter(|line| !line.contains("date:")).map(str::to_owned).collect::<Vec<_>>();
        if accept || undated(&kept) != undated(&figures) {
            fs::write(&file, figures)?;
            println!("figures of the statement written to app/src/info/accessibility/results.rs");
        }
        Ok(())
    }

    /// As rustfmt would write it.
    fn figures(&self, date: &str) -> String {
        let mut by_criterion: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (state, findings) in &self.found.states {
            for finding in findings {
                by_criterion.entry(&finding.criterion).or_default().insert(state);
            }
        }
        let failing: Vec<String> =
            by_criterion.iter().map(|(criterion, states)| format!("(\"{criterion}\", {})", states.len())).collect();
        let missed = self.tried.barriers.len() - self.caught();
        let mut text = String::from(
            "//! Figures of the last run of `cargo xtask a11y`, which writes this file.\n\n\
             use crate::info::accessibility::run::Results;\n\n/// The last run.\n\
             pub(super) const RESULTS: Results = Results {\n    // Year, month and day.\n",
        );
        let year_month_day: Vec<&str> = date.split('-').map(|part| part.trim_start_matches('0')).collect();
        let _ = writeln!(text, "    date: ({}),", year_month_day.join(", "));
        let _ = writeln!(text, "    axe: \"{}\",", axe_version());
        let _ = writeln!(text, "    browsers: &[\"{}\"],", self.found.browser);
        let _ = writeln!(text, "    states: {},", self.found.states.len());
        let _ = writeln!(text, "    failing: &[{}],", failing.join(", "));
        let _ = writeln!(text, "    barriers: {},", self.tried.barriers.len());
        let _ = writeln!(text, "    missed: {missed},\n}};");
        text
    }
}

/// Of the folder that xtask unpacked it into.
fn axe_version() -> String {
    let file = std::env::var("IMK_AXE").unwrap_or_default();
    let folder = file.split('/').find(|part| part.starts_with("axe-core-"));
    folder.unwrap_or_default().trim_start_matches("axe-core-").to_owned()
}

/// Today's date by the machine's clock, read from a program, since only two files of the tree may read a clock.
fn today() -> Result<String> {
    let output = Command::new("date").args(["-u", "+%Y-%m-%d"]).output()?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
