//! State of the draft that the pages may show.

use chrono::{DateTime, FixedOffset};
use rules::field::Field;

/// What this device stores of the draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LocalStatus {
    /// Nothing: there is no draft yet.
    #[default]
    Nothing,
    /// The draft.
    Saved,
    /// Nothing: the browser refuses.
    Refused,
}

/// What this device stores of the personal part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PersonalStatus {
    /// Nothing: the person did not allow it.
    #[default]
    Nothing,
    /// All of it, encrypted.
    Encrypted,
    /// The browser refuses to encrypt: nothing, or the text encrypted earlier.
    Refused,
    /// An earlier one that the browser cannot decrypt now. It stays until the person types another one.
    Unread,
}

/// The draft in the account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AccountStatus {
    /// Nothing: no person is signed in.
    #[default]
    Nothing,
    /// The draft.
    Saved,
    /// Not yet all of it: the server could not be reached.
    Waiting,
}

/// Deletion of the account's draft at the person's request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Deletion {
    /// Not requested: no person is signed in.
    #[default]
    NotRequested,
    /// In flight.
    Requested,
    /// The draft is deleted.
    Done,
    /// The draft is still there: the server could not be reached, or refused.
    Failed,
}

/// What another tab or device did to the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// These fields were changed there.
    Changed(Vec<Field>),
    /// The draft was begun there, and last changed at this time.
    Begun(DateTime<FixedOffset>),
    /// It was submitted or deleted there.
    Ended,
}

/// Everything about the draft that the pages show beside its values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// On this device.
    pub local: LocalStatus,
    /// The personal part on this device.
    pub personal: PersonalStatus,
    /// In the account.
    pub account: AccountStatus,
    /// Deletion in the account.
    pub deletion: Deletion,
    /// What happened elsewhere, until the person has read it.
    pub news: Option<News>,
    /// Whether the draft was moved to another programme elsewhere, and the person has not chosen here since.
    pub moved: bool,
    /// The programme of the draft, if there is a draft.
    pub programme: Option<String>,
}
