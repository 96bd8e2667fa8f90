//! The words that only the served text has: what a page says before it has started, or where it cannot start.

use rules::language::Language;

/// The words of one language.
pub struct ServedTexts {
    /// What search engines show below the first page's title; takes the grant in whole euros.
    pub description: fn(u32) -> String,
    /// What search engines show below the catalogue's title; takes how many programmes there are.
    pub programmes: fn(&str) -> String,
    /// The banner of the demonstration, before the server has told which day it is there.
    pub demonstration: &'static str,
    /// When applications are taken, before anybody has told the time: heading, and text with the window's days; takes whether
    /// both count whole (reading R3).
    pub window: (&'static str, fn(&str, bool) -> String),
    /// In place of the free seats of a study group.
    pub seats: &'static str,
    /// What a person receives at the end (N10), as a name.
    pub certificate: &'static str,
    /// Without JavaScript: heading, and what can be read all the same.
    pub needs_script: (&'static str, &'static str),
}

/// The words in `language`.
pub const fn of(language: Language) -> &'static ServedTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: ServedTexts = ServedTexts {
    description: |euros| {
        format!(
            "Pārbaudi, vai vari saņemt {euros}\u{a0}eiro digitālo prasmju apguvei, izvēlies programmu un piesakies."
        )
    },
    programmes: |count| {
        format!("{count} digitālo prasmju apguvei: izglītības iestāde, apjoms, maksa un līdzmaksājums.")
    },
    demonstration: "Demonstrācija: gan diena, gan visi dati šajā lapā ir izdomāti.",
    window: ("Kad var pieteikties", |days, whole| {
        if whole { format!("No {days}, abas dienas ieskaitot.") } else { format!("No {days}.") }
    }),
    seats: "Brīvās vietas redzēsi, kad lapa būs ielādējusies.",
    certificate: "Apliecība",
    needs_script: (
        "Lai pārbaudītu atbilstību un pieteiktos, vajag JavaScript",
        "Ieslēdz to pārlūka iestatījumos vai raksti VIAA. Programmas, noteikumus un palīdzību vari izlasīt arī bez tā.",
    ),
};

static EN: ServedTexts = ServedTexts {
    description: |euros| {
        format!("Check if you can get {euros}\u{a0}euros to learn digital skills, choose a programme and apply.")
    },
    programmes: |count| {
        format!("{count} to learn digital skills: institution, length, price and what you pay yourself.")
    },
    demonstration: "Demonstration: the date and all data on this page are made up.",
    window: ("When to apply", |days, whole| {
        if whole { format!("From {days}, both days included.") } else { format!("From {days}.") }
    }),
    seats: "Free places are shown when the page has loaded.",
    certificate: "Certificate",
    needs_script: (
        "You need JavaScript to check if you can apply and to apply",
        "Turn it on in your browser settings or contact VIAA. You can read the programmes, terms and help without it.",
    ),
};
