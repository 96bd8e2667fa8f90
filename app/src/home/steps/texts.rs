//! Sentences of the steps on the first page.

use rules::language::Language;

/// Sentences of one language.
pub struct StepsTexts {
    /// Heading of the steps.
    pub how: &'static str,
    /// The four steps: heading and text.
    pub steps: [(&'static str, &'static str); 4],
    /// Heading of the grounds of exclusion (N8).
    pub excluded: &'static str,
    /// The grounds of exclusion.
    pub grounds: [&'static str; 3],
    /// Link to their sentence in the announcement.
    pub sentence: &'static str,
}

/// Sentences in `language`.
pub const fn of(language: Language) -> &'static StepsTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: StepsTexts = StepsTexts {
    how: "Kā pieteikties",
    steps: [
        ("Pārbaudi", "Atbildi uz četriem jautājumiem. Pieslēgties vēl nevajag."),
        ("Izvēlies", "Atrodi programmu un grupu. Pie katras programmas redzēsi, cik tev būs jāmaksā."),
        ("Iesniedz", "Aizpildi – arī bez interneta –, pieslēdzies un nosūti. Apstiprinājumu saņemsi uzreiz."),
        ("Saņem lēmumu", "Par finansējumu lemj VIAA. Pieteikuma gaitu redzēsi savā kontā."),
    ],
    excluded: "Finansējumu nepiešķir, ja šajā projektā tu",
    grounds: [
        "agrāk saņēmi finansējumu, bet programmu neizvēlējies,",
        "pašlaik mācies,",
        "sāki mācības un tās pārtrauci.",
    ],
    sentence: "Paziņojuma 8.\u{a0}teikums",
};

static EN: StepsTexts = StepsTexts {
    how: "How to apply",
    steps: [
        ("Check", "Answer four questions. You do not need to sign in yet."),
        ("Choose", "Find a programme and a study group. Each programme shows how much you would pay."),
        ("Apply", "Fill in the form – offline too –, sign in and send it. You get a confirmation straight away."),
        ("Get a decision", "VIAA decides on the funding. You can follow your application in your account."),
    ],
    excluded: "You cannot get the funding if in this project you",
    grounds: [
        "were granted funding before but did not choose a programme,",
        "are currently on a course,",
        "left a course before finishing it.",
    ],
    sentence: "Sentence\u{a0}8 of the announcement",
};
