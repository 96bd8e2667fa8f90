//! Facts made up for comparing: always the same for the same count, with the rules' bounds hit on purpose.

use serde_json::Value;

use crate::failure::{Failure, Result};

/// One person's facts at one instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactLine {
    /// RFC 3339, in UTC or with Riga's summer offset.
    pub at: String,
    /// A JSON object of facts; a missing field or `null` is open.
    pub facts: String,
}

impl FactLine {
    /// As `imk decide` reads it.
    pub fn line(&self) -> String {
        format!(r#"{{"at":"{}","facts":{}}}"#, self.at, self.facts)
    }

    /// As `POST /api/v1/assess` takes it.
    pub fn assess_request(&self) -> String {
        format!(r#"{{"facts":{},"now":"{}"}}"#, self.facts, self.at)
    }
}

/// The people of `tests/personas.csv` whose call is `call`, whatever the reading they were made for.
///
/// # Errors
/// When a row has fewer columns than the facts need, or an answer is not `yes`, `no` or `unknown`.
pub fn personas(call: &str) -> Result<Vec<FactLine>> {
    let rows = include_str!("../personas.csv").lines().skip(1);
    rows.filter(|row| row.split(',').next() == Some(call)).map(persona).collect()
}

const ANSWERS: [&str; 6] = [
    "earlier_grant_without_choice",
    "still_learning",
    "interrupted_learning",
    "completed_learning",
    "still_learning_elsewhere",
    "interrupted_learning_elsewhere",
];

fn persona(row: &str) -> Result<FactLine> {
    let columns: Vec<&str> = row.split(',').collect();
    let [_, _, at, birth_date, answers @ ..] = columns.as_slice() else {
        return Err(Failure::new(format!("too few columns: {row}")));
    };
    let mut facts = serde_json::Map::new();
    facts
        .insert("birth_date".to_owned(), if *birth_date == "unknown" { Value::Null } else { Value::from(*birth_date) });
    for (name, answer) in ANSWERS.iter().zip(answers) {
        let answer = match *answer {
            "yes" => Value::Bool(true),
            "no" => Value::Bool(false),
            "unknown" => Value::Null,
            other => return Err(Failure::new(format!("{other} is no answer: {row}"))),
        };
        facts.insert((*name).to_owned(), answer);
    }
    Ok(FactLine { at: (*at).to_owned(), facts: serde_json::to_string(&facts)? })
}

/// The first `count` lines of an endless, ever equal sequence.
pub fn generate(count: usize) -> Vec<FactLine> {
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    (0..count).map(|_| FactLine { at: instant(&mut chance), facts: facts(&mut chance) }).collect()
}

/// The second before, of and after each bound of the June call's window.
const BOUNDS: [&str; 6] = [
    "2025-06-08T20:59:59Z",
    "2025-06-09T00:00:00+03:00",
    "2025-06-08T21:00:01Z",
    "2025-06-20T23:59:59+03:00",
    "2025-06-20T21:00:00Z",
    "2025-06-21T00:00:01+03:00",
];

/// Marsaglia's 64-bit xorshift: not random, only well mixed, and the same everywhere.
struct Chance(u64);

impl Chance {
    /// A number from 0 up to, not including, the bound.
    fn below(&mut self, bound: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        // The upper half is the better mixed one; the remainder is below a `u32`.
        u32::try_from((self.0 >> 32) % u64::from(bound)).unwrap_or_default()
    }

    /// A number of the range, both ends included.
    fn within(&mut self, first: u32, last: u32) -> u32 {
        first + self.below(last - first + 1)
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        let count = u32::try_from(choices.len()).unwrap_or(u32::MAX);
        choices[self.below(count) as usize]
    }
}

/// A bound of the window, any second of the window's month, or any of the year.
fn instant(chance: &mut Chance) -> String {
    let (month, day) = match chance.below(3) {
        0 => return chance.of(&BOUNDS).to_owned(),
        1 => (6, chance.within(1, 30)),
        _ => (chance.within(1, 12), chance.within(1, 28)),
    };
    let (hour, minute, second) = (chance.below(24), chance.below(60), chance.below(60));
    let offset = chance.of(&["Z", "+03:00"]);
    format!("2025-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{offset}")
}

/// The facts the June call asks for; now and then also those that only other readings ask for.
fn facts(chance: &mut Chance) -> String {
    let asked = ["earlier_grant_without_choice", "still_learning", "interrupted_learning"];
    let unasked = ["completed_learning", "still_learning_elsewhere", "interrupted_learning_elsewhere"];
    let mut members = vec![format!(r#""birth_date":{}"#, birth_date(chance))];
    members.extend(asked.map(|name| answer(name, chance)));
    if chance.below(4) == 0 {
        members.extend(unasked.map(|name| answer(name, chance)));
    }
    format!("{{{}}}", members.join(","))
}

fn answer(name: &str, chance: &mut Chance) -> String {
    format!(r#""{name}":{}"#, chance.of(&["null", "true", "false"]))
}

/// Open, around the 18th birthday in the window, a leap day, or any day from 1940 to 2010.
fn birth_date(chance: &mut Chance) -> String {
    match chance.below(8) {
        0 => "null".to_owned(),
        1 | 2 => format!(r#""2007-06-{:02}""#, chance.within(7, 23)),
        3 => format!(r#""{}-02-29""#, chance.of(&["1996", "2000", "2004", "2008"])),
        _ => {
            let (year, month) = (chance.within(1940, 2010), chance.within(1, 12));
            format!(r#""{year}-{month:02}-{:02}""#, chance.within(1, days(year, month)))
        }
    }
}

/// The days of a month from 1901 to 2099.
fn days(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_personas_of_a_call_are_lines_like_the_others() {
        let lines = personas("2025-06").unwrap();
        assert!(lines.len() > 100 && lines.len() < include_str!("../personas.csv").lines().count());
        assert!(lines.iter().all(|line| serde_json::from_str::<Value>(&line.line()).is_ok()));
        assert!(personas("1999-01").unwrap().is_empty());
    }

    #[test]
    fn a_row_that_is_no_persona_is_refused() {
        assert!(persona("2025-06,,2025-06-10T12:00:00+03:00").is_err());
        assert!(persona("2025-06,,2025-06-10T12:00:00+03:00,1990-05-05,maybe,no,no,no,no,no").is_err());
    }

    #[test]
    fn same_count_gives_the_same_lines() {
        assert_eq!(generate(500), generate(500));
        assert_eq!(generate(1_000)[..500], generate(500));
    }

    #[test]
    fn lines_are_json_of_the_agreed_shape() {
        for line in generate(1_000) {
            let decide: Value = serde_json::from_str(&line.line()).unwrap();
            let assess: Value = serde_json::from_str(&line.assess_request()).unwrap();
            assert_eq!(decide["facts"], assess["facts"]);
            assert_eq!(decide["at"], assess["now"]);
            assert!(decide["facts"].as_object().unwrap().contains_key("birth_date"));
        }
    }

    #[test]
    fn ten_thousand_lines_hit_every_bound_and_hardly_repeat() {
        let lines = generate(10_000);
        for bound in BOUNDS {
            assert!(lines.iter().any(|line| line.at == bound), "{bound}");
        }
        let different: BTreeSet<String> = lines.iter().map(FactLine::line).collect();
        assert!(different.len() > 9_000, "{}", different.len());
    }
}
