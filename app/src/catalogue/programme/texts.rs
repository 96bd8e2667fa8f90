//! Texts of the programme page.

use rules::language::Language;
use rules::reading::UsableUntil;

/// Texts in one language.
pub struct ProgrammeTexts {
    /// Title of the page until the programme is loaded.
    pub heading: &'static str,
    /// Link back to the catalogue.
    pub all_programmes: &'static str,
    /// Heading of the learning outcomes.
    pub outcomes: &'static str,
    /// Heading of the required prior knowledge.
    pub prior_knowledge: &'static str,
    /// Heading of the programme's details.
    pub about: &'static str,
    /// Name of the row with the programme type.
    pub kind: &'static str,
    /// Name of the row with the hours.
    pub hours: &'static str,
    /// Name of the row with the level.
    pub level: &'static str,
    /// Name of the row with the study mode.
    pub mode: &'static str,
    /// Name of the row with the town.
    pub place: &'static str,
    /// Name of the row with the language of instruction.
    pub language: &'static str,
    /// Heading of the provider section, and name of its first row.
    pub provider: &'static str,
    /// Name of the row with the e-mail address.
    pub email: &'static str,
    /// Name of the row with the telephone number.
    pub phone: &'static str,
    /// Heading of the funding section.
    pub funding: &'static str,
    /// Name of the row with the price.
    pub price: &'static str,
    /// Name of the row with the grant.
    pub grant: &'static str,
    /// Name of the row with the co-payment.
    pub you_pay: &'static str,
    /// Notice without a co-payment.
    pub covered: &'static str,
    /// Notice with a co-payment; takes the amount.
    pub not_covered: fn(&str) -> String,
    /// Heading of the study groups.
    pub groups: &'static str,
    /// Text for a group that the grant can still pay for (reading R4); takes the last usable day.
    pub in_time: fn(UsableUntil, &str) -> String,
    /// Text for a group that the grant cannot pay for; takes the last usable day.
    pub too_late: fn(UsableUntil, &str) -> String,
    /// Apply button.
    pub apply: &'static str,
    /// Apply button if no seat is free.
    pub join_waiting_list: &'static str,
    /// Suffix of the apply button for screen readers; takes the group's dates.
    pub apply_for: fn(&str) -> String,
    /// Notice before applications open; takes the opening day.
    pub not_yet: fn(&str) -> String,
    /// Notice after applications have closed.
    pub closed: &'static str,
    /// Link to the questionnaire.
    pub check: &'static str,
    /// Notice for an unknown programme: heading and text.
    pub missing: (&'static str, &'static str),
    /// Certificate that the learner receives (N10).
    pub certificate: &'static str,
}

/// Returns the texts in a language.
pub const fn of(language: Language) -> &'static ProgrammeTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: ProgrammeTexts = ProgrammeTexts {
    heading: "Programma",
    all_programmes: "Visas programmas",
    outcomes: "Ko iemācīsies",
    prior_knowledge: "Kas jāprot jau iepriekš",
    about: "Par programmu",
    kind: "Veids",
    hours: "Apjoms",
    level: "Līmenis",
    mode: "Mācību forma",
    place: "Vieta",
    language: "Valoda",
    provider: "Izglītības iestāde",
    email: "E-pasts",
    phone: "Tālrunis",
    funding: "Kas par to maksā",
    price: "Programmas maksa",
    grant: "Finansējums",
    you_pay: "Tavs līdzmaksājums",
    covered: "Finansējums sedz visu maksu.",
    not_covered: |amount| format!("Finansējums nesedz visu: {amount} jāmaksā tev."),
    groups: "Mācību grupas",
    in_time: |must, day| {
        let what = match must {
            UsableUntil::TrainingEnds => "Beidzas laikā",
            UsableUntil::TrainingStarts => "Sākas laikā",
            UsableUntil::TrainingPaid => "Samaksa iekļaujas termiņā",
        };
        format!("{what}: finansējums izmantojams līdz {day}")
    },
    too_late: |must, day| {
        let what = match must {
            UsableUntil::TrainingEnds => "Beidzas par vēlu",
            UsableUntil::TrainingStarts => "Sākas par vēlu",
            UsableUntil::TrainingPaid => "Samaksa neiekļaujas termiņā",
        };
        format!("{what}: finansējums izmantojams līdz {day}")
    },
    apply: "Pieteikties",
    join_waiting_list: "Pieteikties rezerves sarakstam",
    apply_for: |dates| format!("grupai {dates}"),
    not_yet: |day| format!("Pieteikties varēs no {day}. Pieteikumu vari sagatavot jau tagad."),
    closed: "Pieteikšanās ir beigusies.",
    check: "Pārbaudīt, vai varu pieteikties",
    missing: ("Šādas programmas nav", "Varbūt tā vairs netiek piedāvāta. Paskaties, kas ir sarakstā."),
    certificate: "Pabeidzot mācības, saņemsi apliecību (paziņojuma 10.\u{a0}teikums).",
};

static EN: ProgrammeTexts = ProgrammeTexts {
    heading: "Programme",
    all_programmes: "All programmes",
    outcomes: "What you will learn",
    prior_knowledge: "What you need to know before you start",
    about: "About the programme",
    kind: "Type",
    hours: "Length",
    level: "Level",
    mode: "Study mode",
    place: "Place",
    language: "Language",
    provider: "Training provider",
    email: "Email",
    phone: "Phone number",
    funding: "Who pays",
    price: "Programme price",
    grant: "Funding",
    you_pay: "You pay",
    covered: "The funding covers the whole price.",
    not_covered: |amount| format!("The funding does not cover the whole price. You pay {amount}."),
    groups: "Study groups",
    in_time: |must, day| {
        let what = match must {
            UsableUntil::TrainingEnds => "Ends in time",
            UsableUntil::TrainingStarts => "Starts in time",
            UsableUntil::TrainingPaid => "Payment is due in time",
        };
        format!("{what}: the funding can be used until {day}")
    },
    too_late: |must, day| {
        let what = match must {
            UsableUntil::TrainingEnds => "Ends too late",
            UsableUntil::TrainingStarts => "Starts too late",
            UsableUntil::TrainingPaid => "Payment is due too late",
        };
        format!("{what}: the funding can be used until {day}")
    },
    apply: "Apply",
    join_waiting_list: "Join the waiting list",
    apply_for: |dates| format!("for the group {dates}"),
    not_yet: |day| format!("You can apply from {day}. You can prepare your application now."),
    closed: "Applications have closed.",
    check: "Check if I can apply",
    missing: ("Programme not found", "It may no longer be available. View the list of programmes."),
    certificate: "You get a certificate when you complete the training (sentence\u{a0}10 of the announcement).",
};
