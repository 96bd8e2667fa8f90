//! The states that are looked at: what may be on the screen, and on which walk it is reached. Each is looked at in the
//! eight ways of [`imk_tests::a11y::Look`].

/// A path through the pages, with its own session and server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Walk {
    /// Pages of the catalogue and to read; nothing is done there but opening them.
    Read,
    /// The questionnaire and its verdicts.
    Questionnaire,
    /// Pages of the application, opened by their address.
    Steps,
    /// The application, from the first step to the account.
    Apply,
    /// Opening, changing and closing an account.
    Account,
    /// What other tabs and devices do to the draft, and a sign-in about to end.
    Together,
    /// The day before the window opens.
    Before,
    /// The day after it has closed.
    After,
}

impl Walk {
    /// All walks, the longest first.
    pub(crate) const ALL: [Self; 8] = [
        Self::Apply,
        Self::Questionnaire,
        Self::Read,
        Self::Account,
        Self::Steps,
        Self::Together,
        Self::Before,
        Self::After,
    ];
}

/// What may be on the screen.
pub(crate) struct State {
    /// Its name, which never changes.
    pub(crate) name: &'static str,
    /// The walk that reaches it.
    pub(crate) walk: Walk,
    /// The address that opens it, where nothing else has to be done.
    pub(crate) path: Option<&'static str>,
    /// Whether its accessibility tree is kept and compared.
    pub(crate) tree: bool,
    /// Whether the output of a screen reader is stored and compared: the main path, in Latvian.
    pub(crate) spoken: bool,
}

const fn opened(name: &'static str, walk: Walk, path: &'static str) -> State {
    State { name, walk, path: Some(path), tree: true, spoken: false }
}

const fn reached(name: &'static str, walk: Walk) -> State {
    State { name, walk, path: None, tree: true, spoken: false }
}

/// A state that differs too little from another one to need its own tree.
const fn alike(state: State) -> State {
    State { tree: false, ..state }
}

/// One of the main path, which is listened to as well.
const fn heard(state: State) -> State {
    State { spoken: true, ..state }
}

/// All states.
pub(crate) const STATES: &[State] = &[
    heard(opened("home", Walk::Read, "/")),
    opened("programmes", Walk::Read, "/programmas"),
    alike(opened("programmes-searched", Walk::Read, "/programmas?q=python")),
    opened("programmes-none-found", Walk::Read, "/programmas?q=zvejniecība"),
    alike(reached("programmes-filters-open", Walk::Read)),
    heard(opened("programme", Walk::Read, "/programmas/p-001")),
    alike(opened("programme-with-co-payment", Walk::Read, "/programmas/p-051")),
    opened("programme-unknown", Walk::Read, "/programmas/p-999"),
    opened("comparison", Walk::Read, "/salidzinajums?p=p-012,p-051,p-097"),
    alike(opened("comparison-empty", Walk::Read, "/salidzinajums")),
    opened("verify", Walk::Read, "/parbaudit"),
    reached("verify-malformed", Walk::Read),
    opened("privacy", Walk::Read, "/privatums"),
    opened("terms", Walk::Read, "/noteikumi"),
    opened("announcement", Walk::Read, "/pazinojums"),
    opened("help", Walk::Read, "/palidziba"),
    opened("accessibility", Walk::Read, "/pieklustamiba"),
    opened("page-unknown", Walk::Read, "/tadas-lapas-nav"),
    reached("menu-open", Walk::Read),
    heard(opened("question-birth-date", Walk::Questionnaire, "/atbilstiba")),
    heard(opened("question-earlier-grant", Walk::Questionnaire, "/atbilstiba?jautajums=2")),
    alike(opened("question-still-learning", Walk::Questionnaire, "/atbilstiba?jautajums=3")),
    alike(opened("question-interrupted", Walk::Questionnaire, "/atbilstiba?jautajums=4")),
    opened("verdict-open", Walk::Questionnaire, "/atbilstiba?jautajums=vertejums"),
    reached("question-birth-date-missing", Walk::Questionnaire),
    alike(reached("question-birth-date-impossible", Walk::Questionnaire)),
    reached("question-unanswered", Walk::Questionnaire),
    heard(reached("verdict-eligible", Walk::Questionnaire)),
    reached("verdict-what-if", Walk::Questionnaire),
    reached("verdict-18-within-the-window", Walk::Questionnaire),
    alike(reached("verdict-18-after-the-window", Walk::Questionnaire)),
    alike(reached("verdict-one-reason", Walk::Questionnaire)),
    reached("verdict-three-reasons", Walk::Questionnaire),
    heard(opened("apply-group", Walk::Steps, "/pieteikums/p-001?grupa=p-001-1")),
    opened("apply-questions", Walk::Steps, "/pieteikums/p-001?solis=2"),
    reached("apply-questions-unanswered", Walk::Steps),
    heard(opened("apply-contact", Walk::Steps, "/pieteikums/p-001?solis=3")),
    heard(reached("apply-contact-missing", Walk::Steps)),
    alike(reached("apply-contact-wrong", Walk::Steps)),
    opened("apply-check-empty", Walk::Steps, "/pieteikums/p-001?solis=4"),
    alike(opened("document-empty", Walk::Steps, "/pieteikums/p-001/prieksskatijums")),
    alike(opened("apply-programme-unknown", Walk::Steps, "/pieteikums/p-999")),
    opened("confirmation-not-signed-in", Walk::Steps, "/apstiprinajums/0000-0000-0000-0000"),
    opened("account-signed-out", Walk::Steps, "/konts"),
    alike(opened("sign-in-not-begun", Walk::Steps, "/pieslegties")),
    opened("sign-in-cancelled", Walk::Steps, "/pieslegties?kods=sign_in_cancelled&atpakal=%2Fkonts"),
    alike(opened("sign-in-unverified", Walk::Steps, "/pieslegties?kods=sign_in_unverified&atpakal=%2Fkonts")),
    alike(opened("sign-in-too-weak", Walk::Steps, "/pieslegties?kods=sign_in_too_weak&atpakal=%2Fkonts")),
    alike(opened("sign-in-conflict", Walk::Steps, "/pieslegties?kods=identity_conflict&atpakal=%2Fkonts")),
    heard(reached("apply-sign-in-offered", Walk::Apply)),
    alike(reached("apply-contact-filled", Walk::Apply)),
    heard(reached("apply-check", Walk::Apply)),
    heard(reached("document", Walk::Apply)),
    heard(reached("sign-in", Walk::Apply)),
    reached("apply-check-signed-in", Walk::Apply),
    reached("apply-declaration-missing", Walk::Apply),
    reached("apply-no-network", Walk::Apply),
    heard(reached("confirmation", Walk::Apply)),
    reached("verify-genuine", Walk::Apply),
    reached("verify-changed", Walk::Apply),
    reached("account-with-application", Walk::Apply),
    alike(reached("account-not-to-be-closed", Walk::Apply)),
    reached("account-under-age", Walk::Account),
    reached("account-birth-date-asked", Walk::Account),
    alike(reached("account-birth-date-missing", Walk::Account)),
    alike(reached("account-birth-date-under-age", Walk::Account)),
    reached("account-to-open", Walk::Account),
    alike(reached("account-to-open-mistakes", Walk::Account)),
    reached("account-open", Walk::Account),
    reached("account-contact-edited", Walk::Account),
    alike(reached("account-contact-wrong", Walk::Account)),
    // When one signed in differs from run to run.
    alike(reached("account-sign-ins", Walk::Account)),
    alike(reached("account-closing", Walk::Account)),
    reached("signed-out", Walk::Account),
    alike(reached("draft-changed-elsewhere", Walk::Together)),
    reached("draft-conflict", Walk::Together),
    reached("draft-moved", Walk::Together),
    reached("draft-ended", Walk::Together),
    alike(reached("account-unfinished", Walk::Together)),
    // Its time of day differs from run to run.
    alike(reached("sign-in-ending", Walk::Together)),
    reached("home-before", Walk::Before),
    alike(reached("verdict-before", Walk::Before)),
    reached("home-after", Walk::After),
    alike(reached("verdict-after", Walk::After)),
];

/// The state with this name.
pub(crate) fn state(name: &str) -> Option<&'static State> {
    STATES.iter().find(|state| state.name == name)
}
