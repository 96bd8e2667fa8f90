//! Latvian alphabetical order, after CLDR (`lv`).
//!
//! Letters with a caron or a cedilla are letters of their own and follow the plain one: `c`, `č`. Long vowels differ
//! from short ones, and `y` from `i`, only where nothing else does: `saknes` is before `sākums`, `sākt` after `sakt`.

/// Key of a text: texts are in alphabetical order if their keys are in order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CollationKey {
    /// Letters and digits without length, marks and case; words begin with a zero.
    letters: Vec<u32>,
    /// Length of vowels, in the order of the letters.
    lengths: Vec<u8>,
    /// Case, in the order of the letters: small letters are first.
    cases: Vec<bool>,
}

/// Base letters of the alphabet in their order; `y` counts as `i`.
const ALPHABET: &str = "abcčdefgģhijkķlļmnņopqrŗsštuvwxzž";

/// Keys of digits and then of letters; other scripts follow with their code points.
const DIGITS: u32 = 1;
const LETTERS: u32 = 100;
const OTHERS: u32 = 1_000;

/// Returns the key of a text. Marks between words only separate them.
///
/// ```
/// use ui::collation::collation_key;
/// let mut words = ["čau", "cits", "dati", "ābols", "abols"];
/// words.sort_by_cached_key(|word| collation_key(word));
/// assert_eq!(words, ["abols", "ābols", "cits", "čau", "dati"]);
/// ```
pub fn collation_key(text: &str) -> CollationKey {
    let mut key = CollationKey { letters: Vec::new(), lengths: Vec::new(), cases: Vec::new() };
    let mut is_between_words = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let letter = letters
            .next_if(|mark| composed(letter, *mark).is_some())
            .and_then(|mark| composed(letter, mark))
            .unwrap_or(letter);
        if !letter.is_alphanumeric() {
            is_between_words = !key.letters.is_empty();
            continue;
        }
        if std::mem::take(&mut is_between_words) {
            key.push(0, 0, false);
        }
        let is_capital = letter.is_uppercase();
        for small in letter.to_lowercase() {
            let (base, length) = split(small);
            key.push(order(base), length, is_capital);
        }
    }
    key
}

impl CollationKey {
    fn push(&mut self, letter: u32, length: u8, is_capital: bool) {
        self.letters.push(letter);
        self.lengths.push(length);
        self.cases.push(is_capital);
    }
}

/// Returns the base letter and whether it is long, or `y`.
const fn split(letter: char) -> (char, u8) {
    match letter {
        'ā' => ('a', 1),
        'ē' => ('e', 1),
        'y' => ('i', 1),
        'ī' => ('i', 2),
        'ō' => ('o', 1),
        'ū' => ('u', 1),
        other => (other, 0),
    }
}

fn order(letter: char) -> u32 {
    if let Some(digit) = letter.to_digit(10) {
        return DIGITS + digit;
    }
    let place = (LETTERS..).zip(ALPHABET.chars()).find(|(_, known)| *known == letter);
    place.map_or(OTHERS + u32::from(letter), |(place, _)| place)
}

/// Returns a Latvian letter that is written as a plain letter and a combining mark.
fn composed(letter: char, mark: char) -> Option<char> {
    const MACRON: char = '\u{304}';
    const CARON: char = '\u{30c}';
    const CEDILLA: char = '\u{327}';
    let pairs = match mark {
        MACRON => "aāeēiīoōuūAĀEĒIĪOŌUŪ",
        CARON => "cčsšzžCČSŠZŽ",
        CEDILLA => "gģkķlļnņrŗGĢKĶLĻNŅRŖ",
        _ => return None,
    };
    let mut letters = pairs.chars();
    while let (Some(plain), Some(marked)) = (letters.next(), letters.next()) {
        if plain == letter {
            return Some(marked);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words are in alphabetical order, no two of them equal.
    fn in_order(words: &[&str]) {
        for pair in words.windows(2) {
            assert!(collation_key(pair[0]) < collation_key(pair[1]), "{} before {}", pair[0], pair[1]);
        }
    }

    #[test]
    fn every_marked_letter_follows_its_plain_one() {
        in_order(&["cz", "ča", "da"]);
        in_order(&["gz", "ģa", "ha"]);
        in_order(&["kz", "ķa", "la"]);
        in_order(&["lz", "ļa", "ma"]);
        in_order(&["nz", "ņa", "oa"]);
        in_order(&["rz", "ŗa", "sa"]);
        in_order(&["sz", "ša", "ta"]);
        in_order(&["zz", "ža"]);
    }

    #[test]
    fn long_vowels_follow_short_ones_only_in_equal_words() {
        in_order(&["abols", "ābols", "acs", "āda"]);
        in_order(&["sakt", "sākt", "sākums", "sala"]);
        in_order(&["elle", "ēna", "erglis", "ērglis"]);
        in_order(&["iela", "īela", "yela".replace("yela", "jela").as_str()]);
        in_order(&["i", "y", "ī", "j"]);
        in_order(&["uzdot", "ūdens".replace("ūdens", "ūzdot").as_str(), "vads"]);
    }

    #[test]
    fn whole_words_come_before_longer_ones_and_marks_only_separate() {
        in_order(&["Datu analīze", "Datu vadība", "Datums"]);
        in_order(&["3D modelēšana", "CNC darbgaldi", "Čats", "Digitāli", "Ģeotelpa"]);
        in_order(&["E-mācību kurss", "E-veselība", "Ekonomika"]);
        assert_eq!(collation_key("„Datu“ analīze"), collation_key("Datu analīze"));
        assert_eq!(collation_key(" – Datu  analīze"), collation_key("Datu analīze"));
    }

    #[test]
    fn case_decides_last_and_decomposed_letters_are_the_same() {
        in_order(&["dati", "Dati", "DATI", "datne"]);
        for (composed, decomposed) in [("ā", "a\u{304}"), ("Č", "C\u{30c}"), ("ģ", "g\u{327}"), ("Ņ", "N\u{327}")] {
            assert_eq!(collation_key(composed), collation_key(decomposed), "{composed}");
        }
    }

    #[test]
    fn other_scripts_follow_the_latin_ones() {
        in_order(&["Žurnāls", "Ækolab", "Анализ"]);
        assert_eq!(collation_key(""), collation_key("–"));
    }
}
