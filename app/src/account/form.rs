//! What is typed into the forms of the account: contact data for opening it, or in place of what it has.

use api::SessionPerson;
use leptos::prelude::*;
use rules::contact::Contact;
use rules::language::Language;
use ui::components::date_entry::DateEntry;

use crate::offline::draft::TypedForAccount;

/// What is typed and not saved yet. It outlives the page and the sign-in; this device does not keep it.
#[derive(Clone, Copy)]
pub struct AccountForm {
    /// Who types, as [`TypedForAccount::person`]; nobody until the form was in front of somebody.
    person: RwSignal<String>,
    /// The e-mail address as typed.
    pub email: RwSignal<String>,
    /// The telephone number as typed.
    pub phone: RwSignal<String>,
    /// The language for messages; until it is chosen, that of the page.
    pub language: RwSignal<Option<Language>>,
    /// The birth date as typed, where no source tells it.
    pub birth_date: RwSignal<DateEntry>,
    /// Whether the person accepts the account's terms.
    pub terms: RwSignal<bool>,
    /// Whether the contact data of an open account are being changed.
    pub editing: RwSignal<bool>,
}

impl AccountForm {
    /// An empty form.
    pub fn new() -> Self {
        Self {
            person: RwSignal::default(),
            email: RwSignal::default(),
            phone: RwSignal::default(),
            language: RwSignal::new(None),
            birth_date: RwSignal::default(),
            terms: RwSignal::new(false),
            editing: RwSignal::new(false),
        }
    }

    /// The form is in front of this person: what somebody else has typed is not for their eyes.
    pub fn show_to(self, person: &SessionPerson) {
        self.show(format!("{} {}", person.name, person.personal_code_masked));
    }

    fn show(self, person: String) {
        if self.person.with_untracked(|before| *before != person) {
            self.put(TypedForAccount { person, ..TypedForAccount::default() });
        }
    }

    /// Begins to change what the account has.
    pub fn edit(self, contact: Contact, language: Language) {
        self.email.set(contact.email);
        self.phone.set(contact.phone);
        self.language.set(Some(language));
        self.editing.set(true);
    }

    /// Empties the form: it was saved or given up, or its person signed out.
    pub fn clear(self) {
        let person = self.person.get_untracked();
        self.put(TypedForAccount { person, ..TypedForAccount::default() });
    }

    /// Whether there is contact data in it that is not saved.
    pub fn is_begun(self) -> bool {
        self.editing.get() || !self.email.with(String::is_empty) || !self.phone.with(String::is_empty)
    }

    /// What is typed, to hand over when signing in; nothing where nothing is.
    pub fn typed(self) -> Option<TypedForAccount> {
        let DateEntry { day, month, year } = self.birth_date.get();
        let nothing = TypedForAccount { person: self.person.get(), ..TypedForAccount::default() };
        let typed = TypedForAccount {
            person: nothing.person.clone(),
            contact: Contact { email: self.email.get(), phone: self.phone.get() },
            language: self.language.get(),
            birth_date: [day, month, year],
            terms: self.terms.get(),
            editing: self.editing.get(),
        };
        (typed != nothing).then_some(typed)
    }

    /// Puts back what was handed over, unless somebody else is signed in now.
    pub fn restore(self, typed: TypedForAccount) {
        let person = self.person.get_untracked();
        if person.is_empty() || person == typed.person {
            self.put(typed);
        }
    }

    fn put(self, typed: TypedForAccount) {
        self.person.set(typed.person);
        let [day, month, year] = typed.birth_date;
        self.email.set(typed.contact.email);
        self.phone.set(typed.contact.phone);
        self.language.set(typed.language);
        self.birth_date.set(DateEntry { day, month, year });
        self.terms.set(typed.terms);
        self.editing.set(typed.editing);
    }
}

impl Default for AccountForm {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_put_back_as_it_was_half_a_date_too() {
        Owner::new().with(|| {
            let (form, other) = (AccountForm::new(), AccountForm::new());
            assert_eq!((form.typed(), form.is_begun()), (None, false));
            form.edit(Contact { email: "anna@epasts.lv".into(), phone: " 2612".into() }, Language::En);
            form.birth_date.set(DateEntry { month: "3".into(), ..DateEntry::default() });
            form.terms.set(true);
            let typed = form.typed();
            other.restore(typed.clone().unwrap());
            assert_eq!((other.typed(), other.is_begun()), (typed, true));
            other.clear();
            assert_eq!(other.typed(), None);
        });
    }

    #[test]
    fn what_one_person_has_typed_is_not_shown_to_another() {
        Owner::new().with(|| {
            let (form, other) = (AccountForm::new(), AccountForm::new());
            form.show("Anna".into());
            form.email.set("anna@epasts.lv".into());
            let typed = form.typed().unwrap();
            form.show("Anna".into());
            assert_eq!(form.typed().as_ref(), Some(&typed));
            form.show("Zane".into());
            assert_eq!(form.typed(), None);
            form.restore(typed.clone());
            assert_eq!(form.typed(), None);
            // Put back before it is known who is signed in.
            other.restore(typed);
            other.show("Zane".into());
            assert_eq!(other.typed(), None);
        });
    }
}
