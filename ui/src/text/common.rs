//! The words around every page: header, footer, waiting, failing.

use rules::language::Language;

/// The words of one language.
pub struct CommonTexts {
    /// What the window's title ends in.
    pub site: &'static str,
    /// The first link of every page, shown when it has the focus.
    pub skip_to_content: &'static str,
    /// The button that unfolds the menu on a phone.
    pub menu: &'static str,
    /// What screen readers call the menu.
    pub main_menu: &'static str,
    /// Link.
    pub home: &'static str,
    /// Link.
    pub eligibility: &'static str,
    /// Link.
    pub programmes: &'static str,
    /// Link.
    pub account: &'static str,
    /// Link.
    pub verify: &'static str,
    /// Link.
    pub privacy: &'static str,
    /// Link.
    pub terms: &'static str,
    /// Link.
    pub help: &'static str,
    /// Link to the accessibility statement.
    pub accessibility: &'static str,
    /// The link that goes back one page.
    pub back: &'static str,
    /// The banner of the demonstration; takes the day it is there.
    pub demonstration: fn(&str) -> String,
    /// Who pays for the platform (N16).
    pub fund: &'static str,
    /// The project's number (N16).
    pub project: fn(&str) -> String,
    /// What the platform is for, as N16 says.
    pub purpose: &'static str,
    /// While waiting for the server.
    pub loading: &'static str,
    /// Button after a failure.
    pub retry: &'static str,
    /// A part of the pages could not be fetched: heading and text.
    pub not_loaded: (&'static str, &'static str),
    /// A newer version is ready to take over: heading, text, button.
    pub new_version: (&'static str, &'static str, &'static str),
    /// The pages are older than the server: heading, text, button.
    pub outdated: (&'static str, &'static str, &'static str),
    /// There is no network.
    pub offline: &'static str,
    /// The server's time is not known.
    pub device_clock: &'static str,
    /// Answer.
    pub yes: &'static str,
    /// Answer.
    pub no: &'static str,
    /// Heading of the error summary; takes the number of errors.
    pub errors: fn(u32) -> String,
    /// What screen readers hear before an error at its field.
    pub error: &'static str,
    /// After the label of a field that may stay empty.
    pub optional: &'static str,
    /// Label of a date's field.
    pub day: &'static str,
    /// Label of a date's field.
    pub month: &'static str,
    /// Label of a date's field.
    pub year: &'static str,
    /// How to write a date.
    pub date_hint: &'static str,
    /// For screen readers: the condition is met.
    pub met: &'static str,
    /// For screen readers: the condition is not met.
    pub not_met: &'static str,
    /// For screen readers: the condition is open.
    pub open: &'static str,
}

/// The words in `language`.
pub const fn texts(language: Language) -> &'static CommonTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

/// The name of the other language in that language, as its switch reads.
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
    terms: "Noteikumi",
    help: "Palīdzība",
    accessibility: "Piekļūstamības paziņojums",
    back: "Atpakaļ",
    demonstration: |today| format!("Demonstrācija: šodien ir {today}, dati ir izdomāti."),
    fund: "Finansē Eiropas Savienība — NextGenerationEU",
    project: |number| format!("projekts Nr.\u{a0}{number}"),
    purpose: "Mērķis: ilgtspējīga un sociāli atbildīga pieaugušo izglītības sistēma ar individuāliem mācību \
              risinājumiem atbilstoši \
              darba tirgus vajadzībām.",
    loading: "Ielādējam…",
    retry: "Mēģināt vēlreiz",
    not_loaded: (
        "Šo lapas daļu neizdevās ielādēt",
        "Visticamāk, pazuda savienojums. Ierakstītais nav zudis; kad savienojums būs atjaunots, mēģini vēlreiz.",
    ),
    new_version: (
        "Ir gatava jaunāka šīs lapas versija",
        "Vari mierīgi pabeigt iesākto. Kad pāriesi uz jauno versiju, lapa pārlādēsies; melnraksts paliks.",
        "Pāriet uz jauno versiju",
    ),
    outdated: (
        "Ir jaunāka šīs lapas versija",
        "Nosacījumi serverī ir atjaunināti. Pārlādē lapu, lai vērtējums būtu pareizs.",
        "Pārlādēt lapu",
    ),
    offline: "Nav interneta. Iesākto vari turpināt; iesniegt varēsi, kad būs savienojums.",
    device_clock: "Laiks ir pēc šīs ierīces pulksteņa: serveri sasniegt neizdevās.",
    yes: "Jā",
    no: "Nē",
    errors: |count| if count == 1 { "Jālabo viena lieta".to_owned() } else { format!("Jālabo {count} lietas") },
    error: "Kļūda:",
    optional: "nav obligāti",
    day: "Diena",
    month: "Mēnesis",
    year: "Gads",
    date_hint: "Piemēram, 14 03 1988",
    met: "Izpildīts:",
    not_met: "Nav izpildīts:",
    open: "Vēl nav zināms:",
};

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
    terms: "Terms",
    help: "Help",
    accessibility: "Accessibility statement",
    back: "Back",
    demonstration: |today| format!("Demonstration: today is {today} and all data is made up."),
    fund: "Funded by the European Union — NextGenerationEU",
    project: |number| format!("project No\u{a0}{number}"),
    purpose: "Purpose: a sustainable and socially responsible system of adult education with individual training \
              solutions in line \
              with the needs of the labour market.",
    loading: "Loading…",
    retry: "Try again",
    not_loaded: (
        "This part of the page could not be loaded",
        "You may have lost your connection. Your answers are saved. Try again when you are back online.",
    ),
    new_version: (
        "A new version of this page is available",
        "You can finish what you are doing first. The page will reload when you switch. Your draft is saved.",
        "Switch to the new version",
    ),
    outdated: (
        "This page is out of date",
        "The conditions have been updated. Reload the page to get the correct result.",
        "Reload the page",
    ),
    offline: "You are offline. You can continue your application and send it when you are back online.",
    device_clock: "We could not reach the server, so we are using the time on this device.",
    yes: "Yes",
    no: "No",
    errors: |count| if count == 1 { "There is a problem".to_owned() } else { format!("There are {count} problems") },
    error: "Error:",
    optional: "optional",
    day: "Day",
    month: "Month",
    year: "Year",
    date_hint: "For example, 14 03 1988",
    met: "Met:",
    not_met: "Not met:",
    open: "Not yet known:",
};
