//! Events and effects of the replica.

use api::AccountDraft;
use rules::application::ApplicationDraft;
use rules::contact::Contact;
use rules::field::Field;
use rules::language::Language;

use crate::draft::handoff::HandedOver;
use crate::draft::local::LocalCopy;
use crate::draft::model::Screen;

/// The session, as far as the server has said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::draft) enum Session {
    /// The server has not responded yet.
    Awaited,
    /// The server could not be reached yet.
    Unreachable,
    /// No person is signed in.
    Nobody,
    /// A person is signed in; contact data and language of their account, if it is open.
    Person(Option<(Contact, Language)>),
}

/// A request to the server. After an accepted push the server has its draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::draft) enum Request {
    /// `POST session/draft` under this key.
    Handoff(String),
    /// `GET drafts/{call}`.
    Pull,
    /// `PUT drafts/{call}` with this base revision and idempotency key.
    Push { revision: u32, key: String, draft: ApplicationDraft },
    /// `DELETE drafts/{call}`.
    Delete,
}

impl Request {
    /// The response of a server that refuses the request, or of one that is not reached.
    pub(in crate::draft) fn refused(&self, error: RequestError) -> Response {
        match self {
            Self::Handoff(_) => Response::Handoff(Err(error)),
            Self::Pull => Response::Pull(Err(error)),
            Self::Push { .. } => Response::Push(Err(error)),
            Self::Delete => Response::Delete(Err(error)),
        }
    }
}

/// Why a request failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::draft) enum RequestError {
    /// The server may not have received it, or may have acted on it; the same request may succeed later.
    Retryable,
    /// The draft was changed elsewhere; the account has this one.
    Changed(Box<AccountDraft>),
    /// The session has ended.
    SignInRequired,
    /// Another refusal.
    Refused,
}

/// Response to a [`Request`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::draft) enum Response {
    Handoff(Result<Option<Box<HandedOver>>, RequestError>),
    Pull(Result<AccountDraft, RequestError>),
    /// The new revision.
    Push(Result<u32, RequestError>),
    Delete(Result<(), RequestError>),
}

/// Result of [`Effect::Save`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::draft) enum SaveResult {
    /// Everything is stored.
    Saved,
    /// The browser refuses to encrypt; this copy is stored instead.
    NotEncrypted(Box<LocalCopy>),
    /// Nothing is stored.
    Refused,
    /// Nothing is stored: another tab has changed the copy since this page read it.
    Changed,
}

/// What happens to the replica.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::draft) enum Event {
    /// The copy of this device was read; `None` without a copy.
    LocalLoaded(Option<Box<LocalCopy>>),
    /// The copy of this device cannot be used: a newer version wrote it, or the browser refuses to read it.
    LocalUnusable,
    /// Result of the save with this number.
    Saved(u32, SaveResult),
    /// The server has said who is signed in, or could not be reached for the first time.
    Session(Session),
    /// Response to the request with this number.
    Response(u32, Response),
    /// The form of a failed sign-in was returned.
    Returned(Option<Box<HandedOver>>),
    /// The person changed the form.
    Edited,
    /// Nothing was changed for a while.
    Quiet,
    /// The page came back to the front, the network returned, or the person asked to try again.
    Woke,
    /// The page has waited long enough for the session, the hand-off and the account's draft.
    StartLimit,
    /// The failed request for the hand-off may be repeated.
    RetryHandoff,
    /// The session is about to end: everything has to be in the account.
    Flush,
    /// Nothing more may be sent before the next change.
    Hold,
    /// The person chose the programme of the page.
    ProgrammeChosen(String),
    /// The person resolved a conflict, for the other value or for the one on the page.
    Resolved(Field, bool),
    /// The person has read the news.
    NewsRead,
    /// The person deleted the draft.
    Deleted,
    /// The person asked again to delete the account's draft.
    DeletionRetried,
    /// The draft was submitted as an application.
    Submitted,
    /// The submission of this draft has begun.
    SubmissionStarted(Box<ApplicationDraft>),
    /// The submission was refused, or had no response: then the draft may have arrived.
    SubmissionFailed { may_have_arrived: bool },
    /// The session has ended; everything on this device is deleted.
    SignedOut,
}

/// A task for the controller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::draft) enum Effect {
    /// Show these values.
    Show(Screen),
    /// Empty the form.
    Clear,
    /// Read the copy of this device.
    Load,
    /// Store this copy, unless another tab has changed it or a save with a higher number follows.
    Save(u32, Box<LocalCopy>),
    /// Delete the copy of this device and the encryption key.
    DeleteLocal,
    /// Delete the copy of this device, unless another tab has changed it: then load it.
    DeleteLocalIfSeen,
    /// Send the request with this number.
    Send(u32, Request),
    /// (Re)start the timer that ends with [`Event::Quiet`].
    StartTimer,
    /// Stop that timer.
    StopTimer,
    /// Ask the server who is signed in.
    RefreshSession,
    /// The server has just answered to the signed-in person.
    SessionUsed,
}
