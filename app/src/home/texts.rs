//! Sentences of the first page.

use rules::language::Language;
use ui::text::plural::days;

/// Sentences of one language.
pub struct HomeTexts {
    /// Heading; takes the grant in whole euros.
    pub heading: fn(u32) -> String,
    /// Applications open later: heading, and text with the first day.
    pub not_yet: (&'static str, fn(&str) -> String),
    /// Applications are open: heading.
    pub open: &'static str,
    /// Last day (in the dative) and number of days left after today.
    pub open_text: fn(&str, u32) -> String,
    /// On the last day; takes the time, unless it is midnight.
    pub last_day: fn(Option<&str>) -> String,
    /// Applications are closed: heading, and text with the last day.
    pub closed: (&'static str, fn(&str) -> String),
    /// Purpose and audience; takes the minimum age.
    pub intro: fn(u8) -> String,
    /// The main button.
    pub check: &'static str,
    /// Link.
    pub programmes: &'static str,
    /// Link to a draft on this device.
    pub go_on: &'static str,
    /// Section.
    pub how: &'static str,
    /// The four steps: heading and text.
    pub steps: [(&'static str, &'static str); 4],
}

/// Sentences in `language`.
pub const fn of(language: Language) -> &'static HomeTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: HomeTexts = HomeTexts {
    heading: |euros| format!("{euros}\u{a0}eiro digitālo prasmju apguvei"),
    not_yet: ("Pieteikšanās vēl nav sākusies", |day| {
        format!("Tā sāksies {day}. Jau tagad vari pārbaudīt, vai varēsi pieteikties, un noskatīt programmu.")
    }),
    open: "Pieteikšanās ir atvērta",
    open_text: |last_day, left| format!("līdz {last_day} (ieskaitot) ·\u{a0}vēl {}", days(Language::Lv, left)),
    last_day: |time| format!("šodien ir pēdējā diena, līdz {}", time.unwrap_or("pusnaktij")),
    closed: ("Pieteikšanās ir beigusies", |day| {
        format!("Pēdējā diena bija {day}. Ja būs nākamais uzsaukums, tas būs redzams šeit.")
    }),
    intro: |age| {
        format!(
            "Pieaugušajiem no {age} gadu vecuma — vidēja un augsta līmeņa digitālās prasmes (DigComp \
             4.–6.\u{a0}līmenis) kādā \
             no teju 100\u{a0}programmām, ko piedāvā 20\u{a0}izglītības iestādes. Nav svarīgi, vai un kur tu strādā."
        )
    },
    check: "Pārbaudīt, vai varu pieteikties",
    programmes: "Skatīt programmas",
    go_on: "Turpināt iesākto pieteikumu",
    how: "Kā tas notiek",
    steps: [
        (
            "Pārbaudi atbilstību",
            "Daži jautājumi, bez pieslēgšanās. Pie katras atbildes redzēsi, kurš paziņojuma teikums to nosaka.",
        ),
        ("Izvēlies programmu", "Redzi, cik sedz finansējums un vai mācības beigsies laikā."),
        ("Aizpildi un pārskati", "Arī bez interneta. Pieteikums netiek iesniegts, kamēr to neapstiprini."),
        (
            "Iesniedz un saņem apstiprinājumu",
            "Ar eParaksts mobile, eID karti, eParaksts karti, kvalificētu Smart-ID vai citas ES valsts eID.",
        ),
    ],
};

static EN: HomeTexts = HomeTexts {
    heading: |euros| format!("{euros}\u{a0}euros to learn digital skills"),
    not_yet: ("Applications are not open yet", |day| {
        format!(
            "Applications open on {day}. You can already check if you will be able to apply and look for a programme."
        )
    }),
    open: "Applications are open",
    open_text: |last_day, left| format!("until {last_day} (included) ·\u{a0}{} left", days(Language::En, left)),
    last_day: |time| format!("today is the last day, until {}", time.unwrap_or("midnight")),
    closed: ("Applications have closed", |day| {
        format!("The last day was {day}. If there is another call, it will be shown here.")
    }),
    intro: |age| {
        format!(
            "For adults from the age of {age}: medium and high level digital skills (DigComp levels 4–6) in one of \
             almost 100\u{a0}programmes offered by 20\u{a0}educational institutions. It does not matter whether and \
             where you work."
        )
    },
    check: "Check if I can apply",
    programmes: "View programmes",
    go_on: "Continue my application",
    how: "How it works",
    steps: [
        (
            "Check your eligibility",
            "Answer a few questions without signing in. We show you which sentence of the announcement applies to \
             each answer.",
        ),
        ("Choose a programme", "See how much the funding covers and if the training ends in time."),
        (
            "Fill in your application and check it",
            "You can do this offline. The application is sent only when you confirm it.",
        ),
        (
            "Send it and get a confirmation",
            "With eParaksts mobile, an eID card, an eParaksts card, qualified Smart-ID or another EU state's eID.",
        ),
    ],
};
