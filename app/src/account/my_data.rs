//! Personal data in the account: display and editing.

use api::{Account, SessionPerson};
use leptos::prelude::*;
use rules::language::Language;
use ui::components::button::Button;
use ui::components::link::PageLink;
use ui::components::notice::{Notice, Tone};
use ui::components::summary_list::{SummaryList, SummaryRow};
use ui::platform::lang::use_lang;
use ui::text::format::{Case, date};

use crate::account::edit::EditContact;
use crate::account::texts;
use crate::apply::texts as apply_texts;
use crate::draft::controller::use_draft;
use crate::routes::Route;

/// The section with the person's data. It says when changed contact data are saved.
#[component]
pub(super) fn MyData(data: Memo<Option<(SessionPerson, Account)>>) -> impl IntoView {
    let (lang, typed, saved) = (use_lang(), use_draft().account, RwSignal::new(false));
    if let Some((person, _)) = data.get_untracked() {
        typed.show_to(&person);
    }
    if !typed.editing.get_untracked() {
        // The account is open, so the data typed for opening it is no longer needed.
        typed.clear();
    }
    let edit = Callback::new(move |()| {
        saved.set(false);
        if let Some((_, account)) = data.get_untracked() {
            typed.edit(account.contact, account.language);
        }
    });
    let rows = move || {
        if typed.editing.get() {
            return view! { <EditContact on_saved=Callback::new(move |()| saved.set(true)) /> }.into_any();
        }
        let shown = data.get().map(|(person, account)| {
            view! { <Rows language=lang.get() person=person account=account on_edit=edit /> }
        });
        shown.into_any()
    };
    let notice = move || saved.get().then(|| view! { <Notice tone=Tone::Good heading=texts::of(lang.get()).saved /> });
    view! {
        <section class="imk-card" aria-labelledby="imk-my-data">
            <h2 id="imk-my-data">{move || texts::of(lang.get()).my_data}</h2>
            <div role="status">{notice}</div>
            {rows}
        </section>
    }
}

#[component]
fn Rows(language: Language, person: SessionPerson, account: Account, on_edit: Callback<()>) -> impl IntoView {
    let (texts, words) = (apply_texts::of(language), texts::of(language));
    let given = |text: &str| if text.is_empty() { texts.check.not_given.to_owned() } else { text.to_owned() };
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
            <Button quiet=true on_press=on_edit>
                {words.change}
            </Button>
        </p>
        <p>
            <PageLink to=Route::Terms>{words.terms}</PageLink>
        </p>
    }
}
