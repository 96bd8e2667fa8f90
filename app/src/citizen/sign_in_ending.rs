//! A sign-in that is not used ends; before it does the person is told and can keep it (WCAG 2.2, 2.2.1).
#![expect(unreachable_pub, reason = "the `component` macro makes the properties of every component `pub`")]

use chrono::TimeDelta;
use leptos::prelude::*;

use crate::components::button::Button;
use crate::components::notice::{Notice, Tone};
use crate::components::page::use_announcer;
use crate::i18n::format::time;
use crate::i18n::sign_in;
use crate::state::{use_clock, use_lang, use_session};

/// How long before the end the person is told: fifteen times what WCAG asks for at the least.
const BEFORE: TimeDelta = TimeDelta::minutes(5);

/// The warning, while the end is near.
#[component]
pub(super) fn SignInEnding() -> impl IntoView {
    let (session, clock, lang, announcer) = (use_session(), use_clock(), use_lang(), use_announcer());
    let near = Memo::new(move |_| session.ends_at().filter(|end| clock.now() >= *end - BEFORE));
    // Once it has ended the server says so, and the page shows it.
    let over = Memo::new(move |_| session.ends_at().is_some_and(|end| clock.now() >= end));
    Effect::new(move |_| {
        if over.get() {
            session.refresh();
        }
    });
    let stay = Callback::new(move |()| {
        session.refresh();
        announcer.say("");
    });
    let warning = move || {
        let texts = sign_in::texts(lang.get());
        near.get().map(|end| {
            view! {
                <Notice tone=Tone::Warning heading=(texts.ending)(&time(lang.get(), end))>
                    <p>{texts.ending_text}</p>
                    <p>
                        <Button quiet=true on_press=stay>
                            {texts.stay}
                        </Button>
                    </p>
                </Notice>
            }
        })
    };
    view! { <div role="alert">{warning}</div> }
}
