//! The learning account (individuālais mācību konts, IMK): who may open one (N13).

use chrono::{DateTime, NaiveDate, Utc};

use crate::call::Call;
use crate::eligibility::adult_on;
use crate::riga_time;

/// The person is too young to open an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnderAgeError {
    /// The age from which an account may be opened, in years.
    pub minimum_age: u8,
    /// The day, in Riga, from which this person may.
    pub adult_on: NaiveDate,
}

/// Whether somebody born on a day may open an account at an instant: from the call's age on, the birthday itself counts.
/// Unlike the age for a grant, it counts on the day of opening whatever reading R1 says.
///
/// # Law
/// N13: from the age of 18, whatever the employment.
///
/// # Errors
/// [`UnderAgeError`] with the day from which the person may.
///
/// ```
/// # #[cfg(feature = "json")] {
/// use rules::{account::may_open, call::{Call, JUNE_2025}};
/// let call = Call::parse(JUNE_2025.as_bytes()).unwrap();
/// let born = chrono::NaiveDate::from_ymd_opt(2007, 6, 15).unwrap();
/// assert!(may_open(&call, born, "2025-06-15T00:00:00+03:00".parse().unwrap()).is_ok());
/// let the_second_before = "2025-06-14T23:59:59+03:00".parse().unwrap();
/// assert_eq!(may_open(&call, born, the_second_before).unwrap_err().adult_on.to_string(), "2025-06-15");
/// # }
/// ```
pub fn may_open(call: &Call, born: NaiveDate, now: DateTime<Utc>) -> Result<(), UnderAgeError> {
    let adult_on = adult_on(born, call.minimum_age, call.readings.leap_birthday);
    if adult_on <= riga_time::date_at(now) {
        Ok(())
    } else {
        Err(UnderAgeError { minimum_age: call.minimum_age, adult_on })
    }
}
