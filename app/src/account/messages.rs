//! Messages of the account.

use api::{Message, MessageContent};
use leptos::prelude::*;
use rules::language::Language;
use ui::components::link::PageLink;
use ui::platform::http::error::ApiError;
use ui::platform::lang::use_lang;
use ui::platform::resource::Resource;
use ui::text::format::{Case, day, time};

use crate::account::awaited::awaited;
use crate::account::texts;
use crate::routes::Route;

/// List of messages, the newest first.
#[component]
pub(super) fn Messages(messages: Resource<Result<api::Messages, ApiError>>) -> impl IntoView {
    let lang = use_lang();
    view! {
        <section class="imk-card" aria-labelledby="imk-messages">
            <h2 id="imk-messages">{move || texts::of(lang.get()).messages}</h2>
            {move || awaited(messages, move |answer| list(lang.get(), answer.messages))}
        </section>
    }
}

/// Text of a message; a link, if the message is about something that has a page.
fn text(language: Language, content: &MessageContent) -> AnyView {
    let words = (texts::of(language).message)(content, language);
    match content {
        MessageContent::AccountOpened => words.into_any(),
        MessageContent::ApplicationReceived { application, title: _ } => {
            let to = Route::Confirmation { id: application.clone() };
            view! { <PageLink to=to>{words}</PageLink> }.into_any()
        }
    }
}

fn list(language: Language, messages: Vec<Message>) -> AnyView {
    if messages.is_empty() {
        return view! { <p>{texts::of(language).no_messages}</p> }.into_any();
    }
    let item = |message: Message| {
        let on = day(language, rules::riga_time::date_at(message.at.to_utc()), Case::Nominative);
        view! {
            <li class="imk-messages__message">
                <small>{format!("{on}, {}", time(language, message.at.to_utc()))}</small>
                <br />
                {text(language, &message.content)}
            </li>
        }
    };
    view! { <ul class="imk-messages">{messages.into_iter().map(item).collect_view()}</ul> }.into_any()
}
