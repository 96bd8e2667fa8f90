//! Boundary 10: every condition cites its source, is explained in both languages, and has a persona.

use crate::fixture::prove;
use crate::lexer::is_word;
use crate::source::{Source, names, text_sources};
use crate::tree::{Breach, File, Tree};

const RULE: &str = "rules/src/rule.rs";
const READING: &str = "rules/src/reading.rs";

/// A variant of an enum: its line, its name, and what its documentation says.
struct Variant {
    line: usize,
    name: String,
    docs: String,
}

impl Variant {
    /// The name as JSON has it.
    fn in_data(&self) -> String {
        let mut name = String::new();
        for (at, letter) in self.name.char_indices() {
            if letter.is_uppercase() && at > 0 {
                name.push('_');
            }
            name.extend(letter.to_lowercase());
        }
        name
    }
}

/// The variants of `pub enum name` without data, as rustfmt lays them out; none where there is no such enum.
fn variants(file: Option<&File>, name: &str) -> Vec<Variant> {
    let head = format!("pub enum {name} {{");
    let lines = file.into_iter().flat_map(File::lines).skip_while(|(_, line)| *line != head).skip(1);
    let (mut found, mut docs) = (Vec::new(), String::new());
    for (line, text) in lines.take_while(|(_, text)| *text != "}") {
        let text = text.trim();
        if let Some(doc) = text.strip_prefix("///") {
            docs += doc;
        } else if let Some(name) = text.strip_suffix(',').filter(|name| name.chars().all(is_word)) {
            found.push(Variant { line, name: name.to_owned(), docs: std::mem::take(&mut docs) });
        }
    }
    found
}

/// Whether a text names a clause (N8), a reading (R2) or an act.
fn cites(text: &str) -> bool {
    let numbered = |word: &str| {
        let number = word.strip_prefix(['N', 'R']);
        number.is_some_and(|number| number.starts_with(|first: char| first.is_ascii_digit()))
    };
    let acts = ["Directive", "Regulation", "Register", "Law"];
    text.split(|letter: char| !is_word(letter)).any(numbered) || acts.iter().any(|act| names(text, act))
}

#[test]
fn every_condition_cites_a_clause_or_reading() {
    prove("conditions-cite", conditions_cite);
}

fn conditions_cite(tree: &Tree) -> Vec<Breach> {
    let silent = variants(tree.file(RULE), "RuleId").into_iter().filter(|rule| !cites(&rule.docs));
    silent.map(|rule| Breach::new(RULE, rule.line, format!("{} cites nothing", rule.name))).collect()
}

/// The modules that hold conditions and figures.
const DECIDING: [&str; 6] = ["account", "eligibility", "personal_code", "programme/mod", "riga_time", "window"];

#[test]
fn deciding_modules_cite_the_announcement_or_an_act() {
    prove("deciding-modules-cite", modules_cite);
}

/// That the citation is the right one, no test can say.
fn modules_cite(tree: &Tree) -> Vec<Breach> {
    let files = DECIDING.iter().filter_map(|module| tree.file(&format!("rules/src/{module}.rs")));
    let breaches = files.flat_map(|file| {
        let source = Source::read(file);
        let mut breaches: Vec<Breach> = undocumented(&source);
        if !source.docs().any(|(_, doc)| cites(doc)) {
            breaches.push(file.breach(0, "cites neither a clause nor an act"));
        }
        breaches
    });
    breaches.collect()
}

/// Public items without documentation above them or above their attributes.
fn undocumented(source: &Source<'_>) -> Vec<Breach> {
    const ITEMS: [&str; 7] =
        ["pub fn ", "pub const ", "pub enum ", "pub struct ", "pub type ", "pub static ", "pub trait "];
    let documented: Vec<usize> = source.docs().map(|(line, _)| line).collect();
    let mut above = 0;
    let mut breaches = Vec::new();
    for (number, line) in source.code() {
        let line = line.trim();
        let item = ITEMS.iter().any(|item| line.starts_with(item));
        if item && !documented.contains(&above) {
            breaches.push(source.file.breach(number, "public, and not documented"));
        }
        let attribute = line.starts_with("#[") || line.ends_with(")]");
        if !attribute {
            above = number;
        }
    }
    breaches
}

#[test]
fn every_condition_has_a_persona_and_a_reading() {
    prove("conditions-are-tried", conditions_are_tried);
}

/// A row of `tests/personas.csv` names the condition as JSON does, and so does a line of `docs/readings.md`, in
/// backticks. What row and line say about it is for its readers.
fn conditions_are_tried(tree: &Tree) -> Vec<Breach> {
    let personas = tree.file("tests/personas.csv");
    let readings = tree.file("docs/readings.md");
    let mut breaches = Vec::new();
    for rule in variants(tree.file(RULE), "RuleId") {
        let name = rule.in_data();
        let row = |file: &File| file.lines().skip(1).any(|(_, row)| names(row, &name));
        if !personas.is_some_and(row) {
            breaches.push(Breach::new(RULE, rule.line, format!("{name} has no row in tests/personas.csv")));
        }
        let line = |file: &File| file.text.contains(&format!("`{name}`"));
        if !readings.is_some_and(line) {
            breaches.push(Breach::new(RULE, rule.line, format!("`{name}` has no line in docs/readings.md")));
        }
    }
    breaches
}

#[test]
fn every_reading_is_explained() {
    prove("readings-are-explained", readings_are_explained);
}

fn readings_are_explained(tree: &Tree) -> Vec<Breach> {
    let readings = tree.file("docs/readings.md");
    let explained = |name: &str| readings.is_some_and(|file| file.lines().any(|(_, line)| names(line, name)));
    let silent = variants(tree.file(READING), "ReadingId").into_iter().filter(|reading| !explained(&reading.name));
    let what = |name: &str| format!("{name} has no line in docs/readings.md");
    silent.map(|reading| Breach::new(READING, reading.line, what(&reading.name))).collect()
}

#[test]
fn every_condition_has_words_in_both_languages() {
    prove("conditions-have-words", conditions_have_words);
}

/// Two items of the text files name it: one for each language. That the languages are Latvian and English, the types of
/// the tables say.
fn conditions_have_words(tree: &Tree) -> Vec<Breach> {
    let texts: Vec<Source<'_>> = text_sources(tree).collect();
    let speaking = |rule: &Variant| {
        texts.iter().map(|source| items_naming(source, &format!("RuleId::{}", rule.name))).sum::<usize>()
    };
    let silent = variants(tree.file(RULE), "RuleId").into_iter().filter(|rule| speaking(rule) < 2);
    let what = |name: &str| format!("{name} has no words in two languages in the text files");
    silent.map(|rule| Breach::new(RULE, rule.line, what(&rule.name))).collect()
}

/// How many functions and tables of a file name a word.
fn items_naming(source: &Source<'_>, word: &str) -> usize {
    let (mut count, mut counted) = (0, false);
    for (_, line) in source.code() {
        if ["fn ", "static ", "const "].iter().any(|item| names(line, item) && !line.starts_with(' ')) {
            counted = false;
        }
        if !counted && names(line, word) {
            (count, counted) = (count + 1, true);
        }
    }
    count
}

#[test]
fn conditions_and_readings_are_found_in_the_sources() {
    let count = |path, name| variants(Tree::repository().file(path), name).len();
    assert!(count(RULE, "RuleId") >= 6 && count(READING, "ReadingId") >= 11);
}
