//! The words of the page on terms.

use rules::language::Language;
use ui::text::prose::Section;

/// The words of one language.
pub struct TermsTexts {
    /// Heading.
    pub heading: &'static str,
    /// What the page holds.
    pub lead: &'static str,
    /// Section: the announcement.
    pub announcement: &'static str,
    /// Section: what it leaves open.
    pub readings: &'static str,
    /// Why there are readings.
    pub readings_text: &'static str,
    /// The terms of the account, which opening it accepts; takes nothing from the announcement.
    pub account: &'static [Section],
    /// The terms' version; takes the day since which they are in force.
    pub version: fn(&str) -> String,
}

/// The words in `language`.
pub const fn texts(language: Language) -> &'static TermsTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: TermsTexts = TermsTexts {
    heading: "Noteikumi",
    lead: "Vispirms konta noteikumi, tad paziņojums teikumu pa teikumam un tas, kā saprotam vietas, ko tas atstāj neskaidras.",
    announcement: "Paziņojums",
    readings: "Kā saprotam neskaidrās vietas",
    readings_text: "Paziņojums neatbild uz visu. Kur tas klusē, lietojam šādas interpretācijas. Ja tā ietekmē tavu vērtējumu, to \
                    pasakām arī pie vērtējuma.",
    account: &[Section {
        heading: "Mācību konta noteikumi",
        paragraphs: &[
            "Kontu vari atvērt no 18 gadu vecuma. Nav svarīgi, vai un kur tu strādā.",
            "Konts ir bez maksas. Tas ir tikai tavs, un pieteikties vari tikai savā vārdā.",
            "Pieteikumā raksti patiesību. Ko par tevi zina projekta reģistri, to ņemam no turienes un pirms iesniegšanas tev parādām.",
            "Iesniegts pieteikums vēl nav piešķirts finansējums. Lēmumu pieņem VIAA un to pamato.",
            "Par pieteikumu rakstām uz tavu e-pastu un kontā. Ja e-pasts mainās, izlabo to kontā.",
            "Kontu vari slēgt, kad neviens pieteikums negaida lēmumu.",
        ],
    }],
    version: |since| format!("Konta noteikumi ir spēkā no {since}."),
};

static EN: TermsTexts = TermsTexts {
    heading: "Terms",
    lead: "First the terms of the account, then the announcement sentence by sentence, and how we read what it leaves open.",
    announcement: "The announcement",
    readings: "How we read what is left open",
    readings_text: "The announcement does not answer everything. Where it is silent, we read it as follows. If a reading changes your \
                    assessment, we say so at the assessment too.",
    account: &[Section {
        heading: "Terms of the learning account",
        paragraphs: &[
            "You can open an account from the age of 18, whether and wherever you work.",
            "The account is free of charge. It is yours alone: apply yourself and in your own name.",
            "Tell the truth in your application. What the project's registers know about you we take from there, and show you before \
                 you send it.",
            "An application that was sent is not yet a grant. VIAA decides, and gives its reasons.",
            "We write about your application to your e-mail address and in the account. If your address changes, correct it there.",
            "You can close the account when no application awaits a decision.",
        ],
    }],
    version: |since| format!("The terms of the account are in force since {since}."),
};
