//! What every step of applying shares: the form, what is wrong with it, and how to go on.

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
use ui::components::error_summary::Mistake;
use ui::platform::clock::{Clock, use_clock};
use ui::platform::lang::{Lang, use_lang};
use ui::text::problems;

use crate::apply::field_id::field_id;
use crate::apply::form::ApplicationForm;
use crate::apply::step::Step;
use crate::apply::texts;
use crate::forms::draft_keeper::{DraftKeeper, use_draft};
use crate::forms::register::known;
use crate::routes::{Route, query};
use crate::session::{Session, use_session};
use crate::state::use_call;

/// What the steps share.
#[derive(Clone, Copy)]
pub(super) struct ApplyContext {
    pub(super) keeper: DraftKeeper,
    pub(super) form: ApplicationForm,
    pub(super) call: &'static Call,
    pub(super) clock: Clock,
    pub(super) lang: Lang,
    pub(super) session: Session,
    pub(super) details: StoredValue<ProgrammeDetails>,
    /// Everything that keeps the application from being taken.
    pub(super) errors: Memo<Vec<FieldError>>,
    /// What held the person back when they last tried to go on.
    pub(super) blocking_errors: RwSignal<Vec<FieldError>>,
    /// Whether the person has just deleted the draft.
    pub(super) deleted: RwSignal<bool>,
    /// Whether the person came from the check step to change one thing, and wants to go back there.
    changing: Memo<bool>,
    navigate: Callback<(String, NavigateOptions)>,
}

impl ApplyContext {
    /// Begins, or goes on with, the application for a programme. `group` is the study group chosen on an earlier page.
    pub(super) fn begin(details: ProgrammeDetails, group: Option<String>) -> Self {
        let (keeper, call, clock, session) = (use_draft(), use_call(), use_clock(), use_session());
        let form = keeper.form;
        // Where the draft was given to another programme elsewhere, the person is asked first.
        let is_elsewhere = keeper.form.programme.with_untracked(|chosen| *chosen != details.programme.id);
        if !(is_elsewhere && untrack(|| keeper.is_moved())) {
            keeper.choose_programme(&details.programme.id);
            if let Some(group) = group.filter(|group| details.programme.groups.iter().any(|known| known.id == *group)) {
                form.group.set(group);
            }
        }
        let lang = use_lang();
        let details = StoredValue::new(details);
        let register = Memo::new(move |_| register(session));
        let errors = Memo::new(move |_| {
            let draft = form.to_draft(&call.id, &register.get(), lang.get());
            details.with_value(|details| application::check(&draft, call, Some(&details.programme), clock.now()))
        });
        let query = use_query_map();
        let changing = Memo::new(move |_| query.read().get_str(query::BACK) == Some(Step::Check.name()));
        let go = use_navigate();
        let navigate = Callback::new(move |(address, options): (String, _)| go(&address, options));
        let (blocking_errors, deleted) = (RwSignal::default(), RwSignal::new(false));
        Self { keeper, form, call, clock, lang, session, details, errors, blocking_errors, deleted, changing, navigate }
    }

    /// The signed-in person.
    pub(super) fn person(self) -> Option<SessionPerson> {
        self.session.person()
    }

    /// What the registers know of the signed-in person.
    pub(super) fn register(self) -> Facts {
        register(self.session)
    }

    /// The facts as they would be sent.
    pub(super) fn facts(self) -> Facts {
        self.draft().facts
    }

    /// The application as it would be sent.
    pub(super) fn draft(self) -> ApplicationDraft {
        self.form.to_draft(&self.call.id, &self.register(), self.lang.get())
    }

    /// The time.
    pub(super) fn now(self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The address of a step.
    pub(super) fn address(self, step: Step) -> String {
        self.route().with([(query::STEP, step.name())])
    }

    /// The address of a step to change one thing on it and come back.
    pub(super) fn address_to_change(self, step: Step) -> String {
        self.route().with([(query::STEP, step.name()), (query::BACK, Step::Check.name())])
    }

    fn route(self) -> Route {
        Route::Apply { programme: self.programme() }
    }

    /// The programme's identifier.
    pub(super) fn programme(self) -> String {
        self.details.with_value(|details| details.programme.id.clone())
    }

    /// Whether the draft is for the programme of this page; where not, another tab or device has chosen so, or has ended
    /// the draft.
    pub(super) fn is_here(self) -> bool {
        self.form.programme.get() == self.programme()
    }

    /// Where the link above the heading leads.
    pub(super) fn address_back(self, step: Step) -> String {
        match step.previous() {
            Some(_) if self.changing.get() => self.address(Step::Check),
            Some(previous) => self.address(previous),
            None => Route::Programme { id: self.programme() }.path(),
        }
    }

    /// Goes on to the next step, or back to the check, unless something holds the person back; then that is shown.
    pub(super) fn go_on(self, step: Step) {
        if self.validate_step(step) {
            let next = if self.changing.get_untracked() { Some(Step::Check) } else { step.next(self.is_signed_in()) };
            if let Some(next) = next {
                self.go_to(next);
            }
        }
    }

    /// Whether nothing holds the person back; what does is shown.
    pub(super) fn validate_step(self, step: Step) -> bool {
        self.take_birth_date(step);
        let blocking = self.form.validate_step(step, &self.errors.get_untracked());
        let free = blocking.is_empty();
        self.blocking_errors.set(blocking);
        free
    }

    /// Takes the birth date as it stands in its field. Who presses Enter or a button has not left the field, and a date that
    /// is no longer in it must not count.
    pub(super) fn take_birth_date(self, step: Step) {
        if untrack(|| self.asks_birth_date(step)) {
            self.form.take_birth_date();
        }
    }

    /// Whether the birth date's field is on the page.
    fn asks_birth_date(self, step: Step) -> bool {
        match step {
            Step::Eligibility => self.register().birth_date.is_none(),
            Step::Check => self.is_blocking(&Field::Fact(FactId::BirthDate)),
            Step::Programme | Step::SignIn | Step::Contact | Step::Declarations => false,
        }
    }

    /// Goes to a step.
    pub(super) fn go_to(self, step: Step) {
        self.navigate.run((self.address(step), NavigateOptions::default()));
    }

    /// Goes to the confirmation, which takes the place of the check step among the addresses to go back to: what was checked
    /// there is sent. Whoever has left the form is not led there; tells whether it led.
    pub(super) fn confirm(self, id: String) -> bool {
        let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
        self.navigate.try_run((Route::Confirmation { id }.path(), options)).is_some()
    }

    /// Deletes the draft, and says so in place of the step.
    pub(super) fn delete(self) {
        self.keeper.delete();
        self.deleted.set(true);
    }

    fn is_signed_in(self) -> bool {
        untrack(|| self.person().is_some())
    }

    /// What is wrong with a field, in words, if it may show.
    pub(super) fn error(self, field: Field) -> Signal<Option<String>> {
        Signal::derive(move || {
            let problem = self.errors.with(|errors| self.form.problem(errors, &field))?;
            let typed = self.form.birth_date.with(DateEntry::date);
            Some(in_words(self.lang.get(), &FieldError { field: field.clone(), problem }, typed.err()))
        })
    }

    /// Whether a field was among those that held the person back at the last attempt.
    pub(super) fn is_blocking(self, field: &Field) -> bool {
        self.blocking_errors.with(|held| held.iter().any(|error| error.field == *field))
    }

    /// What held the person back, for the summary. It follows attempts and not the typing: a summary that changed under
    /// somebody's hands would take the focus away from the field.
    pub(super) fn mistakes(self, language: Language) -> Vec<Mistake> {
        let typed = self.form.birth_date.with_untracked(DateEntry::date).err();
        let mistake = |error: &FieldError| Mistake {
            field: field_id(&error.field).to_owned(),
            text: texts::summary_line(language, &error.field, in_words(language, error, typed)),
        };
        self.blocking_errors.with(|held| held.iter().map(mistake).collect())
    }
}

/// What is wrong with a field. Half a date is more than "missing": `typed` says what is wrong with it.
fn in_words(language: Language, error: &FieldError, typed: Option<DateProblem>) -> String {
    match (&error.field, typed) {
        (Field::Fact(FactId::BirthDate), Some(problem)) if problem != DateProblem::Empty => {
            problems::date_entry(language, problem).to_owned()
        }
        (field, _) => problems::field(language, field, &error.problem),
    }
}

fn register(session: Session) -> Facts {
    session.person().map(|person| known(&person)).unwrap_or_default()
}
