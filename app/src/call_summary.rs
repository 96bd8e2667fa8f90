//! What the first page says of the call: the build takes it from the pack (`build.rs`).

use chrono::DateTime;
use rules::money::Cents;
use rules::riga_time;
use rules::window::ApplicationWindow;

/// The part of a call that every page shows.
#[derive(Clone, Copy, Debug)]
pub struct CallSummary {
    /// The call's name.
    pub id: &'static str,
    /// The hash of its pack.
    pub pack_hash: &'static str,
    /// The number of the project that pays (N16).
    pub project: &'static str,
    /// The grant.
    pub grant: Cents,
    /// The least age.
    pub minimum_age: u8,
    opens: i64,
    closes: i64,
}

include!(env!("CALL_SUMMARY"));

impl CallSummary {
    /// The application window. Always there: the build has read it from a sound pack.
    pub fn window(&self) -> Option<ApplicationWindow> {
        let at = |seconds| DateTime::from_timestamp(seconds, 0).map(riga_time::local);
        ApplicationWindow::new(at(self.opens)?, at(self.closes)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call_pack;

    #[test]
    fn front_says_what_the_pack_says() {
        let call = call_pack::current();
        assert_eq!((CALL.id, CALL.project), (call.id.as_str(), call.project.as_str()));
        assert_eq!(CALL.pack_hash, call.pack_hash().to_string());
        assert_eq!((CALL.grant, CALL.minimum_age), (call.grant, call.minimum_age));
        assert_eq!(CALL.window(), Some(call.window));
    }
}
