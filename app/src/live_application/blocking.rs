//! The live application that rules out another one.

use api::LiveApplication;
use leptos::prelude::*;
use rules::reading::LiveApplications;

use crate::session::use_session;
use crate::state::use_call;

/// Returns the live application that rules out another one (reading R7); `None` without a sign-in.
pub fn use_blocking_application() -> Signal<Option<LiveApplication>> {
    let (call, session) = (use_call(), use_session());
    let is_only_one = call.readings.live_applications == LiveApplications::One;
    Signal::derive(move || session.person().filter(|_| is_only_one)?.application)
}
