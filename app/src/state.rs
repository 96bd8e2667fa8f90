//! What all pages share. The rest is in the address or belongs to one page.

use api::{self, ApiProblem, SessionPerson};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use leptos::prelude::*;
use leptos::reactive::owner::Owner;
use leptos::task::spawn_local;
use rules::call::Call;
use rules::facts::Facts;
use rules::language::Language;

use crate::answer::Answer;
use crate::call_front::CALL;
use crate::client::call::CallStatus;
use crate::client::error::ApiError;
use crate::clock::{Clock, device_now};
use crate::embed::embedding;
use crate::insist::insist;
use crate::offline::{settings, worker};
use crate::{call_pack, client, shell};

/// The language of the pages.
#[derive(Clone, Copy)]
pub struct Lang(RwSignal<Language>);

impl Lang {
    /// The language that the page around asks for, else that of an earlier visit, else Latvian.
    fn begin() -> Self {
        let language = embedding().language.or_else(settings::language).unwrap_or_default();
        shell::set_language(language.tag());
        let lang = Self(RwSignal::new(language));
        lang.follow_the_page_around();
        lang
    }

    /// The page around may have a language switch of its own.
    fn follow_the_page_around(self) {
        let asked = window_event_listener_untyped(shell::LANGUAGE_ASKED, move |_| {
            let language = shell::language().and_then(|tag| Language::from_tag(&tag));
            if let Some(language) = language.filter(|language| *language != self.get_untracked()) {
                self.set(language);
            }
        });
        on_cleanup(move || asked.remove());
    }

    /// The language; a view that reads it follows it.
    pub fn get(self) -> Language {
        self.0.get()
    }

    /// The language now; follows nothing. For components, which are made anew when the language changes.
    pub fn get_untracked(self) -> Language {
        self.0.get_untracked()
    }

    /// Changes the language and remembers it.
    pub fn set(self, language: Language) {
        settings::set_language(language);
        // Before the page around is told, which may answer at once.
        self.0.set(language);
        shell::set_language(language.tag());
    }
}

/// The facts a person declared: the questionnaire and the application form share them.
#[derive(Clone, Copy)]
pub struct Answers(pub RwSignal<Facts>);

/// A draft that this device keeps: the programme it is for.
#[derive(Clone, Copy)]
pub struct OpenDraft(pub RwSignal<Option<String>>);

/// Whether the browser says it has a network. It may still not reach the server.
#[derive(Clone, Copy)]
pub struct Connectivity(RwSignal<bool>);

impl Connectivity {
    fn watched() -> Self {
        let online = RwSignal::new(web_sys::window().is_none_or(|window| window.navigator().on_line()));
        let up = window_event_listener_untyped("online", move |_| online.set(true));
        let down = window_event_listener_untyped("offline", move |_| online.set(false));
        on_cleanup(move || {
            up.remove();
            down.remove();
        });
        Self(online)
    }

    /// Whether there is a network, as far as the browser knows.
    pub fn is_online(self) -> bool {
        self.0.get()
    }
}

/// Whether a newer version of the pages is ready to take over.
#[derive(Clone, Copy)]
pub struct Update(RwSignal<bool>);

impl Update {
    fn watched() -> Self {
        let (offered, embedding) = (RwSignal::new(false), embedding());
        if let Some(script) = &embedding.worker {
            let scope = format!("{}/", embedding.base);
            if embedding.worker_is_off {
                worker::dismiss(script, &scope);
            } else {
                worker::watch(script, &scope, &embedding.version, move || offered.set(true));
            }
        }
        Self(offered)
    }

    /// Whether it is offered.
    pub fn is_offered(self) -> bool {
        self.0.get()
    }
}

/// What the server says of the call, and with it the time.
#[derive(Clone, Copy)]
pub struct ServerCall(Answer<Option<CallStatus>>);

impl ServerCall {
    fn ask(clock: Clock) -> Self {
        Self(Answer::to(move || async move {
            let asked = device_now();
            let status = client::call::get().await;
            match status.as_ref().and_then(|status| status.now) {
                Some(now) => clock.correct(now, asked),
                None => clock.give_up(),
            }
            status
        }))
    }

    /// Asks again when the network is back, where the time is still the device's.
    fn ask_again_with(self, connectivity: Connectivity, clock: Clock) {
        Effect::new(move |was_online: Option<bool>| {
            let is_online = connectivity.is_online();
            if is_online && was_online == Some(false) && clock.is_the_devices() {
                self.0.refetch();
            }
            is_online
        });
    }

    /// The server's answer, once it is there.
    pub fn status(self) -> Option<CallStatus> {
        self.0.get().flatten()
    }

    /// Whether it has answered, or failed to.
    pub fn has_answered(self) -> bool {
        self.0.is_there()
    }

    /// Whether the data is made up.
    pub fn is_demonstration(self) -> bool {
        self.status().is_some_and(|status| status.demonstration)
    }
}

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
        insist(session.missed, move || session.refresh());
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

/// The owner above all pages: what is made under it stays as long as they do.
#[derive(Clone)]
struct Root(Owner);

/// What all pages share and not all need: made when the first of them asks.
pub fn made_once<T: Copy + Send + Sync + 'static>(make: fn() -> T) -> T {
    let Root(root) = expect_context();
    root.with(|| {
        use_context().unwrap_or_else(|| {
            let made = untrack(make);
            provide_context(made);
            made
        })
    })
}

/// Provides everything above to the pages below.
pub fn provide() {
    let clock = Clock::start();
    // Under `Owner::new` it is a child of the present owner, which lives as long as the pages.
    provide_context(Root(Owner::new()));
    provide_context(clock);
    provide_context(Lang::begin());
    provide_context(Answers(RwSignal::default()));
    provide_context(OpenDraft(RwSignal::new(settings::open_draft(CALL.id))));
    let connectivity = Connectivity::watched();
    provide_context(connectivity);
    provide_context(Update::watched());
    let server_call = ServerCall::ask(clock);
    server_call.ask_again_with(connectivity, clock);
    provide_context(server_call);
}

/// The call of these pages. The first page does without and takes [`crate::call_front`].
pub fn use_call() -> &'static Call {
    call_pack::current()
}

/// The clock.
pub fn use_clock() -> Clock {
    expect_context()
}

/// The language of the pages.
pub fn use_lang() -> Lang {
    expect_context()
}

/// The declared facts.
pub fn use_answers() -> RwSignal<Facts> {
    expect_context::<Answers>().0
}

/// The programme of the draft that this device keeps.
pub fn use_open_draft() -> RwSignal<Option<String>> {
    expect_context::<OpenDraft>().0
}

/// Whether there is a network.
pub fn use_connectivity() -> Connectivity {
    expect_context()
}

/// Whether a newer version of the pages is ready.
pub fn use_update() -> Update {
    expect_context()
}

/// What the server says of the call.
pub fn use_server_call() -> ServerCall {
    expect_context()
}

/// Who is signed in.
pub fn use_session() -> Session {
    made_once(Session::ask)
}

/// The day it is in Riga by the server's clock.
pub fn use_today() -> Signal<NaiveDate> {
    let clock = use_clock();
    Memo::new(move |_| clock.today()).into()
}
