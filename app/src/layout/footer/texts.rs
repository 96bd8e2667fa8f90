//! Sentences of the footer that no other page has.

use rules::language::Language;

/// Sentences of one language.
pub struct FooterTexts {
    /// Heading of the contact data.
    pub ask: &'static str,
    /// Heading of links that help.
    pub help: &'static str,
    /// Link to the announcement.
    pub announcement: &'static str,
    /// Heading of links about the website.
    pub about: &'static str,
    /// Text alternative of the emblem.
    pub emblem: &'static str,
    /// The fund's statement, which must be next to the emblem.
    pub fund: &'static str,
    /// The project and its partners (N12, N16); takes the project's number.
    pub project: fn(&str) -> String,
    /// Link to the verification of receipts.
    pub verify: &'static str,
    /// Link to the terms of use.
    pub terms: &'static str,
    /// Link to the privacy notice.
    pub privacy: &'static str,
    /// Link to the accessibility statement.
    pub accessibility: &'static str,
}

/// Sentences in `language`.
pub const fn of(language: Language) -> &'static FooterTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: FooterTexts = FooterTexts {
    ask: "Jautā mums",
    help: "Palīdzība",
    announcement: "Paziņojums par pieteikšanos",
    about: "Par vietni",
    emblem: "Eiropas Savienības karogs",
    fund: "Finansē Eiropas Savienība",
    project: |number| {
        format!(
            "Atveseļošanas fonda projekts Nr.\u{a0}{number} „Individuālo mācību kontu pieejas attīstība“. STARS \
             attīsta VIAA sadarbībā ar Izglītības un zinātnes ministriju."
        )
    },
    verify: "Pārbaudīt apstiprinājumu",
    terms: "Konta noteikumi",
    privacy: "Privātums",
    accessibility: "Piekļūstamības paziņojums",
};

static EN: FooterTexts = FooterTexts {
    ask: "Contact us",
    help: "Help",
    announcement: "The announcement",
    about: "About this website",
    emblem: "Flag of the European Union",
    fund: "Funded by the European Union",
    project: |number| {
        format!(
            "Recovery and Resilience Facility project No\u{a0}{number}, “Development of the individual learning \
             account approach”. VIAA develops STARS together with the Ministry of Education and Science."
        )
    },
    verify: "Check a confirmation",
    terms: "Account terms",
    privacy: "Privacy",
    accessibility: "Accessibility statement",
};
