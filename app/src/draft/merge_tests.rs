//! Tests of the three-way merge.

use chrono::NaiveDate;
use rules::application::ApplicationDraft;
use rules::contact::Contact;
use rules::facts::{Answer, FactId, Facts};
use rules::field::Field;
use rules::language::Language;

use super::merge::{Conflict, Theirs};
use super::model::is_equal;

/// Result of a merge of two drafts without an earlier conflict.
#[derive(Debug, PartialEq, Eq)]
struct Simple {
    draft: ApplicationDraft,
    taken: Vec<Field>,
    conflicts: Vec<Field>,
}

fn simple_merge(base: &ApplicationDraft, here: &ApplicationDraft, there: &ApplicationDraft) -> Simple {
    let merged = super::merge::merge(base, here, None, Theirs { draft: there, conflict: None });
    let conflicts = merged.conflict.map(|conflict| conflict.fields).unwrap_or_default();
    Simple { draft: merged.draft, taken: merged.taken, conflicts }
}

fn draft() -> ApplicationDraft {
    ApplicationDraft {
        call: "2025-06".into(),
        programme: "p-001".into(),
        group: "p-001-1".into(),
        language: Language::Lv,
        facts: Facts { still_learning: Answer::No, ..Facts::default() },
        contact: Contact { email: "anna@epasts.lv".into(), phone: String::new() },
        declaration: false,
    }
}

fn changed(change: impl FnOnce(&mut ApplicationDraft)) -> ApplicationDraft {
    let mut draft = draft();
    change(&mut draft);
    draft
}

type Edit = fn(&mut ApplicationDraft);

/// A change of each field, and another change of the same field.
fn changes() -> Vec<(Field, Edit, Edit)> {
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
fn equal_drafts_merge_to_themselves() {
    let merged = simple_merge(&draft(), &draft(), &draft());
    assert_eq!(merged, Simple { draft: draft(), taken: vec![], conflicts: vec![] });
}

#[test]
fn change_of_the_other_side_is_taken() {
    for (field, change, _) in changes() {
        let there = changed(change);
        let merged = simple_merge(&draft(), &draft(), &there);
        assert_eq!(merged, Simple { draft: there, taken: vec![field], conflicts: vec![] });
    }
}

#[test]
fn change_of_this_side_stays() {
    for (_, change, _) in changes() {
        let here = changed(change);
        assert_eq!(simple_merge(&draft(), &here, &draft()), Simple { draft: here, taken: vec![], conflicts: vec![] });
    }
}

#[test]
fn same_change_on_both_sides_is_no_conflict() {
    for (_, change, _) in changes() {
        let both = changed(change);
        assert_eq!(
            simple_merge(&draft(), &both, &both),
            Simple { draft: both.clone(), taken: vec![], conflicts: vec![] }
        );
    }
}

#[test]
fn different_changes_are_a_conflict_and_stay_here() {
    for (field, here, there) in changes() {
        let (here, there) = (changed(here), changed(there));
        let merged = simple_merge(&draft(), &here, &there);
        assert_eq!(merged, Simple { draft: here, taken: vec![], conflicts: vec![field] });
    }
}

#[test]
fn changes_of_different_fields_are_combined() {
    let all = changes();
    for (index, (_, here, _)) in all.iter().enumerate() {
        for (_, there, _) in all.iter().skip(index + 1).filter(|(field, ..)| *field != Field::Group) {
            let merged = simple_merge(&draft(), &changed(here), &changed(there));
            let both = changed(|draft| {
                here(draft);
                there(draft);
            });
            assert_eq!((merged.draft, merged.conflicts), (both, vec![]));
        }
    }
}

#[test]
fn study_group_is_taken_with_its_programme() {
    let there = changed(|draft| {
        draft.programme = "p-002".into();
        draft.group = "p-002-1".into();
    });
    let merged = simple_merge(&draft(), &draft(), &there);
    assert_eq!((merged.draft, merged.taken), (there, vec![Field::Programme, Field::Group]));
}

#[test]
fn study_group_stays_out_of_another_programme() {
    let here = changed(|draft| draft.group = "p-001-2".into());
    let there = changed(|draft| {
        draft.programme = "p-002".into();
        draft.group = "p-002-1".into();
    });
    let merged = simple_merge(&draft(), &here, &there);
    assert_eq!((merged.draft.programme.as_str(), merged.draft.group.as_str()), ("p-002", "p-002-1"));
}

#[test]
fn groups_of_a_programme_chosen_on_both_sides_compare() {
    let chosen = |group: &str| {
        changed(|draft| {
            draft.programme = "p-002".into();
            draft.group = group.into();
        })
    };
    let merged = simple_merge(&draft(), &chosen("p-002-1"), &chosen("p-002-2"));
    assert_eq!(merged.conflicts, [Field::Group]);
    let merged = simple_merge(&draft(), &chosen(""), &chosen("p-002-2"));
    assert_eq!((merged.draft.group.as_str(), merged.conflicts), ("p-002-2", vec![]));
}

#[test]
fn blank_field_is_no_conflict_with_a_value() {
    let nothing_yet = ApplicationDraft {
        programme: String::new(),
        group: String::new(),
        facts: Facts::default(),
        contact: Contact::default(),
        ..draft()
    };
    let merged = simple_merge(&nothing_yet, &nothing_yet, &draft());
    assert_eq!((merged.draft, merged.conflicts), (draft(), vec![]));
}

#[test]
fn value_typed_over_a_conflict_elsewhere_is_kept() {
    let with_email = |email: &str| changed(|draft| draft.contact.email = email.into());
    let (base, here) = (with_email("base@epasts.lv"), with_email("here@epasts.lv"));
    let conflict =
        Conflict { fields: vec![Field::Email], resolved: base.clone(), other: with_email("other@epasts.lv") };
    let merged = super::merge::merge(&base, &here, None, Theirs { draft: &base, conflict: Some(&conflict) });
    let conflict = merged.conflict.unwrap();
    assert!(is_equal(&Field::Email, &merged.draft, &here), "the page shows what was typed");
    assert_eq!(conflict.resolved.contact.email, "here@epasts.lv");
    assert_eq!(conflict.other.contact.email, "other@epasts.lv");
}
