//! Learning account (individuālais mācību konts, IMK): the age from which a person may open one (N13).

use chrono::{DateTime, NaiveDate, Utc};

use crate::age::adult_on;
use crate::call::Call;
use crate::riga_time;

/// Reason why a person may not open an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenAccountError {
    /// The birth date is unknown.
    #[error("the birth date is unknown")]
    BirthDateUnknown,
    /// The person is too young.
    #[error("the person may open an account from {adult_on} on, at the age of {minimum_age}")]
    UnderAge {
        /// Age from which an account may be opened, in years.
        minimum_age: u8,
        /// First Riga day on which this person may open one.
        adult_on: NaiveDate,
    },
}

/// Checks whether a person may open an account at an instant: from the call's minimum age on, the birthday included.
/// Unlike the age for a grant, the age always counts on the day of opening, also under reading R1 `grant`.
///
/// # Law
/// N13: from the age of 18, regardless of employment.
///
/// # Errors
/// [`OpenAccountError`] for an unknown birth date, or with the first day on which the person may open the account.
///
/// ```
/// # #[cfg(feature = "json")] {
/// use rules::{account::{OpenAccountError, check_open}, call::{Call, JUNE_2025}};
/// let call = Call::parse(JUNE_2025.as_bytes()).unwrap();
/// let birth_date = chrono::NaiveDate::from_ymd_opt(2007, 6, 15);
/// assert!(check_open(&call, birth_date, "2025-06-15T00:00:00+03:00".parse().unwrap()).is_ok());
/// let second_before = "2025-06-14T23:59:59+03:00".parse().unwrap();
/// let adult_on = chrono::NaiveDate::from_ymd_opt(2025, 6, 15).unwrap();
/// let error = OpenAccountError::UnderAge { minimum_age: 18, adult_on };
/// assert_eq!(check_open(&call, birth_date, second_before), Err(error));
/// # }
/// ```
pub fn check_open(call: &Call, birth_date: Option<NaiveDate>, now: DateTime<Utc>) -> Result<(), OpenAccountError> {
    let birth_date = birth_date.ok_or(OpenAccountError::BirthDateUnknown)?;
    let adult_on = adult_on(birth_date, call.minimum_age, call.readings.leap_birthday);
    if adult_on <= riga_time::date_at(now) {
        Ok(())
    } else {
        Err(OpenAccountError::UnderAge { minimum_age: call.minimum_age, adult_on })
    }
}
