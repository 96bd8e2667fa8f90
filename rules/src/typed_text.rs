//! Normalises text that a person typed or pasted. Browser and server use it for every field.
//!
//! | characters | example | treatment |
//! |---|---|---|
//! | controls, direction marks, zero-width characters | `U+202A` before a number copied from contacts | removed |
//! | soft hyphens, variation selectors, byte order mark | `U+00AD`, `U+FEFF` | removed |
//! | spaces of every width, tabs, line breaks | `U+00A0`, `U+3000` | one space; none at the ends |
//! | hyphens and dashes, minus sign | `U+2011`, `–`, `−` | `-` |
//! | full-width and small forms of ASCII | `＠`, `．`, `２` | the ASCII character |
//! | digits of other scripts | `٢`, `२` | the ASCII digit |
//! | apostrophes, ideographic full stop | `’`, `。` | `'`, `.` |
//! | letters of an address that look Latin but are not | `а` (Cyrillic) | kept, and reported ([`lookalike`]) |
//! | everything else | `ā`, `ß`, `山` | kept |

use alloc::string::String;

/// Normalises a text of one line; the table above lists the characters.
///
/// ```
/// use rules::typed_text::normalize;
/// assert_eq!(normalize("\u{202a}+371 26\u{a0}123\u{2011}456\u{202c} "), "+371 26 123-456");
/// assert_eq!(normalize("ａｎｎａ＠epasts．lv"), "anna@epasts.lv");
/// ```
pub fn normalize(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_ignored(*c)) {
        let c = plain(c);
        // A space follows a character, never another space or the beginning.
        if c != ' ' || !(normal.is_empty() || normal.ends_with(' ')) {
            normal.push(c);
        }
    }
    normal.truncate(normal.trim_end().len());
    normal
}

/// Why the bytes of a file are not text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EncodingError {
    /// The file has no byte order mark of UTF-16 and is not UTF-8.
    #[error("not UTF-8")]
    Utf8,
    /// The byte order mark says UTF-16, but the bytes are not.
    #[error("not UTF-16, although the byte order mark says so")]
    Utf16,
    /// The byte order mark says UTF-16, which has two bytes for each unit.
    #[error("UTF-16 with an odd number of bytes")]
    OddLength,
}

/// Decodes a file: UTF-8, or UTF-16 with a byte order mark, in which Windows saves "Unicode" texts. Removes the mark.
///
/// # Errors
/// [`EncodingError`] names the cause.
///
/// ```
/// use rules::typed_text::{EncodingError, decode};
/// assert_eq!(decode(b"\xef\xbb\xbf{}").as_deref(), Ok("{}"));
/// assert_eq!(decode(b"\xff\xfe{\0}\0").as_deref(), Ok("{}"));
/// assert_eq!(decode(b"\xde"), Err(EncodingError::Utf8));
/// ```
pub fn decode(bytes: &[u8]) -> Result<String, EncodingError> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] | rest => str::from_utf8(rest).map(String::from).map_err(|_| EncodingError::Utf8),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, EncodingError> {
    let (pairs, odd) = bytes.as_chunks();
    if !odd.is_empty() {
        return Err(EncodingError::OddLength);
    }
    let units = pairs.iter().map(|pair| unit(*pair));
    char::decode_utf16(units).collect::<Result<String, _>>().map_err(|_| EncodingError::Utf16)
}

/// Removes the byte order mark, invisible characters and spaces from both ends of a document. Its content stays
/// unchanged.
///
/// ```
/// assert_eq!(rules::typed_text::document("\u{feff}{\"a\":1}\r\n"), "{\"a\":1}");
/// ```
pub fn document(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_ignored(c))
}

/// Returns whether a character is removed: it is invisible, and only formats or marks text.
fn is_ignored(c: char) -> bool {
    let is_control = c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}');
    is_control
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{17b4}'
                | '\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Returns the plain form of a character that is kept.
fn plain(c: char) -> char {
    match c {
        c if c.is_whitespace() => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' => '\'',
        '\u{2024}' | '\u{3002}' | '\u{fe52}' | '\u{ff61}' => '.',
        '\u{fe50}' => ',',
        '\u{207a}' | '\u{2795}' | '\u{fe62}' => '+',
        '\u{fe6b}' => '@',
        // Full-width forms follow the order of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => digit(c).unwrap_or(c),
    }
}

/// The digit zero of each script whose ten digits follow it (Unicode 16, general category `Nd`, scripts of European and
/// Asian keyboards and the mathematical alphabets).
const ZEROS: [u32; 29] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20,
    0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0xa620, 0xff10, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6,
];

fn digit(c: char) -> Option<char> {
    let code = u32::from(c);
    let value = ZEROS.iter().map(|zero| code.wrapping_sub(*zero)).find(|value| *value < 10)?;
    char::from_digit(value, 10)
}

/// Returns the first letter of an e-mail address or another Latin text that looks like a Latin letter and is not one.
/// A word entirely in one other script is not reported, unless each of its letters looks Latin.
///
/// ```
/// use rules::typed_text::lookalike;
/// assert_eq!(lookalike("anna@epasts.lv"), None);
/// assert_eq!(lookalike("аnna@epasts.lv"), Some('а'), "the first letter is Cyrillic");
/// assert_eq!(lookalike("анна@почта.рф"), None);
/// ```
pub fn lookalike(text: &str) -> Option<char> {
    text.split(|c: char| !c.is_alphabetic()).find_map(|word| {
        let first = word.chars().find(|c| looks_latin(*c))?;
        let is_mixed = word.chars().any(is_latin);
        (is_mixed || word.chars().all(looks_latin)).then_some(first)
    })
}

const fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}')
}

/// Letters of the Greek, Cyrillic, Armenian and Cherokee scripts and of phonetics that are drawn like a Latin letter
/// (Unicode Technical Standard 39, confusables).
const fn looks_latin(c: char) -> bool {
    matches!(
        c,
        // Greek.
        'Α' | 'Β' | 'Ε' | 'Ζ' | 'Η' | 'Ι' | 'Κ' | 'Μ' | 'Ν' | 'Ο' | 'Ρ' | 'Τ' | 'Υ' | 'Χ' | 'α' | 'ι' | 'ν' | 'ο'
            | 'ρ' | 'υ' | 'ϲ' | 'ϳ'
            // Cyrillic. Small letters in the form of capitals are recognised: в, к, м, н, т.
            | 'А' | 'В' | 'Е' | 'К' | 'М' | 'Н' | 'О' | 'Р' | 'С' | 'Т' | 'У' | 'Х' | 'а' | 'е' | 'о' | 'р' | 'с' | 'у'
            | 'х' | 'Ѕ' | 'ѕ' | 'І' | 'і' | 'Ї' | 'ї' | 'Ј' | 'ј' | 'ԁ' | 'ԛ' | 'ԝ' | 'һ' | 'ү' | 'ӏ'
            // Armenian.
            | 'օ' | 'ս' | 'ց' | 'հ' | 'ո'
            // Phonetic letters and small capitals.
            | 'ı' | 'ɑ' | 'ɡ' | 'ɩ' | 'ɪ' | 'ʋ' | 'ᴄ' | 'ᴏ' | 'ᴜ' | 'ᴠ' | 'ᴡ' | 'ᴢ'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_characters_are_removed() {
        for invisible in [
            '\u{ad}',
            '\u{61c}',
            '\u{180e}',
            '\u{200b}',
            '\u{200d}',
            '\u{200e}',
            '\u{202a}',
            '\u{202c}',
            '\u{2060}',
            '\u{2066}',
            '\u{2069}',
            '\u{fe0f}',
            '\u{feff}',
            '\u{e0020}',
            '\u{0}',
            '\u{7f}',
            '\u{9f}',
        ] {
            let text = alloc::format!("{invisible}26{invisible}123456{invisible}");
            assert_eq!(normalize(&text), "26123456", "U+{:04X}", u32::from(invisible));
        }
    }

    #[test]
    fn spaces_of_every_kind_are_one_space_and_none_at_the_ends() {
        for space in ['\t', '\n', '\r', '\u{a0}', '\u{1680}', '\u{2007}', '\u{2009}', '\u{202f}', '\u{3000}'] {
            let text = alloc::format!("{space}26{space}{space} 12{space}");
            assert_eq!(normalize(&text), "26 12", "U+{:04X}", u32::from(space));
        }
        assert_eq!(normalize(" \u{200b} "), "");
    }

    #[test]
    fn dashes_digits_and_wide_forms_are_ascii() {
        assert_eq!(normalize("1‐2‑3‒4–5—6―7−8﹣9－0"), "1-2-3-4-5-6-7-8-9-0");
        for digits in ["０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾𝟿"]
        {
            assert_eq!(normalize(digits), "0123456789", "{digits}");
        }
        assert_eq!(normalize("＋３７１ ｏ’ｎｅｉｌ﹫ｅｐａｓｔｓ。ｌｖ"), "+371 o'neil@epasts.lv");
    }

    #[test]
    fn letters_stay_as_they_are() {
        for text in ["Jānis Bērziņš", "Ž. Ģērmane", "straße", "ligatūra ﬁ", "½ ² №", "анна@почта.рф", "山田"]
        {
            assert_eq!(normalize(text), text);
        }
        let once = normalize(" ａ\u{200b}–b ");
        assert_eq!(normalize(&once), once, "a normal text stays");
    }

    #[test]
    fn letter_that_only_looks_latin_is_found() {
        for (text, found) in [
            ("аnna@epasts.lv", 'а'),
            ("anna@еpasts.lv", 'е'),
            ("anna.оzola@epasts.lv", 'о'),
            ("сосо@epasts.lv", 'с'),
            ("annα@epasts.lv", 'α'),
            ("anna@epasts.ӏv", 'ӏ'),
        ] {
            assert_eq!(lookalike(text), Some(found), "{text}");
        }
        for text in ["anna@epasts.lv", "jānis.bērziņš@epasts.lv", "анна@epasts.lv", "γιώργος@epasts.gr", "", "1234"]
        {
            assert_eq!(lookalike(text), None, "{text}");
        }
    }

    #[test]
    fn document_keeps_everything_between_its_ends() {
        assert_eq!(
            document("\u{feff}\u{200b} {\"name\":\"A\u{a0}–\u{200b}B\"}\r\n\u{feff}"),
            "{\"name\":\"A\u{a0}–\u{200b}B\"}"
        );
        assert_eq!(document("\u{feff}"), "");
    }
}
