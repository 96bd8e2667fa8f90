//! Error of a submission with advice and a link.

use api::ApiProblem;
use leptos::prelude::*;
use rules::language::Language;
use ui::components::link::PageLink;
use ui::components::notice::Notice;
use ui::components::status::tone;
use ui::platform::http::error::ApiError;
use ui::platform::lang::use_lang;
use ui::text::failure::Failure;
use ui::text::problems;

use crate::apply::texts;
use crate::findings::clause_quote::ClauseQuote;
use crate::routes::Route;
use crate::state::use_call;

/// The error. The retry button is the submit button below it.
#[component]
pub(super) fn SubmitError(error: ApiError) -> impl IntoView {
    let (call, language) = (use_call(), use_lang().get_untracked());
    let Failure { heading, text } = in_words(language, &error);
    let under_age = matches!(error, ApiError::Refused(ApiProblem::UnderAge { .. }));
    let clauses = under_age
        .then(|| call.cites.account.iter().map(|clause| view! { <ClauseQuote clause=clause /> }).collect_view());
    view! {
        <div role="alert">
            <Notice tone=tone(&error) heading=heading>
                <p>{text}</p>
                {clauses}
                {way_out(language, &error)}
            </Notice>
        </div>
    }
}

/// Three errors have their own text here, which says that nothing was submitted.
fn in_words(language: Language, error: &ApiError) -> Failure {
    let texts = &texts::of(language).submit_error;
    let own = match error {
        ApiError::Unreachable => Some(texts.offline),
        ApiError::Refused(ApiProblem::SignInRequired) => Some(texts.expired),
        ApiError::Refused(ApiProblem::BirthDateKnown) => Some(texts.birth_date_known),
        ApiError::Refused(_) | ApiError::Unreadable { .. } => None,
    };
    own.map_or_else(
        || problems::failure(language, error),
        |(heading, text)| Failure { heading: heading.to_owned(), text: text.to_owned() },
    )
}

/// Link to the application or account that the error refers to.
fn way_out(language: Language, error: &ApiError) -> Option<impl IntoView + use<>> {
    let texts = &texts::of(language).submit_error;
    let (to, text) = match error {
        ApiError::Refused(ApiProblem::LiveApplicationExists { application }) => {
            (Route::Confirmation { id: application.clone() }, texts.see_application)
        }
        ApiError::Refused(ApiProblem::IdempotencyKeyReused) => (Route::Account, texts.see_account),
        ApiError::Refused(_) | ApiError::Unreachable | ApiError::Unreadable { .. } => return None,
    };
    Some(view! {
        <p>
            <PageLink to=to>{text}</PageLink>
        </p>
    })
}
