//! Texts of the confirmation: the application is received, but nothing is granted yet.

use api::Seat;
use rules::language::Language;

/// Texts in one language.
pub struct ConfirmationTexts {
    /// Heading of the page of a received application.
    pub heading: &'static str,
    /// Heading of the page until an application is loaded.
    pub neutral_heading: &'static str,
    /// Time of receipt; takes the formatted time.
    pub received_at: fn(&str) -> String,
    /// Note that receipt is not a grant.
    pub not_granted: &'static str,
    /// State of the seat.
    pub seat: fn(Seat) -> String,
    /// Name of the row with the application's number.
    pub number: &'static str,
    /// Name of the row with the programme's title.
    pub programme: &'static str,
    /// Name of the row with the study group's dates.
    pub study: &'static str,
    /// Name of the row with the seat.
    pub seat_row: &'static str,
    /// Heading of the findings.
    pub findings: &'static str,
    /// Text above the findings: who decides.
    pub findings_text: &'static str,
    /// Heading of the downloads.
    pub keep: &'static str,
    /// Reason to keep the file.
    pub keep_text: &'static str,
    /// Link to the complete file.
    pub download_whole: &'static str,
    /// Description of the complete file.
    pub whole_text: &'static str,
    /// Link to the signed part.
    pub download_signed: &'static str,
    /// Description of the signed part.
    pub signed_text: &'static str,
    /// Button that prints the page.
    pub print: &'static str,
    /// Link to the verification of receipts.
    pub verify: &'static str,
    /// Heading of the next steps.
    pub next: &'static str,
    /// Until when applications are open, and what happens then; takes the last day.
    pub reviewed: fn(&str) -> String,
    /// The study group if funding is granted; takes its first and last day.
    pub study_follows: fn(&str, &str) -> String,
    /// The person's task until then.
    pub meanwhile: &'static str,
    /// Link that saves the first day of study in a calendar.
    pub calendar: &'static str,
    /// Calendar entry: summary, and description; takes programme and number.
    pub calendar_entry: (&'static str, fn(&str, &str) -> String),
    /// Name of the calendar file.
    pub calendar_file: &'static str,
    /// Name of the row with the person's name.
    pub person: &'static str,
    /// Name of the row with the provider.
    pub provider: &'static str,
    /// On paper: how to check the page; takes the address of the verification page.
    pub check_at_text: fn(&str) -> String,
    /// Summary of the folded downloads.
    pub technical: &'static str,
    /// Link to the account.
    pub to_account: &'static str,
    /// Text before sign-in.
    pub sign_in: &'static str,
    /// Beginning of the file name; the application's number follows.
    pub file_name: &'static str,
    /// Addition to the file name of the signed part.
    pub signed_part: &'static str,
}

/// Returns the texts in a language.
pub const fn of(language: Language) -> &'static ConfirmationTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: ConfirmationTexts = ConfirmationTexts {
    heading: "Pieteikums ir saņemts",
    neutral_heading: "Pieteikuma apstiprinājums",
    received_at: |at| format!("Saņēmām {at}"),
    not_granted: "Saņemts vēl nenozīmē piešķirts. Par finansējumu lems VIAA, un lēmumu redzēsi savā kontā.",
    seat: |seat| match seat {
        Seat::Held => "Vieta grupā tev ir rezervēta".to_owned(),
        Seat::Waiting { number } => format!("Brīvu vietu vairs nav. Tava vieta rezerves sarakstā: {number}."),
        Seat::Draw => "Vietas izlozēs pēc pieteikšanās perioda beigām".to_owned(),
    },
    number: "Pieteikuma numurs",
    programme: "Programma",
    study: "Mācības",
    seat_row: "Vieta",
    findings: "Nosacījumu pārbaude",
    findings_text: "Tā tas bija pieteikuma saņemšanas brīdī. Lēmumu pieņem VIAA.",
    keep: "Pierādījums",
    keep_text: "Apstiprinājums ir parakstīts fails. Ar to vari pierādīt, ka pieteikums ir saņemts un kuri nosacījumi \
                bija izpildīti.",
    download_whole: "Lejupielādēt apstiprinājumu",
    whole_text: "Glabā sev: tajā ir arī tavas atbildes un dzimšanas datums, pēc kuriem vērtējumu var pārbaudīt.",
    download_signed: "Lejupielādēt eksemplāru, ko rādīt citiem",
    signed_text: "Tajā nav ne tavu atbilžu, ne dzimšanas datuma. Pārbaudīt, ka apstiprinājums ir īsts, var jebkurš.",
    print: "Izdrukāt",
    verify: "Pārbaudīt apstiprinājumu",
    next: "Kas notiek tālāk",
    reviewed: |last_day| {
        format!(
            "VIAA izskatīs pieteikumu. Pieteikšanās ir atvērta līdz {last_day}. Kurā dienā būs lēmums, paziņojumā nav \
             teikts; to redzēsi savā kontā."
        )
    },
    study_follows: |from, to| format!("Ja finansējumu piešķirs, mācības būs no {from} līdz {to}."),
    meanwhile: "Tev tagad nekas nav jādara. Pieteikuma gaitu vari redzēt savā kontā. Ja mainās e‑pasts vai tālrunis, \
                izlabo to tur.",
    calendar: "Pievienot mācību sākumu kalendāram",
    calendar_entry: ("Sākas mācības, ja piešķirts finansējums", |programme, number| {
        format!("{programme}. Pieteikuma numurs: {number}")
    }),
    calendar_file: "macibu-sakums.ics",
    person: "Vārds, uzvārds",
    provider: "Izglītības iestāde",
    check_at_text: |address| format!("Kā pārbaudīt: palūdz apstiprinājuma failu un atver to lapā {address}"),
    technical: "Tehniskais fails",
    to_account: "Uz manu kontu",
    sign_in: "Apstiprinājumu rādām tikai tam, kurš pieteicās. Pieslēdzies, lai to redzētu.",
    file_name: "imk-apstiprinajums",
    signed_part: "-radisanai",
};

static EN: ConfirmationTexts = ConfirmationTexts {
    heading: "Application received",
    neutral_heading: "Confirmation of an application",
    received_at: |at| format!("Received on {at}"),
    not_granted: "Your funding is not granted yet. VIAA will make a decision and you will see it in your account.",
    seat: |seat| match seat {
        Seat::Held => "A place in the group is held for you".to_owned(),
        Seat::Waiting { number } => format!("No places were free. You are number {number} on the waiting list"),
        Seat::Draw => "Places are allocated by draw after applications close".to_owned(),
    },
    number: "Application number",
    programme: "Programme",
    study: "Training",
    seat_row: "Place",
    findings: "Your eligibility check",
    findings_text: "This was the result when we received your application. VIAA makes the decision.",
    keep: "Proof",
    keep_text: "The confirmation is a signed file. It proves that we received your application and what the result \
                was.",
    download_whole: "Download the confirmation",
    whole_text: "Keep this file private. It contains your answers and date of birth, so that the assessment can be \
                 checked.",
    download_signed: "Download a copy to share",
    signed_text: "It does not contain your answers or date of birth. Anyone can check that it is genuine.",
    print: "Print",
    verify: "Check a confirmation",
    next: "What happens next",
    reviewed: |last_day| {
        format!(
            "VIAA will review your application. Applications are open until {last_day}. The announcement does not say \
             when the decision is made. You will see it in your account."
        )
    },
    study_follows: |from, to| format!("If funding is granted, the training is from {from} to {to}."),
    meanwhile: "You do not need to do anything now. You can follow the progress in your account. If your email or \
                phone \
                number changes, update it there.",
    calendar: "Add the start of the training to a calendar",
    calendar_entry: ("Training starts, if funding is granted", |programme, number| {
        format!("{programme}. Application number: {number}")
    }),
    calendar_file: "start-of-training.ics",
    person: "Name",
    provider: "Provider",
    check_at_text: |address| format!("How to check this: ask for the confirmation file and open it at {address}"),
    technical: "Technical file",
    to_account: "Go to my account",
    sign_in: "Only the person who applied can see the confirmation. Sign in to see it.",
    file_name: "imk-confirmation",
    signed_part: "-to-show",
};
