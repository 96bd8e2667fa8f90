//! Brings the draft back when the pages start: from this device, after signing in from the server, and from the account.

use leptos::prelude::*;
use rules::wire::Session;

use super::draft_keeper::DraftKeeper;
use super::known::Contest;
use crate::answer::Answer;
use crate::api;
use crate::api::error::ApiError;
use crate::clock::device_now;
use crate::offline::draft::{HandedOver, Personal};
use crate::offline::{draft_store, seal};

impl DraftKeeper {
    /// Brings back what this device kept, then what the server has once it has said who is signed in.
    pub(super) fn bring_back(self) {
        let kept = Answer::to(move || self.bring_back_kept());
        let session = self.session;
        Answer::to(move || {
            let known = kept.get().and_then(|()| session.answer());
            async move {
                let Some(answer) = known else { return };
                self.bring_back_handed_over(answer).await;
                // Said once: pages that were made when it was must not be made anew.
                if !self.ready.get_untracked() {
                    self.ready.set(true);
                }
            }
        });
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
    /// none yet.
    async fn bring_back_handed_over(self, session: Result<Session, ApiError>) {
        let Some(person) = session.ok().and_then(|session| session.person) else { return };
        let given = api::session::take_draft().await.ok().and_then(|given| given.draft);
        if let Some(handed) = given.as_deref().and_then(HandedOver::read) {
            self.form.restore_handed_over(handed);
        }
        self.pull().await;
        if let Some(account) = person.account {
            self.form.fill_from_account(&account.contact, account.language);
        }
    }
}

impl DraftKeeper {
    /// Brings back what was handed over to a sign-in that came to nothing, over what this device kept.
    pub async fn bring_back_returned(self) {
        let given = api::sign_in::take_returned_draft().await.ok().and_then(|given| given.draft);
        if let Some(handed) = given.as_deref().and_then(HandedOver::read) {
            self.form.restore_handed_over(handed);
        }
    }
}

/// The personal part, where it was kept and this browser still has the key.
pub(super) async fn open_personal(sealed: Option<&str>) -> Option<Personal> {
    let text = seal::open(sealed?).await.ok()?;
    serde_json::from_str(&text).ok()
}
