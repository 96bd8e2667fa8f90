//! Scenario that calls every method of the store: always on SQLite, and on PostgreSQL if `IMK_TEST_POSTGRES_URL`
//! names a database. Every run generates new identifiers, so the scenario can run again on the same database.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first failure")]

use api::{Account, Application, ApplicationState, FindingView, GroupSeats, MessageContent, Seat, Submitted};
use chrono::{DateTime, TimeDelta, Utc};
use rules::birth_date::BirthDateSource;
use rules::call::{Call, JUNE_2025};
use rules::contact::Contact;
use rules::eligibility::assess;
use rules::hash::Hex;
use rules::language::Language;
use rules::reading::{LiveApplications, SeatOrder};
use rules::receipt::{HolderPart, Subject, UnsignedReceipt};
use rules::riga_time;
use server::applications::store::{DraftContent, NewApplication, StoredReply, SubmitOutcome};
use server::identity::provider::ProviderLogout;
use server::identity::store::{NewSession, PendingSignIn};
use server::platform::encryption::ColumnCipher;
use server::platform::random;
use server::platform::store::Store;

mod scenario;

use scenario::{ISSUER, facts, programme};

#[tokio::test]
async fn scenario_runs_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("scenario.sqlite").display());
    Scenario::new(Store::connect(&url, cipher()).await.unwrap()).run().await;
}

#[tokio::test]
async fn scenario_runs_on_postgresql() {
    match std::env::var("IMK_TEST_POSTGRES_URL") {
        Ok(url) => {
            Store::migrate(&url).await.unwrap();
            Scenario::new(Store::open_for_server(&url, cipher()).await.unwrap()).run().await;
        }
        Err(_) => eprintln!("skipped: IMK_TEST_POSTGRES_URL names no database (cargo xtask test starts one)"),
    }
}

#[tokio::test]
async fn only_sqlite_is_migrated_at_every_start() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("scenario.sqlite").display());
    assert!(Store::migrates_at_start(&url).unwrap());
    assert!(!Store::migrates_at_start("postgres://localhost/imk").unwrap());
    assert!(!Store::migrate(&url).await.unwrap().is_empty());
    Store::open(&url, cipher()).await.unwrap().close().await;
}

struct Scenario {
    store: Store,
    now: DateTime<Utc>,
    call: Call,
    group: String,
}

impl Scenario {
    fn new(store: Store) -> Self {
        let now = "2025-06-10T09:14:00+03:00".parse().unwrap();
        let call = Call::parse(JUNE_2025.as_bytes()).unwrap();
        Self { store, now, call, group: format!("g-{}", random::id().unwrap()) }
    }

    async fn run(self) {
        let toms = self.run_citizen_part().await;
        self.grants_roles_and_reads_the_audit_log(&toms).await;
        self.re_encrypts_and_dumps().await;
        self.store.accepts_writes().await.unwrap();
        self.store.close().await;
        self.store.accepts_writes().await.unwrap_err();
    }

    /// Runs the part that needs no operator.
    async fn run_citizen_part(&self) -> String {
        self.adds_groups_and_the_call().await;
        let (anna, toms) = (self.signs_in("Anna Ozola").await, self.signs_in("Toms Kļaviņš").await);
        self.matches_changed_personal_codes().await;
        self.declares_a_birth_date().await;
        self.ends_sign_ins(&toms).await;
        self.opens_an_account(&anna).await;
        self.stores_drafts(&anna, &toms).await;
        self.submits_applications(&anna, &toms).await;
        self.reads_decisions_for_replay(&anna).await;
        self.reads_the_audit_chain(&anna).await;
        self.closes_accounts(&anna, &toms).await;
        self.stores_drafts(&self.signs_in("Dace Draft").await, &toms).await;
        toms
    }

    async fn places(&self) -> GroupSeats {
        self.store.free_seats(None).await.unwrap().into_iter().find(|places| places.group == self.group).unwrap()
    }

    async fn adds_groups_and_the_call(&self) {
        let programme = programme(&self.group, 1);
        self.store.put_groups(std::slice::from_ref(&programme)).await.unwrap();
        self.store.put_groups(&[programme]).await.unwrap();
        self.store.put_call(&self.call).await.unwrap();
        self.store.put_call(&self.call).await.unwrap();
        let pack = self.store.pack(&self.call.pack_hash().to_string()).await.unwrap();
        assert_eq!(pack.as_deref(), Some(self.call.canonical()));
        assert_eq!(self.store.pack("no such hash").await.unwrap(), None);
        assert_eq!(self.places().await, GroupSeats { group: self.group.clone(), free: 1, waiting: 0 });
    }

    /// Signs in: starts, finishes, is recognised, and receives a session and the handed-over draft once.
    async fn signs_in(&self, name: &str) -> String {
        let secrets = [random::secret().unwrap(), random::secret().unwrap(), random::secret().unwrap()];
        let [state, browser, token] = &secrets;
        let pending = PendingSignIn {
            state_hash: state.clone(),
            browser_hash: browser.clone(),
            return_to: "/konts".into(),
            draft_encrypted: Some("sealed draft".into()),
            flow_state_encrypted: "sealed nonce".into(),
            expires_at: self.now + TimeDelta::minutes(15),
        };
        self.store.begin_sign_in(&pending).await.unwrap();
        assert_eq!(self.store.finish_sign_in(state, "another browser", self.now).await.unwrap(), None);
        assert_eq!(self.store.finish_sign_in(state, browser, pending.expires_at).await.unwrap(), None);
        assert_eq!(self.store.finish_sign_in(state, browser, self.now).await.unwrap(), Some(pending.clone()));
        assert_eq!(self.store.finish_sign_in(state, browser, self.now).await.unwrap(), None);

        self.returns_the_draft_of_a_failed_sign_in(&pending).await;

        let person = self.recognises_a_person(name).await;
        let (id, audit_id) = (random::id().unwrap(), random::id().unwrap());
        let session = NewSession {
            draft_encrypted: pending.draft_encrypted.as_deref(),
            ..self.new_session(&person, token, [&id, &audit_id])
        };
        self.store.begin_session(&session, self.now).await.unwrap();
        assert_eq!(self.store.audit_of(&id).await.unwrap(), ["signed_in"]);
        self.reads_the_session(&session, name).await;
        for (key, expected) in [("first", Some("sealed draft")), ("second", None), ("first", Some("sealed draft"))] {
            assert_eq!(self.store.take_draft(token, key, self.now).await.unwrap().as_deref(), expected, "{key}");
        }
        let too_late = session.draft_until;
        assert_eq!(self.store.take_draft(token, "first", too_late).await.unwrap(), None);
        let end = async |person: &str| {
            let audit_id = random::id().unwrap();
            self.store.end_session(person, &id, &audit_id, self.now).await.unwrap()
        };
        assert!(!end("another person").await);
        assert!(end(&person).await);
        assert!(!end(&person).await);
        assert_eq!(self.store.audit_of(&id).await.unwrap(), ["signed_in", "signed_out"]);
        assert!(self.store.session(token, self.now, self.now).await.unwrap().is_none());
        person
    }

    fn new_session<'a>(&self, person: &'a str, token: &'a str, [id, audit_id]: [&'a str; 2]) -> NewSession<'a> {
        NewSession {
            token_hash: token,
            replaces: None,
            id,
            audit_id,
            person,
            issuer: ISSUER,
            subject: person,
            auth_time: Some(self.now),
            acr: Some("high"),
            provider_session: Some("at the provider"),
            draft_encrypted: None,
            draft_until: self.now + TimeDelta::minutes(15),
            idle_until: self.now + TimeDelta::minutes(30),
            expires_at: self.now + TimeDelta::hours(8),
        }
    }

    async fn returns_the_draft_of_a_failed_sign_in(&self, pending: &PendingSignIn) {
        let take = async |browser, at| self.store.take_returned_draft(browser, "first", at).await.unwrap();
        let browser = pending.browser_hash.as_str();
        self.store.return_draft(&PendingSignIn { draft_encrypted: None, ..pending.clone() }).await.unwrap();
        assert_eq!(take(browser, self.now).await, None, "there was no draft");
        self.store.return_draft(pending).await.unwrap();
        assert_eq!(take("another browser", self.now).await, None);
        assert_eq!(take(browser, pending.expires_at).await, None, "too late");
        assert_eq!(take(browser, self.now).await.as_deref(), Some("sealed draft"));
        assert_eq!(take(browser, self.now).await.as_deref(), Some("sealed draft"), "same key again");
        assert_eq!(self.store.take_returned_draft(browser, "second", self.now).await.unwrap(), None);
        let other = PendingSignIn {
            state_hash: "another state".to_owned(),
            draft_encrypted: Some("sealed draft of another tab".to_owned()),
            ..pending.clone()
        };
        self.store.return_draft(&other).await.unwrap();
        self.store.forget_lapsed(self.now).await.unwrap();
        let second = self.store.take_returned_draft(browser, "second", self.now).await.unwrap();
        assert_eq!(second.as_deref(), Some("sealed draft of another tab"));
        assert_eq!(take(browser, self.now).await.as_deref(), Some("sealed draft"), "the first key keeps its draft");
        self.store.forget_lapsed(pending.expires_at).await.unwrap();
        assert_eq!(self.store.take_returned_draft(browser, "second", self.now).await.unwrap(), None, "deleted");
    }

    /// Ends sign-ins one by one, by a logout token of the provider, and all at once.
    async fn ends_sign_ins(&self, person: &str) {
        let secrets: Vec<String> = (0..3).map(|_| random::secret().unwrap()).collect();
        let ids: Vec<String> = (0..3).map(|_| random::id().unwrap()).collect();
        for (token, id) in secrets.iter().zip(&ids) {
            let (audit_id, provider_session) = (random::id().unwrap(), format!("at the provider: {id}"));
            let session = NewSession {
                provider_session: Some(&provider_session),
                ..self.new_session(person, token, [id, &audit_id])
            };
            self.store.begin_session(&session, self.now).await.unwrap();
        }
        let listed = async || {
            let sign_ins = self.store.sign_ins(person, &ids[0], self.now).await.unwrap();
            let mut listed: Vec<_> = sign_ins.into_iter().map(|one| (one.id, one.current)).collect();
            listed.sort_by_key(|(id, _)| ids.iter().position(|known| known == id));
            listed
        };
        let all: Vec<_> = ids.iter().map(|id| (id.clone(), *id == ids[0])).collect();
        assert_eq!(listed().await, all);

        let (renewed, audit_id) = (random::secret().unwrap(), random::id().unwrap());
        let id = random::id().unwrap();
        let rotated =
            NewSession { replaces: Some(&secrets[2]), ..self.new_session(person, &renewed, [&id, &audit_id]) };
        self.store.begin_session(&rotated, self.now).await.unwrap();
        assert!(
            self.store.session(&secrets[2], self.now, self.now).await.unwrap().is_none(),
            "the replaced session ended"
        );

        let logout = |provider_session: Option<String>| ProviderLogout {
            issuer: ISSUER.into(),
            jti: random::id().unwrap(),
            remember_until: self.now + TimeDelta::minutes(10),
            subject: Some(person.into()),
            provider_session,
        };
        let end = async |token: &ProviderLogout| {
            self.store.end_at_provider(token, &random::id().unwrap(), self.now).await.unwrap()
        };
        let one = logout(Some(format!("at the provider: {}", ids[1])));
        assert_eq!(end(&ProviderLogout { issuer: "another".into(), ..one.clone() }).await, Some(0));
        assert_eq!(end(&ProviderLogout { subject: Some("another".into()), ..logout(None) }).await, Some(0));
        assert_eq!(end(&one).await, Some(1));
        assert_eq!(end(&one).await, None, "a logout token is accepted once");
        assert_eq!(end(&logout(None)).await, Some(2));
        assert_eq!(listed().await, []);

        let begin = async || {
            let (token, id, audit_id) = (random::secret().unwrap(), random::id().unwrap(), random::id().unwrap());
            self.store.begin_session(&self.new_session(person, &token, [&id, &audit_id]), self.now).await.unwrap();
        };
        begin().await;
        self.store.end_sessions(person, &random::id().unwrap(), self.now).await.unwrap();
        assert_eq!(listed().await, []);
        begin().await;
        for ended in [1, 0] {
            let (by, audit_id) = (random::id().unwrap(), random::id().unwrap());
            let count = self.store.end_sessions_by_operator(person, &by, &audit_id, self.now).await.unwrap();
            assert_eq!((count, listed().await), (ended, Vec::new()));
            assert_eq!(self.store.audit_of(&by).await.unwrap(), ["signed_out_by_operator"]);
        }
        let actions = self.store.audit_of(person).await.unwrap();
        assert!(actions.iter().any(|action| action == "signed_out_by_provider"), "{actions:?}");
        assert!(actions.iter().any(|action| action == "signed_out_everywhere"), "{actions:?}");
    }

    async fn reads_the_session(&self, session: &NewSession<'_>, name: &str) {
        let both = [session.token_hash, "the hash of no session"];
        let found = self.store.sessions(&both, self.now, session.idle_until).await.unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[session.token_hash].as_ref().unwrap().as_ref().unwrap().id, session.id);
        let session_at = async |now, idle_until| self.store.session(session.token_hash, now, idle_until).await.unwrap();
        let live = session_at(self.now, session.idle_until).await.unwrap();
        assert_eq!((live.auth_time, live.acr.as_deref()), (Some(self.now), Some("high")));
        assert_eq!((live.id.as_str(), live.person.name.as_str()), (session.id, name));
        assert_eq!(live.person.register, facts());
        assert_eq!(live.person.birth_date_source, Some(BirthDateSource::IdentityProvider));
        assert!(session_at(session.idle_until, session.idle_until).await.is_none(), "idle for half an hour");
        assert!(session_at(self.now, session.expires_at + TimeDelta::hours(1)).await.is_some());
        assert!(session_at(session.expires_at, session.expires_at).await.is_none(), "after eight hours");
    }

    async fn opens_an_account(&self, person: &str) {
        let account = Account {
            opened_at: riga_time::local(self.now),
            terms: "2025-06-09".into(),
            language: Language::Lv,
            contact: Contact { email: "anna.ozola@epasts.lv".into(), phone: String::new() },
        };
        assert_eq!(self.store.account(person).await.unwrap(), None);
        assert!(self.store.open_account(person, &account, &random::id().unwrap()).await.unwrap());
        assert!(!self.store.open_account(person, &account, &random::id().unwrap()).await.unwrap());
        assert_eq!(self.store.account(person).await.unwrap(), Some(account.clone()));
        let contact = Contact { phone: "+37126123456".into(), ..account.contact };
        assert!(self.store.change_account(person, Language::En, &contact).await.unwrap());
        assert_eq!(self.store.account(person).await.unwrap().unwrap().contact, contact);
        assert!(!self.store.change_account("nobody", Language::En, &contact).await.unwrap());
    }

    async fn submits_applications(&self, anna: &str, toms: &str) {
        assert_eq!(self.submit(toms, "first").await, SubmitOutcome::AccountMissing);
        assert_eq!(self.store.reply(toms, "first").await.unwrap(), None, "a rejected attempt stores nothing");
        self.opens_an_account(toms).await;
        let outbox = self.store.outbox_length().await.unwrap();
        let SubmitOutcome::Accepted { response } = self.submit(anna, "first").await else { panic!("not accepted") };
        let submitted: Submitted = serde_json::from_str(&response).unwrap();
        assert_eq!(submitted.application.seat, Seat::Held);
        let stored = StoredReply { body_hash: "hash of the body".into(), response: response.clone() };
        assert_eq!(self.submit(anna, "first").await, SubmitOutcome::Repeated(stored.clone()));
        assert_eq!(self.store.reply(anna, "first").await.unwrap(), Some(stored));
        assert_eq!(self.store.reply(toms, "first").await.unwrap(), None);

        let id = submitted.application.id.clone();
        let live = SubmitOutcome::LiveApplicationExists { application: id.clone() };
        assert_eq!(self.submit(anna, "second").await, live);
        assert_eq!(self.store.reply(anna, "second").await.unwrap(), None, "a rejected attempt stores nothing");
        assert_eq!(self.places().await, GroupSeats { group: self.group.clone(), free: 0, waiting: 0 });
        let SubmitOutcome::Accepted { response } = self.submit(toms, "first").await else { panic!("not accepted") };
        let second: Submitted = serde_json::from_str(&response).unwrap();
        assert_eq!(second.application.seat, Seat::Waiting { number: 1 });

        let draft = self.store.draft(anna, &self.call.id, self.now).await.unwrap().unwrap();
        assert_eq!((draft.revision, draft.content), (2, DraftContent::Sent));
        assert_eq!(self.store.draft(toms, &self.call.id, self.now).await.unwrap(), None, "there was no draft to end");

        assert_eq!(self.store.applications(anna).await.unwrap(), std::slice::from_ref(&submitted.application));
        let live = self.store.live_application(anna, &self.call.id).await.unwrap();
        assert_eq!(live.as_ref(), Some(&submitted.application));
        assert_eq!(self.store.live_application(anna, "another call").await.unwrap(), None);
        assert_eq!(self.store.application(anna, &id).await.unwrap(), Some(submitted));
        assert_eq!(self.store.application(toms, &id).await.unwrap(), None);
        assert_eq!(self.store.audit_of(&id).await.unwrap(), ["application_submitted"]);
        assert_eq!(self.store.outbox_length().await.unwrap(), outbox + 2);
        let messages = self.store.messages(anna).await.unwrap();
        let content = &messages[0].content;
        assert!(matches!(content, MessageContent::ApplicationReceived { application, .. } if *application == id));
        assert_eq!(messages[1].content, MessageContent::AccountOpened);
    }

    async fn closes_accounts(&self, anna: &str, toms: &str) {
        assert!(!self.store.close_account(anna, &random::id().unwrap(), self.now).await.unwrap());
        assert!(self.store.account(anna).await.unwrap().is_some());
        let newcomer = self.signs_in("Jauna Persona").await;
        self.opens_an_account(&newcomer).await;
        assert!(self.store.close_account(&newcomer, &random::id().unwrap(), self.now).await.unwrap());
        assert_eq!(self.store.account(&newcomer).await.unwrap(), None);
        assert_eq!(self.store.messages(&newcomer).await.unwrap(), []);
        self.reopens_an_account().await;
        assert!(self.store.account(toms).await.unwrap().is_some());
    }

    async fn submit(&self, person: &str, key: &str) -> SubmitOutcome {
        let (id, message_id) = (random::id().unwrap(), random::id().unwrap());
        let decision = assess(&self.call, &facts(), self.now);
        let subject = Subject { application: &id, programme: "p-scenario", group: &self.group };
        let holder = HolderPart { facts: facts(), declared: facts(), salt: Hex([7; 16]) };
        let receipt = UnsignedReceipt::new(subject, &self.call, &decision, holder).unwrap();
        let programme = programme(&self.group, 1);
        let application = Application {
            id: id.clone(),
            call: self.call.id.clone(),
            programme: programme.id,
            title: programme.title,
            group: self.group.clone(),
            starts_on: programme.groups[0].starts_on,
            ends_on: programme.groups[0].ends_on,
            state: ApplicationState::Submitted,
            seat: Seat::Draw,
            submitted_at: decision.at,
            verdict: decision.verdict,
            findings: FindingView::of(&decision),
        };
        let new = NewApplication {
            person: person.to_owned(),
            key: key.to_owned(),
            body_hash: "hash of the body".to_owned(),
            body: "{}".to_owned(),
            application,
            receipt,
            live: LiveApplications::One,
            seat_order: SeatOrder::FirstCome,
            message_id,
        };
        let outcomes = self.store.submit(&[new], &[7; 32].into(), || self.now).await.unwrap();
        <[SubmitOutcome; 1]>::try_from(outcomes)
            .unwrap_or_else(|outcomes| panic!("{outcomes:?}"))
            .into_iter()
            .next()
            .unwrap()
    }
}

fn cipher() -> ColumnCipher {
    ColumnCipher::new(&[7; 32])
}
