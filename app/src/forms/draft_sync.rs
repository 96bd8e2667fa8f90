//! Synchronises the draft with other tabs of this device and, through the account, with other devices.
//!
//! Tabs exchange changes through `storage` events. The tab pulls the account's draft when the app starts, when the tab
//! becomes visible and when the network returns, and pushes its own `QUIET` after the last change. The account
//! refuses a push with a stale base revision and returns its current draft; [`Known`] merges, and the person resolves
//! conflicts.

use std::time::Duration;

use api::{AccountDraft, ApiProblem, DraftState, KeepDraft};
use leptos::prelude::*;
use leptos::task::spawn_local;
use rules::application::ApplicationDraft;
use rules::field::Field;
use ui::platform::clock::device_now;
use ui::platform::connectivity::use_connectivity;
use ui::platform::host;
use ui::platform::http::error::ApiError;

use crate::client;
use crate::forms::draft_keeper::{Deletion, DraftKeeper, News, OnAccount};
use crate::forms::known::{Change, Known, blank};
use crate::forms::restore::open_personal;
use crate::offline::draft::{Agreed, KeptDraft, is_personal};
use crate::offline::draft_store;

/// Debounce delay of a push: the time without changes before it starts.
const QUIET: Duration = Duration::from_millis(1_500);

/// Attempts to push before the session ends: a concurrent change on another device refuses one attempt.
const ATTEMPTS: u32 = 3;

/// Polls for the end of a push in flight, and the time between them: 5 s in total.
const LOOKS: u32 = 50;
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

impl DraftKeeper {
    /// Subscribes to changes in other tabs and to the connectivity.
    pub(super) fn listen(self) {
        let heard = draft_store::watch(&self.call.id, move || {
            if self.ready.get_untracked() {
                spawn_local(async move {
                    self.hear().await;
                    self.pull_and_push().await;
                });
            }
        });
        on_cleanup(move || heard.into_iter().for_each(|listener| listener.remove()));
        let connectivity = use_connectivity();
        Effect::new(move |before: Option<bool>| {
            let online = connectivity.is_online();
            if online && before == Some(false) {
                spawn_local(self.pull_and_push());
            }
            online
        });
        Effect::new(move |_| {
            // Later changes are not pushed to the account.
            if self.session.is_nobodys() {
                self.on_account.set(OnAccount::Nothing);
            }
        });
    }

    /// Reads the stored draft, merges it if another tab has changed it, and stores the result.
    pub(super) async fn hear(self) {
        let there = draft_store::load(&self.call.id, device_now());
        if self.seen.with_value(|seen| *seen == there) {
            return;
        }
        self.seen.set_value(there.clone());
        match there {
            Some(stored) => {
                let personal = open_personal(stored.sealed()).await;
                self.hear_of_kept(stored.with_personal(&self.call.id, personal));
            }
            None if draft_store::is_there(&self.call.id) => {}
            None => self.hear_of_nothing(),
        }
        self.keep_now();
    }

    fn hear_of_kept(self, there: KeptDraft) {
        let (here, nothing) = (self.on_screen(), self.blank());
        let key = there.key.clone();
        let held = self.known.with_value(|known| known.held.as_ref().map(|held| held.own_device));
        if held.is_some_and(|held| held != there.own_device) {
            self.form.own_device.set(there.own_device);
        }
        let change = self.known.try_update_value(|known| known.hear_of_kept(&here, there, &nothing));
        self.form.adopt_key(key);
        self.take(change, News::Taken);
    }

    /// Handles a deletion of the stored draft by another tab, which has submitted or deleted it or signed out.
    fn hear_of_nothing(self) {
        let here = self.on_screen();
        let ended = |known: &Known| known.held.as_ref().map(|held| held.draft == known.settled(&here));
        match self.known.with_value(ended) {
            None => return,
            Some(true) => {
                self.forget_kept();
                self.news.set(Some(News::Ended));
            }
            // Input since the deletion starts a new draft.
            Some(false) => self.known.update_value(|known| known.held = None),
        }
        self.session.refresh();
    }

    /// Fetches and merges the account's draft if a person is signed in.
    pub(super) async fn pull(self) {
        if self.speaks_with_account()
            && let Ok(there) = client::drafts::get(&self.call.id).await
        {
            self.hear_of_account(there);
        }
    }

    async fn pull_and_push(self) {
        self.pull().await;
        self.push().await;
    }

    fn hear_of_account(self, AccountDraft { revision, state }: AccountDraft) {
        let (here, nothing) = (self.on_screen(), self.blank());
        match state {
            DraftState::None => self.known.update_value(|known| known.agreed = None),
            DraftState::Open { saved_at, key, draft } => {
                if self.has_agreed(|agreed| agreed.whole && agreed.revision == revision) {
                    return;
                }
                let begun_there = here.programme.is_empty();
                // The account restores the personal fields that this device may not store at each start: no notice.
                let comes_back = self.has_agreed(|agreed| !agreed.whole);
                let change =
                    self.known.try_update_value(|known| known.hear_of_account(&here, revision, &draft, &nothing));
                self.form.adopt_key(key);
                self.take(change, |mut fields| {
                    fields.retain(|field| !(comes_back && is_personal(field)));
                    if begun_there { News::Begun(saved_at) } else { News::Taken(fields) }
                });
            }
            DraftState::Sent | DraftState::Deleted => {
                let ended = self.known.try_update_value(|known| known.hear_of_end(&here, revision, &nothing));
                if ended == Some(true) {
                    self.delete_here();
                    self.news.set(Some(News::Ended));
                }
            }
        }
        self.keep_now();
    }

    /// Applies the fields of a merge to the form and shows a notice.
    fn take(self, change: Option<Change>, news: impl FnOnce(Vec<Field>) -> News) {
        self.show_contest();
        let Some(Change { draft, taken }) = change else { return };
        for field in &taken {
            self.form.take(field, &draft);
        }
        let moved = taken.contains(&Field::Programme);
        match news(taken) {
            News::Taken(fields) if fields.is_empty() => {}
            news => self.news.set(Some(news)),
        }
        if moved {
            self.moved.set(true);
        }
        self.keep_now();
    }

    /// Schedules a push after [`QUIET`] without changes; cancels the previous schedule.
    pub(super) fn push_soon(self) {
        if !self.speaks_with_account() {
            return;
        }
        let later = set_timeout_with_handle(move || spawn_local(self.push()), QUIET).ok();
        let before = self.push.try_update_value(|push| std::mem::replace(push, later)).flatten();
        if let Some(before) = before {
            before.clear();
        }
    }

    /// Pushes the form before the session ends; returns whether the account has the whole draft.
    pub async fn settle(self) -> bool {
        for _ in 0..ATTEMPTS {
            self.rest().await;
            self.push().await;
            if self.is_settled() {
                return true;
            }
        }
        false
    }

    /// Cancels the scheduled push and waits for a push in flight. The next change schedules a push again.
    pub async fn rest(self) {
        if let Some(later) = self.push.try_update_value(Option::take).flatten() {
            later.clear();
        }
        for _ in 0..LOOKS {
            if !self.pushing.get_value() {
                return;
            }
            host::wait(BETWEEN_LOOKS).await;
        }
    }

    /// Whether the account has the draft on the screen, or there is no draft.
    fn is_settled(self) -> bool {
        let here = self.on_screen();
        let settled = self.known.with_value(|known| known.settled(&here));
        self.has_no_draft() || self.has_agreed(|agreed| agreed.whole && agreed.draft == settled)
    }

    /// Pushes the draft unless the account has it already.
    async fn push(self) {
        if !self.speaks_with_account() || self.pushing.get_value() {
            return;
        }
        if self.has_agreed(|agreed| !agreed.whole) {
            self.pull().await;
        }
        let here = self.on_screen();
        let (draft, revision) = self
            .known
            .with_value(|known| (known.settled(&here), known.agreed.as_ref().map_or(0, |agreed| agreed.revision)));
        if self.has_no_draft() {
            return;
        }
        if self.has_agreed(|agreed| agreed.whole && agreed.draft == draft) {
            return self.on_account.set(OnAccount::Draft);
        }
        let Ok(key) = self.form.key() else { return };
        self.pushing.set_value(true);
        let answer = client::drafts::keep(&self.call.id, &KeepDraft { revision, key, draft: draft.clone() }).await;
        self.pushing.set_value(false);
        self.pushed(draft, answer);
    }

    fn pushed(self, draft: ApplicationDraft, answer: Result<AccountDraft, ApiError>) {
        match answer {
            Ok(kept) => {
                self.session.note_used();
                let agreed = Agreed { revision: kept.revision, draft, whole: true };
                self.known.update_value(|known| known.agreed = Some(agreed));
                self.on_account.set(OnAccount::Draft);
                self.keep_now();
            }
            Err(ApiError::Refused(ApiProblem::DraftChanged { current })) => {
                self.hear_of_account(*current);
                self.push_soon();
            }
            Err(error @ ApiError::Refused(ApiProblem::SignInRequired)) => {
                self.on_account.set(OnAccount::Nothing);
                self.session.hear_refusal(&error);
            }
            // The next change, connection or visibility change retries.
            Err(ApiError::Refused(_) | ApiError::Unreachable | ApiError::Unreadable { .. }) => {
                self.on_account.set(OnAccount::Waiting);
            }
        }
    }

    /// Deletes the account's draft if a person is signed in. If the server is unreachable, the draft stays there until
    /// it expires or a later deletion succeeds; [`Deletion::Failed`] reports this to the person.
    pub fn delete_on_account(self) {
        if self.is_signed_in() {
            let call = self.call.id.clone();
            self.deletion.set(Deletion::Asked);
            spawn_local(async move {
                let deleted = client::drafts::delete(&call).await.is_ok();
                self.deletion.set(if deleted { Deletion::Done } else { Deletion::Failed });
            });
        }
    }

    fn has_agreed(self, is: impl Fn(&Agreed) -> bool) -> bool {
        self.known.with_value(|known| known.agreed.as_ref().is_some_and(is))
    }

    /// Whether the account may be synchronised: a pending sign-in hand-off is newer and is restored first.
    fn speaks_with_account(self) -> bool {
        self.is_signed_in() && !self.owes()
    }

    fn is_signed_in(self) -> bool {
        self.session.person_untracked().is_some()
    }

    fn blank(self) -> ApplicationDraft {
        blank(&self.call.id, self.lang.get_untracked())
    }
}
