//! Canonical JSON: the parts of RFC 8785 that apply to values without fractions. Vectors marked with a section number
//! are the standard's own.
#![cfg(test)]

use rules::canonical::{CanonicalError, to_string};
use serde_json::{Value, json};

fn canonical(text: &str) -> Result<String, CanonicalError> {
    to_string(&serde_json::from_str::<Value>(text).unwrap_or_else(|error| panic!("{text}: {error}")))
}

#[test]
fn members_are_sorted_at_every_depth_and_lists_are_not() {
    let text = r#"{"b":[3,1,2],"a":{"d":null,"c":[{"z":1,"y":2}]}}"#;
    assert_eq!(canonical(text).as_deref(), Ok(r#"{"a":{"c":[{"y":2,"z":1}],"d":null},"b":[3,1,2]}"#));
}

#[test]
fn names_are_sorted_by_utf_16_as_in_section_3_2_3() {
    let text = r#"{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
        "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}"#;
    let expected = [
        r#"{"\r":"Carriage Return""#,
        r#""1":"One""#,
        "\"\u{80}\":\"Control\"",
        "\"ö\":\"Latin Small Letter O With Diaeresis\"",
        "\"€\":\"Euro Sign\"",
        "\"😀\":\"Emoji: Grinning Face\"",
        "\"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}",
    ];
    assert_eq!(canonical(text), Ok(expected.join(",")));
}

#[test]
fn names_beyond_the_first_plane_come_before_the_end_of_it() {
    // By code point U+FB33 is less than U+1F600; by UTF-16 code unit 0xFB33 is greater than 0xD83D.
    let sorted = to_string(&json!({ "\u{fb33}": 1, "\u{1f600}": 2 })).unwrap();
    assert_eq!(sorted, "{\"\u{1f600}\":2,\"\u{fb33}\":1}");
}

#[test]
fn shorter_name_comes_before_the_longer_that_begins_with_it() {
    assert_eq!(canonical(r#"{"ab":1,"a":2,"":3,"a ":4}"#).as_deref(), Ok(r#"{"":3,"a":2,"a ":4,"ab":1}"#));
}

#[test]
fn texts_are_escaped_as_in_section_3_2_2_2() {
    let text = r#"{"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"}"#;
    assert_eq!(canonical(text).as_deref(), Ok("{\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}"));
}

#[test]
fn control_characters_have_short_forms_or_lower_case_hex() {
    let short = [('\u{8}', "\\b"), ('\t', "\\t"), ('\n', "\\n"), ('\u{c}', "\\f"), ('\r', "\\r")];
    for code in 0..0x20_u32 {
        let control = char::from_u32(code).unwrap();
        let expected = match short.iter().find(|(c, _)| *c == control) {
            Some((_, escape)) => (*escape).to_string(),
            None => format!("\\u{code:04x}"),
        };
        assert_eq!(to_string(&control.to_string()), Ok(format!("\"{expected}\"")), "U+{code:04X}");
    }
}

#[test]
fn characters_that_need_no_escape_have_none() {
    for text in ["/", "\u{7f}", "\u{80}", "\u{2028}", "\u{2029}", "\u{feff}", "āčēģīķļņšūž", "<script>", "😀"]
    {
        assert_eq!(to_string(&text), Ok(format!("\"{text}\"")));
    }
}

#[test]
fn texts_are_not_normalised() {
    let (composed, decomposed) = ("\u{101}", "a\u{304}");
    assert_ne!(to_string(&composed), to_string(&decomposed));
}

#[test]
fn literals_and_empty_values_are_as_short_as_they_can_be() {
    for text in ["null", "true", "false", "[]", "{}", "\"\"", "0", "-1", "[[],{}]"] {
        assert_eq!(canonical(text).as_deref(), Ok(text));
    }
    assert_eq!(canonical(" [ 1 , 2 ] ").as_deref(), Ok("[1,2]"));
}

#[test]
fn whole_numbers_are_limited_to_those_exact_in_a_double() {
    for text in ["9007199254740991", "-9007199254740991", "4294967295", "50000"] {
        assert_eq!(canonical(text).as_deref(), Ok(text));
    }
    // 2^53 + 1 would be printed as 2^53 by ECMAScript, which RFC 8785 follows.
    for text in ["9007199254740992", "9007199254740993", "-9007199254740992", "18446744073709551615"] {
        assert_eq!(canonical(text), Err(CanonicalError), "{text}");
    }
}

#[test]
fn fraction_or_exponent_has_no_canonical_form_here() {
    for text in ["0.5", "1.0", "-0", "-0.0", "1e2", "1E400", "18446744073709551616", "333333333.33333329"] {
        let Ok(value) = serde_json::from_str::<Value>(text) else { continue };
        assert_eq!(to_string(&value), Err(CanonicalError), "{text}");
        assert_eq!(to_string(&json!({ "a": [value] })), Err(CanonicalError), "{text}, deeper");
    }
    assert_eq!(to_string(&f64::NAN), Ok("null".into()), "serde_json has no such number and writes null");
}

#[test]
fn map_whose_names_are_no_texts_has_no_canonical_form() {
    let map = std::collections::BTreeMap::from([(vec![1], 1)]);
    assert_eq!(to_string(&map), Err(CanonicalError));
}

#[test]
fn canonical_form_of_a_canonical_form_is_itself() {
    let once = canonical(rules::call::JUNE_2025).unwrap();
    assert_eq!(canonical(&once).as_ref(), Ok(&once));
    assert!(!once.contains('\n') && once.starts_with(r#"{"cites":{"account":["N13"]"#));
}
