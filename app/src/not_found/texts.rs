//! The words of the page that is not there.

use rules::language::Language;

/// The words of one language.
pub struct NotFoundTexts {
    /// Heading.
    pub heading: &'static str,
    /// What may have happened.
    pub text: &'static str,
    /// Where to go instead.
    pub instead: &'static str,
}

/// The words in `language`.
pub const fn of(language: Language) -> &'static NotFoundTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: NotFoundTexts = NotFoundTexts {
    heading: "Šādas lapas nav",
    text: "Varbūt adrese ir ierakstīta nepareizi, varbūt lapa ir pārcelta.",
    instead: "Mēģini kādu no šīm:",
};

static EN: NotFoundTexts = NotFoundTexts {
    heading: "Page not found",
    text: "The address may be mistyped or the page may have moved.",
    instead: "Try one of these:",
};
