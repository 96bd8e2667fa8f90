//! Perceived speed of the pages, measured in a real Chromium; docs/speed.md defines each figure.
//!
//! Nothing here fails for a time: machines are noisy, and each figure is printed beside its bar. A measurement
//! fails where it did not measure its subject.

mod again;
mod catalogue;
mod chromium;
mod developer;
mod figures;
mod first;
mod trace;
mod typing;
mod visit;

use std::str::FromStr;

pub use catalogue::catalogue;
pub use figures::{Figure, Unit};

use crate::failure::{Failure, Result};

/// What can be measured by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The first visit ever, on a slow network and processor.
    First,
    /// The second visit, without a network.
    Again,
    /// Typing into the catalogue's search.
    Typing,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::First, Self::Again, Self::Typing];

    /// Measures so many times, and prints the parts of the time.
    ///
    /// # Errors
    /// When the server or the browser does not start, or something else was measured than is said.
    pub async fn measure(self, runs: usize) -> Result<Vec<Figure>> {
        match self {
            Self::First => first::measure(runs).await,
            Self::Again => again::measure(runs).await,
            Self::Typing => typing::measure(runs).await,
        }
    }
}

impl FromStr for Part {
    type Err = Failure;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "first" => Ok(Self::First),
            "again" => Ok(Self::Again),
            "typing" => Ok(Self::Typing),
            other => Err(Failure::new(format!("no part {other}: there are first, again and typing"))),
        }
    }
}
