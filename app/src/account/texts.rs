//! Texts of the account (individuālais mācību konts).

use api::MessageContent;
use rules::eligibility::Verdict;
use rules::language::Language;

/// Texts in one language.
pub struct AccountTexts {
    /// Heading of the page.
    pub heading: &'static str,
    /// Text before sign-in.
    pub sign_in_offer: &'static str,
    /// Heading of the applications.
    pub applications: &'static str,
    /// Text of an empty list of applications.
    pub no_applications: &'static str,
    /// Link to the catalogue.
    pub find_programme: &'static str,
    /// Timeline of an application.
    pub line: LineTexts,
    /// Heading of the grant section.
    pub funding: &'static str,
    /// Text that nothing is granted yet; takes the last usable day.
    pub not_granted: fn(&str) -> String,
    /// Heading of the messages.
    pub messages: &'static str,
    /// Text of an empty list of messages.
    pub no_messages: &'static str,
    /// Text of a message.
    pub message: fn(&MessageContent, Language) -> String,
    /// Heading of the personal data.
    pub my_data: &'static str,
    /// Name of the row with the opening date.
    pub opened_at: &'static str,
    /// Button that starts editing.
    pub change: &'static str,
    /// Button that saves.
    pub save: &'static str,
    /// The same button while saving.
    pub saving: &'static str,
    /// Button that cancels editing.
    pub cancel: &'static str,
    /// Announcement after saving.
    pub saved: &'static str,
    /// Link to the terms of use.
    pub terms: &'static str,
    /// Link to the export of all data in the account.
    pub export: &'static str,
    /// Description of the exported file.
    pub export_text: &'static str,
    /// Name of the exported file.
    pub export_file: &'static str,
    /// Texts for opening an account.
    pub open: OpenTexts,
    /// Texts for closing an account.
    pub close: CloseTexts,
}

/// Texts of an application's timeline.
pub struct LineTexts {
    /// Accessible name of the timeline; takes the programme's title.
    pub label: fn(&str) -> String,
    /// State of the application.
    pub state_submitted: &'static str,
    /// Step: the application was submitted.
    pub submitted: &'static str,
    /// Link to the confirmation.
    pub confirmation: &'static str,
    /// Step: every condition is met.
    pub conditions_met: &'static str,
    /// Step: at least one condition is not met.
    pub conditions_not_met: &'static str,
    /// Step: at least one condition is open.
    pub conditions_open: &'static str,
    /// Link to the findings.
    pub reasons: &'static str,
    /// Step: a seat is held.
    pub seat_held: &'static str,
    /// Step: on the waiting list. Title, and detail that takes the number on the list.
    pub waiting: (&'static str, fn(u32) -> String),
    /// Step: seats are drawn by lot. Title and detail.
    pub draw: (&'static str, &'static str),
    /// Step: the agency's decision.
    pub decision: &'static str,
    /// Detail of the decision step.
    pub decision_text: &'static str,
    /// Step: training.
    pub study: &'static str,
    /// Step: certificate.
    pub certificate: &'static str,
    /// State for screen readers: completed.
    pub done: &'static str,
    /// State for screen readers: in progress.
    pub now: &'static str,
    /// State for screen readers: not started.
    pub to_come: &'static str,
}

impl LineTexts {
    /// Returns the step's title for the verdict at submission.
    pub const fn conditions(&self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Eligible => self.conditions_met,
            Verdict::NotEligible => self.conditions_not_met,
            Verdict::NeedsAnswer => self.conditions_open,
        }
    }
}

/// Texts for opening an account.
pub struct OpenTexts {
    /// Legend of the birth date field, shown if no source gives the birth date.
    pub birth_date: &'static str,
    /// Reason for the question and format of the date.
    pub birth_date_hint: &'static str,
    /// Heading of the form.
    pub heading: &'static str,
    /// Conditions for opening an account: N13 in short.
    pub intro: &'static str,
    /// Button that opens the account.
    pub open: &'static str,
    /// The same button while the request is in flight.
    pub opening: &'static str,
    /// Heading for a person under age; takes the minimum age.
    pub under_age: fn(u8) -> String,
    /// Text with the day from which the person may open an account; takes the day.
    pub under_age_until: fn(&str) -> String,
}

/// Texts for closing an account.
pub struct CloseTexts {
    /// Heading of the section.
    pub heading: &'static str,
    /// Data that closing deletes.
    pub text: &'static str,
    /// Button that shows the confirmation.
    pub begin: &'static str,
    /// Question of the confirmation.
    pub sure: &'static str,
    /// Button that closes the account.
    pub confirm: &'static str,
    /// Button that keeps the account.
    pub keep: &'static str,
    /// Notice that a live application prevents closing: heading and text.
    pub in_use: (&'static str, &'static str),
    /// Notice after closing.
    pub closed: &'static str,
}

/// Returns the texts in a language.
pub const fn of(language: Language) -> &'static AccountTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: AccountTexts = AccountTexts {
    heading: "Mans konts",
    sign_in_offer: "Pieslēdzies, lai redzētu savus pieteikumus un ziņas vai atvērtu mācību kontu.",
    applications: "Pieteikumi",
    no_applications: "Tev vēl nav neviena pieteikuma.",
    find_programme: "Atrast programmu",
    line: LineTexts {
        label: |title| format!("Kas notiek ar pieteikumu: {title}"),
        state_submitted: "Pieteikums iesniegts",
        submitted: "Iesniegts",
        confirmation: "apstiprinājums",
        conditions_met: "Nosacījumi izpildīti",
        conditions_not_met: "Kāds nosacījums nav izpildīts",
        conditions_open: "Uz kādu jautājumu vēl nav atbildes",
        reasons: "vērtējuma pamatojums",
        seat_held: "Vieta grupā pieturēta",
        waiting: ("Gaida vietu", |number| format!("Tu esi {number}. rezerves sarakstā")),
        draw: ("Gaida izlozi", "Vietas izlozēs pēc pieteikšanās perioda beigām"),
        decision: "Finansējuma piešķiršana",
        decision_text: "Lemj VIAA",
        study: "Mācības",
        certificate: "Apliecība",
        done: "izdarīts",
        now: "tagad",
        to_come: "vēl priekšā",
    },
    funding: "Finansējums",
    not_granted: |day| format!("Vēl nav piešķirts. Ja piešķirs, šeit būs redzama pieejamā summa un termiņš: {day}."),
    messages: "Ziņas",
    no_messages: "Ziņu vēl nav.",
    message: |content, language| match content {
        MessageContent::AccountOpened => "Tavs mācību konts ir atvērts.".to_owned(),
        MessageContent::ApplicationReceived { application: _, title } => {
            format!("Saņēmām tavu pieteikumu programmai „{}“.", title.get(language))
        }
    },
    my_data: "Mani dati",
    opened_at: "Konts atvērts",
    change: "Mainīt saziņas datus",
    save: "Saglabāt",
    saving: "Saglabājam…",
    cancel: "Atcelt",
    saved: "Saglabāts.",
    terms: "Konta noteikumi",
    export: "Lejupielādēt manus datus",
    export_text: "Viss, ko konts par tevi zina: saziņas dati, pieteikumi, melnraksts un ziņas vienā parakstītā failā.",
    export_file: "imk-mani-dati.json",
    open: OpenTexts {
        heading: "Atver savu mācību kontu",
        intro: "Individuālo mācību kontu (IMK) var atvērt no 18 gadu vecuma, lai kur un kā tu strādātu vai \
                nestrādātu.",
        birth_date: "Kāds ir tavs dzimšanas datums?",
        birth_date_hint: "Pieslēgšanās pakalpojums to nepaziņoja. Piemēram, 14 03 1988.",
        open: "Atvērt kontu",
        opening: "Atveram…",
        under_age: |age| format!("Kontu var atvērt no {age} gadu vecuma"),
        under_age_until: |day| format!("Tu kontu varēsi atvērt no {day}."),
    },
    close: CloseTexts {
        heading: "Slēgt kontu",
        text: "Kad kontu slēgsi, izdzēsīsim visu, ko par tevi zinām. Piecus gadus glabāsim tikai to, ka konts bijis \
               un kad slēgts, bez tava vārda un personas koda: to prasa likums.",
        begin: "Slēgt kontu",
        sure: "Vai tiešām slēgt? Atsaukt to nevarēs.",
        confirm: "Jā, slēgt",
        keep: "Nē, paturēt",
        in_use: (
            "Kontu tagad slēgt nevar",
            "Tev ir iesniegts pieteikums, un lēmumu par to sūtīsim uz šo kontu. Slēgt varēs, kad pieteikums būs \
             izskatīts.",
        ),
        closed: "Konts ir slēgts.",
    },
};

static EN: AccountTexts = AccountTexts {
    heading: "My account",
    sign_in_offer: "Sign in to see your applications and messages or to open a learning account.",
    applications: "Applications",
    no_applications: "You have no applications yet.",
    find_programme: "Find a programme",
    line: LineTexts {
        label: |title| format!("Application progress: {title}"),
        state_submitted: "Application sent",
        submitted: "Sent",
        confirmation: "confirmation",
        conditions_met: "Conditions met",
        conditions_not_met: "A condition is not met",
        conditions_open: "A question has not been answered",
        reasons: "reasons for the result",
        seat_held: "A place in the group is held",
        waiting: ("Waiting for a place", |number| format!("You are number {number} on the waiting list")),
        draw: ("Waiting for the draw", "Places are allocated by draw after applications close"),
        decision: "Decision on the funding",
        decision_text: "VIAA decides",
        study: "Training",
        certificate: "Certificate",
        done: "done",
        now: "now",
        to_come: "not started",
    },
    funding: "Funding",
    not_granted: |day| {
        format!(
            "Not granted yet. If funding is granted, you will see here how much you can use and the last day to \
                 use it: {day}."
        )
    },
    messages: "Messages",
    no_messages: "No messages yet.",
    message: |content, language| match content {
        MessageContent::AccountOpened => "Your learning account is open.".to_owned(),
        MessageContent::ApplicationReceived { application: _, title } => {
            format!("We received your application for “{}”.", title.get(language))
        }
    },
    my_data: "My data",
    opened_at: "Account opened",
    change: "Change contact details",
    save: "Save",
    saving: "Saving…",
    cancel: "Cancel",
    saved: "Saved.",
    terms: "Terms of the account",
    export: "Download my data",
    export_text: "Everything your account holds about you in one signed file: contact details, applications, draft \
                  and messages.",
    export_file: "imk-my-data.json",
    open: OpenTexts {
        heading: "Open your learning account",
        intro: "You can open an individual learning account (IMK) if you are 18 or over. It does not matter whether \
                or where you work.",
        open: "Open the account",
        opening: "Opening…",
        birth_date: "What is your date of birth?",
        birth_date_hint: "The sign-in service did not give us your date of birth. For example, 14 03 1988.",
        under_age: |age| format!("You must be {age} or over to open an account"),
        under_age_until: |day| format!("You can open an account from {day}."),
    },
    close: CloseTexts {
        heading: "Close the account",
        text: "When you close the account, we delete everything we hold about you. By law, we keep a record for 5 \
               years that the account existed and when it was closed, without your name or personal code.",
        begin: "Close the account",
        sure: "Are you sure you want to close your account? You cannot undo this.",
        confirm: "Yes, close my account",
        keep: "No, keep my account",
        in_use: (
            "You cannot close your account now",
            "You have sent an application and we will send the decision to this account. You can close the account \
             after the decision.",
        ),
        closed: "The account is closed.",
    },
};
