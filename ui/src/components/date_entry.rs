//! A date typed into three fields: parsed leniently, but never guessed.

use chrono::{Datelike, NaiveDate};

/// The three fields as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateEntry {
    /// The day.
    pub day: String,
    /// The month: a number, or its name.
    pub month: String,
    /// The year.
    pub year: String,
}

/// Reason why the typed text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateProblem {
    /// Nothing was typed.
    Empty,
    /// The first field is empty.
    DayMissing,
    /// The second field is empty.
    MonthMissing,
    /// The third field is empty.
    YearMissing,
    /// The day or the year is not a number.
    NotNumbers,
    /// The year has fewer than four digits; the century would be a guess.
    ShortYear,
    /// The month is neither a number from 1 to 12 nor a name.
    NoSuchMonth,
    /// The calendar has no such day.
    NoSuchDay,
}

impl DateEntry {
    /// Returns the fields of a date.
    pub fn of(date: NaiveDate) -> Self {
        Self { day: date.day().to_string(), month: date.month().to_string(), year: date.year().to_string() }
    }

    /// Parses the fields as a date.
    ///
    /// # Errors
    /// [`DateProblem`] names the first thing to correct.
    ///
    /// ```
    /// use ui::components::date_entry::{DateEntry, DateProblem};
    /// let mut entry = DateEntry { day: "14.".into(), month: "marts".into(), year: "1988. g.".into() };
    /// assert_eq!(entry.date(), Ok(chrono::NaiveDate::from_ymd_opt(1988, 3, 14).unwrap()));
    /// entry.year = "88".into();
    /// assert_eq!(entry.date(), Err(DateProblem::ShortYear));
    /// ```
    pub fn date(&self) -> Result<NaiveDate, DateProblem> {
        let [day, month, year] = [&self.day, &self.month, &self.year].map(|field| bare(field));
        match (day.is_empty(), month.is_empty(), year.is_empty()) {
            (true, true, true) => return Err(DateProblem::Empty),
            (true, ..) => return Err(DateProblem::DayMissing),
            (_, true, _) => return Err(DateProblem::MonthMissing),
            (.., true) => return Err(DateProblem::YearMissing),
            _ => {}
        }
        let day: u32 = day.parse().map_err(|_| DateProblem::NotNumbers)?;
        let month = month_number(&month).ok_or(DateProblem::NoSuchMonth)?;
        let year: i32 = year.parse().map_err(|_| DateProblem::NotNumbers)?;
        if year < 1000 {
            return Err(DateProblem::ShortYear);
        }
        NaiveDate::from_ymd_opt(year, month, day).ok_or(DateProblem::NoSuchDay)
    }

    /// Distributes a whole date that was typed or pasted into one field over the three fields: `14.03.1988`,
    /// `14 marts 1988`, `1988-03-14`, `14031988`. Returns `None` for any other text.
    pub fn spread(text: &str) -> Option<Self> {
        let entry = match parts(text)[..] {
            [year, month, day] if year.len() == 4 => Self::from_parts(day, month, year),
            [day, month, year] => Self::from_parts(day, month, year),
            [digits] if digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit()) => {
                Self::from_parts(&digits[..2], &digits[2..4], &digits[4..])
            }
            _ => return None,
        };
        entry.date().is_ok().then_some(entry)
    }

    fn from_parts(day: &str, month: &str, year: &str) -> Self {
        Self { day: day.to_owned(), month: month.to_owned(), year: year.to_owned() }
    }
}

/// Returns the first number or word of a field in lower case, without spaces, dots and the "gads" or "g." after a year.
fn bare(field: &str) -> String {
    let word = parts(field).first().copied().unwrap_or_default();
    word.to_lowercase()
}

/// Splits a text into numbers and words, without separators and without "gada".
fn parts(text: &str) -> Vec<&str> {
    let separate = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | '/' | '-' | '–');
    let of_year = |word: &&str| matches!(*word, "gada" | "gads" | "g");
    text.split(separate).filter(|word| !word.is_empty() && !of_year(word)).collect()
}

/// Number of the month, from a number or from the beginning of its Latvian or English name.
fn month_number(text: &str) -> Option<u32> {
    if let Ok(number) = text.parse() {
        return (1..=12).contains(&number).then_some(number);
    }
    // Three letters distinguish the months in both languages, with and without diacritics: jūnijs, june; jūlijs, july.
    const STARTS: [&[&str]; 12] = [
        &["jan"],
        &["feb"],
        &["mar"],
        &["apr"],
        &["mai", "may"],
        &["jūn", "jun"],
        &["jūl", "jul"],
        &["aug"],
        &["sep"],
        &["okt", "oct"],
        &["nov"],
        &["dec"],
    ];
    let named = |starts: &&[&str]| starts.iter().any(|start| text.starts_with(start));
    (1..).zip(STARTS).find(|(_, starts)| named(starts)).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(day: &str, month: &str, year: &str) -> Result<NaiveDate, DateProblem> {
        DateEntry::from_parts(day, month, year).date()
    }

    fn born() -> NaiveDate {
        NaiveDate::from_ymd_opt(1988, 3, 14).unwrap()
    }

    #[test]
    fn dates_are_understood_however_people_write_them() {
        for (day, month, year) in
            [("14", "3", "1988"), ("14.", "03.", "1988."), (" 14 ", "marts", "1988. gads"), ("14", "March", "1988")]
        {
            assert_eq!(typed(day, month, year), Ok(born()), "{day} {month} {year}");
        }
    }

    #[test]
    fn every_month_is_known_by_name() {
        let names = ["janvāris", "februāris", "marts", "aprīlis", "maijs", "jūnijs", "jūlijs", "augusts"];
        for (number, name) in (1..).zip(names) {
            assert_eq!(month_number(name), Some(number));
        }
        assert_eq!(["septembris", "oktobris", "novembris", "decembris"].map(month_number), [9, 10, 11, 12].map(Some));
        assert_eq!(["junijs", "julijs", "may", "october"].map(month_number), [6, 7, 5, 10].map(Some));
    }

    #[test]
    fn problems_name_what_to_mend() {
        assert_eq!(typed("", "", ""), Err(DateProblem::Empty));
        assert_eq!(typed("", "3", "1988"), Err(DateProblem::DayMissing));
        assert_eq!(typed("14", " ", "1988"), Err(DateProblem::MonthMissing));
        assert_eq!(typed("14", "3", "."), Err(DateProblem::YearMissing));
        assert_eq!(typed("četrpadsmit", "3", "1988"), Err(DateProblem::NotNumbers));
        assert_eq!(typed("14", "13", "1988"), Err(DateProblem::NoSuchMonth));
        assert_eq!(typed("14", "0", "1988"), Err(DateProblem::NoSuchMonth));
        assert_eq!(typed("14", "3", "88"), Err(DateProblem::ShortYear));
        assert_eq!(typed("29", "2", "2007"), Err(DateProblem::NoSuchDay));
        assert_eq!(typed("29", "2", "2008"), Ok(NaiveDate::from_ymd_opt(2008, 2, 29).unwrap()));
    }

    #[test]
    fn whole_date_in_one_field_is_spread_over_three() {
        for text in ["14.03.1988", "14.3.1988.", "1988-03-14", "14031988", "14. marts 1988", "1988. gada marts 14"] {
            assert_eq!(DateEntry::spread(text).unwrap().date(), Ok(born()), "{text}");
        }
        for text in ["14", "1403", "14.03", "14.03.88", "99999999", "14.03.1988.12"] {
            assert_eq!(DateEntry::spread(text), None, "{text}");
        }
    }

    #[test]
    fn date_fills_the_fields_it_is_read_from() {
        assert_eq!(DateEntry::of(born()), DateEntry::from_parts("14", "3", "1988"));
    }
}
