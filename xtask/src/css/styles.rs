//! Joins the style sheets in the order of `style/order.txt`, one file per component to write, one file to load, and guards
//! them against the page around.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::css::important_layer::guarded;
use crate::process::{Result, root};

/// Writes `target/style/imk.css`. Always below the workspace, wherever cargo builds: `index.html` names it there.
pub(crate) fn styles() -> Result {
    let joined = guarded(&join(&root().join("style"))?);
    let folder = root().join("target/style");
    fs::create_dir_all(&folder)?;
    write_if_changed(&folder.join("imk.css"), &joined)
}

/// Trunk watches what it loads: an unchanged file must not look new.
fn write_if_changed(file: &Path, text: &str) -> Result {
    if fs::read_to_string(file).is_ok_and(|old| old == text) {
        return Ok(());
    }
    Ok(fs::write(file, text)?)
}

/// The sheets of a folder, each below its name, in the order its `order.txt` lists them.
fn join(folder: &Path) -> Result<String> {
    let order = read(&folder.join("order.txt"))?;
    let listed: Vec<&str> =
        order.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    check(&listed, &sheets(folder)?)?;
    let mut joined = String::new();
    for name in listed {
        let sheet = read(&folder.join(name))?;
        joined += &format!("/* {name} */\n{}\n\n", sheet.trim_end());
    }
    Ok(joined)
}

/// The names of all `.css` files of the folder.
fn sheets(folder: &Path) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".css") {
            names.insert(name);
        }
    }
    Ok(names)
}

/// Every listed sheet exists, every sheet is listed, and none twice.
fn check(listed: &[&str], sheets: &BTreeSet<String>) -> Result {
    let mut seen = BTreeSet::new();
    for name in listed {
        if !sheets.contains(*name) {
            return Err(format!("style/order.txt lists {name}, which is not in style/").into());
        }
        if !seen.insert((*name).to_owned()) {
            return Err(format!("style/order.txt lists {name} twice").into());
        }
    }
    match sheets.difference(&seen).next() {
        Some(name) => Err(format!("style/{name} is not listed in style/order.txt").into()),
        None => Ok(()),
    }
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).map_err(|cause| format!("cannot read {}: {cause}", file.display()).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(listed: &[&str], sheets: &[&str]) -> Option<String> {
        let sheets = sheets.iter().map(|name| (*name).to_owned()).collect();
        check(listed, &sheets).err().map(|cause| cause.to_string())
    }

    #[test]
    fn all_listed_sheets_pass() {
        assert_eq!(complaint(&["base.css", "link.css"], &["link.css", "base.css"]), None);
    }

    #[test]
    fn missing_sheet_is_named() {
        let said = complaint(&["base.css", "gone.css"], &["base.css"]);
        assert_eq!(said.as_deref(), Some("style/order.txt lists gone.css, which is not in style/"));
    }

    #[test]
    fn unlisted_sheet_is_named() {
        let said = complaint(&["base.css"], &["base.css", "new.css"]);
        assert_eq!(said.as_deref(), Some("style/new.css is not listed in style/order.txt"));
    }

    #[test]
    fn sheet_listed_twice_is_named() {
        let said = complaint(&["base.css", "base.css"], &["base.css"]);
        assert_eq!(said.as_deref(), Some("style/order.txt lists base.css twice"));
    }
}
