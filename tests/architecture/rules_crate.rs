//! Boundaries 1 and 8: dependencies of the crates.

use crate::fixture::prove;
use crate::manifest::{Dependency, Manifest};
use crate::source::sources;
use crate::tree::{Breach, Tree};

/// What `rules` always depends on.
const ALWAYS: [&str; 3] = ["chrono", "serde", "thiserror"];

/// Dependencies allowed behind a feature; `utoipa` by docs/adr/0006.
const BEHIND: [(&str, &str); 6] = [
    ("addr-spec", "contact"),
    ("ed25519-dalek", "receipt"),
    ("hex", "receipt"),
    ("serde_json", "json"),
    ("sha2", "receipt"),
    ("utoipa", "openapi"),
];

#[test]
fn rules_depend_on_listed_crates_most_behind_a_feature() {
    prove("rules-dependencies", dependencies);
}

/// What those crates depend on in turn is not seen here: the build for a target without `std` sees it.
fn dependencies(tree: &Tree) -> Vec<Breach> {
    let Some(file) = tree.file("rules/Cargo.toml") else { return Vec::new() };
    let root = tree.file("Cargo.toml").map(Manifest::read);
    let shared = root.map(|root| root.shared_dependencies()).unwrap_or_default();
    let lean = |dependency: &Dependency| {
        let stated = if dependency.inherited {
            shared.iter().find(|shared| shared.package == dependency.package)
        } else {
            Some(dependency)
        };
        stated.is_some_and(|stated| !stated.default_features)
    };
    let mut breaches = Vec::new();
    for dependency in Manifest::read(file).dependencies().iter().filter(|dependency| !dependency.dev) {
        let package = dependency.package.as_str();
        let behind = BEHIND.iter().any(|(name, _)| *name == package);
        let wrong = if !behind && !ALWAYS.contains(&package) {
            "rules may not depend on it; an ADR would have to allow it"
        } else if behind && !dependency.optional {
            "it has to be optional, behind its feature"
        } else if !lean(dependency) {
            "its default features have to be off"
        } else {
            continue;
        };
        breaches.push(file.breach(dependency.line, format!("{package}: {wrong}")));
    }
    breaches
}

#[test]
fn features_of_rules_enable_their_crates_and_none_is_default() {
    prove("rules-features", features);
}

fn features(tree: &Tree) -> Vec<Breach> {
    let Some(file) = tree.file("rules/Cargo.toml") else { return Vec::new() };
    let mut breaches = Vec::new();
    for (feature, line, items) in Manifest::read(file).features() {
        if feature == "default" && !items.is_empty() {
            breaches.push(file.breach(line, "default: rules has no default features"));
        }
        for item in items {
            let package = item.strip_prefix("dep:").unwrap_or(&item);
            let own = BEHIND.iter().find(|(name, _)| *name == package).map(|(_, own)| *own);
            if own.is_some_and(|own| own != feature) {
                breaches.push(file.breach(line, format!("{feature}: {package} is not its crate")));
            }
        }
    }
    breaches
}

#[test]
fn rules_name_no_standard_library() {
    prove("rules-no-std", no_std);
}

/// `alloc` and `core` are enough. Macros like `println!` need no word of `std`; the build without it refuses them.
fn no_std(tree: &Tree) -> Vec<Breach> {
    let named = sources(tree, "rules/src/", ".rs").flat_map(|source| {
        source.naming(&["std::", "extern crate std", "use std"], "rules have no standard library, only core and alloc")
    });
    let root = tree.file("rules/src/lib.rs");
    let without_mark = root.filter(|root| !root.text.contains("no_std)]") && !root.text.contains("![no_std]"));
    named.chain(without_mark.map(|root| root.breach(0, "the crate does not say no_std"))).collect()
}

/// The crates of the product, each with those it may depend on.
const LAYERS: [(&str, &[&str]); 5] = [
    ("rules", &[]),
    ("api", &["rules"]),
    ("ui", &["api", "rules"]),
    ("app", &["api", "rules", "ui"]),
    ("server", &["api", "rules"]),
];

#[test]
fn crates_depend_on_lower_layers_only() {
    prove("crate-directions", directions);
}

/// For tests too: a test that needs both sides belongs into `imk-tests`, which starts the server as a program.
fn directions(tree: &Tree) -> Vec<Breach> {
    let ours = ["api", "app", "rules", "server", "imk-tests", "ui", "xtask"];
    let mut breaches = Vec::new();
    for (name, allowed) in LAYERS {
        let Some(file) = tree.file(&format!("{name}/Cargo.toml")) else { continue };
        for dependency in Manifest::read(file).dependencies() {
            let package = dependency.package.as_str();
            if ours.contains(&package) && !allowed.contains(&package) {
                breaches.push(file.breach(dependency.line, format!("{name} may not depend on {package}")));
            }
        }
    }
    breaches
}
