//! What holds of every call pack, person and instant, not only of those in the tables.
#![cfg(test)]

use std::sync::LazyLock;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use rules::age::adult_on;
use rules::call::{Call, JUNE_2025};
use rules::canonical;
use rules::eligibility::{Decision, Outcome, Remedy, Verdict, assess, questions};
use rules::facts::{Answer, FactId, Facts};
use rules::personal_code::PersonalCode;
use rules::reading::{AgeDay, CompletedLearners, ExclusionScope, LeapBirthday, Readings};
use rules::riga_time;
use rules::rule::RuleId;
use rules::window::{ApplicationWindow, WindowState};
use serde_json::{Map, Value, json};

mod support;
use support::calls::Pack;
use support::{at, day};

/// The same cases on every run, and no file of earlier failures: a failure goes into a table by hand.
fn config() -> Config {
    Config { rng_seed: RngSeed::Fixed(20_250_609), failure_persistence: None, ..Config::with_cases(512) }
}

fn answers() -> impl Strategy<Value = Answer> {
    prop_oneof![Just(Answer::Unknown), Just(Answer::No), Just(Answer::Yes)]
}

fn days(from: &str, to: &str) -> impl Strategy<Value = NaiveDate> {
    let (from, to) = (day(from), day(to));
    let span = (to - from).num_days().unsigned_abs();
    (0..=span).prop_map(move |days| from + Days::new(days))
}

/// Birth dates of every age, and often of those about to come of age.
fn birth_dates() -> impl Strategy<Value = NaiveDate> {
    prop_oneof![days("1900-01-01", "2025-12-31"), days("2007-05-25", "2007-07-20")]
}

fn facts() -> impl Strategy<Value = Facts> {
    (prop::option::of(birth_dates()), prop::array::uniform6(answers())).prop_map(|(birth_date, answers)| Facts {
        birth_date,
        earlier_grant_without_choice: answers[0],
        still_learning: answers[1],
        interrupted_learning: answers[2],
        completed_learning: answers[3],
        still_learning_elsewhere: answers[4],
        interrupted_learning_elsewhere: answers[5],
    })
}

fn instants_between(from: &str, to: &str) -> impl Strategy<Value = DateTime<Utc>> {
    let (from, to) = (at(from), at(to));
    (0..=(to - from).num_seconds(), 0..1_000_000_000_i64).prop_map(move |(seconds, nanoseconds)| {
        from + TimeDelta::seconds(seconds) + TimeDelta::nanoseconds(nanoseconds)
    })
}

/// Instants of twenty years, and often of the window and the days around it.
fn instants() -> impl Strategy<Value = DateTime<Utc>> {
    prop_oneof![
        instants_between("2015-01-01T00:00:00Z", "2035-01-01T00:00:00Z"),
        instants_between("2025-06-07T00:00:00Z", "2025-06-23T00:00:00Z"),
    ]
}

/// The June call, its day of the grant known.
static CALL: LazyLock<Call> = LazyLock::new(|| Pack::of(JUNE_2025).with("/grant_on", json!("2025-07-15")).call());

/// The June call with some readings switched.
fn call_reading(switch: impl FnOnce(&mut Readings)) -> Call {
    let mut call = CALL.clone();
    switch(&mut call.readings);
    call
}

/// The June call under any of the readings that decide on people.
fn calls() -> impl Strategy<Value = Call> {
    prop::array::uniform4(any::<bool>()).prop_map(|[by_grant, excluded, wide, february]| {
        call_reading(|readings| {
            readings.age_day = if by_grant { AgeDay::Grant } else { AgeDay::Applying };
            readings.completed_learners =
                if excluded { CompletedLearners::Excluded } else { CompletedLearners::Admitted };
            readings.exclusion_scope =
                if wide { ExclusionScope::AnyPublicTraining } else { ExclusionScope::ThisProject };
            readings.leap_birthday = if february { LeapBirthday::LastOfFebruary } else { LeapBirthday::FirstOfMarch };
        })
    })
}

fn age_is_met(call: &Call, facts: &Facts, now: DateTime<Utc>) -> bool {
    assess(call, facts, now).findings[0].outcome == Outcome::Met
}

/// Every valid personal code of the old form.
fn old_codes() -> impl Strategy<Value = (String, NaiveDate)> {
    (days("1800-01-01", "2099-12-31"), 0..1000_u32).prop_map(|(born, serial)| {
        let century = match born.format("%C").to_string().as_str() {
            "18" => 0,
            "19" => 1,
            _ => 2,
        };
        let head = format!("{}{century}{serial:03}", born.format("%d%m%y"));
        // The other published form of the check digit: 1101 less the weighted sum.
        let weights = [1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let sum: u32 = head.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
        let check = (1101 - sum) % 11 % 10;
        (format!("{}-{}{check}", &head[..6], &head[6..]), born)
    })
}

fn json_values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        "\\PC{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 48, 6, |inner| {
        let list = prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from);
        let map = prop::collection::btree_map("\\PC{0,4}", inner, 0..6);
        prop_oneof![list, map.prop_map(|map| Value::Object(map.into_iter().collect()))]
    })
}

/// The value as text, the members of every object backwards and with spaces between.
fn backwards(value: &Value) -> String {
    let spaced = |items: Vec<String>| items.join(" ,\n ");
    match value {
        Value::Array(items) => format!("[ {} ]", spaced(items.iter().map(backwards).collect())),
        Value::Object(map) => {
            let mut members: Vec<_> = map.iter().collect();
            members.reverse();
            let members = members.into_iter().map(|(name, inner)| format!("{} : {}", json!(name), backwards(inner)));
            format!("{{ {} }}", spaced(members.collect()))
        }
        scalar => scalar.to_string(),
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn growing_older_never_loses_the_age(call in calls(), facts in facts(), days in 0_u64..40_000, now in instants()) {
        let older = Facts { birth_date: facts.birth_date.map(|born| born - Days::new(days)), ..facts };
        prop_assert!(!age_is_met(&call, &facts, now) || age_is_met(&call, &older, now));
    }

    #[test]
    fn waiting_never_takes_the_age_away(call in calls(), facts in facts(), hours in 0_i64..200_000, now in instants()) {
        let later = now + TimeDelta::hours(hours);
        prop_assert!(!age_is_met(&call, &facts, now) || age_is_met(&call, &facts, later));
    }

    #[test]
    fn another_known_answer_never_reopens_a_refusal(call in calls(), facts in facts(), now in instants()) {
        let before = assess(&call, &facts, now);
        for fact in FactId::ALL.into_iter().filter(|fact| !facts.is_known(*fact)) {
            let mut told = facts;
            told.set_answer(fact, Answer::No);
            let after = assess(&call, &told, now);
            if before.verdict == Verdict::NotEligible {
                prop_assert_eq!(after.verdict, Verdict::NotEligible);
            }
            for (old, new) in before.findings.iter().zip(&after.findings) {
                prop_assert!(old.outcome == Outcome::Open || old.outcome == new.outcome);
            }
        }
    }

    #[test]
    fn findings_come_in_one_order_and_each_once(call in calls(), facts in facts(), now in instants()) {
        let rules: Vec<RuleId> = assess(&call, &facts, now).findings.iter().map(|finding| finding.rule).collect();
        prop_assert!(rules.is_sorted_by(|a, b| a < b), "{:?}", rules);
        prop_assert!(rules.starts_with(&[RuleId::Age, RuleId::Window]));
    }

    #[test]
    fn verdict_is_that_of_the_worst_finding(call in calls(), facts in facts(), now in instants()) {
        let decision = assess(&call, &facts, now);
        let has = |outcome| decision.findings.iter().any(|finding| finding.outcome == outcome);
        let expected = match (has(Outcome::NotMet), has(Outcome::Open)) {
            (true, _) => Verdict::NotEligible,
            (false, true) => Verdict::NeedsAnswer,
            (false, false) => Verdict::Eligible,
        };
        prop_assert_eq!(decision.verdict, expected);
    }

    #[test]
    fn finding_is_open_exactly_where_a_fact_it_needs_is(call in calls(), facts in facts(), now in instants()) {
        for finding in assess(&call, &facts, now).findings {
            let unknown = finding.facts.iter().any(|fact| !facts.is_known(*fact));
            let is_yes = |fact: &FactId| facts.answer(*fact) == Answer::Yes;
            let excluded = finding.rule != RuleId::Age && finding.facts.iter().any(is_yes);
            prop_assert_eq!(finding.outcome == Outcome::Open, unknown && !excluded, "{:?}", finding);
        }
    }

    #[test]
    fn verdict_depends_only_on_facts_of_the_questionnaire(call in calls(), facts in facts(), now in instants()) {
        let asked = questions(&call);
        let mut only_asked = Facts { birth_date: facts.birth_date, ..Facts::default() };
        asked.iter().for_each(|fact| only_asked.set_answer(*fact, facts.answer(*fact)));
        let (all, some) = (assess(&call, &facts, now), assess(&call, &only_asked, now));
        prop_assert_eq!(all.verdict, some.verdict);
        let used = |decision: &Decision| -> Vec<FactId> {
            decision.findings.iter().flat_map(|finding| finding.facts).copied().collect()
        };
        prop_assert_eq!(used(&all), asked);
    }

    #[test]
    fn remedy_to_apply_later_holds_on_that_day_and_not_before(facts in facts(), now in instants()) {
        if let Remedy::ApplyBetween { from, last_day } = assess(&CALL, &facts, now).findings[0].remedy {
            for day in [from, last_day] {
                let first_second = riga_time::midnight(day).to_utc();
                prop_assert!(age_is_met(&CALL, &facts, first_second));
                prop_assert_eq!(CALL.window.state(first_second), WindowState::Open);
            }
            let second_before = riga_time::midnight(from).to_utc() - TimeDelta::seconds(1);
            let still_in_window = CALL.window.state(second_before) == WindowState::Open;
            prop_assert!(!(still_in_window && age_is_met(&CALL, &facts, second_before)));
        }
    }

    #[test]
    fn wider_reading_never_admits_whom_the_narrower_refuses(facts in facts(), now in instants()) {
        let wide = call_reading(|readings| readings.exclusion_scope = ExclusionScope::AnyPublicTraining);
        let strict = call_reading(|readings| readings.completed_learners = CompletedLearners::Excluded);
        if assess(&CALL, &facts, now).verdict == Verdict::NotEligible {
            prop_assert_eq!(assess(&wide, &facts, now).verdict, Verdict::NotEligible);
            prop_assert_eq!(assess(&strict, &facts, now).verdict, Verdict::NotEligible);
        }
    }

    #[test]
    fn adult_day_is_the_first_with_that_many_years(born in days("1900-01-01", "2030-12-31"), age in 1_u8..=120) {
        let adult = adult_on(born, age, LeapBirthday::FirstOfMarch);
        prop_assert_eq!(adult.years_since(born), Some(u32::from(age)));
        prop_assert_eq!((adult - Days::new(1)).years_since(born), Some(u32::from(age) - 1));
    }

    #[test]
    fn old_personal_code_reads_back_with_its_birth_date((text, born) in old_codes()) {
        let code = PersonalCode::parse(&text).unwrap();
        prop_assert_eq!(code.hyphenated(), text.clone());
        prop_assert_eq!(PersonalCode::parse(&text.replace('-', "")), Ok(code));
        prop_assert_eq!(code.birth_date(), Some(born));
    }

    #[test]
    fn new_personal_code_reads_back_whatever_its_digits(text in "3[2-9][0-9]{4}-[0-9]{5}") {
        let code = PersonalCode::parse(&text).unwrap();
        prop_assert_eq!(code.hyphenated(), text);
        prop_assert_eq!(code.birth_date(), None);
    }

    #[test]
    fn no_text_stops_the_personal_code_from_being_read_or_refused(text in "\\PC{0,14}|[0-9]{6}.?[0-9]{4,6}") {
        if let Ok(code) = PersonalCode::parse(&text) {
            prop_assert_eq!(PersonalCode::parse(&code.hyphenated()), Ok(code));
        }
    }

    #[test]
    fn canonical_form_does_not_depend_on_order_or_spaces(value in json_values()) {
        let canonical = canonical::to_string(&value).unwrap();
        let reread: Value = serde_json::from_str(&backwards(&value)).unwrap();
        prop_assert_eq!(canonical::to_string(&reread), Ok(canonical.clone()));
        prop_assert_eq!(serde_json::from_str::<Value>(&canonical).unwrap(), value);
    }

    #[test]
    fn facts_read_back_as_they_were_written(facts in facts()) {
        let written = serde_json::to_value(facts).unwrap();
        prop_assert_eq!(serde_json::from_value::<Facts>(written.clone()).unwrap(), facts);
        let known: Map<String, Value> =
            written.as_object().unwrap().clone().into_iter().filter(|(_, value)| !value.is_null()).collect();
        prop_assert_eq!(serde_json::from_value::<Facts>(Value::Object(known)).unwrap(), facts, "null may be left out");
    }

    #[test]
    fn instant_is_before_inside_or_after_a_window(at in instants(), opens in instants(), seconds in 1_i64..10_000_000) {
        let instant = at;
        let closes = opens + TimeDelta::seconds(seconds);
        let window = ApplicationWindow::new(opens.fixed_offset(), closes.fixed_offset()).unwrap();
        let places = [instant < opens, opens <= instant && instant < closes, closes <= instant];
        prop_assert_eq!(places.iter().filter(|place| **place).count(), 1);
        let states = [WindowState::NotYetOpen, WindowState::Open, WindowState::Closed];
        prop_assert!(places.iter().zip(states).all(|(place, state)| *place == (window.state(instant) == state)));
        prop_assert!(window.first_day() <= window.last_day());
    }

    #[test]
    fn midnight_is_the_first_instant_of_its_day_in_riga(instant in instants()) {
        let date = riga_time::date_at(instant);
        let midnight = riga_time::midnight(date).to_utc();
        prop_assert!(midnight <= instant);
        prop_assert_eq!(riga_time::date_at(midnight), date);
        prop_assert_eq!(riga_time::date_at(midnight - TimeDelta::nanoseconds(1)), date - Days::new(1));
        prop_assert_eq!(riga_time::local(midnight).time(), chrono::NaiveTime::MIN);
    }
}
