//! Form that opens the account: contact data, language, terms of use.

use api::{self, ApiProblem, SessionPerson, TERMS_VERSION};
use chrono::NaiveDate;
use leptos::prelude::*;
use ui::components::checkbox::RequiredCheckbox;
use ui::components::error_summary::Mistake;
use ui::components::link::PageLink;
use ui::platform::clock::use_clock;
use ui::platform::http::error::ApiError;
use ui::platform::lang::use_lang;

use crate::account::birth_date::{BirthDate, BirthDateField};
use crate::account::contact_fields::{ContactFields, ContactForm, ContactMistakes};
use crate::account::sign_in_again::NotSaved;
use crate::account::texts;
use crate::apply::field_id::TERMS;
use crate::apply::texts as apply_texts;
use crate::client;
use crate::draft::controller::use_draft;
use crate::findings::clause_quote::ClauseQuote;
use crate::register::facts_from_register;
use crate::routes::Route;
use crate::session::{Session, use_session};
use crate::state::use_call;
use crate::under_age::notice::{UnderAge, comes_of_age};

/// The form; for a person under age, a notice instead.
#[component]
pub(super) fn OpenAccount(person: SessionPerson) -> impl IntoView {
    let (call, clock) = (use_call(), use_clock());
    let known = facts_from_register(&person);
    let form = use_draft().account;
    form.show_to(&person);
    let born = known.birth_date.is_none().then(|| BirthDate::of(form, person.register.birth_date));
    let too_young = Memo::new(move |_| comes_of_age(call, &known, clock.today()));
    view! {
        <div class="imk-page--narrow">
            {move || match too_young.get() {
                Some(adult_on) => view! { <UnderAge adult_on=adult_on /> }.into_any(),
                None => view! { <OpenForm born=born /> }.into_any(),
            }}
        </div>
    }
}

/// The form. If no source gives the birth date, the person declares it: the account cannot open without it (N13).
#[component]
fn OpenForm(born: Option<BirthDate>) -> impl IntoView {
    let (call, lang, session) = (use_call(), use_lang(), use_session());
    let typed = use_draft().account;
    let (form, terms, terms_missing) = (ContactForm::of(typed), typed.terms, RwSignal::new(false));
    let action = Action::new_unsync(move |(day, request): &(Option<NaiveDate>, api::OpenAccount)| {
        open(form, born, session, *day, request.clone())
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        terms_missing.set(!terms.get_untracked());
        let (complete, day) = (form.complete(), born.map(BirthDate::complete));
        // The birth date is either not required or filled in.
        let is_dated = day != Some(None);
        if let (Some((contact, language)), true, false) =
            (complete, terms.get_untracked() && is_dated, action.pending().get_untracked())
        {
            let request = api::OpenAccount { terms: TERMS_VERSION.to_owned(), language, contact };
            action.dispatch((day.flatten(), request));
        }
    };
    let needed = move || texts::of(lang.get()).open.terms_needed.to_owned();
    let terms_mistake = move || terms_missing.get().then(|| Mistake { field: TERMS.to_owned(), text: needed() });
    let born_mistake = move || born.and_then(|born| born.mistake(lang));
    let fields = move || {
        let (texts, terms_texts) = (&texts::of(lang.get()).open, &apply_texts::of(lang.get()).check);
        view! {
            <h2>{texts.heading}</h2>
            <p>{texts.intro}</p>
            {call.cites.account.iter().map(|clause| view! { <ClauseQuote clause=clause /> }).collect_view()}
            {born.map(|born| view! { <BirthDateField born=born /> })}
            <ContactFields form=form />
            <RequiredCheckbox
                id=TERMS
                label=terms_texts.accept_terms
                error=Signal::derive(move || (terms_missing.get() && !terms.get()).then(needed))
                checked=terms
                on_change=Callback::new(move |ticked| terms.set(ticked))
            />
            <p>
                <PageLink to=Route::Terms>{terms_texts.read_terms}</PageLink>
            </p>
        }
    };
    view! {
        <ContactMistakes form=form above=Signal::derive(born_mistake) below=Signal::derive(terms_mistake) />
        <form novalidate=true on:submit=submit>
            {fields}
            {move || failed(action).map(|error| view! { <NotSaved error=error /> })}
            <p class="imk-actions">
                <button type="submit" class="imk-button" aria-disabled=move || action.pending().get().then_some("true")>
                    {move || {
                        let texts = &texts::of(lang.get()).open;
                        if action.pending().get() { texts.opening } else { texts.open }
                    }}
                </button>
            </p>
        </form>
    }
}

async fn open(
    form: ContactForm,
    born: Option<BirthDate>,
    session: Session,
    day: Option<NaiveDate>,
    request: api::OpenAccount,
) -> Result<(), ApiError> {
    if let Some((born, day)) = born.zip(day) {
        born.declare(day).await?;
    }
    match client::account::open(&request).await {
        // Another tab may have opened the account.
        Ok(_) | Err(ApiError::Refused(ApiProblem::AccountExists)) => {
            session.refresh();
            Ok(())
        }
        Err(error) => {
            note(form, &error);
            Err(error)
        }
    }
}

/// Shows the server's field errors at the fields.
pub(super) fn note(form: ContactForm, error: &ApiError) {
    if let ApiError::Refused(ApiProblem::ContactInvalid { errors }) = error {
        form.refuse(errors.clone());
    }
}

/// Returns the error of the last attempt, except field errors, which the fields show.
pub(super) fn failed<T: 'static>(action: Action<T, Result<(), ApiError>>) -> Option<ApiError> {
    let error = action.value().get().and_then(Result::err)?;
    let at_fields = matches!(error, ApiError::Refused(ApiProblem::ContactInvalid { .. }));
    (!at_fields && !action.pending().get()).then_some(error)
}
