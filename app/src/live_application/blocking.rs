//! The live application that rules out another one.

use api::LiveApplication;
use leptos::prelude::*;
use rules::reading::LiveApplications;

use crate::session::use_session;
use crate::state::{use_call, use_signed_in};

/// Returns the live application that rules out another one (reading R7); `None` without a sign-in.
pub fn use_blocking_application() -> Signal<Option<LiveApplication>> {
    let (call, session) = (use_call(), use_session());
    let is_only_one = call.readings.live_applications == LiveApplications::One;
    Signal::derive(move || session.person().filter(|_| is_only_one)?.application)
}

/// As [`use_blocking_application`], for pages that a person may read signed out: the session is fetched only if this
/// browser knows of a sign-in.
pub fn use_blocking_application_if_signed_in() -> Signal<Option<LiveApplication>> {
    let (signed_in, application) = (use_signed_in(), RwSignal::new(None));
    Effect::new(move |_| {
        application.set(if signed_in.get() { use_blocking_application().get() } else { None });
    });
    application.into()
}
