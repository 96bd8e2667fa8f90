//! Call packs: the two that exist are read as their announcements say, and a pack that is wrong names its field.
#![cfg(test)]

use rules::call::pack::CallFieldError;
use rules::call::{Call, JUNE_2025};
use rules::programme::kind::ProgrammeType;
use rules::reading::{ChoiceDeadline, Readings};
use serde_json::{Value, json};

mod support;
use support::calls::{ESF_2024, Pack, esf, june};
use support::day;

fn pack() -> Pack {
    Pack::of(JUNE_2025)
}

/// The field that reading the pack complains of, and what about.
fn complaint(pack: &Pack) -> (String, CallFieldError) {
    pack.parse().map(|call| panic!("{} is taken", call.id)).unwrap_or_else(|error| (error.field, error.problem))
}

fn assert_field(pack: &Pack, field: &str) {
    let (named, problem) = complaint(pack);
    assert_eq!(named, field, "{problem:?}");
}

fn clause(name: &str) -> rules::clause::ClauseId {
    name.parse().unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn june_pack_holds_the_figures_of_the_announcement() {
    let call = june();
    assert_eq!(call.id, "2025-06");
    assert_eq!((call.minimum_age, call.grant.get(), call.usable_until), (18, 50_000, day("2026-04-30")));
    assert_eq!((call.window.first_day(), call.window.last_day()), (day("2025-06-09"), day("2025-06-20")));
    assert_eq!((call.levels.from().get(), call.levels.to().get()), (4, 6));
    assert_eq!((call.exclusions.len(), call.modes.len()), (3, 3));
    let hours = ProgrammeType::ALL.map(|kind| call.hour_range(kind).map(|range| (range.min(), range.max())));
    assert_eq!(hours, [Some((50, 156)), Some((80, 160)), Some((20, 130)), Some((26, 458))]);
}

#[test]
fn june_pack_has_all_clauses_in_order_and_default_readings() {
    let call = june();
    let names: Vec<_> = call.clauses.iter().map(|clause| clause.id.to_string()).collect();
    let expected = "N1 N2 N3 N4 N5 N6 N6a N6b N6c N6d N7 N8 N9 N10 N11 N12 N13 N14 N15 N15a N15b N15c N15d N16";
    assert_eq!(names.join(" "), expected);
    assert_eq!(call.readings, Readings::default());
}

#[test]
fn june_pack_cites_n8_for_exclusions_and_can_quote_it() {
    let call = june();
    let cited: Vec<_> = call.cites.exclusions.iter().collect();
    assert_eq!(cited, [clause("N8")]);
    let quoted = call.clause(clause("N8")).map(|clause| clause.lv.as_str());
    assert!(
        quoted
            .is_some_and(|text| text.starts_with("Finansējums netiek piešķirts personām, kuras šī projekta ietvaros"))
    );
    assert_eq!(call.clause(clause("N99")), None);
}

#[test]
fn second_pack_needs_no_code_and_is_marked_as_test_data() {
    let call = esf();
    assert_eq!((call.id.as_str(), call.readings), ("2024-esf", Readings::default()));
    for clause in &call.clauses {
        assert!(clause.lv.starts_with("[Testa dati") && clause.en.starts_with("[Test data"), "{}", clause.id);
    }
}

#[test]
fn every_missing_field_is_named() {
    let whole: Value = serde_json::from_str(JUNE_2025).unwrap();
    for name in whole.as_object().unwrap().keys() {
        assert_eq!(complaint(&pack().without(&format!("/{name}"))), (name.clone(), CallFieldError::Missing));
    }
    assert_eq!(complaint(&pack().without("/window/opens")), ("window.opens".into(), CallFieldError::Missing));
    assert_eq!(complaint(&pack().without("/window/closes")), ("window.closes".into(), CallFieldError::Missing));
    for name in whole["cites"].as_object().unwrap().keys() {
        let missing = complaint(&pack().without(&format!("/cites/{name}")));
        assert_eq!(missing, (format!("cites.{name}"), CallFieldError::Missing));
    }
}

#[test]
fn every_unknown_field_is_named() {
    for (pointer, field) in [
        ("/minimum_ages", "minimum_ages"),
        ("/window/from", "window.from"),
        ("/hours/lecture", "hours.lecture"),
        ("/readings/age", "readings.age"),
        ("/cites/n99", "cites.n99"),
    ] {
        assert_eq!(complaint(&pack().with(pointer, json!(1))), (field.into(), CallFieldError::Unknown));
    }
    assert_field(&pack().with("/levels/middle", json!(5)), "levels");
    assert_field(&pack().with("/hours/study_course/mean", json!(5)), "hours.study_course");
    assert_field(&pack().with("/clauses/0/de", json!("x")), "clauses");
}

#[test]
fn every_value_of_the_wrong_type_or_out_of_bounds_is_named() {
    let table = [
        ("/id", json!(2025), "id"),
        ("/project", json!(null), "project"),
        ("/window", json!("June"), "window"),
        ("/window/opens", json!("2025-06-09"), "window.opens"),
        ("/window/opens", json!("2025-06-09T00:00:00"), "window.opens"),
        ("/window/closes", json!("2025-06-31T00:00:00+03:00"), "window.closes"),
        ("/minimum_age", json!(-1), "minimum_age"),
        ("/minimum_age", json!(256), "minimum_age"),
        ("/minimum_age", json!(18.5), "minimum_age"),
        ("/minimum_age", json!("18"), "minimum_age"),
        ("/grant_cents", json!(-50_000), "grant_cents"),
        ("/grant_cents", json!(500.5), "grant_cents"),
        ("/grant_cents", json!(4_294_967_296_u64), "grant_cents"),
        ("/usable_until", json!("30.04.2026."), "usable_until"),
        ("/usable_until", json!("2026-04-31"), "usable_until"),
        ("/grant_on", json!("July"), "grant_on"),
        ("/hours", json!([]), "hours"),
        ("/hours/study_course", json!({ "min": 50 }), "hours.study_course"),
        ("/hours/study_course", json!({ "min": 157, "max": 156 }), "hours.study_course"),
        ("/hours/study_module", json!({ "min": 0, "max": 160 }), "hours.study_module"),
        ("/hours/vocational_module", json!({ "min": 20, "max": 65_536 }), "hours.vocational_module"),
        ("/hours/module_set", json!("26-458"), "hours.module_set"),
        ("/levels", json!({ "from": 6, "to": 4 }), "levels"),
        ("/levels", json!({ "from": 0, "to": 4 }), "levels"),
        ("/levels", json!({ "from": 4, "to": 9 }), "levels"),
        ("/modes", json!(["remote", "by_post"]), "modes"),
        ("/modes", json!("remote"), "modes"),
        ("/exclusions", json!(["unemployed"]), "exclusions"),
        ("/readings", json!([]), "readings"),
        ("/cites", json!("N2"), "cites"),
        ("/cites/age", json!([]), "cites.age"),
        ("/cites/age", json!(["N2", "N7", "N13"]), "cites.age"),
        ("/cites/age", json!("N2"), "cites.age"),
        ("/cites/window", json!(["Article 3"]), "cites.window"),
        ("/cites/hours", json!(["N6a", "N6b", "N6c"]), "cites.hours"),
        ("/clauses", json!({}), "clauses"),
        ("/clauses/0/id", json!("1"), "clauses"),
        ("/clauses/0/lv", json!(null), "clauses"),
    ];
    for (pointer, value, field) in table {
        let read = pack().with(pointer, value.clone()).parse().map_err(|error| (error.field, error.problem));
        let named = matches!(&read, Err((named, CallFieldError::Invalid(_))) if named == field);
        assert!(named, "{pointer} = {value}: {read:?}");
    }
}

#[test]
fn every_reading_rejects_an_unknown_value_and_names_itself() {
    let whole: Value = serde_json::from_str(JUNE_2025).unwrap();
    let readings = whole["readings"].as_object().unwrap();
    assert_eq!(readings.len(), 11);
    for name in readings.keys() {
        for bad in [json!("perhaps"), json!(1), json!(null), json!(true)] {
            let (named, problem) = complaint(&pack().reading(name, bad.clone()));
            assert_eq!(named, format!("readings.{name}"), "{bad}");
            assert!(matches!(problem, CallFieldError::Invalid(_)));
        }
        let left_out = pack().without(&format!("/readings/{name}")).call();
        assert_eq!(left_out.readings, Readings::default(), "{name} left out is the default");
    }
}

#[test]
fn choice_deadline_may_be_a_number_of_days() {
    let days = |days: Value| pack().reading("choice_deadline", json!({ "days": days }));
    assert_eq!(days(json!(14)).call().readings.choice_deadline, ChoiceDeadline::Days(14));
    assert_field(&days(json!(-1)), "readings.choice_deadline");
    assert_field(&days(json!("14")), "readings.choice_deadline");
}

#[test]
fn window_that_is_empty_is_refused() {
    let window = |opens: &str, closes: &str| pack().with("/window", json!({ "opens": opens, "closes": closes }));
    let empty = ("window".to_string(), CallFieldError::EmptyWindow);
    assert_eq!(complaint(&window("2025-06-21T00:00:00+03:00", "2025-06-09T00:00:00+03:00")), empty);
    assert_eq!(complaint(&window("2025-06-09T00:00:00+03:00", "2025-06-09T00:00:00+03:00")), empty);
    assert_eq!(complaint(&window("2025-06-09T00:00:00+03:00", "2025-06-08T21:00:00Z")), empty);
}

#[test]
fn window_of_partial_days_is_refused_unless_hours_are_stated() {
    for (name, instant) in [("opens", "2025-06-09T09:00:00+03:00"), ("closes", "2025-06-20T23:59:59+03:00")] {
        let within_a_day = pack().with(&format!("/window/{name}"), json!(instant));
        assert_eq!(complaint(&within_a_day), ("window".into(), CallFieldError::NotWholeDays), "{name}");
        assert!(within_a_day.reading("window_hours", json!("stated")).parse().is_ok(), "{name}, stated");
    }
    let wrong_season = pack().with("/window/opens", json!("2025-06-09T00:00:00+02:00"));
    assert_eq!(complaint(&wrong_season), ("window".into(), CallFieldError::NotWholeDays), "winter's offset in June");
}

#[test]
fn figures_at_their_bounds_are_taken_and_beyond_refused() {
    for age in [1, 120] {
        assert!(pack().with("/minimum_age", json!(age)).parse().is_ok(), "{age}");
    }
    for age in [0, 121, 255] {
        let refused = complaint(&pack().with("/minimum_age", json!(age)));
        assert_eq!(refused, ("minimum_age".into(), CallFieldError::ImpossibleAge), "{age}");
    }
    assert!(pack().with("/grant_cents", json!(1)).parse().is_ok());
    assert_eq!(complaint(&pack().with("/grant_cents", json!(0))), ("grant_cents".into(), CallFieldError::NoGrant));
    assert!(pack().with("/usable_until", json!("2025-06-20")).parse().is_ok());
    let before_the_window_closes = complaint(&pack().with("/usable_until", json!("2025-06-19")));
    assert_eq!(before_the_window_closes, ("usable_until".into(), CallFieldError::UsableUntilBeforeWindow));
}

#[test]
fn lists_and_names_that_must_hold_something_do() {
    assert_eq!(complaint(&pack().with("/id", json!(""))), ("id".into(), CallFieldError::Empty));
    assert_eq!(complaint(&pack().with("/modes", json!([]))), ("modes".into(), CallFieldError::Empty));
    assert_eq!(complaint(&pack().with("/hours", json!({}))), ("hours".into(), CallFieldError::Empty));
    assert!(pack().with("/exclusions", json!([])).parse().is_ok(), "a call may exclude nobody");
}

#[test]
fn age_on_the_day_of_the_grant_needs_that_day() {
    let by_grant = pack().reading("age_day", json!("grant"));
    let needs = ("readings.age_day".to_string(), CallFieldError::ReadingNeeds("grant_on"));
    assert_eq!(complaint(&by_grant), needs);
    assert_eq!(complaint(&by_grant.clone().with("/grant_on", json!(null))), needs);
    assert_eq!(by_grant.with("/grant_on", json!("2025-07-15")).call().grant_on, Some(day("2025-07-15")));
}

#[test]
fn citation_of_a_clause_that_the_pack_does_not_hold_is_named() {
    let whole: Value = serde_json::from_str(JUNE_2025).unwrap();
    for name in whole["cites"].as_object().unwrap().keys() {
        let cited = if name == "hours" { json!(["N6a", "N6b", "N6c", "N99"]) } else { json!(["N99"]) };
        let refused = complaint(&pack().with(&format!("/cites/{name}"), cited));
        assert_eq!(refused, (format!("cites.{name}"), CallFieldError::NoSuchClause(clause("N99"))));
    }
    let second = pack().with("/cites/grant", json!(["N2", "N77"]));
    assert_eq!(complaint(&second), ("cites.grant".into(), CallFieldError::NoSuchClause(clause("N77"))));
}

#[test]
fn clause_that_is_there_twice_or_without_a_text_is_named() {
    let n2 = json!({ "id": "N2", "lv": "x", "en": "x" });
    assert_eq!(
        complaint(&pack().with("/clauses/-", n2)),
        ("clauses".into(), CallFieldError::DoubledClause(clause("N2")))
    );
    for (pointer, name) in [("/clauses/1/lv", "N2"), ("/clauses/7/en", "N6b")] {
        let empty = complaint(&pack().with(pointer, json!(" ")));
        assert_eq!(empty, ("clauses".into(), CallFieldError::ClauseWithoutText(clause(name))));
    }
}

#[test]
fn text_other_than_a_json_object_is_an_error_of_the_whole_pack() {
    for text in ["", "null", "[]", "{", "18", "{\"id\":}"] {
        let error = Call::parse(text.as_bytes()).unwrap_err();
        assert_eq!(error.field, "", "{text:?}");
        assert!(error.to_string().starts_with("the pack: "), "{error}");
    }
}

#[test]
fn every_complaint_reads_as_one_line_that_names_the_field() {
    let broken = [
        pack().without("/project"),
        pack().with("/colour", json!("red")),
        pack().with("/minimum_age", json!(0)),
        pack().with("/grant_cents", json!(0)),
        pack().with("/window/closes", json!("2025-06-08T00:00:00+03:00")),
        pack().with("/window/closes", json!("2025-06-20T12:00:00+03:00")),
        pack().with("/usable_until", json!("2025-01-01")),
        pack().with("/modes", json!([])),
        pack().reading("age_day", json!("grant")),
        pack().with("/cites/age", json!(["N99"])),
        pack().with("/clauses/-", json!({ "id": "N2", "lv": "x", "en": "x" })),
        pack().with("/clauses/0/lv", json!("")),
    ];
    for pack in broken {
        let error = pack.parse().unwrap_err();
        let line = error.to_string();
        assert!(line.starts_with(&format!("{}: ", error.field)) && !line.contains('\n'), "{line}");
    }
}

#[test]
fn broken_sister_pack_is_refused_in_the_same_words() {
    assert_field(&Pack::of(ESF_2024).with("/hours/module_set", json!({ "min": 216, "max": 72 })), "hours.module_set");
    assert_field(&Pack::of(ESF_2024).with("/cites/age", json!(["N13"])), "cites.age");
}
