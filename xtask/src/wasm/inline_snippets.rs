//! Puts the JavaScript files of the crate `ui` into the script that wasm-bindgen generates. They compress better
//! together, and the browser sends one request instead of six.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::files::{below, files};
use crate::process::Result;

/// Folder of the files that wasm-bindgen copies.
const SNIPPETS: &str = "snippets";

/// Puts the files below `snippets` into `app.js` and deletes the folder.
pub(crate) fn inline(staging: &Path) -> Result {
    let (script, folder) = (staging.join("app.js"), staging.join(SNIPPETS));
    let mut snippets = Vec::new();
    for file in files(&folder)? {
        snippets.push((below(&file, staging)?, fs::read_to_string(&file)?));
    }
    snippets.sort();
    fs::write(&script, joined(&fs::read_to_string(&script)?, &snippets)?)?;
    Ok(fs::remove_dir_all(folder)?)
}

/// The snippets and the script as one module. Imports of a snippet are removed, because its names are in scope.
///
/// # Errors
/// If two files declare the same name.
fn joined(script: &str, snippets: &[(String, String)]) -> Result<String> {
    check_names(script, snippets)?;
    let mut module = String::new();
    for (_, snippet) in snippets {
        for line in snippet.lines().filter(|line| !line.starts_with("import ")) {
            module += line.strip_prefix("export ").unwrap_or(line);
            module.push('\n');
        }
    }
    for line in script.lines() {
        let imported = snippets.iter().find(|(name, _)| line.starts_with("import ") && line.contains(name.as_str()));
        match imported {
            None => module += line,
            Some((_, snippet)) => module += &namespace(line, snippet).unwrap_or_default(),
        }
        module.push('\n');
    }
    Ok(module)
}

/// `const a = { b, c };` for `import * as a from …` of a file that exports `b` and `c`; `None` for another import.
fn namespace(line: &str, snippet: &str) -> Option<String> {
    let (name, _) = line.strip_prefix("import * as ")?.split_once(' ')?;
    let exported = snippet.lines().filter_map(|line| declared(line.strip_prefix("export ")?));
    Some(format!("const {name} = {{ {} }};", exported.collect::<Vec<_>>().join(", ")))
}

/// Fails if a name on the top level of a snippet, which is not indented, is declared elsewhere too.
fn check_names(script: &str, snippets: &[(String, String)]) -> Result {
    let mut names = BTreeSet::new();
    for name in snippets.iter().flat_map(|(_, snippet)| top_level(snippet)) {
        if !names.insert(name) || top_level(script).any(|other| other == name) {
            return Err(format!("two files of the pages declare `{name}`").into());
        }
    }
    Ok(())
}

fn top_level(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| declared(line.strip_prefix("export ").unwrap_or(line)))
}

/// The name that a line declares.
fn declared(line: &str) -> Option<&str> {
    let line = line.strip_prefix("async ").unwrap_or(line);
    let rest = ["const ", "let ", "function ", "class "].iter().find_map(|word| line.strip_prefix(word))?;
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '$')).unwrap_or(rest.len());
    Some(&rest[..end]).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snippets(second: &str) -> Vec<(String, String)> {
        vec![
            ("snippets/a/one.js".into(), "const A = 1;\nexport const one = () => A;\n".into()),
            ("snippets/a/two.js".into(), format!("import {{ one }} from \"./one.js\";\n{second}")),
        ]
    }

    const SCRIPT: &str = "import { one } from './snippets/a/one.js';\n\
                          import * as import1 from \"./snippets/a/two.js\"\n\
                          import * as import2 from \"./other.js\"\n\
                          export function start() {\n  one();\n}\n";

    #[test]
    fn snippets_become_part_of_the_script() -> Result {
        let module = joined(SCRIPT, &snippets("export async function two() {\n  one();\n}\n"))?;
        let expected = "const A = 1;\nconst one = () => A;\nasync function two() {\n  one();\n}\n\n\
                        const import1 = { two };\nimport * as import2 from \"./other.js\"\n\
                        export function start() {\n  one();\n}\n";
        assert_eq!(module, expected);
        Ok(())
    }

    #[test]
    fn name_of_two_files_is_an_error() {
        let error = joined(SCRIPT, &snippets("export let A = 2;\n")).unwrap_err();
        assert_eq!(error.to_string(), "two files of the pages declare `A`");
        assert!(joined(SCRIPT, &snippets("export function start() {}\n")).is_err());
    }
}
