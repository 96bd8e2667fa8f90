//! Actions of a person on a page: clicking, choosing, filling in.
//!
//! Controls are named by their visible text, whole or an unambiguous beginning; see `find.js`.

use std::path::Path;

use serde_json::{Value, json};
use thirtyfour::{Key, WebElement};

use crate::engine::Engine;
use crate::failure::{Failure, Result};
use crate::find::{Kind, Wanted};
use crate::page::{Page, plain};
use crate::wait::until;

/// Sets a control's value as a person's choice would, with the events that follow it.
const SET: &str = "const [control, value] = arguments; control.value = value;
    for (const name of ['input', 'change']) control.dispatchEvent(new Event(name, { bubbles: true }));";

/// The value of the option with a text, or null.
const OPTION: &str = "const [select, text] = arguments; const squash = (words) => words.replace(/\\s+/g, ' ').trim();
    return [...select.options].find((option) => squash(option.textContent) === text)?.value ?? null;";

impl Page {
    /// Follows the link with this text.
    ///
    /// # Errors
    /// When there is no such link; lists those that are there.
    pub async fn click_link(&self, text: &str) -> Result {
        self.click(Kind::Link.named(text)).await
    }

    /// Follows the link with this text in the group with this legend or heading (a card, a row, a section).
    ///
    /// # Errors
    /// When there is no such link; lists those that are there.
    pub async fn click_link_in(&self, group: &str, text: &str) -> Result {
        self.click(Kind::Link.named(text).within(group)).await
    }

    /// Presses the button with this text; also a summary that unfolds.
    ///
    /// # Errors
    /// When there is no such button; lists those that are there.
    pub async fn click_button(&self, text: &str) -> Result {
        self.click(Kind::Button.named(text)).await
    }

    /// Presses the button with this text in the group with this legend or heading.
    ///
    /// # Errors
    /// When there is no such button; lists those that are there.
    pub async fn click_button_in(&self, group: &str, text: &str) -> Result {
        self.click(Kind::Button.named(text).within(group)).await
    }

    /// Chooses the radio button with this label.
    ///
    /// # Errors
    /// When there is no such radio button; lists those that are there.
    pub async fn choose(&self, label: &str) -> Result {
        self.mark(Kind::Radio.named(label)).await
    }

    /// Chooses the radio button with this label in the question with this legend.
    ///
    /// # Errors
    /// When there is no such question or radio button; lists those that are there.
    pub async fn answer(&self, question: &str, label: &str) -> Result {
        self.mark(Kind::Radio.named(label).within(question)).await
    }

    /// Ticks or unticks the checkbox with this label.
    ///
    /// # Errors
    /// When there is no such checkbox; lists those that are there.
    pub async fn tick(&self, label: &str) -> Result {
        self.mark(Kind::Checkbox.named(label)).await
    }

    /// Whether the radio button or checkbox with this label is marked; in the group with this legend, if given.
    ///
    /// # Errors
    /// When there is no such control.
    pub async fn is_marked(&self, label: &str, group: Option<&str>) -> Result<bool> {
        until(format!("radio button or checkbox “{label}”"), async || {
            let radio = self.look(Wanted { kind: Kind::Radio, name: label, group }).await;
            let control = match radio {
                Ok(control) => control,
                Err(_) => self.look(Wanted { kind: Kind::Checkbox, name: label, group }).await?,
            };
            Ok(control.is_selected().await?)
        })
        .await
    }

    /// Types a text into the field with this label, replacing its value. A date as `2025-06-10`.
    ///
    /// # Errors
    /// When there is no such field; lists those that are there.
    pub async fn fill(&self, label: &str, text: &str) -> Result {
        let wanted = Kind::Field.named(label);
        until(wanted, async || {
            let field = self.look(wanted).await?;
            // How a date is typed depends on the browser's language; its value does not.
            if field.prop("type").await?.as_deref() == Some("date") {
                return self.set(&field, text).await;
            }
            field.clear().await?;
            Ok(field.send_keys(text).await?)
        })
        .await
    }

    /// Puts a long text into the field with this label at once, as from the clipboard.
    ///
    /// # Errors
    /// When there is no such field; lists those that are there.
    pub async fn paste(&self, label: &str, text: &str) -> Result {
        let wanted = Kind::Field.named(label);
        until(wanted, async || self.set(&self.look(wanted).await?, text).await).await
    }

    /// Chooses a file in the field with this label.
    ///
    /// # Errors
    /// When there is no such field; lists those that are there.
    pub async fn choose_file(&self, label: &str, file: &Path) -> Result {
        let wanted = Kind::Field.named(label);
        until(wanted, async || Ok(self.look(wanted).await?.send_keys(file.to_string_lossy()).await?)).await
    }

    /// Chooses the option with this text in the selection with this label.
    ///
    /// # Errors
    /// When there is no such selection or option.
    pub async fn select(&self, label: &str, option: &str) -> Result {
        let wanted = Kind::Field.named(label);
        until(wanted, async || {
            let select = self.look(wanted).await?;
            let found = self.driver().execute(OPTION, vec![select.to_json()?, option.into()]).await?;
            let value = found.json().as_str().ok_or_else(|| Failure::new(format!("it has no option “{option}”")))?;
            self.set(&select, value).await
        })
        .await
    }

    /// The value of the field with this label.
    ///
    /// # Errors
    /// When there is no such field; lists those that are there.
    pub async fn value(&self, label: &str) -> Result<String> {
        let wanted = Kind::Field.named(label);
        until(wanted, async || Ok(self.look(wanted).await?.prop("value").await?.unwrap_or_default())).await
    }

    /// The text of the group with this legend or heading.
    ///
    /// # Errors
    /// When there is no such group; lists those that are there.
    pub async fn text_in(&self, group: &str) -> Result<String> {
        let wanted = Kind::Group.named(group);
        until(wanted, async || Ok(self.look(wanted).await?.text().await?)).await
    }

    /// Presses a key where the focus is.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn press(&self, key: Key) -> Result {
        Ok(self.driver().action_chain().send_keys(key).perform().await?)
    }

    /// The text of the focused element.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn focused(&self) -> Result<String> {
        Ok(plain(&self.text_from("return document.activeElement?.textContent ?? ''", vec![]).await?))
    }

    async fn click(&self, wanted: Wanted<'_>) -> Result {
        until(wanted, async || self.press_on(&self.look(wanted).await?).await).await
    }

    /// Lets the page write to the clipboard. Chromium without a desktop interface refuses it, other browsers allow it
    /// after a click.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn allow_the_clipboard(&self) -> Result {
        if self.engine() == Engine::Chromium {
            let granted = json!({ "permission": { "name": "clipboard-write" }, "setting": "granted" });
            self.driver().cdp().send_raw("Browser.setPermission", granted).await?;
        }
        Ok(())
    }

    /// Clicks the control, or its label where the control itself is drawn by style sheets and lies beneath.
    async fn mark(&self, wanted: Wanted<'_>) -> Result {
        until(wanted, async || {
            let control = self.look(wanted).await?;
            if self.press_on(&control).await.is_ok() {
                return Ok(());
            }
            let label = self.driver().execute("return arguments[0].labels[0]", vec![control.to_json()?]).await?;
            self.press_on(&label.element()?).await
        })
        .await
    }

    async fn set(&self, control: &WebElement, value: &str) -> Result {
        self.driver().execute(SET, vec![control.to_json()?, Value::from(value)]).await?;
        Ok(())
    }
}
