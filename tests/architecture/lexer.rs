//! Tells code, comments and texts apart, in Rust, JavaScript and CSS: enough to look for words in one of them only.
//!
//! Not seen: JavaScript's regular expressions (a quote inside one starts a text) and the code in its templates' `${…}`;
//! CSS's `url(…)` without quotes.

/// Kind of a piece of source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Code,
    Comment,
    /// A comment of rustdoc: `///`, `//!`, `/**`, `/*!`.
    Doc,
    /// A text or character with its quotes.
    Text,
}

/// Whose comments and quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syntax {
    Rust,
    Script,
    Style,
}

/// The source in pieces; together they are the whole of it.
pub(crate) fn pieces(source: &str, syntax: Syntax) -> Vec<(Kind, &str)> {
    let mut pieces = Vec::new();
    let (mut at, mut code_from) = (0, 0);
    while let Some(next) = source[at..].chars().next() {
        let before = source[..at].chars().next_back();
        if let Some((kind, length)) = other_than_code(&source[at..], syntax, before) {
            pieces.push((Kind::Code, &source[code_from..at]));
            pieces.push((kind, &source[at..at + length]));
            at += length;
            code_from = at;
        } else {
            at += next.len_utf8();
        }
    }
    pieces.push((Kind::Code, &source[code_from..]));
    pieces.retain(|(_, text)| !text.is_empty());
    pieces
}

/// The kind and the length in bytes of what begins here, unless it is code.
fn other_than_code(rest: &str, syntax: Syntax, before: Option<char>) -> Option<(Kind, usize)> {
    line_comment(rest, syntax)
        .or_else(|| block_comment(rest, syntax))
        .or_else(|| raw_text(rest, syntax, before).map(|length| (Kind::Text, length)))
        .or_else(|| quoted(rest, syntax).map(|length| (Kind::Text, length)))
}

fn line_comment(rest: &str, syntax: Syntax) -> Option<(Kind, usize)> {
    if syntax == Syntax::Style || !rest.starts_with("//") {
        return None;
    }
    let doc = rest.starts_with("//!") || (rest.starts_with("///") && !rest.starts_with("////"));
    let kind = if doc && syntax == Syntax::Rust { Kind::Doc } else { Kind::Comment };
    Some((kind, rest.find('\n').unwrap_or(rest.len())))
}

/// Rust's comments nest, the others' don't.
fn block_comment(rest: &str, syntax: Syntax) -> Option<(Kind, usize)> {
    if !rest.starts_with("/*") {
        return None;
    }
    let doc = rest.starts_with("/*!") || (rest.starts_with("/**") && !rest.starts_with("/***") && rest != "/**/");
    let kind = if doc && syntax == Syntax::Rust { Kind::Doc } else { Kind::Comment };
    let (mut at, mut depth) = (2, 1);
    while depth > 0 {
        let close = rest[at..].find("*/");
        let open = rest[at..].find("/*").filter(|open| syntax == Syntax::Rust && close.is_some_and(|end| *open < end));
        match (open, close) {
            (Some(open), _) => (at, depth) = (at + open + 2, depth + 1),
            (None, Some(close)) => (at, depth) = (at + close + 2, depth - 1),
            (None, None) => return Some((kind, rest.len())),
        }
    }
    Some((kind, at))
}

/// `r"…"`, `r#"…"#`, and those of bytes and C.
fn raw_text(rest: &str, syntax: Syntax, before: Option<char>) -> Option<usize> {
    if syntax != Syntax::Rust || before.is_some_and(is_word) {
        return None;
    }
    let prefix = ["r", "br", "cr"].into_iter().find(|prefix| {
        let after = rest.strip_prefix(prefix);
        after.is_some_and(|after| after.trim_start_matches('#').starts_with('"'))
    })?;
    let after = &rest[prefix.len()..];
    let hashes = after.len() - after.trim_start_matches('#').len();
    let start = prefix.len() + hashes + 1;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(rest[start..].find(&end).map_or(rest.len(), |at| start + at + end.len()))
}

/// A text up to its closing quote, whichever the syntax has; in Rust a single quote may begin a lifetime.
fn quoted(rest: &str, syntax: Syntax) -> Option<usize> {
    let quote = rest.chars().next()?;
    let begins = match syntax {
        Syntax::Rust => quote == '"' || (quote == '\'' && is_character(rest)),
        Syntax::Script => matches!(quote, '"' | '\'' | '`'),
        Syntax::Style => matches!(quote, '"' | '\''),
    };
    if !begins {
        return None;
    }
    let mut escaped = false;
    for (at, character) in rest.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return Some(at + 1),
            _ => {}
        }
    }
    Some(rest.len())
}

/// `'a'` and `'\n'`, but not `'a`.
fn is_character(rest: &str) -> bool {
    let mut characters = rest.chars().skip(1);
    match characters.next() {
        Some('\\') => true,
        Some(_) => characters.next() == Some('\''),
        None => false,
    }
}

/// Whether a character can be part of a name.
pub(crate) fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(syntax: Syntax, source: &str, expected: &[(Kind, &str)]) {
        assert_eq!(pieces(source, syntax), expected);
    }

    #[test]
    fn rust_comments_nest_and_rustdoc_is_a_separate_kind() {
        let source = "a// b\n/// c\n//// d\n/* e /* f */ g */h//! i";
        let expected = [
            (Kind::Code, "a"),
            (Kind::Comment, "// b"),
            (Kind::Code, "\n"),
            (Kind::Doc, "/// c"),
            (Kind::Code, "\n"),
            (Kind::Comment, "//// d"),
            (Kind::Code, "\n"),
            (Kind::Comment, "/* e /* f */ g */"),
            (Kind::Code, "h"),
            (Kind::Doc, "//! i"),
        ];
        check(Syntax::Rust, source, &expected);
    }

    #[test]
    fn comment_marks_in_texts_and_quotes_in_comments_do_not_count() {
        check(Syntax::Rust, r#""// \" a""#, &[(Kind::Text, r#""// \" a""#)]);
        check(Syntax::Rust, "// it's \"\nb", &[(Kind::Comment, "// it's \""), (Kind::Code, "\nb")]);
    }

    #[test]
    fn raw_texts_end_at_as_many_hashes_as_they_began_with() {
        check(Syntax::Rust, r###"r#"a"b"#c"###, &[(Kind::Text, r###"r#"a"b"#"###), (Kind::Code, "c")]);
        check(Syntax::Rust, r#"br"\""#, &[(Kind::Text, r#"br"\""#)]);
        check(Syntax::Rust, "r#type", &[(Kind::Code, "r#type")]);
    }

    #[test]
    fn lifetimes_are_code_and_characters_are_texts() {
        check(Syntax::Rust, "&'a str", &[(Kind::Code, "&'a str")]);
        let expected = [(Kind::Text, "'\"'"), (Kind::Code, ", "), (Kind::Text, r"'\''"), (Kind::Code, ", b")];
        check(Syntax::Rust, r#"'"', '\'', b"#, &expected);
    }

    #[test]
    fn scripts_have_three_kinds_of_quotes_and_no_nested_comments() {
        let expected = [(Kind::Text, "'a\"'"), (Kind::Text, "`b`"), (Kind::Comment, "/* /* */"), (Kind::Code, "c")];
        check(Syntax::Script, "'a\"'`b`/* /* */c", &expected);
    }

    #[test]
    fn style_sheets_have_no_comments_of_one_line() {
        let expected = [(Kind::Code, "a { b: //c }"), (Kind::Comment, "/* d */")];
        check(Syntax::Style, "a { b: //c }/* d */", &expected);
    }

    #[test]
    fn whatever_is_never_closed_reaches_to_the_end() {
        check(Syntax::Rust, "/* /* */ a", &[(Kind::Comment, "/* /* */ a")]);
        check(Syntax::Rust, "\"a\n", &[(Kind::Text, "\"a\n")]);
    }
}
