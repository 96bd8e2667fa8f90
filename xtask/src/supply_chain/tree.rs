//! Dependency graph of a build, from `cargo tree`. `cargo metadata` is no alternative: it unifies the features of the
//! whole workspace, so it lists crates that a single package does not use.

use std::collections::{BTreeMap, BTreeSet};

use crate::process::{Result, cargo, read};

/// A crate in one version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Crate {
    pub(crate) name: String,
    pub(crate) version: String,
}

/// Licence and dependencies of a crate.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Details {
    /// From its manifest: an SPDX expression, or names separated by `/`.
    pub(crate) licence: String,
    /// Whether it is a member of this workspace.
    pub(crate) is_member: bool,
    pub(crate) dependencies: BTreeSet<Crate>,
}

/// The crates of a build with their details.
pub(crate) type Tree = BTreeMap<Crate, Details>;

/// Runs `cargo tree` with further options; does not change `Cargo.lock`.
pub(crate) fn tree(options: &[&str]) -> Result<Tree> {
    let format = ["tree", "--locked", "--prefix", "depth", "--format", "{p}|{l}"];
    parse(&read(cargo().args(format).args(options))?)
}

/// Parses lines such as `2ring v0.17.14|Apache-2.0 AND ISC (*)`: depth, crate, licence. A dependency is below its
/// dependant, one level deeper. After `(*)` the dependencies are omitted, because they were listed before.
fn parse(output: &str) -> Result<Tree> {
    let (mut tree, mut path) = (Tree::new(), Vec::<Crate>::new());
    for line in output.lines().filter(|line| !line.is_empty()) {
        let (depth, found, details) = parse_line(line).ok_or_else(|| format!("cargo tree printed `{line}`"))?;
        path.truncate(depth);
        if let Some(parent) = path.last().and_then(|parent| tree.get_mut(parent)) {
            parent.dependencies.insert(found.clone());
        }
        tree.entry(found.clone()).or_insert(details);
        path.push(found);
    }
    Ok(tree)
}

/// Depth, crate and details of a line. After the version may follow `(proc-macro)`, and the folder of a member.
fn parse_line(line: &str) -> Option<(usize, Crate, Details)> {
    let (depth, rest) = line.split_at(line.find(|c: char| !c.is_ascii_digit())?);
    let (found, licence) = rest.rsplit_once('|')?;
    let mut words = found.split(' ');
    let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
    let is_member = words.any(|word| word.starts_with("(/"));
    let licence = licence.trim_end_matches(" (*)").to_owned();
    let found = Crate { name: name.to_owned(), version: version.to_owned() };
    Some((depth.parse().ok()?, found, Details { licence, is_member, dependencies: BTreeSet::new() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTPUT: &str = "\
0server v0.1.0 (/some/where/server)|EUPL-1.2
1serde v1.0.229|MIT OR Apache-2.0
2serde_derive v1.0.229 (proc-macro)|MIT OR Apache-2.0
1rules v0.1.0 (/some/where/rules)|EUPL-1.2
2serde v1.0.229|MIT OR Apache-2.0 (*)

0app v0.1.0 (/some/where/app)|EUPL-1.2
";

    fn crate_of(name: &str, version: &str) -> Crate {
        Crate { name: name.to_owned(), version: version.to_owned() }
    }

    #[test]
    fn each_crate_is_listed_once_with_its_dependencies() {
        let tree = parse(OUTPUT).unwrap();
        let names: Vec<&str> = tree.keys().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["app", "rules", "serde", "serde_derive", "server"]);
        let (serde, rules) = (crate_of("serde", "1.0.229"), crate_of("rules", "0.1.0"));
        assert_eq!(tree[&crate_of("server", "0.1.0")].dependencies, [rules.clone(), serde.clone()].into());
        assert_eq!(tree[&rules].dependencies, [serde.clone()].into());
        assert_eq!(tree[&serde].licence, "MIT OR Apache-2.0");
        assert!(
            tree[&rules].is_member && !tree[&serde].is_member && !tree[&crate_of("serde_derive", "1.0.229")].is_member
        );
        assert!(tree[&crate_of("app", "0.1.0")].dependencies.is_empty());
    }

    #[test]
    fn malformed_line_is_rejected() {
        assert!(parse("error: no such package").is_err());
        assert!(parse("1serde|MIT").is_err());
    }
}
