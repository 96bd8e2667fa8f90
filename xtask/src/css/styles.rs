//! Joins the style sheets of the components as `style/order.txt` lists them and moves their rules into cascade layers
//! (`important_layer.rs`).

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::css::important_layer::important_layers;
use crate::process::{Result, root};

/// Writes the sheets below `target/style`: below the workspace even if `CARGO_TARGET_DIR` is set, because `index.html`
/// has this path.
pub(crate) fn styles() -> Result {
    let folder = root().join("target/style");
    fs::create_dir_all(&folder)?;
    for (name, joined) in join(&root().join("style"))? {
        write_if_changed(&folder.join(name), &important_layers(&joined))?;
    }
    Ok(())
}

/// Keeps the time of an unchanged file, because `trunk watch` rebuilds when it changes.
fn write_if_changed(file: &Path, text: &str) -> Result {
    if fs::read_to_string(file).is_ok_and(|old| old == text) {
        return Ok(());
    }
    Ok(fs::write(file, text)?)
}

/// Joins the sheets of a folder as its `order.txt` lists them. Returns each joined sheet with its name.
fn join(folder: &Path) -> Result<Vec<(String, String)>> {
    let order = read(&folder.join("order.txt"))?;
    let sections = sections(&order)?;
    let listed: Vec<&str> = sections.iter().flat_map(|(_, sheets)| sheets).copied().collect();
    check(&listed, &sheets(folder)?)?;
    let mut joined = Vec::new();
    for (name, sheets) in sections {
        let texts: Result<Vec<String>> = sheets.iter().map(|sheet| read(&folder.join(sheet))).collect();
        joined.push((name.to_owned(), texts?.join("\n")));
    }
    Ok(joined)
}

/// Parses `order.txt`: `[NAME]` begins a joined sheet, each line below it is one of its sheets, `#` begins a comment.
fn sections(order: &str) -> Result<Vec<(&str, Vec<&str>)>> {
    let mut sections: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in order.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            sections.push((name, Vec::new()));
        } else {
            let no_section = || format!("style/order.txt lists {line} above the first section");
            sections.last_mut().ok_or_else(no_section)?.1.push(line);
        }
    }
    Ok(sections)
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

/// Fails unless the list has each sheet of the folder exactly once.
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
    fs::read_to_string(file).map_err(|error| format!("cannot read {}: {error}", file.display()).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(listed: &[&str], sheets: &[&str]) -> Option<String> {
        let sheets = sheets.iter().map(|name| (*name).to_owned()).collect();
        check(listed, &sheets).err().map(|error| error.to_string())
    }

    #[test]
    fn all_listed_sheets_pass() {
        assert_eq!(error(&["base.css", "link.css"], &["link.css", "base.css"]), None);
    }

    #[test]
    fn sections_list_the_sheets_of_each_file() {
        let order = "# Values first.\n[imk.css]\nbase.css\nlink.css\n\n[pages.css]\ncard.css\n";
        let expected = vec![("imk.css", vec!["base.css", "link.css"]), ("pages.css", vec!["card.css"])];
        assert_eq!(sections(order).ok(), Some(expected));
    }

    #[test]
    fn sheet_above_the_first_section_is_named() {
        let message = sections("base.css\n[imk.css]\n").err().map(|error| error.to_string());
        assert_eq!(message.as_deref(), Some("style/order.txt lists base.css above the first section"));
    }

    #[test]
    fn missing_sheet_is_named() {
        let message = error(&["base.css", "gone.css"], &["base.css"]);
        assert_eq!(message.as_deref(), Some("style/order.txt lists gone.css, which is not in style/"));
    }

    #[test]
    fn unlisted_sheet_is_named() {
        let message = error(&["base.css"], &["base.css", "new.css"]);
        assert_eq!(message.as_deref(), Some("style/new.css is not listed in style/order.txt"));
    }

    #[test]
    fn sheet_listed_twice_is_named() {
        let message = error(&["base.css", "base.css"], &["base.css"]);
        assert_eq!(message.as_deref(), Some("style/order.txt lists base.css twice"));
    }
}
