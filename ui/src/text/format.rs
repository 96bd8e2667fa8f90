//! Formats of money, dates and times in each language.
//!
//! A no-break space joins a number to the following word, so that no line ends in "9." or "500".

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use rules::language::Language;
use rules::money::Cents;
use rules::riga_time;

/// A no-break space.
const NBSP: char = '\u{a0}';

/// Latvian grammatical cases of a date; English has one form for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// "9. jūnijs": the date on its own.
    Nominative,
    /// "no 9. jūnija".
    Genitive,
    /// "līdz 20. jūnijam".
    Dative,
    /// "15. jūnijā".
    Locative,
}

const MONTHS_LV: [&str; 12] = [
    "janvār", "februār", "mart", "aprīl", "maij", "jūnij", "jūlij", "august", "septembr", "oktobr", "novembr",
    "decembr",
];

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Formats an amount: `1450,00 EUR`, `€1,450.00`. Latvian groups digits from five on (CLDR), English from four.
pub fn money(language: Language, amount: Cents) -> String {
    let (euros, cents) = (amount.get() / 100, amount.get() % 100);
    match language {
        Language::Lv => format!("{},{cents:02}{NBSP}EUR", grouped(euros, NBSP, 10_000)),
        Language::En => format!("€{}.{cents:02}", grouped(euros, ',', 1_000)),
    }
}

/// Groups digits in threes if the number is at least `least`.
fn grouped(number: u32, separator: char, least: u32) -> String {
    let digits = number.to_string();
    if number < least {
        return digits;
    }
    let mut out = String::with_capacity(digits.len() + 4);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// Formats a date with its year: `2025. gada 9. jūnijs`, `9 June 2025`.
pub fn date(language: Language, date: NaiveDate, case: Case) -> String {
    match language {
        Language::Lv => format!("{}.{NBSP}gada {}", date.year(), day(language, date, case)),
        Language::En => format!("{} {}", day(language, date, case), date.year()),
    }
}

/// Formats a date without its year: `9. jūnijs`, `9 June`.
pub fn day(language: Language, date: NaiveDate, case: Case) -> String {
    let number = date.day();
    let month = date.month0() as usize;
    match language {
        Language::Lv => format!("{number}.{NBSP}{}", month_lv(month, case)),
        Language::En => format!("{number}{NBSP}{}", MONTHS_EN[month]),
    }
}

/// Formats the name of a call: `2025. gada jūnijs`, `June 2025`. A name that is not a year and month is returned
/// unchanged.
pub fn call(language: Language, name: &str) -> String {
    let first_day: Option<NaiveDate> = format!("{name}-01").parse().ok();
    let Some(first_day) = first_day else { return name.to_owned() };
    let (year, month) = (first_day.year(), first_day.month0() as usize);
    match language {
        Language::Lv => format!("{year}.{NBSP}gada {}", month_lv(month, Case::Nominative)),
        Language::En => format!("{} {year}", MONTHS_EN[month]),
    }
}

/// Returns the name of a month in a case. Seven months end in -is (second declension), five in -s (first).
fn month_lv(month: usize, case: Case) -> String {
    const APRIL: usize = 3;
    let second = matches!(month, 0 | 1 | APRIL | 8..=11);
    let ending = match (case, second) {
        // The only stem with a consonant change: aprīlis, aprīļa.
        (Case::Genitive, _) if month == APRIL => return "aprīļa".to_owned(),
        (Case::Nominative, true) => "is",
        (Case::Nominative, false) => "s",
        (Case::Genitive, _) => "a",
        (Case::Dative, true) => "im",
        (Case::Dative, false) => "am",
        (Case::Locative, true) => "ī",
        (Case::Locative, false) => "ā",
    };
    format!("{}{ending}", MONTHS_LV[month])
}

/// Formats a date range: `1. septembris – 12. decembris`. A year is included if it is not `this_year`.
pub fn range(language: Language, from: NaiveDate, to: NaiveDate, this_year: i32) -> String {
    let named = |day: NaiveDate| {
        if day.year() == this_year {
            self::day(language, day, Case::Nominative)
        } else {
            date(language, day, Case::Nominative)
        }
    };
    format!("{} – {}", named(from), named(to))
}

/// Formats a date range with each year that is needed to be exact: `2025. gada 1. septembris – 12. decembris`,
/// `2025. gada 15. septembris – 2026. gada 30. janvāris`.
pub fn full_range(language: Language, from: NaiveDate, to: NaiveDate) -> String {
    let same_year = from.year() == to.year();
    let (first, last) = match language {
        Language::Lv => (date(language, from, Case::Nominative), range_end(language, to, same_year)),
        Language::En if same_year => (day(language, from, Case::Nominative), date(language, to, Case::Nominative)),
        Language::En => (date(language, from, Case::Nominative), date(language, to, Case::Nominative)),
    };
    format!("{first} – {last}")
}

fn range_end(language: Language, to: NaiveDate, same_year: bool) -> String {
    if same_year { day(language, to, Case::Nominative) } else { date(language, to, Case::Nominative) }
}

/// Formats a date range for a sentence, after "no" and "from": `2025. gada 9. līdz 20. jūnijam`, `9 to 20 June 2025`. A
/// month or year that both dates share appears once.
pub fn from_to(language: Language, from: NaiveDate, to: NaiveDate) -> String {
    let same_year = from.year() == to.year();
    let same_month = same_year && from.month() == to.month();
    match language {
        Language::Lv => {
            let first = if same_month {
                format!("{}.{NBSP}gada {}.", from.year(), from.day())
            } else {
                date(language, from, Case::Genitive)
            };
            let last = if same_year { day(language, to, Case::Dative) } else { date(language, to, Case::Dative) };
            format!("{first} līdz {last}")
        }
        Language::En => {
            let first = match (same_month, same_year) {
                (true, _) => from.day().to_string(),
                (false, true) => day(language, from, Case::Nominative),
                (false, false) => date(language, from, Case::Nominative),
            };
            format!("{first} to {}", date(language, to, Case::Nominative))
        }
    }
}

/// Formats a date range within one month: `9.–20. jūnijs`, `9–20 June`; for two months like [`range`].
pub fn short_range(language: Language, from: NaiveDate, to: NaiveDate) -> String {
    if (from.year(), from.month()) != (to.year(), to.month()) {
        return range(language, from, to, from.year());
    }
    match language {
        Language::Lv => format!("{}.–{}", from.day(), day(language, to, Case::Nominative)),
        Language::En => format!("{}–{}", from.day(), day(language, to, Case::Nominative)),
    }
}

/// Formats the time of day in Riga: `plkst. 9.14`, `9:14`.
pub fn time(language: Language, at: DateTime<Utc>) -> String {
    let at = riga_time::local(at);
    match language {
        Language::Lv => format!("plkst.{NBSP}{}.{:02}", at.hour(), at.minute()),
        Language::En => format!("{}:{:02}", at.hour(), at.minute()),
    }
}

/// Formats a date and time in Riga: `2025. gada 10. jūnijā plkst. 9.14`, `10 June 2025 at 9:14`.
pub fn instant(language: Language, at: DateTime<Utc>) -> String {
    let on = date(language, riga_time::date_at(at), Case::Locative);
    match language {
        Language::Lv => format!("{on} {}", time(language, at)),
        Language::En => format!("{on} at{NBSP}{}", time(language, at)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day_of(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Compares the text with ordinary spaces, which are easier to read in tests.
    fn reads(text: String, expected: &str) {
        assert_eq!(text.replace(NBSP, " "), expected);
    }

    #[test]
    fn money_has_two_decimals_and_its_currency() {
        for (cents, lv, en) in [
            (50_000, "500,00 EUR", "€500.00"),
            (0, "0,00 EUR", "€0.00"),
            (5, "0,05 EUR", "€0.05"),
            (145_000, "1450,00 EUR", "€1,450.00"),
            (1_234_567, "12 345,67 EUR", "€12,345.67"),
            (100_000_000, "1 000 000,00 EUR", "€1,000,000.00"),
        ] {
            reads(money(Language::Lv, Cents::new(cents)), lv);
            reads(money(Language::En, Cents::new(cents)), en);
        }
    }

    #[test]
    fn money_does_not_break_over_lines() {
        assert_eq!(money(Language::Lv, Cents::new(50_000)), "500,00\u{a0}EUR");
    }

    #[test]
    fn call_is_named_by_its_month_or_by_its_identifier() {
        assert_eq!(call(Language::Lv, "2025-06"), "2025.\u{a0}gada jūnijs");
        assert_eq!(call(Language::En, "2024-11"), "November 2024");
        assert_eq!(call(Language::En, "2025-13"), "2025-13");
        assert_eq!(call(Language::Lv, "2024-esf"), "2024-esf");
    }

    #[test]
    fn every_month_has_its_four_cases() {
        let expected = [
            ["janvāris", "janvāra", "janvārim", "janvārī"],
            ["februāris", "februāra", "februārim", "februārī"],
            ["marts", "marta", "martam", "martā"],
            ["aprīlis", "aprīļa", "aprīlim", "aprīlī"],
            ["maijs", "maija", "maijam", "maijā"],
            ["jūnijs", "jūnija", "jūnijam", "jūnijā"],
            ["jūlijs", "jūlija", "jūlijam", "jūlijā"],
            ["augusts", "augusta", "augustam", "augustā"],
            ["septembris", "septembra", "septembrim", "septembrī"],
            ["oktobris", "oktobra", "oktobrim", "oktobrī"],
            ["novembris", "novembra", "novembrim", "novembrī"],
            ["decembris", "decembra", "decembrim", "decembrī"],
        ];
        for (month, forms) in (1..).zip(expected) {
            let date = NaiveDate::from_ymd_opt(2025, month, 3).unwrap();
            for (case, form) in [Case::Nominative, Case::Genitive, Case::Dative, Case::Locative].into_iter().zip(forms)
            {
                reads(day(Language::Lv, date, case), &format!("3. {form}"));
            }
        }
    }

    #[test]
    fn days_read_as_each_language_writes_them() {
        reads(date(Language::Lv, day_of("2025-06-09"), Case::Nominative), "2025. gada 9. jūnijs");
        reads(date(Language::Lv, day_of("2025-06-15"), Case::Locative), "2025. gada 15. jūnijā");
        reads(date(Language::En, day_of("2025-06-09"), Case::Locative), "9 June 2025");
    }

    #[test]
    fn ranges_name_the_years_that_are_needed() {
        let (autumn, december, january) = (day_of("2025-09-01"), day_of("2025-12-12"), day_of("2026-01-30"));
        reads(range(Language::Lv, autumn, december, 2025), "1. septembris – 12. decembris");
        reads(range(Language::Lv, autumn, january, 2025), "1. septembris – 2026. gada 30. janvāris");
        reads(range(Language::En, autumn, january, 2025), "1 September – 30 January 2026");
        reads(full_range(Language::Lv, autumn, december), "2025. gada 1. septembris – 12. decembris");
        reads(full_range(Language::En, autumn, december), "1 September – 12 December 2025");
        reads(full_range(Language::Lv, autumn, january), "2025. gada 1. septembris – 2026. gada 30. janvāris");
        reads(full_range(Language::En, autumn, january), "1 September 2025 – 30 January 2026");
        reads(short_range(Language::Lv, day_of("2025-06-09"), day_of("2025-06-20")), "9.–20. jūnijs");
        reads(short_range(Language::En, day_of("2025-06-09"), day_of("2025-06-20")), "9–20 June");
        reads(short_range(Language::Lv, day_of("2025-05-30"), day_of("2025-06-20")), "30. maijs – 20. jūnijs");
    }

    #[test]
    fn sentences_say_once_what_both_days_share() {
        let (ninth, twentieth) = (day_of("2025-06-09"), day_of("2025-06-20"));
        reads(from_to(Language::Lv, ninth, twentieth), "2025. gada 9. līdz 20. jūnijam");
        reads(from_to(Language::En, ninth, twentieth), "9 to 20 June 2025");
        let may = day_of("2025-05-30");
        reads(from_to(Language::Lv, may, twentieth), "2025. gada 30. maija līdz 20. jūnijam");
        reads(from_to(Language::En, may, twentieth), "30 May to 20 June 2025");
        let january = day_of("2026-01-05");
        reads(from_to(Language::Lv, twentieth, january), "2025. gada 20. jūnija līdz 2026. gada 5. janvārim");
        reads(from_to(Language::En, twentieth, january), "20 June 2025 to 5 January 2026");
    }

    #[test]
    fn instants_are_on_rigas_clock() {
        let summer = "2025-06-10T06:14:59Z".parse().unwrap();
        reads(instant(Language::Lv, summer), "2025. gada 10. jūnijā plkst. 9.14");
        reads(instant(Language::En, summer), "10 June 2025 at 9:14");
        let late = "2025-12-31T22:05:00Z".parse().unwrap();
        reads(instant(Language::Lv, late), "2026. gada 1. janvārī plkst. 0.05");
    }
}
