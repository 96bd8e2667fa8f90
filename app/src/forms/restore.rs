//! Brings the draft back: after a reload from the storage, after signing in from the server.

use leptos::prelude::*;
use rules::application::ApplicationDraft;
use rules::call::Call;
use rules::wire::Session;

use super::application_form::ApplicationForm;
use crate::api;
use crate::api::error::ApiError;
use crate::clock::device_now;
use crate::offline::draft::{HandedOver, Personal, StoredDraft};
use crate::offline::{draft_store, seal};
use crate::state::Lang;

/// What the storage holds now. A visit that changes nothing writes nothing, so the draft expires by its last change.
#[derive(Clone, Copy, Default)]
pub(super) struct Held {
    /// The draft, and whether its personal part is kept too.
    draft: StoredValue<Option<(ApplicationDraft, bool)>>,
    /// The personal part as it lies there.
    pub(super) sealed: StoredValue<Option<String>>,
}

impl Held {
    /// Whether the storage holds just this.
    pub(super) fn holds(self, draft: &ApplicationDraft, own_device: bool) -> bool {
        self.draft.with_value(|held| held.as_ref().is_some_and(|held| held.0 == *draft && held.1 == own_device))
    }

    /// The storage holds this now.
    pub(super) fn note(self, draft: ApplicationDraft, own_device: bool) {
        self.draft.set_value(Some((draft, own_device)));
    }

    /// The storage holds nothing any more.
    pub(super) fn forget(self) {
        self.draft.set_value(None);
        self.sealed.set_value(None);
    }
}

/// Brings back what this device kept.
pub(super) async fn stored(form: ApplicationForm, call: &'static Call, lang: Lang, held: Held) {
    let Some(stored) = draft_store::load(&call.id, device_now()) else { return };
    form.restore_stored(&stored, open_personal(&stored).await);
    let draft = untrack(|| form.to_declared_draft(&call.id, lang.get_untracked()));
    held.note(draft, form.own_device.get_untracked());
    held.sealed.set_value(stored.sealed);
}

/// The personal part, where it was kept and this browser still has the key.
async fn open_personal(stored: &StoredDraft) -> Option<Personal> {
    let text = seal::open(stored.sealed.as_deref()?).await.ok()?;
    serde_json::from_str(&text).ok()
}

/// Brings back what was handed over when signing in, and what the account knows; true once the server has said who is
/// signed in, so that there is nothing more to come.
pub(super) async fn handed_over(form: ApplicationForm, session: Option<Result<Session, ApiError>>) -> bool {
    let Some(session) = session else { return false };
    let Some(person) = session.ok().and_then(|session| session.person) else { return true };
    let given = api::session::take_draft().await.ok().and_then(|given| given.draft);
    if let Some(handed) = given.as_deref().and_then(HandedOver::read) {
        form.restore_handed_over(handed);
    }
    if let Some(account) = person.account {
        form.fill_from_account(&account.contact, account.language);
    }
    true
}
