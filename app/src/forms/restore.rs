//! Brings the draft back when the pages start: from this device, after signing in from the server, and from the account.

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
    /// Brings back what this device kept, then what the server has once it has said who is signed in.
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

    /// What was handed over when signing in, then the account's draft, and contact data from the account where there is
    /// none yet. One at a time: it ends with whoever is signed in by then.
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
        // Said once: pages that were made when it was must not be made anew.
        if !self.ready.get_untracked() {
            self.ready.set(true);
        }
    }

    /// Tells whether everything is here that was handed over to this sign-in. While it cannot be asked for, it is kept by
    /// the server, and asked for again.
    async fn bring_back_handed_over(self) -> bool {
        if !self.session.is_known() {
            return false;
        }
        if self.session.person_untracked().is_none() {
            // To nobody nothing was handed over; what another tab signs in for is given to that tab.
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
        // Nothing is owed any more where the draft was deleted meanwhile.
        let base = self.owed.try_update_value(Option::take).flatten();
        if let Some((base, handed)) = base.zip(read(given)) {
            self.restore_handed_over(&base, handed);
        }
        Ok(())
    }

    /// A browser without randomness sends nothing and is handed nothing over.
    fn asks_by(self) -> String {
        self.asks_by.get_value().unwrap_or_default()
    }

    /// What is here is not given again: what was typed or deleted since would come to nothing.
    pub(super) fn ask_by_another_key(self) {
        self.asks_by.set_value(random::idempotency_key().ok());
    }

    /// What the person has typed since the pages started is newer than what was handed over.
    fn restore_handed_over(self, base: &ApplicationDraft, mut handed: HandedOver) {
        if !handed.draft.programme.is_empty() {
            take_newer(base, &self.on_screen(), &mut handed.draft);
        }
        self.put_back(handed);
    }

    fn put_back(self, mut handed: HandedOver) {
        // What is typed already is newer.
        if let Some(typed) = handed.account.take().filter(|_| !untrack(|| self.account.is_begun())) {
            self.account.restore(typed);
        }
        if !handed.draft.programme.is_empty() {
            self.form.restore_handed_over(handed);
        }
    }

    /// Whether something may still come that was handed over to the sign-in.
    pub(super) fn owes(self) -> bool {
        self.owed.with_value(Option::is_some)
    }

    /// Brings back what was handed over to a sign-in that came to nothing, over what this device kept.
    ///
    /// # Errors
    /// [`ApiError`]; it may be asked for again.
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

/// Takes the fields that have changed from `base` to `here`. Pages that begin with no draft choose its programme
/// themselves: a programme that is the same says nothing of the study group.
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

/// The personal part, where it was kept and this browser still has the key.
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
    fn what_was_typed_meanwhile_stays_and_the_rest_is_what_was_handed_over() {
        let mut handed = draft("datu-analize", "da-1", "anna@epasts.lv", "26123456");
        let (base, here) = (draft("datu-analize", "da-1", "", ""), draft("datu-analize", "da-1", "", "29999999"));
        take_newer(&base, &here, &mut handed);
        assert_eq!(handed, draft("datu-analize", "da-1", "anna@epasts.lv", "29999999"));
    }

    #[test]
    fn page_that_chose_the_same_programme_keeps_the_study_group_that_was_handed_over() {
        let mut handed = draft("datu-analize", "da-1", "anna@epasts.lv", "");
        take_newer(&draft("", "", "", ""), &draft("datu-analize", "", "", ""), &mut handed);
        assert_eq!(handed, draft("datu-analize", "da-1", "anna@epasts.lv", ""));
        take_newer(&draft("", "", "", ""), &draft("kiberdrosiba", "", "", ""), &mut handed);
        assert_eq!(handed, draft("kiberdrosiba", "", "anna@epasts.lv", ""));
    }
}
