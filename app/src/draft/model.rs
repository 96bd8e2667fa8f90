//! Fields of a draft: compare, copy, blank. The only file that matches on [`Field`] to read or write a value.

use rules::application::ApplicationDraft;
use rules::contact::Contact;
use rules::facts::{FactId, Facts};
use rules::field::Field;
use rules::language::Language;

/// The form on one page, as the replica sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen {
    /// The values on the page, with the facts as the person declared them.
    pub draft: ApplicationDraft,
    /// The language of the page. It is the draft's language until the person chooses one.
    pub page_language: Language,
    /// Whether the person chose a language for messages.
    pub language_chosen: bool,
    /// Whether the person said that the device is their own.
    pub own_device: bool,
    /// Whether the person accepts the account's terms of use.
    pub terms: bool,
    /// Whether the person declares that the information is true.
    pub declaration: bool,
    /// Whether the text of the birth date is neither empty nor a date: the draft keeps the last date then.
    pub is_birth_date_partial: bool,
}

impl Screen {
    /// An empty form.
    pub fn blank(call: &str, page_language: Language) -> Self {
        let draft = blank(call, page_language);
        Self {
            draft,
            page_language,
            language_chosen: false,
            own_device: false,
            terms: false,
            declaration: false,
            is_birth_date_partial: false,
        }
    }

    /// Replaces the draft. The language of another draft counts as chosen.
    pub(super) fn set_draft(&mut self, draft: ApplicationDraft) {
        self.language_chosen |= draft.language != self.draft.language;
        self.is_birth_date_partial &= draft.facts.birth_date == self.draft.facts.birth_date;
        self.draft = draft;
    }
}

/// A draft without any value.
pub fn blank(call: &str, language: Language) -> ApplicationDraft {
    ApplicationDraft {
        call: call.to_owned(),
        programme: String::new(),
        group: String::new(),
        language,
        facts: Facts::default(),
        contact: Contact::default(),
        declaration: false,
    }
}

/// Every field that a person fills in.
pub fn fields() -> impl Iterator<Item = Field> {
    let facts = FactId::ALL.into_iter().map(Field::Fact);
    [Field::Programme, Field::Group].into_iter().chain(facts).chain([Field::Email, Field::Phone, Field::Language])
}

/// Whether this device stores the field only encrypted.
pub const fn is_personal(field: &Field) -> bool {
    matches!(field, Field::Email | Field::Phone | Field::Fact(FactId::BirthDate))
}

/// Whether a field has the same value in two drafts.
pub fn is_equal(field: &Field, one: &ApplicationDraft, other: &ApplicationDraft) -> bool {
    match field {
        Field::Programme => one.programme == other.programme,
        Field::Group => one.group == other.group,
        Field::Fact(FactId::BirthDate) => one.facts.birth_date == other.facts.birth_date,
        Field::Fact(fact) => one.facts.answer(*fact) == other.facts.answer(*fact),
        Field::Email => one.contact.email == other.contact.email,
        Field::Phone => one.contact.phone == other.contact.phone,
        Field::Language => one.language == other.language,
        Field::Declaration | Field::Body | Field::Call | Field::Other(_) => true,
    }
}

/// Copies a field from one draft to another. A study group belongs to its programme and is copied with it.
pub fn copy_field(field: &Field, from: &ApplicationDraft, to: &mut ApplicationDraft) {
    match field {
        Field::Programme => {
            to.programme.clone_from(&from.programme);
            to.group.clone_from(&from.group);
        }
        Field::Group => to.group.clone_from(&from.group),
        Field::Fact(FactId::BirthDate) => to.facts.birth_date = from.facts.birth_date,
        Field::Fact(fact) => to.facts.set_answer(*fact, from.facts.answer(*fact)),
        Field::Email => to.contact.email.clone_from(&from.contact.email),
        Field::Phone => to.contact.phone.clone_from(&from.contact.phone),
        Field::Language => to.language = from.language,
        Field::Declaration | Field::Body | Field::Call | Field::Other(_) => {}
    }
}

/// Copies these fields from one draft to another.
pub(super) fn copy_all(fields: &[Field], from: &ApplicationDraft, to: &mut ApplicationDraft) {
    for field in fields {
        copy_field(field, from, to);
    }
}

/// Removes the personal fields of a draft.
pub(super) fn strip_personal(draft: &mut ApplicationDraft) {
    let blank = blank(&draft.call, draft.language);
    for field in fields().filter(is_personal) {
        copy_field(&field, &blank, draft);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_fields_are_stripped_and_no_other() {
        let mut full = blank("2025-06", Language::Lv);
        full.programme = "p-001".into();
        full.facts.birth_date = chrono::NaiveDate::from_ymd_opt(1988, 3, 14);
        full.contact = Contact { email: "anna@epasts.lv".into(), phone: "26123456".into() };
        let mut stripped = full.clone();
        strip_personal(&mut stripped);
        for field in fields() {
            assert_eq!(is_equal(&field, &full, &stripped), !is_personal(&field), "{field:?}");
        }
    }

    #[test]
    fn every_fact_is_a_field() {
        let all: Vec<Field> = fields().collect();
        assert!(FactId::ALL.into_iter().all(|fact| all.contains(&Field::Fact(fact))));
        assert_eq!(all.len(), FactId::ALL.len() + 5);
    }
}
