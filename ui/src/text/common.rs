//! Texts of the layout and of states that all pages share: header, footer, loading, errors.

use rules::language::Language;

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
    /// Link to the eligibility questions.
    pub eligibility: &'static str,
    /// Link to the catalogue.
    pub programmes: &'static str,
    /// Link to the account.
    pub account: &'static str,
    /// Link to the help page.
    pub help: &'static str,
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
    /// Prefix of an error for screen readers.
    pub error: &'static str,
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
    eligibility: "Atbilstība",
    programmes: "Programmas",
    account: "Mans konts",
    help: "Palīdzība",
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
    error: "Kļūda:",
};

static EN: CommonTexts = CommonTexts {
    site: "Individual learning account",
    skip_to_content: "Skip to content",
    menu: "Menu",
    main_menu: "Main menu",
    eligibility: "Eligibility",
    programmes: "Programmes",
    account: "My account",
    help: "Help",
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
    error: "Error:",
};
