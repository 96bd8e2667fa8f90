//! Section that opens the account together with the application, if the person has no account.

use leptos::prelude::*;
use ui::components::checkbox::RequiredCheckbox;
use ui::components::link::PageLink;

use crate::apply::field_id::TERMS;
use crate::apply::submit::Submission;
use crate::apply::texts;
use crate::findings::clause_quote::ClauseQuote;
use crate::routes::Route;
use crate::under_age::notice::UnderAge;

/// Announces that an account will be opened; for a person under age, that it cannot be opened yet.
#[component]
pub(super) fn AccountBlock(submission: Submission) -> impl IntoView {
    let comes_of_age = Memo::new(move |_| submission.comes_of_age());
    move || match comes_of_age.get() {
        Some(adult_on) => view! { <UnderAge adult_on=adult_on /> }.into_any(),
        None => view! { <OpenedOnTheWay submission=submission /> }.into_any(),
    }
}

#[component]
fn OpenedOnTheWay(submission: Submission) -> impl IntoView {
    let context = submission.context;
    let texts = &texts::of(context.lang.get_untracked()).check;
    let error =
        move || (submission.terms_missing.get() && !context.form.terms.get()).then(|| texts.terms_needed.to_owned());
    view! {
        <section aria-labelledby="imk-account-block">
            <h2 id="imk-account-block">{texts.account}</h2>
            <p>{texts.account_text}</p>
            {context.call.cites.account.iter().map(|clause| view! { <ClauseQuote clause=clause /> }).collect_view()}
            <RequiredCheckbox
                id=TERMS
                label=texts.accept_terms
                error=Signal::derive(error)
                checked=context.form.terms
                on_change=Callback::new(move |ticked| context.form.terms.set(ticked))
            />
            <p>
                <PageLink to=Route::Terms>{texts.read_terms}</PageLink>
            </p>
        </section>
    }
}
