//! Boundary 3: sentences of the user interface are in text files only, and every variant has its sentence.

use crate::fixture::prove;
use crate::lexer::is_word;
use crate::source::{is_text_file, sources, text_sources};
use crate::tree::{Breach, Tree};

const LATVIAN: &str = "āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽ";

/// Code that reads Latvian: the search folds letters and strips endings, a typed date may name its month, and names are
/// sorted by the Latvian alphabet.
const READS_LATVIAN: [&str; 3] =
    ["app/src/catalogue/search/", "ui/src/components/date_entry.rs", "ui/src/collation.rs"];

#[test]
fn latvian_words_are_in_text_files_only() {
    prove("no-words-for-citizens", latvian);
}

/// A proxy: Latvian without its own letters ("Kad un kur?") and English sentences are not seen. Data files, comments
/// and documentation may be Latvian; the pack's clauses are data.
fn latvian(tree: &Tree) -> Vec<Breach> {
    let folders = ["rules/src/", "api/src/", "server/src/", "app/src/", "ui/src/"];
    let code = folders.into_iter().flat_map(|folder| sources(tree, folder, ".rs"));
    let code = code.filter(|source| {
        !is_text_file(&source.file.path) && !READS_LATVIAN.iter().any(|path| source.file.path.starts_with(path))
    });
    let breaches = code.flat_map(|source| {
        let latvian = source.texts().filter(|(_, text)| text.chars().any(|letter| LATVIAN.contains(letter)));
        let breach =
            |(line, text)| source.file.breach(line, format!("{text}: sentences belong in texts.rs or under text/"));
        latvian.map(breach).collect::<Vec<_>>()
    });
    breaches.collect()
}

#[test]
fn texts_match_every_variant_by_name() {
    prove("exhaustive-texts", catch_all);
}

/// A new variant must not compile before it has words. A match of numbers has to take whatever is left, so one with a
/// number among its arms may. `matches!`, `if let` and `let … else` are not seen, nor is an arm that binds inside a
/// pattern (`Some(other) =>`).
fn catch_all(tree: &Tree) -> Vec<Breach> {
    let breaches = text_sources(tree).flat_map(|source| {
        let lines: Vec<(usize, &str)> = source.code().collect();
        let arm = |at: usize| {
            let (number, line) = lines[at];
            let taking_all = line.match_indices(" =>").any(|(end, _)| is_catch_all(&line[..end]));
            (taking_all && !matches_numbers(&lines[..=at])).then_some(number)
        };
        let arms: Vec<usize> = (0..lines.len()).filter_map(arm).collect();
        arms.into_iter()
            .map(|line| source.file.breach(line, "an arm for everything else; name each variant"))
            .collect::<Vec<_>>()
    });
    breaches.collect()
}

/// Whether the last of these lines is an arm of a match with a number in it: one of the arms above it, which rustfmt
/// puts at the same column.
fn matches_numbers(lines: &[(usize, &str)]) -> bool {
    let Some((_, last)) = lines.last() else { return false };
    let column = |line: &str| line.len() - line.trim_start().len();
    let above = lines.iter().rev().map(|(_, line)| *line).filter(|line| !line.trim().is_empty());
    let arms = above.take_while(|line| column(line) >= column(last)).filter(|line| column(line) == column(last));
    let number = |line: &str| line.trim_start_matches([' ', '(']).starts_with(|first: char| first.is_ascii_digit());
    arms.filter(|line| line.contains(" =>")).any(number)
}

/// Whether the pattern at the end of a line takes whatever is left: `_`, or a name, with or without a condition.
fn is_catch_all(line: &str) -> bool {
    let pattern = line.rsplit([',', '{', '}']).next().unwrap_or_default();
    let pattern = pattern.split(" if ").next().unwrap_or_default().trim();
    let name = pattern.chars().all(is_word) && pattern.starts_with(|first: char| first.is_lowercase() || first == '_');
    name && !["true", "false"].contains(&pattern)
}

#[test]
fn names_and_underscores_are_catch_all_patterns() {
    for pattern in ["    _", "match kind { A => 1, _", "other", "n if n > 3", "{ rest"] {
        assert!(is_catch_all(pattern), "{pattern}");
    }
    for pattern in ["Verdict::Eligible", "Eligible", "true", "Some(_)", "A | B", "Problem::TooLong { bytes }", "3"] {
        assert!(!is_catch_all(pattern), "{pattern}");
    }
}
