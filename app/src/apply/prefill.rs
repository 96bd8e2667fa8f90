//! Prefill from the account. Prefilled values follow changes in the account and do not count as filled in by the
//! person.

use leptos::prelude::*;
use rules::contact::Contact;
use rules::facts::Facts;
use rules::language::Language;

use crate::apply::form::ApplicationForm;

impl ApplicationForm {
    /// Copies contact data and language from the account into fields that are empty or still hold the account's
    /// previous value: otherwise a correction in the account would not reach the application. Other typed values stay.
    pub fn fill_from_account(self, contact: &Contact, language: Language) {
        let (before, chosen_before) = self.account.get_value().unzip();
        let before = before.unwrap_or_default();
        follow(self.email, &before.email, &contact.email);
        follow(self.phone, &before.phone, &contact.phone);
        if chosen_before != Some(language) && self.language.get_untracked() == chosen_before {
            self.language.set(Some(language));
        }
        self.account.set_value(Some((contact.clone(), language)));
    }

    /// Returns whether the form holds only the programme and values from the account.
    pub fn is_blank(self) -> bool {
        let (contact, language) = self.account.get_value().unzip();
        untrack(|| {
            let is_unanswered = self.group.get().is_empty() && self.answers.get() == Facts::default();
            let is_untyped = self.contact() == contact.unwrap_or_default() && self.language.get() == language;
            is_unanswered && is_untyped && !self.own_device.get()
        })
    }
}

fn follow(field: RwSignal<String>, before: &str, now: &str) {
    if before != now && field.with_untracked(|typed| typed.trim() == before) {
        field.set(now.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use rules::facts::Answer;

    use super::*;

    /// Runs a test with a form inside a reactive owner, as in the pages.
    fn with_form(test: impl FnOnce(ApplicationForm)) {
        let owner = Owner::new();
        owner.with(|| test(ApplicationForm::new(RwSignal::default())));
    }

    fn contact(email: &str, phone: &str) -> Contact {
        Contact { email: email.into(), phone: phone.into() }
    }

    #[test]
    fn account_fills_only_what_is_empty() {
        with_form(|form| {
            form.email.set("mans@epasts.lv".into());
            form.fill_from_account(&contact("anna.ozola@epasts.lv", "26123456"), Language::En);
            assert_eq!(form.contact(), contact("mans@epasts.lv", "26123456"));
            assert_eq!(form.language.get(), Some(Language::En));
        });
    }

    #[test]
    fn prefilled_values_follow_the_account_and_typed_ones_stay() {
        with_form(|form| {
            form.fill_from_account(&contact("vecs@epasts.lv", "26123456"), Language::Lv);
            form.phone.set("26123457".into());
            form.fill_from_account(&contact("jauns@epasts.lv", "26123458"), Language::En);
            assert_eq!(form.contact(), contact("jauns@epasts.lv", "26123457"));
            assert_eq!(form.language.get(), Some(Language::En));
            form.language.set(Some(Language::Lv));
            form.fill_from_account(&contact("", ""), Language::En);
            assert_eq!(form.contact(), contact("", "26123457"));
            assert_eq!(form.language.get(), Some(Language::Lv));
        });
    }

    #[test]
    fn restored_values_equal_to_the_account_follow_it() {
        with_form(|form| {
            form.email.set("vecs@epasts.lv".into());
            form.fill_from_account(&contact("vecs@epasts.lv", ""), Language::Lv);
            form.fill_from_account(&contact("jauns@epasts.lv", ""), Language::Lv);
            assert_eq!(form.email.get(), "jauns@epasts.lv");
        });
    }

    #[test]
    fn form_is_blank_until_the_person_fills_something_in() {
        let changes: [fn(ApplicationForm); 6] = [
            |form| form.group.set("da-1".into()),
            |form| form.answers.update(|answers| answers.still_learning = Answer::No),
            |form| form.email.set("mans@epasts.lv".into()),
            |form| form.phone.set(String::new()),
            |form| form.language.set(Some(Language::En)),
            |form| form.own_device.set(true),
        ];
        for (number, change) in changes.into_iter().enumerate() {
            with_form(|form| {
                form.choose_programme("datu-analize");
                assert!(form.is_blank());
                form.fill_from_account(&contact("anna.ozola@epasts.lv", "26123456"), Language::Lv);
                assert!(form.is_blank(), "what the account says is not typed");
                change(form);
                assert!(!form.is_blank(), "change {number}");
            });
        }
    }
}
