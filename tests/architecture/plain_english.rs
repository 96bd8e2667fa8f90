//! Plain technical English: phrases that paraphrase a standard term are rare in comments, documents and test names.
//!
//! The phrases mark a style, not an error: one of them can be right. What counts is their number per 10,000 words,
//! which is below 5 in most code bases. Not seen: phrases across the end of a line, and messages in texts.

use std::collections::BTreeMap;

use crate::fixture::prove;
use crate::lexer::is_word;
use crate::prose::prose;
use crate::ratchet::top;
use crate::tree::{Breach, Tree};

/// Words in a row, `|` between alternatives.
const PHRASES: [&str; 25] = [
    "anew",
    "meanwhile",
    "nought",
    "somebody|nobody|whoever",
    "is|are|was|were told",
    "hear|hears|heard",
    "what is|are|was|were|has|had|have",
    "what it|they|there",
    "what a|an|the|no",
    "what came|comes|stands",
    "of its|their|his own",
    "of ours",
    "once more",
    "no more",
    "come|comes|came to",
    "came of",
    "becomes|became of",
    "is|are|was|were to be",
    "by which",
    "at its",
    "need be",
    "as it is|was|stands",
    "is|are none",
    "stand|stands in|there|at|beside",
    "on its|their way",
];

/// Phrases per 10,000 words in a folder at most.
const MOST: usize = 10;

/// Texts of others.
const FOREIGN: [&str; 2] = ["xtask/advisories/", "LICENSE"];

#[test]
fn comments_and_documents_are_plain_english() {
    prove("plain-english", phrases);
}

fn phrases(tree: &Tree) -> Vec<Breach> {
    let mut folders: BTreeMap<&str, (usize, Vec<Breach>)> = BTreeMap::new();
    for file in tree.files().filter(|file| !FOREIGN.iter().any(|foreign| file.path.starts_with(foreign))) {
        let (count, breaches) = folders.entry(top(&file.path)).or_default();
        for (line, text) in prose(file) {
            let words = words(&text);
            *count += words.iter().filter(|word| !word.is_empty()).count();
            breaches.extend(
                found(&words).into_iter().map(|phrase| file.breach(line, format!("\"{phrase}\": use a plain term"))),
            );
        }
    }
    let over = folders.into_iter().filter(|(_, (words, breaches))| breaches.len() * 10_000 > MOST * words);
    over.flat_map(|(_, (_, breaches))| breaches).collect()
}

/// The words of a line in lower case, with an empty one at each mark of punctuation.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for character in line.chars().chain([' ']) {
        if is_word(character) || character == '\'' || character == '-' {
            word.extend(character.to_lowercase());
            continue;
        }
        if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if !character.is_whitespace() {
            words.push(String::new());
        }
    }
    words
}

/// The phrases in a row of words.
fn found(words: &[String]) -> Vec<String> {
    let starts = (0..words.len()).flat_map(|start| PHRASES.iter().map(move |phrase| (start, phrase)));
    let matches = starts.filter_map(|(start, phrase)| {
        let length = phrase.split(' ').count();
        let row = words.get(start..start + length)?;
        let fits = row.iter().zip(phrase.split(' ')).all(|(word, any)| any.split('|').any(|one| one == word));
        fits.then(|| row.join(" "))
    });
    matches.collect()
}

#[test]
fn phrases_are_whole_words_in_a_row() {
    let found = |line: &str| found(&words(line));
    assert_eq!(found("What is  left is told anew."), ["what is", "is told", "anew"]);
    assert!(found("somewhat is; what, is; retold; renewed").is_empty());
}
