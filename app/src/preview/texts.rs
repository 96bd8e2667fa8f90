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
    intro: "Šo dokumentu rāda tavs pārlūks. Nekas vēl nav nosūtīts.",
    to_whom: "Valsts izglītības attīstības aģentūrai (VIAA)",
    call: "Uzsaukums",
    exactly: "Tieši tas, kas tiks nosūtīts",
    exactly_text: "Vārda un personas koda te nav: tos serveris zina no pieslēgšanās.",
    nothing_yet: "Vēl nekas nav aizpildīts.",
    incomplete: "Melnraksts: vēl nav viss aizpildīts.",
    print: "Izdrukāt",
    back: "Atpakaļ uz pārskatu",
    go_on: "Turpināt aizpildīt",
};

static EN: PreviewTexts = PreviewTexts {
    heading: "Your application as it will be sent",
    intro: "Your browser shows this document. Nothing has been sent yet.",
    to_whom: "To the State Education Development Agency (VIAA)",
    call: "Call",
    exactly: "Exactly what will be sent",
    exactly_text: "Your name and personal code are not included. The server has them from your sign-in.",
    nothing_yet: "You have not filled in anything yet.",
    incomplete: "Draft: some answers are missing.",
    print: "Print",
    back: "Back to check your answers",
    go_on: "Continue filling in",
};
