//! Invented people of the demonstration (docs/demo-data.md).

use api::DemoPerson;
use rules::facts::{Answer, Facts};
use rules::language::Localised;
use rules::personal_code::PersonalCode;
use serde::Deserialize;

const PEOPLE: &str = include_str!("../../demo/people.json");

/// Invented people of the demonstration.
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
    /// `None` if the identity provider does not know it.
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

/// Person selected at the demonstration's sign-in.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// The personal code.
    pub code: PersonalCode,
    /// Given name and surname.
    pub name: String,
    /// Facts from registers, with the birth date if known.
    pub register: Facts,
}

impl DemoPeople {
    /// Loads the built-in people.
    ///
    /// # Errors
    /// JSON errors; never for the built-in file, as a test ensures.
    pub fn load() -> Result<Self, serde_json::Error> {
        serde_json::from_str::<File>(PEOPLE).map(|file| Self(file.people))
    }

    /// Lists everyone for the demonstration's sign-in page.
    pub fn list(&self) -> Vec<DemoPerson> {
        let view = |entry: &Entry| DemoPerson {
            id: entry.id.clone(),
            name: entry.name(),
            birth_date: entry.birth_date,
            shows: entry.shows.clone(),
        };
        self.0.iter().map(view).collect()
    }

    /// Finds a person by id.
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
    fn demo_people_have_valid_codes_that_match_birth_dates() {
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
