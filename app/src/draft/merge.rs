//! Three-way merge of two drafts with their last common version, field by field.
//!
//! Device, account and sign-in hand-off are three sources of this one merge. A field that only one side changed takes
//! that side's value. A field that both sides changed differently is a conflict, which the person resolves.

use rules::application::ApplicationDraft;
use rules::field::Field;
use serde::{Deserialize, Serialize};

use super::model::{copy_field, fields, is_equal};

/// Fields that two replicas changed differently. The page shows one of the two values of each.
///
/// Both values are the same on every replica: if each replica stored its own value, two tabs would overwrite each
/// other in a loop. Other fields of the two drafts have no meaning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// The fields, at least one.
    pub fields: Vec<Field>,
    /// The values that the device and the account store until the person decides.
    pub resolved: ApplicationDraft,
    /// The other values.
    pub other: ApplicationDraft,
}

impl Conflict {
    /// The values of the fields that are not on the page.
    pub fn beside(&self, here: &ApplicationDraft) -> ApplicationDraft {
        let mut beside = self.other.clone();
        for field in self.fields.iter().filter(|field| !is_equal(field, here, &self.resolved)) {
            copy_field(field, &self.resolved, &mut beside);
        }
        beside
    }

    /// Whether the field is in conflict here, and with the same values as in `other`.
    pub(super) fn is_same_in(&self, field: &Field, other: &Self) -> bool {
        let is_same = |one, another| is_equal(field, one, another);
        self.fields.contains(field) && is_same(&self.resolved, &other.resolved) && is_same(&self.other, &other.other)
    }

    /// Whether the field has one of its two values in this draft.
    pub(super) fn offers(&self, field: &Field, draft: &ApplicationDraft) -> bool {
        is_equal(field, draft, &self.resolved) || is_equal(field, draft, &self.other)
    }

    /// The same conflict with only these fields, beside the draft that is stored; nothing if there are no fields.
    /// Fields without a conflict are equal in both drafts, so that every tab stores the same.
    pub(super) fn with(&self, stored: &ApplicationDraft, fields: Vec<Field>) -> Option<Self> {
        let mut other = stored.clone();
        for field in &fields {
            copy_field(field, &self.other, &mut other);
        }
        (!fields.is_empty()).then(|| Self { fields, resolved: stored.clone(), other })
    }
}

/// The draft of another replica.
#[derive(Clone, Copy)]
pub(super) struct Theirs<'a> {
    /// Their draft, with the resolved values of their conflicts.
    pub(super) draft: &'a ApplicationDraft,
    /// Their conflicts. The account has no conflicts: it stores resolved values.
    pub(super) conflict: Option<&'a Conflict>,
}

/// Result of a merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Merged {
    /// The draft that the page shows now. Fields in conflict keep the value of the page.
    pub(super) draft: ApplicationDraft,
    /// The fields that changed on the page.
    pub(super) taken: Vec<Field>,
    /// All fields in conflict, the earlier ones too.
    pub(super) conflict: Option<Conflict>,
}

/// Merges `theirs` into the page's draft `here`. `ours` is the conflict that the page has already.
pub(super) fn merge(
    base: &ApplicationDraft,
    here: &ApplicationDraft,
    ours: Option<&Conflict>,
    theirs: Theirs<'_>,
) -> Merged {
    let is_ours = |field: &Field| ours.is_some_and(|ours| ours.fields.contains(field));
    // A field that is in conflict already is not merged again: it counts as unchanged here.
    let mut unchanged = here.clone();
    for field in fields().filter(is_ours) {
        copy_field(&field, base, &mut unchanged);
    }
    let (mut draft, new) = merge_fields(base, &unchanged, theirs.draft);
    let mut conflict = Conflict { fields: Vec::new(), resolved: theirs.draft.clone(), other: here.clone() };
    let kept = theirs.conflict.map(|kept| kept.fields.as_slice()).unwrap_or_default();
    for field in fields().filter(|field| kept.contains(field)) {
        let is_unchanged_there = is_equal(&field, base, theirs.draft);
        if let Some(ours) = ours.filter(|_| is_ours(&field) && is_unchanged_there) {
            copy_field(&field, &ours.resolved, &mut conflict.resolved);
        }
        if let Some(kept) = theirs.conflict {
            copy_field(&field, &kept.other, &mut conflict.other);
        }
        if !is_ours(&field) && !is_equal(&field, base, here) && !conflict.offers(&field, here) {
            // The person replaced one value here before the page knew of the conflict.
            let replaced = if is_unchanged_there { &mut conflict.resolved } else { &mut conflict.other };
            copy_field(&field, here, replaced);
        }
        let shown = if conflict.offers(&field, here) && (is_ours(&field) || !is_equal(&field, base, here)) {
            here
        } else {
            &conflict.resolved
        };
        copy_field(&field, shown, &mut draft);
        conflict.fields.push(field);
    }
    conflict.fields.extend(new.into_iter().filter(|field| !kept.contains(field)));
    let (resolved, other) = (&conflict.resolved, &conflict.other);
    conflict.fields.retain(|field| !is_equal(field, resolved, other));
    let taken = fields().filter(|field| !is_equal(field, here, &draft)).collect();
    Merged { draft, taken, conflict: Some(conflict).filter(|conflict| !conflict.fields.is_empty()) }
}

/// The merged draft, and the fields that both sides changed differently; these stay as they are here.
///
/// A study group belongs to its programme: if the programmes differ, the two are in conflict as one.
fn merge_fields(
    base: &ApplicationDraft,
    here: &ApplicationDraft,
    there: &ApplicationDraft,
) -> (ApplicationDraft, Vec<Field>) {
    let mut base = base.clone();
    if base.programme != here.programme {
        // The base knows nothing of the groups of another programme.
        base.group = String::new();
    }
    let (mut draft, mut conflicts) = (here.clone(), Vec::new());
    for field in fields() {
        let is_group_of_another = field == Field::Group && here.programme != there.programme;
        if is_group_of_another || is_equal(&field, here, there) || is_equal(&field, &base, there) {
            continue;
        }
        if is_equal(&field, &base, here) {
            copy_field(&field, there, &mut draft);
        } else {
            conflicts.push(field);
        }
    }
    (draft, conflicts)
}
