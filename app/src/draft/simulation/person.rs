//! Acts of the person in the simulation, and the words that they give up.

use api::DraftState;
use rules::application::ApplicationDraft;
use rules::field::Field;

use super::{Check, Fate, Mutation, PAGES, Stored, TYPED, Word, World, device_of, new_page, next_key, value};
use crate::draft::model::{Screen, is_personal};
use crate::draft::replica::{Event, Phase, Request, Session};
use crate::draft::status::LocalStatus;

impl World {
    pub(super) fn type_into(&mut self, page: usize, field: &Field, take_back: bool) -> Check {
        if self.pages[page].replica.phase != Phase::Running {
            return Ok(());
        }
        if self.pages[page].screen.draft.programme.is_empty() {
            self.give_up_handed(page, &Field::Programme);
            self.dispatch(page, Event::ProgrammeChosen("p-0".to_owned()))?;
        }
        self.give_up_shown(page, std::slice::from_ref(field));
        self.give_up_handed(page, field);
        let text = if take_back { String::new() } else { format!("{}", self.words.len() + 1) };
        if !take_back {
            self.words.push(Word { field: field.clone(), text: text.clone(), given_up: false });
        }
        let draft = &mut self.pages[page].screen.draft;
        match field {
            Field::Email => draft.contact.email = text,
            Field::Phone => draft.contact.phone = text,
            _ if take_back => {}
            _ => {
                self.dispatch(page, Event::ProgrammeChosen(text.clone()))?;
                if self.pages[page].replica.has_no_draft() {
                    // A programme that was only looked at is no draft.
                    self.give_up(|_, word| word == text);
                }
                return Ok(());
            }
        }
        self.dispatch(page, Event::Edited)
    }

    /// Input since the start replaces the hand-off.
    fn give_up_handed(&mut self, page: usize, field: &Field) {
        if self.pages[page].replica.handoff.is_some() {
            let handed =
                self.devices[device_of(page)].handoff.as_ref().map(|stored| value(field, &stored.handed.draft));
            self.give_up(|other, text| other == field && handed.as_deref() == Some(text));
        }
    }

    pub(super) fn resolve(&mut self, page: usize, for_other: bool) -> Check {
        let Some(field) = self.pages[page].replica.conflict.as_ref().map(|conflict| conflict.fields[0].clone()) else {
            return Ok(());
        };
        let shown = self.shown(page, &field);
        self.dispatch(page, Event::Resolved(field.clone(), for_other))?;
        let chosen = value(&field, &self.pages[page].screen.draft);
        self.give_up(|other, text| *other == field && text != chosen && shown.iter().any(|value| value == text));
        Ok(())
    }

    /// The person leaves for the identity provider and returns, signed in or not.
    pub(super) fn sign_in(&mut self, page: usize, succeeds: bool) -> Check {
        let device = device_of(page);
        let this = &mut self.pages[page];
        let may_leave = this.replica.session == Session::Nobody && this.replica.phase == Phase::Running;
        if !may_leave || self.is_handoff_pending(device) {
            return Ok(());
        }
        let this = &mut self.pages[page];
        let mut keys = || next_key(&mut self.keys);
        let handed = this.replica.hand_over(this.screen.clone(), &mut keys);
        if let Some(handed) = &handed {
            // Everything on the page is handed over.
            let screen = this.screen.clone();
            self.pages[page].screen = Screen { draft: handed.draft.clone(), ..screen };
        }
        self.run_saves(page)?;
        let handed_draft = handed.as_ref().map(|handed| handed.draft.clone());
        let stored = handed.map(|handed| Stored { handed, taken_by: None });
        if succeeds {
            self.devices[device].signed_in = true;
            self.devices[device].handoff = stored;
        } else {
            self.devices[device].returned = stored;
        }
        self.leave(page, handed_draft.as_ref())?;
        if succeeds { Ok(()) } else { self.run_tasks(page).and_then(|()| self.fetch_returned(page)) }
    }

    pub(super) fn is_handoff_pending(&self, device: usize) -> bool {
        let mut pages = self.pages.iter().enumerate().filter(|(index, _)| device_of(*index) == device);
        let is_taken = self.devices[device].handoff.as_ref().is_none_or(|handoff| handoff.taken_by.is_some());
        pages.any(|(_, page)| page.replica.handoff.is_some() || matches!(page.request, Some((_, Request::Handoff(_)))))
            || (self.devices[device].signed_in && !is_taken)
    }

    pub(super) fn fetch_returned(&mut self, page: usize) -> Check {
        let key = self.pages[page].replica.returned_key.clone().unwrap_or_default();
        let Some(stored) = &mut self.devices[device_of(page)].returned else { return Ok(()) };
        let handed = stored.take(&key, false);
        self.dispatch(page, Event::Returned(handed.map(Box::new)))
    }

    /// The page is closed and opened again. Fields that the device may not store are lost, unless it is handed over.
    fn leave(&mut self, page: usize, handed: Option<&ApplicationDraft>) -> Check {
        let (device, fields) = (device_of(page), TYPED);
        let own_device = self.pages[page].screen.own_device;
        let refuses = self.devices[device].refuses;
        for field in &fields {
            let mut shown = self.shown(page, field);
            // A value that another tab has stored since is not handed over.
            shown.retain(|text| handed.is_none_or(|handed| value(field, handed) != *text));
            let kept = self.stored_on(device, field);
            // A programme that was only looked at is no draft.
            let is_draft = !self.pages[page].replica.has_no_draft();
            let is_refused = self.pages[page].replica.status().local == LocalStatus::Refused;
            let stores_personal = own_device && !self.devices[device].refuses_encryption;
            let may_be_lost = refuses || is_refused || !is_draft || (is_personal(field) && !stores_personal);
            let lost = |text: &str| shown.iter().any(|value| value == text) && !kept.iter().any(|value| value == text);
            let in_account = self.in_account(field);
            let is_lost = |word: &&Word| {
                !word.given_up && word.field == *field && lost(&word.text) && in_account.as_ref() != Some(&word.text)
            };
            let elsewhere: Vec<String> =
                (0..PAGES).filter(|other| *other != page).flat_map(|other| self.shown(other, field)).collect();
            let word = self.words.iter().filter(is_lost).find(|word| !elsewhere.contains(&word.text));
            if let Some(word) = word.filter(|_| !may_be_lost) {
                return Err(format!("{field:?} {} is not stored when page {page} is left", word.text));
            }
            self.give_up(|other, text| {
                other == field
                    && lost(text)
                    && !elsewhere.iter().any(|value| value == text)
                    && in_account.as_deref() != Some(text)
            });
        }
        self.pages[page] = new_page(&mut self.keys);
        Ok(())
    }

    pub(super) fn reload(&mut self, page: usize) -> Check {
        // A hand-off that was not fetched yet is fetched by the page that the sign-in returned to.
        if self.pages[page].replica.handoff.is_some() {
            return Ok(());
        }
        self.run_saves(page)?;
        self.leave(page, None)
    }

    pub(super) fn sign_out(&mut self, page: usize, regardless: bool) -> Check {
        let device = device_of(page);
        let is_signed_in = matches!(self.pages[page].replica.session, Session::Person(_));
        if !is_signed_in || !self.devices[device].signed_in || self.is_handoff_pending(device) {
            return Ok(());
        }
        // The other tab's copy arrives before the person can press the button.
        self.run_tasks(page)?;
        if !matches!(self.pages[page].replica.session, Session::Person(_)) {
            return Ok(());
        }
        for _ in 0..3 {
            self.dispatch(page, Event::Flush)?;
            if self.mutation != Some(Mutation::SignOutDoesNotWait) {
                for _ in 0..5 {
                    self.deliver(page, if regardless { Fate::RequestLost } else { Fate::Delivered })?;
                }
            }
        }
        let is_synced = self.pages[page].replica.is_synced()
            || self.mutation == Some(Mutation::SignOutDoesNotWait) && self.pages[page].request.is_some();
        if !is_synced && !regardless {
            return Ok(());
        }
        if !is_synced {
            self.give_up_on_device(device);
        } else {
            // Of the other tab the person gives up what only that tab has.
            self.give_up_on_page(page + 1 - 2 * (page % 2));
        }
        self.devices[device].signed_in = false;
        if self.pages[page].replica.unread().is_some() {
            self.give_up_stored(device);
        }
        self.devices[device].entry = None;
        self.stored(page);
        self.dispatch(page, Event::SignedOut)?;
        self.dispatch(page, Event::Session(Session::Nobody))
    }

    fn give_up_on_device(&mut self, device: usize) {
        (0..PAGES).filter(|page| device_of(*page) == device).for_each(|page| self.give_up_on_page(page));
    }

    /// The person gives up the words that a page shows and the account does not have.
    fn give_up_on_page(&mut self, page: usize) {
        for field in TYPED.iter().filter(|_| page < PAGES) {
            let (shown, account) = (self.shown(page, field), self.in_account(field));
            self.give_up(|other, text| {
                other == field && shown.iter().any(|value| value == text) && account.as_deref() != Some(text)
            });
        }
    }

    pub(super) fn delete(&mut self, page: usize) -> Check {
        if self.pages[page].replica.has_no_draft() || !self.pages[page].is_running() {
            return Ok(());
        }
        self.end_on_page(page);
        self.dispatch(page, Event::Deleted)?;
        if self.mutation == Some(Mutation::DeletionOvertakesPush) && self.devices[device_of(page)].signed_in {
            let push = self.pages[page].request.take();
            self.end_account(DraftState::Deleted);
            self.pages[page].replica.wanted.delete = false;
            if let Some((number, request)) = push {
                let response = self.serve(page, request);
                self.pages[page].replica.in_flight.iter_mut().for_each(|sent| sent.abandoned = false);
                self.dispatch(page, Event::Response(number, response))?;
            }
        }
        Ok(())
    }

    fn end_on_page(&mut self, page: usize) {
        self.give_up_shown(page, &TYPED);
        for field in &TYPED {
            // The tabs of a device share one draft: it is deleted with what this tab has not loaded yet.
            let stored = self.stored_on(device_of(page), field);
            self.give_up(|other, text| other == field && stored.iter().any(|value| value == text));
        }
        let other = page + 1 - 2 * (page % 2);
        let stores_personal = self.devices[device_of(page)].copy().is_some_and(|copy| copy.own_device);
        if other < PAGES && !(stores_personal && self.pages[other].screen.own_device) {
            // The other tab shows personal values that the device does not store.
            self.give_up_shown(other, &[Field::Email, Field::Phone]);
        }
        let device = &self.devices[device_of(page)];
        let handed: Vec<ApplicationDraft> = [&device.handoff, &device.returned]
            .into_iter()
            .flatten()
            .map(|stored| stored.handed.draft.clone())
            .collect();
        self.give_up(|field, text| handed.iter().any(|draft| value(field, draft) == text));
        // Another page may have or begin another draft, or one whose end it cannot recognise.
        let mut others = self.pages.iter().enumerate().filter(|(index, _)| *index != page);
        self.ended =
            others.all(|(_, other)| other.replica.has_no_draft() && other.is_running() && other.tasks.is_empty());
    }

    pub(super) fn submit(&mut self, page: usize) -> Check {
        let is_ready = self.devices[device_of(page)].signed_in
            && matches!(self.pages[page].replica.session, Session::Person(_))
            && self.pages[page].replica.conflict.is_none()
            && !self.pages[page].replica.has_no_draft();
        if !is_ready {
            return Ok(());
        }
        let draft = self.pages[page].replica.resolved();
        self.end_on_page(page);
        self.pages[page].submitting = true;
        self.dispatch(page, Event::SubmissionStarted(Box::new(draft)))?;
        self.end_account(DraftState::Sent);
        Ok(())
    }

    /// The response to the submission arrives, or is lost.
    pub(super) fn submission_ends(&mut self, page: usize, arrives: bool) -> Check {
        if !std::mem::take(&mut self.pages[page].submitting) {
            return Ok(());
        }
        if !arrives {
            // The person presses the button again.
            let key = self.pages[page].replica.key.clone();
            self.dispatch(page, Event::SubmissionFailed { may_have_arrived: true })?;
            if self.pages[page].replica.unanswered.is_some() && self.pages[page].replica.key != key {
                return Err(format!("page {page} would submit a second application"));
            }
            return Ok(());
        }
        // Input during the submission is not part of the application.
        self.give_up_shown(page, &TYPED);
        self.dispatch(page, Event::Submitted)
    }
}
