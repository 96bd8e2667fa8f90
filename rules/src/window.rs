//! The period in which a call takes applications (N3).

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::riga_time;

/// The application window (pieteikšanās periods), half-open: it is open from `opens` and no longer open at `closes`.
///
/// A notice that says "until 20 June", that day included, becomes `closes` at midnight after it, so every instant is
/// either before, inside or after the window and none is in between.
///
/// ```
/// use rules::window::{ApplicationWindow, WindowState};
/// let (opens, closes) = ("2025-06-09T00:00:00+03:00".parse()?, "2025-06-21T00:00:00+03:00".parse()?);
/// let window = ApplicationWindow::new(opens, closes).unwrap();
/// assert_eq!(window.state("2025-06-20T23:59:59+03:00".parse()?), WindowState::Open);
/// assert_eq!(window.state("2025-06-21T00:00:00+03:00".parse()?), WindowState::Closed);
/// # Ok::<(), chrono::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(try_from = "Instants")]
pub struct ApplicationWindow {
    opens: DateTime<FixedOffset>,
    closes: DateTime<FixedOffset>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Instants {
    opens: DateTime<FixedOffset>,
    closes: DateTime<FixedOffset>,
}

/// The window would close before it opens, or at the same instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WindowError;

impl core::fmt::Display for WindowError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("the window is empty: it closes before it opens or at the same instant")
    }
}

impl core::error::Error for WindowError {}

/// Where an instant lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum WindowState {
    /// Before the opening instant.
    NotYetOpen,
    /// From the opening instant on, until just before the closing one.
    Open,
    /// From the closing instant on.
    Closed,
}

impl ApplicationWindow {
    /// The window `[opens, closes)`.
    ///
    /// # Errors
    /// [`WindowError`] where `closes` is not after `opens`.
    pub fn new(opens: DateTime<FixedOffset>, closes: DateTime<FixedOffset>) -> Result<Self, WindowError> {
        if opens < closes { Ok(Self { opens, closes }) } else { Err(WindowError) }
    }

    /// The first instant at which an application is taken.
    pub const fn opens(&self) -> DateTime<FixedOffset> {
        self.opens
    }

    /// The first instant at which an application is no longer taken.
    pub const fn closes(&self) -> DateTime<FixedOffset> {
        self.closes
    }

    /// Where `now` lies.
    pub fn state(&self, now: DateTime<Utc>) -> WindowState {
        if now < self.opens {
            WindowState::NotYetOpen
        } else if now < self.closes {
            WindowState::Open
        } else {
            WindowState::Closed
        }
    }

    /// The first day, in Riga, on which an application is taken.
    pub fn first_day(&self) -> NaiveDate {
        riga_time::date_at(self.opens.to_utc())
    }

    /// The last day, in Riga, on which an application is taken: 20 June of a window that closes at midnight after it.
    pub fn last_day(&self) -> NaiveDate {
        riga_time::date_at(self.closes.to_utc() - TimeDelta::nanoseconds(1))
    }

    /// Whether the window opens and closes at midnight in Riga (reading R3, whole days).
    pub fn is_whole_days(&self) -> bool {
        [self.opens, self.closes].iter().all(|at| riga_time::midnight(riga_time::date_at(at.to_utc())) == *at)
    }
}

impl TryFrom<Instants> for ApplicationWindow {
    type Error = WindowError;

    fn try_from(instants: Instants) -> Result<Self, WindowError> {
        Self::new(instants.opens, instants.closes)
    }
}
