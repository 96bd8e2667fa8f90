//! One slip of the finger.
//!
//! The first letter has to be right: slips there are rare, a person sees them at once, and with it free *dati* would be as
//! near to *lati* as to *datu*. It also leaves one letter's part of the dictionary to be looked through.

/// From how many letters on a word may have a slip in it. In shorter ones every slip makes another word.
pub const SHORTEST: usize = 5;

/// How many letters at the end of an unfinished word have to be right: without them it would end before its slip.
const SURE: usize = 2;

/// Whether a word is another with one letter too many, too few, wrong, or swapped with the next; both folded.
///
/// ```
/// use app::catalogue::search::typo::is_slip_of;
/// assert!(is_slip_of("pyhton", "python"));
/// assert!(!is_slip_of("pihtom", "python"));
/// ```
pub fn is_slip_of(typed: &str, word: &str) -> bool {
    slipped(typed.as_bytes(), word.as_bytes(), |rest_typed, rest| rest_typed == rest)
}

/// Whether a word that may still be unfinished begins another, with one slip that is not among its last letters.
///
/// ```
/// use app::catalogue::search::typo::begins_with_slip;
/// assert!(begins_with_slip("progarmm", "programmesana"));
/// assert!(!begins_with_slip("progrom", "programmesana"));
/// ```
pub fn begins_with_slip(typed: &str, word: &str) -> bool {
    slipped(typed.as_bytes(), word.as_bytes(), |rest_typed, rest| {
        rest_typed.len() >= SURE && rest.starts_with(rest_typed)
    })
}

/// Walks to the first letter that differs, and tries each slip there. `agree` compares what follows it in both.
///
/// Bytes are letters here: what is folded is ASCII but for foreign scripts, where fewer slips are forgiven.
fn slipped(typed: &[u8], word: &[u8], agree: impl Fn(&[u8], &[u8]) -> bool) -> bool {
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
    fn one_slip_of_each_kind_is_forgiven_anywhere_but_at_the_beginning() {
        for typed in ["pyton", "ptyhon", "pythhon", "pythoon", "pithon", "pytho", "pythons", "pythno", "pythom"] {
            assert!(is_slip_of(typed, "python"), "{typed}");
        }
        for typed in ["ython", "jython", "yphton", "apython"] {
            assert!(!is_slip_of(typed, "python"), "{typed}");
        }
    }

    #[test]
    fn two_slips_are_not_forgiven_and_no_slip_is_none() {
        for typed in ["python", "phyton1", "pihtom", "pyt", "pythonis", "pntyho"] {
            assert!(!is_slip_of(typed, "python"), "{typed}");
        }
    }

    #[test]
    fn unfinished_word_may_have_a_slip_followed_by_two_letters_that_are_right() {
        for typed in ["marketng", "maerket", "markket", "morke"] {
            assert!(begins_with_slip(typed, "marketings"), "{typed}");
        }
        for typed in ["markot", "marketn", "market", "marke", "orket", "mraet"] {
            assert!(!begins_with_slip(typed, "marketings"), "{typed}");
        }
    }
}
