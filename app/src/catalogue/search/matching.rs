//! Text normalisation: folds case and Latvian diacritics, and splits texts into words.

/// Folds a text to lower case without Latvian diacritics: "Datu analīze" becomes "datu analize".
///
/// ```
/// use app::catalogue::search::matching::folded;
/// assert_eq!(folded("ĢEOTELPISKĀ Šūšana"), "geotelpiska susana");
/// ```
pub fn folded(text: &str) -> String {
    lowered(text).chars().map(unmarked).collect()
}

/// Converts a text to lower case and removes combining diacritics, which some systems paste after their letter.
pub fn lowered(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter(|letter| !matches!(letter, '\u{300}'..='\u{36f}')).collect()
}

/// Returns a letter without its Latvian diacritic.
pub(super) const fn unmarked(letter: char) -> char {
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
        other => other,
    }
}

/// Splits a text into words.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !is_of_word(letter)).filter(|word| !word.is_empty())
}

/// Returns whether a letter belongs to a word: C++ and C# are words too, and a combining diacritic belongs to its
/// letter.
fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '+' | '#' | '\u{300}'..='\u{36f}')
}
