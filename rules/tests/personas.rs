//! Personas: every row of `tests/personas.csv` is a test of one person against the announcement.
//!
//! The table is written from the law, not from the code. Its columns: the call; changes to the call pack
//! (`reading=value`, `grant_on`, `opens`, `closes`; several are parted by semicolons); the instant; the birth date; the
//! six answers (`yes`, `no`, `unknown`); the verdict; the conditions that are not met or open, in the announcement's
//! order, or `none`; the remedy of the first that is not met, else of the first that is open, else `none`; a note.
#![cfg(test)]

use std::collections::BTreeSet;

use rules::call::{Call, JUNE_2025};
use rules::eligibility::{Decision, Finding, Outcome, Remedy, assess};
use rules::facts::{Answer, Facts};
use serde_json::{Value, json};

mod support;
use support::calls::{ESF_2024, Pack};
use support::{at, day};

const TABLE: &str = include_str!("../../tests/personas.csv");
const COLUMNS: &str = "call,readings,at,birth_date,earlier_grant,still_learning,interrupted,completed,still_elsewhere,\
                       interrupted_elsewhere,verdict,findings,remedy,note";
const CALLS: [(&str, &str); 2] = [("2025-06", JUNE_2025), ("2024-esf", ESF_2024)];

/// One row. No cell contains a comma.
struct Persona {
    line: usize,
    cells: [&'static str; 14],
}

impl Persona {
    fn cell(&self, name: &str) -> &'static str {
        let position = COLUMNS.split(',').position(|column| column == name);
        self.cells[position.unwrap_or_else(|| panic!("no column {name}"))]
    }

    fn call(&self) -> Call {
        let json = CALLS.iter().find(|(id, _)| *id == self.cell("call")).map(|(_, json)| *json);
        let pack = Pack::of(json.unwrap_or_else(|| panic!("no call {}", self.cell("call"))));
        self.changes().fold(pack, |pack, (name, value)| changed(pack, name, value)).call()
    }

    /// Changes of the row to the call pack.
    fn changes(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.cell("readings").split(';').filter_map(|change| change.split_once('='))
    }

    fn facts(&self) -> Facts {
        Facts {
            birth_date: (self.cell("birth_date") != "unknown").then(|| day(self.cell("birth_date"))),
            earlier_grant_without_choice: answer(self.cell("earlier_grant")),
            still_learning: answer(self.cell("still_learning")),
            interrupted_learning: answer(self.cell("interrupted")),
            completed_learning: answer(self.cell("completed")),
            still_learning_elsewhere: answer(self.cell("still_elsewhere")),
            interrupted_learning_elsewhere: answer(self.cell("interrupted_elsewhere")),
        }
    }

    fn decide(&self) -> Decision {
        assess(&self.call(), &self.facts(), at(self.cell("at")))
    }

    /// The conditions that the row names, by outcome.
    fn rules(&self, outcome: &str) -> Vec<&'static str> {
        let named = self.cell("findings").split(';').filter_map(|finding| finding.split_once(':'));
        named.filter(|(_, its)| *its == outcome).map(|(rule, _)| rule).collect()
    }
}

fn personas() -> Vec<Persona> {
    let rows = TABLE.lines().enumerate().skip(1);
    rows.map(|(index, line)| {
        let cells: Vec<_> = line.split(',').collect();
        let cells = cells.try_into().unwrap_or_else(|_| panic!("line {}: not 14 cells: {line}", index + 1));
        Persona { line: index + 1, cells }
    })
    .collect()
}

fn changed(pack: Pack, name: &str, value: &str) -> Pack {
    match (name, value.split_once(':')) {
        ("grant_on", _) => pack.with("/grant_on", json!(value)),
        ("opens" | "closes", _) => pack.with(&format!("/window/{name}"), json!(value)),
        ("choice_deadline", Some(("days", days))) => {
            pack.reading(name, json!({ "days": days.parse::<u16>().unwrap_or_default() }))
        }
        _ => pack.reading(name, json!(value)),
    }
}

fn answer(text: &str) -> Answer {
    match text {
        "yes" => Answer::Yes,
        "no" => Answer::No,
        "unknown" => Answer::Unknown,
        other => panic!("{other:?} is no answer"),
    }
}

/// The name under which JSON knows a value of a closed enum.
fn name(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => name,
        other => panic!("{other:?} is no name"),
    }
}

fn findings(decision: &Decision) -> String {
    let not_met = decision.findings.iter().filter(|finding| finding.outcome != Outcome::Met);
    let told: Vec<_> = not_met.map(|finding| format!("{}:{}", name(finding.rule), name(finding.outcome))).collect();
    if told.is_empty() { "none".into() } else { told.join(";") }
}

fn remedy(decision: &Decision) -> String {
    let first = |outcome| decision.findings.iter().find(|finding| finding.outcome == outcome);
    match first(Outcome::NotMet).or_else(|| first(Outcome::Open)) {
        None => "none".into(),
        Some(Finding { remedy, .. }) => match remedy {
            Remedy::None => "none".into(),
            Remedy::ApplyBetween { from, last_day } => format!("apply {from}..{last_day}"),
            Remedy::TooLate { adult_on } => format!("too_late {adult_on}"),
            Remedy::WaitForOpening { opens_at } => format!("wait {}", opens_at.to_rfc3339()),
            Remedy::WindowOver { closed_at } => format!("over {}", closed_at.to_rfc3339()),
            Remedy::Answer { fact } => format!("answer {}", name(fact)),
            Remedy::CompleteTraining { last_day } => format!("complete {last_day}"),
            Remedy::NothingYouCanChange => "nothing".into(),
        },
    }
}

#[test]
fn every_persona_gets_verdict_findings_and_remedy_of_its_row() {
    let mut wrong = Vec::new();
    for persona in personas() {
        let decision = persona.decide();
        let told = [name(decision.verdict), findings(&decision), remedy(&decision)];
        let expected = ["verdict", "findings", "remedy"].map(|column| persona.cell(column));
        if told != expected {
            let (call, note) = (persona.cell("call"), persona.cell("note"));
            wrong.push(format!("line {} ({call}): {note}\n  expected {expected:?}\n  told     {told:?}", persona.line));
        }
    }
    assert!(wrong.is_empty(), "{} personas are told something else:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn table_has_its_columns_and_no_row_twice() {
    assert_eq!(TABLE.lines().next(), Some(COLUMNS));
    let personas = personas();
    assert!(personas.len() >= 120, "only {} personas", personas.len());
    let notes: BTreeSet<_> = personas.iter().map(|persona| (persona.cell("call"), persona.cell("note"))).collect();
    assert_eq!(notes.len(), personas.len(), "a note is there twice");
    let people: BTreeSet<_> = personas.iter().map(|persona| &persona.cells[..10]).collect();
    assert!(people.len() * 10 >= personas.len() * 9, "people repeat themselves");
}

const RULES: [&str; 6] =
    ["age", "window", "earlier_grant_without_choice", "still_learning", "interrupted_learning", "completed_learning"];

#[test]
fn table_has_each_reason_alone_in_pairs_and_together() {
    for (call, _) in CALLS {
        let personas = personas();
        let failing: BTreeSet<_> =
            personas.iter().filter(|persona| persona.cell("call") == call).map(|row| row.rules("not_met")).collect();
        for (index, rule) in RULES.into_iter().enumerate() {
            assert!(failing.contains(&vec![rule]), "{call}: {rule} alone");
            for other in &RULES[index + 1..] {
                assert!(failing.contains(&vec![rule, *other]), "{call}: {rule} and {other}");
            }
        }
        assert!(failing.contains(&RULES[..]), "{call}: all together");
    }
}

#[test]
fn table_has_each_question_open_alone_and_with_each_failure() {
    for (call, _) in CALLS {
        let personas: Vec<_> = personas().into_iter().filter(|persona| persona.cell("call") == call).collect();
        for open in RULES.into_iter().filter(|rule| *rule != "window") {
            let alone = personas.iter().any(|row| row.rules("open") == [open] && row.rules("not_met").is_empty());
            assert!(alone, "{call}: {open} open alone");
            for failed in RULES.into_iter().take(5).filter(|rule| *rule != open && open != "completed_learning") {
                let beside = |row: &&Persona| row.rules("open") == [open] && row.rules("not_met") == [failed];
                assert!(personas.iter().find(beside).is_some(), "{call}: {open} open and {failed} failed");
            }
        }
    }
}

/// The readings that decide on a person, with the value that turns them; the others decide on programmes and places.
const TURNING: [(&str, &str); 5] = [
    ("age_day", "grant"),
    ("completed_learners", "excluded"),
    ("window_hours", "stated"),
    ("exclusion_scope", "any_public_training"),
    ("leap_birthday", "last_of_february"),
];

const NOT_TURNING: [&str; 6] =
    ["usable_until", "grant_amount", "live_applications", "place_order", "choice_deadline", "hour_kind"];

/// The decision for the same person under the readings of the unchanged pack, window and day of the grant kept where
/// the turned reading is not about them.
fn as_it_is(persona: &Persona, reading: &str) -> Decision {
    let json = CALLS.iter().find(|(id, _)| *id == persona.cell("call")).map_or("", |(_, json)| *json);
    let kept = persona.changes().filter(|(name, _)| match reading {
        "window_hours" => !matches!(*name, "window_hours" | "opens" | "closes"),
        _ => *name != reading,
    });
    let call = kept.fold(Pack::of(json), |pack, (name, value)| changed(pack, name, value)).call();
    assess(&call, &persona.facts(), at(persona.cell("at")))
}

#[test]
fn every_reading_on_people_changes_one_persona_and_not_another() {
    for (call, _) in CALLS {
        for (reading, value) in TURNING {
            let turned = personas().into_iter().filter(|persona| {
                persona.cell("call") == call && persona.changes().any(|change| change == (reading, value))
            });
            let turns: BTreeSet<_> =
                turned.map(|persona| persona.decide().verdict != as_it_is(&persona, reading).verdict).collect();
            assert_eq!(turns, BTreeSet::from([false, true]), "{call}: {reading}");
        }
    }
}

#[test]
fn readings_on_programmes_and_seats_change_no_persona() {
    for (call, _) in CALLS {
        for reading in NOT_TURNING {
            let rows: Vec<_> = personas()
                .into_iter()
                .filter(|row| row.cell("call") == call && row.changes().any(|(name, _)| name == reading))
                .collect();
            assert!(rows.len() >= 2, "{call}: {reading} is not turned");
            for persona in rows {
                assert_eq!(persona.decide().verdict, as_it_is(&persona, reading).verdict, "line {}", persona.line);
            }
        }
    }
}
