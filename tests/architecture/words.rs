//! Boundary 3: words for citizens are written in `app/src/i18n` and nowhere else, and nothing is left without words.

use crate::fixture::prove;
use crate::lexer::is_word;
use crate::source::sources;
use crate::tree::{Breach, Tree};

const LATVIAN: &str = "āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽ";

#[test]
fn rules_and_server_hold_no_latvian_words() {
    prove("no-words-for-citizens", latvian);
}

/// A proxy: Latvian without its own letters ("Kad un kur?") and English sentences are not seen. Data files, comments and
/// documentation may be Latvian; the pack's clauses are data.
fn latvian(tree: &Tree) -> Vec<Breach> {
    let sources = sources(tree, "rules/src/", ".rs").chain(sources(tree, "server/src/", ".rs"));
    let breaches = sources.flat_map(|source| {
        let latvian = source.texts().filter(|(_, text)| text.chars().any(|letter| LATVIAN.contains(letter)));
        let breach =
            |(line, text)| source.file.breach(line, format!("{text}: words for citizens belong to app/src/i18n"));
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
    let breaches = sources(tree, "app/src/i18n/", ".rs").flat_map(|source| {
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

/// Whether the last of these lines is an arm of a match with a number in it: one of the arms above it, which rustfmt puts
/// at the same column.
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
fn names_and_underscores_take_whatever_is_left_but_variants_and_values_do_not() {
    for pattern in ["    _", "match kind { A => 1, _", "other", "n if n > 3", "{ rest"] {
        assert!(is_catch_all(pattern), "{pattern}");
    }
    for pattern in ["Verdict::Eligible", "Eligible", "true", "Some(_)", "A | B", "Problem::TooLong { bytes }", "3"] {
        assert!(!is_catch_all(pattern), "{pattern}");
    }
}
