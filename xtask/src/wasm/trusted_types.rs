//! Patches the wasm-bindgen script so that it uses the pages' Trusted Types policy
//! (`ui/src/platform/trusted_types.js`): Leptos inserts its templates as HTML.

use std::fs;
use std::path::Path;

use crate::process::Result;

/// The only statement that inserts HTML.
const MARKUP: &str = "arg0.innerHTML = getStringFromWasm0(arg1, arg2);";
const MARKUP_BY_POLICY: &str = "arg0.innerHTML = markup(getStringFromWasm0(arg1, arg2));";

/// Beginning of the line that imports the policy.
const IMPORT: &str = "import { scriptAddress } from";
const IMPORT_WITH_MARKUP: &str = "import { markup, scriptAddress } from";

/// Other sinks of HTML or scripts.
const OTHER_SINKS: [&str; 7] = [
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "createContextualFragment",
    "srcdoc",
    "eval(",
    "new Function(",
];

/// Patches the script in place.
pub(crate) fn use_policy(script: &Path) -> Result {
    Ok(fs::write(script, with_policy(&fs::read_to_string(script)?)?)?)
}

/// The script with its HTML passed through the policy.
///
/// # Errors
/// Where the script has another sink, or differs from the format of the pinned wasm-bindgen.
fn with_policy(script: &str) -> Result<String> {
    if let Some(sink) = OTHER_SINKS.iter().find(|sink| script.contains(**sink)) {
        return Err(format!("the wasm-bindgen script contains {sink}, which bypasses the Trusted Types policy").into());
    }
    if script.matches("innerHTML").count() != 1 || !script.contains(MARKUP) || script.matches(IMPORT).count() != 1 {
        return Err("the wasm-bindgen script does not insert HTML in exactly one statement of the known form".into());
    }
    Ok(script.replace(MARKUP, MARKUP_BY_POLICY).replace(IMPORT, IMPORT_WITH_MARKUP))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "import { scriptAddress } from './snippets/a/src/platform/trusted_types.js';
set: function(arg0, arg1, arg2) {
arg0.innerHTML = getStringFromWasm0(arg1, arg2);
}";

    #[test]
    fn html_is_passed_through_the_policy() -> Result {
        let script = with_policy(SCRIPT)?;
        assert!(
            script.starts_with("import { markup, scriptAddress } from './snippets/a/src/platform/trusted_types.js';"),
            "{script}"
        );
        assert!(script.contains("arg0.innerHTML = markup(getStringFromWasm0(arg1, arg2));"), "{script}");
        Ok(())
    }

    #[test]
    fn any_other_sink_fails_the_build() {
        for other in ["x.innerHTML = y;", "x.outerHTML = y;", "eval(x)", "new Function(x)", "x.srcdoc = y;"] {
            assert!(with_policy(&format!("{SCRIPT}\n{other}")).is_err(), "{other}");
        }
        assert!(with_policy(&SCRIPT.replace("arg2)", "arg2, arg3)")).is_err());
        assert!(with_policy(&SCRIPT.replace("scriptAddress", "another")).is_err());
    }
}
