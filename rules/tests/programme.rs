//! N4, N5 and N6: the validator of programmes, with hours of all four types in both calls, levels, modes and all other
//! errors that providers see.
#![cfg(test)]

use rules::call::{Call, JUNE_2025};
use rules::digcomp::LevelRange;
use rules::hours::HourRange;
use rules::programme::kind::{ProgrammeType, StudyMode};
use rules::programme::{Programme, ProgrammeError, TextField, check};
use serde_json::json;

mod support;
use support::calls::{ESF_2024, Pack, esf, june};
use support::day;
use support::offers::{levels, programme, text};

fn of_type(kind: ProgrammeType, hours: u16) -> Programme {
    Programme { kind, hours, ..programme() }
}

fn range(min: u16, max: u16) -> HourRange {
    HourRange::new(min, max).unwrap_or_else(|error| panic!("{error}"))
}

/// One hour under, on and over each end of a range.
fn assert_hours(call: &Call, kind: ProgrammeType, min: u16, max: u16) {
    for hours in [min, min + 1, max - 1, max] {
        assert_eq!(check(&of_type(kind, hours), call), [], "{kind:?} of {hours} hours in {}", call.id);
    }
    for hours in [0, 1, min - 1, max + 1, u16::MAX] {
        let expected = [ProgrammeError::HoursOutOfRange { hours, range: range(min, max) }];
        assert_eq!(check(&of_type(kind, hours), call), expected, "{kind:?} of {hours} hours in {}", call.id);
    }
}

#[test]
fn study_course_of_the_june_call_has_50_to_156_hours() {
    assert_hours(&june(), ProgrammeType::StudyCourse, 50, 156);
}

#[test]
fn study_module_of_the_june_call_has_80_to_160_hours() {
    assert_hours(&june(), ProgrammeType::StudyModule, 80, 160);
}

#[test]
fn vocational_module_of_the_june_call_has_20_to_130_hours() {
    assert_hours(&june(), ProgrammeType::VocationalModule, 20, 130);
}

#[test]
fn module_set_of_the_june_call_has_26_to_458_hours() {
    assert_hours(&june(), ProgrammeType::ModuleSet, 26, 458);
}

#[test]
fn sister_call_has_different_hours() {
    assert_hours(&esf(), ProgrammeType::StudyCourse, 75, 160);
    assert_hours(&esf(), ProgrammeType::StudyModule, 64, 240);
    assert_hours(&esf(), ProgrammeType::VocationalModule, 37, 130);
    assert_hours(&esf(), ProgrammeType::ModuleSet, 72, 216);
}

#[test]
fn same_programme_may_fit_one_call_and_not_the_other() {
    let table = [
        (ProgrammeType::StudyCourse, 74, true, false),
        (ProgrammeType::StudyCourse, 157, false, true),
        (ProgrammeType::StudyModule, 64, false, true),
        (ProgrammeType::VocationalModule, 36, true, false),
        (ProgrammeType::ModuleSet, 217, true, false),
    ];
    for (kind, hours, in_june, in_esf) in table {
        let programme = of_type(kind, hours);
        assert_eq!(check(&programme, &june()).is_empty(), in_june, "{kind:?} of {hours} hours in June");
        assert_eq!(check(&programme, &esf()).is_empty(), in_esf, "{kind:?} of {hours} hours in the sister call");
    }
}

#[test]
fn kind_of_hour_changes_no_comparison() {
    let clock = Pack::of(JUNE_2025).reading("hour_kind", json!("clock")).call();
    assert_hours(&clock, ProgrammeType::StudyCourse, 50, 156);
}

#[test]
fn type_that_a_call_leaves_out_is_not_in_it() {
    for (name, kind) in [
        ("study_course", ProgrammeType::StudyCourse),
        ("study_module", ProgrammeType::StudyModule),
        ("vocational_module", ProgrammeType::VocationalModule),
        ("module_set", ProgrammeType::ModuleSet),
    ] {
        let call = Pack::of(ESF_2024).without(&format!("/hours/{name}")).call();
        assert_eq!(check(&of_type(kind, 100), &call), [ProgrammeError::TypeNotInCall], "{name}");
        assert_eq!(call.hour_range(kind), None);
    }
}

#[test]
fn levels_of_a_programme_lie_within_4_to_6() {
    let check_levels = |level: LevelRange| check(&Programme { level, ..programme() }, &june());
    for (from, to) in [(4, 4), (5, 5), (6, 6), (4, 5), (5, 6), (4, 6)] {
        assert_eq!(check_levels(levels(from, to)), [], "levels {from} to {to}");
    }
    let outside = [ProgrammeError::LevelOutOfRange { range: levels(4, 6) }];
    for (from, to) in [(3, 3), (7, 7), (1, 1), (8, 8), (3, 4), (6, 7), (3, 7), (1, 8), (3, 6), (4, 7)] {
        assert_eq!(check_levels(levels(from, to)), outside, "levels {from} to {to}");
    }
}

#[test]
fn mode_that_a_call_leaves_out_is_not_in_it() {
    let only_on_site = Pack::of(JUNE_2025).with("/modes", json!(["in_person"])).call();
    assert_eq!(check(&programme(), &only_on_site), [ProgrammeError::ModeNotInCall]);
}

#[test]
fn place_is_given_exactly_where_study_happens_in_person() {
    let check_place =
        |mode, place: Option<&str>| check(&Programme { mode, place: place.map(Into::into), ..programme() }, &june());
    assert_eq!(check_place(StudyMode::Remote, None), []);
    assert_eq!(check_place(StudyMode::Remote, Some("Rīga")), [ProgrammeError::PlaceNotAllowed]);
    for mode in [StudyMode::InPerson, StudyMode::PartlyRemote] {
        assert_eq!(check_place(mode, Some("Rīga")), []);
        for missing in [None, Some(""), Some("  ")] {
            assert_eq!(check_place(mode, missing), [ProgrammeError::PlaceMissing], "{mode:?} at {missing:?}");
        }
    }
}

#[test]
fn identifier_is_part_of_an_address() {
    for id in ["a", "data-analysis", "0", "p-001"] {
        assert_eq!(check(&Programme { id: id.into(), ..programme() }, &june()), [], "{id}");
    }
    for id in ["", "Data", "data analysis", "datu-analīze", "a/b", "a_b", "a.b", "a?b", "../a"] {
        assert_eq!(check(&Programme { id: id.into(), ..programme() }, &june()), [ProgrammeError::BadId], "{id:?}");
    }
}

#[test]
fn every_text_exists_in_both_languages() {
    let missing = |programme: Programme| match check(&programme, &june())[..] {
        [ProgrammeError::TextMissing { field }] => Some(field),
        _ => None,
    };
    for hole in [text("", "English"), text("Latviski", ""), text(" ", "English"), text("Latviski", "\n")] {
        assert_eq!(missing(Programme { title: hole.clone(), ..programme() }), Some(TextField::Title));
        assert_eq!(missing(Programme { summary: hole.clone(), ..programme() }), Some(TextField::Summary));
        assert_eq!(
            missing(Programme { prior_knowledge: hole.clone(), ..programme() }),
            Some(TextField::PriorKnowledge)
        );
        let outcomes = vec![text("Viens", "One"), hole];
        assert_eq!(missing(Programme { outcomes, ..programme() }), Some(TextField::Outcomes));
    }
    assert_eq!(missing(Programme { outcomes: vec![], ..programme() }), Some(TextField::Outcomes));
}

#[test]
fn programme_has_at_least_one_study_group() {
    assert_eq!(check(&Programme { groups: vec![], ..programme() }, &june()), [ProgrammeError::NoGroups]);
}

#[test]
fn study_group_may_last_one_day_and_not_less() {
    let mut one_day = programme();
    one_day.groups[1].ends_on = one_day.groups[1].starts_on;
    assert_eq!(check(&one_day, &june()), []);
    one_day.groups[1].ends_on = day("2025-08-31");
    assert_eq!(check(&one_day, &june()), [ProgrammeError::GroupEndsBeforeStart { group: "g-2".into() }]);
}

#[test]
fn study_group_has_at_least_one_place() {
    let mut programme = programme();
    programme.groups[0].seats = 1;
    assert_eq!(check(&programme, &june()), []);
    programme.groups[0].seats = 0;
    assert_eq!(check(&programme, &june()), [ProgrammeError::GroupWithoutSeats { group: "g-1".into() }]);
}

#[test]
fn group_that_ends_too_late_is_no_error_of_the_catalogue() {
    let mut late = programme();
    late.groups[0].ends_on = day("2027-01-01");
    assert_eq!(check(&late, &june()), []);
}

#[test]
fn all_problems_of_a_programme_are_listed_in_a_fixed_order() {
    let mut wrong = Programme {
        id: "X".into(),
        title: text("", ""),
        summary: text("", ""),
        outcomes: vec![],
        prior_knowledge: text("", ""),
        hours: 49,
        level: levels(3, 4),
        mode: StudyMode::InPerson,
        ..programme()
    };
    wrong.groups[0].ends_on = day("2025-01-01");
    wrong.groups[0].seats = 0;
    let call = Pack::of(JUNE_2025).with("/modes", json!(["remote"])).call();
    let texts = [TextField::Title, TextField::Summary, TextField::Outcomes, TextField::PriorKnowledge];
    let mut expected = vec![ProgrammeError::BadId];
    expected.extend(texts.map(|field| ProgrammeError::TextMissing { field }));
    expected.extend([
        ProgrammeError::HoursOutOfRange { hours: 49, range: range(50, 156) },
        ProgrammeError::LevelOutOfRange { range: levels(4, 6) },
        ProgrammeError::ModeNotInCall,
        ProgrammeError::PlaceMissing,
        ProgrammeError::GroupEndsBeforeStart { group: "g-1".into() },
        ProgrammeError::GroupWithoutSeats { group: "g-1".into() },
    ]);
    assert_eq!(check(&wrong, &call), expected);
}

#[test]
fn programme_round_trips_and_rejects_unknown_fields() {
    let written = serde_json::to_value(programme()).unwrap();
    assert_eq!(serde_json::from_value::<Programme>(written.clone()).unwrap(), programme());
    assert_eq!(written["price_cents"], json!(48_000), "money is an integer of cents");
    let mut unknown = written;
    unknown["rating"] = json!(5);
    assert!(serde_json::from_value::<Programme>(unknown).is_err());
}
