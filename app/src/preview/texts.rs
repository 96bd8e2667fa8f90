//! Sentences of the preview.

use rules::language::Language;

/// Sentences of one language.
pub struct PreviewTexts {
    /// Heading.
    pub heading: &'static str,
    /// Purpose of this page.
    pub intro: &'static str,
    /// Subtitle of the document.
    pub to_whom: &'static str,
    /// Row: the call.
    pub call: &'static str,
    /// Section: the request body.
    pub exactly: &'static str,
    /// Content of the request body.
    pub exactly_text: &'static str,
    /// The application is empty.
    pub nothing_yet: &'static str,
    /// Data missing for a submission.
    pub incomplete: &'static str,
    /// Button.
    pub print: &'static str,
    /// Link.
    pub back: &'static str,
    /// Link if something is missing.
    pub go_on: &'static str,
}

/// Sentences in `language`.
pub const fn of(language: Language) -> &'static PreviewTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: PreviewTexts = PreviewTexts {
    heading: "Pieteikums, kāds tas tiks nosūtīts",
    intro: "Tā izskatīsies tavs pieteikums. Tas vēl nav nosūtīts.",
    to_whom: "Valsts izglītības attīstības aģentūrai (VIAA)",
    call: "Pieteikšanās",
    exactly: "Tieši tas, kas tiks nosūtīts",
    exactly_text: "Vārdu un personas kodu pievienosim, kad pieslēgsies.",
    nothing_yet: "Vēl nekas nav aizpildīts.",
    incomplete: "Melnraksts. Vēl ne viss ir aizpildīts.",
    print: "Izdrukāt",
    back: "Atpakaļ uz pārskatu",
    go_on: "Turpināt aizpildīt",
};

static EN: PreviewTexts = PreviewTexts {
    heading: "Your application as it will be sent",
    intro: "This is how your application will look. You have not sent it yet.",
    to_whom: "To the State Education Development Agency (VIAA)",
    call: "Round of applications",
    exactly: "Exactly what will be sent",
    exactly_text: "We add your name and personal identity number when you sign in.",
    nothing_yet: "You have not filled in anything yet.",
    incomplete: "Draft. Some answers are missing.",
    print: "Print",
    back: "Back to check your answers",
    go_on: "Continue filling in",
};
