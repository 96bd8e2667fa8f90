//! Facts about the call for the first page, generated from the pack by `build.rs`.

use chrono::{DateTime, NaiveDate};
use rules::money::Cents;
use rules::riga_time;
use rules::window::ApplicationWindow;

/// Part of a call that every page shows.
#[derive(Clone, Copy, Debug)]
pub struct CallSummary {
    /// Name of the call.
    pub id: &'static str,
    /// Hash of its pack.
    pub pack_hash: &'static str,
    /// Number of the funding project (N16).
    pub project: &'static str,
    /// The grant.
    pub grant: Cents,
    /// Minimum age in years.
    pub minimum_age: u8,
    /// Last day on which the grant is usable (N9), in days since the year 1.
    usable_until: i32,
    opens: i64,
    closes: i64,
}

include!(env!("CALL_SUMMARY"));

impl CallSummary {
    /// The application window. Always `Some`: the build has validated the pack.
    pub fn window(&self) -> Option<ApplicationWindow> {
        let at = |seconds| DateTime::from_timestamp(seconds, 0).map(riga_time::local);
        ApplicationWindow::new(at(self.opens)?, at(self.closes)?).ok()
    }

    /// Last day on which the grant is usable (N9). Always `Some`: the build has validated the pack.
    pub fn usable_until(&self) -> Option<NaiveDate> {
        NaiveDate::from_num_days_from_ce_opt(self.usable_until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call_pack;

    #[test]
    fn summary_equals_the_pack() {
        let call = call_pack::current();
        assert_eq!((CALL.id, CALL.project), (call.id.as_str(), call.project.as_str()));
        assert_eq!(CALL.pack_hash, call.pack_hash().to_string());
        assert_eq!((CALL.grant, CALL.minimum_age), (call.grant, call.minimum_age));
        assert_eq!(CALL.window(), Some(call.window));
        assert_eq!(CALL.usable_until(), Some(call.usable_until));
    }
}
