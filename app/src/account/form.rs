//! Form data of the account: contact data for opening the account or for changing it.

use api::SessionPerson;
use leptos::prelude::*;
use rules::contact::Contact;
use rules::language::Language;
use ui::components::date_entry::DateEntry;

use crate::draft::handoff::AccountFormValues;

/// Typed and unsaved data. It outlives the page and the sign-in; this device does not store it.
#[derive(Clone, Copy)]
pub struct AccountForm {
    /// Person who types, as in [`AccountFormValues::person`]; empty until the form is shown to a signed-in person.
    person: RwSignal<String>,
    /// E-mail address as typed.
    pub email: RwSignal<String>,
    /// Telephone number as typed.
    pub phone: RwSignal<String>,
    /// Language for messages; `None` means the page's language.
    pub language: RwSignal<Option<Language>>,
    /// Birth date as typed, if no source gives it.
    pub birth_date: RwSignal<DateEntry>,
    /// Whether the person accepts the terms of use.
    pub terms: RwSignal<bool>,
    /// Whether the contact data of an open account is being edited.
    pub editing: RwSignal<bool>,
}

impl AccountForm {
    /// Creates an empty form.
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

    /// Shows the form to a person; clears data that another person typed.
    pub fn show_to(self, person: &SessionPerson) {
        self.show(format!("{} {}", person.name, person.personal_code_masked));
    }

    fn show(self, person: String) {
        if self.person.with_untracked(|before| *before != person) {
            self.put(AccountFormValues { person, ..AccountFormValues::default() });
        }
    }

    /// Starts editing with the account's data.
    pub fn edit(self, contact: Contact, language: Language) {
        self.email.set(contact.email);
        self.phone.set(contact.phone);
        self.language.set(Some(language));
        self.editing.set(true);
    }

    /// Clears the form after a save, a cancel or a sign-out.
    pub fn clear(self) {
        let person = self.person.get_untracked();
        self.put(AccountFormValues { person, ..AccountFormValues::default() });
    }

    /// Returns whether the form has unsaved contact data.
    pub fn is_begun(self) -> bool {
        self.editing.get() || !self.email.with(String::is_empty) || !self.phone.with(String::is_empty)
    }

    /// Returns the typed data for the hand-off through sign-in; `None` if nothing was typed.
    pub fn typed(self) -> Option<AccountFormValues> {
        let DateEntry { day, month, year } = self.birth_date.get();
        let nothing = AccountFormValues { person: self.person.get(), ..AccountFormValues::default() };
        let typed = AccountFormValues {
            person: nothing.person.clone(),
            contact: Contact { email: self.email.get(), phone: self.phone.get() },
            language: self.language.get(),
            birth_date: [day, month, year],
            terms: self.terms.get(),
            editing: self.editing.get(),
        };
        (typed != nothing).then_some(typed)
    }

    /// Restores the data of a hand-off, unless another person is signed in now.
    pub fn restore(self, typed: AccountFormValues) {
        let person = self.person.get_untracked();
        if person.is_empty() || person == typed.person {
            self.put(typed);
        }
    }

    fn put(self, typed: AccountFormValues) {
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
    fn typed_input_is_restored_including_a_partial_date() {
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
            // Restored before the signed-in person is known.
            other.restore(typed);
            other.show("Zane".into());
            assert_eq!(other.typed(), None);
        });
    }
}
