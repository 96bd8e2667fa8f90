//! Minifies scripts.

/// Removes comment lines, empty lines and indentation. Keeps line breaks, because statements may end without a
/// semicolon, and comments at the end of a line, because they may be part of a string.
pub(crate) fn without_comments(script: &str) -> String {
    let mut short = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        let is_comment = in_comment || line.starts_with("/*") || line.starts_with("//");
        in_comment = (in_comment || line.starts_with("/*")) && !line.ends_with("*/");
        if !is_comment && !line.is_empty() {
            short.push_str(line);
            short.push('\n');
        }
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_are_removed() {
        let script = "// One.\nlet a = 1; // kept\n\n  /**\n   * Two.\n   */\n  a();\n  /* three */\n  \"// text\";\n";
        assert_eq!(without_comments(script), "let a = 1; // kept\na();\n\"// text\";\n");
    }
}
