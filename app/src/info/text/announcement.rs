//! Sentences of the page of the announcement.

use rules::language::Language;

/// Sentences of one language.
pub struct AnnouncementTexts {
    /// Heading.
    pub heading: &'static str,
    /// Introduction.
    pub lead: &'static str,
    /// Accessible name of the list of sections.
    pub contents: &'static str,
    /// Heading of the conditions (N1 to N11), as in the announcement.
    pub conditions: &'static str,
    /// Heading of the account (N12 to N16), as in the announcement.
    pub account: &'static str,
    /// Heading: readings of the announcement.
    pub readings: &'static str,
    /// Reason for readings.
    pub readings_text: &'static str,
}

/// Sentences in `language`.
pub const fn texts(language: Language) -> &'static AnnouncementTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: AnnouncementTexts = AnnouncementTexts {
    heading: "Paziņojums par pieteikšanos",
    lead: "Te ir viss paziņojums. Teikumu numurus pielikām mēs, lai uz tiem varētu atsaukties.",
    contents: "Saturs",
    conditions: "Pieteikšanās un nosacījumi",
    account: "Individuālo mācību kontu iespējas",
    readings: "Kā saprotam neskaidrās vietas",
    readings_text: "Paziņojums neatbild uz visu. Kur tas klusē, lietojam šādas interpretācijas. Ja tā ietekmē tavu \
                    vērtējumu, to pasakām arī pie vērtējuma.",
};

static EN: AnnouncementTexts = AnnouncementTexts {
    heading: "The announcement",
    lead: "This is the whole announcement. We added the numbers of the sentences so that we can refer to them. Only \
           the \
           Latvian text is official.",
    contents: "Contents",
    conditions: "Applying and conditions",
    account: "What individual learning accounts offer",
    readings: "How we interpret the announcement",
    readings_text: "The announcement does not answer every question. Where it does not, we interpret it as follows. \
                    If an \
                    interpretation changes your result, we also tell you with the result.",
};
