//! The words of one programme's page.

use rules::language::Language;
use rules::reading::UsableUntil;

/// The words of one language.
pub struct ProgrammeTexts {
    /// The window's title until the programme's own is known.
    pub heading: &'static str,
    /// Link back.
    pub all_programmes: &'static str,
    /// Section.
    pub outcomes: &'static str,
    /// Section.
    pub prior_knowledge: &'static str,
    /// Section.
    pub about: &'static str,
    /// Row.
    pub kind: &'static str,
    /// Row.
    pub hours: &'static str,
    /// Row.
    pub level: &'static str,
    /// Row.
    pub mode: &'static str,
    /// Row.
    pub place: &'static str,
    /// Row.
    pub language: &'static str,
    /// Section.
    pub provider: &'static str,
    /// Row.
    pub email: &'static str,
    /// Row.
    pub phone: &'static str,
    /// Section: who pays what.
    pub funding: &'static str,
    /// Row.
    pub price: &'static str,
    /// Row.
    pub grant: &'static str,
    /// Row.
    pub you_pay: &'static str,
    /// Nothing to pay.
    pub covered: &'static str,
    /// Something to pay; takes the amount.
    pub not_covered: fn(&str) -> String,
    /// Section.
    pub groups: &'static str,
    /// A group that the funding can still pay (reading R4); takes the last usable day.
    pub in_time: fn(UsableUntil, &str) -> String,
    /// A group that it cannot; takes the last usable day.
    pub too_late: fn(UsableUntil, &str) -> String,
    /// Button.
    pub apply: &'static str,
    /// Button where no place is free.
    pub join_waiting_list: &'static str,
    /// What screen readers hear in addition; takes the group's dates.
    pub apply_for: fn(&str) -> String,
    /// Where applications are not taken now; takes when they open.
    pub not_yet: fn(&str) -> String,
    /// Where they are over.
    pub closed: &'static str,
    /// Link to the questionnaire.
    pub check: &'static str,
    /// No such programme: heading and text.
    pub missing: (&'static str, &'static str),
    /// What one receives at the end (N10).
    pub certificate: &'static str,
}

/// The words in `language`.
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
