//! Money in whole euro cents.

use serde::{Deserialize, Serialize};

/// An amount of money in whole euro cents, never negative; up to 42 949 672,95 EUR.
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
    /// No money.
    pub const ZERO: Self = Self(0);

    /// An amount of `cents` euro cents.
    pub const fn new(cents: u32) -> Self {
        Self(cents)
    }

    /// The number of cents.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The sum, or `None` where it would not fit.
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(sum) => Some(Self(sum)),
            None => None,
        }
    }

    /// What is left of `self` after `other` is paid, and nothing where `other` is the larger.
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}
