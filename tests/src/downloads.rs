//! Files that a page saves.

use std::fs;

use serde_json::json;

use crate::wait::until;
use crate::{Failure, Outcome, Page, TemporaryFolder};

impl Page {
    /// Follows the link with this text, which saves a file; returns the file's name and text.
    ///
    /// # Errors
    /// When there is no such link, or no whole file in the end.
    pub async fn download(&self, link: &str) -> Outcome<(String, String)> {
        let folder = TemporaryFolder::create()?;
        let behaviour = json!({ "behavior": "allow", "downloadPath": folder.path().canonicalize()? });
        self.driver().cdp().send_raw("Browser.setDownloadBehavior", behaviour).await?;
        self.click_link(link).await?;
        until(format!("the file behind “{link}”"), async || {
            let files = fs::read_dir(folder.path())?.collect::<Result<Vec<_>, _>>()?;
            let names = files.iter().filter_map(|file| file.file_name().into_string().ok());
            // While it is being written it has another name.
            let whole = names.into_iter().find(|name| !name.ends_with(".crdownload") && !name.starts_with('.'));
            let name = whole.ok_or_else(|| Failure::new("there is none"))?;
            let text = fs::read_to_string(folder.path().join(&name))?;
            Ok((name, text))
        })
        .await
    }
}
