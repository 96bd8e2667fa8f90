//! The account's messages.

use api::Message;
use leptos::prelude::*;
use rules::language::Language;

use super::awaited;
use crate::answer::Answer;
use crate::client::error::ApiError;
use crate::i18n::account;
use crate::i18n::format::{Case, day, time};
use crate::state::use_lang;

/// The messages, the newest first.
#[component]
pub(super) fn Messages(messages: Answer<Result<api::Messages, ApiError>>) -> impl IntoView {
    let lang = use_lang();
    view! {
        <section class="imk-card" aria-labelledby="imk-messages">
            <h2 id="imk-messages">{move || account::texts(lang.get()).messages}</h2>
            {move || awaited(messages, move |answer| list(lang.get(), answer.messages))}
        </section>
    }
}

fn list(language: Language, messages: Vec<Message>) -> AnyView {
    if messages.is_empty() {
        return view! { <p>{account::texts(language).no_messages}</p> }.into_any();
    }
    let item = |message: Message| {
        let on = day(language, rules::riga_time::date_at(message.at.to_utc()), Case::Nominative);
        view! {
            <li class="imk-messages__message">
                <small>{format!("{on}, {}", time(language, message.at.to_utc()))}</small>
                <br />
                {(account::texts(language).message)(&message.content, language)}
            </li>
        }
    };
    view! { <ul class="imk-messages">{messages.into_iter().map(item).collect_view()}</ul> }.into_any()
}
