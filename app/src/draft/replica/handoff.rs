//! Replica and the form that was handed over through the sign-in redirect.

use rules::application::ApplicationDraft;
use rules::field::Field;

use super::{Keys, Replica, Screen};
use crate::draft::handoff::{HandedOver, SavedForm};
use crate::draft::merge::{Conflict, Theirs, merge};
use crate::draft::model::{copy_all, copy_field, fields, is_equal, is_personal};

impl Replica {
    /// The form of this page, to hand over; nothing if there is no draft.
    pub(in crate::draft) fn hand_over(&mut self, screen: Screen, keys: Keys<'_>) -> Option<HandedOver> {
        self.screen = screen.clone();
        if self.has_no_draft() {
            return None;
        }
        let (nothing, conflict) = (self.prefilled(), self.conflict.as_ref());
        let saved = self.local.as_ref().map(|local| {
            let mut saved = local.draft.clone();
            // Without a common base an unresolved conflict is found again when the form is merged.
            copy_all(conflict.map(|conflict| conflict.fields.as_slice()).unwrap_or_default(), &nothing, &mut saved);
            SavedForm { draft: saved, own_device: local.own_device }
        });
        Some(HandedOver::new(screen, self.key(keys)?, saved))
    }

    /// Merges the form that was handed over. Its idempotency key continues the same draft.
    pub(super) fn apply_handoff(&mut self, start: &Screen, handed: HandedOver) {
        if handed.draft.programme.is_empty() {
            return;
        }
        let mut base = self.handoff_base(start, &handed);
        let (mut there, here) = (handed.draft, self.screen.draft.clone());
        keep_local_edits(&start.draft, &here, &mut there);
        let before = self.conflict.take().map(|before| replace_edited(before, &base, &there));
        if let Some(before) = &before {
            // The hand-off has one of the two values and decides nothing.
            copy_all(&before.fields, &there, &mut base);
        }
        let theirs = Theirs { draft: &there, conflict: before.as_ref() };
        let merged = merge(&base, &here, before.as_ref(), theirs);
        self.conflict = merged.conflict;
        self.screen.set_draft(merged.draft);
        self.screen.language_chosen = true;
        let was_own_device = handed.saved.is_some_and(|saved| saved.own_device);
        if self.screen.own_device == start.own_device && handed.own_device != was_own_device {
            self.screen.own_device = handed.own_device;
        }
        if self.screen.terms == start.terms {
            self.screen.terms = handed.terms;
        }
        if self.screen.declaration == start.declaration {
            self.screen.declaration = handed.declaration;
        }
        self.adopt_key(handed.key);
    }

    /// The base of the merge: the device's copy when the page was left, where the device stores the field, else the
    /// form when this page started.
    fn handoff_base(&self, start: &Screen, handed: &HandedOver) -> ApplicationDraft {
        let mut base = start.draft.clone();
        if let Some(local) = &self.local {
            let nothing = self.prefilled();
            let saved = handed.saved.as_ref().map_or(&nothing, |saved| &saved.draft);
            for field in fields().filter(|field| local.stores_personal() || !is_personal(field)) {
                copy_field(&field, saved, &mut base);
            }
        }
        base
    }
}

/// Replaces a value of a conflict by the one that the person typed over it before the page was left.
fn replace_edited(mut conflict: Conflict, saved: &ApplicationDraft, there: &ApplicationDraft) -> Conflict {
    for field in conflict.fields.clone() {
        if conflict.offers(&field, there) {
            continue;
        }
        if is_equal(&field, saved, &conflict.resolved) {
            copy_field(&field, there, &mut conflict.resolved);
        } else if is_equal(&field, saved, &conflict.other) {
            copy_field(&field, there, &mut conflict.other);
        }
    }
    conflict
}

/// Replaces the fields that the person has changed since the page started: their value is newer than the hand-off.
///
/// A page without a draft chooses its programme by itself. If it is the same programme, that says nothing about the
/// group.
fn keep_local_edits(start: &ApplicationDraft, here: &ApplicationDraft, there: &mut ApplicationDraft) {
    let is_same_programme = here.programme == there.programme;
    for field in fields().filter(|field| !is_equal(field, start, here)) {
        if field != Field::Programme || !is_same_programme {
            copy_field(&field, here, there);
        }
    }
}

#[cfg(test)]
mod tests {
    use rules::contact::Contact;
    use rules::language::Language;

    use super::*;
    use crate::draft::model::blank;

    fn draft(programme: &str, group: &str, email: &str, phone: &str) -> ApplicationDraft {
        let contact = Contact { email: email.into(), phone: phone.into() };
        ApplicationDraft { programme: programme.into(), group: group.into(), contact, ..blank("2025-06", Language::Lv) }
    }

    #[test]
    fn input_since_the_start_is_kept_and_the_rest_is_handed_over() {
        let mut there = draft("datu-analize", "da-1", "anna@epasts.lv", "26123456");
        let (start, here) = (draft("datu-analize", "da-1", "", ""), draft("datu-analize", "da-1", "", "29999999"));
        keep_local_edits(&start, &here, &mut there);
        assert_eq!(there, draft("datu-analize", "da-1", "anna@epasts.lv", "29999999"));
    }

    #[test]
    fn page_with_the_same_programme_keeps_the_group_of_the_hand_off() {
        let mut there = draft("datu-analize", "da-1", "anna@epasts.lv", "");
        keep_local_edits(&draft("", "", "", ""), &draft("datu-analize", "", "", ""), &mut there);
        assert_eq!(there, draft("datu-analize", "da-1", "anna@epasts.lv", ""));
        keep_local_edits(&draft("", "", "", ""), &draft("kiberdrosiba", "", "", ""), &mut there);
        assert_eq!(there, draft("kiberdrosiba", "", "anna@epasts.lv", ""));
    }
}
