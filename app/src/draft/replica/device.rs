//! Replica and the copy of this device, which all tabs share.

use rules::application::ApplicationDraft;
use rules::field::Field;

use super::{Effect, Keys, PendingHandoff, Phase, Replica, SaveResult, Session};
use crate::draft::local::{Base, LocalCopy};
use crate::draft::merge::{Conflict, Theirs};
use crate::draft::model::{copy_field, is_equal, is_personal};
use crate::draft::status::{AccountStatus, LocalStatus, News, PersonalStatus};

impl Replica {
    /// Handles the copy that the page has read.
    pub(super) fn local_loaded(&mut self, copy: Option<Box<LocalCopy>>, keys: Keys<'_>) {
        if self.phase == Phase::Loading {
            return self.first_loaded(copy.map(|copy| *copy));
        }
        let is_awaited = std::mem::take(&mut self.is_load_awaited);
        let is_refused = self.status.personal == PersonalStatus::Refused;
        if !is_awaited && (is_refused || self.unread.is_some()) && self.local.as_ref() == copy.as_deref() {
            // Another tab, which cannot encrypt either, has stored the same: without this both would store in turns.
            return;
        }
        // A save that is in flight was made without this copy.
        let refused = self.attempted.take().filter(|_| is_refused && !is_awaited);
        self.last_save += 1;
        match copy {
            Some(there) => {
                // Another tab cannot encrypt either, but can decrypt an earlier part: the branch above applies.
                let is_same = self.local.as_ref().is_some_and(|local| local.is_same_in_public(&there));
                self.attempted = refused.filter(|_| is_same);
                let taken = self.merge_local(*there);
                self.note(News::Changed(taken));
            }
            None => self.local_removed(keys),
        }
    }

    /// The page starts with the copy of this device.
    fn first_loaded(&mut self, copy: Option<LocalCopy>) {
        if let Some(there) = copy {
            let nothing = self.prefilled();
            self.merge(&nothing, Theirs { draft: &there.draft, conflict: there.conflict.as_ref() });
            self.status.moved = false;
            self.screen.own_device |= there.own_device;
            self.screen.language_chosen = true;
            self.key = Some(there.key.clone());
            self.base.clone_from(&there.base);
            self.unread.clone_from(&there.unread);
            self.local = Some(there);
            self.saved_draft = Some(self.resolved());
        }
        self.phase = Phase::Starting;
        // Without a key nothing was handed over.
        let start = self.handoff_key.is_some().then(|| self.screen.clone());
        self.handoff = start.map(|start| PendingHandoff { start, failures: 0 });
        if self.session != Session::Awaited {
            self.session_changed(self.session.clone());
        }
    }

    /// Merges the copy that another tab has stored.
    fn merge_local(&mut self, there: LocalCopy) -> Vec<Field> {
        let mut base = self.local.as_ref().map_or_else(|| self.prefilled(), |local| local.draft.clone());
        let (mut draft, resolved) = (there.draft.clone(), self.resolved());
        let was_saved = self.saved_draft.as_ref() == Some(&resolved);
        if self.unread.is_some() {
            // The page could not read these fields: its values are from the account, or typed since.
            let nothing = self.prefilled();
            for field in self.unknown_fields(false) {
                copy_field(&field, &nothing, &mut base);
            }
        }
        // The device does not store these fields: its copy says nothing about them.
        for field in self.unknown_fields(there.stores_personal()) {
            copy_field(&field, &resolved, &mut base);
            copy_field(&field, &resolved, &mut draft);
        }
        let conflict = self.conflict_of(&there);
        let taken = self.merge(&base, Theirs { draft: &draft, conflict: conflict.as_ref() });
        let was_own_device = self.local.as_ref().is_some_and(|local| local.own_device);
        if self.screen.own_device == was_own_device {
            self.screen.own_device = there.own_device;
        }
        if let Some(base) = &there.base {
            self.adopt_base(base);
        }
        self.adopt_key(there.key.clone());
        self.unread.clone_from(&there.unread);
        self.local = Some(there);
        if was_saved {
            self.saved_draft = Some(self.resolved());
        }
        taken
    }

    /// The conflicts of another tab, and those that it cannot know: in fields that the device does not store, and
    /// those that this page has not stored yet. A stored conflict that is missing there was resolved there.
    fn conflict_of(&self, there: &LocalCopy) -> Option<Conflict> {
        let Some(ours) = &self.conflict else { return there.conflict.clone() };
        let stored = self.local.as_ref().and_then(|local| local.conflict.as_ref());
        let is_unknown = |field: &&Field| {
            let is_stored = stored.is_some_and(|stored| stored.is_same_in(field, ours));
            !is_stored || (is_personal(field) && !there.stores_personal())
        };
        let mut conflict = there.conflict.clone().unwrap_or_else(|| Conflict {
            fields: Vec::new(),
            resolved: there.draft.clone(),
            other: there.draft.clone(),
        });
        for field in ours.fields.iter().filter(is_unknown) {
            if !conflict.fields.contains(field) {
                copy_field(field, &ours.other, &mut conflict.other);
                conflict.fields.push(field.clone());
            }
        }
        Some(conflict).filter(|conflict| !conflict.fields.is_empty())
    }

    /// Takes over a newer base of another tab. Without its personal part, these fields keep the last known common
    /// value.
    fn adopt_base(&mut self, there: &Base) {
        let is_newer = self.base.as_ref().is_none_or(|base| {
            base.revision < there.revision || (base.revision == there.revision && !base.whole && there.whole)
        });
        if !is_newer {
            return;
        }
        let before = self.base.as_ref().map_or_else(|| self.prefilled(), |base| base.draft.clone());
        let mut base = there.clone();
        for field in self.unknown_fields(there.whole) {
            copy_field(&field, &before, &mut base.draft);
        }
        self.base = Some(base);
    }

    /// The copy of this device cannot be used. A page that starts has no copy then; a page in use counts its copy as
    /// not stored.
    pub(super) fn local_unusable(&mut self) {
        if self.phase == Phase::Loading {
            return self.first_loaded(None);
        }
        self.local = None;
        self.unread = None;
    }

    /// Another tab has deleted the copy: the draft was submitted or deleted, or the person signed out.
    fn local_removed(&mut self, keys: Keys<'_>) {
        let Some(local) = self.local.take() else { return };
        self.unread = None;
        // Personal fields count as saved on a device that stores them only after it has stored them.
        let is_saved = self.saved_draft.take() == Some(self.resolved()) && local.own_device == self.screen.own_device;
        // So does the second value of a conflict.
        let is_unknown = |field: &Field| is_personal(field) && !local.stores_personal();
        let is_conflict_stored = self.conflict.as_ref().is_none_or(|ours| !ours.fields.iter().any(is_unknown))
            && local.conflict == self.to_store(String::new()).conflict;
        if is_saved && is_conflict_stored {
            self.forget(keys);
            self.note(News::Ended);
        } else {
            // Later input begins another draft.
            self.resolve_deleted(&local);
            self.begin_another();
        }
        self.effects.push(Effect::RefreshSession);
    }

    /// Resolves a conflict with a value that was deleted for the other value.
    fn resolve_deleted(&mut self, deleted: &LocalCopy) {
        let Some(mut conflict) = self.conflict.take() else { return };
        let mut draft = self.screen.draft.clone();
        for field in std::mem::take(&mut conflict.fields) {
            if is_equal(&field, &conflict.resolved, &deleted.draft) {
                copy_field(&field, &conflict.other, &mut draft);
            } else if is_equal(&field, &conflict.other, &deleted.draft) {
                copy_field(&field, &conflict.resolved, &mut draft);
            } else {
                conflict.fields.push(field);
            }
        }
        self.conflict = Some(conflict);
        self.drop_resolved();
        self.screen.set_draft(draft);
    }

    /// The draft continues as another one.
    pub(super) fn begin_another(&mut self) {
        if self.unanswered.is_none() {
            self.key = None;
        }
    }

    /// Stores the draft if it differs from the copy of the device, and schedules the push to the account.
    pub(in crate::draft) fn save_local(&mut self, keys: Keys<'_>) {
        // The restored hand-off exists only on this page: it is stored before the account's draft arrives.
        let is_complete = self.phase == Phase::Running || (self.phase == Phase::Starting && self.handoff.is_none());
        if !is_complete || self.has_no_draft() {
            return;
        }
        self.resolve_by_typing();
        let Some(key) = self.key(keys) else {
            return self.set_local_status(LocalStatus::Refused, self.status.personal);
        };
        let (copy, draft) = (self.to_store(key), self.resolved());
        let is_saved = self.local.as_ref() == Some(&copy) && self.saved_draft.as_ref() == Some(&draft);
        if self.attempted.is_none() && is_saved {
            self.set_local_status(LocalStatus::Saved, personal_status(&copy));
        } else if self.attempted.as_ref().is_none_or(|attempted| *attempted != (copy.clone(), draft.clone())) {
            // Also if only fields changed that the device does not store: the save finds out what other tabs did
            // before.
            self.last_save += 1;
            self.attempted = Some((copy.clone(), draft));
            self.effects.push(Effect::Save(self.last_save, Box::new(copy)));
        }
        self.schedule_push();
    }

    fn schedule_push(&mut self) {
        let draft: ApplicationDraft = self.resolved();
        if !self.may_use_account() {
            return;
        }
        if self.is_synced() {
            self.status.account = AccountStatus::Saved;
        } else if self.scheduled.as_ref() != Some(&draft) {
            self.scheduled = Some(draft);
            self.effects.push(Effect::StartTimer);
        }
    }

    /// What this device should store.
    pub(in crate::draft) fn to_store(&self, key: String) -> LocalCopy {
        let (draft, own_device) = (self.resolved(), self.screen.own_device);
        let conflict = self.conflict.as_ref().and_then(|conflict| conflict.with(&draft, conflict.fields.clone()));
        let unread = self.unread.clone().filter(|_| own_device && !self.has_typed_personal(&draft));
        // The encrypted part stores personal fields for one base. A merge with another base would lose changes.
        let stored = self.local.as_ref().and_then(|local| local.base.as_ref()).map(|base| base.revision);
        let base = self.base.clone().filter(|base| unread.is_none() || stored == Some(base.revision));
        LocalCopy { key, draft, own_device, base, conflict, unread }.for_device()
    }

    /// Whether the person has typed a personal field: it is neither from the account nor from the account's draft.
    fn has_typed_personal(&self, draft: &ApplicationDraft) -> bool {
        let account = self.prefilled();
        let base = self.base.as_ref().filter(|base| base.whole).map_or(&account, |base| &base.draft);
        self.unknown_fields(false).any(|field| !is_equal(&field, draft, &account) && !is_equal(&field, draft, base))
    }

    /// Handles the result of a save.
    pub(super) fn saved(&mut self, number: u32, result: SaveResult) {
        if number != self.last_save {
            return;
        }
        match result {
            SaveResult::Saved => {
                let Some((copy, draft)) = self.attempted.take() else { return };
                self.set_local_status(LocalStatus::Saved, personal_status(&copy));
                self.unread.clone_from(&copy.unread);
                (self.local, self.saved_draft) = (Some(copy), Some(draft));
            }
            // A refused copy must not count as stored: the next load would look as if another tab had undone the
            // change.
            SaveResult::NotEncrypted(stored) => {
                self.local = Some(*stored);
                self.set_local_status(LocalStatus::Saved, PersonalStatus::Refused);
            }
            SaveResult::Refused => self.set_local_status(LocalStatus::Refused, self.status.personal),
            // The save is repeated after the merge.
            SaveResult::Changed => {
                self.is_load_awaited = true;
                self.effects.push(Effect::Load);
            }
        }
    }
}

/// Personal part that the device stores with this copy.
const fn personal_status(copy: &LocalCopy) -> PersonalStatus {
    match (copy.own_device, &copy.unread) {
        (false, _) => PersonalStatus::Nothing,
        (true, None) => PersonalStatus::Encrypted,
        (true, Some(_)) => PersonalStatus::Unread,
    }
}
