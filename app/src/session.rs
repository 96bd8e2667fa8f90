//! The session of the signed-in person.

use api::{ApiProblem, SessionPerson};
use chrono::{DateTime, TimeDelta, Utc};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::platform::clock::{Clock, device_now, use_clock};
use ui::platform::http::error::ApiError;
use ui::platform::retry::retry_with_backoff;
use ui::platform::storage;

use crate::app_singleton::app_singleton;
use crate::state::use_signed_in;
use crate::{client, session_marker};

/// The session. A failed request means "unknown", not "signed out": the last response stays, and the request is
/// retried.
#[derive(Clone, Copy)]
pub struct Session {
    /// Last response of the server; an error only before the first success.
    answer: RwSignal<Option<Result<api::Session, ApiError>>>,
    /// Number of consecutive failed requests.
    failures: RwSignal<u32>,
    /// Sequence number of requests: a response to an older one is dropped.
    requests: StoredValue<u32>,
    clock: Clock,
    /// Whether the header shows the person.
    signed_in: RwSignal<bool>,
    /// Storage entry of the session as this tab has read or written it last.
    marker: StoredValue<Option<String>>,
    /// Last use of the session as known here, by the server's clock.
    used: RwSignal<Option<DateTime<Utc>>>,
}

impl Session {
    fn ask() -> Self {
        let session = Self {
            answer: RwSignal::new(None),
            failures: RwSignal::new(0),
            requests: StoredValue::new(0),
            clock: use_clock(),
            signed_in: use_signed_in(),
            marker: StoredValue::new(session_marker::read()),
            used: RwSignal::new(None),
        };
        session.refresh();
        retry_with_backoff(session.failures, move || session.refresh());
        session.follow_other_tabs();
        session
    }

    /// Fetches the session when another tab has signed in or out. A suspended tab receives no events, so it also
    /// compares the marker when it becomes visible.
    fn follow_other_tabs(self) {
        let follow = move || {
            let marker = session_marker::read();
            if self.marker.get_value() != marker {
                self.marker.set_value(marker);
                self.refresh();
            }
        };
        let changed = storage::watch(session_marker::name(), follow);
        let visible = window_event_listener(ev::visibilitychange, move |_| follow());
        on_cleanup(move || [changed, visible].into_iter().for_each(|listener| listener.remove()));
    }

    /// Writes the marker at a sign-in and deletes it at a sign-out. The other tabs then fetch the session.
    fn mark(self, is_signed_in: bool) {
        self.signed_in.set(is_signed_in);
        let (name, now) = (session_marker::name(), device_now().timestamp_millis().to_string());
        match (is_signed_in, storage::read(&name)) {
            (true, None) => storage::write(&name, &now),
            (false, Some(_)) => storage::remove(&name),
            (true, Some(_)) | (false, None) => {}
        }
        self.marker.set_value(session_marker::read());
    }

    /// Fetches the session.
    ///
    /// # Errors
    /// [`ApiError`]; the request is retried automatically.
    pub async fn fetch(self) -> Result<api::Session, ApiError> {
        self.requests.update_value(|requests| *requests += 1);
        let sequence = self.requests.get_value();
        let answer = client::session::get().await;
        if self.requests.get_value() == sequence {
            self.store(answer.clone());
        }
        answer
    }

    fn store(self, answer: Result<api::Session, ApiError>) {
        if let Ok(session) = &answer {
            self.failures.set(0);
            self.mark(session.person.is_some());
            self.used.set(session.person.is_some().then(|| self.clock.stamp()));
        } else {
            self.failures.set(self.failures.get_untracked().saturating_add(1));
        }
        let is_news = answer.is_ok() || !self.is_known();
        let answer = Some(answer);
        // Subscribers send further requests, so only a change notifies them.
        if is_news && self.answer.with_untracked(|last| *last != answer) {
            self.answer.set(answer);
        }
    }

    /// The person ended the session, and the server confirmed it.
    pub fn end(self) {
        self.requests.update_value(|requests| *requests += 1);
        self.store(Ok(api::Session::default()));
    }

    /// The server has just responded to the signed-in person: the idle timeout starts again.
    pub fn note_used(self) {
        self.used.set(Some(self.clock.stamp()));
    }

    /// End of the session without further use; `None` without a signed-in person. Other requests may extend it without
    /// being counted here.
    pub fn ends_at(self) -> Option<DateTime<Utc>> {
        self.used.get().map(|used| used + TimeDelta::minutes(api::SESSION_IDLE_MINUTES.into()))
    }

    /// The server's response: `None` while loading, an error until the first success.
    pub fn answer(self) -> Option<Result<api::Session, ApiError>> {
        self.answer.get()
    }

    /// Whether the server has reported the session, signed in or not; untracked.
    pub fn is_known(self) -> bool {
        self.answer.with_untracked(|answer| matches!(answer, Some(Ok(_))))
    }

    /// The signed-in person, if the server has reported one.
    pub fn person(self) -> Option<SessionPerson> {
        self.answer().and_then(Result::ok).and_then(|session| session.person)
    }

    /// The signed-in person; untracked.
    pub fn person_untracked(self) -> Option<SessionPerson> {
        self.answer.get_untracked().and_then(Result::ok).and_then(|session| session.person)
    }

    /// Refreshes the session if an error shows that it is outdated.
    pub fn refresh_if_outdated(self, error: &ApiError) {
        if let ApiError::Refused(ApiProblem::SignInRequired | ApiProblem::AccountMissing | ApiProblem::BirthDateKnown) =
            error
        {
            self.refresh();
        }
    }

    /// Fetches the session again, for example after an account was opened.
    pub fn refresh(self) {
        spawn_local(async move {
            let _stored = self.fetch().await;
        });
    }
}

/// The session.
pub fn use_session() -> Session {
    app_singleton(Session::ask)
}
