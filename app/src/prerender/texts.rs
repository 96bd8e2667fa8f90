//! Sentences that only prerendered pages have.

use rules::language::Language;

/// Sentences of one language.
pub struct ServedTexts {
    /// Description of the first page for search engines; takes the grant in whole euros.
    pub description: fn(u32) -> String,
    /// Description of the catalogue for search engines; takes the number of programmes.
    pub programmes: fn(&str) -> String,
    /// Banner of the demonstration, without the simulated day.
    pub demonstration: &'static str,
    /// Application window without the current time: heading, and text with its days; takes whether both days count
    /// fully (reading R3).
    pub window: (&'static str, fn(&str, bool) -> String),
    /// Instead of the free seats of a study group.
    pub seats: &'static str,
    /// Name of the certificate at the end (N10).
    pub certificate: &'static str,
    /// Without JavaScript: heading, and content that is available.
    pub needs_script: (&'static str, &'static str),
}

/// Sentences in `language`.
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
        "Lai pārbaudītu atbilstību un pieteiktos, jāieslēdz JavaScript",
        "Ieslēdz to pārlūka iestatījumos vai raksti VIAA. Programmas, paziņojumu un palīdzību vari izlasīt arī bez tā.",
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
        "Turn it on in your browser settings or contact VIAA. You can read the programmes, the announcement and help \
         without \
         it.",
    ),
};
