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
    /// Status after saving.
    pub saved: &'static str,
    /// Status after opening the account.
    pub opened: &'static str,
    /// Heading of the section with the sessions.
    pub session: &'static str,
    /// Status after ending another session.
    pub session_ended: &'static str,
    /// Heading of further actions.
    pub more: &'static str,
    /// Link to the catalogue among further actions.
    pub see_programmes: &'static str,
    /// Link to the verification of confirmations.
    pub verify: &'static str,
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
    /// State for screen readers: completed with a negative result.
    pub failed: &'static str,
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
    /// Error if the terms are not accepted.
    pub terms_needed: &'static str,
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
    sign_in_offer: "Pieslēdzies, lai atvērtu mācību kontu vai redzētu savus pieteikumus un ziņas.",
    applications: "Pieteikumi",
    no_applications: "Tev vēl nav neviena pieteikuma.",
    find_programme: "Atrast programmu",
    line: LineTexts {
        label: |title| format!("Pieteikuma gaita: {title}"),
        state_submitted: "Pieteikums iesniegts",
        submitted: "Iesniegts",
        confirmation: "apstiprinājums",
        conditions_met: "Visi nosacījumi ir izpildīti",
        conditions_not_met: "Ne visi nosacījumi ir izpildīti",
        conditions_open: "Ne uz visiem jautājumiem ir atbildēts",
        reasons: "vērtējuma pamatojums",
        seat_held: "Vieta grupā tev ir rezervēta",
        waiting: ("Gaidi vietu grupā", |number| {
            format!("Brīvu vietu vairs nav. Tava vieta rezerves sarakstā: {number}.")
        }),
        draw: ("Gaidi izlozi", "Vietas izlozēs pēc pieteikšanās beigām."),
        decision: "Finansējuma piešķiršana",
        decision_text: "Lēmumu pieņem VIAA.",
        study: "Mācības",
        certificate: "Apliecība",
        done: "paveikts",
        now: "tagad",
        failed: "nav izpildīts",
        to_come: "vēl priekšā",
    },
    funding: "Finansējums",
    not_granted: |day| format!("Vēl nav piešķirts. Ja to piešķirs, šeit redzēsi summu. Izmantot to varēs līdz {day}."),
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
    saved: "Saziņas dati ir saglabāti.",
    opened: "Mācību konts ir atvērts.",
    session: "Iziet no konta",
    session_ended: "Tajā pārlūkā tu vairs neesi kontā.",
    more: "Ko vēl vari darīt",
    see_programmes: "Skatīt programmas",
    verify: "Pārbaudīt apstiprinājumu",
    terms: "Konta noteikumi",
    export: "Lejupielādēt manus datus",
    export_text: "Vienā parakstītā failā: saziņas dati, pieteikumi, melnraksts un ziņas.",
    export_file: "imk-mani-dati.json",
    open: OpenTexts {
        heading: "Atver savu mācību kontu",
        intro: "Individuālo mācību kontu (IMK) var atvērt no 18\u{a0}gadu vecuma. Nav svarīgi, vai un kur tu strādā.",
        terms_needed: "Lai atvērtu kontu, piekrīti konta noteikumiem.",
        birth_date: "Kāds ir tavs dzimšanas datums?",
        birth_date_hint: "Pieslēdzoties to nesaņēmām. Piemēram, 14\u{a0}03\u{a0}1988.",
        open: "Atvērt kontu",
        opening: "Atveram…",
        under_age: |age| format!("Kontu var atvērt no {age}\u{a0}gadu vecuma"),
        under_age_until: |day| format!("Kontu varēsi atvērt no {day}."),
    },
    close: CloseTexts {
        heading: "Slēgt kontu",
        text: "Kad kontu slēgsi, izdzēsīsim tavus datus. Piecus gadus glabāsim tikai ziņu, ka konts ir bijis un kad \
               tas slēgts,\u{a0}– bez vārda un personas koda. To prasa likums.",
        begin: "Slēgt kontu",
        sure: "Vai tiešām slēgt kontu? Slēgtu kontu atjaunot nevar.",
        confirm: "Jā, slēgt kontu",
        keep: "Nē, paturēt kontu",
        in_use: (
            "Kontu tagad slēgt nevar",
            "Tev ir iesniegts pieteikums, un lēmumu par to saņemsi šajā kontā. Kontu varēsi slēgt, kad VIAA būs \
             pieņēmusi lēmumu.",
        ),
        closed: "Konts ir slēgts.",
    },
};

static EN: AccountTexts = AccountTexts {
    heading: "My account",
    sign_in_offer: "Sign in to open a learning account or to see your applications and messages.",
    applications: "Applications",
    no_applications: "You have no applications yet.",
    find_programme: "Find a programme",
    line: LineTexts {
        label: |title| format!("Application progress: {title}"),
        state_submitted: "Application sent",
        submitted: "Sent",
        confirmation: "confirmation",
        conditions_met: "All conditions are met",
        conditions_not_met: "Not all conditions are met",
        conditions_open: "Not all questions are answered",
        reasons: "reasons for the result",
        seat_held: "A place in the group is reserved for you",
        waiting: ("Waiting for a place", |number| {
            format!("The group is full. You are number {number} on the waiting list.")
        }),
        draw: ("Waiting for the draw", "Places are allocated by draw after applications close."),
        decision: "Decision on the funding",
        decision_text: "VIAA makes the decision.",
        study: "Training",
        certificate: "Certificate",
        done: "done",
        now: "now",
        failed: "not met",
        to_come: "not started",
    },
    funding: "Funding",
    not_granted: |day| {
        format!(
            "Not granted yet. If it is granted, you will see the amount here. You will be able to use it until {day}."
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
    saved: "Your contact details are saved.",
    opened: "Your learning account is open.",
    session: "Sign out",
    session_ended: "You are signed out in that browser.",
    more: "What else you can do",
    see_programmes: "View programmes",
    verify: "Check a confirmation",
    terms: "Terms of the account",
    export: "Download my data",
    export_text: "In one signed file: contact details, applications, draft and messages.",
    export_file: "imk-my-data.json",
    open: OpenTexts {
        heading: "Open your learning account",
        intro: "You can open an individual learning account (IMK) if you are 18 or over, whether or not you have a \
                job.",
        terms_needed: "Accept the terms of the account to open it",
        open: "Open the account",
        opening: "Opening…",
        birth_date: "What is your date of birth?",
        birth_date_hint: "We did not receive it when you signed in. For example, 14\u{a0}03\u{a0}1988.",
        under_age: |age| format!("You must be {age} or over to open an account"),
        under_age_until: |day| format!("You can open an account from {day}."),
    },
    close: CloseTexts {
        heading: "Close the account",
        text: "When you close the account, we delete your data. For 5\u{a0}years we keep only a record that the \
               account existed and when it was closed, without your name and personal identity number, as the law \
               requires.",
        begin: "Close the account",
        sure: "Are you sure you want to close your account? You cannot undo this.",
        confirm: "Yes, close my account",
        keep: "No, keep my account",
        in_use: (
            "You cannot close your account now",
            "You have sent an application and will get the decision in this account. You can close the account when \
             VIAA has made its decision.",
        ),
        closed: "The account is closed.",
    },
};
