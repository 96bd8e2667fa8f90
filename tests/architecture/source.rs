//! A file of code, line by line: its code without comments and texts, its texts, its documentation; without its tests.

use crate::lexer::{Kind, Syntax, is_word, pieces};
use crate::tree::{Breach, File, Tree};

/// A line of some kind: its number from 1, and what of that kind is in it.
type Line = (usize, String);

/// A file of Rust, JavaScript or CSS.
pub(crate) struct Source<'a> {
    pub(crate) file: &'a File,
    code: Vec<Line>,
    texts: Vec<Line>,
    docs: Vec<Line>,
}

impl<'a> Source<'a> {
    /// Reads a file in the syntax of its name, without the code that is built for tests only.
    pub(crate) fn read(file: &'a File) -> Self {
        let mut source = Self::with_tests(file);
        let tested = tested(&source.code);
        for lines in [&mut source.code, &mut source.texts, &mut source.docs] {
            lines.retain(|(number, _)| !tested.contains(number));
        }
        source
    }

    /// Reads a file in the syntax of its name, with its tests.
    pub(crate) fn with_tests(file: &'a File) -> Self {
        let pieces = pieces(&file.text, syntax(&file.path));
        let code = (1..).zip(blanked(&pieces).lines().map(str::to_owned)).collect();
        Self { file, code, texts: of_kind(&pieces, Kind::Text), docs: of_kind(&pieces, Kind::Doc) }
    }

    /// The code: comments are blank, and so is the text between quotes.
    pub(crate) fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code.iter().map(|(number, line)| (*number, line.as_str()))
    }

    /// The texts with their quotes; one of several lines comes line by line.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (usize, &str)> {
        self.texts.iter().map(|(number, text)| (*number, text.as_str()))
    }

    /// The documentation comments.
    pub(crate) fn docs(&self) -> impl Iterator<Item = (usize, &str)> {
        self.docs.iter().map(|(number, text)| (*number, text.as_str()))
    }

    /// A breach for every line of code that names one of these words.
    pub(crate) fn naming(&self, words: &[&str], what: &str) -> Vec<Breach> {
        let named = self.code().filter_map(|(number, line)| {
            let word = words.iter().find(|word| names(line, word))?;
            Some(self.file.breach(number, format!("{word}: {what}")))
        });
        named.collect()
    }
}

/// The files below a folder that are built into the product: not those in folders of tests and benches.
pub(crate) fn sources<'a>(tree: &'a Tree, folder: &'a str, ending: &'a str) -> impl Iterator<Item = Source<'a>> {
    let is_test =
        |path: &str| ["/tests/", "/benches/"].iter().any(|part| path.contains(part)) || path.ends_with("/tests.rs");
    tree.under(folder, ending).filter(move |file| !is_test(&file.path)).map(Source::read)
}

/// Whether a file holds sentences of the user interface: `texts.rs` of a feature, or any file in a folder `text`.
pub(crate) fn is_text_file(path: &str) -> bool {
    let in_pages = path.starts_with("app/src/") || path.starts_with("ui/src/");
    in_pages && (path.ends_with("/texts.rs") || path.contains("/text/"))
}

/// The text files.
pub(crate) fn text_sources(tree: &Tree) -> impl Iterator<Item = Source<'_>> {
    let all = ["app/src/", "ui/src/"].into_iter().flat_map(move |folder| sources(tree, folder, ".rs"));
    all.filter(|source| is_text_file(&source.file.path))
}

/// Whether a line names a word: the same letters inside a longer name don't count.
pub(crate) fn names(line: &str, word: &str) -> bool {
    places(line, word).next().is_some()
}

/// Where a line names a word, in bytes.
pub(crate) fn places<'a>(line: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    line.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let before = line[..*at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let whole =
            |edge: Option<char>, beside: Option<char>| !(edge.is_some_and(is_word) && beside.is_some_and(is_word));
        whole(word.chars().next(), before) && whole(word.chars().next_back(), after)
    })
}

pub(crate) fn syntax(path: &str) -> Syntax {
    match path.rsplit('.').next() {
        Some("js") => Syntax::Script,
        Some("css") => Syntax::Style,
        _ => Syntax::Rust,
    }
}

/// The source with everything but code made blank, so that lines and columns stay. Of a text the quotes stay, so that
/// one can see that there was one.
fn blanked(pieces: &[(Kind, &str)]) -> String {
    let mut code = String::new();
    for (kind, piece) in pieces {
        let blank: String = piece.chars().map(|c| if c == '\n' { c } else { ' ' }).collect();
        match kind {
            Kind::Code => code += piece,
            Kind::Comment | Kind::Doc => code += &blank,
            Kind::Text => {
                let inner = blank.get(1..blank.len().saturating_sub(1)).unwrap_or_default();
                code += &format!("\"{inner}\"");
            }
        }
    }
    code
}

fn of_kind(pieces: &[(Kind, &str)], wanted: Kind) -> Vec<Line> {
    let mut number = 1;
    let mut found = Vec::new();
    for (kind, piece) in pieces {
        if *kind == wanted {
            found.extend((number..).zip(piece.split('\n').map(str::to_owned)));
        }
        number += piece.matches('\n').count();
    }
    found
}

/// The lines of the items that are built for tests only.
fn tested(code: &[Line]) -> Vec<usize> {
    let (mut tested, mut depth, mut inside) = (Vec::new(), 0_usize, false);
    for (number, line) in code {
        inside |= line.contains("#[cfg(test)]") || line.contains("#[cfg(all(test,");
        if !inside {
            continue;
        }
        tested.push(*number);
        let opened = line.contains('{') || depth > 0;
        depth = (depth + line.matches('{').count()).saturating_sub(line.matches('}').count());
        // The item ends with its last brace, or with a semicolon where it has none: `mod tests;`.
        inside = depth > 0 || !(opened || line.trim_end().ends_with(';'));
    }
    tested
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> File {
        File { path: "a.rs".to_owned(), text: text.to_owned() }
    }

    #[test]
    fn words_count_in_code_only_and_only_whole() {
        let file = file("// now\nlet a = \"now\";\nnow();\nknown();\nnow_at();\n");
        let source = Source::read(&file);
        assert_eq!(source.naming(&["now"], "no"), [Breach::new("a.rs", 3, "now: no")]);
    }

    #[test]
    fn texts_keep_their_lines() {
        let file = file("f(\"one\\\n   two\");\n");
        let texts: Vec<_> = Source::read(&file).texts().map(|(number, text)| (number, text.to_owned())).collect();
        assert_eq!(texts, [(1, "\"one\\".to_owned()), (2, "   two\"".to_owned())]);
    }

    #[test]
    fn code_built_for_tests_only_is_left_out() {
        let file = file("a();\n#[cfg(test)]\nuse b;\nc();\n#[cfg(test)]\nmod d {\n  \"}\";\n}\ne();\n");
        let code: String = Source::read(&file).code().map(|(_, line)| line.to_owned()).collect();
        assert_eq!(code, "a();c();e();");
    }
}
