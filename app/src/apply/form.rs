//! Form data of the application: one signal per field, and the draft that they form.

use leptos::prelude::*;
use rules::application::ApplicationDraft;
use rules::contact::Contact;
use rules::facts::Facts;
use rules::field::{Field, FieldError, FieldProblem};
use rules::language::Language;
use ui::platform::signals::set_if_changed;

use crate::apply::step::Step;
use crate::draft::model::Screen;
use crate::facts_entry::FactsEntry;

/// Data of the application form. It outlives the page, so that navigation and a change of language lose nothing.
#[derive(Clone, Copy)]
pub struct ApplicationForm {
    /// Id of the programme.
    pub programme: RwSignal<String>,
    /// Id of the study group.
    pub group: RwSignal<String>,
    /// Language for messages; `None` means the page's language.
    pub language: RwSignal<Option<Language>>,
    /// Declared facts, shared with the questionnaire.
    pub facts: FactsEntry,
    /// E-mail address as typed.
    pub email: RwSignal<String>,
    /// Telephone number as typed.
    pub phone: RwSignal<String>,
    /// Whether the person has confirmed that the device is their own.
    pub own_device: RwSignal<bool>,
    /// Whether the person accepts the terms of use, if the account is opened with the application.
    pub terms: RwSignal<bool>,
    /// Whether the person declares that the information is true.
    pub declaration: RwSignal<bool>,
    /// Fields that the person has left or tried to continue from: only these show their errors.
    left: RwSignal<Vec<Field>>,
    /// Errors from the server; an entry is removed when its field changes.
    refused: RwSignal<Vec<FieldError>>,
}

impl ApplicationForm {
    /// Creates an empty form that shares the facts of the questionnaire.
    pub fn new(facts: FactsEntry) -> Self {
        Self {
            programme: RwSignal::default(),
            group: RwSignal::default(),
            language: RwSignal::new(None),
            facts,
            email: RwSignal::default(),
            phone: RwSignal::default(),
            own_device: RwSignal::new(false),
            terms: RwSignal::new(false),
            declaration: RwSignal::new(false),
            left: RwSignal::default(),
            refused: RwSignal::default(),
        }
    }

    /// Returns the application as the server assesses it: facts from the register replace the person's answers.
    /// `page_language` applies until the person chooses a language.
    pub fn to_assessed(self, call: &str, register: &Facts, page_language: Language) -> ApplicationDraft {
        ApplicationDraft { facts: self.facts.get().with_register(register), ..self.to_submission(call, page_language) }
    }

    /// Returns the application to submit: the person's own answers, and the declaration.
    pub fn to_submission(self, call: &str, page_language: Language) -> ApplicationDraft {
        ApplicationDraft { declaration: self.declaration.get(), ..self.to_draft(call, page_language) }
    }

    /// Returns the draft to store and to hand off through the sign-in.
    pub fn to_draft(self, call: &str, page_language: Language) -> ApplicationDraft {
        ApplicationDraft {
            call: call.to_owned(),
            programme: self.programme.get(),
            group: self.group.get(),
            language: self.language.get().unwrap_or(page_language),
            facts: self.facts.get(),
            contact: self.contact(),
            declaration: false,
        }
    }

    /// Returns the normalised contact data.
    pub fn contact(self) -> Contact {
        Contact { email: self.email.get(), phone: self.phone.get() }.normalized()
    }

    /// Returns the form as the state machine of the draft sees it. Tracked.
    pub fn screen(self, call: &str, page_language: Language) -> Screen {
        Screen {
            draft: self.to_draft(call, page_language),
            page_language,
            language_chosen: self.language.with(Option::is_some),
            own_device: self.own_device.get(),
            terms: self.terms.get(),
            declaration: self.declaration.get(),
            is_birth_date_partial: self.facts.is_birth_date_partial(),
        }
    }

    /// Shows other values. Fields whose value is the same stay as typed.
    pub fn show(self, screen: &Screen) {
        let Screen { draft, language_chosen, own_device, terms, declaration, is_birth_date_partial, .. } = screen;
        set_if_changed(self.programme, &draft.programme);
        set_if_changed(self.group, &draft.group);
        set_if_changed(self.language, &language_chosen.then_some(draft.language));
        if *is_birth_date_partial {
            self.facts.set_answers(draft.facts);
        } else {
            self.facts.set(draft.facts);
        }
        let shown = untrack(|| self.contact());
        if shown.email != draft.contact.email {
            self.email.set(draft.contact.email.clone());
        }
        if shown.phone != draft.contact.phone {
            self.phone.set(draft.contact.phone.clone());
        }
        set_if_changed(self.own_device, own_device);
        set_if_changed(self.terms, terms);
        set_if_changed(self.declaration, declaration);
    }

    /// Clears the form after submission, deletion or sign-out.
    pub fn clear(self) {
        self.programme.set(String::new());
        self.group.set(String::new());
        self.language.set(None);
        self.facts.clear();
        self.email.set(String::new());
        self.phone.set(String::new());
        self.own_device.set(false);
        self.terms.set(false);
        self.declaration.set(false);
        self.left.set(Vec::new());
        self.refused.set(Vec::new());
    }

    /// Records that the person types in a field again: its error stays hidden until the field is left.
    pub fn enter(self, field: &Field) {
        if self.left.with_untracked(|left| left.contains(field)) {
            self.left.update(|left| left.retain(|other| other != field));
        }
    }

    /// Records that the person left a field: its error becomes visible, and the server's error for it is outdated.
    pub fn leave(self, field: Field) {
        self.refused.update(|refused| refused.retain(|error| error.field != field));
        self.left.update(|left| {
            if !left.contains(&field) {
                left.push(field);
            }
        });
    }

    /// Records an attempt to continue from a step. Makes the blocking errors visible and returns them.
    pub fn validate_step(self, step: Step, errors: &[FieldError]) -> Vec<FieldError> {
        let held: Vec<FieldError> = errors.iter().filter(|error| step.blocks(&error.field)).cloned().collect();
        for error in &held {
            self.leave(error.field.clone());
        }
        held
    }

    /// Shows the server's errors at their fields, like the errors of the page.
    pub fn refuse(self, errors: Vec<FieldError>) {
        self.refused.set(errors);
    }

    /// Returns the visible errors: those of fields that were left, and the server's.
    pub fn shown(self, errors: &[FieldError]) -> Vec<FieldError> {
        self.left.with(|left| self.refused.with(|refused| shown(errors, left, refused)))
    }

    /// Returns the visible error of a field.
    pub fn problem(self, errors: &[FieldError], field: &Field) -> Option<FieldProblem> {
        self.shown(errors).into_iter().find(|error| error.field == *field).map(|error| error.problem)
    }
}

/// Returns the page's errors of fields that were left, then errors that only the server found.
fn shown(errors: &[FieldError], left: &[Field], refused: &[FieldError]) -> Vec<FieldError> {
    let own = errors.iter().filter(|error| left.contains(&error.field));
    let found_by_server = refused.iter().filter(|error| !errors.iter().any(|own| own.field == error.field));
    own.chain(found_by_server).cloned().collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use rules::facts::Answer;

    use super::*;

    /// Runs a test with a form inside a reactive owner, as in the pages.
    fn with_form(test: impl FnOnce(ApplicationForm)) {
        let owner = Owner::new();
        owner.with(|| test(ApplicationForm::new(FactsEntry::empty())));
    }

    fn error(field: Field) -> FieldError {
        FieldError { field, problem: FieldProblem::Required }
    }

    fn filled() -> Screen {
        let draft = ApplicationDraft {
            call: "2025-06".into(),
            programme: "datu-analize".into(),
            group: "da-1".into(),
            language: Language::En,
            facts: Facts {
                birth_date: NaiveDate::from_ymd_opt(1988, 3, 14),
                still_learning: Answer::No,
                ..Facts::default()
            },
            contact: Contact { email: "anna.ozola@epasts.lv".into(), phone: "26123456".into() },
            declaration: false,
        };
        Screen {
            draft,
            page_language: Language::Lv,
            language_chosen: true,
            own_device: true,
            terms: true,
            declaration: true,
            is_birth_date_partial: false,
        }
    }

    #[test]
    fn form_makes_the_draft_it_was_filled_from() {
        with_form(|form| {
            form.show(&filled());
            assert_eq!(form.to_draft("2025-06", Language::Lv), filled().draft);
            assert_eq!(form.screen("2025-06", Language::Lv), filled());
        });
    }

    #[test]
    fn typed_text_stays_where_its_value_is_the_same() {
        with_form(|form| {
            form.email.set("anna.ozola@epasts.lv ".into());
            form.show(&filled());
            assert_eq!(form.email.get(), "anna.ozola@epasts.lv ");
            assert_eq!(form.phone.get(), "26123456");
        });
    }

    #[test]
    fn spaces_around_contact_data_are_not_sent() {
        with_form(|form| {
            form.email.set(" anna@epasts.lv ".into());
            form.phone.set("\t26123456".into());
            assert_eq!(form.contact(), Contact { email: "anna@epasts.lv".into(), phone: "26123456".into() });
        });
    }

    #[test]
    fn page_language_counts_until_another_is_chosen() {
        with_form(|form| {
            assert_eq!(form.to_draft("2025-06", Language::En).language, Language::En);
            form.language.set(Some(Language::Lv));
            assert_eq!(form.to_draft("2025-06", Language::En).language, Language::Lv);
        });
    }

    #[test]
    fn register_decides_and_the_own_answer_is_submitted() {
        with_form(|form| {
            form.show(&filled());
            let register = Facts { still_learning: Answer::Yes, ..Facts::default() };
            assert_eq!(form.to_assessed("2025-06", &register, Language::Lv).facts.still_learning, Answer::Yes);
            assert_eq!(form.to_submission("2025-06", Language::Lv).facts.still_learning, Answer::No);
        });
    }

    #[test]
    fn declaration_is_submitted_but_not_stored() {
        with_form(|form| {
            assert!(!form.to_submission("2025-06", Language::Lv).declaration);
            form.show(&filled());
            assert!(form.to_submission("2025-06", Language::Lv).declaration);
            assert!(!form.to_draft("2025-06", Language::Lv).declaration);
        });
    }

    #[test]
    fn errors_show_at_fields_that_were_left() {
        with_form(|form| {
            let errors = [error(Field::Email), error(Field::Group)];
            assert_eq!(form.shown(&errors), []);
            form.leave(Field::Email);
            assert_eq!(form.shown(&errors), [error(Field::Email)]);
        });
    }

    #[test]
    fn trying_to_go_on_shows_what_holds_back() {
        with_form(|form| {
            let errors = [error(Field::Email), error(Field::Group)];
            assert_eq!(form.validate_step(Step::Contact, &errors), [error(Field::Email)]);
            assert_eq!(form.problem(&errors, &Field::Email), Some(FieldProblem::Required));
            assert_eq!(form.problem(&errors, &Field::Group), None);
        });
    }

    #[test]
    fn server_error_shows_until_its_field_is_left_again() {
        with_form(|form| {
            form.refuse(vec![error(Field::Group)]);
            assert_eq!(form.shown(&[]), [error(Field::Group)]);
            form.leave(Field::Group);
            assert_eq!(form.shown(&[]), []);
        });
    }

    #[test]
    fn cleared_form_holds_nothing() {
        with_form(|form| {
            form.show(&filled());
            form.clear();
            let empty = form.to_draft("2025-06", Language::Lv);
            assert_eq!(
                (empty.programme.as_str(), empty.facts, empty.contact),
                ("", Facts::default(), Contact::default())
            );
            assert!(!form.own_device.get() && !form.terms.get() && !form.declaration.get());
        });
    }
}
