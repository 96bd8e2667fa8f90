//! Three-way merge of one draft between two tabs or two devices. Each field comes from the side that changed it. Fields
//! that both sides changed are in conflict, and the person decides.

use rules::application::ApplicationDraft;
use rules::facts::{FactId, Facts};
use rules::field::Field;

/// Result of a three-way merge of two drafts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The merged draft; fields in conflict hold this side's value.
    pub draft: ApplicationDraft,
    /// The fields taken from the other side.
    pub taken: Vec<Field>,
    /// The fields in conflict: both sides changed them to different values.
    pub contested: Vec<Field>,
}

/// Merges the drafts of this side and the other side, with `base` as their last common version.
///
/// A study group belongs to its programme: if the programmes differ, both fields merge and conflict as one.
///
/// ```
/// use app::forms::merge::{Merged, merge};
/// # use rules::application::ApplicationDraft;
/// # fn example(base: ApplicationDraft) {
/// let (mut here, mut there) = (base.clone(), base.clone());
/// here.contact.email = "anna@epasts.lv".into();
/// there.contact.phone = "26123456".into();
/// let Merged { draft, contested, .. } = merge(&base, &here, &there);
/// assert_eq!((draft.contact.email.as_str(), draft.contact.phone.as_str()), ("anna@epasts.lv", "26123456"));
/// assert!(contested.is_empty());
/// # }
/// ```
pub fn merge(base: &ApplicationDraft, here: &ApplicationDraft, there: &ApplicationDraft) -> Merged {
    let base = &for_programme(base, &here.programme);
    let mut merged = Merged { draft: here.clone(), taken: Vec::new(), contested: Vec::new() };
    for field in fields() {
        // Study groups of different programmes merge together with the field of the programme.
        if field == Field::Group && here.programme != there.programme {
            continue;
        }
        if is_same(&field, here, there) || is_same(&field, base, there) {
            continue;
        }
        if is_same(&field, base, here) {
            take(&field, there, &mut merged.draft);
            merged.taken.push(field);
        } else {
            merged.contested.push(field);
        }
    }
    merged
}

/// Adapts the base to a programme: clears the study group if the base has another programme.
fn for_programme(base: &ApplicationDraft, programme: &str) -> ApplicationDraft {
    let group = if base.programme == programme { base.group.clone() } else { String::new() };
    ApplicationDraft { group, ..base.clone() }
}

/// Returns all fields that a person fills in.
pub(super) fn fields() -> impl Iterator<Item = Field> {
    let facts = FactId::ALL.into_iter().map(Field::Fact);
    [Field::Programme, Field::Group].into_iter().chain(facts).chain([Field::Email, Field::Phone, Field::Language])
}

/// Whether a field is the same in two drafts.
pub fn is_same(field: &Field, one: &ApplicationDraft, other: &ApplicationDraft) -> bool {
    match field {
        Field::Programme => one.programme == other.programme,
        Field::Group => one.group == other.group,
        Field::Fact(FactId::BirthDate) => one.facts.birth_date == other.facts.birth_date,
        Field::Fact(fact) => one.facts.answer(*fact) == other.facts.answer(*fact),
        Field::Email => one.contact.email == other.contact.email,
        Field::Phone => one.contact.phone == other.contact.phone,
        Field::Language => one.language == other.language,
        Field::Body | Field::Call | Field::Other(_) => true,
    }
}

/// Copies a field from one draft to another.
pub fn take(field: &Field, from: &ApplicationDraft, to: &mut ApplicationDraft) {
    match field {
        Field::Programme => {
            to.programme.clone_from(&from.programme);
            to.group.clone_from(&from.group);
        }
        Field::Group => to.group.clone_from(&from.group),
        Field::Fact(fact) => take_fact(*fact, &from.facts, &mut to.facts),
        Field::Email => to.contact.email.clone_from(&from.contact.email),
        Field::Phone => to.contact.phone.clone_from(&from.contact.phone),
        Field::Language => to.language = from.language,
        Field::Body | Field::Call | Field::Other(_) => {}
    }
}

fn take_fact(fact: FactId, from: &Facts, to: &mut Facts) {
    if fact == FactId::BirthDate {
        to.birth_date = from.birth_date;
    } else {
        to.set_answer(fact, from.answer(fact));
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use rules::contact::Contact;
    use rules::facts::Answer;
    use rules::language::Language;

    use super::*;

    fn draft() -> ApplicationDraft {
        ApplicationDraft {
            call: "2025-06".into(),
            programme: "p-001".into(),
            group: "p-001-1".into(),
            language: Language::Lv,
            facts: Facts { still_learning: Answer::No, ..Facts::default() },
            contact: Contact { email: "anna@epasts.lv".into(), phone: String::new() },
        }
    }

    fn changed(change: impl FnOnce(&mut ApplicationDraft)) -> ApplicationDraft {
        let mut draft = draft();
        change(&mut draft);
        draft
    }

    /// A change of each field, and another change of the same field.
    fn changes() -> Vec<(Field, fn(&mut ApplicationDraft), fn(&mut ApplicationDraft))> {
        vec![
            (Field::Programme, |draft| draft.programme = "p-002".into(), |draft| draft.programme = "p-003".into()),
            (Field::Group, |draft| draft.group = "p-001-2".into(), |draft| draft.group = String::new()),
            (
                Field::Fact(FactId::BirthDate),
                |draft| draft.facts.birth_date = NaiveDate::from_ymd_opt(1988, 3, 14),
                |draft| draft.facts.birth_date = NaiveDate::from_ymd_opt(1988, 4, 13),
            ),
            (
                Field::Fact(FactId::StillLearning),
                |draft| draft.facts.still_learning = Answer::Yes,
                |draft| draft.facts.still_learning = Answer::Unknown,
            ),
            (
                Field::Email,
                |draft| draft.contact.email = "no-talruna@epasts.lv".into(),
                |draft| draft.contact.email = "no-datora@epasts.lv".into(),
            ),
            (
                Field::Phone,
                |draft| draft.contact.phone = "26123456".into(),
                |draft| draft.contact.phone = "26123457".into(),
            ),
        ]
    }

    #[test]
    fn nothing_changed_is_nothing_taken() {
        let merged = merge(&draft(), &draft(), &draft());
        assert_eq!(merged, Merged { draft: draft(), taken: vec![], contested: vec![] });
    }

    #[test]
    fn what_only_the_other_side_changed_is_taken() {
        for (field, change, _) in changes() {
            let there = changed(change);
            let merged = merge(&draft(), &draft(), &there);
            assert_eq!(merged, Merged { draft: there, taken: vec![field], contested: vec![] });
        }
    }

    #[test]
    fn what_only_this_side_changed_stays() {
        for (_, change, _) in changes() {
            let here = changed(change);
            assert_eq!(merge(&draft(), &here, &draft()), Merged { draft: here, taken: vec![], contested: vec![] });
        }
    }

    #[test]
    fn what_both_changed_alike_is_agreed() {
        for (_, change, _) in changes() {
            let both = changed(change);
            assert_eq!(merge(&draft(), &both, &both), Merged { draft: both.clone(), taken: vec![], contested: vec![] });
        }
    }

    #[test]
    fn field_changed_on_both_sides_conflicts_and_keeps_its_value() {
        for (field, here, there) in changes() {
            let (here, there) = (changed(here), changed(there));
            let merged = merge(&draft(), &here, &there);
            assert_eq!(merged, Merged { draft: here, taken: vec![], contested: vec![field] });
        }
    }

    #[test]
    fn changes_of_different_fields_all_count() {
        let all = changes();
        for (index, (_, here, _)) in all.iter().enumerate() {
            for (_, there, _) in all.iter().skip(index + 1).filter(|(field, ..)| *field != Field::Group) {
                let merged = merge(&draft(), &changed(here), &changed(there));
                let both = changed(|draft| {
                    here(draft);
                    there(draft);
                });
                assert_eq!((merged.draft, merged.contested), (both, vec![]));
            }
        }
    }

    #[test]
    fn study_group_comes_along_with_its_programme() {
        let there = changed(|draft| {
            draft.programme = "p-002".into();
            draft.group = "p-002-1".into();
        });
        let merged = merge(&draft(), &draft(), &there);
        assert_eq!((merged.draft, merged.taken), (there, vec![Field::Programme]));
    }

    #[test]
    fn study_group_is_dropped_when_the_other_side_changes_programme() {
        let here = changed(|draft| draft.group = "p-001-2".into());
        let there = changed(|draft| {
            draft.programme = "p-002".into();
            draft.group = "p-002-1".into();
        });
        let merged = merge(&draft(), &here, &there);
        assert_eq!((merged.draft.programme.as_str(), merged.draft.group.as_str()), ("p-002", "p-002-1"));
    }

    #[test]
    fn study_groups_of_a_programme_that_both_chose_are_compared() {
        let chosen = |group: &str| {
            changed(|draft| {
                draft.programme = "p-002".into();
                draft.group = group.into();
            })
        };
        let merged = merge(&draft(), &chosen("p-002-1"), &chosen("p-002-2"));
        assert_eq!(merged.contested, [Field::Group]);
        let merged = merge(&draft(), &chosen(""), &chosen("p-002-2"));
        assert_eq!((merged.draft.group.as_str(), merged.contested), ("p-002-2", vec![]));
    }

    #[test]
    fn empty_field_never_conflicts_with_a_filled_one() {
        let nothing_yet = ApplicationDraft {
            programme: String::new(),
            group: String::new(),
            facts: Facts::default(),
            contact: Contact::default(),
            ..draft()
        };
        let merged = merge(&nothing_yet, &nothing_yet, &draft());
        assert_eq!((merged.draft, merged.contested), (draft(), vec![]));
    }
}
