//! Pages on paper.

use serde_json::json;
use thirtyfour::common::print::PrintParameters;

use crate::engine::{Capability, Engine};
use crate::failure::{Failure, Result};
use crate::page::Page;

/// A printed page has fonts and text; less than this is an empty sheet.
const LEAST_BYTES: usize = 8_000;

impl Page {
    /// The readable text of the printed page. It is really printed, into a file that must not be empty.
    ///
    /// # Errors
    /// When it cannot be printed, or the result is an empty sheet. Where the engine has no way for it, the spec is
    /// left out.
    pub async fn on_paper(&self) -> Result<String> {
        self.engine().needs(Capability::Print)?;
        let file = self.driver().print_page(PrintParameters::default()).await?;
        if !file.starts_with(b"%PDF-") || file.len() < LEAST_BYTES {
            return Err(Failure::new(format!("{} bytes were printed", file.len())));
        }
        self.take_medium("print").await?;
        let text = self.text().await;
        self.take_medium("").await?;
        text
    }

    /// Lets style sheets believe that this is the medium; an empty one stands for the screen.
    async fn take_medium(&self, medium: &str) -> Result {
        match self.engine() {
            Engine::Chromium => {
                let medium = json!({ "media": medium });
                self.driver().cdp().send_raw("Emulation.setEmulatedMedia", medium).await?;
                Ok(())
            }
            Engine::Firefox => {
                let script = "gBrowser.selectedBrowser.browsingContext.top.mediumOverride = arguments[0]";
                self.in_firefox_itself(script, vec![medium.into()]).await
            }
            Engine::WebKit => self.engine().needs(Capability::Print),
        }
    }
}
