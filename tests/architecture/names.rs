//! Names that follow a convention: tests and error types.

use crate::fixture::prove;
use crate::lexer::is_word;
use crate::prose::test_names;
use crate::ratchet::{Limits, above};
use crate::source::Source;
use crate::tree::{Breach, File, Tree};

/// Characters in the name of a test at most.
const LONGEST: usize = 60;

/// Longer names that a folder may have now. The numbers only decrease.
const LONG_NAMES: Limits<'_> = &[];

#[test]
fn names_of_tests_are_short_sentences() {
    prove("test-names", |tree| above(LONG_NAMES, long_names(tree)));
}

fn long_names(tree: &Tree) -> Vec<Breach> {
    let long = |file: &File| -> Vec<Breach> {
        let names = test_names(file).into_iter().filter(|(_, name)| name.len() > LONGEST);
        names.map(|(line, name)| file.breach(line, format!("{name}: {} characters", name.len()))).collect()
    };
    tree.under("", ".rs").flat_map(long).collect()
}

/// Error types of other names that a folder may have now. The numbers only decrease.
const OTHER_ERRORS: Limits<'_> = &[];

#[test]
fn error_types_end_in_error() {
    prove("error-types", |tree| above(OTHER_ERRORS, other_errors(tree)));
}

/// Types that derive `thiserror::Error` or implement `std::error::Error` or `core::error::Error`.
fn other_errors(tree: &Tree) -> Vec<Breach> {
    let other = |file: &File| -> Vec<Breach> {
        let source = Source::with_tests(file);
        let types = error_types(&source).into_iter().filter(|(_, name)| !name.ends_with("Error"));
        types.map(|(line, name)| file.breach(line, format!("{name} is an error type"))).collect()
    };
    tree.under("", ".rs").flat_map(other).collect()
}

fn error_types(source: &Source<'_>) -> Vec<(usize, String)> {
    let mut derived = false;
    let mut found = Vec::new();
    for (number, line) in source.code() {
        let derives = line.trim_start().starts_with("#[derive(");
        derived |=
            derives && line.split([',', '(', ')', ' ']).any(|word| word == "Error" || word == "thiserror::Error");
        let declared = ["struct ", "enum "].iter().find_map(|kind| line.split_once(kind)).map(|(_, name)| name);
        if let Some(name) = declared.filter(|_| derived) {
            found.push((number, first_name(name)));
            derived = false;
        }
        let implemented = line.trim_start().strip_prefix("impl").and_then(|rest| rest.split_once("Error for "));
        if let Some((before, name)) = implemented
            && (before.ends_with(' ') || before.ends_with("error::"))
        {
            found.push((number, first_name(name)));
        }
    }
    found
}

fn first_name(text: &str) -> String {
    text.chars().take_while(|character| is_word(*character)).collect()
}
