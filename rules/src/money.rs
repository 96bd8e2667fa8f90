//! Money in whole euro cents.

use serde::{Deserialize, Serialize};

/// Amount of money in whole euro cents, from 0 to 42 949 672,95 EUR.
///
/// The grant of the June call is `Cents::new(50_000)`, 500,00 EUR (N2, N7).
///
/// ```
/// use rules::money::Cents;
/// assert_eq!(Cents::new(50_000).checked_add(Cents::new(1)), Some(Cents::new(50_001)));
/// assert_eq!(Cents::new(u32::MAX).checked_add(Cents::new(1)), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Cents(u32);

impl Cents {
    /// Zero.
    pub const ZERO: Self = Self(0);

    /// Creates an amount of `cents` euro cents.
    pub const fn new(cents: u32) -> Self {
        Self(cents)
    }

    /// Returns the number of cents.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// Returns the sum, or `None` on overflow.
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(sum) => Some(Self(sum)),
            None => None,
        }
    }

    /// Returns the difference, or zero if `other` is larger.
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}
