//! Warning before an idle session expires, with a button to keep it (WCAG 2.2, 2.2.1).

use chrono::TimeDelta;
use leptos::prelude::*;
use ui::components::button::Button;
use ui::components::notice::{Notice, Tone};
use ui::components::page::use_announcer;
use ui::platform::clock::use_clock;
use ui::platform::lang::use_lang;
use ui::text::format::time;

use crate::session::use_session;
use crate::sign_in::texts;

/// Time between warning and expiry: fifteen times the minimum of WCAG.
const BEFORE: TimeDelta = TimeDelta::minutes(5);

/// The warning, shortly before the session expires.
#[component]
pub(crate) fn SessionExpiryNotice() -> impl IntoView {
    let (session, clock, lang, announcer) = (use_session(), use_clock(), use_lang(), use_announcer());
    let near = Memo::new(move |_| session.ends_at().filter(|end| clock.now() >= *end - BEFORE));
    // After the expiry the server reports it, and the page shows it.
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
        let texts = texts::of(lang.get());
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
