//! docs/asvs.md answers every requirement of a standard: no row is missing, and the evidence it names exists.

use std::collections::BTreeSet;

use crate::fixture::prove;
use crate::source::Source;
use crate::tree::{Breach, File, Tree};

const DOCUMENT: &str = "docs/asvs.md";
/// Numbers and levels of the standard's requirements, `1.2.3 1` a line; what begins with `#` says whose they are.
const STANDARD: &str = "tests/architecture/asvs-5.0.txt";
/// Where the forged sign-ins are, each by its name between quotes.
const CASES: &str = "tests/identity/";

/// How a requirement is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Answer {
    Test,
    Document,
    DoesNotApply,
    Open,
}

impl Answer {
    fn read(text: &str) -> Option<Self> {
        match text {
            "test" => Some(Self::Test),
            "document" => Some(Self::Document),
            "does not apply" => Some(Self::DoesNotApply),
            "open" => Some(Self::Open),
            _ => None,
        }
    }
}

/// A row of the document's tables: number, level, subject, answer, and the evidence or reason.
struct Row<'a> {
    line: usize,
    number: &'a str,
    level: &'a str,
    answer: &'a str,
    reason: &'a str,
}

/// Every row that begins with a number.
fn rows(document: &File) -> Vec<Row<'_>> {
    document.lines().filter_map(|(line, text)| row(line, text)).collect()
}

fn row(line: usize, text: &str) -> Option<Row<'_>> {
    let mut cells = text.strip_prefix('|')?.strip_suffix('|')?.split('|').map(str::trim);
    let number = cells.next().filter(|number| number.starts_with(|first: char| first.is_ascii_digit()))?;
    let mut next = || cells.next().unwrap_or_default();
    let (level, _, answer, reason) = (next(), next(), next(), next());
    Some(Row { line, number, level, answer, reason })
}

#[test]
fn every_requirement_of_the_standard_has_one_row() {
    prove("asvs-rows", requirements);
}

/// In the standard's order, with its level.
fn requirements(tree: &Tree) -> Vec<Breach> {
    let (Some(document), Some(standard)) = (tree.file(DOCUMENT), tree.file(STANDARD)) else {
        return vec![Breach::new(DOCUMENT, 0, format!("missing, or {STANDARD} is"))];
    };
    let required: Vec<(&str, &str)> = standard
        .lines()
        .filter(|(_, line)| !line.starts_with('#'))
        .filter_map(|(_, line)| line.split_once(' '))
        .collect();
    let (mut breaches, mut seen) = (Vec::new(), BTreeSet::new());
    for row in rows(document) {
        match required.iter().find(|(number, _)| *number == row.number) {
            None => breaches.push(document.breach(row.line, format!("the standard has no {}", row.number))),
            Some((_, level)) if *level != row.level => {
                breaches.push(document.breach(row.line, format!("{} is of level {level}", row.number)));
            }
            Some(_) if !seen.insert(row.number) => {
                breaches.push(document.breach(row.line, format!("{} is there twice", row.number)));
            }
            Some(_) => {}
        }
    }
    let missing = required.iter().filter(|(number, _)| !seen.contains(number));
    breaches.extend(missing.map(|(number, _)| document.breach(0, format!("{number} is missing"))));
    breaches
}

#[test]
fn evidence_of_the_requirements_exists() {
    prove("asvs-evidence", evidence);
}

/// Between backticks stand tests (`api::matrix::everybody_gets_what_is_theirs`), forged sign-ins
/// (`identity::cases: two states`) and documents (`docs/api.md`). A row that claims a test names one, a row that claims
/// a document names one, and the others say why. Whether the test shows it is for its readers.
fn evidence(tree: &Tree) -> Vec<Breach> {
    let Some(document) = tree.file(DOCUMENT) else { return vec![Breach::new(DOCUMENT, 0, "missing")] };
    let tests = tests(tree);
    let mut breaches = Vec::new();
    for row in rows(document) {
        let mut breach = |what: String| breaches.push(document.breach(row.line, format!("{}: {what}", row.number)));
        let named: Vec<&str> = row.reason.split('`').skip(1).step_by(2).collect();
        for name in &named {
            let is_there = match kind(name) {
                Kind::Test => tests.contains(*name),
                Kind::Case => is_case(tree, name),
                Kind::Document => tree.file(name).is_some(),
                Kind::Word => true,
            };
            if !is_there {
                breach(format!("there is no {name}"));
            }
        }
        let has = |kinds: &[Kind]| named.iter().any(|name| kinds.contains(&kind(name)));
        match Answer::read(row.answer) {
            None => breach(format!("`{}` is no answer", row.answer)),
            Some(Answer::Test) if !has(&[Kind::Test, Kind::Case]) => breach("names no test".to_owned()),
            Some(Answer::Document) if !has(&[Kind::Document]) => breach("names no document".to_owned()),
            Some(Answer::DoesNotApply | Answer::Open) if row.reason.is_empty() => breach("says no reason".to_owned()),
            Some(_) => {}
        }
    }
    breaches
}

/// Kind of the name between backticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Test,
    Case,
    Document,
    /// A setting, a header, a command: not looked for.
    Word,
}

fn kind(name: &str) -> Kind {
    if name.starts_with("identity::") && name.contains(": ") {
        Kind::Case
    } else if name.contains("::") {
        Kind::Test
    } else if name.contains('/') && [".md", ".service", ".toml"].iter().any(|ending| name.ends_with(ending)) {
        Kind::Document
    } else {
        Kind::Word
    }
}

/// Every function that is run as a test, under the path of its file: `server/tests/api/matrix.rs` is
/// `server::api::matrix`. One that is ignored is not run.
fn tests(tree: &Tree) -> BTreeSet<String> {
    let mut tests = BTreeSet::new();
    for file in tree.under("", ".rs") {
        let parts = file.path.trim_end_matches(".rs").split('/');
        let module: Vec<&str> = parts.filter(|part| !["src", "tests", "main", "mod", "lib"].contains(part)).collect();
        let (mut is_test, mut is_ignored) = (false, false);
        for (_, line) in file.lines() {
            let line = line.trim();
            if line.starts_with("#[") {
                is_test |= line.starts_with("#[test]") || line.starts_with("#[tokio::test");
                is_ignored |= line.starts_with("#[ignore");
                continue;
            }
            if let Some(name) = function(line).filter(|_| is_test && !is_ignored) {
                tests.insert(format!("{}::{name}", module.join("::")));
            }
            (is_test, is_ignored) = (false, false);
        }
    }
    tests
}

fn function(line: &str) -> Option<&str> {
    line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ")?.split('(').next()
}

/// Whether `identity::FILE: NAME` is a text of that file.
fn is_case(tree: &Tree, name: &str) -> bool {
    let parts = name.strip_prefix("identity::").and_then(|rest| rest.split_once(": "));
    let Some((file, case)) = parts else { return false };
    let quoted = format!("\"{case}\"");
    let file = tree.file(&format!("{CASES}{file}.rs"));
    file.is_some_and(|file| Source::read(file).texts().any(|(_, text)| text == quoted))
}

#[test]
fn counts_before_the_tables_are_those_of_the_tables() {
    prove("asvs-counts", counts);
    if let Some(document) = Tree::repository().file(DOCUMENT) {
        let [test, document, _, open] = counted(document);
        println!("ASVS items with tests {test} of {} applicable, open {open}", test + document + open);
    }
}

fn counts(tree: &Tree) -> Vec<Breach> {
    let Some(document) = tree.file(DOCUMENT) else { return vec![Breach::new(DOCUMENT, 0, "missing")] };
    let [test, by_document, not, open] = counted(document);
    let sum = format!("applicable with a test {test}, document {by_document}, does not apply {not}, open {open}");
    let said = document.lines().take_while(|(_, line)| !line.starts_with('|')).any(|(_, line)| line.contains(&sum));
    if said { Vec::new() } else { vec![document.breach(0, format!("does not say `{sum}`"))] }
}

/// Tests, documents, requirements that do not apply, open ones.
fn counted(document: &File) -> [usize; 4] {
    let answers: Vec<Option<Answer>> = rows(document).iter().map(|row| Answer::read(row.answer)).collect();
    [Answer::Test, Answer::Document, Answer::DoesNotApply, Answer::Open]
        .map(|answer| answers.iter().filter(|one| **one == Some(answer)).count())
}

#[test]
fn tests_are_found_in_every_crate_and_helpers_are_not() {
    let tests = tests(Tree::repository());
    for name in [
        "api::json::every_problem_has_its_status_and_its_code",
        "server::platform::rate_limit::untrusted_peer_cannot_choose_its_address",
        "server::api::matrix::every_caller_reaches_only_permitted_operations",
        "architecture::security::tests_are_found_in_every_crate_and_helpers_are_not",
    ] {
        assert!(tests.contains(name), "{name}");
    }
    assert!(!tests.contains("architecture::security::rows") && !tests.contains("server::api::matrix::callers"));
}
