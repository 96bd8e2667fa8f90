//! Invariants after the network and all tasks are quiet.

use api::DraftState;

use super::{Check, Fate, PAGES, World, device_of};
use crate::draft::replica::Event;
use crate::draft::status::Deletion;

impl World {
    /// Lets everything arrive, and checks what must hold then.
    pub(in crate::draft) fn settle(&mut self) -> Check {
        for page in 0..PAGES {
            self.submission_ends(page, true)?;
        }
        for device in &mut self.devices {
            (device.refuses, device.refuses_encryption, device.refuses_decryption) = (false, false, false);
        }
        for round in 0..8 {
            for page in 0..PAGES {
                if round < 4 {
                    self.wake(page)?;
                }
                if self.pages[page].replica.status().deletion == Deletion::Failed {
                    self.dispatch(page, Event::DeletionRetried)?;
                }
                self.run_tasks(page)?;
                for _ in 0..8 {
                    self.quiet(page)?;
                    self.deliver(page, Fate::Delivered)?;
                    self.run_tasks(page)?;
                }
            }
        }
        for page in 0..PAGES {
            let this = &self.pages[page];
            if !this.tasks.is_empty() || this.request.is_some() || this.timer {
                return Err(format!("page {page} goes on without an event: {:?} {:?}", this.tasks, this.request));
            }
        }
        self.replicas_are_equal()?;
        self.no_word_is_lost()
    }

    fn replicas_are_equal(&self) -> Check {
        let account = match self.account.as_ref().map(|account| &account.state) {
            Some(DraftState::Open { draft, .. }) => Some(draft),
            _ => None,
        };
        for (index, page) in self.pages.iter().enumerate() {
            let draft = (!page.replica.has_no_draft()).then(|| page.replica.resolved());
            if self.devices[device_of(index)].signed_in && draft.as_ref() != account {
                return Err(format!("page {index} has {draft:?}, the account {account:?}"));
            }
        }
        let [first, second] = [0, 1].map(|page| self.pages[page].replica.to_store(String::new()));
        let has_draft = |page: usize| !self.pages[page].replica.has_no_draft();
        if has_draft(0) && has_draft(1) && (first.draft != second.draft || first.own_device != second.own_device) {
            return Err(format!("two tabs differ: {first:?} {second:?}"));
        }
        Ok(())
    }

    fn no_word_is_lost(&self) -> Check {
        for word in self.words.iter().filter(|word| !word.given_up) {
            let shown = (0..PAGES).flat_map(|page| self.shown(page, &word.field));
            let mut everywhere = shown.chain(self.in_account(&word.field));
            if !everywhere.any(|text| text == word.text) {
                return Err(format!("{:?} {} is lost", word.field, word.text));
            }
        }
        let is_open = matches!(self.account.as_ref().map(|account| &account.state), Some(DraftState::Open { .. }));
        let is_shown = self.pages.iter().any(|page| !page.replica.has_no_draft());
        if self.ended && (is_open || is_shown) {
            return Err("a draft came back although nothing was typed since".to_owned());
        }
        Ok(())
    }
}
