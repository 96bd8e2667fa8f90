//! Searching texts so that marks, case and endings matter little.

/// Small letters without Latvian marks: "Datu analīze" becomes "datu analize".
///
/// ```
/// use app::citizen::programmes::search::folded;
/// assert_eq!(folded("ĢEOTELPISKĀ Šūšana"), "geotelpiska susana");
/// ```
pub fn folded(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(unmarked).collect()
}

const fn unmarked(letter: char) -> char {
    match letter {
        'ā' => 'a',
        'č' => 'c',
        'ē' => 'e',
        'ģ' => 'g',
        'ī' => 'i',
        'ķ' => 'k',
        'ļ' => 'l',
        'ņ' => 'n',
        'ō' => 'o',
        'ŗ' => 'r',
        'š' => 's',
        'ū' => 'u',
        'ž' => 'z',
        '\u{a0}' => ' ',
        other => other,
    }
}

/// A search as typed, ready to be compared. An empty one finds everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    stems: Vec<String>,
}

impl Search {
    /// The words of a text.
    pub fn new(text: &str) -> Self {
        Self { stems: words(&folded(text)).map(|word| stem(word).to_owned()).collect() }
    }

    /// Whether every word begins some word of a text that is [`folded`].
    pub fn finds(&self, folded: &str) -> bool {
        self.stems.iter().all(|stem| begins_a_word(folded, stem))
    }
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|letter: char| !is_of_word(letter)).filter(|word| !word.is_empty())
}

/// C++ and C# are words too.
fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '+' | '#')
}

/// A long word without its ending, where Latvian nouns and adjectives differ: analīze, analīzes, analīzēm share "analiz".
fn stem(word: &str) -> &str {
    const SHORTEST: usize = 5;
    let without_consonant = word.strip_suffix(['s', 'm']).unwrap_or(word);
    let bare = without_consonant.trim_end_matches(['a', 'e', 'i', 'o', 'u']);
    if bare.chars().count() >= SHORTEST { bare } else { word }
}

fn begins_a_word(folded: &str, stem: &str) -> bool {
    folded.match_indices(stem).any(|(at, _)| !folded[..at].ends_with(is_of_word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(search: &str, text: &str) -> bool {
        Search::new(search).finds(&folded(text))
    }

    #[test]
    fn marks_may_be_left_out_on_either_side() {
        assert!(finds("datu analize", "Datu analīze ar Python"));
        assert!(finds("datu analīze", "Datu analize ar Python"));
        assert!(finds("ŽURNĀLS", "zurnals"));
    }

    #[test]
    fn every_word_has_to_begin_a_word_of_the_text() {
        assert!(finds("python dat", "Datu analīze ar Python"));
        assert!(!finds("python java", "Datu analīze ar Python"));
        assert!(!finds("nalīze", "Datu analīze"));
        assert!(finds("c++", "Programmēšana C++ valodā"));
        assert!(!finds("c++", "Programmēšana C# valodā"));
    }

    #[test]
    fn endings_of_long_words_do_not_matter() {
        assert!(finds("analīzes", "Datu analīze"));
        assert!(finds("sistēmas", "Informācijas sistēma"));
        assert!(finds("programmēšanu", "Programmēšana"));
        assert!(finds("mākslīgā intelekta", "Mākslīgais intelekts"));
    }

    #[test]
    fn empty_search_finds_everything() {
        assert!(finds("", "Datu analīze"));
        assert!(finds(" – ", "Datu analīze"));
    }
}
