//! The application form: one signal per thing on the screen, and the draft they make.

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

/// What the person has filled in. It outlives the page, so that going back, changing the language or looking at
/// another page loses nothing.
#[derive(Clone, Copy)]
pub struct ApplicationForm {
    /// The programme's identifier.
    pub programme: RwSignal<String>,
    /// The study group's identifier.
    pub group: RwSignal<String>,
    /// The language for messages; until it is chosen, that of the page.
    pub language: RwSignal<Option<Language>>,
    /// The declared answers, shared with the questionnaire.
    pub answers: RwSignal<Facts>,
    /// The birth date as typed; what of it is a date is in `answers`.
    pub birth_date: RwSignal<DateEntry>,
    /// The e-mail address as typed.
    pub email: RwSignal<String>,
    /// The telephone number as typed.
    pub phone: RwSignal<String>,
    /// Whether the person said that the device is their own.
    pub own_device: RwSignal<bool>,
    /// Whether the person accepts the account's terms, where the account is opened with the application.
    pub terms: RwSignal<bool>,
    /// The fields the person has left, or tried to go on from: only these show their errors.
    left: RwSignal<Vec<Field>>,
    /// What the server found; an entry goes when its field changes.
    refused: RwSignal<Vec<FieldError>>,
    /// What the account said last, once it has said anything.
    pub(super) account: StoredValue<Option<(Contact, Language)>>,
    key: StoredValue<Option<String>>,
    /// What was sent and had no answer.
    unanswered: StoredValue<Option<ApplicationDraft>>,
}

impl ApplicationForm {
    /// An empty form whose answers are those of the questionnaire.
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

    /// The draft: exactly what would be sent. What the register knows replaces what was declared; `page_language`
    /// counts until the person chose another.
    pub fn to_draft(self, call: &str, register: &Facts, page_language: Language) -> ApplicationDraft {
        ApplicationDraft {
            facts: self.answers.get().with_register(register),
            ..self.to_declared_draft(call, page_language)
        }
    }

    /// The draft with the answers as the person declared them: what is kept, and handed over when signing in.
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

    /// The contact data without the spaces around it.
    pub fn contact(self) -> Contact {
        Contact { email: self.email.get().trim().to_owned(), phone: self.phone.get().trim().to_owned() }
    }

    /// The idempotency key, made on the first call and the same from then on, until the form is cleared.
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

    /// Remembers that a draft was sent and may have arrived although no answer came; or that an answer came.
    pub fn note_unanswered(self, draft: Option<ApplicationDraft>) {
        self.unanswered.set_value(draft);
    }

    /// Whether this very draft was sent and may have arrived. It is then sent again as it is: the window may have
    /// closed since, and the server answers an application that did arrive all the same.
    pub fn may_have_been_received(self, draft: &ApplicationDraft) -> bool {
        self.unanswered.with_value(|unanswered| unanswered.as_ref() == Some(draft))
    }

    /// Chooses the programme of the page; a study group of another programme is dropped.
    pub fn choose_programme(self, programme: &str) {
        if self.programme.get_untracked() != programme {
            self.programme.set(programme.to_owned());
            self.group.set(String::new());
        }
    }

    /// Puts back what this device kept. Answers given since then stay.
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

    /// Takes one field of another draft.
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

    /// Goes on under the key of the same draft elsewhere, unless something was sent under this one and had no answer.
    pub fn adopt_key(self, key: String) {
        if self.unanswered.with_value(Option::is_none) {
            self.key.set_value(Some(key));
        }
    }

    /// Puts back what was handed over when signing in.
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

    /// Shows the birth date that was answered elsewhere, on the questionnaire or before a reload.
    pub fn show_birth_date(self) {
        let answered = self.answers.with_untracked(|answers| answers.birth_date);
        let typed = self.birth_date.with_untracked(|typed| typed.date().ok());
        if let Some(date) = answered.filter(|date| typed != Some(*date)) {
            self.birth_date.set(DateEntry::of(date));
        }
    }

    /// Takes the typed birth date as the answer; what is no date is no answer.
    pub fn take_birth_date(self) {
        let typed = self.birth_date.with_untracked(|typed| typed.date().ok());
        self.answers.update(|answers| answers.birth_date = typed);
    }

    /// Empties the form and forgets the key: the draft was sent, deleted, or its person signed out.
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

    /// The person left a field: its error may show, and what the server said of it is out of date.
    pub fn leave(self, field: Field) {
        self.refused.update(|refused| refused.retain(|error| error.field != field));
        self.left.update(|left| {
            if !left.contains(&field) {
                left.push(field);
            }
        });
    }

    /// The person tried to go on from a step: the errors that hold them back show, and are returned.
    pub fn validate_step(self, step: Step, errors: &[FieldError]) -> Vec<FieldError> {
        let held: Vec<FieldError> = errors.iter().filter(|error| step.holds_back(&error.field)).cloned().collect();
        for error in &held {
            self.leave(error.field.clone());
        }
        held
    }

    /// The server refused: its errors show at their fields, like those of this page.
    pub fn refuse(self, errors: Vec<FieldError>) {
        self.refused.set(errors);
    }

    /// The errors that may show: those of fields that were left, and those of the server.
    pub fn shown(self, errors: &[FieldError]) -> Vec<FieldError> {
        self.left.with(|left| self.refused.with(|refused| shown(errors, left, refused)))
    }

    /// What is wrong with one field, if it may show.
    pub fn problem(self, errors: &[FieldError], field: &Field) -> Option<FieldProblem> {
        self.shown(errors).into_iter().find(|error| error.field == *field).map(|error| error.problem)
    }
}

/// The page's errors of the fields that were left, then what only the server found.
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

    /// A form within a reactive owner, as the pages have it.
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
    fn register_replaces_what_was_declared_in_what_is_sent_and_not_in_what_is_kept() {
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
    fn what_the_server_found_shows_until_its_field_is_left_again() {
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
    fn birth_date_answered_elsewhere_is_shown_and_half_a_date_is_no_answer() {
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
    fn birth_date_handed_over_shows_in_a_field_that_is_on_the_page_already() {
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
