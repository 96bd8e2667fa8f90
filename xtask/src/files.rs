//! Files of a folder: list them, name them, change them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::process::Result;

/// Every file below a folder, at any depth.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.extend(files(&entry.path())?);
        } else {
            found.push(entry.path());
        }
    }
    Ok(found)
}

/// The path of a file relative to a folder, with slashes.
pub(crate) fn below(file: &Path, folder: &Path) -> Result<String> {
    Ok(file.strip_prefix(folder)?.to_string_lossy().replace('\\', "/"))
}

/// Replaces the first occurrence of each text in a file.
///
/// # Errors
/// Where the file does not contain one of the texts.
pub(crate) fn replace(file: &Path, changes: &[(&str, &str)]) -> Result {
    let mut text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    for (from, to) in changes {
        if !text.contains(from) {
            return Err(format!("{} does not contain `{from}`", file.display()).into());
        }
        text = text.replacen(from, to, 1);
    }
    Ok(fs::write(file, text)?)
}

/// Removes the empty folders below a folder.
pub(crate) fn remove_empty_folders(folder: &Path) -> Result {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            remove_empty_folders(&entry.path())?;
            if fs::read_dir(entry.path())?.next().is_none() {
                fs::remove_dir(entry.path())?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replacing_a_missing_text_is_an_error() -> Result {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("imk-app.js");
        fs::write(&file, "const VERSION = 'dev';")?;
        assert!(replace(&file, &[("const VERSION = \"dev\";", "")]).is_err());
        Ok(())
    }
}
