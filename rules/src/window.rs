//! Application window of a call (N3).

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::riga_time;

/// Application window (pieteikšanās periods), half-open: `opens` is inside it, `closes` is not.
///
/// An announcement that says "until 20 June", that day included, becomes `closes` at the midnight after it. Every
/// instant is before, inside or after the window.
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

/// A window closes before it opens, or at the same instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the window is empty: it closes before it opens or at the same instant")]
pub struct WindowError;

/// Position of an instant relative to a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum WindowState {
    /// Before the opening instant.
    NotYetOpen,
    /// From the opening instant on, before the closing instant.
    Open,
    /// From the closing instant on.
    Closed,
}

impl ApplicationWindow {
    /// Creates the window `[opens, closes)`.
    ///
    /// # Errors
    /// [`WindowError`] if `closes` is not after `opens`.
    pub fn new(opens: DateTime<FixedOffset>, closes: DateTime<FixedOffset>) -> Result<Self, WindowError> {
        if opens < closes { Ok(Self { opens, closes }) } else { Err(WindowError) }
    }

    /// Returns the first instant at which the window is open.
    pub const fn opens(&self) -> DateTime<FixedOffset> {
        self.opens
    }

    /// Returns the first instant at which the window is closed.
    pub const fn closes(&self) -> DateTime<FixedOffset> {
        self.closes
    }

    /// Returns the position of `now`.
    pub fn state(&self, now: DateTime<Utc>) -> WindowState {
        if now < self.opens {
            WindowState::NotYetOpen
        } else if now < self.closes {
            WindowState::Open
        } else {
            WindowState::Closed
        }
    }

    /// Returns the first day, in Riga, on which the window is open.
    pub fn first_day(&self) -> NaiveDate {
        riga_time::date_at(self.opens.to_utc())
    }

    /// Returns the last day, in Riga, on which the window is open: 20 June if it closes at the midnight after it.
    pub fn last_day(&self) -> NaiveDate {
        riga_time::date_at(self.closes.to_utc() - TimeDelta::nanoseconds(1))
    }

    /// Returns whether the window opens and closes at midnight in Riga (reading R3, whole days).
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
