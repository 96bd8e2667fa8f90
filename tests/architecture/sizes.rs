//! Sizes that a reader can take in: lines and files.

use crate::fixture::prove;
use crate::ratchet::{Limits, above};
use crate::tree::{Breach, File, Tree};

/// Characters in a line at most.
const WIDEST: usize = 120;

/// Wider lines that a folder may have now. The numbers only decrease.
const WIDE_LINES: Limits<'_> = &[("tests", 45)];

#[test]
fn lines_of_rust_and_markdown_fit_the_screen() {
    prove("line-width", |tree| above(WIDE_LINES, wide_lines(tree)));
}

/// Rows of tables and lines with an address cannot be broken. Advisories are texts of others.
fn wide_lines(tree: &Tree) -> Vec<Breach> {
    let files = tree.under("", ".rs").chain(tree.under("", ".md"));
    let ours = files.filter(|file| !file.path.starts_with("xtask/advisories/"));
    let wide = |file: &File| -> Vec<Breach> {
        let lines = file.lines().filter(|(_, line)| !line.contains("://") && !line.starts_with('|'));
        let lines = lines.map(|(number, line)| (number, line.chars().count())).filter(|(_, width)| *width > WIDEST);
        lines.map(|(number, width)| file.breach(number, format!("{width} characters are more than {WIDEST}"))).collect()
    };
    ours.flat_map(wide).collect()
}

/// Lines in a file of Rust at most.
const LONGEST: usize = 500;

#[test]
fn files_of_rust_are_short_enough_to_read() {
    prove("file-length", lengths);
}

/// A file is split where it has two reasons to change; at this length it has.
fn lengths(tree: &Tree) -> Vec<Breach> {
    let long = tree.under("", ".rs").filter(|file| file.lines().count() > LONGEST);
    long.map(|file| file.breach(0, format!("{} lines are more than {LONGEST}", file.lines().count()))).collect()
}
