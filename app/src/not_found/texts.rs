//! Sentences of the page for an unknown path.

use rules::language::Language;

/// Sentences of one language.
pub struct NotFoundTexts {
    /// Heading.
    pub heading: &'static str,
    /// Possible reason.
    pub text: &'static str,
    /// Link to the first page.
    pub instead: &'static str,
    /// Link to the start page.
    pub home: &'static str,
}

/// Sentences in `language`.
pub const fn of(language: Language) -> &'static NotFoundTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: NotFoundTexts = NotFoundTexts {
    home: "Sākums",
    heading: "Šādas lapas nav",
    text: "Varbūt adresē ir kļūda, varbūt lapa ir pārcelta.",
    instead: "Mēģini kādu no šīm:",
};

static EN: NotFoundTexts = NotFoundTexts {
    home: "Home",
    heading: "Page not found",
    text: "If you typed the address, check that it is correct. The page may also have moved.",
    instead: "Try one of these:",
};
