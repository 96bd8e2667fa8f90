//! Form data of the application: one signal per field, and the draft that they form.

use leptos::prelude::*;
use rules::application::ApplicationDraft;
use rules::contact::Contact;
use rules::facts::{FactId, Facts};
use rules::field::{Field, FieldError, FieldProblem};
use rules::language::Language;
use ui::components::date_entry::DateEntry;
use ui::platform::random;

use crate::apply::step::Step;
use crate::offline::draft::{HandedOver, KeptDraft};

/// Data of the application form. It outlives the page, so that navigation and a change of language lose nothing.
#[derive(Clone, Copy)]
pub struct ApplicationForm {
    /// Id of the programme.
    pub programme: RwSignal<String>,
    /// Id of the study group.
    pub group: RwSignal<String>,
    /// Language for messages; `None` means the page's language.
    pub language: RwSignal<Option<Language>>,
    /// Declared answers, shared with the questionnaire.
    pub answers: RwSignal<Facts>,
    /// Birth date as typed; `answers` contains it once it is a valid date.
    pub birth_date: RwSignal<DateEntry>,
    /// E-mail address as typed.
    pub email: RwSignal<String>,
    /// Telephone number as typed.
    pub phone: RwSignal<String>,
    /// Whether the person has confirmed that the device is their own.
    pub own_device: RwSignal<bool>,
    /// Whether the person accepts the terms of use, if the account is opened with the application.
    pub terms: RwSignal<bool>,
    /// Fields that the person has left or tried to continue from: only these show their errors.
    left: RwSignal<Vec<Field>>,
    /// Errors from the server; an entry is removed when its field changes.
    refused: RwSignal<Vec<FieldError>>,
    /// Latest values from the account; `None` before the first response.
    pub(super) account: StoredValue<Option<(Contact, Language)>>,
    key: StoredValue<Option<String>>,
    /// Draft that was submitted without a response.
    unanswered: StoredValue<Option<ApplicationDraft>>,
}

impl ApplicationForm {
    /// Creates an empty form that shares the answers of the questionnaire.
    pub fn new(answers: RwSignal<Facts>) -> Self {
        Self {
            programme: RwSignal::default(),
            group: RwSignal::default(),
            language: RwSignal::new(None),
            answers,
            birth_date: RwSignal::default(),
            email: RwSignal::default(),
            phone: RwSignal::default(),
            own_device: RwSignal::new(false),
            terms: RwSignal::new(false),
            left: RwSignal::default(),
            refused: RwSignal::default(),
            account: StoredValue::new(None),
            key: StoredValue::new(None),
            unanswered: StoredValue::new(None),
        }
    }

    /// Returns the draft exactly as it would be submitted. Facts from the register replace declared ones;
    /// `page_language` applies until the person chooses a language.
    pub fn to_draft(self, call: &str, register: &Facts, page_language: Language) -> ApplicationDraft {
        ApplicationDraft {
            facts: self.answers.get().with_register(register),
            ..self.to_declared_draft(call, page_language)
        }
    }

    /// Returns the draft with the answers as declared: the version that is stored and handed off through sign-in.
    pub fn to_declared_draft(self, call: &str, page_language: Language) -> ApplicationDraft {
        ApplicationDraft {
            call: call.to_owned(),
            programme: self.programme.get(),
            group: self.group.get(),
            language: self.language.get().unwrap_or(page_language),
            facts: self.answers.get(),
            contact: self.contact(),
        }
    }

    /// Returns the trimmed contact data.
    pub fn contact(self) -> Contact {
        Contact { email: self.email.get().trim().to_owned(), phone: self.phone.get().trim().to_owned() }
    }

    /// Returns the idempotency key: created on the first call, then unchanged until the form is cleared.
    ///
    /// # Errors
    /// [`random::NoRandomness`].
    pub fn key(self) -> Result<String, random::NoRandomness> {
        if let Some(key) = self.key.get_value() {
            return Ok(key);
        }
        let key = random::idempotency_key()?;
        self.key.set_value(Some(key.clone()));
        Ok(key)
    }

    /// Records a draft whose submission had no response, or `None` after a response.
    pub fn note_unanswered(self, draft: Option<ApplicationDraft>) {
        self.unanswered.set_value(draft);
    }

    /// Returns whether exactly this draft was submitted without a response. It is then retried unchanged: the window
    /// may have closed since, but the server returns an application that it has already received.
    pub fn may_have_been_received(self, draft: &ApplicationDraft) -> bool {
        self.unanswered.with_value(|unanswered| unanswered.as_ref() == Some(draft))
    }

    /// Chooses the programme of the page and clears a study group of another programme.
    pub fn choose_programme(self, programme: &str) {
        if self.programme.get_untracked() != programme {
            self.programme.set(programme.to_owned());
            self.group.set(String::new());
        }
    }

    /// Restores the draft stored on this device. Newer answers stay.
    pub fn restore_kept(self, kept: &KeptDraft) {
        let draft = &kept.draft;
        self.key.set_value(Some(kept.key.clone()));
        self.programme.set(draft.programme.clone());
        self.group.set(draft.group.clone());
        self.language.set(Some(draft.language));
        self.answers.update(|given| *given = draft.facts.with_register(given));
        if kept.own_device {
            self.own_device.set(true);
            self.email.set(draft.contact.email.clone());
            self.phone.set(draft.contact.phone.clone());
        }
    }

    /// Copies one field of another draft.
    pub fn take(self, field: &Field, draft: &ApplicationDraft) {
        match field {
            Field::Programme => {
                self.programme.set(draft.programme.clone());
                self.group.set(draft.group.clone());
            }
            Field::Group => self.group.set(draft.group.clone()),
            Field::Fact(FactId::BirthDate) => {
                self.answers.update(|answers| answers.birth_date = draft.facts.birth_date);
                self.birth_date.set(draft.facts.birth_date.map(DateEntry::of).unwrap_or_default());
            }
            Field::Fact(fact) => self.answers.update(|answers| answers.set_answer(*fact, draft.facts.answer(*fact))),
            Field::Email => self.email.set(draft.contact.email.clone()),
            Field::Phone => self.phone.set(draft.contact.phone.clone()),
            Field::Language => self.language.set(Some(draft.language)),
            Field::Body | Field::Call | Field::Other(_) => {}
        }
    }

    /// Adopts the key of the same draft from elsewhere, unless a submission under the current key had no response.
    pub fn adopt_key(self, key: String) {
        if self.unanswered.with_value(Option::is_none) {
            self.key.set_value(Some(key));
        }
    }

    /// Restores the hand-off after sign-in.
    pub fn restore_handed_over(self, handed: HandedOver) {
        let draft = handed.draft;
        self.key.set_value(Some(handed.key));
        self.programme.set(draft.programme);
        self.group.set(draft.group);
        self.language.set(Some(draft.language));
        self.answers.set(draft.facts);
        self.show_birth_date();
        self.email.set(draft.contact.email);
        self.phone.set(draft.contact.phone);
        self.own_device.set(handed.own_device);
        self.terms.set(handed.terms);
    }

    /// Copies an answered birth date (from the questionnaire or before a reload) into the field.
    pub fn show_birth_date(self) {
        let answered = self.answers.with_untracked(|answers| answers.birth_date);
        let typed = self.birth_date.with_untracked(|typed| typed.date().ok());
        if let Some(date) = answered.filter(|date| typed != Some(*date)) {
            self.birth_date.set(DateEntry::of(date));
        }
    }

    /// Copies the typed birth date into the answers; an invalid date clears the answer.
    pub fn take_birth_date(self) {
        let typed = self.birth_date.with_untracked(|typed| typed.date().ok());
        self.answers.update(|answers| answers.birth_date = typed);
    }

    /// Clears the form and the key after submission, deletion or sign-out.
    pub fn clear(self) {
        self.key.set_value(None);
        self.programme.set(String::new());
        self.group.set(String::new());
        self.language.set(None);
        self.answers.set(Facts::default());
        self.birth_date.set(DateEntry::default());
        self.email.set(String::new());
        self.phone.set(String::new());
        self.own_device.set(false);
        self.terms.set(false);
        self.account.set_value(None);
        self.unanswered.set_value(None);
        self.left.set(Vec::new());
        self.refused.set(Vec::new());
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
        let held: Vec<FieldError> = errors.iter().filter(|error| step.holds_back(&error.field)).cloned().collect();
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

    const KEY: &str = "0123456789abcdef0123456789abcdef";

    /// Runs a test with a form inside a reactive owner, as in the pages.
    fn with_form(test: impl FnOnce(ApplicationForm)) {
        let owner = Owner::new();
        owner.with(|| test(ApplicationForm::new(RwSignal::default())));
    }

    fn error(field: Field) -> FieldError {
        FieldError { field, problem: FieldProblem::Required }
    }

    fn filled() -> HandedOver {
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
        };
        HandedOver::new(draft, KEY.into(), true, true)
    }

    #[test]
    fn form_makes_the_draft_it_was_filled_from() {
        with_form(|form| {
            form.restore_handed_over(filled());
            assert_eq!(form.to_draft("2025-06", &Facts::default(), Language::Lv), filled().draft);
            assert_eq!(form.key(), Ok(KEY.to_owned()));
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
            assert_eq!(form.to_declared_draft("2025-06", Language::En).language, Language::En);
            form.language.set(Some(Language::Lv));
            assert_eq!(form.to_declared_draft("2025-06", Language::En).language, Language::Lv);
        });
    }

    #[test]
    fn register_replaces_submitted_answers_but_not_stored_ones() {
        with_form(|form| {
            form.restore_handed_over(filled());
            let register = Facts { still_learning: Answer::Yes, ..Facts::default() };
            assert_eq!(form.to_draft("2025-06", &register, Language::Lv).facts.still_learning, Answer::Yes);
            assert_eq!(form.to_declared_draft("2025-06", Language::Lv).facts.still_learning, Answer::No);
        });
    }

    #[test]
    fn another_programme_drops_the_study_group_and_nothing_else() {
        with_form(|form| {
            form.restore_handed_over(filled());
            form.choose_programme("datu-analize");
            assert_eq!(form.group.get(), "da-1");
            form.choose_programme("kiberdrosiba");
            assert_eq!(form.group.get(), "");
            assert_eq!(form.email.get(), "anna.ozola@epasts.lv");
        });
    }

    #[test]
    fn answers_given_since_the_page_opened_win_over_stored_ones() {
        with_form(|form| {
            form.answers.update(|answers| answers.still_learning = Answer::Yes);
            let mut draft = filled().draft;
            draft.facts.interrupted_learning = Answer::No;
            let kept = KeptDraft { key: KEY.into(), draft, own_device: false, agreed: None, contested: None };
            form.restore_kept(&kept);
            assert_eq!(form.answers.get().still_learning, Answer::Yes);
            assert_eq!(form.answers.get().interrupted_learning, Answer::No);
            assert!(!form.own_device.get());
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
    fn only_the_very_draft_that_had_no_answer_may_have_arrived() {
        with_form(|form| {
            let draft = filled().draft;
            assert!(!form.may_have_been_received(&draft));
            form.note_unanswered(Some(draft.clone()));
            assert!(form.may_have_been_received(&draft));
            assert!(!form.may_have_been_received(&ApplicationDraft { group: "da-2".into(), ..draft }));
        });
    }

    #[test]
    fn stored_birth_date_is_shown_and_a_partial_date_is_no_answer() {
        with_form(|form| {
            form.restore_handed_over(filled());
            form.show_birth_date();
            assert_eq!(form.birth_date.get().year, "1988");
            form.birth_date.update(|typed| typed.day.clear());
            form.take_birth_date();
            assert_eq!(form.answers.get().birth_date, None);
            form.show_birth_date();
            assert_eq!(form.birth_date.get().month, "3", "half a date stays as it was typed");
        });
    }

    #[test]
    fn handed_over_birth_date_updates_a_rendered_field() {
        with_form(|form| {
            form.show_birth_date();
            form.restore_handed_over(filled());
            form.take_birth_date();
            assert_eq!(form.answers.get().birth_date, filled().draft.facts.birth_date);
        });
    }

    #[test]
    fn cleared_form_holds_nothing() {
        with_form(|form| {
            form.restore_handed_over(filled());
            form.clear();
            let empty = form.to_declared_draft("2025-06", Language::Lv);
            assert_eq!(
                (empty.programme.as_str(), empty.facts, empty.contact),
                ("", Facts::default(), Contact::default())
            );
            assert!(!form.own_device.get() && !form.terms.get());
        });
    }
}
