//! The session: who is signed in.

use api::{ApiProblem, SessionPerson};
use chrono::{DateTime, TimeDelta, Utc};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::platform::clock::{Clock, use_clock};
use ui::platform::http::error::ApiError;
use ui::platform::retry::retry_with_backoff;

use crate::app_singleton::app_singleton;
use crate::client;

/// Who is signed in. What cannot be asked now is not known, which is not "nobody": the last answer stays, and it is asked
/// again.
#[derive(Clone, Copy)]
pub struct Session {
    /// The server's last answer; why there is none yet, where there is none.
    answer: RwSignal<Option<Result<api::Session, ApiError>>>,
    /// How many questions in a row had no answer.
    missed: RwSignal<u32>,
    /// Counts the questions: what answers an older one is dropped.
    asked: StoredValue<u32>,
    clock: Clock,
    /// When the server last knew that the session is used, by its own clock.
    used: RwSignal<Option<DateTime<Utc>>>,
}

impl Session {
    fn ask() -> Self {
        let session = Self {
            answer: RwSignal::new(None),
            missed: RwSignal::new(0),
            asked: StoredValue::new(0),
            clock: use_clock(),
            used: RwSignal::new(None),
        };
        session.refresh();
        retry_with_backoff(session.missed, move || session.refresh());
        session
    }

    /// Asks the server.
    ///
    /// # Errors
    /// [`ApiError`]; it is asked again by itself.
    pub async fn find_out(self) -> Result<api::Session, ApiError> {
        self.asked.update_value(|asked| *asked += 1);
        let question = self.asked.get_value();
        let answer = client::session::get().await;
        if self.asked.get_value() == question {
            self.hear(answer.clone());
        }
        answer
    }

    fn hear(self, answer: Result<api::Session, ApiError>) {
        if let Ok(session) = &answer {
            self.missed.set(0);
            self.used.set(session.person.is_some().then(|| self.clock.stamp()));
        } else {
            self.missed.set(self.missed.get_untracked().saturating_add(1));
        }
        let is_news = answer.is_ok() || !self.is_known();
        let answer = Some(answer);
        // Whoever follows it asks the server for more.
        if is_news && self.answer.with_untracked(|last| *last != answer) {
            self.answer.set(answer);
        }
    }

    /// The session has ended by the person's own doing, and the server has said so.
    pub fn end(self) {
        self.asked.update_value(|asked| *asked += 1);
        self.hear(Ok(api::Session::default()));
    }

    /// The server has just answered to the signed-in person: the session goes on from here.
    pub fn note_used(self) {
        self.used.set(Some(self.clock.stamp()));
    }

    /// When the session ends unless it is used; nothing where nobody is signed in. What other requests do for it is not
    /// counted, so it may end later.
    pub fn ends_at(self) -> Option<DateTime<Utc>> {
        self.used.get().map(|used| used + TimeDelta::minutes(api::SESSION_IDLE_MINUTES.into()))
    }

    /// The server's answer: `None` while it is awaited, an error until there has been one.
    pub fn answer(self) -> Option<Result<api::Session, ApiError>> {
        self.answer.get()
    }

    /// Whether the server has said who is signed in, if anybody; follows nothing.
    pub fn is_known(self) -> bool {
        self.answer.with_untracked(|answer| matches!(answer, Some(Ok(_))))
    }

    /// Whether the server has said that nobody is signed in.
    pub fn is_nobodys(self) -> bool {
        self.answer.with(|answer| matches!(answer, Some(Ok(session)) if session.person.is_none()))
    }

    /// The signed-in person, if there is one and the server has said so.
    pub fn person(self) -> Option<SessionPerson> {
        self.answer().and_then(Result::ok).and_then(|session| session.person)
    }

    /// The signed-in person now; follows nothing.
    pub fn person_untracked(self) -> Option<SessionPerson> {
        self.answer.get_untracked().and_then(Result::ok).and_then(|session| session.person)
    }

    /// Asks again where a refusal says that what the pages know of the person is out of date.
    pub fn hear_refusal(self, error: &ApiError) {
        if let ApiError::Refused(ApiProblem::SignInRequired | ApiProblem::AccountMissing | ApiProblem::BirthDateKnown) =
            error
        {
            self.refresh();
        }
    }

    /// Asks the server again, after opening an account or where the sign-in may have ended.
    pub fn refresh(self) {
        spawn_local(async move {
            let _heard = self.find_out().await;
        });
    }
}

/// Who is signed in.
pub fn use_session() -> Session {
    app_singleton(Session::ask)
}
