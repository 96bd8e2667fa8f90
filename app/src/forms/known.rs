//! Sync state of the draft on a page: the stored copy, the common base with the account, and the conflict.
//! Pure: no storage, network or display.

use rules::application::ApplicationDraft;
use rules::contact::Contact;
use rules::facts::Facts;
use rules::field::Field;
use rules::language::Language;

use crate::forms::merge::{Merged, fields, is_same, merge, take};
use crate::offline::draft::{Agreed, Contested, KeptDraft, is_personal};

/// Sync state of the draft on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Draft in the storage of this device.
    pub held: Option<KeptDraft>,
    /// Base: the last version common to this page and the account.
    pub agreed: Option<Agreed>,
    /// Conflict: fields changed on both sides.
    pub contest: Option<Contest>,
}

/// Fields with two values; one of them is on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contest {
    /// The fields, at least one.
    pub fields: Vec<Field>,
    /// The values stored on this device and in the account until the person decides.
    settled: ApplicationDraft,
    /// The other values.
    other: ApplicationDraft,
}

/// Result of a merge, to be shown on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The draft.
    pub draft: ApplicationDraft,
    /// The fields whose values differ from the screen.
    pub taken: Vec<Field>,
}

/// Returns a draft without values.
pub fn blank(call: &str, language: Language) -> ApplicationDraft {
    ApplicationDraft {
        call: call.to_owned(),
        programme: String::new(),
        group: String::new(),
        language,
        facts: Facts::default(),
        contact: Contact::default(),
    }
}

impl Known {
    /// Merges the stored draft that another tab has changed. `here` is on the screen, `nothing` is a [`blank`] draft.
    ///
    /// Personal fields that this device does not store count as unchanged in `there`.
    pub fn hear_of_kept(
        &mut self,
        here: &ApplicationDraft,
        mut there: KeptDraft,
        nothing: &ApplicationDraft,
    ) -> Change {
        let base = self.held.as_ref().map_or(nothing, |held| &held.draft).clone();
        if !there.own_device {
            for field in fields().filter(is_personal) {
                take(&field, &base, &mut there.draft);
                if let Some(contested) = &mut there.contested {
                    take(&field, &base, &mut contested.other);
                }
            }
        }
        // The other tab has resolved the fields that are no longer in its conflict.
        let contested = there.contested.clone();
        let change = self.bring_together(&base, here, &there.draft, |field| {
            contested.as_ref().filter(|contested| contested.fields.contains(field)).map(|contested| &contested.other)
        });
        if there.agreed.as_ref().map(|agreed| agreed.revision) > self.agreed.as_ref().map(|agreed| agreed.revision) {
            self.agreed.clone_from(&there.agreed);
        }
        self.held = Some(there);
        change
    }

    /// Merges the account's draft that another device has changed; parameters as in [`Self::hear_of_kept`].
    pub fn hear_of_account(
        &mut self,
        here: &ApplicationDraft,
        revision: u32,
        there: &ApplicationDraft,
        nothing: &ApplicationDraft,
    ) -> Change {
        let base = self.agreed.as_ref().map_or(nothing, |agreed| &agreed.draft).clone();
        let before = self.contest.clone();
        let change = self.bring_together(&base, here, there, |field| {
            before.as_ref().filter(|before| before.fields.contains(field)).map(|before| &before.other)
        });
        self.agreed = Some(Agreed { revision, draft: there.clone(), whole: true });
        change
    }

    /// Records that the account's draft was submitted or deleted elsewhere at `revision`. Returns whether the draft
    /// here equals the base and has therefore ended too; otherwise the input here starts a new draft.
    pub fn hear_of_end(&mut self, here: &ApplicationDraft, revision: u32, nothing: &ApplicationDraft) -> bool {
        let agreed = self.agreed.replace(Agreed { revision, draft: nothing.clone(), whole: true });
        agreed.is_some_and(|agreed| {
            let known = |field: &Field| agreed.whole || !is_personal(field);
            agreed.revision < revision && fields().filter(known).all(|field| is_same(&field, here, &agreed.draft))
        })
    }

    /// Merges and updates the conflict. For a field that stays in conflict regardless of the merge, `other_value`
    /// returns a draft with its other value.
    fn bring_together<'a>(
        &mut self,
        base: &ApplicationDraft,
        here: &ApplicationDraft,
        there: &ApplicationDraft,
        other_value: impl Fn(&Field) -> Option<&'a ApplicationDraft>,
    ) -> Change {
        let before = self.contest.take();
        let was_contested = |field: &Field| before.as_ref().is_some_and(|before| before.fields.contains(field));
        // Fields in conflict are not merged again: they count as unchanged here.
        let mut unchanged = here.clone();
        for field in fields().filter(was_contested) {
            take(&field, base, &mut unchanged);
        }
        let Merged { mut draft, contested, .. } = merge(base, &unchanged, there);
        let mut contest = Contest { fields: Vec::new(), settled: there.clone(), other: here.clone() };
        for field in fields() {
            let Some(other) = other_value(&field) else { continue };
            if let Some(before) = before.as_ref().filter(|_| was_contested(&field) && is_same(&field, base, there)) {
                take(&field, &before.settled, &mut contest.settled);
            }
            take(&field, other, &mut contest.other);
            if was_contested(&field) && contest.holds(&field, here) {
                take(&field, here, &mut draft);
            } else {
                take(&field, &contest.settled, &mut draft);
            }
            contest.fields.push(field);
        }
        contest.fields.extend(contested.into_iter().filter(|field| other_value(field).is_none()));
        let (settled, other) = (&contest.settled, &contest.other);
        contest.fields.retain(|field| !is_same(field, settled, other));
        self.contest = Some(contest).filter(|contest| !contest.fields.is_empty());
        let taken = fields().filter(|field| !is_same(field, here, &draft)).collect();
        Change { draft, taken }
    }

    /// Returns the draft to store on this device and in the account while `here` is on the screen.
    pub fn settled(&self, here: &ApplicationDraft) -> ApplicationDraft {
        let mut settled = here.clone();
        if let Some(contest) = &self.contest {
            for field in &contest.fields {
                take(field, &contest.settled, &mut settled);
            }
        }
        settled
    }

    /// Returns the record to store on this device while `here` is on the screen.
    pub fn to_keep(&self, here: &ApplicationDraft, key: String, own_device: bool) -> KeptDraft {
        KeptDraft {
            key,
            draft: self.settled(here),
            own_device,
            agreed: self.agreed.clone(),
            contested: self.contest.as_ref().map(Contest::to_keep),
        }
    }

    /// Resolves the fields in conflict that hold a third value in `here`. Returns whether there were any.
    pub fn decide_by_typing(&mut self, here: &ApplicationDraft) -> bool {
        let Some(contest) = &mut self.contest else { return false };
        let before = contest.fields.len();
        let (settled, other) = (&contest.settled, &contest.other);
        contest.fields.retain(|field| is_same(field, settled, here) || is_same(field, other, here));
        let decided = contest.fields.len() < before;
        self.contest = self.contest.take().filter(|contest| !contest.fields.is_empty());
        decided
    }

    /// Resolves the conflict in `field` with the value on the screen.
    pub fn decide(&mut self, field: &Field) {
        if let Some(contest) = &mut self.contest {
            contest.fields.retain(|contested| contested != field);
        }
        self.contest = self.contest.take().filter(|contest| !contest.fields.is_empty());
    }
}

impl Contest {
    /// Restores the conflict that this device stores with `draft`.
    pub fn of(draft: &ApplicationDraft, contested: Contested) -> Self {
        Self { fields: contested.fields, settled: draft.clone(), other: contested.other }
    }

    fn to_keep(&self) -> Contested {
        // Other fields are equal in every tab; otherwise the tabs would overwrite each other endlessly.
        let mut other = self.settled.clone();
        for field in &self.fields {
            take(field, &self.other, &mut other);
        }
        Contested { fields: self.fields.clone(), other }
    }

    /// Returns the values of the fields in conflict that are not on the screen.
    pub fn beside(&self, here: &ApplicationDraft) -> ApplicationDraft {
        let mut beside = self.other.clone();
        for field in self.fields.iter().filter(|field| !is_same(field, here, &self.settled)) {
            take(field, &self.settled, &mut beside);
        }
        beside
    }

    fn holds(&self, field: &Field, draft: &ApplicationDraft) -> bool {
        is_same(field, draft, &self.settled) || is_same(field, draft, &self.other)
    }
}
