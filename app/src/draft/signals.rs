//! State of the draft as signals, one for each value: a page renders again only when the value that it shows changes.

use leptos::prelude::*;
use ui::platform::signals::set_if_changed;

use super::merge::Conflict;
use super::status::{AccountStatus, Deletion, LocalStatus, News, PersonalStatus, Status};

/// The signals.
#[derive(Clone, Copy)]
pub(super) struct DraftSignals {
    /// Whether the form is complete and can be used.
    pub(super) ready: RwSignal<bool>,
    /// Fields with two values, until the person decides.
    pub(super) conflict: RwSignal<Option<Conflict>>,
    /// [`Status::local`].
    pub(super) local: RwSignal<LocalStatus>,
    /// [`Status::personal`].
    pub(super) personal: RwSignal<PersonalStatus>,
    /// [`Status::account`].
    pub(super) account: RwSignal<AccountStatus>,
    /// [`Status::deletion`].
    pub(super) deletion: RwSignal<Deletion>,
    /// [`Status::news`].
    pub(super) news: RwSignal<Option<News>>,
    /// Number of consecutive failed requests for the hand-off.
    pub(super) handoff_failures: RwSignal<u32>,
    /// [`Status::programme`]; shared with the pages that do not load the draft.
    programme: RwSignal<Option<String>>,
}

impl DraftSignals {
    /// Creates the signals; `programme` is the programme of the draft on this device.
    pub(super) fn new(programme: RwSignal<Option<String>>) -> Self {
        Self {
            ready: RwSignal::new(false),
            conflict: RwSignal::default(),
            local: RwSignal::default(),
            personal: RwSignal::default(),
            account: RwSignal::default(),
            deletion: RwSignal::default(),
            news: RwSignal::default(),
            handoff_failures: RwSignal::default(),
            programme,
        }
    }

    /// Programme of the draft, if there is a draft. Tracked.
    pub(super) fn programme(self) -> Option<String> {
        self.programme.get()
    }

    /// Publishes the state of the draft.
    pub(super) fn publish(self, status: &Status, conflict: Option<&Conflict>, handoff_failures: u32, ready: bool) {
        set_if_changed(self.local, &status.local);
        set_if_changed(self.personal, &status.personal);
        set_if_changed(self.account, &status.account);
        set_if_changed(self.deletion, &status.deletion);
        set_if_changed(self.news, &status.news);
        set_if_changed(self.conflict, &conflict.cloned());
        set_if_changed(self.handoff_failures, &handoff_failures);
        if ready {
            // Until then the programme that the page read from the storage counts.
            set_if_changed(self.programme, &status.programme);
        }
        set_if_changed(self.ready, &ready);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programme_of_the_storage_counts_until_the_form_is_ready() {
        Owner::new().with(|| {
            let signals = DraftSignals::new(RwSignal::new(Some("p-001".to_owned())));
            signals.publish(&Status::default(), None, 0, false);
            assert_eq!(signals.programme().as_deref(), Some("p-001"));
            signals.publish(&Status::default(), None, 0, true);
            assert_eq!((signals.programme(), signals.ready.get()), (None, true));
        });
    }
}
