//! Network and server of the simulation.

use api::{AccountDraft, DraftState};

use super::{Check, Fate, Mutation, World, device_of, value};
use crate::draft::replica::{Event, Request, RequestError, Response, Session};

impl World {
    pub(super) fn send(&mut self, page: usize, number: u32, request: Request) -> Check {
        let this = &mut self.pages[page];
        if !matches!(this.replica.session, Session::Person(_)) {
            return Err(format!("page {page} sends {request:?} while signed out"));
        }
        if matches!(request, Request::Push { .. }) && this.replica.base.as_ref().is_some_and(|base| !base.whole) {
            return Err(format!("page {page} pushes without the personal part of the base"));
        }
        if this.request.is_some() {
            return Err(format!("page {page} sends two requests at once"));
        }
        this.request = Some((number, request));
        Ok(())
    }

    pub(super) fn deliver(&mut self, page: usize, fate: Fate) -> Check {
        let Some((number, request)) = self.pages[page].request.take() else { return Ok(()) };
        if fate == Fate::RequestLost {
            return self.dispatch(page, Event::Response(number, request.refused(RequestError::Retryable)));
        }
        let response = self.serve(page, request.clone());
        match fate {
            Fate::ResponseLost => {
                self.dispatch(page, Event::Response(number, request.refused(RequestError::Retryable)))
            }
            Fate::Duplicated => {
                self.pages[page].late = Some((number, self.serve(page, request)));
                self.dispatch(page, Event::Response(number, response))
            }
            Fate::Delivered | Fate::RequestLost => self.dispatch(page, Event::Response(number, response)),
        }
    }

    pub(super) fn late_response(&mut self, page: usize) -> Check {
        let Some((number, response)) = self.pages[page].late.take() else { return Ok(()) };
        self.dispatch(page, Event::Response(number, response))
    }

    pub(super) fn serve(&mut self, page: usize, request: Request) -> Response {
        let device = &mut self.devices[device_of(page)];
        if !device.signed_in {
            return request.refused(RequestError::SignInRequired);
        }
        let current = self.account.clone().unwrap_or(AccountDraft { revision: 0, state: DraftState::None });
        match request {
            Request::Handoff(key) => {
                let once = self.mutation == Some(Mutation::HandoffGivenOnce);
                Response::Handoff(Ok(device.handoff.as_mut().and_then(|stored| stored.take(&key, once)).map(Box::new)))
            }
            Request::Pull => Response::Pull(Ok(current)),
            Request::Push { revision, key, draft } => {
                if self.account.is_some() && current.revision != revision {
                    return Response::Push(Err(RequestError::Changed(Box::new(current))));
                }
                let saved_at = chrono::DateTime::UNIX_EPOCH.fixed_offset();
                let state = DraftState::Open { saved_at, key, draft };
                self.account = Some(AccountDraft { revision: revision + 1, state });
                Response::Push(Ok(revision + 1))
            }
            Request::Delete => {
                self.end_account(DraftState::Deleted);
                Response::Delete(Ok(()))
            }
        }
    }

    /// The server ends the draft: the person has chosen so for everything in it.
    pub(super) fn end_account(&mut self, state: DraftState) {
        let Some(AccountDraft { revision, state: DraftState::Open { draft, .. } }) = self.account.clone() else {
            return;
        };
        self.give_up(|field, text| value(field, &draft) == text);
        self.account = Some(AccountDraft { revision: revision + 1, state });
    }
}
