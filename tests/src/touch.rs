//! A finger on the screen.

use std::time::Duration;

use serde_json::json;
use thirtyfour::WebElement;
use thirtyfour::common::command::Command;

use crate::browser::Viewport;
use crate::engine::Capability;
use crate::failure::{Failure, Result};
use crate::page::Page;

/// Brings a control to where it can be touched, and says what lies over it, if something does.
const UNCOVER: &str = "const [control] = arguments; control.scrollIntoView({ block: 'center', behavior: 'instant' });
    const box = control.getClientRects()[0] ?? control.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const meant = top && (control.contains(top) || [...control.labels ?? []].some((label) => label.contains(top)));
    window.imkTapped = false;
    addEventListener('click', () => { window.imkTapped = true; }, { capture: true, once: true });
    return [meant ? '' : top?.outerHTML.slice(0, 120) ?? 'nothing', box.x + box.width / 2, box.y + box.height / 2];";

/// Whether the tap has become a click; where it has led to another page, it has.
const TAPPED: &str = "return String(window.imkTapped ?? true)";

impl Page {
    /// Clicks a control as one does on this screen: with a finger where the engine has one, else with the mouse.
    pub(crate) async fn press_on(&self, control: &WebElement) -> Result {
        let finger = self.viewport() == Viewport::Phone && self.engine().can(Capability::Touch);
        // Chromium's own click is a finger's on a phone.
        let has_its_own = self.engine() == crate::Engine::Chromium;
        if finger && !has_its_own { self.tap(control).await } else { Ok(control.click().await?) }
    }

    /// Puts a finger on the middle of a control and lifts it. Where the page moves between the two that is no click,
    /// for a person as little as here; who waits for the control then tries again.
    async fn tap(&self, control: &WebElement) -> Result {
        let found = self.driver().execute(UNCOVER, vec![control.to_json()?]).await?;
        let (cover, x, y): (String, f64, f64) = found.convert()?;
        if !cover.is_empty() {
            return Err(Failure::new(format!("{cover} lies over it")));
        }
        let finger = json!([{
            "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" },
            "actions": [
                { "type": "pointerMove", "duration": 0, "origin": "viewport", "x": x.round(), "y": y.round() },
                { "type": "pointerDown", "button": 0 },
                { "type": "pointerUp", "button": 0 },
            ],
        }]);
        self.driver().handle().cmd(Command::PerformActions(finger.into())).await?;
        for _ in 0..20 {
            if self.text_from(TAPPED, vec![]).await.is_ok_and(|tapped| tapped == "true") {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err(Failure::new("the tap was no click"))
    }
}
