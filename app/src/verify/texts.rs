//! Sentences of the verification.

use rules::language::Language;
use rules::receipt::{ReceiptError, Verified};

/// Sentences of one language.
pub struct VerifyTexts {
    /// Heading.
    pub heading: &'static str,
    /// Purpose; the file is not sent anywhere.
    pub intro: &'static str,
    /// Label of the file field.
    pub file: &'static str,
    /// Label of the text field.
    pub text: &'static str,
    /// Hint of the text field.
    pub text_hint: &'static str,
    /// Button.
    pub check: &'static str,
    /// No input.
    pub nothing_given: &'static str,
    /// The text is not a confirmation: heading and text.
    pub no_confirmation: (&'static str, &'static str),
    /// The keys could not be fetched.
    pub no_keys: (&'static str, &'static str),
    /// Valid: heading and text.
    pub verified: fn(Verified) -> (&'static str, &'static str),
    /// Invalid: heading and text.
    pub failed: fn(ReceiptError) -> (&'static str, &'static str),
    /// Advice on an invalid confirmation.
    pub what_to_do: &'static str,
    /// Section: content of the confirmation.
    pub says: &'static str,
    /// Row.
    pub received: &'static str,
    /// Row.
    pub call: &'static str,
    /// Row.
    pub programme: &'static str,
    /// Row.
    pub group: &'static str,
    /// Row.
    pub number: &'static str,
    /// The confirmation contains no name.
    pub names_nobody: &'static str,
}

/// Sentences in `language`.
pub const fn of(language: Language) -> &'static VerifyTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: VerifyTexts = VerifyTexts {
    heading: "Pārbaudīt apstiprinājumu",
    intro: "Izvēlies apstiprinājuma failu vai ielīmē tā saturu. Pārbaude notiek tavā pārlūkā; fails nekur netiek \
            sūtīts.",
    file: "Apstiprinājuma fails",
    text: "Vai arī ielīmē apstiprinājuma saturu",
    text_hint: "Viss faila saturs, no pirmās līdz pēdējai figūriekavai.",
    check: "Pārbaudīt",
    nothing_given: "Izvēlies failu vai ielīmē apstiprinājuma saturu",
    no_confirmation: (
        "Apstiprinājumu neatradām",
        "Failā tā nav vai tas nav pilns. Lejupielādē to vēlreiz no sava konta un mēģini vēlreiz.",
    ),
    no_keys: (
        "Pārbaudīt šobrīd nevar",
        "Pārbaudei vajag sistēmas publiskās atslēgas, un tās neizdevās saņemt. Pārbaudi savienojumu un mēģini \
         vēlreiz.",
    ),
    verified: |verified| match verified {
        Verified::Signature => (
            "Apstiprinājums ir īsts",
            "Paraksts ir derīgs: sistēma šo pieteikumu saņēma un konstatēja tieši to, kas te rakstīts. Atbilžu šajā \
             failā \
             nav, tāpēc vērtējumu nepārrēķinājām.",
        ),
        Verified::Decision => (
            "Apstiprinājums ir īsts, un vērtējums sakrīt",
            "Paraksts ir derīgs. Tavs pārlūks vērtējumu pārrēķināja un ieguva to pašu.",
        ),
    },
    failed: |error| match error {
        ReceiptError::UnknownFormat => (
            "Šādu apstiprinājumu nepazīstam",
            "Tas ir cita veida vai jaunāks nekā šī lapa. Pārlādē lapu un mēģini vēlreiz.",
        ),
        ReceiptError::UnknownKey => (
            "Apstiprinājums nav parakstīts ar mūsu atslēgu",
            "Atslēgas, ar kuru tas parakstīts, nav starp sistēmas atslēgām. Tas nav mūsu izsniegts.",
        ),
        ReceiptError::BadSignature => (
            "Apstiprinājums ir mainīts",
            "Paraksts nav derīgs: kaut kas tajā ir izmainīts pēc parakstīšanas. Tam nevar uzticēties.",
        ),
        ReceiptError::OtherFacts => (
            "Atbildes failā ir mainītas",
            "Paraksts ir derīgs, bet atbildes vai dzimšanas datums failā nav tie, pēc kuriem noteikts vērtējums. Tiem \
             nevar uzticēties.",
        ),
        ReceiptError::OtherPack => (
            "Paraksts ir derīgs, bet nosacījumi ir citi",
            "Tas ir izsniegts pēc citas pieteikšanās nosacījumiem nekā tie, ko zina šī lapa, tāpēc vērtējumu \
             pārrēķināt \
             nevar.",
        ),
        ReceiptError::OtherDecision => (
            "Paraksts ir derīgs, bet vērtējums nesakrīt",
            "Pārrēķinot ieguvām citu vērtējumu. Tā nedrīkst notikt; raksti VIAA.",
        ),
    },
    what_to_do: "Ja apstiprinājumu tev kāds iedeva, palūdz to vēlreiz. Ja tas ir tavs, lejupielādē to no sava konta \
                 un, ja atkal neizdodas, raksti VIAA.",
    says: "Kas tajā rakstīts",
    received: "Saņemts",
    call: "Pieteikšanās",
    programme: "Programma",
    group: "Mācību grupa",
    number: "Pieteikuma numurs",
    names_nobody: "Vārda un personas koda apstiprinājumā nav.",
};

static EN: VerifyTexts = VerifyTexts {
    heading: "Check a confirmation",
    intro: "Choose the confirmation file or paste its contents. The check runs in your browser. The file is not \
            sent anywhere.",
    file: "Confirmation file",
    text: "Or paste the contents of the confirmation",
    text_hint: "Paste the whole file, from the first curly bracket to the last.",
    check: "Check",
    nothing_given: "Choose a file or paste the confirmation",
    no_confirmation: (
        "This is not a confirmation",
        "This file does not contain a complete confirmation. Download it from your account and try again.",
    ),
    no_keys: (
        "We cannot check the confirmation now",
        "The check needs the service's public keys and we could not load them. Check your connection and try again.",
    ),
    verified: |verified| match verified {
        Verified::Signature => (
            "The confirmation is genuine",
            "The signature is valid: we received this application and the result was the one shown here. The file \
             does not contain answers, so the assessment was not repeated.",
        ),
        Verified::Decision => (
            "The confirmation is genuine and the result is the same",
            "The signature is valid. Your browser repeated the assessment and got the same result.",
        ),
    },
    failed: |error| match error {
        ReceiptError::UnknownFormat => (
            "We do not recognise this type of confirmation",
            "It is a different type, or newer than this page. Reload the page and try again.",
        ),
        ReceiptError::UnknownKey => (
            "The confirmation is not signed with our key",
            "It is signed with a key that does not belong to this service.",
        ),
        ReceiptError::BadSignature => (
            "The confirmation has been changed",
            "The signature is not valid: the confirmation was changed after it was signed. Do not trust it.",
        ),
        ReceiptError::OtherFacts => (
            "The answers in the file have been changed",
            "The signature is valid, but the answers or the date of birth in the file are not the ones we received. \
             Do not trust them.",
        ),
        ReceiptError::OtherPack => (
            "The signature is valid, but the conditions are different",
            "It was issued under the conditions of a different call, so this page cannot repeat the assessment.",
        ),
        ReceiptError::OtherDecision => (
            "The signature is valid, but the result is different",
            "Your browser repeated the assessment and got a different result. This should not happen. Contact VIAA.",
        ),
    },
    what_to_do: "If someone gave you the confirmation, ask them for it again. If it is yours, download it from your \
                 account. If the check fails again, contact VIAA.",
    says: "What it says",
    received: "Received",
    call: "Call",
    programme: "Programme",
    group: "Study group",
    number: "Application number",
    names_nobody: "The confirmation does not contain a name or personal code.",
};
