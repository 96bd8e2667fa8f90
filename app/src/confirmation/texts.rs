//! The words of the confirmation: received, and not yet granted.

use api::Seat;
use rules::language::Language;

/// The words of one language.
pub struct ConfirmationTexts {
    /// Heading.
    pub heading: &'static str,
    /// When it arrived; takes the instant in words.
    pub received_at: fn(&str) -> String,
    /// Received is not granted.
    pub not_granted: &'static str,
    /// What became of the seat.
    pub seat: fn(Seat) -> String,
    /// Row.
    pub number: &'static str,
    /// Row.
    pub programme: &'static str,
    /// Row.
    pub study: &'static str,
    /// Row.
    pub seat_row: &'static str,
    /// Section.
    pub findings: &'static str,
    /// Beside the findings: who decides.
    pub findings_text: &'static str,
    /// Section.
    pub keep: &'static str,
    /// Why to keep the file.
    pub keep_text: &'static str,
    /// Link: the whole file.
    pub download_whole: &'static str,
    /// What is in it.
    pub whole_text: &'static str,
    /// Link: the signed part alone.
    pub download_signed: &'static str,
    /// What is in it.
    pub signed_text: &'static str,
    /// Button.
    pub print: &'static str,
    /// Link.
    pub verify: &'static str,
    /// Section.
    pub next: &'static str,
    /// What happens now.
    pub next_text: &'static str,
    /// Link.
    pub to_account: &'static str,
    /// Where nobody is signed in.
    pub sign_in: &'static str,
    /// Name of the downloaded file, before the application's number.
    pub file_name: &'static str,
    /// What the name of the file with the signed part alone has besides.
    pub signed_part: &'static str,
}

/// The words in `language`.
pub const fn of(language: Language) -> &'static ConfirmationTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: ConfirmationTexts = ConfirmationTexts {
    heading: "Pieteikums ir saņemts",
    received_at: |at| format!("Saņēmām {at}"),
    not_granted: "Saņemts vēl nenozīmē piešķirts. Par finansējumu lems VIAA, un lēmumu redzēsi savā kontā.",
    seat: |seat| match seat {
        Seat::Held => "Vieta grupā tev ir pieturēta".to_owned(),
        Seat::Waiting { number } => format!("Brīvu vietu vairs nebija: tu esi {number}. rezerves sarakstā"),
        Seat::Draw => "Vietas izlozēs pēc pieteikšanās perioda beigām".to_owned(),
    },
    number: "Pieteikuma numurs",
    programme: "Programma",
    study: "Mācības",
    seat_row: "Vieta",
    findings: "Nosacījumu pārbaude",
    findings_text: "Tā tas bija pieteikuma saņemšanas brīdī. Lēmumu pieņem VIAA.",
    keep: "Tavs apstiprinājums",
    keep_text: "Apstiprinājums ir parakstīts fails. Ar to vari pierādīt, ka pieteikums saņemts un kas toreiz \
                konstatēts.",
    download_whole: "Lejupielādēt apstiprinājumu",
    whole_text: "Glabā sev: tajā ir arī tavas atbildes un dzimšanas datums, ar kuriem vērtējumu var izrēķināt no \
                 jauna.",
    download_signed: "Lejupielādēt rādīšanai citiem",
    signed_text: "Tajā nav ne tavu atbilžu, ne dzimšanas datuma. Pārbaudīt, ka apstiprinājums ir īsts, var jebkurš.",
    print: "Izdrukāt",
    verify: "Pārbaudīt apstiprinājumu",
    next: "Kas notiek tālāk",
    next_text: "VIAA izskatīs pieteikumu. Tev tagad nekas nav jādara. Kas ar to notiek, vienmēr vari redzēt savā \
                kontā.",
    to_account: "Uz manu kontu",
    sign_in: "Apstiprinājumu rādām tikai tam, kurš pieteicās. Pieslēdzies, lai to redzētu.",
    file_name: "imk-apstiprinajums",
    signed_part: "-radisanai",
};

static EN: ConfirmationTexts = ConfirmationTexts {
    heading: "The application has been received",
    received_at: |at| format!("Received on {at}"),
    not_granted: "Received does not mean granted. VIAA decides about the funding, and you will see the decision in \
                  your account.",
    seat: |seat| match seat {
        Seat::Held => "A place in the group is held for you".to_owned(),
        Seat::Waiting { number } => format!("No place was free: you are number {number} on the waiting list"),
        Seat::Draw => "Places are drawn after the application period".to_owned(),
    },
    number: "Application number",
    programme: "Programme",
    study: "Training",
    seat_row: "Place",
    findings: "The conditions, checked",
    findings_text: "This is how it stood when the application arrived. VIAA decides.",
    keep: "Your confirmation",
    keep_text: "The confirmation is a signed file. It proves that the application arrived and what was found then.",
    download_whole: "Download the confirmation",
    whole_text: "Keep it to yourself: it also holds your answers and birth date, with which the assessment can be \
                 run again.",
    download_signed: "Download to show to others",
    signed_text: "It holds neither your answers nor your birth date. Anyone can check that it is genuine.",
    print: "Print",
    verify: "Verify a confirmation",
    next: "What happens next",
    next_text: "VIAA will look at the application. You need not do anything now. Your account always shows where it \
                stands.",
    to_account: "Go to my account",
    sign_in: "Only the person who applied sees the confirmation. Sign in to see it.",
    file_name: "imk-confirmation",
    signed_part: "-to-show",
};
