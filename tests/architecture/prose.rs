//! English prose of a file: comments of code, Markdown, and the names of tests as sentences.

use crate::lexer::{Kind, pieces};
use crate::source::{Source, syntax};
use crate::tree::File;

/// Lines of prose with their numbers. Quotations in backticks and blocks of code are blank.
pub(crate) fn prose(file: &File) -> Vec<(usize, String)> {
    match file.path.rsplit('.').next() {
        Some("rs") => {
            let mut lines = comments(file);
            lines.extend(test_names(file).into_iter().map(|(line, name)| (line, name.replace('_', " "))));
            lines
        }
        Some("js" | "css") => comments(file),
        Some("md") => without_code(file.lines().map(|(line, text)| (line, text.to_owned()))),
        Some("toml" | "sh" | "conf" | "service" | "yml") => after_mark(file, '#'),
        Some("sql") => after_mark(file, '-'),
        _ => Vec::new(),
    }
}

fn comments(file: &File) -> Vec<(usize, String)> {
    let mut line = 1;
    let mut found = Vec::new();
    for (kind, text) in pieces(&file.text, syntax(&file.path)) {
        if matches!(kind, Kind::Comment | Kind::Doc) {
            found.extend(
                (line..).zip(text.split('\n').map(|text| text.trim_start_matches(['/', '!', '*', ' ']).to_owned())),
            );
        }
        line += text.matches('\n').count();
    }
    without_code(found.into_iter())
}

/// Comments from a mark to the end of the line. A mark within a quoted text is taken for a comment.
fn after_mark(file: &File, mark: char) -> Vec<(usize, String)> {
    let after = |text: &str| text.split_once(mark).map(|(_, comment)| comment.trim_start_matches(mark).to_owned());
    without_code(file.lines().filter_map(|(line, text)| Some((line, after(text)?))))
}

fn without_code(lines: impl Iterator<Item = (usize, String)>) -> Vec<(usize, String)> {
    let mut in_block = false;
    let mut found = Vec::new();
    for (number, line) in lines {
        if line.trim_start().starts_with("```") {
            in_block = !in_block;
        } else if !in_block {
            // Of a text split at backticks, every second part is a quotation.
            let outside: Vec<&str> = line.split('`').step_by(2).collect();
            found.push((number, outside.join("`")));
        }
    }
    found
}

/// The names of a file's tests, with their lines.
pub(crate) fn test_names(file: &File) -> Vec<(usize, String)> {
    let code = Source::with_tests(file);
    let mut attribute = false;
    let mut found = Vec::new();
    for (number, line) in code.code() {
        let line = line.trim();
        attribute |= line.starts_with("#[test") || line.starts_with("#[tokio::test");
        if let Some((_, name)) = line.split_once("fn ").filter(|_| attribute) {
            found.push((number, name.split(['(', '<']).next().unwrap_or_default().to_owned()));
            attribute = false;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), text: text.to_owned() }
    }

    fn texts(path: &str, text: &str) -> Vec<String> {
        prose(&file(path, text)).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn comments_and_test_names_are_prose_but_code_is_not() {
        let rust = "/// One `two` three.\nfn four() { \"five\" } // six\n#[test]\nfn seven_eight() {}\n";
        assert_eq!(texts("a.rs", rust), ["One ` three.", "six", "seven eight"]);
        assert_eq!(texts("a.sql", "SELECT 1; -- one\n"), [" one"]);
        assert_eq!(texts("a.toml", "a = 1 # one\n"), [" one"]);
    }

    #[test]
    fn blocks_of_code_are_left_out() {
        assert_eq!(texts("a.md", "one\n```sh\ntwo\n```\nthree\n"), ["one", "three"]);
        assert_eq!(texts("a.rs", "//! one\n//! ```\n//! two\n//! ```\n"), ["one"]);
    }

    #[test]
    fn asynchronous_tests_have_names_too() {
        let text = "#[tokio::test(flavor = \"multi_thread\")]\nasync fn a_b() {}\nfn c() {}\n";
        assert_eq!(test_names(&file("a.rs", text)), [(2, "a_b".to_owned())]);
    }
}
