//! Fixtures: small trees with the breaches that a rule must find in them, and the proof of a rule.
//!
//! A fixture is one text file, `fixtures/<rule>/<red|green>-<what it shows>.txt`, with several files in it:
//!
//! ```text
//! ==> rules/Cargo.toml
//! [dependencies]
//! rand = "0.9" <~ rand
//! ==> CHANGELOG.md (missing) <~
//! ```
//!
//! ` <~` at the end of a line expects exactly one breach there, whose message holds the words that follow. Behind a
//! file's name it expects one about the file as a whole. The marks are taken out before the rule sees the tree.

use std::fs;
use std::path::{Path, PathBuf};

use crate::tree::{Breach, File, Tree};

/// A rule: returns the breaches in a tree.
pub(crate) type Check = fn(&Tree) -> Vec<Breach>;

const MARK: &str = " <~";

/// A breach that a fixture expects: `what` is a part of its message.
#[derive(Debug, PartialEq, Eq)]
struct Expected {
    path: String,
    line: usize,
    what: String,
}

impl Expected {
    fn is(&self, breach: &Breach) -> bool {
        self.path == breach.path && self.line == breach.line && breach.what.contains(&self.what)
    }
}

/// Runs a rule on each of its fixtures, of which at least one must be red and one green, and then on the repository.
#[track_caller]
pub(crate) fn prove(rule: &str, check: Check) {
    let cases = cases(rule);
    for colour in ["red-", "green-"] {
        assert!(cases.iter().any(|case| name(case).starts_with(colour)), "{rule} has no {colour} fixture");
    }
    for case in cases {
        prove_case(&case, check);
    }
    let breaches = check(Tree::repository());
    assert!(breaches.is_empty(), "{rule} is broken here:\n{}", list(&breaches));
}

#[track_caller]
fn prove_case(case: &Path, check: Check) {
    let (tree, expected) = parse(&fs::read_to_string(case).unwrap());
    let found = check(&tree);
    let case = case.display();
    assert_eq!(!expected.is_empty(), name(case.to_string().as_ref()).starts_with("red-"), "{case}: colour and marks");
    for one in &expected {
        let matches = found.iter().filter(|breach| one.is(breach)).count();
        assert_eq!(matches, 1, "{case}: {one:?} was to be found once; found\n{}", list(&found));
    }
    assert_eq!(found.len(), expected.len(), "{case}: more than was expected\n{}", list(&found));
}

fn list(breaches: &[Breach]) -> String {
    breaches.iter().map(Breach::to_string).collect::<Vec<_>>().join("\n")
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("architecture/fixtures")
}

fn cases(rule: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder().join(rule)).unwrap_or_else(|_| panic!("{rule} has no fixtures"));
    let mut cases: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn parse(fixture: &str) -> (Tree, Vec<Expected>) {
    let (mut files, mut expected): (Vec<File>, _) = (Vec::new(), Vec::new());
    let (mut path, mut line) = (String::new(), 0);
    for text in fixture.lines() {
        let (text, mark) = text.split_once(MARK).map_or((text, None), |(text, mark)| (text, Some(mark.trim())));
        line += 1;
        if let Some(header) = text.strip_prefix("==> ") {
            line = 0;
            path = header.trim_end_matches(" (missing)").to_owned();
            if header == path {
                files.push(File { path: path.clone(), text: String::new() });
            }
        } else if let Some(file) = files.last_mut() {
            file.text += text;
            file.text.push('\n');
        }
        expected.extend(mark.map(|what| Expected { path: path.clone(), line, what: what.to_owned() }));
    }
    (Tree::new(files), expected)
}

#[test]
fn fixture_is_read_as_files_and_marks() {
    let (tree, expected) = parse("==> a.rs\none\ntwo <~ two words\n==> b/c.rs <~\n==> d.md (missing) <~ d\n");
    assert_eq!(tree.file("a.rs").unwrap().text, "one\ntwo\n");
    assert!(tree.has("b") && !tree.has("d.md"));
    let mark = |path: &str, line, what: &str| Expected { path: path.to_owned(), line, what: what.to_owned() };
    assert_eq!(expected, [mark("a.rs", 2, "two words"), mark("b/c.rs", 0, ""), mark("d.md", 0, "d")]);
}

/// A fixture folder without a rule means that a rule was removed.
#[test]
fn every_folder_of_fixtures_belongs_to_a_rule() {
    let rules: String = Tree::repository().under("tests/architecture/", ".rs").map(|file| file.text.as_str()).collect();
    for entry in fs::read_dir(folder()).unwrap() {
        let rule = name(&entry.unwrap().path());
        assert!(rules.contains(&format!("prove(\"{rule}\"")), "no rule proves fixtures/{rule}");
    }
}

#[test]
#[should_panic(expected = "was to be found once")]
fn rule_that_finds_nothing_is_not_proved() {
    prove_case(&folder().join("rules-dependencies/red-another-crate.txt"), |_| Vec::new());
}
