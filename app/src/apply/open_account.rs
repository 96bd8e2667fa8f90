//! The account that is opened together with the application, where the signed-in person has none.

use leptos::prelude::*;
use ui::components::checkbox::RequiredCheckbox;
use ui::components::link::PageLink;

use crate::apply::field_id::TERMS;
use crate::apply::submit::Sending;
use crate::apply::texts;
use crate::findings::clause_quote::ClauseQuote;
use crate::routes::Route;
use crate::under_age::notice::UnderAge;

/// Says that an account will be opened; to somebody under age, that it cannot be yet.
#[component]
pub(super) fn AccountBlock(sending: Sending) -> impl IntoView {
    let comes_of_age = Memo::new(move |_| sending.comes_of_age());
    move || match comes_of_age.get() {
        Some(adult_on) => view! { <UnderAge adult_on=adult_on /> }.into_any(),
        None => view! { <OpenedOnTheWay sending=sending /> }.into_any(),
    }
}

#[component]
fn OpenedOnTheWay(sending: Sending) -> impl IntoView {
    let flow = sending.flow;
    let texts = &texts::of(flow.lang.get_untracked()).check;
    let error = move || (sending.terms_missing.get() && !flow.form.terms.get()).then(|| texts.terms_needed.to_owned());
    view! {
        <section aria-labelledby="imk-account-block">
            <h2 id="imk-account-block">{texts.account}</h2>
            <p>{texts.account_text}</p>
            {flow.call.cites.account.iter().map(|clause| view! { <ClauseQuote clause=clause /> }).collect_view()}
            <RequiredCheckbox
                id=TERMS
                label=texts.accept_terms
                error=Signal::derive(error)
                checked=flow.form.terms
                on_change=Callback::new(move |ticked| flow.form.terms.set(ticked))
            />
            <p>
                <PageLink to=Route::Terms>{texts.read_terms}</PageLink>
            </p>
        </section>
    }
}
