//! Sentences of sign-in and sign-out, and of the demonstration's identity provider.

use rules::language::Language;

/// Sentences of one language.
pub struct SignInTexts {
    /// Warning before an idle session expires; takes the time of day.
    pub ending: fn(&str) -> String,
    /// Consequence and advice.
    pub ending_text: &'static str,
    /// Button.
    pub stay: &'static str,
    /// The session ended while a form of the account was filled in: heading and text.
    pub ended: (&'static str, &'static str),
    /// Heading.
    pub heading: &'static str,
    /// This replaces the real sign-in, and every person is fictional: heading and text.
    pub demonstration: (&'static str, &'static str),
    /// Above the people.
    pub choose: &'static str,
    /// "dzimšanas datums 1988. gada 14. marts"; takes the date.
    pub born_on: fn(&str) -> String,
    /// Button after a failed sign-in.
    pub again: &'static str,
    /// Link back to the page where the sign-in began.
    pub without: &'static str,
    /// The URL lacks the state of a sign-in.
    pub not_started: &'static str,
    /// Button.
    pub sign_in: &'static str,
    /// Button during the redirect.
    pub leaving: &'static str,
    /// Before the name of the signed-in person, for screen readers.
    pub signed_in_as: &'static str,
    /// Button.
    pub sign_out: &'static str,
    /// Data that the sign-out deletes.
    pub sign_out_hint: &'static str,
    /// The account does not have the last changes yet: heading, text, and the button that signs out anyway.
    pub unsaved: (&'static str, &'static str, &'static str),
    /// After signing out.
    pub signed_out: &'static str,
    /// Summary of the list of sessions.
    pub sign_ins: &'static str,
    /// A session; takes its start and its last use.
    pub sign_in_line: fn(&str, &str) -> String,
    /// Mark of the session of this browser.
    pub this_one: &'static str,
    /// Button of another session.
    pub end: &'static str,
    /// Label of that button for screen readers; takes the start of the session.
    pub end_label: fn(&str) -> String,
    /// Advice on an unknown session.
    pub sign_ins_hint: &'static str,
    /// Button.
    pub everywhere: &'static str,
}

/// Sentences in `language`.
pub const fn of(language: Language) -> &'static SignInTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: SignInTexts = SignInTexts {
    ending: |time| format!("Sesija beigsies {time}"),
    ending_text: "Lapa kādu laiku nav lietota. Ja vēl esi šeit, paliec kontā. Ierakstītais nepazudīs arī tad, ja \
                  sesija beigsies.",
    stay: "Palikt kontā",
    ended: (
        "Sesija ir beigusies. Pieslēdzies vēlreiz.",
        "Ierakstītais vēl nav saglabāts, bet tas nav pazudis. Kad pieslēgsies, tas būs šeit.",
    ),
    heading: "Izvēlies, kura cilvēka vārdā pieslēgties",
    demonstration: (
        "Šī ir demonstrācija",
        "Visi šie cilvēki ir izdomāti. Īstajā vietnē šīs lapas vietā būs Latvija.lv vai eParaksts.",
    ),
    choose: "Izvēlies cilvēku",
    born_on: |day| format!("dzimšanas datums: {day}"),
    again: "Pieslēgties vēlreiz",
    without: "Atpakaļ bez pieslēgšanās",
    not_started: "Šī lapa atveras, kad sāc pieslēgties. Vispirms atver lapu „Mans konts“.",
    sign_in: "Pieslēgties",
    leaving: "Atveram pieslēgšanās lapu…",
    signed_in_as: "Tu esi kontā kā",
    sign_out: "Iziet",
    sign_out_hint: "Kad iziesi, nenosūtīto melnrakstu no šīs ierīces izdzēsīsim. Tavā kontā tas paliks.",
    unsaved: (
        "Pēdējās izmaiņas vēl nav tavā kontā",
        "Ja iziesi tagad, tās pazudīs: no šīs ierīces tās izdzēsīsim, un kontā to vēl nav. Mēģini vēlreiz pēc brīža.",
        "Iziet tik un tā",
    ),
    signed_out: "Tu izgāji no konta. Šajā ierīcē tavu datu vairs nav.",
    sign_ins: "Pārlūki, kuros esi kontā",
    sign_in_line: |begun, used| format!("Tu pieslēdzies {begun}. Pēdējoreiz kontu lietoji {used}."),
    this_one: "Šis pārlūks",
    end: "Iziet tur",
    end_label: |begun| format!("Iziet tur, kur pieslēdzies {begun}"),
    sign_ins_hint: "Ja kādu reizi tu nepieslēdzies, izej visur.",
    everywhere: "Iziet visur",
};

static EN: SignInTexts = SignInTexts {
    ending: |time| format!("You will be signed out at {time}"),
    ending_text: "You have not used this page for a while. If you are still here, stay signed in. You will not lose \
                  your answers if you are signed out.",
    stay: "Stay signed in",
    ended: (
        "Your session has ended. Sign in again.",
        "Your changes are not saved to your account yet, but they are not lost. They will be here when you sign in.",
    ),
    heading: "Who do you want to sign in as?",
    demonstration: (
        "This is a demonstration",
        "All these people are made up. In the real service, you sign in with Latvija.lv or eParaksts instead of \
         this page.",
    ),
    choose: "Choose a person",
    born_on: |day| format!("born on {day}"),
    again: "Sign in again",
    without: "Go back without signing in",
    not_started: "This page opens when you start to sign in. First open the page “My account”.",
    sign_in: "Sign in",
    leaving: "Opening the sign-in page…",
    signed_in_as: "Signed in as",
    sign_out: "Sign out",
    sign_out_hint: "When you sign out, we delete your unsent draft from this device. It stays in your account.",
    unsaved: (
        "Your latest changes are not saved to your account yet",
        "If you sign out now, you will lose them. We delete them from this device and they are not in your account \
         yet. Try again in a moment.",
        "Sign out anyway",
    ),
    signed_out: "You are signed out. Your data is no longer on this device.",
    sign_ins: "Where you are signed in",
    sign_in_line: |begun, used| format!("You signed in on {begun} and last used your account on {used}."),
    this_one: "This browser",
    end: "Sign out there",
    end_label: |begun| format!("Sign out there, where you signed in on {begun}"),
    sign_ins_hint: "If one of these was not you, sign out everywhere.",
    everywhere: "Sign out everywhere",
};
