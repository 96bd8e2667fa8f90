//! Texts of API problems: what happened and what to do.

use api::ApiProblem;
use api::my_data::MyDataError;
use rules::language::Language;

use crate::text::failure::Failure;
use crate::text::format::{Case, date, instant};
use crate::text::plural::{Forms, count_en};

/// Returns the text of an API problem.
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
            "Kontā ir personas dati un nauda mācībām, tāpēc vajag drošāku līdzekli, piemēram, eID karti vai \
             eParaksts mobile. \
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
            "To paziņoja pieslēgšanās pakalpojums, vai ar to atvērts konts, tāpēc te to mainīt nevar. Pārlādē lapu, \
             lai to \
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

/// Returns a number of seconds for use after "pēc", which requires the dative in the plural.
fn seconds_lv(count: u32) -> String {
    Forms { zero: "sekundēm", one: "sekundes", other: "sekundēm" }.count(count)
}

fn refusal_en(refusal: &ApiProblem) -> Failure {
    match refusal {
        ApiProblem::NotFound => Failure::new(
            "Page not found",
            "The address may be wrong, or what you are looking for is no longer \
                          available or belongs to someone else.",
        ),
        ApiProblem::MethodNotAllowed
        | ApiProblem::BodyInvalid { .. }
        | ApiProblem::CsrfHeaderMissing
        | ApiProblem::ReturnPathInvalid
        | ApiProblem::IdempotencyKeyInvalid => {
            Failure::new("This page is out of date", "Reload the page and try again. Your answers are saved.")
        }
        ApiProblem::BodyTooLarge { limit } => Failure::new(
            "Your application is too large",
            format!("The limit is {} kB. Shorten long texts and try again.", limit / 1024),
        ),
        ApiProblem::SignInRequired => Failure::new("Sign in to continue", "Only you can see this part."),
        ApiProblem::SignInExpired => Failure::new(
            "Sign-in was not completed",
            "It took too long or was started in another browser. Start again.",
        ),
        ApiProblem::SignInUnavailable => {
            Failure::new("You cannot sign in now", "The sign-in service is not responding. Try again in a moment.")
        }
        ApiProblem::UnknownPerson => Failure::new(
            "We could not identify you",
            "The sign-in service did not give us your name or Latvian personal code. Try another way to sign in.",
        ),
        ApiProblem::SignInCancelled => Failure::new(
            "You are not signed in",
            "You or the sign-in service cancelled the sign-in. Your answers are saved. You can try again.",
        ),
        ApiProblem::SignInUnverified => Failure::new(
            "We could not verify your sign-in",
            "We could not trust the response from the sign-in service, so you are not signed in. Start again. If it \
             happens again, contact VIAA.",
        ),
        ApiProblem::IdentityConflict => Failure::new(
            "Your details do not match",
            "The details from the sign-in service match two different people. We do not merge records \
             automatically. Contact VIAA.",
        ),
        ApiProblem::SignInTooWeak => Failure::new(
            "You cannot use this way to sign in",
            "The account holds personal data and money for training, so you need a more secure way to sign in, such \
             as an eID card or eParaksts mobile. Choose another way and try again. Your answers are saved.",
        ),
        ApiProblem::StepUpRequired => {
            Failure::new("Confirm it is you", "You need to sign in again in a secure way to do this.")
        }
        ApiProblem::RoleRequired => Failure::new(
            "You do not have access to this page",
            "This page is for people with different permissions. If you should have access, contact VIAA.",
        ),
        ApiProblem::BirthDateKnown => Failure::new(
            "We already have your date of birth",
            "It came from the sign-in service or was set when the account was opened, so you cannot change it here. \
             Reload the page to see it. If it is wrong, contact VIAA.",
        ),
        ApiProblem::UnderAge { minimum_age, adult_on } => Failure::new(
            &format!("You must be {minimum_age} or over to open an account"),
            match adult_on {
                Some(day) => format!(
                    "This is set by sentence 13 of the announcement. You turn {minimum_age} on {}.",
                    date(Language::En, *day, Case::Locative)
                ),
                None => "This is set by sentence 13 of the announcement.".to_owned(),
            },
        ),
        ApiProblem::BirthDateUnknown => Failure::new(
            "We do not have your date of birth",
            "The sign-in service did not give us your date of birth. Enter it when you open the account.",
        ),
        ApiProblem::AccountMissing => {
            Failure::new("Your learning account is not open yet", "Open your account. It takes about a minute.")
        }
        ApiProblem::AccountExists => {
            Failure::new("Your learning account is already open", "Reload the page to see it.")
        }
        ApiProblem::AccountInUse => Failure::new(
            "You cannot close your account while an application is open",
            "Wait for the decision. Until then, we need to be able to contact you.",
        ),
        ApiProblem::MyDataRefused { reason } => Failure::new(
            "We could not accept this data file",
            match reason {
                MyDataError::UnknownFormat | MyDataError::UnknownKey => {
                    "It is not from this service, or it is too old. Open a new account."
                }
                MyDataError::BadSignature => "The file has been changed. Choose the file that you downloaded.",
                MyDataError::OtherPerson => "It belongs to someone else.",
            },
        ),
        ApiProblem::TermsOutdated { .. } => {
            Failure::new("The terms have changed", "Reload the page, read the new terms and accept them.")
        }
        ApiProblem::ContactInvalid { .. } => {
            Failure::new("Check your contact details", "The message at each field tells you what to correct.")
        }
        ApiProblem::IdempotencyKeyReused => Failure::new(
            "We already received this application with different answers",
            "We did not send it again. You can see the application we received in your account.",
        ),
        ApiProblem::ApplicationInvalid { .. } => Failure::new(
            "There is a problem with your application",
            "The message at each field tells you what to \
                          correct.",
        ),
        ApiProblem::WindowNotYetOpen { opens_at } => Failure::new(
            "Applications are not open yet",
            format!("They open on {}. Your draft is saved on this device.", instant(Language::En, opens_at.to_utc())),
        ),
        ApiProblem::WindowClosed { closed_at } => Failure::new(
            "Applications have closed",
            format!("They closed on {}.", instant(Language::En, closed_at.to_utc())),
        ),
        ApiProblem::DraftChanged { .. } => Failure::new(
            "The draft was changed in another tab or on another device",
            "Reload the page to see the latest version.",
        ),
        ApiProblem::LiveApplicationExists { .. } => Failure::new(
            "You already have an application in this call",
            "You can send one application per call. This is our interpretation: the announcement does not specify it.",
        ),
        ApiProblem::DemonstrationOnly => Failure::new(
            "You can only do this in the demonstration",
            "This is the real service, so the time cannot \
                          be changed.",
        ),
        ApiProblem::TooManyRequests { retry_after } => Failure::new(
            "Too many requests",
            format!("Try again in {}. Your answers are saved.", count_en(*retry_after, "second", "seconds")),
        ),
        ApiProblem::Busy { retry_after } => Failure::new(
            "The service is very busy",
            format!("Try again in {}. Your answers are saved.", count_en(*retry_after, "second", "seconds")),
        ),
        ApiProblem::Internal { request } => Failure::new(
            "There is a problem with the service",
            format!("Try again. If the problem continues, contact VIAA and quote the number {request}."),
        ),
    }
}
