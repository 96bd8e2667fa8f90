//! Sentences of the terms of use.

use rules::language::Language;
use ui::text::prose::Section;

/// Sentences of one language.
pub struct TermsTexts {
    /// Heading.
    pub heading: &'static str,
    /// Introduction.
    pub lead: &'static str,
    /// Section: the announcement.
    pub announcement: &'static str,
    /// Section: readings of the announcement.
    pub readings: &'static str,
    /// Reason for readings.
    pub readings_text: &'static str,
    /// Terms of the account, which opening it accepts.
    pub account: &'static [Section],
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
    heading: "Noteikumi",
    lead: "Vispirms konta noteikumi, tad paziņojums teikumu pa teikumam un tas, kā saprotam vietas, ko tas atstāj \
           neskaidras.",
    announcement: "Paziņojums",
    readings: "Kā saprotam neskaidrās vietas",
    readings_text: "Paziņojums neatbild uz visu. Kur tas klusē, lietojam šādas interpretācijas. Ja tā ietekmē tavu \
                    vērtējumu, to \
                    pasakām arī pie vērtējuma.",
    account: &[Section {
        heading: "Mācību konta noteikumi",
        paragraphs: &[
            "Kontu vari atvērt no 18 gadu vecuma. Nav svarīgi, vai un kur tu strādā.",
            "Konts ir bez maksas. Tas ir tikai tavs, un pieteikties vari tikai savā vārdā.",
            "Pieteikumā raksti patiesību. Ko par tevi zina projekta reģistri, to ņemam no turienes un pirms \
             iesniegšanas tev parādām.",
            "Iesniegts pieteikums vēl nav piešķirts finansējums. Lēmumu pieņem VIAA un to pamato.",
            "Par pieteikumu ziņojam tavā kontā. VIAA var rakstīt arī uz tavu e-pastu, ja tai ir jautājumi. Ja e-pasts \
             mainās, izlabo to kontā.",
            "Kontu vari slēgt, kad neviens pieteikums negaida lēmumu.",
        ],
    }],
    version: |since| format!("Konta noteikumi ir spēkā no {since}."),
};

static EN: TermsTexts = TermsTexts {
    heading: "Terms",
    lead: "The terms of the account, the announcement sentence by sentence, and how we interpret what it does not \
           specify.",
    announcement: "The announcement",
    readings: "How we interpret the announcement",
    readings_text: "The announcement does not answer every question. Where it does not, we interpret it as follows. \
                    If an interpretation changes your result, we also tell you with the result.",
    account: &[Section {
        heading: "Terms of the learning account",
        paragraphs: &[
            "You can open an account if you are 18 or over. It does not matter whether or where you work.",
            "The account is free. It is personal: you must apply yourself and in your own name.",
            "Your answers must be true. We use the information that the project's registers hold about you and show \
             it to you before you send the application.",
            "Sending an application does not mean that funding is granted. VIAA makes a decision and gives reasons.",
            "You get messages about your application in your account. VIAA may email you if it has questions. If your \
             email address changes, update it in your account.",
            "You can close the account if you are not waiting for a decision on an application.",
        ],
    }],
    version: |since| format!("These terms apply from {since}."),
};
