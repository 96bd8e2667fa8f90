//! Texts of forms and of findings. They are not part of [`crate::text::common`], which the first page loads.

use rules::language::Language;

use crate::text::plural::Forms;

/// Texts in one language.
pub struct FormTexts {
    /// Positive answer.
    pub yes: &'static str,
    /// Negative answer.
    pub no: &'static str,
    /// Heading of the error summary; takes the number of errors.
    pub errors: fn(u32) -> String,
    /// Suffix in the label of an optional field.
    pub optional: &'static str,
    /// Label of the day field of a date.
    pub day: &'static str,
    /// Label of the month field of a date.
    pub month: &'static str,
    /// Label of the year field of a date.
    pub year: &'static str,
    /// Hint on the format of a date.
    pub date_hint: &'static str,
    /// Outcome for screen readers: the condition is met.
    pub met: &'static str,
    /// Outcome for screen readers: the condition is not met.
    pub not_met: &'static str,
    /// Outcome for screen readers: the condition is not met, but can be on a day of this call.
    pub not_yet: &'static str,
    /// Outcome for screen readers: the condition is open.
    pub open: &'static str,
    /// Link to the previous page.
    pub back: &'static str,
}

/// Returns the texts in a language.
pub const fn texts(language: Language) -> &'static FormTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: FormTexts = FormTexts {
    yes: "Jā",
    no: "Nē",
    errors: |count| errors_lv(count),
    optional: "nav obligāti",
    day: "Diena",
    month: "Mēnesis",
    year: "Gads",
    date_hint: "Piemēram, 14 03 1988",
    met: "Izpildīts:",
    not_met: "Nav izpildīts:",
    not_yet: "Vēl nav izpildīts:",
    open: "Vēl nav zināms:",
    back: "Atpakaļ",
};

/// "Izlabo 2 kļūdas".
fn errors_lv(count: u32) -> String {
    if count == 1 {
        return "Izlabo vienu kļūdu".to_owned();
    }
    format!("Izlabo {}", Forms { zero: "kļūdu", one: "kļūdu", other: "kļūdas" }.count(count))
}

static EN: FormTexts = FormTexts {
    yes: "Yes",
    no: "No",
    errors: |count| {
        if count == 1 { "There is a problem".to_owned() } else { format!("There are {count}\u{a0}problems") }
    },
    optional: "optional",
    day: "Day",
    month: "Month",
    year: "Year",
    date_hint: "For example, 14 03 1988",
    met: "Met:",
    not_met: "Not met:",
    not_yet: "Not met yet:",
    open: "Not yet known:",
    back: "Back",
};
