//! Scenario part: recognising people, changed personal codes, and birth dates.

use chrono::TimeDelta;
use rules::birth_date::BirthDateSource;
use rules::facts::Facts;
use server::people::store::{EncryptedCode, NewPerson, PersonMatch};
use server::platform::random;

use super::{ISSUER, facts, new_code};
use crate::Scenario;

impl Scenario {
    pub(crate) async fn recognises_a_person(&self, name: &str) -> String {
        let (first, second, audit_id) = (random::id().unwrap(), random::id().unwrap(), random::id().unwrap());
        let (code, subject) = (new_code(), random::id().unwrap());
        let mut person = NewPerson {
            id: &first,
            issuer: ISSUER,
            subject: &subject,
            code: &code,
            former_codes: &[],
            name: "Before Marriage",
            register: facts(),
            birth_date_source: Some(BirthDateSource::IdentityProvider),
            audit_id: &audit_id,
        };
        let found = PersonMatch::Person(first.clone());
        assert_eq!(self.store.find_or_create(&person, self.now).await.unwrap(), found);
        (person.id, person.name, person.subject) = (&second, name, "by another provider");
        person.issuer = &second;
        assert_eq!(
            self.store.find_or_create(&person, self.now).await.unwrap(),
            found,
            "found by the code, whatever the name"
        );
        assert_eq!(self.store.person_by_code(&code.lookup).await.unwrap(), Some(first.clone()));
        assert_eq!(self.store.person_by_code(&new_code().lookup).await.unwrap(), None);
        assert!(self.store.person_exists(&first).await.unwrap());
        assert!(!self.store.person_exists(&second).await.unwrap());
        first
    }

    /// Recognises a person by subject, code and former codes; a match with two people is a conflict.
    pub(crate) async fn matches_changed_personal_codes(&self) {
        let [old, new, newest, foreign] = [new_code(), new_code(), new_code(), new_code()];
        let subject = random::id().unwrap();
        let find_or_create = async |subject: &str, code: &EncryptedCode, former: &[EncryptedCode]| {
            let (id, audit_id) = (random::id().unwrap(), random::id().unwrap());
            let person = NewPerson {
                id: &id,
                issuer: ISSUER,
                subject,
                code,
                former_codes: former,
                name: "Ilze Kalniņa",
                register: facts(),
                birth_date_source: Some(BirthDateSource::PersonalCode),
                audit_id: &audit_id,
            };
            self.store.find_or_create(&person, self.now).await.unwrap()
        };
        let ilze = find_or_create(&subject, &old, &[]).await;
        assert_eq!(
            find_or_create(&random::id().unwrap(), &new, std::slice::from_ref(&old)).await,
            ilze,
            "historical code"
        );
        assert_eq!(find_or_create(&subject, &newest, &[]).await, ilze, "the same subject with a new code");
        assert_eq!(find_or_create(&random::id().unwrap(), &old, &[]).await, ilze, "the first code still finds her");
        let other = find_or_create(&random::id().unwrap(), &foreign, &[]).await;
        assert_ne!(other, ilze);

        let PersonMatch::Person(other) = other else { panic!("not recognised") };
        assert_eq!(
            find_or_create(&subject, &foreign, &[]).await,
            PersonMatch::Conflict,
            "her subject with another person's code"
        );
        let unknown = random::id().unwrap();
        assert_eq!(find_or_create(&unknown, &foreign, &[old]).await, PersonMatch::Conflict, "codes of two people");
        assert_eq!(self.store.audit_of(&other).await.unwrap().first().map(String::as_str), Some("identity_conflict"));
        assert_eq!(self.store.person_by_code(&foreign.lookup).await.unwrap(), Some(other), "nothing was merged");
        let PersonMatch::Person(third) = find_or_create(&unknown, &new_code(), &[]).await else {
            panic!("the subject was stored")
        };
        assert_ne!(PersonMatch::Person(third), ilze);
    }

    pub(crate) async fn declares_a_birth_date(&self) {
        let (id, code) = (random::id().unwrap(), new_code());
        let mut person = NewPerson {
            id: &id,
            issuer: ISSUER,
            subject: &id,
            code: &code,
            former_codes: &[],
            name: "Jānis Bērziņš",
            register: Facts { birth_date: None, ..facts() },
            birth_date_source: None,
            audit_id: &id,
        };
        let (token, audit_id) = (random::secret().unwrap(), random::id().unwrap());
        self.store.find_or_create(&person, self.now).await.unwrap();
        self.store.begin_session(&self.new_session(&id, &token, [&id, &audit_id]), self.now).await.unwrap();
        let birth_date = async || {
            let session =
                self.store.session(&token, self.now, self.now + TimeDelta::minutes(30)).await.unwrap().unwrap();
            (session.person.register.birth_date.map(|day| day.to_string()), session.person.birth_date_source)
        };
        let declare = async |day: &str| {
            let (day, audit_id) = (day.parse().unwrap(), random::id().unwrap());
            self.store.declare_birth_date(&id, day, &audit_id, self.now).await.unwrap()
        };
        let by = random::id().unwrap();
        let correct = async |person: &str, day: &str| {
            let (day, audit_id) = (day.parse().unwrap(), random::id().unwrap());
            self.store.correct_birth_date(person, day, &by, &audit_id, self.now).await.unwrap()
        };
        assert_eq!(birth_date().await, (None, None));
        assert!(!correct(&id, "1990-01-01").await, "nothing was declared");
        assert!(declare("1990-01-02").await);
        assert!(!correct(&by, "1990-01-01").await, "another person");
        assert!(correct(&id, "1990-01-01").await);
        assert_eq!(birth_date().await, (Some("1990-01-01".into()), Some(BirthDateSource::Declared)));
        assert!(declare("1990-01-03").await, "a declared date can be corrected");
        assert_eq!(birth_date().await, (Some("1990-01-03".into()), Some(BirthDateSource::Declared)));
        self.store.find_or_create(&person, self.now).await.unwrap();
        assert_eq!(
            birth_date().await.0.as_deref(),
            Some("1990-01-03"),
            "a sign-in without a birth date keeps the declared one"
        );
        person.register.birth_date = "1990-01-04".parse().ok();
        person.birth_date_source = Some(BirthDateSource::IdentityProvider);
        self.store.find_or_create(&person, self.now).await.unwrap();
        assert_eq!(birth_date().await, (Some("1990-01-04".into()), Some(BirthDateSource::IdentityProvider)));
        assert!(!declare("1990-01-05").await, "a better source has a date");
        assert!(!correct(&id, "1990-01-05").await, "a better source has a date");
        assert_eq!(birth_date().await.0.as_deref(), Some("1990-01-04"));
        assert_eq!(self.store.audit_of(&by).await.unwrap(), ["birth_date_corrected_by_operator"]);
    }
}
