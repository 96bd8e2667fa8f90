//! The words of verifying a confirmation.

use rules::language::Language;
use rules::receipt::{ReceiptError, Verified};

/// The words of one language.
pub struct VerifyTexts {
    /// Heading.
    pub heading: &'static str,
    /// What the page does, and that the file goes nowhere.
    pub intro: &'static str,
    /// Label of the file field.
    pub file: &'static str,
    /// Label of the text field.
    pub text: &'static str,
    /// Under it.
    pub text_hint: &'static str,
    /// Button.
    pub check: &'static str,
    /// Nothing was chosen or pasted.
    pub nothing_given: &'static str,
    /// The text is no confirmation at all: heading and text.
    pub no_confirmation: (&'static str, &'static str),
    /// The keys could not be fetched.
    pub no_keys: (&'static str, &'static str),
    /// It holds: heading and text.
    pub verified: fn(Verified) -> (&'static str, &'static str),
    /// It does not hold: heading and text.
    pub failed: fn(ReceiptError) -> (&'static str, &'static str),
    /// What to do where it does not hold.
    pub what_to_do: &'static str,
    /// Section: what the confirmation says.
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
    /// It names nobody.
    pub names_nobody: &'static str,
}

/// The words in `language`.
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
    text: "Vai ielīmē apstiprinājumu",
    text_hint: "Viss faila saturs, no pirmās līdz pēdējai figūriekavai.",
    check: "Pārbaudīt",
    nothing_given: "Izvēlies failu vai ielīmē apstiprinājumu",
    no_confirmation: (
        "Tas nav apstiprinājums",
        "Šajā failā nav apstiprinājuma, vai arī tā nav viss. Lejupielādē to vēlreiz no sava konta un mēģini no \
         jauna.",
    ),
    no_keys: (
        "Pārbaudīt šobrīd nevar",
        "Pārbaudei vajag sistēmas publiskās atslēgas, un tās neizdevās saņemt. Pārbaudi savienojumu un mēģini \
         vēlreiz.",
    ),
    verified: |verified| match verified {
        Verified::Signature => (
            "Apstiprinājums ir īsts",
            "Paraksts der: sistēma šo pieteikumu saņēma un konstatēja tieši to, kas te rakstīts. Atbilžu šajā failā \
             nav, tāpēc vērtējumu no jauna nerēķinājām.",
        ),
        Verified::Decision => (
            "Apstiprinājums ir īsts, un vērtējums sakrīt",
            "Paraksts der. Vērtējumu tavs pārlūks izrēķināja no jauna, un iznāca tas pats.",
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
            "Paraksts neder: kaut kas tajā ir izmainīts pēc parakstīšanas. Tam nevar uzticēties.",
        ),
        ReceiptError::OtherFacts => (
            "Atbildes failā ir mainītas",
            "Paraksts der, bet atbildes vai dzimšanas datums failā nav tie, par kuriem lēma. Tiem nevar uzticēties.",
        ),
        ReceiptError::OtherPack => (
            "Paraksts der, bet nosacījumi ir citi",
            "Tas ir izsniegts pēc cita uzsaukuma nosacījumiem nekā tie, ko zina šī lapa, tāpēc vērtējumu no jauna \
             nevar izrēķināt.",
        ),
        ReceiptError::OtherDecision => {
            ("Paraksts der, bet vērtējums nesakrīt", "No jauna rēķinot, iznāca cits vērtējums. Tā nedrīkst būt.")
        }
    },
    what_to_do: "Ja apstiprinājumu tev kāds iedeva, palūdz to vēlreiz. Ja tas ir tavs, lejupielādē to no sava konta \
                 un, ja neder atkal, raksti VIAA.",
    says: "Kas tajā rakstīts",
    received: "Saņemts",
    call: "Uzsaukums",
    programme: "Programma",
    group: "Mācību grupa",
    number: "Pieteikuma numurs",
    names_nobody: "Vārda un personas koda apstiprinājumā nav.",
};

static EN: VerifyTexts = VerifyTexts {
    heading: "Verify a confirmation",
    intro: "Choose the confirmation's file or paste what is in it. The check runs in your browser; the file goes \
            nowhere.",
    file: "Confirmation file",
    text: "Or paste the confirmation",
    text_hint: "All of the file, from the first curly bracket to the last.",
    check: "Verify",
    nothing_given: "Choose a file or paste the confirmation",
    no_confirmation: (
        "This is not a confirmation",
        "There is no confirmation in this file, or not all of it. Download it from your account again and try once \
         more.",
    ),
    no_keys: (
        "It cannot be verified now",
        "The check needs the system's public keys, and they did not arrive. Check your connection and try again.",
    ),
    verified: |verified| match verified {
        Verified::Signature => (
            "The confirmation is genuine",
            "The signature fits: the system received this application and found exactly what is written here. The \
             file holds no answers, so the assessment was not run again.",
        ),
        Verified::Decision => (
            "The confirmation is genuine and the assessment agrees",
            "The signature fits. Your browser ran the assessment again and it came out the same.",
        ),
    },
    failed: |error| match error {
        ReceiptError::UnknownFormat => (
            "We do not know this kind of confirmation",
            "It is of another kind, or newer than this page. Reload the page and try again.",
        ),
        ReceiptError::UnknownKey => (
            "The confirmation is not signed with our key",
            "The key it is signed with is not one of the system's. It is not ours.",
        ),
        ReceiptError::BadSignature => (
            "The confirmation has been changed",
            "The signature does not fit: something in it was changed after signing. It cannot be trusted.",
        ),
        ReceiptError::OtherFacts => (
            "The answers in the file have been changed",
            "The signature fits, but the answers or the birth date in the file are not those that were decided on. \
             They cannot be trusted.",
        ),
        ReceiptError::OtherPack => (
            "The signature fits, but the conditions are others",
            "It was issued under the conditions of another call than this page knows, so the assessment cannot be \
             run again.",
        ),
        ReceiptError::OtherDecision => (
            "The signature fits, but the assessment differs",
            "Run again, the assessment came out differently. That must not happen.",
        ),
    },
    what_to_do: "If somebody gave you the confirmation, ask for it again. If it is yours, download it from your \
                 account, and if it fails again, write to VIAA.",
    says: "What it says",
    received: "Received",
    call: "Call",
    programme: "Programme",
    group: "Study group",
    number: "Application number",
    names_nobody: "The confirmation holds neither name nor personal code.",
};
