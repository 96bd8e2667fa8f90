//! Rules of the workspace: crates, lints, and words that must not be committed.

use crate::fixture::prove;
use crate::lexer::is_word;
use crate::manifest::{Manifest, texts};
use crate::source::{names, sources};
use crate::tree::{Breach, File, Tree};

const MEMBERS: [&str; 7] = ["api", "app", "rules", "server", "tests", "ui", "xtask"];

#[test]
fn workspace_has_its_crates() {
    prove("workspace-crates", crates);
}

/// Another crate needs a decision record first.
fn crates(tree: &Tree) -> Vec<Breach> {
    let Some(root) = tree.file("Cargo.toml") else { return vec![Breach::new("Cargo.toml", 0, "missing")] };
    let manifest = Manifest::read(root);
    let (line, members) =
        manifest.at(&["workspace", "members"]).map_or((0, Vec::new()), |(line, list)| (line, texts(list)));
    let mut breaches = Vec::new();
    if members != MEMBERS {
        breaches.push(root.breach(line, format!("{members:?} are not the workspace crates")));
    }
    let missing = MEMBERS.iter().map(|member| format!("{member}/Cargo.toml")).filter(|path| tree.file(path).is_none());
    breaches.extend(missing.map(|path| Breach::new(&path, 0, "missing")));
    breaches
}

/// Lints that the workspace must enable; CI turns warnings into errors.
const LINTS: [(&str, &str); 7] = [
    ("rust", "missing_docs"),
    ("rust", "unsafe_code"),
    ("clippy", "dbg_macro"),
    ("clippy", "expect_used"),
    ("clippy", "panic"),
    ("clippy", "todo"),
    ("clippy", "unwrap_used"),
];

#[test]
fn every_crate_takes_the_lints_of_the_workspace() {
    prove("shared-lints", shared_lints);
}

fn shared_lints(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    if let Some(root) = tree.file("Cargo.toml") {
        let manifest = Manifest::read(root);
        for (tool, lint) in LINTS {
            let level = manifest
                .at(&["workspace", "lints", tool, lint])
                .and_then(|(line, level)| Some((line, level.as_str()?)));
            match level {
                None => breaches.push(root.breach(0, format!("{tool}::{lint} is not set"))),
                Some((line, "allow")) => breaches.push(root.breach(line, format!("{tool}::{lint} is allowed"))),
                Some(_) => {}
            }
        }
    }
    for file in MEMBERS.iter().filter_map(|member| tree.file(&format!("{member}/Cargo.toml"))) {
        let shared = Manifest::read(file).at(&["lints", "workspace"]).and_then(|(_, value)| value.as_bool());
        if shared != Some(true) {
            breaches.push(file.breach(0, "takes no lints from the workspace"));
        }
    }
    breaches
}

#[test]
fn no_product_code_allows_the_lints_against_panics() {
    prove("no-excuse-for-panics", excuses);
}

/// The lints themselves find `unwrap`, `expect` and `panic!`, tests excepted; this finds who switches them off.
/// Indexing and arithmetic that may panic are not seen.
fn excuses(tree: &Tree) -> Vec<Breach> {
    let lints = ["clippy::unwrap_used", "clippy::expect_used", "clippy::panic", "clippy::all", "clippy::restriction"];
    let what = "what can fail says so in its type";
    let folders = ["api/src/", "rules/src/", "app/src/", "server/src/", "ui/src/", "xtask/src/"];
    folders
        .iter()
        .flat_map(|folder| sources(tree, folder, ".rs"))
        .flat_map(|source| source.naming(&lints, what))
        .collect()
}

#[test]
fn one_file_may_be_unsafe() {
    prove("unsafe-in-one-place", unsafe_code);
}

/// Cutting the module into chunks declares functions as imported; nothing else needs it (docs/adr/0008-lazy-routes.md).
fn unsafe_code(tree: &Tree) -> Vec<Breach> {
    let what = "only app/src/lazy_pages.rs may be unsafe";
    let folders = ["api/", "rules/", "app/", "server/", "tests/src/", "tests/browser/", "ui/", "xtask/"];
    let sources = folders.iter().flat_map(|folder| sources(tree, folder, ".rs"));
    let others = sources.filter(|source| source.file.path != "app/src/lazy_pages.rs");
    others.flat_map(|source| source.naming(&["unsafe_code"], what)).collect()
}

/// Pieces of words put together, since this file is read by its own rules.
const LEFT_OPEN: [&str; 6] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    concat!("HA", "CK"),
    concat!("dbg", "!("),
    concat!("to", "do!("),
];

#[test]
fn nothing_is_left_open_with_a_mark() {
    prove("no-marks", marks);
}

/// In every file, comments above all. Open work belongs in an issue.
fn marks(tree: &Tree) -> Vec<Breach> {
    in_every_line(tree, |line| LEFT_OPEN.iter().find(|word| names(line, word)).map(|word| format!("{word}: left open")))
}

const MACHINES: [&str; 4] = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/tm", "p/"), concat!("/ho", "me/")];

#[test]
fn no_path_of_somebodys_machine_is_committed() {
    prove("no-machine-paths", machine_paths);
}

/// A path that begins with one of these; behind a name it is a part of an address or of another path.
fn machine_paths(tree: &Tree) -> Vec<Breach> {
    let begins = |line: &str, path: &str| {
        let continued = |before: char| is_word(before) || matches!(before, '.' | '-' | '}' | '~' | ')');
        line.match_indices(path).any(|(at, _)| !line[..at].ends_with(continued))
    };
    in_every_line(tree, |line| {
        MACHINES.iter().find(|path| begins(line, path)).map(|path| format!("{path}: a path of one machine"))
    })
}

fn in_every_line(tree: &Tree, wrong: impl Fn(&str) -> Option<String>) -> Vec<Breach> {
    let found = |file: &File| -> Vec<Breach> {
        file.lines().filter_map(|(number, line)| Some(file.breach(number, wrong(line)?))).collect()
    };
    tree.files().flat_map(found).collect()
}
