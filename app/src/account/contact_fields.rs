//! Contact data of the account: form, validation and the three fields.

use leptos::prelude::*;
use rules::contact::{self, Contact, Requirement};
use rules::field::{Field, FieldError};
use rules::language::Language;
use ui::components::error_summary::{ErrorSummary, Mistake};
use ui::platform::lang::{Lang, use_lang};
use ui::text::problems;

use crate::account::form::AccountForm;
use crate::apply::contact_inputs::{EmailInput, LanguageChoice, PhoneInput};
use crate::apply::field_id::field_id;
use crate::apply::texts as apply_texts;

/// Contact form. Unlike an application, an account may have no e-mail address.
#[derive(Clone, Copy)]
pub(super) struct ContactForm {
    form: AccountForm,
    lang: Lang,
    /// Errors of the last attempt.
    errors: RwSignal<Vec<FieldError>>,
}

impl ContactForm {
    /// Creates the form on the typed data.
    pub(super) fn of(form: AccountForm) -> Self {
        Self { form, lang: use_lang(), errors: RwSignal::default() }
    }

    fn language(self) -> Language {
        self.form.language.get().unwrap_or_else(|| self.lang.get())
    }

    /// Returns the contact data and the language, or shows the errors and returns `None`.
    pub(super) fn complete(self) -> Option<(Contact, Language)> {
        let typed = Contact { email: self.form.email.get_untracked(), phone: self.form.phone.get_untracked() };
        let contact = typed.normalized();
        let errors = errors_of(&contact);
        let complete = errors.is_empty();
        self.refuse(errors);
        complete.then(|| (contact, untrack(|| self.language())))
    }

    /// Shows errors found by the page or by the server.
    pub(super) fn refuse(self, errors: Vec<FieldError>) {
        self.errors.set(errors);
    }

    fn error(self, field: Field) -> Signal<Option<String>> {
        let lang = self.lang;
        Signal::derive(move || {
            let found = self.errors.with(|errors| errors.iter().find(|error| error.field == field).cloned())?;
            Some(problems::field(lang.get(), &found.field, &found.problem))
        })
    }
}

fn errors_of(contact: &Contact) -> Vec<FieldError> {
    contact::check(contact, Requirement::Optional)
}

/// Error summary in the order of the fields. It takes the focus after each failed attempt.
#[component]
pub(super) fn ContactMistakes(
    form: ContactForm,
    /// Error of a field above the contact data.
    #[prop(default = Signal::stored(None))]
    above: Signal<Option<Mistake>>,
    /// Error of a field below the contact data.
    #[prop(default = Signal::stored(None))]
    below: Signal<Option<Mistake>>,
) -> impl IntoView {
    let lang = use_lang();
    move || {
        let mistake = |error: &FieldError| Mistake {
            field: field_id(&error.field).to_owned(),
            text: apply_texts::summary_line(
                lang.get(),
                &error.field,
                problems::field(lang.get(), &error.field, &error.problem),
            ),
        };
        let contact: Vec<_> = form.errors.with(|errors| errors.iter().map(mistake).collect());
        let mistakes: Vec<_> = above.get().into_iter().chain(contact).chain(below.get()).collect();
        view! { <ErrorSummary mistakes=mistakes /> }
    }
}

/// Fields for the e-mail address, telephone number and language for messages. The form re-creates them when the page's
/// language changes.
#[component]
pub(super) fn ContactFields(form: ContactForm) -> impl IntoView {
    let choose = Callback::new(move |language| form.form.language.set(Some(language)));
    view! {
        <EmailInput value=form.form.email error=form.error(Field::Email) optional=true />
        <PhoneInput value=form.form.phone error=form.error(Field::Phone) />
        <LanguageChoice chosen=Signal::derive(move || form.language()) on_choose=choose />
    }
}

#[cfg(test)]
mod tests {
    use rules::field::FieldProblem;

    use super::*;

    #[test]
    fn account_may_be_without_contact_data_and_not_with_wrong_data() {
        let contact = |email: &str, phone: &str| Contact { email: email.into(), phone: phone.into() };
        assert_eq!(errors_of(&contact("", "")), []);
        assert_eq!(errors_of(&contact("anna@epasts.lv", "26123456")), []);
        let wrong = errors_of(&contact("anna@", "123"));
        let email = FieldError { field: Field::Email, problem: FieldProblem::EmailWithoutDomain };
        let phone = FieldError { field: Field::Phone, problem: FieldProblem::PhoneLatvian };
        assert_eq!(wrong, [email, phone]);
    }
}
