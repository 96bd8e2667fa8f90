//! The demonstration's invented people (docs/demo-data.md). Nobody in it exists.

use api::DemoPerson;
use rules::facts::{Answer, Facts};
use rules::language::Localised;
use rules::personal_code::PersonalCode;
use serde::Deserialize;

const PEOPLE: &str = include_str!("../../demo/people.json");

/// The demonstration's identity provider: a list of invented people.
#[derive(Debug)]
pub struct DemoPeople(Vec<Entry>);

#[derive(Debug, Deserialize)]
struct File {
    people: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    id: String,
    given_name: String,
    family_name: String,
    personal_code: String,
    /// Nothing where this provider does not know it either.
    birth_date: Option<chrono::NaiveDate>,
    shows: Localised,
    register: Register,
}

#[derive(Clone, Copy, Debug, Deserialize)]
struct Register {
    earlier_grant_without_choice: bool,
    still_learning: bool,
    interrupted_learning: bool,
    completed_learning: bool,
}

/// Somebody who was chosen.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// The personal code.
    pub code: PersonalCode,
    /// Given name and surname.
    pub name: String,
    /// What the registers know, the birth date among it where it is known.
    pub register: Facts,
}

impl DemoPeople {
    /// The people that ship with the program.
    ///
    /// # Errors
    /// The reader's message; a test makes sure that there is none.
    pub fn load() -> Result<Self, serde_json::Error> {
        serde_json::from_str::<File>(PEOPLE).map(|file| Self(file.people))
    }

    /// Everybody, for the page on which to choose.
    pub fn list(&self) -> Vec<DemoPerson> {
        let view = |entry: &Entry| DemoPerson {
            id: entry.id.clone(),
            name: entry.name(),
            birth_date: entry.birth_date,
            shows: entry.shows.clone(),
        };
        self.0.iter().map(view).collect()
    }

    /// The person who was chosen.
    pub fn person(&self, id: &str) -> Option<Chosen> {
        let entry = self.0.iter().find(|entry| entry.id == id)?;
        let register = Facts {
            birth_date: entry.birth_date,
            earlier_grant_without_choice: Answer::from(entry.register.earlier_grant_without_choice),
            still_learning: Answer::from(entry.register.still_learning),
            interrupted_learning: Answer::from(entry.register.interrupted_learning),
            completed_learning: Answer::from(entry.register.completed_learning),
            ..Facts::default()
        };
        Some(Chosen { code: PersonalCode::parse(&entry.personal_code).ok()?, name: entry.name(), register })
    }
}

impl Entry {
    fn name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_in_the_demonstration_can_sign_in_and_old_codes_agree_with_birth_dates() {
        let people = DemoPeople::load().unwrap();
        assert!(people.0.len() >= 10);
        for entry in &people.0 {
            let person = people.person(&entry.id).unwrap();
            if !person.code.is_new_form() {
                assert_eq!(person.code.birth_date(), entry.birth_date, "{}", entry.id);
            }
        }
    }
}
