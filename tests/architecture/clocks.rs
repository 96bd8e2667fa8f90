//! Boundary 2: the clock and randomness are passed in.

use crate::fixture::prove;
use crate::manifest::Manifest;
use crate::source::sources;
use crate::tree::{Breach, Tree};

/// The files that read a clock or draw random numbers, for everybody else.
const HOMES: [&str; 4] = [
    "ui/src/platform/clock.rs",
    "ui/src/platform/random.rs",
    "server/src/platform/clock.rs",
    "server/src/platform/random.rs",
];

const RUST: [&str; 13] = [
    "Utc::now",
    "Local::now",
    "SystemTime::now",
    "Instant::now",
    "Date::now",
    "Date::new_0",
    "Math::random",
    "getrandom",
    "get_random_values",
    "get_random_values_with_u8_array",
    "get_random_values_with_js_u8_array",
    "rand::",
    "clippy::disallowed_methods",
];

const SCRIPT: [&str; 7] =
    ["Date.now", "new Date()", "performance.now", "Math.random", "getRandomValues", "get_random_values", "randomUUID"];

#[test]
fn clock_and_randomness_have_one_home_each_in_pages_and_server() {
    prove("clock-and-randomness", homes);
}

/// Not seen: a clock under another name (`use chrono::Utc as Time`), which clippy's list below does see; and keys that
/// the browser draws itself (`generateKey`).
fn homes(tree: &Tree) -> Vec<Breach> {
    let outside = |path: &str| !HOMES.contains(&path);
    let what = "clock and randomness are passed in; only clock.rs and random.rs of ui and server have them";
    let mut breaches = Vec::new();
    for folder in ["rules/src/", "api/src/", "app/src/", "ui/src/", "server/src/"] {
        let rust = sources(tree, folder, ".rs").filter(|source| outside(&source.file.path));
        breaches.extend(rust.flat_map(|source| source.naming(&RUST, what)));
    }
    let scripts = ["app/", "ui/"].into_iter().flat_map(|folder| sources(tree, folder, ".js"));
    breaches.extend(scripts.flat_map(|source| source.naming(&SCRIPT, what)));
    breaches
}

/// What clippy must refuse by type, whatever it is called in the file.
const DISALLOWED: [&str; 6] = [
    "chrono::Local::now",
    "chrono::Utc::now",
    "getrandom::fill",
    "js_sys::Date::new_0",
    "js_sys::Date::now",
    "std::time::SystemTime::now",
];

#[test]
fn clippy_refuses_clocks_and_randomness_and_says_why() {
    prove("disallowed-methods", disallowed);
}

fn disallowed(tree: &Tree) -> Vec<Breach> {
    let Some(file) = tree.file("clippy.toml") else { return vec![Breach::new("clippy.toml", 0, "missing")] };
    let manifest = Manifest::read(file);
    let Some((line, list)) = manifest.at(&["disallowed-methods"]) else {
        return vec![file.breach(0, "no disallowed-methods")];
    };
    let get = |entry: &toml::de::DeValue<'_>, key: &str| {
        let value = entry.as_table().and_then(|table| table.get(key));
        value.and_then(|value| value.get_ref().as_str()).unwrap_or_default().trim().to_owned()
    };
    let entries = list.as_array().into_iter().flat_map(|entries| entries.iter());
    let explained: Vec<String> = entries
        .map(toml::Spanned::get_ref)
        .filter(|entry| !get(entry, "reason").is_empty())
        .map(|entry| get(entry, "path"))
        .collect();
    let missing = DISALLOWED.iter().filter(|path| !explained.iter().any(|found| found == *path));
    missing.map(|path| file.breach(line, format!("{path} is not disallowed with a reason"))).collect()
}
