//! What the form has from the account: it follows what the person changes there.

use leptos::prelude::*;
use rules::contact::Contact;
use rules::language::Language;

use super::application_form::ApplicationForm;

impl ApplicationForm {
    /// Takes contact data and language from the account where the form says what the account said before, or nothing: who
    /// mends them there would else apply with what was wrong. What the person typed otherwise stays.
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
}

fn follow(field: RwSignal<String>, before: &str, now: &str) {
    if before != now && field.with_untracked(|typed| typed.trim() == before) {
        field.set(now.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A form within a reactive owner, as the pages have it.
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
    fn what_the_form_has_from_the_account_follows_it_and_what_was_typed_stays() {
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
    fn draft_that_came_back_with_what_the_account_says_follows_it_too() {
        with_form(|form| {
            form.email.set("vecs@epasts.lv".into());
            form.fill_from_account(&contact("vecs@epasts.lv", ""), Language::Lv);
            form.fill_from_account(&contact("jauns@epasts.lv", ""), Language::Lv);
            assert_eq!(form.email.get(), "jauns@epasts.lv");
        });
    }
}
