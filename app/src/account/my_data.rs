//! Personal data in the account: display, editing, export and deletion.

use api::{Account, SessionPerson};
use leptos::prelude::*;
use rules::language::Language;
use ui::components::button::Button;
use ui::components::download_link::DownloadLink;
use ui::components::link::PageLink;
use ui::components::summary_list::{SummaryList, SummaryRow};
use ui::platform::http::error::ApiError;
use ui::platform::lang::use_lang;
use ui::platform::resource::Resource;
use ui::text::format::{Case, date};

use crate::account::close::CloseAccount;
use crate::account::edit::EditContact;
use crate::account::sign_ins::SignIns;
use crate::account::texts;
use crate::apply::texts as apply_texts;
use crate::draft::controller::use_draft;
use crate::routes::Route;
use crate::sign_in::sign_out::{SignOut, SignOutHint};

/// The section with the person's data.
#[component]
pub(super) fn MyData(
    person: SessionPerson,
    account: Account,
    export: Resource<Result<String, ApiError>>,
) -> impl IntoView {
    let (lang, typed) = (use_lang(), use_draft().account);
    typed.show_to(&person);
    if !typed.editing.get_untracked() {
        // The account is open, so the data typed for opening it is no longer needed.
        typed.clear();
    }
    let kept = StoredValue::new((person, account));
    let rows = move || {
        let (person, account) = kept.get_value();
        if typed.editing.get() {
            view! { <EditContact /> }.into_any()
        } else {
            view! { <Rows language=lang.get() person=person account=account /> }.into_any()
        }
    };
    view! {
        <section class="imk-card" aria-labelledby="imk-my-data">
            <h2 id="imk-my-data">{move || texts::of(lang.get()).my_data}</h2>
            {rows}
            <SignOut />
            <SignOutHint />
            <SignIns />
            // Last but one: the export loads late and must not move a button that the person is about to press.
            {move || export.get().and_then(Result::ok).map(|text| take_away(lang.get(), text))}
            <CloseAccount />
        </section>
    }
}

#[component]
fn Rows(language: Language, person: SessionPerson, account: Account) -> impl IntoView {
    let (texts, words) = (apply_texts::of(language), texts::of(language));
    let given = |text: &str| if text.is_empty() { texts.check.not_given.to_owned() } else { text.to_owned() };
    let (typed, contact) = (use_draft().account, account.contact.clone());
    let edit = Callback::new(move |()| typed.edit(contact.clone(), account.language));
    let opened = date(language, rules::riga_time::date_at(account.opened_at.to_utc()), Case::Nominative);
    view! {
        <SummaryList>
            <SummaryRow name=texts.check.name>{person.name}</SummaryRow>
            <SummaryRow name=texts.check.personal_code>{person.personal_code_masked}</SummaryRow>
            <SummaryRow name=texts.check.email>{given(&account.contact.email)}</SummaryRow>
            <SummaryRow name=texts.check.phone>{given(&account.contact.phone)}</SummaryRow>
            <SummaryRow name=texts.check.language>{(texts.in_language)(account.language)}</SummaryRow>
            <SummaryRow name=words.opened_at>{opened}</SummaryRow>
        </SummaryList>
        <p>
            <Button quiet=true on_press=edit>
                {words.change}
            </Button>
        </p>
        <p>
            <PageLink to=Route::Terms>{words.terms}</PageLink>
        </p>
    }
}

fn take_away(language: Language, text: String) -> impl IntoView {
    let texts = texts::of(language);
    view! {
        <p>
            <DownloadLink text=text file_name=texts.export_file.to_owned() label=texts.export.to_owned() />
            <br />
            <small>{texts.export_text}</small>
        </p>
    }
}
