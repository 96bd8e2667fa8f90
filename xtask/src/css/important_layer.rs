//! Protects the style sheet from the styles of the host page.
//!
//! A portal's styles also match our elements: resets, `* { … }`, `p { … !important }`. An important declaration in a
//! cascade layer overrides every rule outside layers, important ones included. So each declaration becomes important,
//! in the layer `imk-guard`. Custom properties are normal declarations in the layer `imk-values`, which every rule of
//! the host page overrides: this way the host page sets colours and fonts.

/// Moves the rules of a sheet into the two layers. Replaces `rem` by a multiple of `--imk-rem`, because the host page
/// may set the font size of its root element.
pub(crate) fn important_layers(sheet: &str) -> String {
    let (mut unlayered, mut values, mut guard) = (String::new(), String::new(), String::new());
    let bare = without_comments(sheet);
    let mut rest = bare.as_str();
    while let Some(block) = Block::first(&mut rest) {
        block.write(&mut unlayered, &mut values, &mut guard);
    }
    format!("{unlayered}@layer imk-values{{{values}}}@layer imk-guard{{{guard}}}\n")
}

/// A rule: the prelude before the brace and the body within.
struct Block<'a> {
    prelude: &'a str,
    body: &'a str,
}

impl<'a> Block<'a> {
    /// Removes the first rule from a sheet and returns it; `None` at the end.
    fn first(sheet: &mut &'a str) -> Option<Self> {
        let open = outside_quotes(sheet, '{')?;
        let close = open + closing(&sheet[open..])?;
        let block = Self { prelude: sheet[..open].trim(), body: &sheet[open + 1..close] };
        *sheet = &sheet[close + 1..];
        Some(block)
    }

    fn write(&self, unlayered: &mut String, values: &mut String, guard: &mut String) {
        let name = self.prelude.split([' ', '(']).next().unwrap_or_default();
        match name {
            "@media" | "@container" | "@supports" => {
                let (mut inner_values, mut inner_guard, mut rest) = (String::new(), String::new(), self.body);
                while let Some(block) = Block::first(&mut rest) {
                    block.write(unlayered, &mut inner_values, &mut inner_guard);
                }
                push(values, self.prelude, &inner_values);
                push(guard, self.prelude, &inner_guard);
            }
            // `@keyframes`, `@font-face` and `@page` do not allow `!important`.
            _ if name.starts_with('@') => push(unlayered, self.prelude, &scaled(&collapsed(self.body))),
            _ => {
                let (mut own_values, mut own_guard) = (String::new(), String::new());
                for declaration in declarations(self.body) {
                    match declaration.strip_prefix("--imk-rem:") {
                        Some(_) => own_values += &format!("{declaration};"),
                        None if declaration.starts_with("--") => own_values += &format!("{};", scaled(&declaration)),
                        None => own_guard += &format!("{}!important;", scaled(&declaration)),
                    }
                }
                push(values, &collapsed(self.prelude), &own_values);
                push(guard, &collapsed(self.prelude), &own_guard);
            }
        }
    }
}

/// Writes a rule unless its body is empty.
fn push(out: &mut String, prelude: &str, body: &str) {
    if !body.is_empty() {
        *out += &format!("{prelude}{{{}}}", body.trim_end_matches(';'));
    }
}

/// The declarations of a body, each as `name:value` without `!important`.
fn declarations(body: &str) -> Vec<String> {
    let (mut found, mut rest) = (Vec::new(), body);
    while !rest.trim().is_empty() {
        let end = outside_quotes(rest, ';').unwrap_or(rest.len());
        if let Some((name, value)) = rest[..end].split_once(':') {
            let value = collapsed(value);
            found.push(format!("{}:{}", name.trim(), value.trim_end_matches("!important").trim_end()));
        }
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    found
}

/// Replaces lengths in `rem` by multiples of `--imk-rem`.
fn scaled(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find("rem") {
        let (before, after) = (&rest[..at], &rest[at + 3..]);
        let number = before.rfind(|c: char| !(c.is_ascii_digit() || c == '.')).map_or(0, |last| last + 1);
        let sign = usize::from(before[..number].ends_with('-') && !before[..number].ends_with("--"));
        let is_length = number < before.len() && !after.starts_with(|c: char| c.is_ascii_alphanumeric());
        let is_word = before[..number].ends_with(|c: char| c.is_ascii_alphabetic());
        if is_length && !is_word {
            let start = number - sign;
            out += &format!("{}calc({}*var(--imk-rem))", &before[..start], &before[start..]);
        } else {
            out += &rest[..at + 3];
        }
        rest = after;
    }
    out + rest
}

/// Collapses white space.
fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(", ", ",")
}

fn without_comments(sheet: &str) -> String {
    let (mut out, mut rest) = (String::new(), sheet);
    while let Some((before, comment)) = rest.split_once("/*") {
        out += before;
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    out + rest
}

/// The characters outside quotes with their byte offsets, without the quotes.
fn unquoted(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut quote = None;
    text.char_indices().filter(move |(_, character)| {
        match (quote, character) {
            (Some(open), _) if open == *character => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(*character),
            (None, _) => return true,
        }
        false
    })
}

/// Byte offset of the first such character outside quotes and parentheses.
fn outside_quotes(text: &str, wanted: char) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, character) in unquoted(text) {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if character == wanted && depth == 0 => return Some(at),
            _ => {}
        }
    }
    None
}

/// Byte offset of the brace that closes the first one.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, character) in unquoted(text) {
        match character {
            '{' => depth += 1,
            '}' if depth == 1 => return Some(at),
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The content of the layer `imk-guard`.
    fn guard(sheet: &str) -> String {
        let important_layers = important_layers(sheet);
        let (_, layer) = important_layers.split_once("@layer imk-guard{").unwrap();
        layer.trim_end().strip_suffix('}').unwrap().to_owned()
    }

    #[test]
    fn every_declaration_becomes_important_once() {
        assert_eq!(
            guard(".imk-a,\n.imk-b {\n  color: red;\n  margin: 0 auto !important;\n}"),
            ".imk-a,.imk-b{color:red!important;margin:0 auto!important}"
        );
    }

    #[test]
    fn custom_properties_stay_normal_declarations() {
        let sheet = "imk-app { --imk-ink: #123; --imk-rem: 1rem; --imk-control: 2.75rem; display: block; }";
        assert_eq!(
            important_layers(sheet),
            "@layer imk-values{imk-app{--imk-ink:#123;--imk-rem:1rem;--imk-control:calc(2.75*var(--imk-rem))}}\
             @layer imk-guard{imk-app{display:block!important}}\n"
        );
    }

    #[test]
    fn media_queries_are_kept_with_their_lengths() {
        assert_eq!(
            guard("@media (min-width: 56rem) { .imk-a { gap: 1rem; } }"),
            "@media (min-width: 56rem){.imk-a{gap:calc(1*var(--imk-rem))!important}}"
        );
    }

    #[test]
    fn keyframes_stay_outside_the_layers() {
        let sheet = "@keyframes imk-x { from { left: -40%; } to { left: 100%; } }\n.imk-a { left: 0 }";
        assert_eq!(
            important_layers(sheet),
            "@keyframes imk-x{from { left: -40%; } to { left: 100%; }}\
             @layer imk-values{}@layer imk-guard{.imk-a{left:0!important}}\n"
        );
    }

    #[test]
    fn rem_lengths_become_multiples_of_imk_rem() {
        for (given, expected) in [
            ("-6rem", "calc(-6*var(--imk-rem))"),
            ("0 .5rem 1.25rem", "0 calc(.5*var(--imk-rem)) calc(1.25*var(--imk-rem))"),
            (
                "clamp(1rem,2cqi - 1rem,3rem)",
                "clamp(calc(1*var(--imk-rem)),2cqi - calc(1*var(--imk-rem)),calc(3*var(--imk-rem)))",
            ),
            ("theorem", "theorem"),
            ("imk-2rems", "imk-2rems"),
        ] {
            assert_eq!(scaled(given), expected, "{given}");
        }
    }

    #[test]
    fn delimiters_in_quotes_and_parentheses_are_ignored() {
        assert_eq!(
            guard(".imk-a::before { content: \"};{\"; background: url(data:a;b) }"),
            ".imk-a::before{content:\"};{\"!important;background:url(data:a;b)!important}"
        );
    }
}
