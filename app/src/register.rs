//! Register data of the signed-in person, which replaces declared facts ([`Facts::with_register`]); the person sees
//! the differences.

use api::SessionPerson;
use rules::birth_date::may_declare;
use rules::facts::{FactId, Facts};

/// Returns the register facts of the signed-in person. Omits a declared birth date until the account is opened with it:
/// until then the person can correct it.
pub fn facts_from_register(person: &SessionPerson) -> Facts {
    let may_declare = may_declare(person.birth_date_source, person.account.is_some());
    let birth_date = person.register.birth_date.filter(|_| !may_declare);
    Facts { birth_date, ..person.register }
}

/// Returns the facts whose declared value differs from the register's.
pub fn differences(declared: &Facts, register: &Facts) -> Vec<FactId> {
    let differs = |fact: &FactId| match fact {
        FactId::BirthDate => {
            register.birth_date.is_some() && declared.birth_date.is_some() && register.birth_date != declared.birth_date
        }
        fact => {
            let (said, known) = (declared.answer(*fact), register.answer(*fact));
            said.is_known() && known.is_known() && said != known
        }
    };
    FactId::ALL.into_iter().filter(differs).collect()
}

#[cfg(test)]
mod tests {
    use api::Account;
    use chrono::NaiveDate;
    use rules::birth_date::BirthDateSource;
    use rules::contact::Contact;
    use rules::facts::Answer;
    use rules::language::Language;

    use super::*;

    fn day(year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, 3, 14)
    }

    fn person(source: Option<BirthDateSource>, has_account: bool) -> SessionPerson {
        let account = has_account.then(|| Account {
            opened_at: "2025-06-10T12:00:00+03:00".parse().unwrap(),
            terms: "1".to_owned(),
            language: Language::Lv,
            contact: Contact::default(),
        });
        SessionPerson {
            name: "Zane Ābele".to_owned(),
            personal_code_masked: "39••••-•••••".to_owned(),
            register: Facts { birth_date: day(1988), still_learning: Answer::No, ..Facts::default() },
            birth_date_source: source,
            account,
            application: None,
            roles: Vec::new(),
        }
    }

    #[test]
    fn declared_birth_date_can_change_until_the_account_opens() {
        let declared = facts_from_register(&person(Some(BirthDateSource::Declared), false));
        assert_eq!(declared, Facts { still_learning: Answer::No, ..Facts::default() });
        for settled in [
            person(Some(BirthDateSource::Declared), true),
            person(Some(BirthDateSource::PersonalCode), false),
            person(Some(BirthDateSource::IdentityProvider), false),
        ] {
            assert_eq!(facts_from_register(&settled), settled.register, "{:?}", settled.birth_date_source);
        }
    }

    #[test]
    fn facts_missing_in_the_register_stay_as_declared() {
        let declared = Facts { birth_date: day(1988), still_learning: Answer::No, ..Facts::default() };
        assert_eq!(declared.with_register(&Facts::default()), declared);
        assert_eq!(differences(&declared, &Facts::default()), []);
    }

    #[test]
    fn register_facts_replace_declared_ones() {
        let declared = Facts { birth_date: day(1988), still_learning: Answer::No, ..Facts::default() };
        let register = Facts { birth_date: day(1989), still_learning: Answer::Yes, ..Facts::default() };
        assert_eq!(declared.with_register(&register), register);
        assert_eq!(differences(&declared, &register), [FactId::BirthDate, FactId::StillLearning]);
    }

    #[test]
    fn undeclared_fact_is_no_difference() {
        let register = Facts { birth_date: day(1989), interrupted_learning: Answer::Yes, ..Facts::default() };
        assert_eq!(differences(&Facts::default(), &register), []);
    }
}
