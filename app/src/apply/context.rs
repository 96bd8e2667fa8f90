//! Context of all steps: the form, its errors and the navigation.

use api::{ProgrammeDetails, SessionPerson};
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use rules::application::{self, ApplicationDraft};
use rules::call::Call;
use rules::facts::{FactId, Facts};
use rules::field::{Field, FieldError};
use rules::language::Language;
use ui::components::date_entry::{DateEntry, DateProblem};
use ui::components::date_input::part_id;
use ui::components::error_summary::Mistake;
use ui::platform::clock::{Clock, use_clock};
use ui::platform::lang::{Lang, use_lang};
use ui::text::problems;

use crate::apply::fact_list::yes_or_no_questions;
use crate::apply::field_id::field_id;
use crate::apply::form::ApplicationForm;
use crate::apply::step::Step;
use crate::apply::texts;
use crate::draft::controller::{DraftController, use_draft};
use crate::register::facts_from_register;
use crate::routes::{Route, query};
use crate::session::{Session, use_session};
use crate::state::use_call;

/// Context of all steps.
#[derive(Clone, Copy)]
pub(super) struct ApplyContext {
    pub(super) controller: DraftController,
    pub(super) form: ApplicationForm,
    pub(super) call: &'static Call,
    pub(super) clock: Clock,
    pub(super) lang: Lang,
    pub(super) session: Session,
    pub(super) details: StoredValue<ProgrammeDetails>,
    /// All errors that prevent submission.
    pub(super) errors: Memo<Vec<FieldError>>,
    /// Errors that blocked the last attempt to continue.
    pub(super) blocking_errors: RwSignal<Vec<FieldError>>,
    /// Whether the person has just deleted the draft.
    pub(super) deleted: RwSignal<bool>,
    /// Whether the person came from the check step to change a value and returns there.
    changing: Memo<bool>,
    navigate: Callback<(String, NavigateOptions)>,
}

impl ApplyContext {
    /// Starts or continues the application for a programme. `group` is the study group chosen on an earlier page.
    pub(super) fn begin(details: ProgrammeDetails, group: Option<String>) -> Self {
        let (controller, call, clock, session) = (use_draft(), use_call(), use_clock(), use_session());
        let form = controller.form;
        // If another tab or device moved the draft to another programme, the person decides first.
        let is_elsewhere = form.programme.with_untracked(|chosen| *chosen != details.programme.id);
        if !(is_elsewhere && controller.is_moved()) {
            controller.choose_programme(&details.programme.id);
            if let Some(group) = group.filter(|group| details.programme.groups.iter().any(|known| known.id == *group)) {
                form.group.set(group);
            }
        }
        let lang = use_lang();
        let details = StoredValue::new(details);
        let register = Memo::new(move |_| register(session));
        let errors = Memo::new(move |_| {
            let draft = form.to_assessed(&call.id, &register.get(), lang.get());
            details.with_value(|details| application::check(&draft, call, Some(&details.programme), clock.now()))
        });
        let query = use_query_map();
        let changing = Memo::new(move |_| query.read().get_str(query::BACK) == Some(Step::Check.name()));
        let go = use_navigate();
        let navigate = Callback::new(move |(address, options): (String, _)| go(&address, options));
        let (blocking_errors, deleted) = (RwSignal::default(), RwSignal::new(false));
        Self {
            controller,
            form,
            call,
            clock,
            lang,
            session,
            details,
            errors,
            blocking_errors,
            deleted,
            changing,
            navigate,
        }
    }

    /// Returns the signed-in person.
    pub(super) fn person(self) -> Option<SessionPerson> {
        self.session.person()
    }

    /// Returns the facts that registers give about the signed-in person.
    pub(super) fn register(self) -> Facts {
        register(self.session)
    }

    /// Returns the facts that decide: the register's where it has them, else the person's answers.
    pub(super) fn facts(self) -> Facts {
        self.form.facts.get().with_register(&self.register())
    }

    /// Returns the application that would be submitted.
    pub(super) fn submission(self) -> ApplicationDraft {
        self.form.to_submission(&self.call.id, self.lang.get())
    }

    /// Returns whether the person has answered every question without an error. Facts that only the register knows are
    /// shown once, with the verdict on them.
    fn has_answers(self) -> bool {
        let has_error = self.errors.with(|errors| errors.iter().any(|error| matches!(error.field, Field::Fact(_))));
        let facts = self.form.facts.get();
        !has_error && yes_or_no_questions(self.call).all(|fact| facts.is_known(fact))
    }

    /// Returns the time.
    pub(super) fn now(self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Returns the path of a step.
    pub(super) fn address(self, step: Step) -> String {
        self.route().with([(query::STEP, step.name())])
    }

    /// Returns the path of a step that leads back to the check step.
    pub(super) fn address_to_change(self, step: Step) -> String {
        self.route().with([(query::STEP, step.name()), (query::BACK, Step::Check.name())])
    }

    fn route(self) -> Route {
        Route::Apply { programme: self.programme() }
    }

    /// Returns the programme's id.
    pub(super) fn programme(self) -> String {
        self.details.with_value(|details| details.programme.id.clone())
    }

    /// Returns whether the draft is for the programme of this page. If not, another tab or device has chosen another
    /// programme or ended the draft.
    pub(super) fn is_here(self) -> bool {
        self.form.programme.get() == self.programme()
    }

    /// Returns the target of the back link.
    pub(super) fn address_back(self, step: Step) -> String {
        match step.previous() {
            Some(_) if self.changing.get() => self.address(Step::Check),
            Some(previous) => self.address(previous),
            None => Route::Programme { id: self.programme() }.path(),
        }
    }

    /// Goes to the next step, or back to the check step, unless errors block it; then it shows them.
    pub(super) fn go_on(self, step: Step) {
        if self.validate_step(step) {
            let next = if self.changing.get_untracked() {
                Some(Step::Check)
            } else {
                step.next(self.is_signed_in(), untrack(|| self.has_answers()))
            };
            if let Some(next) = next {
                self.go_to(next);
            }
        }
    }

    /// Validates a step and shows the blocking errors. Returns whether the step is valid.
    pub(super) fn validate_step(self, step: Step) -> bool {
        let blocking = self.form.validate_step(step, &self.errors.get_untracked());
        let free = blocking.is_empty();
        self.blocking_errors.set(blocking);
        free
    }

    /// Navigates to a step.
    pub(super) fn go_to(self, step: Step) {
        self.navigate.run((self.address(step), NavigateOptions::default()));
    }

    /// Navigates to the confirmation, which replaces the check step in the history because that application is
    /// submitted. Returns `false` without navigating if the person has left the form.
    pub(super) fn confirm(self, id: String) -> bool {
        let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
        self.navigate.try_run((Route::Confirmation { id }.path(), options)).is_some()
    }

    /// Deletes the draft; a message replaces the step.
    pub(super) fn delete(self) {
        self.controller.delete();
        self.deleted.set(true);
    }

    fn is_signed_in(self) -> bool {
        untrack(|| self.person().is_some())
    }

    /// Returns the visible error text of a field.
    pub(super) fn error(self, field: Field) -> Signal<Option<String>> {
        Signal::derive(move || {
            let problem = self.errors.with(|errors| self.form.problem(errors, &field))?;
            let typed = self.form.facts.birth_date.with(DateEntry::date);
            Some(in_words(self.lang.get(), &FieldError { field: field.clone(), problem }, typed.err()))
        })
    }

    /// Returns whether a field blocked the last attempt to continue.
    pub(super) fn is_blocking(self, field: &Field) -> bool {
        self.blocking_errors.with(|held| held.iter().any(|error| error.field == *field))
    }

    /// Returns the entries of the error summary. They change only with an attempt, not while the person types: a
    /// summary that updated would take the focus from the field.
    pub(super) fn mistakes(self, language: Language) -> Vec<Mistake> {
        let typed = self.form.facts.birth_date.with_untracked(DateEntry::date).err();
        let mistake = |error: &FieldError| Mistake {
            field: match (&error.field, typed) {
                (Field::Fact(FactId::BirthDate), Some(problem)) => part_id(field_id(&error.field), problem.part()),
                (field, _) => field_id(field).to_owned(),
            },
            text: texts::summary_line(language, &error.field, in_words(language, error, typed)),
        };
        self.blocking_errors.with(|held| held.iter().map(mistake).collect())
    }
}

/// Formats the error of a field. For an incomplete birth date, `typed` gives a more precise error than "missing".
fn in_words(language: Language, error: &FieldError, typed: Option<DateProblem>) -> String {
    match (&error.field, typed) {
        (Field::Fact(FactId::BirthDate), Some(problem)) if problem != DateProblem::Empty => {
            problems::date_entry(language, problem).to_owned()
        }
        (field, _) => problems::field(language, field, &error.problem),
    }
}

fn register(session: Session) -> Facts {
    session.person().map(|person| facts_from_register(&person)).unwrap_or_default()
}
