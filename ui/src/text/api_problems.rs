//! Texts of API problems: what happened and what to do.

use api::ApiProblem;
use api::my_data::MyDataError;
use rules::language::Language;

use crate::text::failure::Failure;
use crate::text::format::{Case, date};
use crate::text::plural::{Forms, count_en};
use crate::text::window;

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
            Failure::new("To neatradām", "Varbūt adrese ir nepareiza, varbūt tas vairs nav pieejams vai nav tavs.")
        }
        ApiProblem::MethodNotAllowed
        | ApiProblem::BodyInvalid { .. }
        | ApiProblem::CsrfHeaderMissing
        | ApiProblem::ReturnPathInvalid
        | ApiProblem::IdempotencyKeyInvalid => {
            Failure::new("Šī lapa ir novecojusi", "Pārlādē to un mēģini vēlreiz. Ierakstītais nepazudīs.")
        }
        ApiProblem::BodyTooLarge { limit } => Failure::new(
            "Pieteikums ir par garu",
            format!("Tajā drīkst būt ne vairāk kā {}\u{a0}kB. Saīsini garos tekstus un mēģini vēlreiz.", limit / 1024),
        ),
        ApiProblem::SignInRequired => Failure::new("Pieslēdzies, lai turpinātu", "Šo daļu redzi tikai tu."),
        ApiProblem::SignInExpired => Failure::new(
            "Pieslēgties neizdevās",
            "Kopš sākuma pagāja par ilgu laiku, vai arī tu sāki pieslēgties citā pārlūkā. Sāc no sākuma.",
        ),
        ApiProblem::SignInUnavailable => {
            Failure::new("Pieslēgties šobrīd nevar", "Pieslēgšanās pakalpojums neatbild. Mēģini vēlreiz pēc brīža.")
        }
        ApiProblem::UnknownPerson => Failure::new(
            "Nevarējām noteikt tavu identitāti",
            "Pieslēdzoties nesaņēmām tavu vārdu vai Latvijas personas kodu. Mēģini ar citu līdzekli.",
        ),
        ApiProblem::SignInCancelled => Failure::new(
            "Tu neesi kontā",
            "Pieslēgšanās tika pārtraukta. Ierakstītais nav pazudis; vari mēģināt vēlreiz.",
        ),
        ApiProblem::SignInUnverified => Failure::new(
            "Nevarējām pārbaudīt, vai tas esi tu",
            "Pieslēgšanās pakalpojuma atbildei nevar uzticēties, tāpēc kontu neatvērām. Sāc no sākuma. Ja tas \
             atkārtojas, raksti VIAA.",
        ),
        ApiProblem::IdentityConflict => Failure::new(
            "Dati par tevi nesakrīt",
            "Ar šo pieslēgšanos ir saistīti divi dažādi konti. Raksti VIAA, lai to noskaidrotu.",
        ),
        ApiProblem::SignInTooWeak => Failure::new(
            "Ar šo līdzekli te pieslēgties nevar",
            "Kontā ir personas dati un nauda mācībām, tāpēc vajag drošāku līdzekli, piemēram, eID\u{a0}karti vai \
             eParaksts\u{a0}mobile. Izvēlies citu un mēģini vēlreiz. Ierakstītais nav pazudis.",
        ),
        ApiProblem::StepUpRequired => {
            Failure::new("Apliecini vēlreiz, ka tas esi tu", "Lai to izdarītu, pieslēdzies vēlreiz ar drošu līdzekli.")
        }
        ApiProblem::RoleRequired => Failure::new(
            "Tev nav tiesību skatīt šo lapu",
            "Tā ir domāta cilvēkiem ar citām tiesībām. Ja tev tās pienākas, raksti VIAA.",
        ),
        ApiProblem::BirthDateKnown => Failure::new(
            "Dzimšanas datumu jau zinām",
            "Datumu saņēmām, kad tu pieslēdzies, vai arī ar to ir atvērts konts, tāpēc te to mainīt nevar. Pārlādē \
             lapu, lai to redzētu. Ja tas nav pareizs, raksti VIAA.",
        ),
        ApiProblem::UnderAge { minimum_age, adult_on } => Failure::new(
            &format!("Kontu var atvērt no {minimum_age}\u{a0}gadu vecuma"),
            match adult_on {
                Some(day) => format!(
                    "To nosaka paziņojuma 13.\u{a0}teikums. {minimum_age}\u{a0}gadi tev apritēs {}.",
                    date(Language::Lv, *day, Case::Locative)
                ),
                None => "To nosaka paziņojuma 13.\u{a0}teikums.".to_owned(),
            },
        ),
        ApiProblem::BirthDateUnknown => {
            Failure::new("Nezinām tavu dzimšanas datumu", "Pieslēdzoties to nesaņēmām. Ieraksti to, kad atvērsi kontu.")
        }
        ApiProblem::AccountMissing => {
            Failure::new("Mācību konts vēl nav atvērts", "Atver kontu. Tas aizņems apmēram minūti.")
        }
        ApiProblem::AccountExists => Failure::new("Mācību konts jau ir atvērts", "Pārlādē lapu, lai to redzētu."),
        ApiProblem::AccountInUse => Failure::new(
            "Kontu nevar slēgt, kamēr ir iesniegts pieteikums",
            "Lēmumu par pieteikumu saņemsi šajā kontā, tāpēc kontu varēsi slēgt pēc tam.",
        ),
        ApiProblem::MyDataRefused { reason } => Failure::new(
            "Šo datu failu nevaram izmantot",
            match reason {
                MyDataError::UnknownFormat | MyDataError::UnknownKey => {
                    "Tas nav lejupielādēts šeit vai ir pārāk vecs. Atver jaunu kontu."
                }
                MyDataError::BadSignature => "Fails ir mainīts. Izvēlies to tādu, kādu lejupielādēji.",
                MyDataError::OtherPerson => "Tas ir cita cilvēka fails.",
            },
        ),
        ApiProblem::TermsOutdated { .. } => {
            Failure::new("Noteikumi ir mainīti", "Pārlādē lapu, izlasi jaunos noteikumus un piekrīti tiem.")
        }
        ApiProblem::ContactInvalid { .. } => {
            Failure::new("Pārbaudi saziņas datus", "Pie katra lauka ir rakstīts, kas jālabo.")
        }
        ApiProblem::IdempotencyKeyReused => Failure::new(
            "Šis pieteikums jau ir saņemts ar citām atbildēm",
            "Otrreiz to nenosūtījām. Saņemto pieteikumu redzēsi savā kontā.",
        ),
        ApiProblem::ApplicationInvalid { .. } => {
            Failure::new("Pieteikumā vēl kaut kas jālabo", "Pie katra lauka ir rakstīts, kas jālabo.")
        }
        ApiProblem::WindowNotYetOpen { opens_at } => Failure::new(
            "Pieteikšanās vēl nav sākusies",
            format!("{} Melnraksts ir saglabāts.", window::begins(Language::Lv, opens_at.to_utc())),
        ),
        ApiProblem::WindowClosed { closed_at } => {
            Failure::new("Pieteikšanās ir beigusies", window::ended(Language::Lv, closed_at.to_utc()))
        }
        ApiProblem::DraftChanged { .. } => {
            Failure::new("Melnraksts ir mainīts citā cilnē vai ierīcē", "Pārlādē lapu, lai redzētu izmaiņas.")
        }
        ApiProblem::LiveApplicationExists { .. } => Failure::new(
            "Tev šoreiz jau ir pieteikums",
            "Paziņojumā par to nav teikts; mēs to saprotam tā: viens cilvēks\u{a0}– viens pieteikums.",
        ),
        ApiProblem::DemonstrationOnly => {
            Failure::new("To var darīt tikai demonstrācijā", "Šeit laiks ir īsts, un to mainīt nevar.")
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
            "Radās tehniska kļūda",
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
            "We could not find this",
            "The address may be wrong, or this is no longer available or belongs to someone else.",
        ),
        ApiProblem::MethodNotAllowed
        | ApiProblem::BodyInvalid { .. }
        | ApiProblem::CsrfHeaderMissing
        | ApiProblem::ReturnPathInvalid
        | ApiProblem::IdempotencyKeyInvalid => {
            Failure::new("This page is out of date", "Reload the page and try again. You will not lose your answers.")
        }
        ApiProblem::BodyTooLarge { limit } => Failure::new(
            "Your application is too large",
            format!("The limit is {}\u{a0}kB. Shorten long texts and try again.", limit / 1024),
        ),
        ApiProblem::SignInRequired => Failure::new("Sign in to continue", "Only you can see this part."),
        ApiProblem::SignInExpired => Failure::new(
            "You are not signed in",
            "Signing in took too long or was started in another browser. Start again.",
        ),
        ApiProblem::SignInUnavailable => {
            Failure::new("You cannot sign in now", "The sign-in service is not responding. Try again in a moment.")
        }
        ApiProblem::UnknownPerson => Failure::new(
            "We could not confirm who you are",
            "The sign-in service did not give us your name or Latvian personal identity number. Try another way to \
             sign in.",
        ),
        ApiProblem::SignInCancelled => Failure::new(
            "You are not signed in",
            "Signing in was cancelled. You have not lost your answers. You can try again.",
        ),
        ApiProblem::SignInUnverified => Failure::new(
            "We could not check that it is you",
            "We cannot trust the response from the sign-in service, so you are not signed in. Start again. If it \
             happens again, contact VIAA.",
        ),
        ApiProblem::IdentityConflict => Failure::new(
            "Your details do not match",
            "This sign-in is linked to 2\u{a0}different accounts. Contact VIAA to sort this out.",
        ),
        ApiProblem::SignInTooWeak => Failure::new(
            "You cannot use this sign-in method here",
            "The account holds personal data and money for training, so you need a more secure method, such as an \
             eID\u{a0}card or eParaksts\u{a0}mobile. Choose another one and try again. You have not lost your answers.",
        ),
        ApiProblem::StepUpRequired => {
            Failure::new("Confirm it is you", "To do this, sign in again with a secure method.")
        }
        ApiProblem::RoleRequired => Failure::new(
            "You do not have access to this page",
            "This page is for people with different permissions. If you should have access, contact VIAA.",
        ),
        ApiProblem::BirthDateKnown => Failure::new(
            "We already have your date of birth",
            "We received it when you signed in or opened the account, so you cannot change it here. Reload the page \
             to see it. If it is wrong, contact VIAA.",
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
            "We did not receive it when you signed in. Enter it when you open the account.",
        ),
        ApiProblem::AccountMissing => {
            Failure::new("Your learning account is not open yet", "Open your account. It takes about a minute.")
        }
        ApiProblem::AccountExists => {
            Failure::new("Your learning account is already open", "Reload the page to see it.")
        }
        ApiProblem::AccountInUse => Failure::new(
            "You cannot close your account while your application is being considered",
            "We will send the decision to this account. You can close it after that.",
        ),
        ApiProblem::MyDataRefused { reason } => Failure::new(
            "We cannot use this data file",
            match reason {
                MyDataError::UnknownFormat | MyDataError::UnknownKey => {
                    "It was not downloaded here, or it is too old. Open a new account."
                }
                MyDataError::BadSignature => "The file has been changed. Choose the file that you downloaded.",
                MyDataError::OtherPerson => "It belongs to someone else.",
            },
        ),
        ApiProblem::TermsOutdated { .. } => {
            Failure::new("The terms have changed", "Reload the page, read the new terms and accept them.")
        }
        ApiProblem::ContactInvalid { .. } => {
            Failure::new("Check your contact details", "The message next to each field tells you what to correct.")
        }
        ApiProblem::IdempotencyKeyReused => Failure::new(
            "We already received this application with different answers",
            "We did not send it again. You can see the application we received in your account.",
        ),
        ApiProblem::ApplicationInvalid { .. } => Failure::new(
            "There is a problem with your application",
            "The message next to each field tells you what to correct.",
        ),
        ApiProblem::WindowNotYetOpen { opens_at } => Failure::new(
            "Applications are not open yet",
            format!("{} Your draft is saved.", window::begins(Language::En, opens_at.to_utc())),
        ),
        ApiProblem::WindowClosed { closed_at } => {
            Failure::new("Applications have closed", window::ended(Language::En, closed_at.to_utc()))
        }
        ApiProblem::DraftChanged { .. } => Failure::new(
            "The draft was changed in another tab or on another device",
            "Reload the page to see the latest version.",
        ),
        ApiProblem::LiveApplicationExists { .. } => Failure::new(
            "You have already applied this time",
            "The announcement does not say how many times you can apply. We read it as one application per person.",
        ),
        ApiProblem::DemonstrationOnly => Failure::new(
            "You can only do this in the demonstration",
            "This is the real service, so the time cannot be changed.",
        ),
        ApiProblem::TooManyRequests { retry_after } => Failure::new(
            "Too many requests",
            format!("Try again in {}. You will not lose your answers.", count_en(*retry_after, "second", "seconds")),
        ),
        ApiProblem::Busy { retry_after } => Failure::new(
            "The service is very busy",
            format!("Try again in {}. You will not lose your answers.", count_en(*retry_after, "second", "seconds")),
        ),
        ApiProblem::Internal { request } => Failure::new(
            "Sorry, there is a problem with the service",
            format!("Try again. If the problem continues, contact VIAA and quote the number {request}."),
        ),
    }
}
