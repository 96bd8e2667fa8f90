//! Searching texts so that marks, case, endings and one slip of the finger matter little.

/// Small letters without Latvian marks: "Datu analīze" becomes "datu analize".
///
/// ```
/// use app::catalogue::search::matching::folded;
/// assert_eq!(folded("ĢEOTELPISKĀ Šūšana"), "geotelpiska susana");
/// ```
pub fn folded(text: &str) -> String {
    lowered(text).chars().map(unmarked).collect()
}

/// Small letters. Marks that follow their letter, as some systems paste them, are left out: they are not needed.
pub fn lowered(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter(|letter| !matches!(letter, '\u{300}'..='\u{36f}')).collect()
}

/// The letter without its Latvian mark.
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

/// The words of a text.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !is_of_word(letter)).filter(|word| !word.is_empty())
}

/// C++ and C# are words too, and a mark that follows its letter belongs to it.
fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '+' | '#' | '\u{300}'..='\u{36f}')
}
