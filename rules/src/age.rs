//! Age: the day on which a person reaches it, counted in whole years.

use chrono::{Datelike, NaiveDate};

use crate::reading::LeapBirthday;

/// Returns the day on which a person reaches an age: the birthday itself. Reading R9 decides for people born on
/// 29 February.
///
/// ```
/// use chrono::NaiveDate;
/// use rules::{age::adult_on, reading::LeapBirthday};
/// let born = NaiveDate::from_ymd_opt(2008, 2, 29).unwrap();
/// assert_eq!(adult_on(born, 18, LeapBirthday::FirstOfMarch), NaiveDate::from_ymd_opt(2026, 3, 1).unwrap());
/// assert_eq!(adult_on(born, 18, LeapBirthday::LastOfFebruary), NaiveDate::from_ymd_opt(2026, 2, 28).unwrap());
/// ```
pub fn adult_on(birth_date: NaiveDate, age: u8, leap: LeapBirthday) -> NaiveDate {
    let year = birth_date.year() + i32::from(age);
    let birthday = birth_date.with_year(year).or_else(|| match leap {
        LeapBirthday::FirstOfMarch => NaiveDate::from_ymd_opt(year, 3, 1),
        LeapBirthday::LastOfFebruary => NaiveDate::from_ymd_opt(year, 2, 28),
    });
    // A birthday after the calendar's last year does not exist; such a person never reaches the age.
    birthday.unwrap_or(NaiveDate::MAX)
}
