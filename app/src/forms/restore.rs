//! Restores the draft when the app starts: from this device, from the sign-in hand-off and from the account.

use api::HandedOverDraft;
use leptos::prelude::*;
use leptos::task::spawn_local;
use rules::application::ApplicationDraft;
use rules::field::Field;
use ui::platform::clock::device_now;
use ui::platform::http::error::ApiError;
use ui::platform::resource::Resource;
use ui::platform::retry::retry_with_backoff;
use ui::platform::{encryption, random};

use crate::client;
use crate::forms::draft_keeper::DraftKeeper;
use crate::forms::known::Contest;
use crate::forms::merge::{fields, is_same, take};
use crate::offline::draft::{HandedOver, Personal};
use crate::offline::draft_store;

impl DraftKeeper {
    /// Restores the stored draft, then the server's data once the session is loaded.
    pub(super) fn bring_back(self) {
        let kept = Resource::new(move || async move {
            self.bring_back_kept().await;
            self.owed.set_value(Some(self.on_screen()));
        });
        let ask = move || spawn_local(self.bring_back_from_server());
        let session = self.session;
        Effect::new(move |_| {
            if kept.is_loaded() && session.answer().is_some() {
                ask();
            }
        });
        retry_with_backoff(self.missed, ask);
    }

    async fn bring_back_kept(self) {
        let Some(stored) = draft_store::load(&self.call.id, device_now()) else { return };
        self.seen.set_value(Some(stored.clone()));
        let personal = open_personal(stored.sealed()).await;
        let kept = stored.with_personal(&self.call.id, personal);
        self.form.restore_kept(&kept);
        self.known.update_value(|known| {
            known.agreed.clone_from(&kept.agreed);
            known.contest = kept.contested.clone().map(|contested| Contest::of(&kept.draft, contested));
            known.held = Some(kept);
        });
        self.show_contest();
    }

    /// Restores the sign-in hand-off, then the account's draft, then missing contact data from the account.
    /// Single-flight: the result belongs to the person who is signed in at the end.
    async fn bring_back_from_server(self) {
        if self.asking.get_value() {
            return;
        }
        self.asking.set_value(true);
        if self.bring_back_handed_over().await {
            self.pull().await;
            if let Some(account) = self.session.person_untracked().and_then(|person| person.account) {
                self.form.fill_from_account(&account.contact, account.language);
            }
        }
        self.asking.set_value(false);
        // Set only once: a repeated signal would rebuild the pages that depend on it.
        if !self.ready.get_untracked() {
            self.ready.set(true);
        }
    }

    /// Restores the sign-in hand-off and returns whether that is complete. After a transient error the server keeps
    /// the hand-off and a retry follows.
    async fn bring_back_handed_over(self) -> bool {
        if !self.session.is_known() {
            return false;
        }
        if self.session.person_untracked().is_none() {
            // Without a session there is no hand-off; the hand-off of another tab's sign-in belongs to that tab.
            self.owed.set_value(None);
        }
        let waits = self.owes() && self.take_handed_over().await.is_err_and(|error| error.may_pass());
        if waits {
            self.missed.update(|missed| *missed = missed.saturating_add(1));
        } else {
            self.owed.set_value(None);
            self.missed.set(0);
        }
        !waits
    }

    async fn take_handed_over(self) -> Result<(), ApiError> {
        let given = client::session::take_draft(&self.asks_by()).await?;
        self.ask_by_another_key();
        // A deletion during the request has cleared the base: the hand-off is then ignored.
        let base = self.owed.try_update_value(Option::take).flatten();
        if let Some((base, handed)) = base.zip(read(given)) {
            self.restore_handed_over(&base, handed);
        }
        Ok(())
    }

    /// Returns the idempotency key; empty in a browser without a random source, which has no hand-off.
    fn asks_by(self) -> String {
        self.asks_by.get_value().unwrap_or_default()
    }

    /// Rotates the key, so that a restored draft is not fetched again and does not overwrite newer input.
    pub(super) fn ask_by_another_key(self) {
        self.asks_by.set_value(random::idempotency_key().ok());
    }

    /// Restores the hand-off except for fields changed since the app started, which are newer.
    fn restore_handed_over(self, base: &ApplicationDraft, mut handed: HandedOver) {
        if !handed.draft.programme.is_empty() {
            take_newer(base, &self.on_screen(), &mut handed.draft);
        }
        self.put_back(handed);
    }

    fn put_back(self, mut handed: HandedOver) {
        // Input that is already in the account form is newer.
        if let Some(typed) = handed.account.take().filter(|_| !untrack(|| self.account.is_begun())) {
            self.account.restore(typed);
        }
        if !handed.draft.programme.is_empty() {
            self.form.restore_handed_over(handed);
        }
    }

    /// Whether a sign-in hand-off may still be pending.
    pub(super) fn owes(self) -> bool {
        self.owed.with_value(Option::is_some)
    }

    /// Restores the hand-off of a cancelled or failed sign-in over the stored draft.
    ///
    /// # Errors
    /// [`ApiError`] if the error is transient: the call may be retried.
    pub async fn bring_back_returned(self) -> Result<(), ApiError> {
        match client::sign_in::take_returned_draft(&self.asks_by()).await {
            Err(error) if error.may_pass() => return Err(error),
            given => {
                self.ask_by_another_key();
                if let Some(handed) = given.ok().and_then(read) {
                    self.put_back(handed);
                }
            }
        }
        Ok(())
    }
}

fn read(given: HandedOverDraft) -> Option<HandedOver> {
    given.draft.as_deref().and_then(HandedOver::read)
}

/// Copies the fields that changed from `base` to `here` into `draft`. A page without a draft preselects its programme:
/// an equal programme therefore keeps the study group.
fn take_newer(base: &ApplicationDraft, here: &ApplicationDraft, draft: &mut ApplicationDraft) {
    let is_same_programme = here.programme == draft.programme;
    let is_newer = |field: &Field| match field {
        Field::Programme => !is_same_programme && here.programme != base.programme,
        field => !is_same(field, base, here),
    };
    for field in fields().filter(is_newer) {
        take(&field, here, draft);
    }
}

/// Decrypts the personal part; `None` if it is not stored or this browser has lost the key.
pub(super) async fn open_personal(sealed: Option<&str>) -> Option<Personal> {
    let text = encryption::decrypt(sealed?).await.ok()?;
    serde_json::from_str(&text).ok()
}

#[cfg(test)]
mod tests {
    use rules::contact::Contact;
    use rules::language::Language;

    use super::super::known::blank;
    use super::*;

    fn draft(programme: &str, group: &str, email: &str, phone: &str) -> ApplicationDraft {
        let contact = Contact { email: email.into(), phone: phone.into() };
        ApplicationDraft { programme: programme.into(), group: group.into(), contact, ..blank("2025-06", Language::Lv) }
    }

    #[test]
    fn newer_input_overrides_the_handed_over_draft() {
        let mut handed = draft("datu-analize", "da-1", "anna@epasts.lv", "26123456");
        let (base, here) = (draft("datu-analize", "da-1", "", ""), draft("datu-analize", "da-1", "", "29999999"));
        take_newer(&base, &here, &mut handed);
        assert_eq!(handed, draft("datu-analize", "da-1", "anna@epasts.lv", "29999999"));
    }

    #[test]
    fn preselected_programme_keeps_the_handed_over_study_group() {
        let mut handed = draft("datu-analize", "da-1", "anna@epasts.lv", "");
        take_newer(&draft("", "", "", ""), &draft("datu-analize", "", "", ""), &mut handed);
        assert_eq!(handed, draft("datu-analize", "da-1", "anna@epasts.lv", ""));
        take_newer(&draft("", "", "", ""), &draft("kiberdrosiba", "", "", ""), &mut handed);
        assert_eq!(handed, draft("kiberdrosiba", "", "anna@epasts.lv", ""));
    }
}
