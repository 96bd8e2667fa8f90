//! Has the script that wasm-bindgen writes pass by the pages' one policy of Trusted Types (`ui/src/platform/trusted_types.js`): Leptos puts
//! its templates into the document as markup.

use std::fs;
use std::path::Path;

use crate::process::Result;

/// The one place where a text becomes markup.
const MARKUP: &str = "arg0.innerHTML = getStringFromWasm0(arg1, arg2);";
const BY_POLICY: &str = "arg0.innerHTML = markup(getStringFromWasm0(arg1, arg2));";

/// What the pages themselves take from the policy, which stands in the line that says where the policy is.
const TAKEN: &str = "import { scriptAddress } from";
const TAKEN_TOO: &str = "import { markup, scriptAddress } from";

/// Other ways by which a text becomes markup or a script.
const FOREIGN: [&str; 7] = [
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "createContextualFragment",
    "srcdoc",
    "eval(",
    "new Function(",
];

/// Writes the script anew.
pub(crate) fn pass_by_policy(script: &Path) -> Result {
    Ok(fs::write(script, by_policy(&fs::read_to_string(script)?)?)?)
}

/// The script with its markup passing by the policy.
fn by_policy(script: &str) -> Result<String> {
    if let Some(way) = FOREIGN.iter().find(|way| script.contains(**way)) {
        return Err(format!("wasm-bindgen's script has {way}, which passes by no policy of Trusted Types").into());
    }
    if script.matches("innerHTML").count() != 1 || !script.contains(MARKUP) || script.matches(TAKEN).count() != 1 {
        return Err("wasm-bindgen writes markup in another way than at the one place that is known".into());
    }
    Ok(script.replace(MARKUP, BY_POLICY).replace(TAKEN, TAKEN_TOO))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "import { scriptAddress } from './snippets/a/src/platform/trusted_types.js';
set: function(arg0, arg1, arg2) {
arg0.innerHTML = getStringFromWasm0(arg1, arg2);
}";

    #[test]
    fn markup_passes_by_the_policy() -> Result {
        let script = by_policy(SCRIPT)?;
        assert!(
            script.starts_with("import { markup, scriptAddress } from './snippets/a/src/platform/trusted_types.js';"),
            "{script}"
        );
        assert!(script.contains("arg0.innerHTML = markup(getStringFromWasm0(arg1, arg2));"), "{script}");
        Ok(())
    }

    #[test]
    fn markup_or_a_script_in_any_other_way_stops_the_build() {
        for other in ["x.innerHTML = y;", "x.outerHTML = y;", "eval(x)", "new Function(x)", "x.srcdoc = y;"] {
            assert!(by_policy(&format!("{SCRIPT}\n{other}")).is_err(), "{other}");
        }
        assert!(by_policy(&SCRIPT.replace("arg2)", "arg2, arg3)")).is_err());
        assert!(by_policy(&SCRIPT.replace("scriptAddress", "another")).is_err());
    }
}
