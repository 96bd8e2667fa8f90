//! Pictures of whole pages.

use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::json;
use thirtyfour::extensions::addons::firefox::FirefoxTools;
use thirtyfour::support::base64_decode;

use crate::engine::Engine;
use crate::failure::{Failure, Result};
use crate::page::Page;

/// Waits until the fonts are loaded and no transition runs; endless animations may run.
const SETTLED: &str = "const done = arguments[0];
    const ends = (animation) => animation.effect.getComputedTiming().endTime !== Infinity;
    const still = () => Promise.allSettled(document.getAnimations().filter(ends).map(({ finished }) => finished));
    document.fonts.ready.then(still).then(() => done());";

/// Waits until the page has been drawn twice.
const DRAWN: &str =
    "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)));";

/// A picture of one colour has more pixels than this in each of its bytes, one with text far fewer.
const PIXELS_IN_A_BYTE: usize = 220;

/// How often a picture of one colour is taken again, in case the page has only one colour.
const TRIES: u32 = 20;

impl Page {
    /// Takes a picture of the whole page into `IMK_SCREENS` as `NAME-phone.png` or `NAME-desktop.png`; nothing if
    /// unset.
    ///
    /// # Errors
    /// When the picture cannot be taken or written.
    pub async fn picture(&self, name: &str) -> Result {
        let Some(folder) = env::var_os("IMK_SCREENS").map(PathBuf::from) else {
            return Ok(());
        };
        fs::create_dir_all(&folder)?;
        self.picture_to(&folder.join(format!("{name}-{}.png", self.viewport().name()))).await
    }

    /// Takes a picture of the whole page, beyond what fits the screen, into a file.
    ///
    /// # Errors
    /// When the picture cannot be taken or written.
    pub async fn picture_to(&self, file: &Path) -> Result {
        self.driver().execute_async(SETTLED, vec![]).await?;
        let picture = match self.engine() {
            Engine::Chromium => self.picture_beyond_the_screen().await,
            Engine::Firefox => Ok(FirefoxTools::new(self.driver().handle().clone()).full_screenshot_as_png().await?),
            Engine::WebKit => self.picture_of_a_tall_window().await,
        };
        Ok(fs::write(file, picture?)?)
    }

    async fn picture_beyond_the_screen(&self) -> Result<Vec<u8>> {
        let whole = json!({ "format": "png", "captureBeyondViewport": true });
        let reply = self.driver().cdp().send_raw("Page.captureScreenshot", whole).await?;
        let data = reply["data"].as_str().ok_or_else(|| Failure::new("the browser sent no picture"))?;
        Ok(base64_decode(data)?)
    }

    /// Makes the window as tall as the page for as long as the picture takes.
    async fn picture_of_a_tall_window(&self) -> Result<Vec<u8>> {
        let height = "return [innerWidth, Math.max(innerHeight, document.documentElement.scrollHeight)]";
        let whole = self.driver().execute(height, vec![]).await?.convert()?;
        let screen: (u32, u32) = self.driver().execute("return [innerWidth, innerHeight]", vec![]).await?.convert()?;
        self.resize(whole).await?;
        let picture = self.picture_once_drawn(whole).await;
        self.resize(screen).await?;
        picture
    }

    /// A window that has just grown is black for a moment, so a picture of one colour is taken again for a while.
    async fn picture_once_drawn(&self, (width, height): (u32, u32)) -> Result<Vec<u8>> {
        let of_one_colour = |picture: &[u8]| picture.len() * PIXELS_IN_A_BYTE < width as usize * height as usize;
        let mut picture = Vec::new();
        for _ in 0..TRIES {
            self.driver().execute_async(DRAWN, vec![]).await?;
            picture = self.driver().screenshot_as_png().await?;
            if !of_one_colour(&picture) {
                break;
            }
        }
        Ok(picture)
    }
}
