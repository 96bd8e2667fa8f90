//! Imports between the files of a crate form no cycle, so that each file can be read, tested and moved by itself.
//!
//! An edge leads from a file to every other file of its crate that a path in its code resolves to: paths of `use` and
//! paths within code, that begin with `crate`, `super`, `self`, a submodule or an imported module. A path stops at the
//! last segment that is a module: `super::Name` leads to the parent's file, also where the parent re-exports `Name`. A
//! declaration `mod child;` is no edge. Not seen: what macros expand to, and code that is built for tests only.

use std::collections::{BTreeMap, BTreeSet};

use crate::fixture::prove;
use crate::modules::{Modules, imports};
use crate::tree::{Breach, Tree};

#[test]
fn files_of_a_crate_import_each_other_without_cycles() {
    prove("import-cycles", |tree| cycles(tree).iter().map(Cycle::breach).collect());
}

/// Files that reach each other, in the order of their paths, and the shortest way from the first of them back to it.
struct Cycle {
    files: Vec<String>,
    shortest: Vec<String>,
}

impl Cycle {
    fn breach(&self) -> Breach {
        let mut what = format!("import cycle {}; {} files", self.shortest.join(" -> "), self.files.len());
        if self.files.len() >= self.shortest.len() {
            what += &format!(": {}", self.files.join(", "));
        }
        Breach::new(&self.files[0], 0, what)
    }
}

/// Edges from each file to the files it imports.
type Graph = BTreeMap<String, BTreeSet<String>>;

fn cycles(tree: &Tree) -> Vec<Cycle> {
    let modules = Modules::read(tree);
    let graph: Graph = tree.under("", ".rs").map(|file| (file.path.clone(), imports(&modules, file))).collect();
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        graph.keys().map(|file| (file.as_str(), reach(&graph, file))).collect();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for file in graph.keys() {
        if !seen.contains(file) && reached[file.as_str()].contains(file.as_str()) {
            let both = |other: &&&str| reached.get(**other).is_some_and(|back| back.contains(file.as_str()));
            let files: Vec<String> =
                reached[file.as_str()].iter().filter(both).map(|other| (*other).to_owned()).collect();
            seen.extend(files.clone());
            found.push(Cycle { shortest: shortest(&graph, file), files });
        }
    }
    found
}

/// The files that a file imports, and those that they import, and so on.
fn reach<'a>(graph: &'a Graph, from: &str) -> BTreeSet<&'a str> {
    let (mut reached, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(file) = open.pop() {
        for next in graph.get(file).into_iter().flatten() {
            if reached.insert(next.as_str()) {
                open.push(next);
            }
        }
    }
    reached
}

/// The shortest way from a file back to itself.
fn shortest(graph: &Graph, start: &str) -> Vec<String> {
    let mut ways = std::collections::VecDeque::from([vec![start.to_owned()]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        for next in graph.get(&way[way.len() - 1]).into_iter().flatten() {
            let longer = [way.clone(), vec![next.clone()]].concat();
            if next == start {
                return longer;
            }
            if seen.insert(next.clone()) {
                ways.push_back(longer);
            }
        }
    }
    Vec::new()
}
