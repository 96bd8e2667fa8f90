//! The server's clock: the one place where it is read.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};

/// The system's clock, the system's clock shifted, or one that stands still.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Kind>);

#[derive(Debug)]
enum Kind {
    Shifted(TimeDelta),
    Frozen(DateTime<Utc>),
}

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self(Arc::new(Kind::Shifted(TimeDelta::zero())))
    }

    /// A clock that ticks from `instant` on, starting now.
    pub fn starting_at(instant: DateTime<Utc>) -> Self {
        Self(Arc::new(Kind::Shifted(instant - system_now())))
    }

    /// A clock that always shows `instant`; for tests.
    pub fn frozen(instant: DateTime<Utc>) -> Self {
        Self(Arc::new(Kind::Frozen(instant)))
    }

    /// The instant it shows, to the millisecond, which is what the database keeps.
    pub fn now(&self) -> DateTime<Utc> {
        let now = match *self.0 {
            Kind::Shifted(by) => system_now() + by,
            Kind::Frozen(at) => at,
        };
        DateTime::from_timestamp_millis(now.timestamp_millis()).unwrap_or(now)
    }
}

/// Measures how long something takes, for the operator's figures; nothing is decided by it.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts now.
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// The time since the start.
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}

#[allow(clippy::disallowed_methods, reason = "this is the file that reads the clock")]
fn system_now() -> DateTime<Utc> {
    Utc::now()
}
