//! Patches the wasm-bindgen script: browser calls that may throw or never settle get a time limit and a fallback
//! (`ui/src/platform/browser_calls.js`), and nodes that a translation of the page has replaced are put back before they
//! are used (`ui/src/platform/translation.js`). The calls are made by libraries, so the application cannot change them.

use std::fs;
use std::path::Path;

use crate::process::Result;

/// Statements of the script and what replaces them. Each occurs at least once.
const STATEMENTS: [(&str, &str); 9] = [
    ("const ret = arg0.fetch(arg1);", "const ret = fetchWithin(arg0, arg1);"),
    ("const ret = arg0.text();", "const ret = textWithin(arg0);"),
    ("arg0.pushState(", "changeAddress(arg0, 'pushState', "),
    ("arg0.replaceState(", "changeAddress(arg0, 'replaceState', "),
    ("arg0.nodeValue = ", "inPage(arg0).nodeValue = "),
    ("const ret = arg0.parentNode;", "const ret = inPage(arg0).parentNode;"),
    ("const ret = arg0.insertBefore(arg1, arg2);", "const ret = arg0.insertBefore(inPage(arg1), inPage(arg2));"),
    ("const ret = arg0.removeChild(arg1);", "const ret = arg0.removeChild(inPage(arg1));"),
    ("arg0.remove();", "inPage(arg0).remove();"),
];

/// Beginning of the line that imports from the first file.
const IMPORT: &str = "import { wait } from '";
const IMPORT_OF_ALL: &str = "import { changeAddress, compile, fetchWithin, textWithin, wait } from '";

/// The two files, in one folder.
const CALLS: &str = "browser_calls.js";
const TRANSLATION: &str = "translation.js";

/// The entry script and the loader of the chunks compile wasm modules with it.
const EXPORT: &str = "export { compile };\n";

/// Patches the script in place.
pub(crate) fn guard(script: &Path) -> Result {
    Ok(fs::write(script, guarded(&fs::read_to_string(script)?)?)?)
}

/// The script with the calls replaced.
///
/// # Errors
/// Where the script differs from the format of the pinned wasm-bindgen.
fn guarded(script: &str) -> Result<String> {
    let mut guarded = script.to_owned();
    for (statement, replacement) in STATEMENTS {
        if !guarded.contains(statement) {
            return Err(format!("the wasm-bindgen script does not contain `{statement}`").into());
        }
        guarded = guarded.replace(statement, replacement);
    }
    let imported = guarded.split_once(IMPORT).and_then(|(_, rest)| rest.split_once(CALLS));
    let folder = imported.map(|(folder, _)| folder.to_owned()).filter(|folder| !folder.contains('\n'));
    let folder = folder.ok_or_else(|| format!("the wasm-bindgen script does not contain `{IMPORT}`"))?;
    let guarded = guarded.replacen(IMPORT, IMPORT_OF_ALL, 1);
    Ok(format!("import {{ inPage }} from '{folder}{TRANSLATION}';\n{guarded}\n{EXPORT}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script() -> String {
        let lines: Vec<&str> = STATEMENTS.iter().map(|(statement, _)| *statement).collect();
        format!("{IMPORT}./snippets/ui/browser_calls.js';\n{}", lines.join("\n"))
    }

    #[test]
    fn every_call_is_replaced() -> Result {
        let script = guarded(&script())?;
        for (statement, replacement) in STATEMENTS {
            assert!(script.contains(replacement), "{script}");
            assert!(!script.contains(statement), "{statement}: {script}");
        }
        let imports = format!(
            "import {{ inPage }} from './snippets/ui/translation.js';\n\
             {IMPORT_OF_ALL}./snippets/ui/browser_calls.js';\n"
        );
        assert!(script.starts_with(&imports), "{script}");
        assert!(script.ends_with(EXPORT), "{script}");
        Ok(())
    }

    #[test]
    fn script_in_an_unknown_format_is_rejected() {
        for part in STATEMENTS.iter().map(|(statement, _)| *statement).chain([IMPORT, CALLS]) {
            assert!(guarded(&script().replace(part, "")).is_err(), "{part}");
        }
    }
}
