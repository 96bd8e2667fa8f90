//! N3 and N8: window and exclusions, the readings that widen them, and how findings make a verdict.
#![cfg(test)]

use rules::call::{Call, JUNE_2025};
use rules::eligibility::{Finding, Outcome, Remedy, Verdict, questions};
use rules::facts::{Answer, FactId, Facts};
use rules::reading::ReadingId;
use rules::rule::RuleId;
use serde_json::json;

mod support;
use support::calls::{Pack, june, june_reading};
use support::people::{IN_JUNE, adult, born, decide, finding};

const ANSWERS: [Answer; 3] = [Answer::Unknown, Answer::No, Answer::Yes];

fn clauses(found: Finding) -> Vec<String> {
    found.clauses.iter().map(|clause| clause.to_string()).collect()
}

#[test]
fn adult_whom_nothing_excludes_is_eligible() {
    let decision = decide(&june(), &adult(), IN_JUNE);
    assert_eq!(decision.verdict, Verdict::Eligible);
    for found in &decision.findings {
        assert_eq!(
            (found.outcome, found.reading, found.remedy),
            (Outcome::Met, None, Remedy::None),
            "{:?}",
            found.rule
        );
    }
}

#[test]
fn each_exclusion_alone_refuses_and_rests_on_n8() {
    let table = [
        (RuleId::EarlierGrantWithoutChoice, FactId::EarlierGrantWithoutChoice, Remedy::NothingYouCanChange),
        (RuleId::StillLearning, FactId::StillLearning, complete_by_20_june()),
        (RuleId::InterruptedLearning, FactId::InterruptedLearning, Remedy::NothingYouCanChange),
    ];
    for (rule, fact, remedy) in table {
        let mut facts = adult();
        facts.set_answer(fact, Answer::Yes);
        let decision = decide(&june(), &facts, IN_JUNE);
        let found = finding(&decision, rule);
        assert_eq!((found.outcome, found.remedy), (Outcome::NotMet, remedy), "{rule:?}");
        assert_eq!((clauses(found), found.facts), (vec!["N8".to_string()], &[fact][..]), "{rule:?}");
        assert_eq!(decision.verdict, Verdict::NotEligible);
        let failed = decision.findings.iter().filter(|other| other.outcome != Outcome::Met).count();
        assert_eq!(failed, 1, "{rule:?} alone");
    }
}

fn complete_by_20_june() -> Remedy {
    Remedy::CompleteTraining { last_day: june().window.last_day() }
}

#[test]
fn training_can_be_completed_until_the_window_closes() {
    let wide = ("exclusion_scope", "any_public_training");
    let excluded = ("completed_learners", "excluded");
    let table = [
        (june(), "2025-06-01T12:00:00+03:00", complete_by_20_june()),
        (june(), "2025-06-20T23:59:59+03:00", complete_by_20_june()),
        (june(), "2025-06-21T00:00:00+03:00", Remedy::NothingYouCanChange),
        (june_reading(&[wide]), IN_JUNE, complete_by_20_june()),
        (june_reading(&[excluded]), IN_JUNE, Remedy::NothingYouCanChange),
        (june_reading(&[wide, excluded]), IN_JUNE, Remedy::NothingYouCanChange),
    ];
    let facts = Facts { still_learning: Answer::Yes, ..adult() };
    for (call, instant, remedy) in table {
        let found = finding(&decide(&call, &facts, instant), RuleId::StillLearning);
        assert_eq!((found.outcome, found.remedy), (Outcome::NotMet, remedy), "at {instant}");
    }
}

#[test]
fn completing_the_training_makes_the_person_eligible() {
    let learning = Facts { still_learning: Answer::Yes, completed_learning: Answer::No, ..adult() };
    let completed = Facts { still_learning: Answer::No, completed_learning: Answer::Yes, ..adult() };
    let decided = |facts: &Facts| decide(&june(), facts, IN_JUNE).verdict;
    assert_eq!((decided(&learning), decided(&completed)), (Verdict::NotEligible, Verdict::Eligible));
}

#[test]
fn only_a_day_of_the_call_makes_a_condition_wait() {
    let call = june();
    let (first_day, last_day) = (call.window.first_day(), call.window.last_day());
    for remedy in [
        Remedy::ApplyBetween { from: first_day, last_day },
        Remedy::WaitForOpening { opens_at: call.window.opens() },
        Remedy::CompleteTraining { last_day },
    ] {
        assert!(remedy.is_within_call(), "{remedy:?}");
    }
    for remedy in [
        Remedy::None,
        Remedy::TooLate { adult_on: last_day },
        Remedy::WindowOver { closed_at: call.window.closes() },
        Remedy::Answer { fact: FactId::BirthDate },
        Remedy::NothingYouCanChange,
    ] {
        assert!(!remedy.is_within_call(), "{remedy:?}");
    }
}

#[test]
fn open_exclusion_asks_for_its_answer() {
    for fact in [FactId::EarlierGrantWithoutChoice, FactId::StillLearning, FactId::InterruptedLearning] {
        let mut facts = adult();
        facts.set_answer(fact, Answer::Unknown);
        let decision = decide(&june(), &facts, IN_JUNE);
        let open: Vec<_> = decision.findings.iter().filter(|found| found.outcome == Outcome::Open).collect();
        assert_eq!(open.len(), 1);
        assert_eq!(open[0].remedy, Remedy::Answer { fact });
        assert_eq!(decision.verdict, Verdict::NeedsAnswer);
    }
}

#[test]
fn window_before_and_after_tells_its_instants() {
    let call = june();
    let table = [
        ("2025-06-08T23:59:59+03:00", Outcome::NotMet, Remedy::WaitForOpening { opens_at: call.window.opens() }),
        ("2025-06-09T00:00:00+03:00", Outcome::Met, Remedy::None),
        ("2025-06-20T23:59:59+03:00", Outcome::Met, Remedy::None),
        ("2025-06-21T00:00:00+03:00", Outcome::NotMet, Remedy::WindowOver { closed_at: call.window.closes() }),
    ];
    for (instant, outcome, remedy) in table {
        let found = finding(&decide(&call, &adult(), instant), RuleId::Window);
        assert_eq!((found.outcome, found.remedy), (outcome, remedy), "at {instant}");
        assert_eq!(clauses(found), ["N3"]);
        assert_eq!(found.facts, []);
    }
}

#[test]
fn unknown_facts_are_not_refused_inside_the_window() {
    let decision = decide(&june(), &Facts::default(), IN_JUNE);
    assert_eq!(decision.verdict, Verdict::NeedsAnswer);
    let outcomes: Vec<_> = decision.findings.iter().map(|found| found.outcome).collect();
    assert_eq!(outcomes, [Outcome::Open, Outcome::Met, Outcome::Open, Outcome::Open, Outcome::Open]);
}

#[test]
fn one_failed_condition_outweighs_open_ones_and_all_are_listed() {
    let facts = Facts { interrupted_learning: Answer::Yes, ..Facts::default() };
    let decision = decide(&june(), &facts, "2025-06-21T00:00:00+03:00");
    assert_eq!(decision.verdict, Verdict::NotEligible);
    let outcomes: Vec<_> = decision.findings.iter().map(|found| found.outcome).collect();
    assert_eq!(outcomes, [Outcome::Open, Outcome::NotMet, Outcome::Open, Outcome::Open, Outcome::NotMet]);
}

#[test]
fn combination_of_answers_has_the_verdict_of_its_worst_finding() {
    let call = june_reading(&[("completed_learners", "excluded")]);
    for code in 0..3_usize.pow(5) {
        let digit = |place: u32| code / 3_usize.pow(place) % 3;
        let mut facts = adult();
        facts.birth_date = [None, adult().birth_date, born("2010-01-01").birth_date][digit(0)];
        facts.earlier_grant_without_choice = ANSWERS[digit(1)];
        facts.still_learning = ANSWERS[digit(2)];
        facts.interrupted_learning = ANSWERS[digit(3)];
        facts.completed_learning = ANSWERS[digit(4)];
        // Digit 0 is open, 1 holds, 2 fails, for age and for each exclusion alike.
        let digits: Vec<_> = (0..5).map(digit).collect();
        let expected = match (digits.contains(&2), digits.contains(&0)) {
            (true, _) => Verdict::NotEligible,
            (false, true) => Verdict::NeedsAnswer,
            (false, false) => Verdict::Eligible,
        };
        assert_eq!(decide(&call, &facts, IN_JUNE).verdict, expected, "{facts:?}");
    }
}

#[test]
fn findings_follow_the_order_of_the_announcement() {
    let rules =
        |call: &Call| decide(call, &adult(), IN_JUNE).findings.iter().map(|found| found.rule).collect::<Vec<_>>();
    let always = [
        RuleId::Age,
        RuleId::Window,
        RuleId::EarlierGrantWithoutChoice,
        RuleId::StillLearning,
        RuleId::InterruptedLearning,
    ];
    assert_eq!(rules(&june()), always);
    let with_completed: Vec<_> = always.into_iter().chain([RuleId::CompletedLearning]).collect();
    assert_eq!(rules(&june_reading(&[("completed_learners", "excluded")])), with_completed);
    let backwards = Pack::of(JUNE_2025)
        .with("/exclusions", json!(["interrupted_learning", "still_learning", "earlier_grant_without_choice"]))
        .call();
    assert_eq!(rules(&backwards), always, "the order in the pack does not matter");
}

#[test]
fn exclusion_missing_in_a_call_is_neither_asked_nor_found() {
    let exclusions = [FactId::EarlierGrantWithoutChoice, FactId::StillLearning, FactId::InterruptedLearning];
    for kept in exclusions {
        let call = Pack::of(JUNE_2025).with("/exclusions", json!([kept])).call();
        assert_eq!(questions(&call), [FactId::BirthDate, kept]);
        for told in exclusions {
            let mut facts = adult();
            facts.set_answer(told, Answer::Yes);
            let decision = decide(&call, &facts, IN_JUNE);
            let expected = if told == kept { Verdict::NotEligible } else { Verdict::Eligible };
            assert_eq!(
                (decision.verdict, decision.findings.len()),
                (expected, 3),
                "{told:?} where only {kept:?} excludes"
            );
        }
    }
}

#[test]
fn questionnaire_of_the_june_call_has_four_questions() {
    let four =
        [FactId::BirthDate, FactId::EarlierGrantWithoutChoice, FactId::StillLearning, FactId::InterruptedLearning];
    assert_eq!(questions(&june()), four);
}

#[test]
fn questionnaire_asks_all_where_both_readings_are_switched() {
    let call = june_reading(&[("completed_learners", "excluded"), ("exclusion_scope", "any_public_training")]);
    assert_eq!(questions(&call), FactId::ALL);
}

#[test]
fn completed_learner_is_admitted_by_the_default_reading() {
    let facts = Facts { completed_learning: Answer::Yes, ..adult() };
    assert_eq!(decide(&june(), &facts, IN_JUNE).verdict, Verdict::Eligible);
    let strict = june_reading(&[("completed_learners", "excluded")]);
    let decision = decide(&strict, &facts, IN_JUNE);
    let found = finding(&decision, RuleId::CompletedLearning);
    assert_eq!((found.outcome, found.reading), (Outcome::NotMet, Some(ReadingId::R2)));
    assert_eq!((decision.verdict, found.remedy), (Verdict::NotEligible, Remedy::NothingYouCanChange));
    assert_eq!(decide(&strict, &adult(), IN_JUNE).verdict, Verdict::Eligible);
}

#[test]
fn training_elsewhere_matters_only_under_the_wide_reading() {
    let wide = june_reading(&[("exclusion_scope", "any_public_training")]);
    let table = [
        (RuleId::StillLearning, FactId::StillLearning, FactId::StillLearningElsewhere),
        (RuleId::InterruptedLearning, FactId::InterruptedLearning, FactId::InterruptedLearningElsewhere),
    ];
    for (rule, here, elsewhere) in table {
        let mut facts = adult();
        facts.set_answer(elsewhere, Answer::Yes);
        let narrow = finding(&decide(&june(), &facts, IN_JUNE), rule);
        assert_eq!((narrow.outcome, narrow.reading), (Outcome::Met, Some(ReadingId::R6)), "{rule:?}");
        let found = finding(&decide(&wide, &facts, IN_JUNE), rule);
        assert_eq!((found.outcome, found.reading), (Outcome::NotMet, Some(ReadingId::R6)), "{rule:?}");
        assert_eq!(found.facts, [here, elsewhere]);
    }
}

#[test]
fn training_in_this_project_excludes_under_both_scopes() {
    let wide = june_reading(&[("exclusion_scope", "any_public_training")]);
    for still_learning_elsewhere in ANSWERS {
        let facts = Facts { still_learning: Answer::Yes, still_learning_elsewhere, ..adult() };
        for call in [june(), wide.clone()] {
            let found = finding(&decide(&call, &facts, IN_JUNE), RuleId::StillLearning);
            assert_eq!(
                (found.outcome, found.reading),
                (Outcome::NotMet, None),
                "elsewhere {still_learning_elsewhere:?}"
            );
        }
    }
}

#[test]
fn wide_question_is_answered_by_yes_to_either_and_no_to_both() {
    let wide = june_reading(&[("exclusion_scope", "any_public_training")]);
    for here in ANSWERS {
        for elsewhere in ANSWERS {
            let facts = Facts { still_learning: here, still_learning_elsewhere: elsewhere, ..adult() };
            let found = finding(&decide(&wide, &facts, IN_JUNE), RuleId::StillLearning);
            let (outcome, remedy) = match (here, elsewhere) {
                (Answer::Yes, _) | (_, Answer::Yes) => (Outcome::NotMet, complete_by_20_june()),
                (Answer::No, Answer::No) => (Outcome::Met, Remedy::None),
                (Answer::Unknown, _) => (Outcome::Open, Remedy::Answer { fact: FactId::StillLearning }),
                (_, Answer::Unknown) => (Outcome::Open, Remedy::Answer { fact: FactId::StillLearningElsewhere }),
            };
            assert_eq!((found.outcome, found.remedy), (outcome, remedy), "here {here:?}, elsewhere {elsewhere:?}");
        }
    }
}

#[test]
fn window_within_a_day_is_kept_where_the_call_states_hours() {
    let call = Pack::of(JUNE_2025)
        .reading("window_hours", json!("stated"))
        .with("/window", json!({ "opens": "2025-06-09T09:00:00+03:00", "closes": "2025-06-20T17:00:00+03:00" }))
        .call();
    let outcome = |instant| finding(&decide(&call, &adult(), instant), RuleId::Window).outcome;
    assert_eq!(outcome("2025-06-09T08:59:59+03:00"), Outcome::NotMet);
    assert_eq!(outcome("2025-06-09T09:00:00+03:00"), Outcome::Met);
    assert_eq!(outcome("2025-06-20T16:59:59+03:00"), Outcome::Met);
    assert_eq!(outcome("2025-06-20T17:00:00+03:00"), Outcome::NotMet);
    let found = finding(&decide(&call, &adult(), "2025-06-20T18:00:00+03:00"), RuleId::Window);
    assert_eq!(found.reading, Some(ReadingId::R3));
}

#[test]
fn decision_carries_the_call_and_the_instant_on_rigas_clock() {
    let decision = decide(&june(), &adult(), "2025-06-10T09:00:00Z");
    assert_eq!(decision.call, "2025-06");
    assert_eq!(decision.at.to_rfc3339(), "2025-06-10T12:00:00+03:00");
}
