//! Personal codes, old and new form. Every code here is synthetic, or published as a demonstration account.
#![cfg(test)]

use rules::personal_code::{PersonalCode, PersonalCodeError as Error};

mod support;
use support::day;

#[test]
fn codes_of_the_source_table_are_read_as_it_says() {
    let table = [
        ("030303-10012", Ok(Some("1903-03-03")), "published Smart-ID demonstration account"),
        ("010101-10006", Ok(Some("1901-01-01")), "first day of a century"),
        ("290204-10007", Ok(Some("1904-02-29")), "29 February of a leap year"),
        ("290200-10003", Err(Error::Date), "29 February 1900 never was, though the check digit fits"),
        ("010101-10007", Err(Error::Checksum), "check digit one too high"),
        ("010190-01236", Ok(Some("1890-01-01")), "born in the 1800s"),
        ("010101-10090", Ok(Some("1901-01-01")), "remainder 10 gives check digit 0"),
        ("391234-56780", Ok(None), "new form, no checksum asked for"),
        ("311234-56789", Err(Error::Century), "31 is a day, so the old form, whose century 5 is none"),
        ("411234-50000", Err(Error::Form), "neither old nor new"),
    ];
    for (text, expected, why) in table {
        let read = PersonalCode::parse(text).map(PersonalCode::birth_date);
        assert_eq!(read, expected.map(|date| date.map(day)), "{text}: {why}");
    }
}

#[test]
fn new_form_begins_with_32_to_39_and_no_other_number() {
    for head in 32..=39 {
        let code = PersonalCode::parse(&format!("{head}9999-99999")).unwrap();
        assert!(code.is_new_form() && code.birth_date().is_none(), "{head}");
    }
    for head in [0, 1, 29, 30, 31, 40, 41, 99] {
        assert!(PersonalCode::parse(&format!("{head:02}9999-99999")).is_err(), "{head}");
    }
}

#[test]
fn new_code_is_never_refused_for_its_last_digit() {
    for last in 0..=9 {
        assert!(PersonalCode::parse(&format!("391234-5678{last}")).is_ok(), "last digit {last}");
    }
}

#[test]
fn old_code_has_exactly_one_check_digit() {
    for last in 0..=9 {
        let expected = if last == 6 { Ok(()) } else { Err(Error::Checksum) };
        assert_eq!(PersonalCode::parse(&format!("010101-1000{last}")).map(drop), expected, "last digit {last}");
    }
}

#[test]
fn remainder_ten_is_check_digit_zero_and_nothing_else() {
    for last in 1..=9 {
        assert_eq!(PersonalCode::parse(&format!("010101-1009{last}")), Err(Error::Checksum), "last digit {last}");
    }
}

#[test]
fn changing_one_digit_of_an_old_code_is_noticed() {
    let code = "140388-10007";
    assert!(PersonalCode::parse(code).is_ok());
    for position in (0..code.len()).filter(|position| *position != 6) {
        let digit = code.as_bytes()[position] - b'0';
        for other in (0..=9).filter(|other| *other != digit) {
            let mut changed = code.to_string();
            changed.replace_range(position..=position, &other.to_string());
            let read = PersonalCode::parse(&changed);
            let is_new = read.is_ok_and(PersonalCode::is_new_form);
            assert!(read.is_err() || is_new, "{changed} is taken for another person's code");
        }
    }
}

#[test]
fn date_that_never_was_is_refused() {
    for head in ["310201", "300200", "310401", "001201", "011301", "010001", "290201"] {
        assert_eq!(PersonalCode::parse(&format!("{head}-10000")), Err(Error::Date), "{head}");
    }
}

#[test]
fn century_digit_is_zero_one_or_two() {
    for century in 3..=9 {
        assert_eq!(PersonalCode::parse(&format!("010101-{century}0000")), Err(Error::Century), "century {century}");
    }
    assert_eq!(PersonalCode::parse("010101-20001").map(PersonalCode::birth_date), Ok(Some(day("2001-01-01"))));
}

#[test]
fn shape_is_eleven_digits_with_or_without_the_hyphen() {
    let code = PersonalCode::parse("010101-10006").unwrap();
    for same in ["01010110006", " 010101-10006", "010101-10006 ", "\u{a0}010101-10006\n"] {
        assert_eq!(PersonalCode::parse(same), Ok(code), "{same:?}");
    }
    let bad = [
        "",
        " ",
        "-",
        "010101-1000",
        "0101011000",
        "010101-100066",
        "010101100066",
        "010101--10006",
        "01010-110006",
        "0101011-0006",
        "010101 10006",
        "010101–10006",
        "010101_10006",
        "O10101-10006",
        "0101o1-10006",
        "PNOLV-010101-10006",
        "０１０１０１-10006",
        "ābcdef-ghij",
        "+10101-10006",
    ];
    for text in bad {
        assert_eq!(PersonalCode::parse(text), Err(Error::Shape), "{text:?}");
    }
}

#[test]
fn debug_print_shows_no_digit_of_the_code() {
    let code = PersonalCode::parse("140388-10007").unwrap();
    for printed in [format!("{code:?}"), format!("{code:#?}"), format!("{:?}", Some(code))] {
        assert!(!printed.chars().any(|c| c.is_ascii_digit()), "{printed}");
    }
}

#[test]
fn mask_keeps_the_first_two_digits_and_hides_the_rest() {
    assert_eq!(PersonalCode::parse("140388-10007").unwrap().masked(), "14••••-•••••");
    assert_eq!(PersonalCode::parse("391234-56780").unwrap().masked(), "39••••-•••••");
}

#[test]
fn printed_code_carries_its_hyphen_and_reads_back() {
    for text in ["030303-10012", "010190-01236", "010101-20001", "391234-56780"] {
        let code = PersonalCode::parse(text).unwrap();
        assert_eq!(code.hyphenated(), text);
        assert_eq!(PersonalCode::parse(&code.hyphenated()), Ok(code));
    }
}
