//! Files that a page saves.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::failure::{Failure, Result};
use crate::page::Page;
use crate::temporary::TemporaryFolder;
use crate::wait::until;

impl Page {
    /// Follows the link with this text, which saves a file; returns the file's name and text.
    ///
    /// # Errors
    /// When there is no such link, or no whole file in the end.
    pub async fn download(&self, link: &str) -> Result<(String, String)> {
        let temporary = TemporaryFolder::create()?;
        let folder = match self.saved() {
            Some(folder) => folder,
            None => self.save_into(temporary.path()).await?,
        };
        let before = names(&folder)?;
        self.click_link(link).await?;
        until(format!("the file behind “{link}”"), async || {
            let mut new: Vec<String> = names(&folder)?.into_iter().filter(|name| !before.contains(name)).collect();
            // While it is being written it has another name, or that name beside its own.
            let written = new.iter().any(|name| UNFINISHED.iter().any(|end| name.ends_with(end)));
            let name = new.pop().filter(|_| !written).ok_or_else(|| Failure::new("there is none"))?;
            let text = fs::read_to_string(folder.join(&name))?;
            if text.is_empty() { Err(Failure::new(format!("{name} is empty"))) } else { Ok((name, text)) }
        })
        .await
    }

    async fn save_into(&self, folder: &Path) -> Result<PathBuf> {
        let folder = folder.canonicalize()?;
        let behaviour = json!({ "behavior": "allow", "downloadPath": folder });
        self.driver().cdp().send_raw("Browser.setDownloadBehavior", behaviour).await?;
        Ok(folder)
    }
}

/// How files end that are not yet whole.
const UNFINISHED: [&str; 3] = [".crdownload", ".part", ".wkdownload"];

/// The files of a folder but for the hidden ones.
fn names(folder: &Path) -> Result<Vec<String>> {
    let files = fs::read_dir(folder)?.collect::<std::result::Result<Vec<_>, _>>()?;
    let names = files.iter().filter_map(|file| file.file_name().into_string().ok());
    Ok(names.filter(|name| !name.starts_with('.')).collect())
}
