//! Clock of the server; the only code that reads the system's clock.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};

/// System clock, shifted clock, or frozen clock.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Kind>);

#[derive(Debug)]
enum Kind {
    Shifted(TimeDelta),
    Frozen(DateTime<Utc>),
}

impl Clock {
    /// Creates the system clock.
    pub fn system() -> Self {
        Self(Arc::new(Kind::Shifted(TimeDelta::zero())))
    }

    /// Creates a clock that starts at `instant` now and runs.
    pub fn starting_at(instant: DateTime<Utc>) -> Self {
        Self(Arc::new(Kind::Shifted(instant - system_now())))
    }

    /// Creates a clock frozen at `instant`; for tests.
    pub fn frozen(instant: DateTime<Utc>) -> Self {
        Self(Arc::new(Kind::Frozen(instant)))
    }

    /// Current instant with millisecond precision, as in the database.
    pub fn now(&self) -> DateTime<Utc> {
        let now = match *self.0 {
            Kind::Shifted(by) => system_now() + by,
            Kind::Frozen(at) => at,
        };
        DateTime::from_timestamp_millis(now.timestamp_millis()).unwrap_or(now)
    }
}

/// Stopwatch for metrics; no decision depends on it.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts the stopwatch.
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// Time since the start.
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}

#[allow(clippy::disallowed_methods, reason = "this is the file that reads the clock")]
fn system_now() -> DateTime<Utc> {
    Utc::now()
}
