//! One story through every method of the store, on SQLite always and on PostgreSQL where `IMK_TEST_POSTGRES_URL` names
//! a database. Identifiers are drawn anew, so the story can be told to the same database again.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is not as it should be")]

use chrono::{DateTime, TimeDelta, Utc};
use rules::call::{Call, JUNE_2025};
use rules::contact::Contact;
use rules::eligibility::assess;
use rules::facts::{Answer, Facts};
use rules::hash::Hex;
use rules::language::{Language, Localised};
use rules::programme::Programme;
use rules::reading::{LiveApplications, PlaceOrder};
use rules::receipt::{HolderPart, Subject, sign};
use rules::riga;
use rules::wire::{
    ACCOUNT_DRAFT_DAYS, Account, Application, ApplicationState, BirthDateSource, FindingView, GroupPlaces, Message,
    MessageContent, Place, Submitted,
};
use server::audit::Checkpoint;
use server::random;
use server::store::{
    DraftChange, DraftContent, NewApplication, NewPerson, NewSession, PendingSignIn, ResealPosition, Store, StoreError,
    StoredDraft, StoredReply, SubmitOutcome, TABLES,
};
use server::vault::Vault;

#[tokio::test]
async fn the_story_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("story.sqlite").display());
    Story::new(&url).await.tell().await;
}

#[tokio::test]
async fn the_story_on_postgresql() {
    match std::env::var("IMK_TEST_POSTGRES_URL") {
        Ok(url) => Story::new(&url).await.tell().await,
        Err(_) => eprintln!("not told: IMK_TEST_POSTGRES_URL names no database (cargo xtask test starts one)"),
    }
}

#[tokio::test]
async fn only_a_database_of_one_server_is_brought_up_to_date_at_every_start() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("story.sqlite").display());
    assert!(Store::migrates_at_start(&url).unwrap());
    assert!(!Store::migrates_at_start("postgres://localhost/imk").unwrap());
    assert!(!Store::migrate(&url, &vault(), &[]).await.unwrap().is_empty());
    Store::open(&url, vault()).await.unwrap().close().await;
}

#[tokio::test]
async fn another_kind_of_database_is_refused() {
    assert!(matches!(Store::connect("mysql://localhost/imk", vault()).await, Err(StoreError::UnknownDatabase)));
}

struct Story {
    store: Store,
    now: DateTime<Utc>,
    call: Call,
    group: String,
}

impl Story {
    async fn new(url: &str) -> Self {
        let store = Store::connect(url, vault()).await.unwrap();
        let now = "2025-06-10T09:14:00+03:00".parse().unwrap();
        let call = Call::parse(JUNE_2025.as_bytes()).unwrap();
        Self { store, now, call, group: format!("g-{}", random::id().unwrap()) }
    }

    async fn tell(self) {
        self.groups_become_known().await;
        let (anna, toms) = (self.arrives("Anna Ozola").await, self.arrives("Toms Kļaviņš").await);
        self.opens_an_account(&anna).await;
        self.fills_in_a_draft(&anna, &toms).await;
        self.applies(&anna, &toms).await;
        self.is_decided_again(&anna).await;
        self.is_audited(&anna).await;
        self.closes_the_account(&anna, &toms).await;
        self.fills_in_a_draft(&self.arrives("Dace Draft").await, &toms).await;
        self.is_moved().await;
        self.store.close().await;
    }

    async fn places(&self) -> GroupPlaces {
        self.store.places().await.unwrap().into_iter().find(|places| places.group == self.group).unwrap()
    }

    async fn groups_become_known(&self) {
        let programme = self.programme(1);
        self.store.put_groups(std::slice::from_ref(&programme)).await.unwrap();
        self.store.put_groups(&[programme]).await.unwrap();
        self.store.put_call(&self.call).await.unwrap();
        self.store.put_call(&self.call).await.unwrap();
        let pack = self.store.pack(&self.call.pack_hash().to_string()).await.unwrap();
        assert_eq!(pack.as_deref(), Some(self.call.canonical()));
        assert_eq!(self.store.pack("no such hash").await.unwrap(), None);
        assert_eq!(self.places().await, GroupPlaces { group: self.group.clone(), free: 1, waiting: 0 });
    }

    /// Signs in: begins, comes back, is recognised, gets a session and the draft once.
    async fn arrives(&self, name: &str) -> String {
        let secrets = [random::secret().unwrap(), random::secret().unwrap(), random::secret().unwrap()];
        let [state, browser, token] = &secrets;
        let pending = PendingSignIn {
            state_hash: state.clone(),
            browser_hash: browser.clone(),
            return_to: "/konts".into(),
            draft_sealed: Some("sealed draft".into()),
            expires_at: self.now + TimeDelta::minutes(15),
        };
        self.store.begin_sign_in(&pending, self.now).await.unwrap();
        assert_eq!(self.store.finish_sign_in(state, "another browser", self.now).await.unwrap(), None);
        assert_eq!(self.store.finish_sign_in(state, browser, pending.expires_at).await.unwrap(), None);
        assert_eq!(self.store.finish_sign_in(state, browser, self.now).await.unwrap(), Some(pending.clone()));
        assert_eq!(self.store.finish_sign_in(state, browser, self.now).await.unwrap(), None);

        let person = self.is_recognised(name).await;
        let session = NewSession {
            token_hash: token,
            person: &person,
            draft_sealed: pending.draft_sealed.as_deref(),
            draft_until: pending.expires_at,
            idle_until: self.now + TimeDelta::minutes(30),
            expires_at: self.now + TimeDelta::hours(8),
        };
        self.store.begin_session(&session, self.now).await.unwrap();
        self.is_known_by_the_session(&session, name).await;
        assert_eq!(self.store.take_draft(token, self.now).await.unwrap().as_deref(), Some("sealed draft"));
        assert_eq!(self.store.take_draft(token, self.now).await.unwrap(), None);
        self.store.end_session(token).await.unwrap();
        assert!(self.store.person_of_session(token, self.now, self.now).await.unwrap().is_none());
        person
    }

    async fn is_recognised(&self, name: &str) -> String {
        let (first, second, lookup) = (random::id().unwrap(), random::id().unwrap(), random::secret().unwrap());
        let mut person = NewPerson {
            id: &first,
            code_lookup: &lookup,
            code_sealed: "sealed code",
            name: "Before Marriage",
            register: facts(),
            birth_date_source: Some(BirthDateSource::IdentityProvider),
        };
        assert_eq!(self.store.recognise(&person, self.now).await.unwrap(), first);
        (person.id, person.name) = (&second, name);
        assert_eq!(self.store.recognise(&person, self.now).await.unwrap(), first, "found by the code, under any name");
        first
    }

    async fn is_known_by_the_session(&self, session: &NewSession<'_>, name: &str) {
        let known =
            async |now, idle_until| self.store.person_of_session(session.token_hash, now, idle_until).await.unwrap();
        let person = known(self.now, session.idle_until).await.unwrap();
        assert_eq!((person.name.as_str(), person.register), (name, facts()));
        assert_eq!(person.birth_date_source, Some(BirthDateSource::IdentityProvider));
        assert!(known(session.idle_until, session.idle_until).await.is_none(), "idle for half an hour");
        assert!(known(self.now, session.expires_at + TimeDelta::hours(1)).await.is_some());
        assert!(known(session.expires_at, session.expires_at).await.is_none(), "after eight hours");
    }

    async fn opens_an_account(&self, person: &str) {
        let account = Account {
            opened_at: riga::local(self.now),
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

    /// Two devices go on with one draft: a change from an old revision is refused, whoever makes it.
    async fn fills_in_a_draft(&self, anna: &str, toms: &str) {
        let kept = async |person, at| self.store.draft(person, &self.call.id, at).await.unwrap();
        let change = |revision, text, at| DraftChange { person: anna, call: &self.call.id, revision, text, at };
        assert_eq!(kept(anna, self.now).await, None);
        assert_eq!(self.store.keep_draft(change(0, "of the phone", self.now)).await.unwrap(), Some(1));
        assert_eq!(self.store.keep_draft(change(0, "of the desktop", self.now)).await.unwrap(), None);
        assert_eq!(self.store.keep_draft(change(1, "of both", self.now)).await.unwrap(), Some(2));
        assert_eq!(self.store.keep_draft(change(1, "too late", self.now)).await.unwrap(), None);
        let open = |revision, text: &str, saved_at| {
            Some(StoredDraft { revision, saved_at, content: DraftContent::Open(text.into()) })
        };
        assert_eq!(kept(anna, self.now).await, open(2, "of both", self.now));
        assert_eq!(kept(toms, self.now).await, None, "somebody else's draft");

        self.store.delete_draft(anna, &self.call.id, self.now).await.unwrap();
        let deleted = StoredDraft { revision: 3, saved_at: self.now, content: DraftContent::Deleted };
        assert_eq!(kept(anna, self.now).await, Some(deleted.clone()));
        self.store.delete_draft(anna, &self.call.id, self.now).await.unwrap();
        assert_eq!(kept(anna, self.now).await, Some(deleted), "there is nothing more to delete");
        assert_eq!(self.store.keep_draft(change(3, "begun anew", self.now)).await.unwrap(), Some(4));

        let lapses = self.now + TimeDelta::days(i64::from(ACCOUNT_DRAFT_DAYS));
        assert_eq!(kept(anna, lapses - TimeDelta::milliseconds(1)).await, open(4, "begun anew", self.now));
        assert_eq!(kept(anna, lapses).await, None);
        assert_eq!(self.store.keep_draft(change(0, "after it lapsed", lapses)).await.unwrap(), Some(1));
    }

    async fn applies(&self, anna: &str, toms: &str) {
        let outbox = self.store.outbox_length().await.unwrap();
        let SubmitOutcome::Accepted { response } = self.submit(anna, "first").await else { panic!("not accepted") };
        let submitted: Submitted = serde_json::from_str(&response).unwrap();
        assert_eq!(submitted.application.place, Place::Held);
        let stored = StoredReply { body_hash: "hash of the body".into(), response: response.clone() };
        assert_eq!(self.submit(anna, "first").await, SubmitOutcome::Repeated(stored.clone()));
        assert_eq!(self.store.reply(anna, "first").await.unwrap(), Some(stored));
        assert_eq!(self.store.reply(toms, "first").await.unwrap(), None);

        let id = submitted.application.id.clone();
        let live = SubmitOutcome::LiveApplicationExists { application: id.clone() };
        assert_eq!(self.submit(anna, "second").await, live);
        assert_eq!(self.store.reply(anna, "second").await.unwrap(), None, "nothing of a refused attempt is kept");
        assert_eq!(self.places().await, GroupPlaces { group: self.group.clone(), free: 0, waiting: 0 });
        let SubmitOutcome::Accepted { response } = self.submit(toms, "first").await else { panic!("not accepted") };
        let of_toms: Submitted = serde_json::from_str(&response).unwrap();
        assert_eq!(of_toms.application.place, Place::Waiting { number: 1 });

        let draft = self.store.draft(anna, &self.call.id, self.now).await.unwrap().unwrap();
        assert_eq!((draft.revision, draft.content), (2, DraftContent::Sent));
        assert_eq!(self.store.draft(toms, &self.call.id, self.now).await.unwrap(), None, "there was no draft to end");

        assert_eq!(self.store.applications(anna).await.unwrap(), std::slice::from_ref(&submitted.application));
        assert_eq!(self.store.application(anna, &id).await.unwrap(), Some(submitted));
        assert_eq!(self.store.application(toms, &id).await.unwrap(), None);
        assert_eq!(self.store.audit_of(&id).await.unwrap(), ["application_submitted"]);
        assert_eq!(self.store.outbox_length().await.unwrap(), outbox + 2);
        let messages = self.store.messages(anna).await.unwrap();
        assert!(
            matches!(&messages[0].content, MessageContent::ApplicationReceived { application, .. } if *application == id)
        );
        assert_eq!(messages[1].content, MessageContent::AccountOpened);
    }

    async fn is_decided_again(&self, anna: &str) {
        let id = self.store.applications(anna).await.unwrap()[0].id.clone();
        let (mut after, mut found) = (String::new(), None);
        loop {
            let decisions = self.store.decisions(&after, 2).await.unwrap();
            let Some(last) = decisions.last() else { break };
            assert!(last.application > after && decisions.len() <= 2);
            after.clone_from(&last.application);
            found = found.or(decisions.into_iter().find(|decision| decision.application == id));
        }
        let found = found.unwrap();
        assert_eq!(found.pack_hash, self.call.pack_hash().to_string());
        assert_eq!(found.content.ok(), self.store.application(anna, &id).await.unwrap());
    }

    /// The log may be longer than this story: it can be told again to the same database.
    async fn is_audited(&self, anna: &str) {
        let log = self.store.audit_log().await.unwrap();
        let last = self.store.audit_entries(log.head.number - 1, 10).await.unwrap();
        assert_eq!(last.len(), 1);
        assert_eq!((last[0].number, &last[0].hash), (log.head.number, &log.head.hash));
        assert_eq!(self.store.audit_entries(0, 1).await.unwrap()[0].number, 1);
        assert_eq!(self.store.audit_of(anna).await.unwrap(), ["account_opened"]);
        let checkpoint = Checkpoint::sign(&log.head, self.now.timestamp_millis(), &[7; 32].into()).unwrap();
        assert!(self.store.keep_checkpoint(&checkpoint).await.unwrap());
        assert!(!self.store.keep_checkpoint(&checkpoint).await.unwrap(), "there is one at this entry");
        assert_eq!(self.store.audit_log().await.unwrap().checkpoints.last(), Some(&checkpoint));
    }

    async fn closes_the_account(&self, anna: &str, toms: &str) {
        assert!(!self.store.close_account(anna, &random::id().unwrap(), self.now).await.unwrap());
        assert!(self.store.account(anna).await.unwrap().is_some());
        let newcomer = self.arrives("Jauna Persona").await;
        self.opens_an_account(&newcomer).await;
        assert!(self.store.close_account(&newcomer, &random::id().unwrap(), self.now).await.unwrap());
        assert_eq!(self.store.account(&newcomer).await.unwrap(), None);
        assert_eq!(self.store.messages(&newcomer).await.unwrap(), []);
        self.comes_back().await;
        assert_eq!(self.store.account(toms).await.unwrap(), None);
    }

    async fn comes_back(&self) {
        let newcomer = self.arrives("Jauna Persona").await;
        let account = Account {
            opened_at: riga::local(self.now),
            terms: "2025-06-09".into(),
            language: Language::En,
            contact: Contact { email: "jauna@epasts.lv".into(), phone: String::new() },
        };
        let message =
            |id: &str| Message { id: id.into(), at: account.opened_at, content: MessageContent::AccountOpened };
        let messages = [message("second"), message("first")];
        let reopen = async || {
            self.store.reopen_account(&newcomer, &account, &messages, &random::id().unwrap(), self.now).await.unwrap()
        };
        let outbox = self.store.outbox_length().await.unwrap();
        assert!(reopen().await);
        assert!(!reopen().await, "it is open");
        assert_eq!(self.store.account(&newcomer).await.unwrap(), Some(account.clone()));
        assert_eq!(self.store.messages(&newcomer).await.unwrap().len(), 2);
        assert_eq!(self.store.outbox_length().await.unwrap(), outbox, "nothing is sent again");
    }

    /// On another vault's key and back, and as records. Other stories may have left rows under other keys, which are no
    /// business of this one.
    async fn is_moved(&self) {
        let (moved, next) = self.store.reseal(&ResealPosition::default(), 1).await.unwrap();
        assert_eq!((moved, next.is_some()), (0, true), "everything is under the key that seals");
        let mut tables = Vec::new();
        self.store
            .dump(|record| {
                tables.push(record.table);
                Ok(())
            })
            .await
            .unwrap();
        tables.dedup();
        assert_eq!(tables, TABLES);
        let again = self.store.restore(std::iter::empty()).await;
        assert!(matches!(again, Err(StoreError::NotEmpty(_))), "there is something in it");
    }

    async fn submit(&self, person: &str, key: &str) -> SubmitOutcome {
        let (id, message_id) = (random::id().unwrap(), random::id().unwrap());
        let decision = assess(&self.call, &facts(), self.now);
        let subject = Subject { application: &id, programme: "p-story", group: &self.group };
        let holder = HolderPart { facts: facts(), salt: Hex([7; 16]) };
        let receipt = sign(subject, &self.call, &decision, holder, &[7; 32].into()).unwrap();
        let programme = self.programme(1);
        let application = Application {
            id: id.clone(),
            call: self.call.id.clone(),
            programme: programme.id,
            title: programme.title,
            group: self.group.clone(),
            starts_on: programme.groups[0].starts_on,
            ends_on: programme.groups[0].ends_on,
            state: ApplicationState::Submitted,
            place: Place::Draw,
            submitted_at: decision.at,
            verdict: decision.verdict,
            findings: FindingView::of(&decision),
        };
        let new = NewApplication {
            person,
            key,
            body_hash: "hash of the body",
            body: "{}",
            application,
            receipt,
            live: LiveApplications::One,
            places: PlaceOrder::FirstCome,
            message_id: &message_id,
        };
        self.store.submit(new).await.unwrap()
    }

    fn programme(&self, places: u16) -> Programme {
        let text = || Localised { lv: "Stāsts".into(), en: "Story".into() };
        serde_json::from_value(serde_json::json!({
            "id": "p-story", "provider": "story", "title": text(), "summary": text(), "outcomes": [text()],
            "prior_knowledge": text(), "kind": "study_course", "hours": 60, "level": { "from": 4, "to": 4 },
            "mode": "remote", "language": "lv", "price_cents": 48_000,
            "groups": [{ "id": self.group, "starts_on": "2025-09-01", "ends_on": "2025-12-12", "places": places }],
        }))
        .unwrap()
    }
}

fn vault() -> Vault {
    Vault::new(&[7; 32])
}

fn facts() -> Facts {
    Facts {
        birth_date: chrono::NaiveDate::from_ymd_opt(1988, 3, 14),
        earlier_grant_without_choice: Answer::No,
        still_learning: Answer::No,
        interrupted_learning: Answer::No,
        ..Facts::default()
    }
}
