//! Documents: they exist, their links resolve, and unchangeable files have not changed.

use sha2::{Digest as _, Sha256};

use crate::fixture::prove;
use crate::lexer::is_word;
use crate::tree::{Breach, File, Tree};

const EXPECTED: [&str; 7] = [
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "docs/ARCHITECTURE.md",
    "docs/cli.md",
    "docs/readings.md",
];

#[test]
fn documents_that_everybody_looks_for_are_there() {
    prove("expected-documents", expected);
}

fn expected(tree: &Tree) -> Vec<Breach> {
    EXPECTED.iter().filter(|path| tree.file(path).is_none()).map(|path| Breach::new(path, 0, "missing")).collect()
}

#[test]
fn documents_name_commands_that_exist() {
    prove("commands", commands);
}

/// README shows the two that a newcomer needs; whatever else any page names behind `cargo xtask` is one of its
/// commands.
fn commands(tree: &Tree) -> Vec<Breach> {
    let Some(xtask) = tree.file("xtask/src/main.rs") else { return Vec::new() };
    let defined = defined_commands(&xtask.text);
    let exists = |command: &str| defined.iter().any(|name| name == command);
    let mut breaches = Vec::new();
    for file in tree.under("", ".md") {
        for (number, line) in file.lines() {
            let unknown = named_commands(line).filter(|command| !exists(command));
            breaches.extend(unknown.map(|command| file.breach(number, format!("cargo xtask has no {command}"))));
        }
    }
    if let Some(readme) = tree.file("README.md") {
        let shown =
            |command: &str| readme.lines().flat_map(|(_, line)| named_commands(line)).any(|named| named == command);
        let missing = ["run", "test"].into_iter().filter(|command| !shown(command));
        breaches.extend(missing.map(|command| readme.breach(0, format!("does not show cargo xtask {command}"))));
    }
    breaches
}

/// The commands that clap derives from `enum Command`: each variant's name in kebab case.
fn defined_commands(source: &str) -> Vec<String> {
    let variants = source.lines().skip_while(|line| *line != "enum Command {").skip(1).take_while(|line| *line != "}");
    // A variant is indented once, its fields twice.
    let variants = variants.filter_map(|line| line.strip_prefix("    "));
    variants.filter(|line| line.starts_with(|first: char| first.is_ascii_uppercase())).map(kebab_case).collect()
}

/// `api-fuzz` for `ApiFuzz { calls: u64 },`.
fn kebab_case(variant: &str) -> String {
    let mut name = String::new();
    for character in variant.chars().take_while(char::is_ascii_alphanumeric) {
        if character.is_ascii_uppercase() && !name.is_empty() {
            name.push('-');
        }
        name.push(character.to_ascii_lowercase());
    }
    name
}

fn named_commands(line: &str) -> impl Iterator<Item = &str> {
    let after = line.split("cargo xtask ").skip(1);
    let names =
        after.map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default());
    names.filter(|name| name.starts_with(|first: char| first.is_ascii_lowercase()))
}

#[test]
fn links_in_documents_lead_to_files() {
    prove("links", links);
}

/// Anchors within a page, and addresses outside the repository, are not followed.
fn links(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for file in tree.under("", ".md") {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (number, line) in file.lines() {
            let dead = targets(line).filter(|target| !resolved(folder, target).is_some_and(|path| tree.has(&path)));
            breaches.extend(dead.map(|target| file.breach(number, format!("{target} leads nowhere"))));
        }
    }
    breaches
}

/// The relative targets of `[…](…)` and `[…]: …`, without what follows `#`.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    let inline = line.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next());
    let definition = line.strip_prefix('[').and_then(|rest| rest.split_once("]: ")).map(|(_, target)| target.trim());
    let all = inline.chain(definition).map(|target| target.split('#').next().unwrap_or_default());
    all.filter(|target| !target.is_empty() && !target.contains(':'))
}

/// A path relative to a folder, from the root; nothing where it leaves the repository.
fn resolved(folder: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop().filter(|part| !part.is_empty())?),
            _ => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    Some(parts.join("/"))
}

#[test]
fn pages_that_code_and_documents_mention_are_there() {
    prove("mentioned-documents", mentioned);
}

/// Every `docs/….md`, in comments of code too.
fn mentioned(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for file in tree.files() {
        for (number, line) in file.lines() {
            let missing = mentions(line).filter(|page| tree.file(page).is_none());
            breaches.extend(missing.map(|page| file.breach(number, format!("{page} is mentioned, and missing"))));
        }
    }
    breaches
}

fn mentions(line: &str) -> impl Iterator<Item = &str> {
    let starts = line.match_indices("docs/").map(|(at, _)| at);
    let starts = starts.filter(|at| !line[..*at].ends_with(|before: char| is_word(before) || "/.-".contains(before)));
    starts.filter_map(|at| {
        let rest = &line[at..];
        let end = rest.find(|c: char| !(is_word(c) || "/-.".contains(c))).unwrap_or(rest.len());
        Some(rest[..end].trim_end_matches('.')).filter(|page| page.ends_with(".md"))
    })
}

#[test]
fn decision_records_are_numbered_without_gaps() {
    prove("decision-records", decision_records);
}

/// In `docs/adr/`, `0003-title.md` begins with `# 3. Title`.
fn decision_records(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (expected, file) in (1..).zip(tree.under("docs/adr/", ".md")) {
        let name = file.path.trim_start_matches("docs/adr/");
        if !name.starts_with(&format!("{expected:04}-")) {
            breaches.push(file.breach(0, format!("{expected:04} was to come here")));
        } else if !file.text.starts_with(&format!("# {expected}. ")) {
            breaches.push(file.breach(1, format!("the heading was to begin with `# {expected}. `")));
        }
    }
    breaches
}

const MIGRATIONS: &str = "tests/architecture/migrations.sha256";

#[test]
fn migrations_are_never_edited() {
    prove("migrations", migrations);
}

/// A database that ran a migration never runs it again: a change is a new migration.
/// `tests/architecture/migrations.sha256` holds a line `<SHA-256>  <file name>` for each, as `sha256sum` prints it in
/// `server/migrations`.
fn migrations(tree: &Tree) -> Vec<Breach> {
    let Some(list) = tree.file(MIGRATIONS) else { return vec![Breach::new(MIGRATIONS, 0, "missing")] };
    let listed: Vec<(usize, &str, &str)> = list
        .lines()
        .filter_map(|(number, line)| line.split_once("  ").map(|(hash, name)| (number, hash, name)))
        .collect();
    let migrations: Vec<&File> = tree.under("server/migrations/", ".sql").collect();
    let name = |file: &File| file.path.trim_start_matches("server/migrations/").to_owned();
    let mut breaches = Vec::new();
    for file in &migrations {
        match listed.iter().find(|(_, _, listed)| *listed == name(file)) {
            None => breaches.push(file.breach(0, format!("not in {MIGRATIONS}; it is {}", sha256(&file.text)))),
            Some((_, hash, _)) if *hash != sha256(&file.text) => {
                breaches.push(file.breach(0, format!("was edited; it is now {}", sha256(&file.text))));
            }
            Some(_) => {}
        }
    }
    let gone = listed.iter().filter(|(_, _, listed)| !migrations.iter().any(|file| name(file) == *listed));
    breaches.extend(gone.map(|(number, _, listed)| list.breach(*number, format!("{listed} is gone"))));
    breaches
}

fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
