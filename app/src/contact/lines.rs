//! Telephone, email and website of the agency.

use leptos::prelude::*;
use rules::contact::spaced_phone;
use ui::platform::lang::use_lang;

use crate::contact::{sites, texts};
use crate::state::use_server_call;

/// One line for each way to reach the agency, as the server reports them. Before the response, and offline without an
/// earlier visit, only the website is known.
#[component]
pub fn ContactLines() -> impl IntoView {
    let (lang, call) = (use_lang(), use_server_call());
    move || {
        let (texts, contact) = (texts::of(lang.get()), call.contact());
        let more = if call.is_demonstration() { texts.invented } else { texts.more };
        let hours = contact.hours.map(|hours| format!(" {}", hours.get(lang.get())));
        let phone = contact.phone.map(|phone| {
            view! {
                <p>
                    {texts.call} " " <a href=format!("tel:{phone}")>{spaced_phone(&phone)}</a> {hours}
                </p>
            }
        });
        let email = contact.email.map(|email| {
            let address = format!("mailto:{email}");
            view! {
                <p>
                    {texts.write} " " <a href=address>{email}</a>
                </p>
            }
        });
        view! {
            {phone}
            {email}
            <p class="imk-small">{more} " " <a href=sites::AGENCY.1>{sites::AGENCY.0}</a></p>
        }
    }
}
