//! The birth date: its sources, its limits, and the time until which a person may declare it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::age::adult_on;
use crate::field::FieldProblem;
use crate::reading::LeapBirthday;
use crate::riga_time;

/// The oldest birth date accepted, in years before today. An earlier date is a typing error.
const OLDEST_YEARS: u8 = 120;

/// The source of a birth date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BirthDateSource {
    /// The identity provider.
    IdentityProvider,
    /// An old-form personal code.
    PersonalCode,
    /// The person's declaration.
    Declared,
}

/// Returns the error of a birth date on the Riga day `today`, if any: the date is in the future, or more than 120 years
/// back.
pub fn problem(birth_date: NaiveDate, today: NaiveDate) -> Option<FieldProblem> {
    if birth_date > today {
        Some(FieldProblem::BirthDateInFuture)
    } else if adult_on(birth_date, OLDEST_YEARS, LeapBirthday::FirstOfMarch) < today {
        Some(FieldProblem::BirthDateTooEarly)
    } else {
        None
    }
}

/// Returns the error of a birth date at an instant, if any: that of [`problem`] on its day in Riga.
pub fn problem_at(birth_date: NaiveDate, now: DateTime<Utc>) -> Option<FieldProblem> {
    problem(birth_date, riga_time::date_at(now))
}

/// Returns whether a person may declare a birth date, or correct the declared one: no better source gives it, and no
/// account was opened with it. `source` is `None` while no birth date is known.
pub const fn may_declare(source: Option<BirthDateSource>, has_account: bool) -> bool {
    !has_account && matches!(source, None | Some(BirthDateSource::Declared))
}
