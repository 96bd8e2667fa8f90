//! Reads style sheets as far as the rules need: selectors with their lines, and at-rules.
//!
//! Not seen: `url(…)` without quotes that holds a brace or semicolon.

use crate::source::Source;

/// The text before a brace, or before the semicolon of an at-rule.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Prelude {
    /// One selector of a rule's list.
    Selector(String),
    /// An at-rule with its name and what follows it: `@media (min-width: 20rem)`.
    At(String),
}

/// Content of a block.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    /// Rules: the sheet itself, `@media`, `@supports`, `@layer`, `@container`.
    Rules,
    /// Declarations, among which no rule may be nested.
    Declarations,
    /// The body of `@keyframes`, `@font-face` and others, whose preludes are no selectors.
    Other,
}

/// Every prelude of a sheet, with the line on which it begins.
pub(crate) fn preludes(sheet: &Source<'_>) -> Vec<(usize, Prelude)> {
    let (mut found, mut blocks) = (Vec::new(), Vec::new());
    let (mut text, mut start) = (String::new(), 0);
    for (number, line) in sheet.code() {
        for character in line.chars().chain(['\n']) {
            match character {
                '{' => blocks.push(open(start, &text, blocks.last().copied().unwrap_or(Block::Rules), &mut found)),
                ';' if text.starts_with('@') => found.push((start, Prelude::At(text.trim().to_owned()))),
                '}' => drop(blocks.pop()),
                ';' => {}
                _ => {
                    if text.is_empty() {
                        start = number;
                    }
                    if !(text.is_empty() && character.is_whitespace()) {
                        text.push(character);
                    }
                    continue;
                }
            }
            text.clear();
        }
    }
    found
}

/// Reads the prelude of a block and returns the kind of its content.
fn open(start: usize, text: &str, within: Block, found: &mut Vec<(usize, Prelude)>) -> Block {
    let text = text.trim();
    if text.starts_with('@') {
        found.push((start, Prelude::At(text.to_owned())));
        let name = text.split([' ', '(']).next().unwrap_or_default();
        return match name {
            "@media" | "@supports" | "@layer" | "@container" => Block::Rules,
            _ => Block::Other,
        };
    }
    if within != Block::Other {
        found.extend(listed(start, text).into_iter().map(|(line, selector)| (line, Prelude::Selector(selector))));
    }
    Block::Declarations
}

/// The selectors of a list: split at the commas outside parentheses, each with its line.
fn listed(start: usize, list: &str) -> Vec<(usize, String)> {
    let (mut found, mut depth, mut line) = (Vec::new(), 0_usize, start);
    let (mut text, mut text_line) = (String::new(), start);
    for character in list.chars().chain([',']) {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '\n' => line += 1,
            ',' if depth == 0 => {
                found.push((text_line, text.split_whitespace().collect::<Vec<_>>().join(" ")));
                text.clear();
                continue;
            }
            _ => {}
        }
        if text.trim().is_empty() {
            text_line = line;
        }
        text.push(character);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::File;

    fn read(css: &str) -> Vec<(usize, Prelude)> {
        let file = File { path: "a.css".to_owned(), text: css.to_owned() };
        preludes(&Source::read(&file))
    }

    fn selector(text: &str) -> Prelude {
        Prelude::Selector(text.to_owned())
    }

    #[test]
    fn lists_are_split_outside_parentheses_with_their_lines() {
        let found = read(".a:is(.b, .c),\n.d\n  > .e {\n  color: red;\n}\n");
        assert_eq!(found, [(1, selector(".a:is(.b, .c)")), (2, selector(".d > .e"))]);
    }

    #[test]
    fn conditional_rules_are_found_and_keyframes_are_not() {
        let css = "@media print {\n  .a { b: c }\n}\n@keyframes k {\n  from { d: e }\n}\n.f { g: h }";
        let at = |text: &str| Prelude::At(text.to_owned());
        let expected = [(1, at("@media print")), (2, selector(".a")), (4, at("@keyframes k")), (7, selector(".f"))];
        assert_eq!(read(css), expected);
    }

    #[test]
    fn braces_and_commas_in_comments_and_texts_count_for_nothing() {
        assert_eq!(read("/* p { */ .a::after { content: \"} p {\"; }"), [(1, selector(".a::after"))]);
    }

    #[test]
    fn nested_rules_and_at_rules_without_a_block_are_found() {
        let expected = [(1, Prelude::At("@import url(a)".to_owned())), (2, selector(".a")), (3, selector("p"))];
        assert_eq!(read("@import url(a);\n.a {\n  p { b: c }\n}"), expected);
    }
}
