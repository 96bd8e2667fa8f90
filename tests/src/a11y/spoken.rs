//! Output of a screen reader from the top of a page to its end, by a virtual one: @guidepup/virtual-screen-reader of
//! npm, run in tests only. `cargo xtask a11y` fetches it and names its script in `IMK_READER`.

use std::{env, fs};

use serde_json::Value;

use crate::failure::{Failure, Result};
use crate::page::Page;

/// The script is a module, which a page with our policy does not load; its last line is made an assignment instead.
const EXPORT: &str = "export{";

/// Reads from the beginning until nothing new comes.
const READ: &str = "const done = arguments[0];
    (async () => {
        const reader = window.imkReader;
        await reader.start({ container: document.body });
        for (let steps = 0; steps < 600 && (await reader.lastSpokenPhrase()) !== 'end of document'; steps += 1) await reader.next();
        const said = await reader.spokenPhraseLog();
        await reader.stop();
        return said;
    })().then((said) => done({ said }), (cause) => done({ cause: String(cause) }));";

impl Page {
    /// The spoken phrases, one a line.
    ///
    /// # Errors
    /// When `IMK_READER` names no script, or the reader stops.
    pub async fn spoken(&self) -> Result<String> {
        let there = self.driver().execute("return Boolean(window.imkReader)", vec![]).await?;
        if there.json() != &Value::Bool(true) {
            self.driver().execute(script()?, vec![]).await?;
        }
        let answer = self.driver().execute_async(READ, vec![]).await?;
        let said = answer.json()["said"].as_array();
        let said =
            said.ok_or_else(|| Failure::new(format!("the virtual screen reader: {}", answer.json()["cause"])))?;
        Ok(said.iter().filter_map(Value::as_str).map(|phrase| super::tree::steady(phrase) + "\n").collect())
    }
}

fn script() -> Result<String> {
    let file =
        env::var_os("IMK_READER").ok_or_else(|| Failure::new("IMK_READER is not set: start by `cargo xtask a11y`"))?;
    let module = fs::read_to_string(file)?;
    let (code, exports) =
        module.rsplit_once(EXPORT).ok_or_else(|| Failure::new("the virtual screen reader exports nothing"))?;
    let name = exports.split([',', '}']).find_map(|one| one.strip_suffix(" as virtual"));
    let name = name.ok_or_else(|| Failure::new("the virtual screen reader has another shape"))?;
    Ok(format!("{code}\nwindow.imkReader = {name};"))
}
