//! Sentences around the contact data.

use rules::language::Language;

/// Sentences of one language.
pub struct ContactTexts {
    /// Heading below every step of the forms.
    pub need_help: &'static str,
    /// Before the link to the help page, and the link.
    pub answers: (&'static str, &'static str),
    /// Before the telephone number.
    pub call: &'static str,
    /// Before the email address.
    pub write: &'static str,
    /// Before the link to the agency's website.
    pub more: &'static str,
    /// The same in the demonstration, whose contact data are invented.
    pub invented: &'static str,
}

/// Sentences in `language`.
pub const fn of(language: Language) -> &'static ContactTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: ContactTexts = ContactTexts {
    need_help: "Vajag palīdzību?",
    answers: ("Biežāk uzdotie jautājumi ir", "palīdzības lapā"),
    call: "Zvani",
    write: "Raksti",
    more: "VIAA vietne:",
    invented: "Saziņas dati te ir izdomāti. Īstie ir vietnē",
};

static EN: ContactTexts = ContactTexts {
    need_help: "Need help?",
    answers: ("Common questions are answered on the", "help page"),
    call: "Call",
    write: "Email",
    more: "VIAA website:",
    invented: "These contact details are made up. The real ones are at",
};
