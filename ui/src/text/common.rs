//! Texts of the layout and of states that all pages share: header, footer, loading, errors.

use rules::language::Language;

use crate::text::plural::Forms;

/// Texts in one language.
pub struct CommonTexts {
    /// End of the window title.
    pub site: &'static str,
    /// Skip link, the first link of every page, visible while focused.
    pub skip_to_content: &'static str,
    /// Button that opens the menu on a phone.
    pub menu: &'static str,
    /// Accessible name of the menu.
    pub main_menu: &'static str,
    /// Link to the start page.
    pub home: &'static str,
    /// Link to the eligibility questions.
    pub eligibility: &'static str,
    /// Link to the catalogue.
    pub programmes: &'static str,
    /// Link to the account.
    pub account: &'static str,
    /// Link to the verification of receipts.
    pub verify: &'static str,
    /// Link to the privacy notice.
    pub privacy: &'static str,
    /// Link to the terms of use.
    pub terms: &'static str,
    /// Link to the help page.
    pub help: &'static str,
    /// Link to the accessibility statement.
    pub accessibility: &'static str,
    /// Link to the previous page.
    pub back: &'static str,
    /// Banner of the demonstration; takes its current date.
    pub demonstration: fn(&str) -> String,
    /// Loading indicator.
    pub loading: &'static str,
    /// Button that retries a failed request.
    pub retry: &'static str,
    /// Failed download of a lazy route: heading and text.
    pub not_loaded: (&'static str, &'static str),
    /// Newer version that is ready to take over: heading, text, button.
    pub new_version: (&'static str, &'static str, &'static str),
    /// Pages older than the server: heading, text, button.
    pub outdated: (&'static str, &'static str, &'static str),
    /// Notice that the browser is offline. It stands alone: that the time is the device's matters less.
    pub offline: &'static str,
    /// Notice that the time is the device's, because the server cannot be reached.
    pub device_clock: &'static str,
    /// Positive answer.
    pub yes: &'static str,
    /// Negative answer.
    pub no: &'static str,
    /// Heading of the error summary; takes the number of errors.
    pub errors: fn(u32) -> String,
    /// Prefix of an error for screen readers.
    pub error: &'static str,
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
}

/// Returns the texts in a language.
pub const fn texts(language: Language) -> &'static CommonTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

/// Returns the name of a language in that language, for the language switch.
pub const fn name(language: Language) -> &'static str {
    match language {
        Language::Lv => "Latviski",
        Language::En => "English",
    }
}

static LV: CommonTexts = CommonTexts {
    site: "Individuālais mācību konts",
    skip_to_content: "Pāriet uz saturu",
    menu: "Izvēlne",
    main_menu: "Galvenā izvēlne",
    home: "Sākums",
    eligibility: "Atbilstība",
    programmes: "Programmas",
    account: "Mans konts",
    verify: "Pārbaudīt apstiprinājumu",
    privacy: "Privātums",
    terms: "Konta noteikumi",
    help: "Palīdzība",
    accessibility: "Piekļūstamības paziņojums",
    back: "Atpakaļ",
    demonstration: |today| format!("Demonstrācija: šodien ir {today}, dati ir izdomāti."),
    loading: "Ielādējam…",
    retry: "Mēģināt vēlreiz",
    not_loaded: (
        "Šo lapas daļu neizdevās ielādēt",
        "Visticamāk, pazuda savienojums. Kad savienojums būs atjaunots, mēģini vēlreiz.",
    ),
    new_version: (
        "Ir gatava jaunāka šīs lapas versija",
        "Vari mierīgi pabeigt iesākto. Kad pāriesi uz jauno versiju, lapa pārlādēsies; melnraksts paliks.",
        "Pāriet uz jauno versiju",
    ),
    outdated: (
        "Ir jaunāka šīs lapas versija",
        "Nosacījumi ir mainījušies. Pārlādē lapu, lai vērtējums būtu pareizs.",
        "Pārlādēt lapu",
    ),
    offline: "Nav interneta. Iesākto vari turpināt; iesniegt varēsi, kad būs savienojums.",
    device_clock: "Nav savienojuma, tāpēc datumu rādām pēc šīs ierīces pulksteņa.",
    yes: "Jā",
    no: "Nē",
    errors: |count| errors_lv(count),
    error: "Kļūda:",
    optional: "nav obligāti",
    day: "Diena",
    month: "Mēnesis",
    year: "Gads",
    date_hint: "Piemēram, 14 03 1988",
    met: "Izpildīts:",
    not_met: "Nav izpildīts:",
    not_yet: "Vēl nav izpildīts:",
    open: "Vēl nav zināms:",
};

/// "Izlabo 2 kļūdas".
fn errors_lv(count: u32) -> String {
    if count == 1 {
        return "Izlabo vienu kļūdu".to_owned();
    }
    format!("Izlabo {}", Forms { zero: "kļūdu", one: "kļūdu", other: "kļūdas" }.count(count))
}

static EN: CommonTexts = CommonTexts {
    site: "Individual learning account",
    skip_to_content: "Skip to content",
    menu: "Menu",
    main_menu: "Main menu",
    home: "Home",
    eligibility: "Eligibility",
    programmes: "Programmes",
    account: "My account",
    verify: "Check a confirmation",
    privacy: "Privacy",
    terms: "Account terms",
    help: "Help",
    accessibility: "Accessibility statement",
    back: "Back",
    demonstration: |today| format!("Demonstration: today is {today} and all data is made up."),
    loading: "Loading…",
    retry: "Try again",
    not_loaded: (
        "This part of the page could not be loaded",
        "You may have lost your connection. Try again when you are back online.",
    ),
    new_version: (
        "A new version of this page is available",
        "You can finish what you are doing first. The page will reload when you switch. Your draft is saved.",
        "Switch to the new version",
    ),
    outdated: (
        "This page is out of date",
        "The conditions have changed. Reload the page to get the correct result.",
        "Reload the page",
    ),
    offline: "You are offline. You can continue your application and send it when you are back online.",
    device_clock: "You are not connected, so dates follow the clock of this device.",
    yes: "Yes",
    no: "No",
    errors: |count| {
        if count == 1 { "There is a problem".to_owned() } else { format!("There are {count}\u{a0}problems") }
    },
    error: "Error:",
    optional: "optional",
    day: "Day",
    month: "Month",
    year: "Year",
    date_hint: "For example, 14 03 1988",
    met: "Met:",
    not_met: "Not met:",
    not_yet: "Not met yet:",
    open: "Not yet known:",
};
