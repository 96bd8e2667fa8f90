//! `application::check`: each problem alone, and all of them at once in their fixed order.
#![cfg(test)]

use chrono::{DateTime, Utc};
use rules::application::{ApplicationDraft, check, fact_problem, group_problem};
use rules::call::Call;
use rules::facts::{Answer, FactId};
use rules::field::{Field, FieldError, FieldProblem};
use rules::programme::Programme;

mod support;
use support::applications::draft;
use support::calls::{Pack, june, june_reading};
use support::offers::programme;
use support::people::{IN_JUNE, born};
use support::{at, day};

fn now() -> DateTime<Utc> {
    at(IN_JUNE)
}

fn error(field: Field, problem: FieldProblem) -> FieldError {
    FieldError { field, problem }
}

#[test]
fn application_without_the_declaration_is_incomplete() {
    assert_eq!(check_edited(|_| {}), []);
    let missing = [error(Field::Declaration, FieldProblem::Required)];
    assert_eq!(check_edited(|draft| draft.declaration = false), missing);
}

/// Checks a draft that differs from a right one as `edit` says, in the June call.
fn check_edited(edit: impl FnOnce(&mut ApplicationDraft)) -> Vec<FieldError> {
    let mut draft = draft();
    edit(&mut draft);
    check(&draft, &june(), Some(&programme()), now())
}

#[test]
fn draft_with_nothing_wrong_is_taken() {
    assert_eq!(check_edited(|_| {}), []);
}

#[test]
fn telephone_number_is_not_asked_for() {
    assert_eq!(check_edited(|draft| draft.contact.phone.clear()), []);
}

#[test]
fn person_whom_every_condition_fails_may_still_send() {
    let errors = check_edited(|draft| {
        draft.facts = born("2010-01-01");
        draft.facts.earlier_grant_without_choice = Answer::Yes;
        draft.facts.still_learning = Answer::Yes;
        draft.facts.interrupted_learning = Answer::Yes;
    });
    assert_eq!(errors, [], "they are owed a reasoned decision");
}

#[test]
fn other_call_is_refused() {
    for name in ["2024-esf", "", "2025-6", "2025-06 "] {
        let errors = check_edited(|draft| draft.call = name.into());
        assert_eq!(errors, [error(Field::Call, FieldProblem::OtherCall)], "{name:?}");
    }
}

#[test]
fn application_is_accepted_to_the_last_second_of_20_june() {
    let call = june();
    let (opens_at, closed_at) = (call.window.opens(), call.window.closes());
    let table = [
        ("2025-06-08T23:59:59+03:00", Some(FieldProblem::WindowNotYetOpen { opens_at })),
        ("2025-06-09T00:00:00+03:00", None),
        ("2025-06-20T23:59:59+03:00", None),
        ("2025-06-21T00:00:00+03:00", Some(FieldProblem::WindowClosed { closed_at })),
    ];
    for (instant, expected) in table {
        let errors = check(&draft(), &call, Some(&programme()), at(instant));
        assert_eq!(errors, Vec::from_iter(expected.map(|problem| error(Field::Call, problem))), "at {instant}");
    }
}

#[test]
fn programme_must_be_chosen() {
    let mut draft = draft();
    draft.programme.clear();
    let errors = check(&draft, &june(), None, now());
    assert_eq!(errors, [error(Field::Programme, FieldProblem::Required)]);
}

#[test]
fn programme_that_the_catalogue_does_not_hold_is_refused() {
    assert_eq!(check(&draft(), &june(), None, now()), [error(Field::Programme, FieldProblem::NotInCall)]);
}

#[test]
fn study_group_must_be_chosen() {
    let errors = check_edited(|draft| draft.group.clear());
    assert_eq!(errors, [error(Field::Group, FieldProblem::Required)]);
}

#[test]
fn study_group_of_another_programme_is_refused() {
    for name in ["g-9", "G-1", "g-1 "] {
        let errors = check_edited(|draft| draft.group = name.into());
        assert_eq!(errors, [error(Field::Group, FieldProblem::NoSuchGroup)], "{name:?}");
    }
}

#[test]
fn study_group_may_end_on_the_last_usable_day_at_the_latest() {
    let call = june();
    let ending = |ends_on: &str| {
        let mut programme = programme();
        programme.groups[0].ends_on = day(ends_on);
        group_problem("g-1", &programme, &call)
    };
    assert_eq!(ending("2026-04-30"), None);
    let too_late = FieldProblem::GroupTooLate { ends_on: day("2026-05-01"), usable_until: day("2026-04-30") };
    assert_eq!(ending("2026-05-01"), Some(too_late));
}

#[test]
fn study_group_is_judged_by_itself_and_not_by_its_neighbours() {
    let mut late_second = programme();
    late_second.groups[1].ends_on = day("2026-12-31");
    assert_eq!(group_problem("g-1", &late_second, &june()), None);
    assert!(matches!(group_problem("g-2", &late_second, &june()), Some(FieldProblem::GroupTooLate { .. })));
}

#[test]
fn every_question_of_the_call_must_be_answered() {
    let asked = [FactId::EarlierGrantWithoutChoice, FactId::StillLearning, FactId::InterruptedLearning].map(|fact| {
        let errors = check_edited(|draft| draft.facts.set_answer(fact, Answer::Unknown));
        assert_eq!(errors, [error(Field::Fact(fact), FieldProblem::Required)]);
        fact
    });
    assert_eq!(asked.len(), 3);
    let errors = check_edited(|draft| draft.facts.birth_date = None);
    assert_eq!(errors, [error(Field::Fact(FactId::BirthDate), FieldProblem::Required)]);
}

#[test]
fn question_that_the_call_does_not_ask_may_stay_open() {
    let not_asked = [FactId::CompletedLearning, FactId::StillLearningElsewhere, FactId::InterruptedLearningElsewhere];
    for fact in not_asked {
        assert_eq!(check_edited(|draft| draft.facts.set_answer(fact, Answer::Unknown)), [], "{fact:?}");
    }
}

#[test]
fn question_that_a_switched_reading_asks_must_be_answered() {
    let asks = |call: &Call, fact: FactId| {
        let mut draft = draft();
        draft.facts.set_answer(fact, Answer::Unknown);
        check(&draft, call, Some(&programme()), now())
    };
    let wide = june_reading(&[("exclusion_scope", "any_public_training")]);
    for fact in [FactId::StillLearningElsewhere, FactId::InterruptedLearningElsewhere] {
        assert_eq!(asks(&wide, fact), [error(Field::Fact(fact), FieldProblem::Required)]);
    }
    let strict = june_reading(&[("completed_learners", "excluded")]);
    let completed = FactId::CompletedLearning;
    assert_eq!(asks(&strict, completed), [error(Field::Fact(completed), FieldProblem::Required)]);
}

#[test]
fn birth_date_today_is_possible_and_tomorrow_is_not() {
    let problem = |birth_date: &str| fact_problem(FactId::BirthDate, &born(birth_date), day("2025-06-10"));
    assert_eq!(problem("2025-06-10"), None);
    assert_eq!(problem("2025-06-11"), Some(FieldProblem::BirthDateInFuture));
    assert_eq!(problem("9999-12-31"), Some(FieldProblem::BirthDateInFuture));
}

#[test]
fn birth_date_is_at_most_120_years_ago() {
    let problem = |birth_date: &str| fact_problem(FactId::BirthDate, &born(birth_date), day("2025-06-10"));
    assert_eq!(problem("1905-06-11"), None);
    assert_eq!(problem("1905-06-10"), None);
    assert_eq!(problem("1905-06-09"), Some(FieldProblem::BirthDateTooEarly));
    assert_eq!(problem("1905-01-01"), Some(FieldProblem::BirthDateTooEarly));
    assert_eq!(problem("0001-01-01"), Some(FieldProblem::BirthDateTooEarly));
}

#[test]
fn birth_date_is_judged_by_the_day_in_riga() {
    let mut draft = draft();
    draft.facts.birth_date = Some(day("2025-06-11"));
    let errors = |instant| check(&draft, &june(), Some(&programme()), at(instant));
    let future = error(Field::Fact(FactId::BirthDate), FieldProblem::BirthDateInFuture);
    assert_eq!(errors("2025-06-10T20:59:59Z"), [future]);
    assert_eq!(errors("2025-06-10T21:00:00Z"), []);
}

#[test]
fn email_and_telephone_are_checked() {
    let errors = check_edited(|draft| draft.contact.email = "anna.ozola@".into());
    assert_eq!(errors, [error(Field::Email, FieldProblem::EmailWithoutDomain)]);
    let errors = check_edited(|draft| draft.contact.phone = "3612345".into());
    assert_eq!(errors, [error(Field::Phone, FieldProblem::PhoneLatvian)]);
}

/// A draft wrong in every field, for a call that asks every question.
fn all_wrong() -> (ApplicationDraft, Call) {
    let call = Pack::of(rules::call::JUNE_2025)
        .reading("completed_learners", "excluded".into())
        .reading("exclusion_scope", "any_public_training".into())
        .call();
    let mut draft = draft();
    draft.call = "2024-esf".into();
    draft.group = "g-9".into();
    draft.facts = rules::facts::Facts::default();
    draft.contact.email = "anna".into();
    draft.contact.phone = "x".into();
    (draft, call)
}

#[test]
fn all_problems_are_reported_in_the_order_of_the_form() {
    let (draft, call) = all_wrong();
    let facts = [
        FactId::BirthDate,
        FactId::EarlierGrantWithoutChoice,
        FactId::StillLearning,
        FactId::StillLearningElsewhere,
        FactId::InterruptedLearning,
        FactId::InterruptedLearningElsewhere,
        FactId::CompletedLearning,
    ];
    let tail = facts
        .map(|fact| error(Field::Fact(fact), FieldProblem::Required))
        .into_iter()
        .chain([error(Field::Email, FieldProblem::EmailWithoutAt), error(Field::Phone, FieldProblem::PhoneCharacters)]);
    let expected = |choice: FieldError| -> Vec<FieldError> {
        [error(Field::Call, FieldProblem::OtherCall), choice].into_iter().chain(tail.clone()).collect()
    };
    let with = |programme: Option<&Programme>| check(&draft, &call, programme, now());
    assert_eq!(with(Some(&programme())), expected(error(Field::Group, FieldProblem::NoSuchGroup)));
    assert_eq!(with(None), expected(error(Field::Programme, FieldProblem::NotInCall)));
}
