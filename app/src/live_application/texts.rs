//! Texts about the live application of the signed-in person.

use rules::language::Language;

/// Texts in one language.
pub struct LiveApplicationTexts {
    /// Heading.
    pub heading: &'static str,
    /// Text; takes the title of the programme.
    pub text: fn(&str) -> String,
    /// Reason why a second application is not possible (reading R7).
    pub only_one: &'static str,
    /// Link to the application.
    pub see: &'static str,
}

/// Returns the texts in a language.
pub const fn of(language: Language) -> &'static LiveApplicationTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: LiveApplicationTexts = LiveApplicationTexts {
    heading: "Tu jau pieteicies",
    text: |title| format!("Tavs pieteikums programmai „{title}“ ir saņemts."),
    only_one: "Šoreiz var iesniegt vienu pieteikumu.",
    see: "Skatīt pieteikumu",
};

static EN: LiveApplicationTexts = LiveApplicationTexts {
    heading: "You have already applied",
    text: |title| format!("We have received your application for ‘{title}’."),
    only_one: "You can send only one application this time.",
    see: "View the application",
};
