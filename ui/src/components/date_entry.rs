//! A date typed into three fields: parsed leniently, but never guessed.

use chrono::{Datelike, NaiveDate};
use rules::typed_text::normalize;

/// The three fields as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateEntry {
    /// The day; or a whole date, while the other fields are empty.
    pub day: String,
    /// The month: a number, or its name; or a whole date.
    pub month: String,
    /// The year; or a whole date.
    pub year: String,
}

/// A field of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatePart {
    /// The first field.
    Day,
    /// The second field.
    Month,
    /// The third field.
    Year,
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
    /// The day is not exactly one number.
    DayNotNumber,
    /// The year is not exactly one number.
    YearNotNumber,
    /// The year has fewer than four digits; the century would be a guess.
    ShortYear,
    /// The month is neither a number from 1 to 12 nor a name.
    NoSuchMonth,
    /// The calendar has no such day.
    NoSuchDay,
}

impl DateProblem {
    /// The first field to correct.
    pub const fn part(self) -> DatePart {
        match self {
            Self::Empty | Self::DayMissing | Self::DayNotNumber | Self::NoSuchDay => DatePart::Day,
            Self::MonthMissing | Self::NoSuchMonth => DatePart::Month,
            Self::YearMissing | Self::YearNotNumber | Self::ShortYear => DatePart::Year,
        }
    }
}

impl DateEntry {
    /// Returns the fields of a date.
    pub fn of(date: NaiveDate) -> Self {
        Self { day: date.day().to_string(), month: date.month().to_string(), year: date.year().to_string() }
    }

    /// Parses the fields as a date. A whole date in one field counts while the other two are empty.
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
        let [day, month, year] = [&self.day, &self.month, &self.year].map(|field| normalize(field));
        match (day.as_str(), month.as_str(), year.as_str()) {
            ("", "", "") => return Err(DateProblem::Empty),
            (whole, "", "") | ("", whole, "") | ("", "", whole) => {
                if let Some(date) = parse(whole) {
                    return Ok(date);
                }
            }
            _ => {}
        }
        let [day, month, year] = [day, month, year].map(|field| words(&field));
        match (day.is_empty(), month.is_empty(), year.is_empty()) {
            (true, ..) => return Err(DateProblem::DayMissing),
            (_, true, _) => return Err(DateProblem::MonthMissing),
            (.., true) => return Err(DateProblem::YearMissing),
            _ => {}
        }
        let day: u32 = number(&day).ok_or(DateProblem::DayNotNumber)?;
        let [month] = &month[..] else { return Err(DateProblem::NoSuchMonth) };
        let month = month_number(month).ok_or(DateProblem::NoSuchMonth)?;
        let year: i32 = number(&year).ok_or(DateProblem::YearNotNumber)?;
        if year < 1000 {
            return Err(DateProblem::ShortYear);
        }
        NaiveDate::from_ymd_opt(year, month, day).ok_or(DateProblem::NoSuchDay)
    }

    /// Distributes a whole date that was typed or pasted into one field over the three fields. Returns `None` for any
    /// other text.
    pub fn spread(text: &str) -> Option<Self> {
        parse(&normalize(text)).map(Self::of)
    }

    /// As [`DateEntry::spread`], only for a text that ends with the year: the person has typed the last character.
    pub fn spread_complete(text: &str) -> Option<Self> {
        let ends_with_year = words(&normalize(text)).last().is_some_and(|last| last.len() == 4 || last.len() == 8);
        if ends_with_year { Self::spread(text) } else { None }
    }
}

/// Parses a whole date: day, month and year in the order of Latvia or of ISO 8601, with any separators; the month may
/// be a Latvian, English or Russian name or a Roman number and may come first; eight digits without separators.
fn parse(text: &str) -> Option<NaiveDate> {
    let words = words(text);
    let (year, month, day) = match &words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [digits] if digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            return eight_digits(digits);
        }
        // 1988-03-14, 1988. gada marts 14; with the name at the end 1988. gada 14. marts.
        [year, day, month] if is_year(year) && !is_number(month) => (*year, *month, *day),
        [year, month, day] if is_year(year) => (*year, *month, *day),
        [month, day, year] if !is_number(month) => (*year, *month, *day),
        [day, month, year] => (*year, *month, *day),
        _ => return None,
    };
    let year = year.parse().ok().filter(|_| is_year(year))?;
    NaiveDate::from_ymd_opt(year, month_number(month)?, day.parse().ok()?)
}

/// `19880314` or `14031988`. Only one of the two is a date of the centuries since 1900.
fn eight_digits(digits: &str) -> Option<NaiveDate> {
    let date = |year: &str, month: &str, day: &str| {
        let year = year.parse().ok().filter(|year| *year >= 1900)?;
        NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
    };
    date(&digits[..4], &digits[4..6], &digits[6..]).or_else(|| date(&digits[4..], &digits[2..4], &digits[..2]))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && is_number(word)
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Parses the only word of a field as a number.
fn number<T: std::str::FromStr>(words: &[String]) -> Option<T> {
    let [word] = words else { return None };
    word.parse().ok()
}

/// Splits a text into numbers and words in lower case, without separators and without words that only accompany a date.
fn words(text: &str) -> Vec<String> {
    const IGNORED: [&str; 12] = ["gada", "gads", "gadā", "g", "st", "nd", "rd", "th", "of", "года", "год", "г"];
    let mut words: Vec<String> = Vec::new();
    let mut before = None;
    for c in text.to_lowercase().chars() {
        let kind = if c.is_ascii_digit() {
            Some('0')
        } else if c.is_alphabetic() {
            Some('a')
        } else if c.is_whitespace() || matches!(c, '.' | ',' | '/' | '-' | '\'') {
            None
        } else {
            // Any other character makes a word that is neither a number nor a name.
            Some('?')
        };
        match (kind, words.last_mut()) {
            (None, _) => {}
            (Some(_), Some(word)) if kind == before => word.push(c),
            (Some(_), _) => words.push(c.to_string()),
        }
        before = kind;
    }
    words.retain(|word| !IGNORED.contains(&word.as_str()) && !is_weekday(word));
    words
}

fn is_weekday(word: &str) -> bool {
    let latvian = ["pirmdien", "otrdien", "trešdien", "ceturtdien", "piektdien", "sestdien", "svētdien"];
    let english = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    latvian.iter().any(|day| word.starts_with(day)) || english.contains(&word)
}

/// Number of the month, from a number, a Roman number, or the beginning of its name, at least three letters. The names
/// match with and without Latvian diacritics and in every case.
fn month_number(text: &str) -> Option<u32> {
    const NAMES: [&[&str]; 12] = [
        &["janvar", "januar", "январ"],
        &["februar", "феврал"],
        &["mart", "march", "март"],
        &["april", "апрел"],
        &["maij", "may", "май", "мая"],
        &["junij", "june", "июн"],
        &["julij", "july", "июл"],
        &["august", "август"],
        &["septembr", "september", "сентябр"],
        &["oktobr", "october", "октябр"],
        &["novembr", "november", "ноябр"],
        &["decembr", "december", "декабр"],
    ];
    const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    if is_number(text) {
        return text.parse().ok().filter(|number| (1..=12).contains(number));
    }
    let plain: String = text.chars().map(without_diacritic).collect();
    let is_named = |names: &&[&str]| {
        let is_short = plain.chars().count() >= 3;
        names.iter().any(|name| plain.starts_with(name) || (is_short && name.starts_with(plain.as_str())))
    };
    let roman = ROMAN.iter().position(|roman| *roman == plain);
    let index = roman.or_else(|| NAMES.iter().position(is_named))?;
    u32::try_from(index + 1).ok()
}

const fn without_diacritic(c: char) -> char {
    match c {
        'ā' => 'a',
        'ē' => 'e',
        'ī' => 'i',
        'ū' => 'u',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(day: &str, month: &str, year: &str) -> DateEntry {
        DateEntry { day: day.into(), month: month.into(), year: year.into() }
    }

    fn typed(day: &str, month: &str, year: &str) -> Result<NaiveDate, DateProblem> {
        entry(day, month, year).date()
    }

    fn born() -> NaiveDate {
        NaiveDate::from_ymd_opt(1988, 3, 14).unwrap()
    }

    #[test]
    fn dates_are_understood_however_people_write_them() {
        for (day, month, year) in [
            ("14", "3", "1988"),
            ("14.", "03.", "1988."),
            (" 14 ", "marts", "1988. gads"),
            ("14", "March", "1988"),
            ("14th", "mar", "1988"),
            ("14", "III", "1988"),
            ("14", "марта", "1988 г."),
            ("１４", "０３", "１９８８"),
            ("\u{202a}14\u{202c}", "3\u{200b}", "1988\u{a0}"),
        ] {
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
        assert_eq!(["janvārī", "maijā", "jūn", "jul", "sept", "dec"].map(month_number), [1, 5, 6, 7, 9, 12].map(Some));
        assert_eq!(["января", "мая", "июля", "xii", "iv"].map(month_number), [1, 5, 7, 12, 4].map(Some));
        for word in ["ma", "marmelāde", "junk", "0", "13", "xiii", "mm", "j"] {
            assert_eq!(month_number(word), None, "{word}");
        }
    }

    #[test]
    fn problems_name_what_to_correct_and_where() {
        for (entry, problem, part) in [
            (("", "", ""), DateProblem::Empty, DatePart::Day),
            (("", "3", "1988"), DateProblem::DayMissing, DatePart::Day),
            (("14", " ", "1988"), DateProblem::MonthMissing, DatePart::Month),
            (("14", "3", "."), DateProblem::YearMissing, DatePart::Year),
            (("četrpadsmit", "3", "1988"), DateProblem::DayNotNumber, DatePart::Day),
            (("1 4", "3", "1988"), DateProblem::DayNotNumber, DatePart::Day),
            (("14 15", "3", "1988"), DateProblem::DayNotNumber, DatePart::Day),
            (("14?", "3", "1988"), DateProblem::DayNotNumber, DatePart::Day),
            (("14", "13", "1988"), DateProblem::NoSuchMonth, DatePart::Month),
            (("14", "0", "1988"), DateProblem::NoSuchMonth, DatePart::Month),
            (("14", "3 4", "1988"), DateProblem::NoSuchMonth, DatePart::Month),
            (("14", "3", "1988 1989"), DateProblem::YearNotNumber, DatePart::Year),
            (("14", "3", "19 88"), DateProblem::YearNotNumber, DatePart::Year),
            (("14", "3", "nezinu"), DateProblem::YearNotNumber, DatePart::Year),
            (("14", "3", "88"), DateProblem::ShortYear, DatePart::Year),
            (("29", "2", "2007"), DateProblem::NoSuchDay, DatePart::Day),
            (("14.03", "", ""), DateProblem::MonthMissing, DatePart::Month),
        ] {
            let found = typed(entry.0, entry.1, entry.2);
            assert_eq!(found, Err(problem), "{entry:?}");
            assert_eq!(problem.part(), part, "{entry:?}");
        }
        assert_eq!(typed("29", "2", "2008"), Ok(NaiveDate::from_ymd_opt(2008, 2, 29).unwrap()));
    }

    #[test]
    fn whole_date_in_one_field_is_spread_over_three() {
        for text in [
            "14.03.1988",
            "14.3.1988.",
            "14/03/1988",
            "14-3-1988",
            "14 03 1988",
            "1988-03-14",
            "1988.03.14.",
            "1988/3/14",
            "14031988",
            "19880314",
            "14. marts 1988",
            "14. marts 1988. gads",
            "1988. gada 14. marts",
            "1988. gada 14. martā",
            "1988.\u{a0}gada 14.\u{a0}martā",
            "1988. gada marts 14",
            "pirmdiena, 1988. gada 14. marts",
            "14 March 1988",
            "14th of March 1988",
            "March 14, 1988",
            "Monday, March 14, 1988",
            "14.III.1988",
            "14 марта 1988 года",
            "14\u{2013}03\u{2013}1988",
            "14marts1988",
        ] {
            assert_eq!(DateEntry::spread(text), Some(entry("14", "3", "1988")), "{text}");
            for whole in [(text, "", ""), ("", text, ""), ("", "", text)] {
                assert_eq!(typed(whole.0, whole.1, whole.2), Ok(born()), "{text}");
            }
        }
        for text in [
            "14",
            "1403",
            "14.03",
            "14.03.88",
            "140388",
            "99999999",
            "14.03.1988.12",
            "30.02.1988",
            "14:03:1988",
            "1988",
            "gada marts",
            "14. marts",
            "03.14.1988",
            "14.03.19881",
        ] {
            assert_eq!(DateEntry::spread(text), None, "{text}");
        }
    }

    #[test]
    fn typed_date_is_spread_at_its_last_character_only() {
        for text in ["14.03.1988", "14031988", "14. marts 1988"] {
            let before: String = text.chars().take(text.chars().count() - 1).collect();
            assert_eq!(DateEntry::spread_complete(text), Some(entry("14", "3", "1988")), "{text}");
            assert_eq!(DateEntry::spread_complete(&before), None, "{before}");
        }
        for text in ["1988-03-1", "1988. gada 14. mar", "1988-03-14"] {
            assert_eq!(DateEntry::spread_complete(text), None, "{text}: the person may go on");
        }
    }

    #[test]
    fn date_fills_the_fields_it_is_read_from() {
        assert_eq!(DateEntry::of(born()), entry("14", "3", "1988"));
    }
}
