//! Replica and the draft in the account.
//!
//! The server keeps one draft under a revision, refuses a change that was made from another revision, and returns the
//! draft that it has. The page merges and pushes again.

use api::{AccountDraft, DraftState};
use rules::application::ApplicationDraft;

use super::{Effect, InFlight, Keys, Phase, Replica, Request, RequestError, Response, Session};
use crate::draft::handoff::HandedOver;
use crate::draft::local::Base;
use crate::draft::merge::Theirs;
use crate::draft::model::{copy_field, fields, is_equal, is_personal};
use crate::draft::status::{AccountStatus, Deletion, News};

impl Replica {
    /// Whether the page may exchange drafts with the account. A pending hand-off is newer than the account's draft and
    /// has to be merged first.
    pub(in crate::draft) fn may_use_account(&self) -> bool {
        matches!(self.session, Session::Person(_)) && self.handoff.is_none()
    }

    /// Whether the account has everything that is on the page.
    pub(in crate::draft) fn is_synced(&self) -> bool {
        self.has_no_draft() || self.base.as_ref().is_some_and(|base| base.whole && base.draft == self.resolved())
    }

    /// Sends the next request, unless one is in flight.
    pub(super) fn send_next(&mut self, keys: Keys<'_>) {
        let is_signed_in = matches!(self.session, Session::Person(_));
        if !is_signed_in || self.in_flight.is_some() || self.phase == Phase::Loading {
            return;
        }
        let Some(request) = self.next_request(keys) else { return };
        self.last_request += 1;
        let in_flight =
            InFlight { number: self.last_request, request, base_revision: self.base_revision(), abandoned: false };
        self.effects.push(Effect::Send(in_flight.number, in_flight.request.clone()));
        self.in_flight = Some(in_flight);
    }

    fn next_request(&mut self, keys: Keys<'_>) -> Option<Request> {
        if self.submitting {
            return None;
        }
        if self.handoff.is_some() {
            let may_ask = std::mem::take(&mut self.wanted.handoff);
            return self.handoff_key.clone().filter(|_| may_ask).map(Request::Handoff);
        }
        if std::mem::take(&mut self.wanted.delete) {
            return Some(Request::Delete);
        }
        // Without the personal part of the base nothing may be pushed: blank fields would overwrite the account's.
        let is_base_incomplete = self.base.as_ref().is_some_and(|base| !base.whole);
        if std::mem::take(&mut self.wanted.pull) || (self.wanted.push && is_base_incomplete) {
            return Some(Request::Pull);
        }
        if std::mem::take(&mut self.wanted.push) { self.push(keys) } else { None }
    }

    fn push(&mut self, keys: Keys<'_>) -> Option<Request> {
        if self.phase != Phase::Running || self.is_synced() {
            return None;
        }
        let (revision, draft) = (self.base_revision(), self.resolved());
        Some(Request::Push { revision, key: self.key(keys)?, draft })
    }

    fn base_revision(&self) -> u32 {
        self.base.as_ref().map_or(0, |base| base.revision)
    }

    /// Handles the response to the request in flight. A response to another request is late or duplicated.
    pub(super) fn response(&mut self, number: u32, response: Response, keys: Keys<'_>) {
        let Some(sent) = self.in_flight.take_if(|sent| sent.number == number) else { return };
        match (&sent.request, response) {
            (_, Response::Handoff(result)) => self.handed_over(result, keys),
            (_, Response::Pull(result)) => self.pulled(&sent, result, keys),
            (Request::Push { draft, .. }, Response::Push(result)) => self.pushed(&sent, draft, result, keys),
            (_, Response::Delete(result)) => self.deleted(result),
            (_, Response::Push(_)) => {}
        }
    }

    fn handed_over(&mut self, result: Result<Option<Box<HandedOver>>, RequestError>, keys: Keys<'_>) {
        match result {
            Err(RequestError::Retryable) => {
                if let Some(pending) = &mut self.handoff {
                    pending.failures = pending.failures.saturating_add(1);
                }
                self.start();
            }
            result => {
                // Rotates the key, so that a restored draft is not fetched again and does not overwrite newer input.
                self.handoff_key = keys();
                // Nothing is pending if the draft was deleted in the meantime.
                if let Some((pending, handed)) = self.handoff.take().zip(result.ok().flatten()) {
                    self.apply_handoff(&pending.start, *handed);
                }
                self.wanted.pull = true;
            }
        }
    }

    /// Merges the form of a sign-in that failed.
    pub(super) fn returned(&mut self, handed: Option<Box<HandedOver>>, keys: Keys<'_>) {
        self.returned_key = keys();
        if let Some(handed) = handed {
            let start = self.screen.clone();
            self.apply_handoff(&start, *handed);
        }
    }

    fn pulled(&mut self, sent: &InFlight, result: Result<AccountDraft, RequestError>, keys: Keys<'_>) {
        match result {
            // The draft ended on this page since: what the account had then says nothing about its present draft.
            Ok(_) if sent.abandoned => self.wanted.pull = true,
            Ok(account) => {
                self.merge_remote(sent, account, keys);
                self.scheduled = None;
            }
            Err(error) => {
                let is_base_incomplete = self.base.as_ref().is_some_and(|base| !base.whole);
                if is_base_incomplete && std::mem::take(&mut self.wanted.push) {
                    self.failed(&error);
                } else if error == RequestError::SignInRequired {
                    self.effects.push(Effect::RefreshSession);
                }
            }
        }
        self.follow_account();
        self.start();
    }

    fn pushed(&mut self, sent: &InFlight, draft: &ApplicationDraft, result: Result<u32, RequestError>, keys: Keys<'_>) {
        match result {
            Ok(revision) => {
                self.effects.push(Effect::SessionUsed);
                self.unacknowledged.clear();
                let draft = if sent.abandoned { self.prefilled() } else { draft.clone() };
                if self.base.as_ref().is_none_or(|base| base.revision < revision) {
                    self.base = Some(Base { revision, draft, whole: true });
                }
                // The draft ended on this page while the push was in flight, and must not come back from the account.
                self.owes_deletion |= sent.abandoned;
                self.wanted.delete |= sent.abandoned;
            }
            Err(RequestError::Changed(current)) => {
                self.merge_remote(sent, *current, keys);
                self.scheduled = None;
            }
            Err(error) => {
                if error == RequestError::Retryable {
                    self.owes_deletion |= sent.abandoned;
                    if !sent.abandoned && !self.unacknowledged.contains(draft) {
                        self.unacknowledged.push(draft.clone());
                    }
                }
                self.failed(&error);
            }
        }
    }

    /// The next change, the return of the network or of the tab triggers the next attempt.
    fn failed(&mut self, error: &RequestError) {
        if *error == RequestError::SignInRequired {
            self.status.account = AccountStatus::Nothing;
            self.effects.push(Effect::RefreshSession);
        } else if !self.is_synced() {
            self.status.account = AccountStatus::Waiting;
        }
    }

    /// Merges the account's draft.
    fn merge_remote(&mut self, sent: &InFlight, account: AccountDraft, keys: Keys<'_>) {
        let (AccountDraft { revision, state }, now) = (account, self.base_revision());
        if now != sent.base_revision && revision <= now {
            // Another tab has synced since this was sent.
            return;
        }
        match state {
            DraftState::None => self.base = None,
            DraftState::Open { saved_at, key, draft } => {
                let known = self.base.as_ref().is_some_and(|base| base.whole && base.revision == revision);
                if known {
                    return;
                }
                let was_blank = self.screen.draft.programme.is_empty();
                // Fields that this device does not store are restored at every start, which is no news.
                let is_restored = self.base.as_ref().is_some_and(|base| !base.whole);
                let nothing = self.prefilled();
                let mut base = self.base.take().map_or_else(|| nothing.clone(), |base| base.draft);
                for field in self.unknown_fields(!is_restored) {
                    copy_field(&field, &nothing, &mut base);
                }
                // The server accepted a push whose response was lost.
                let base = if self.unacknowledged.contains(&draft) { draft.clone() } else { base };
                let ours = self.conflict.clone();
                let mut taken = self.merge(&base, Theirs { draft: &draft, conflict: ours.as_ref() });
                self.base = Some(Base { revision, draft, whole: true });
                self.unacknowledged.clear();
                self.adopt_key(key);
                taken.retain(|field| !(is_restored && is_personal(field)));
                self.note(if was_blank { News::Begun(saved_at) } else { News::Changed(taken) });
            }
            DraftState::Sent | DraftState::Deleted => self.ended_elsewhere(revision, keys),
        }
    }

    /// The draft was submitted or deleted elsewhere. The draft on this page has ended too if it is the same one;
    /// later input begins another.
    fn ended_elsewhere(&mut self, revision: u32, keys: Keys<'_>) {
        let nothing = self.prefilled();
        let ended = Base { revision, draft: nothing.clone(), whole: true };
        let Some(mut before) = self.base.replace(ended).filter(|before| before.revision < revision) else { return };
        for field in self.unknown_fields(before.whole) {
            copy_field(&field, &nothing, &mut before.draft);
        }
        self.unacknowledged.clear();
        let here = &self.screen.draft;
        if self.conflict.is_none() && fields().all(|field| is_equal(&field, here, &before.draft)) {
            // Another tab may have stored later input.
            self.end(Effect::DeleteLocalIfSeen, keys);
            self.note(News::Ended);
        } else {
            self.begin_another();
        }
    }

    /// Requests the deletion of the account's draft, if a person is signed in.
    pub(super) fn delete_remote(&mut self) {
        if matches!(self.session, Session::Person(_)) {
            self.status.deletion = Deletion::Requested;
            self.wanted.delete = true;
            self.wanted.push = false;
        }
    }

    fn deleted(&mut self, result: Result<(), RequestError>) {
        self.owes_deletion &= result.is_err();
        if self.status.deletion == Deletion::Requested {
            self.status.deletion = if result.is_ok() { Deletion::Done } else { Deletion::Failed };
        }
    }

    /// Takes contact data and language from the account, where the form has the account's earlier value: a correction
    /// in the account has to reach the application. Typed values stay.
    fn follow_account(&mut self) {
        let Session::Person(Some((contact, language))) = self.session.clone() else { return };
        let (before, language_before) = self.prefill.take().unzip();
        let (before, here) = (before.unwrap_or_default(), &mut self.screen.draft);
        if here.contact.email == before.email {
            here.contact.email.clone_from(&contact.email);
        }
        if here.contact.phone == before.phone {
            here.contact.phone.clone_from(&contact.phone);
        }
        let chosen = self.screen.language_chosen.then_some(here.language);
        if language_before != Some(language) && chosen == language_before {
            here.language = language;
            self.screen.language_chosen = true;
        }
        self.prefill = Some((contact, language));
    }
}
