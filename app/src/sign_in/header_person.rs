//! Name of the signed-in person and the sign-out button, in the header of every page.

use leptos::prelude::*;
use ui::platform::lang::use_lang;

use crate::session::use_session;
use crate::sign_in::sign_out::SignOut;
use crate::sign_in::texts;

/// The person; nothing until the server has reported the session.
#[component]
pub fn HeaderPerson() -> impl IntoView {
    let (lang, session) = (use_lang(), use_session());
    let name = Memo::new(move |_| session.person().map(|person| person.name));
    move || {
        name.get().map(|name| {
            let title = name.clone();
            view! {
                <p class="imk-who__name" title=title>
                    <span class="imk-visually-hidden">{move || texts::of(lang.get()).signed_in_as} " "</span>
                    {name}
                </p>
                <SignOut plain=true />
            }
        })
    }
}
