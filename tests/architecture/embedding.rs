//! docs/embedding.md lists for a host exactly what code defines: custom properties, attributes, events.

use std::collections::BTreeSet;

use crate::fixture::prove;
use crate::tree::{Breach, File, Tree};

const DOCUMENT: &str = "docs/embedding.md";
const TOKENS: &str = "style/tokens.css";
const ENTRY: &str = "app/embed/imk-app.js";
const PAGES: &str = "ui/src/platform/embed.rs";
const HOST: &str = "ui/src/platform/host.rs";

#[test]
fn document_for_portals_lists_every_token_and_no_other() {
    prove("listed-tokens", tokens);
}

/// A token is a custom property that style/tokens.css gives a value.
fn tokens(tree: &Tree) -> Vec<Breach> {
    let (Some(document), Some(sheet)) = (tree.file(DOCUMENT), tree.file(TOKENS)) else { return Vec::new() };
    let declared = declared(sheet);
    let listed: Vec<(usize, &str)> = quoted(document).filter(|(_, word)| word.starts_with("--imk-")).collect();
    let unknown = listed.iter().filter(|(_, word)| !declared.iter().any(|(_, token)| token == word));
    let mut breaches: Vec<Breach> =
        unknown.map(|(line, word)| document.breach(*line, format!("{TOKENS} has no {word}"))).collect();
    let missing = declared.iter().filter(|(_, token)| !listed.iter().any(|(_, word)| word == token));
    breaches.extend(missing.map(|(line, token)| sheet.breach(*line, format!("{DOCUMENT} does not list {token}"))));
    breaches
}

fn declared(sheet: &File) -> Vec<(usize, &str)> {
    let lines = sheet.lines().filter_map(|(number, line)| Some((number, line.trim().split_once(':')?.0)));
    lines.filter(|(_, name)| name.starts_with("--imk-")).collect()
}

#[test]
fn embedding_document_lists_exactly_the_attributes_and_events() {
    prove("listed-attributes-and-events", attributes_and_events);
}

/// Internal names: how the stand-alone page marks itself, and how the entry script passes values to the pages.
const OUR_OWN: [&str; 2] = ["alone", "imk:language"];

/// Attributes are those that the entry script and the pages read from the element, but for the script's own notes
/// (`data-`); events those that the pages name. The document lists them in tables, each in the first column.
fn attributes_and_events(tree: &Tree) -> Vec<Breach> {
    let [Some(document), Some(entry), Some(pages), Some(host)] =
        [DOCUMENT, ENTRY, PAGES, HOST].map(|path| tree.file(path))
    else {
        return Vec::new();
    };
    let named: Vec<(&File, usize, &str)> =
        after(entry, &["getAttribute(\"", "hasAttribute(\"", "observedAttributes = [\""])
            .chain(after(pages, &["attribute(\""]))
            .chain(after(host, &["&str = \"imk:"]))
            .filter(|(_, _, name)| !name.starts_with("data-"))
            .collect();
    let rows: Vec<(usize, &str)> = document
        .lines()
        .filter_map(|(number, line)| Some((number, line.strip_prefix("| `")?.split('`').next()?)))
        .map(|(number, name)| (number, name.split('=').next().unwrap_or(name).trim_start_matches("imk:")))
        .collect();
    let unknown = rows.iter().filter(|(_, row)| !named.iter().any(|(_, _, name)| name == row));
    let mut breaches: Vec<Breach> =
        unknown.map(|(line, row)| document.breach(*line, format!("no code knows {row}"))).collect();
    let mut told = BTreeSet::new();
    for (file, line, name) in named {
        let is_ours = OUR_OWN.iter().any(|own| own.trim_start_matches("imk:") == name);
        if !is_ours && !rows.iter().any(|(_, row)| *row == name) && told.insert(name) {
            breaches.push(file.breach(line, format!("{DOCUMENT} does not list {name}")));
        }
    }
    breaches
}

/// The text after one of these beginnings, up to the next quotation mark.
fn after<'a>(file: &'a File, beginnings: &'a [&'a str]) -> impl Iterator<Item = (&'a File, usize, &'a str)> {
    file.lines().flat_map(move |(number, line)| {
        let found = beginnings.iter().flat_map(move |beginning| line.split(beginning).skip(1));
        found.map(move |rest| (file, number, rest.split('"').next().unwrap_or_default()))
    })
}

/// The words that stand between backticks, with their lines.
fn quoted(file: &File) -> impl Iterator<Item = (usize, &str)> {
    file.lines().flat_map(|(number, line)| line.split('`').skip(1).step_by(2).map(move |word| (number, word)))
}
