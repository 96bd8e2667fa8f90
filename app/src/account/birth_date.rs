//! The birth date, where no source gives it: the person declares it when the account opens.

use api::ApiProblem;
use chrono::NaiveDate;
use leptos::prelude::*;
use rules::facts::FactId;
use rules::field::{Field, FieldError};
use ui::components::date_entry::{DateEntry, DateProblem};
use ui::components::date_input::DateInput;
use ui::components::error_summary::Mistake;
use ui::platform::http::error::ApiError;
use ui::platform::lang::{Lang, use_lang};
use ui::text::problems;

use crate::account::form::AccountForm;
use crate::account::texts;
use crate::apply::texts as apply_texts;
use crate::client;

/// The field of the application's birth date; here it stands alone on its page.
const FIELD: Field = Field::Fact(FactId::BirthDate);

const ID: &str = "imk-born";

/// What is typed, and what is wrong with it.
#[derive(Clone, Copy)]
pub(super) struct BirthDate {
    entry: RwSignal<DateEntry>,
    slip: RwSignal<Option<DateProblem>>,
    refused: RwSignal<Option<FieldError>>,
}

impl BirthDate {
    /// As it is typed already, or was declared before.
    pub(super) fn of(form: AccountForm, declared: Option<NaiveDate>) -> Self {
        let entry = form.birth_date;
        if let Some(declared) = declared.filter(|_| entry.with_untracked(|typed| *typed == DateEntry::default())) {
            entry.set(DateEntry::of(declared));
        }
        Self { entry, slip: RwSignal::default(), refused: RwSignal::default() }
    }

    /// The day, unless what is typed is none; that is then shown.
    pub(super) fn complete(self) -> Option<NaiveDate> {
        let typed = self.entry.with_untracked(DateEntry::date);
        self.slip.set(typed.err());
        self.refused.set(None);
        typed.ok()
    }

    fn error(self, lang: Lang) -> Option<String> {
        let slip = self.slip.get().map(|slip| problems::date_entry(lang.get(), slip).to_owned());
        let refused = move || self.refused.get().map(|error| problems::field(lang.get(), &error.field, &error.problem));
        slip.or_else(refused)
    }

    /// What the summary of mistakes says.
    pub(super) fn mistake(self, lang: Lang) -> Option<Mistake> {
        let text = apply_texts::summary_line(lang.get(), &FIELD, self.error(lang)?);
        Some(Mistake { field: ID.to_owned(), text })
    }

    /// Tells the server. Where it knows the day from elsewhere meanwhile, all is well: the account shows it once it is open.
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

/// The three fields.
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
