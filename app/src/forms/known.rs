//! What a page knows of its draft beside what is on the screen: what this device keeps, what the account has, and what was
//! changed in two places at once. Pure: nothing here stores, sends or shows.

use rules::application::ApplicationDraft;
use rules::contact::Contact;
use rules::facts::Facts;
use rules::field::Field;
use rules::language::Language;

use crate::forms::merge::{Merged, fields, is_same, merge, take};
use crate::offline::draft::{Agreed, Contested, KeptDraft, is_personal};

/// What a page knows of its draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// What this device keeps.
    pub held: Option<KeptDraft>,
    /// The draft that this page and the account both had.
    pub agreed: Option<Agreed>,
    /// What was changed in two places at once.
    pub contest: Option<Contest>,
}

/// Fields with two values; one of them is on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contest {
    /// The fields, at least one.
    pub fields: Vec<Field>,
    /// The values that are kept, here and in the account, until the person decides.
    settled: ApplicationDraft,
    /// The other values.
    other: ApplicationDraft,
}

/// What is to be on the screen after something was heard from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The draft.
    pub draft: ApplicationDraft,
    /// The fields that are new on the screen.
    pub taken: Vec<Field>,
}

/// A draft in which nothing is filled in yet.
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
    /// Another tab has changed what this device keeps. `here` is on the screen, `nothing` is a [`blank`] draft.
    ///
    /// What this device does not keep, `there` cannot tell: it is taken to be as it was.
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
        // Fields that are contested there no more were settled in the other tab.
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

    /// The account has a draft that another device has changed; as [`Self::hear_of_kept`].
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

    /// The account's draft was sent or deleted elsewhere under `revision`. Tells whether the draft here is that very
    /// one, so that it has ended too; else what was typed here is the beginning of another.
    pub fn hear_of_end(&mut self, here: &ApplicationDraft, revision: u32, nothing: &ApplicationDraft) -> bool {
        let agreed = self.agreed.replace(Agreed { revision, draft: nothing.clone(), whole: true });
        agreed.is_some_and(|agreed| {
            let known = |field: &Field| agreed.whole || !is_personal(field);
            agreed.revision < revision && fields().filter(known).all(|field| is_same(&field, here, &agreed.draft))
        })
    }

    /// Merges, and brings the contest up to date. `other_value` gives, for a field that is or stays contested whatever the
    /// merge says, a draft with its other value.
    fn bring_together<'a>(
        &mut self,
        base: &ApplicationDraft,
        here: &ApplicationDraft,
        there: &ApplicationDraft,
        other_value: impl Fn(&Field) -> Option<&'a ApplicationDraft>,
    ) -> Change {
        let before = self.contest.take();
        let was_contested = |field: &Field| before.as_ref().is_some_and(|before| before.fields.contains(field));
        // What is contested is not merged once more: it counts as unchanged here.
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

    /// What is to be kept, here and in the account, while `here` is on the screen.
    pub fn settled(&self, here: &ApplicationDraft) -> ApplicationDraft {
        let mut settled = here.clone();
        if let Some(contest) = &self.contest {
            for field in &contest.fields {
                take(field, &contest.settled, &mut settled);
            }
        }
        settled
    }

    /// What this device is to keep while `here` is on the screen.
    pub fn to_keep(&self, here: &ApplicationDraft, key: String, own_device: bool) -> KeptDraft {
        KeptDraft {
            key,
            draft: self.settled(here),
            own_device,
            agreed: self.agreed.clone(),
            contested: self.contest.as_ref().map(Contest::to_keep),
        }
    }

    /// The person has typed a third value into these fields: that decides them. Tells whether there were any.
    pub fn decide_by_typing(&mut self, here: &ApplicationDraft) -> bool {
        let Some(contest) = &mut self.contest else { return false };
        let before = contest.fields.len();
        let (settled, other) = (&contest.settled, &contest.other);
        contest.fields.retain(|field| is_same(field, settled, here) || is_same(field, other, here));
        let decided = contest.fields.len() < before;
        self.contest = self.contest.take().filter(|contest| !contest.fields.is_empty());
        decided
    }

    /// The person has decided for the value that is on the screen.
    pub fn decide(&mut self, field: &Field) {
        if let Some(contest) = &mut self.contest {
            contest.fields.retain(|contested| contested != field);
        }
        self.contest = self.contest.take().filter(|contest| !contest.fields.is_empty());
    }
}

impl Contest {
    /// A contest as it was kept on this device beside `draft`.
    pub fn of(draft: &ApplicationDraft, contested: Contested) -> Self {
        Self { fields: contested.fields, settled: draft.clone(), other: contested.other }
    }

    fn to_keep(&self) -> Contested {
        // What is not contested is the same on every tab, or they would answer each other for ever.
        let mut other = self.settled.clone();
        for field in &self.fields {
            take(field, &self.other, &mut other);
        }
        Contested { fields: self.fields.clone(), other }
    }

    /// The contested fields' values that are not on the screen.
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
