//! Sentences of the terms of the account.

use rules::language::Language;

use crate::info::section::Section;

/// Sentences of one language.
pub struct TermsTexts {
    /// Heading.
    pub heading: &'static str,
    /// Introduction.
    pub lead: &'static str,
    /// Accessible name of the list of sections.
    pub contents: &'static str,
    /// Terms of the account, which opening it accepts.
    pub sections: &'static [Section],
    /// Version of the terms; takes the day from which they apply.
    pub version: fn(&str) -> String,
}

/// Sentences in `language`.
pub const fn texts(language: Language) -> &'static TermsTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: TermsTexts = TermsTexts {
    heading: "Konta noteikumi",
    lead: "Šiem noteikumiem piekrīti, kad atver mācību kontu.",
    contents: "Saturs",
    sections: &[
        Section {
            id: "imk-konts",
            heading: "Kas var atvērt kontu",
            paragraphs: &[
                "Kontu vari atvērt no 18\u{a0}gadu vecuma. Nav svarīgi, vai un kur tu strādā.",
                "Konts ir bez maksas. Tas ir tikai tavs, un pieteikties vari tikai savā vārdā.",
            ],
        },
        Section {
            id: "imk-pieteikums",
            heading: "Pieteikums",
            paragraphs: &[
                "Pieteikumā raksti patiesību.",
                "Ziņas, kas par tevi jau ir projekta reģistros, iegūstam no tiem un pirms iesniegšanas tev parādām.",
                "Nosacījumi ir {announcement|paziņojumā par pieteikšanos}. Tur ir arī tas, kā saprotam neskaidrās \
                 vietas.",
            ],
        },
        Section {
            id: "imk-lemums",
            heading: "Lēmums",
            paragraphs: &["Iesniegts pieteikums vēl nav piešķirts finansējums. Lēmumu pieņem VIAA un to pamato."],
        },
        Section {
            id: "imk-sazina",
            heading: "Kā sazināmies",
            paragraphs: &[
                "Par pieteikumu ziņojam tavā kontā.",
                "VIAA var rakstīt arī uz tavu e‑pastu, ja tai ir jautājumi. Ja e‑pasts mainās, izlabo to kontā.",
            ],
        },
        Section {
            id: "imk-dati",
            heading: "Tavi dati",
            paragraphs: &[
                "Kā apstrādājam datus un kādas ir tavas tiesības, lasi lapā {privacy|Kā sargājam tavus datus}.",
            ],
        },
        Section {
            id: "imk-slegsana",
            heading: "Konta slēgšana",
            paragraphs: &["Kontu vari slēgt, kad neviens pieteikums negaida lēmumu."],
        },
        Section {
            id: "imk-jautajumi",
            heading: "Jautājumi",
            paragraphs: &["Zvani {phone}{hours}.", "Raksti {email}.", "VIAA vietne: {viaa}."],
        },
    ],
    version: |since| format!("Konta noteikumi ir spēkā no {since}."),
};

static EN: TermsTexts = TermsTexts {
    heading: "Terms of the learning account",
    lead: "You accept these terms when you open an account.",
    contents: "Contents",
    sections: &[
        Section {
            id: "imk-konts",
            heading: "Who can open an account",
            paragraphs: &[
                "You can open an account if you are 18 or over. It does not matter whether or where you work.",
                "The account is free. It is personal: you must apply yourself and in your own name.",
            ],
        },
        Section {
            id: "imk-pieteikums",
            heading: "Applications",
            paragraphs: &[
                "Your answers must be true.",
                "We use the information that the project’s registers hold about you and show it to you before you \
                 send the application.",
                "The conditions are in {announcement|the announcement}, together with our interpretation of what it \
                 does not specify.",
            ],
        },
        Section {
            id: "imk-lemums",
            heading: "The decision",
            paragraphs: &[
                "Sending an application does not mean that funding is granted. VIAA makes a decision and gives \
                 reasons.",
            ],
        },
        Section {
            id: "imk-sazina",
            heading: "How we contact you",
            paragraphs: &[
                "You get messages about your application in your account.",
                "VIAA may email you if it has questions. If your email address changes, update it in your account.",
            ],
        },
        Section {
            id: "imk-dati",
            heading: "Your data",
            paragraphs: &["How we use your data and what your rights are is in the {privacy|privacy notice}."],
        },
        Section {
            id: "imk-slegsana",
            heading: "Closing the account",
            paragraphs: &["You can close the account if you are not waiting for a decision on an application."],
        },
        Section {
            id: "imk-jautajumi",
            heading: "Questions",
            paragraphs: &["Call {phone}{hours}.", "Email {email}.", "VIAA website: {viaa}."],
        },
    ],
    version: |since| format!("These terms apply from {since}."),
};
