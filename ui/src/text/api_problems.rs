//! The words for what the server refuses: what happened, and what to do.

use api::ApiProblem;
use api::my_data::MyDataError;
use rules::language::Language;

use crate::text::failure::Failure;
use crate::text::format::{Case, date, instant};
use crate::text::plural::{Forms, count_en};

/// A refusal in words.
pub fn refusal(language: Language, refusal: &ApiProblem) -> Failure {
    match language {
        Language::Lv => refusal_lv(refusal),
        Language::En => refusal_en(refusal),
    }
}

fn refusal_lv(refusal: &ApiProblem) -> Failure {
    match refusal {
        ApiProblem::NotFound => {
            Failure::new("Tā te nav", "Varbūt adrese ir nepareiza, varbūt tas vairs nav pieejams vai nav tavs.")
        }
        ApiProblem::MethodNotAllowed
        | ApiProblem::BodyInvalid { .. }
        | ApiProblem::CsrfHeaderMissing
        | ApiProblem::ReturnPathInvalid
        | ApiProblem::IdempotencyKeyInvalid => Failure::new(
            "Šī lapa un serveris nesaprotas",
            "Visticamāk, lapa ir novecojusi. Pārlādē to un mēģini vēlreiz; ierakstītais nepazudīs.",
        ),
        ApiProblem::BodyTooLarge { limit } => Failure::new(
            "Nosūtītais ir par lielu",
            format!("Serveris pieņem ne vairāk kā {} kB. Saīsini garos tekstus un mēģini vēlreiz.", limit / 1024),
        ),
        ApiProblem::SignInRequired => Failure::new("Pieslēdzies, lai turpinātu", "Šo daļu redzi tikai tu."),
        ApiProblem::SignInExpired => Failure::new(
            "Pieslēgšanās nav pabeigta",
            "Kopš sākuma pagāja par ilgu laiku, vai arī tā sākta citā pārlūkā. Sāc no jauna.",
        ),
        ApiProblem::SignInUnavailable => {
            Failure::new("Pieslēgties šobrīd nevar", "Pieslēgšanās pakalpojums neatbild. Mēģini vēlreiz pēc brīža.")
        }
        ApiProblem::UnknownPerson => Failure::new(
            "Neuzzinājām, kas tu esi",
            "Pieslēgšanās pakalpojums nepaziņoja tavu vārdu vai Latvijas personas kodu. Mēģini ar citu līdzekli.",
        ),
        ApiProblem::SignInCancelled => Failure::new(
            "Pieslēgšanās nenotika",
            "Pieslēgšanos pārtrauci tu vai pieslēgšanās pakalpojums. Ierakstītais nav pazudis; vari mēģināt vēlreiz.",
        ),
        ApiProblem::SignInUnverified => Failure::new(
            "Pieslēgšanos nevarēja pārbaudīt",
            "Tas, ko atsūtīja pieslēgšanās pakalpojums, nav uzticams, tāpēc tevi nepieslēdzām. Sāc no jauna. Ja tas \
             atkārtojas, raksti VIAA.",
        ),
        ApiProblem::IdentityConflict => Failure::new(
            "Dati par tevi nesakrīt",
            "Pieslēgšanās pakalpojums nosauca divus cilvēkus, kurus pazīstam katru atsevišķi. Paši neko neapvienojam: \
             raksti VIAA.",
        ),
        ApiProblem::SignInTooWeak => Failure::new(
            "Ar šo līdzekli te pieslēgties nevar",
            "Kontā ir personas dati un nauda mācībām, tāpēc vajag drošāku līdzekli, piemēram, eID karti vai eParaksts mobile. \
             Izvēlies citu un mēģini vēlreiz; ierakstītais nav pazudis.",
        ),
        ApiProblem::StepUpRequired => Failure::new(
            "Apliecini vēlreiz, ka tas esi tu",
            "Šai darbībai jāpieslēdzas tieši pirms tās un ar drošu līdzekli. Pieslēdzies vēlreiz.",
        ),
        ApiProblem::RoleRequired => Failure::new(
            "Šī daļa nav tev",
            "Tā ir domāta cilvēkiem ar citām tiesībām. Ja tev tās pienākas, raksti VIAA.",
        ),
        ApiProblem::BirthDateKnown => Failure::new(
            "Dzimšanas datumu jau zinām",
            "To paziņoja pieslēgšanās pakalpojums, vai ar to atvērts konts, tāpēc te to mainīt nevar. Pārlādē lapu, lai to \
             redzētu; ja tas nav pareizs, raksti VIAA.",
        ),
        ApiProblem::UnderAge { minimum_age, adult_on } => Failure::new(
            &format!("Kontu var atvērt no {minimum_age} gadu vecuma"),
            match adult_on {
                Some(day) => format!(
                    "To nosaka paziņojuma 13. teikums. Tev {minimum_age} gadi apritēs {}.",
                    date(Language::Lv, *day, Case::Locative)
                ),
                None => "To nosaka paziņojuma 13. teikums.".to_owned(),
            },
        ),
        ApiProblem::BirthDateUnknown => Failure::new(
            "Nezinām tavu dzimšanas datumu",
            "Pieslēgšanās pakalpojums to nepaziņoja. Ieraksti to, atverot kontu.",
        ),
        ApiProblem::AccountMissing => Failure::new("Mācību konts vēl nav atvērts", "Atver kontu; tas aizņem minūti."),
        ApiProblem::AccountExists => Failure::new("Mācību konts jau ir atvērts", "Pārlādē lapu, lai to redzētu."),
        ApiProblem::AccountInUse => Failure::new(
            "Kontu nevar slēgt, kamēr ir iesniegts pieteikums",
            "Sagaidi lēmumu par to; līdz tam mums jāspēj tev atbildēt.",
        ),
        ApiProblem::MyDataRefused { reason } => Failure::new(
            "Šo datu failu neņēmām",
            match reason {
                MyDataError::UnknownFormat | MyDataError::UnknownKey => {
                    "Tas nav mūsu fails vai ir pārāk vecs. Atver kontu no jauna."
                }
                MyDataError::BadSignature => "Tajā kaut kas ir mainīts. Izvēlies failu tādu, kādu to lejupielādēji.",
                MyDataError::OtherPerson => "Tas ir cita cilvēka fails.",
            },
        ),
        ApiProblem::TermsOutdated { .. } => {
            Failure::new("Noteikumi ir mainīti", "Pārlādē lapu, izlasi jaunos noteikumus un piekrīti tiem.")
        }
        ApiProblem::ContactInvalid { .. } => {
            Failure::new("Pārbaudi saziņas datus", "Kas jālabo, rakstīts pie katra lauka.")
        }
        ApiProblem::IdempotencyKeyReused => Failure::new(
            "Šis pieteikums jau ir saņemts ar citām atbildēm",
            "Otrreiz to nenosūtījām. Saņemto pieteikumu redzēsi savā kontā.",
        ),
        ApiProblem::ApplicationInvalid { .. } => {
            Failure::new("Pieteikumā vēl kas jālabo", "Kas tieši, rakstīts pie katra lauka.")
        }
        ApiProblem::WindowNotYetOpen { opens_at } => Failure::new(
            "Pieteikšanās vēl nav sākusies",
            format!("Tā sāksies {}. Melnraksts paliek šajā ierīcē.", instant(Language::Lv, opens_at.to_utc())),
        ),
        ApiProblem::WindowClosed { closed_at } => Failure::new(
            "Pieteikšanās ir beigusies",
            format!("Tā beidzās {}.", instant(Language::Lv, closed_at.to_utc())),
        ),
        ApiProblem::DraftChanged { .. } => {
            Failure::new("Melnraksts ir mainīts citā cilnē vai ierīcē", "Pārlādē lapu, lai redzētu, kas tajā ir tagad.")
        }
        ApiProblem::LiveApplicationExists { .. } => Failure::new(
            "Tev jau ir pieteikums šajā uzsaukumā",
            "Vienā uzsaukumā var būt viens pieteikums: tā ir mūsu interpretācija, paziņojums to nesaka.",
        ),
        ApiProblem::DemonstrationOnly => {
            Failure::new("Tas iespējams tikai demonstrācijā", "Šeit laiks ir īsts, un to mainīt nevar.")
        }
        ApiProblem::TooManyRequests { retry_after } => Failure::new(
            "Pārāk daudz pieprasījumu īsā laikā",
            format!("Mēģini vēlreiz pēc {}. Ierakstītais nepazudīs.", seconds_lv(*retry_after)),
        ),
        ApiProblem::Busy { retry_after } => Failure::new(
            "Šobrīd ir ļoti daudz pieteikumu",
            format!("Mēģini vēlreiz pēc {}. Ierakstītais nepazudīs.", seconds_lv(*retry_after)),
        ),
        ApiProblem::Internal { request } => Failure::new(
            "Mums kas salūza",
            format!("Mēģini vēlreiz. Ja neizdodas, raksti VIAA un nosauc numuru {request}."),
        ),
    }
}

/// Seconds after "pēc", which in the plural takes the dative.
fn seconds_lv(count: u32) -> String {
    Forms { zero: "sekundēm", one: "sekundes", other: "sekundēm" }.count(count)
}

fn refusal_en(refusal: &ApiProblem) -> Failure {
    match refusal {
        ApiProblem::NotFound => {
            Failure::new("It is not here", "The address may be wrong, or it is no longer available, or not yours.")
        }
        ApiProblem::MethodNotAllowed
        | ApiProblem::BodyInvalid { .. }
        | ApiProblem::CsrfHeaderMissing
        | ApiProblem::ReturnPathInvalid
        | ApiProblem::IdempotencyKeyInvalid => Failure::new(
            "This page and the server do not understand each other",
            "The page is probably out of date. Reload it and try again; nothing you typed is lost.",
        ),
        ApiProblem::BodyTooLarge { limit } => Failure::new(
            "What was sent is too large",
            format!("The server takes at most {} kB. Shorten long texts and try again.", limit / 1024),
        ),
        ApiProblem::SignInRequired => Failure::new("Sign in to go on", "Only you can see this part."),
        ApiProblem::SignInExpired => Failure::new(
            "The sign-in was not completed",
            "Too much time has passed since it began, or it began in another browser. Begin again.",
        ),
        ApiProblem::SignInUnavailable => {
            Failure::new("You cannot sign in now", "The sign-in service does not answer. Try again in a moment.")
        }
        ApiProblem::UnknownPerson => Failure::new(
            "We did not learn who you are",
            "The sign-in service did not tell us your name or Latvian personal code. Try another means of signing in.",
        ),
        ApiProblem::SignInCancelled => Failure::new(
            "You are not signed in",
            "You or the sign-in service stopped it. Nothing you typed is lost; you can try again.",
        ),
        ApiProblem::SignInUnverified => Failure::new(
            "The sign-in could not be verified",
            "What the sign-in service sent cannot be trusted, so we did not sign you in. Begin again. If it happens \
             again, write to VIAA.",
        ),
        ApiProblem::IdentityConflict => Failure::new(
            "What we know of you does not fit",
            "The sign-in service named two people whom we know apart. We merge nothing by ourselves: write to VIAA.",
        ),
        ApiProblem::SignInTooWeak => Failure::new(
            "You cannot sign in here by this means",
            "The account holds personal data and money for learning, so it takes a stronger means, such as an eID card or \
             eParaksts mobile. Choose another and try again; what you typed is not lost.",
        ),
        ApiProblem::StepUpRequired => Failure::new(
            "Show once more that it is you",
            "This needs a sign-in just before it, by a strong means. Sign in again.",
        ),
        ApiProblem::RoleRequired => Failure::new(
            "This part is not for you",
            "It is for people with other rights. If you should have them, write to VIAA.",
        ),
        ApiProblem::BirthDateKnown => Failure::new(
            "We know your birth date already",
            "The sign-in service told us, or the account was opened with it, so it cannot be changed here. Reload the page to \
             see it; if it is wrong, write to VIAA.",
        ),
        ApiProblem::UnderAge { minimum_age, adult_on } => Failure::new(
            &format!("An account can be opened from the age of {minimum_age}"),
            match adult_on {
                Some(day) => format!(
                    "Sentence 13 of the announcement says so. You turn {minimum_age} on {}.",
                    date(Language::En, *day, Case::Locative)
                ),
                None => "Sentence 13 of the announcement says so.".to_owned(),
            },
        ),
        ApiProblem::BirthDateUnknown => Failure::new(
            "We do not know your birth date",
            "The sign-in service did not tell us. Enter it when you open the account.",
        ),
        ApiProblem::AccountMissing => {
            Failure::new("Your learning account is not open yet", "Open it; it takes a minute.")
        }
        ApiProblem::AccountExists => {
            Failure::new("Your learning account is open already", "Reload the page to see it.")
        }
        ApiProblem::AccountInUse => Failure::new(
            "The account cannot be closed while an application is alive",
            "Wait for its decision; until then we must be able to answer you.",
        ),
        ApiProblem::MyDataRefused { reason } => Failure::new(
            "We did not take this file of data",
            match reason {
                MyDataError::UnknownFormat | MyDataError::UnknownKey => {
                    "It is not ours, or too old. Open the account anew."
                }
                MyDataError::BadSignature => "Something in it was changed. Choose the file as you downloaded it.",
                MyDataError::OtherPerson => "It is somebody else's.",
            },
        ),
        ApiProblem::TermsOutdated { .. } => {
            Failure::new("The terms have changed", "Reload the page, read the new terms and accept them.")
        }
        ApiProblem::ContactInvalid { .. } => {
            Failure::new("Check your contact data", "Each field says what to correct.")
        }
        ApiProblem::IdempotencyKeyReused => Failure::new(
            "This application has already arrived, with other answers",
            "We did not send it again. You find the one that arrived in your account.",
        ),
        ApiProblem::ApplicationInvalid { .. } => {
            Failure::new("Something in the application needs correcting", "Each field says what.")
        }
        ApiProblem::WindowNotYetOpen { opens_at } => Failure::new(
            "Applications are not taken yet",
            format!("They open on {}. Your draft stays on this device.", instant(Language::En, opens_at.to_utc())),
        ),
        ApiProblem::WindowClosed { closed_at } => Failure::new(
            "Applications have closed",
            format!("They closed on {}.", instant(Language::En, closed_at.to_utc())),
        ),
        ApiProblem::DraftChanged { .. } => Failure::new(
            "The draft was changed in another tab or on another device",
            "Reload the page to see what is in it now.",
        ),
        ApiProblem::LiveApplicationExists { .. } => Failure::new(
            "You already have an application in this call",
            "One call takes one application per person: this is our interpretation, the announcement does not say it.",
        ),
        ApiProblem::DemonstrationOnly => {
            Failure::new("Only the demonstration allows this", "Here the time is real and cannot be changed.")
        }
        ApiProblem::TooManyRequests { retry_after } => Failure::new(
            "Too many requests in a short time",
            format!("Try again in {}. Nothing you typed is lost.", count_en(*retry_after, "second", "seconds")),
        ),
        ApiProblem::Busy { retry_after } => Failure::new(
            "Very many applications are arriving",
            format!("Try again in {}. Nothing you typed is lost.", count_en(*retry_after, "second", "seconds")),
        ),
        ApiProblem::Internal { request } => Failure::new(
            "Something broke on our side",
            format!("Try again. If it keeps failing, write to VIAA and name the number {request}."),
        ),
    }
}
