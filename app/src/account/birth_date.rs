//! Birth date that the person declares when they open the account, if no source gives it.

use api::ApiProblem;
use chrono::NaiveDate;
use leptos::prelude::*;
use rules::facts::FactId;
use rules::field::{Field, FieldError};
use ui::components::date_entry::{DateEntry, DatePart, DateProblem};
use ui::components::date_input::{DateInput, part_id};
use ui::components::error_summary::Mistake;
use ui::platform::http::error::ApiError;
use ui::platform::lang::{Lang, use_lang};
use ui::text::problems;

use crate::account::form::AccountForm;
use crate::account::texts;
use crate::apply::texts as apply_texts;
use crate::client;

/// The field of the application's birth date, used here without the rest of the application.
const FIELD: Field = Field::Fact(FactId::BirthDate);

const ID: &str = "imk-born";

/// Birth date field with its errors.
#[derive(Clone, Copy)]
pub(super) struct BirthDate {
    entry: RwSignal<DateEntry>,
    problem: RwSignal<Option<DateProblem>>,
    refused: RwSignal<Option<FieldError>>,
}

impl BirthDate {
    /// Starts with the typed date, or with the date declared earlier.
    pub(super) fn of(form: AccountForm, declared: Option<NaiveDate>) -> Self {
        let entry = form.birth_date;
        if let Some(declared) = declared.filter(|_| entry.with_untracked(|typed| *typed == DateEntry::default())) {
            entry.set(DateEntry::of(declared));
        }
        Self { entry, problem: RwSignal::default(), refused: RwSignal::default() }
    }

    /// Returns the date, or shows the error of the field and returns `None`.
    pub(super) fn complete(self) -> Option<NaiveDate> {
        let typed = self.entry.with_untracked(DateEntry::date);
        self.problem.set(typed.err());
        self.refused.set(None);
        typed.ok()
    }

    fn error(self, lang: Lang) -> Option<String> {
        let problem = self.problem.get().map(|problem| problems::date_entry(lang.get(), problem).to_owned());
        let refused = move || self.refused.get().map(|error| problems::field(lang.get(), &error.field, &error.problem));
        problem.or_else(refused)
    }

    /// Returns the field's entry in the error summary.
    pub(super) fn mistake(self, lang: Lang) -> Option<Mistake> {
        let text = apply_texts::summary_line(lang.get(), &FIELD, self.error(lang)?);
        let part = self.problem.get().map_or(DatePart::Day, DateProblem::part);
        Some(Mistake { field: part_id(ID, part), text })
    }

    /// Declares the birth date. If a source has given it since, this succeeds too: the account then shows that date.
    pub(super) async fn declare(self, day: NaiveDate) -> Result<(), ApiError> {
        match client::session::declare_birth_date(day).await {
            Err(ApiError::Refused(ApiProblem::ApplicationInvalid { errors })) => {
                self.refused.set(errors.first().cloned());
                Err(ApiError::Refused(ApiProblem::ContactInvalid { errors }))
            }
            Err(ApiError::Refused(ApiProblem::BirthDateKnown)) => Ok(()),
            told => told,
        }
    }
}

/// The field with its three parts.
#[component]
pub(super) fn BirthDateField(born: BirthDate) -> impl IntoView {
    let lang = use_lang();
    view! {
        <DateInput
            id=ID
            legend=texts::of(lang.get_untracked()).open.birth_date
            hint=texts::of(lang.get_untracked()).open.birth_date_hint
            error=Signal::derive(move || born.error(lang))
            value=born.entry
            birth_date=true
        />
    }
}
