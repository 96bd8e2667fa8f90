//! The words of signing in, in the demonstration: whom to be.

use rules::language::Language;

/// The words of one language.
pub struct SignInTexts {
    /// Warning before a sign-in that is not used ends; takes the time of day.
    pub ending: fn(&str) -> String,
    /// What that means, and what to do.
    pub ending_text: &'static str,
    /// Button.
    pub stay: &'static str,
    /// Heading.
    pub heading: &'static str,
    /// That this stands in for the real sign-in, and that every person is invented: heading and text.
    pub demonstration: (&'static str, &'static str),
    /// Above the people.
    pub choose: &'static str,
    /// "dzimšanas datums 1988. gada 14. marts"; takes the date.
    pub born_on: fn(&str) -> String,
    /// Where the address lacks the state that a sign-in begins with.
    pub not_started: &'static str,
    /// Button.
    pub sign_in: &'static str,
    /// Button while leaving.
    pub leaving: &'static str,
    /// Button.
    pub sign_out: &'static str,
    /// What signing out deletes.
    pub sign_out_hint: &'static str,
    /// After signing out.
    pub signed_out: &'static str,
}

/// The words in `language`.
pub const fn texts(language: Language) -> &'static SignInTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: SignInTexts = SignInTexts {
    ending: |time| format!("Tava pieslēgšanās beigsies {time}"),
    ending_text: "Lapa kādu laiku nav lietota. Ja vēl esi šeit, pagarini pieslēgšanos; ierakstītais nepazudīs arī tad, ja tā \
                  beigsies.",
    stay: "Pagarināt pieslēgšanos",
    heading: "Par ko pieslēgties?",
    demonstration: (
        "Šī ir demonstrācija",
        "Visi šie cilvēki ir izdomāti. Īstajā vidē šīs lapas vietā būs Latvija.lv vai eParaksts.",
    ),
    choose: "Izvēlies cilvēku",
    born_on: |day| format!("dzimšanas datums: {day}"),
    not_started: "Šī lapa atveras, kad sāc pieslēgties. Sāc no sava konta.",
    sign_in: "Pieslēgties",
    leaving: "Pieslēdzamies…",
    sign_out: "Izrakstīties",
    sign_out_hint: "Izrakstoties nenosūtītais melnraksts šajā ierīcē izdzēšas; tavā kontā tas paliek.",
    signed_out: "Izrakstīšanās pabeigta. Šajā ierīcē nekas nepalika.",
};

static EN: SignInTexts = SignInTexts {
    ending: |time| format!("Your sign-in ends at {time}"),
    ending_text: "The page has not been used for a while. If you are still here, stay signed in; nothing you typed is lost even if the \
                  sign-in ends.",
    stay: "Stay signed in",
    heading: "Whom to sign in as?",
    demonstration: (
        "This is a demonstration",
        "All these people are invented. In the real service Latvija.lv or eParaksts stands in place of this page.",
    ),
    choose: "Choose a person",
    born_on: |day| format!("born on {day}"),
    not_started: "This page opens when you begin to sign in. Begin from your account.",
    sign_in: "Sign in",
    leaving: "Signing in…",
    sign_out: "Sign out",
    sign_out_hint: "Signing out deletes the draft you have not sent from this device; in your account it stays.",
    signed_out: "You are signed out, and nothing is left on this device.",
};
