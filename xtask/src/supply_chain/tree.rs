//! Which crates a build is made of and which of them needs which, as `cargo tree` tells.

use std::collections::{BTreeMap, BTreeSet};

use crate::process::{Result, cargo, read};

/// A crate in one version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Crate {
    pub(crate) name: String,
    pub(crate) version: String,
}

/// What is said of a crate.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// As its manifest has it: an expression of SPDX, or names with `/` between them.
    pub(crate) licence: String,
    /// Whether it is of this workspace.
    pub(crate) ours: bool,
    pub(crate) needs: BTreeSet<Crate>,
}

/// Every crate once.
pub(crate) type Tree = BTreeMap<Crate, Entry>;

/// What the options of `cargo tree` select; `Cargo.lock` is not changed.
pub(crate) fn tree(options: &[&str]) -> Result<Tree> {
    let format = ["tree", "--locked", "--prefix", "depth", "--format", "{p}|{l}"];
    parse(&read(cargo().args(format).args(options))?)
}

/// Lines such as `2ring v0.17.14|Apache-2.0 AND ISC (*)`, each below the crate that needs it, which has a smaller number.
/// Where there is a star, what the crate needs was told before.
fn parse(said: &str) -> Result<Tree> {
    let (mut tree, mut way) = (Tree::new(), Vec::<Crate>::new());
    for line in said.lines().filter(|line| !line.is_empty()) {
        let (depth, found, entry) = entry(line).ok_or_else(|| format!("cargo tree says `{line}`"))?;
        way.truncate(depth);
        if let Some(needs) = way.last().and_then(|parent| tree.get_mut(parent)) {
            needs.needs.insert(found.clone());
        }
        tree.entry(found.clone()).or_insert(entry);
        way.push(found);
    }
    Ok(tree)
}

/// Depth, crate, and what is said of it. Behind the version may stand what kind of crate it is, and the folder of ours.
fn entry(line: &str) -> Option<(usize, Crate, Entry)> {
    let (depth, rest) = line.split_at(line.find(|c: char| !c.is_ascii_digit())?);
    let (found, licence) = rest.rsplit_once('|')?;
    let mut words = found.split(' ');
    let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
    let ours = words.any(|word| word.starts_with("(/"));
    let licence = licence.trim_end_matches(" (*)").to_owned();
    let found = Crate { name: name.to_owned(), version: version.to_owned() };
    Some((depth.parse().ok()?, found, Entry { licence, ours, needs: BTreeSet::new() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "0server v0.1.0 (/some/where/server)|EUPL-1.2\n1serde v1.0.229|MIT OR Apache-2.0\n\
                        2serde_derive v1.0.229 (proc-macro)|MIT OR Apache-2.0\n1rules v0.1.0 (/some/where/rules)|EUPL-1.2\n\
                        2serde v1.0.229|MIT OR Apache-2.0 (*)\n\n0app v0.1.0 (/some/where/app)|EUPL-1.2\n";

    fn crate_of(name: &str, version: &str) -> Crate {
        Crate { name: name.to_owned(), version: version.to_owned() }
    }

    #[test]
    fn each_crate_is_there_once_with_what_it_needs() {
        let tree = parse(SAID).unwrap();
        let names: Vec<&str> = tree.keys().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["app", "rules", "serde", "serde_derive", "server"]);
        let (serde, rules) = (crate_of("serde", "1.0.229"), crate_of("rules", "0.1.0"));
        assert_eq!(tree[&crate_of("server", "0.1.0")].needs, [rules.clone(), serde.clone()].into());
        assert_eq!(tree[&rules].needs, [serde.clone()].into());
        assert_eq!(tree[&serde].licence, "MIT OR Apache-2.0");
        assert!(tree[&rules].ours && !tree[&serde].ours && !tree[&crate_of("serde_derive", "1.0.229")].ours);
        assert!(tree[&crate_of("app", "0.1.0")].needs.is_empty());
    }

    #[test]
    fn what_is_no_line_of_a_tree_is_refused() {
        assert!(parse("error: no such package").is_err());
        assert!(parse("1serde|MIT").is_err());
    }
}
