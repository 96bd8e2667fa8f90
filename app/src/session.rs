//! The session of the signed-in person.

use api::{ApiProblem, SessionPerson};
use chrono::{DateTime, TimeDelta, Utc};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::platform::clock::{Clock, device_now, use_clock};
use ui::platform::http::error::ApiError;
use ui::platform::retry::retry_with_backoff;
use ui::platform::storage::{self, PREFIX};

use crate::app_singleton::app_singleton;
use crate::client;

/// Name of the storage entry that a tab writes when it signs in, and deletes when it signs out.
fn marker() -> String {
    format!("{PREFIX}session")
}

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
            used: RwSignal::new(None),
        };
        session.refresh();
        retry_with_backoff(session.failures, move || session.refresh());
        session.follow_other_tabs();
        session
    }

    /// Fetches the session when another tab has signed in or out, and when a signed-in person comes back to this tab:
    /// the browser may have suspended it.
    fn follow_other_tabs(self) {
        let marked = storage::watch(marker(), move || self.refresh());
        let visible = window_event_listener(ev::visibilitychange, move |_| {
            if self.person_untracked().is_some() {
                self.refresh();
            }
        });
        on_cleanup(move || [marked, visible].into_iter().for_each(|listener| listener.remove()));
    }

    /// Tells the other tabs that a session has begun here. Its end deletes the entry with all others of this device.
    fn mark(self) {
        storage::write(&marker(), &device_now().timestamp_millis().to_string());
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
            self.used.set(session.person.is_some().then(|| self.clock.stamp()));
        } else {
            self.failures.set(self.failures.get_untracked().saturating_add(1));
        }
        let is_news = answer.is_ok() || !self.is_known();
        let has_signed_in = !self.is_known() && matches!(&answer, Ok(session) if session.person.is_some());
        if has_signed_in {
            self.mark();
        }
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
