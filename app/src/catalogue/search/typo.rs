//! Tolerance of one typo.
//!
//! The first letter must be correct: typos there are rare and noticed at once, and otherwise *dati* would be as close
//! to *lati* as to *datu*. It also limits the search to the dictionary's words with that letter.

/// Minimum length of a word with a typo. In shorter words a typo usually gives another word.
pub const SHORTEST: usize = 5;

/// Number of correct letters that an unfinished word must have after its typo; without them it could end before the
/// typo.
const SURE: usize = 2;

/// Returns whether a word is another word with one letter added, missing, replaced, or swapped with the next; both
/// folded.
///
/// ```
/// use app::catalogue::search::typo::is_typo_of;
/// assert!(is_typo_of("pyhton", "python"));
/// assert!(!is_typo_of("pihtom", "python"));
/// ```
pub fn is_typo_of(typed: &str, word: &str) -> bool {
    corrected(typed.as_bytes(), word.as_bytes(), |rest_typed, rest| rest_typed == rest)
}

/// Returns whether an unfinished word is the beginning of another word with one typo, which is not among its last
/// letters.
///
/// ```
/// use app::catalogue::search::typo::begins_with_slip;
/// assert!(begins_with_slip("progarmm", "programmesana"));
/// assert!(!begins_with_slip("progrom", "programmesana"));
/// ```
pub fn begins_with_slip(typed: &str, word: &str) -> bool {
    corrected(typed.as_bytes(), word.as_bytes(), |rest_typed, rest| {
        rest_typed.len() >= SURE && rest.starts_with(rest_typed)
    })
}

/// Skips the common beginning and tries each kind of typo at the first difference. `agree` compares the rest of both
/// words.
///
/// Compares bytes: folded text is ASCII except in foreign scripts, where fewer typos are tolerated.
fn corrected(typed: &[u8], word: &[u8], agree: impl Fn(&[u8], &[u8]) -> bool) -> bool {
    let same = typed.iter().zip(word).take_while(|(typed, right)| typed == right).count();
    if same == 0 {
        return false;
    }
    let (typed, word) = (&typed[same..], &word[same..]);
    let agree_after = |typed_letters: usize, letters: usize| match (typed.get(typed_letters..), word.get(letters..)) {
        (Some(typed), Some(word)) => agree(typed, word),
        _ => false,
    };
    let swapped = matches!((typed, word), ([a, b, ..], [c, d, ..]) if a == d && b == c);
    let (wrong, too_few, too_many) = (agree_after(1, 1), agree_after(0, 1), agree_after(1, 0));
    wrong || too_few || too_many || (swapped && agree_after(2, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_typo_of_any_kind_is_accepted_after_the_first_letter() {
        for typed in ["pyton", "ptyhon", "pythhon", "pythoon", "pithon", "pytho", "pythons", "pythno", "pythom"] {
            assert!(is_typo_of(typed, "python"), "{typed}");
        }
        for typed in ["ython", "jython", "yphton", "apython"] {
            assert!(!is_typo_of(typed, "python"), "{typed}");
        }
    }

    #[test]
    fn two_typos_are_rejected_and_an_exact_word_is_no_typo() {
        for typed in ["python", "phyton1", "pihtom", "pyt", "pythonis", "pntyho"] {
            assert!(!is_typo_of(typed, "python"), "{typed}");
        }
    }

    #[test]
    fn prefix_may_have_a_typo_before_its_last_two_letters() {
        for typed in ["marketng", "maerket", "markket", "morke"] {
            assert!(begins_with_slip(typed, "marketings"), "{typed}");
        }
        for typed in ["markot", "marketn", "market", "marke", "orket", "mraet"] {
            assert!(!begins_with_slip(typed, "marketings"), "{typed}");
        }
    }
}
