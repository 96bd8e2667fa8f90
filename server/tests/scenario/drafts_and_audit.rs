//! Scenario part: drafts, decisions for replay, the audit chain, reopened accounts, re-encryption and dumps.

use api::{ACCOUNT_DRAFT_DAYS, Account, Message, MessageContent, Seat};
use chrono::TimeDelta;
use rules::contact::Contact;
use rules::language::Language;
use rules::riga_time;
use server::applications::store::{DraftChange, DraftContent, SavedDraft};
use server::audit::chain::Checkpoint;
use server::platform::random;
use server::platform::store::{RotationPosition, StoreError, TABLES};

use crate::Scenario;

impl Scenario {
    /// Two devices edit one draft: the store rejects a change that is based on an old revision.
    pub(crate) async fn stores_drafts(&self, anna: &str, toms: &str) {
        let draft = async |person, at| self.store.draft(person, &self.call.id, at).await.unwrap();
        let change = |revision, text, at| DraftChange { person: anna, call: &self.call.id, revision, text, at };
        assert_eq!(draft(anna, self.now).await, None);
        assert_eq!(self.store.keep_draft(change(0, "from the phone", self.now)).await.unwrap(), Some(1));
        assert_eq!(self.store.keep_draft(change(0, "from the desktop", self.now)).await.unwrap(), None);
        assert_eq!(self.store.keep_draft(change(1, "from both", self.now)).await.unwrap(), Some(2));
        assert_eq!(self.store.keep_draft(change(1, "too late", self.now)).await.unwrap(), None);
        let open = |revision, text: &str, saved_at| {
            Some(SavedDraft { revision, saved_at, content: DraftContent::Open(text.into()) })
        };
        assert_eq!(draft(anna, self.now).await, open(2, "from both", self.now));
        assert_eq!(draft(toms, self.now).await, None, "another person's draft");

        self.store.delete_draft(anna, &self.call.id, self.now).await.unwrap();
        let deleted = SavedDraft { revision: 3, saved_at: self.now, content: DraftContent::Deleted };
        assert_eq!(draft(anna, self.now).await, Some(deleted.clone()));
        self.store.delete_draft(anna, &self.call.id, self.now).await.unwrap();
        assert_eq!(draft(anna, self.now).await, Some(deleted), "already deleted");
        assert_eq!(self.store.keep_draft(change(3, "started again", self.now)).await.unwrap(), Some(4));

        let expires = self.now + TimeDelta::days(i64::from(ACCOUNT_DRAFT_DAYS));
        assert_eq!(draft(anna, expires - TimeDelta::milliseconds(1)).await, open(4, "started again", self.now));
        assert_eq!(draft(anna, expires).await, None);
        assert_eq!(self.store.keep_draft(change(0, "after expiry", expires)).await.unwrap(), Some(1));
    }

    pub(crate) async fn reads_decisions_for_replay(&self, anna: &str) {
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

        let seats = self.store.assigned_seats().await.unwrap();
        let seat = seats.into_iter().find(|seat| seat.application == id).unwrap();
        assert_eq!((seat.group, seat.seat.as_str(), seat.number), (self.group.clone(), "held", Some(1)));
        let seen = self.store.applications(anna).await.unwrap()[0].seat;
        assert_eq!((seat.seats, seen), (1, Seat::Held));
        let entries = self.store.audit_entries(seat.entry.unwrap() - 1, 1).await.unwrap();
        assert_eq!((entries[0].action.as_str(), &entries[0].subject), ("application_submitted", &id));
    }

    /// The log may contain entries of earlier runs on the same database.
    pub(crate) async fn reads_the_audit_chain(&self, anna: &str) {
        let log = self.store.audit_log().await.unwrap();
        let last = self.store.audit_entries(log.head.number - 1, 10).await.unwrap();
        assert_eq!(last.len(), 1);
        assert_eq!((last[0].number, &last[0].hash), (log.head.number, &log.head.hash));
        assert_eq!(self.store.audit_entries(0, 1).await.unwrap()[0].number, 1);
        assert_eq!(self.store.audit_of(anna).await.unwrap(), ["account_opened"]);
        let checkpoint = Checkpoint::sign(&log.head, self.now.timestamp_millis(), &[7; 32].into()).unwrap();
        assert!(self.store.keep_checkpoint(&checkpoint).await.unwrap());
        assert!(!self.store.keep_checkpoint(&checkpoint).await.unwrap(), "this entry has a checkpoint");
        assert_eq!(self.store.audit_log().await.unwrap().checkpoints.last(), Some(&checkpoint));
    }

    pub(crate) async fn reopens_an_account(&self) {
        let newcomer = self.signs_in("Jauna Persona").await;
        let account = Account {
            opened_at: riga_time::local(self.now),
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
        assert!(!reopen().await, "already open");
        assert_eq!(self.store.account(&newcomer).await.unwrap(), Some(account.clone()));
        assert_eq!(self.store.messages(&newcomer).await.unwrap().len(), 2);
        assert_eq!(self.store.outbox_length().await.unwrap(), outbox, "nothing is sent again");
    }

    /// Re-encrypts nothing, because every row already uses the current key, and dumps every table.
    pub(crate) async fn re_encrypts_and_dumps(&self) {
        let (moved, next) = self.store.reencrypt(&RotationPosition::default(), 1).await.unwrap();
        assert_eq!((moved, next.is_some()), (0, true), "every text uses the current key");
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
        assert!(matches!(again, Err(StoreError::NotEmpty(_))), "the database is not empty");
    }
}
