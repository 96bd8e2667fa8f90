//! Texts of field, date and request errors. Each says what to do.

use rules::facts::FactId;
use rules::field::{Field, FieldProblem};
use rules::language::Language;

use crate::components::date_entry::DateProblem;
use crate::platform::http::error::ApiError;
use crate::text::api_problems;
use crate::text::failure::Failure;
use crate::text::format::{Case, date};
use crate::text::window;

/// Returns the error text of a field of the application.
pub fn field(language: Language, field: &Field, problem: &FieldProblem) -> String {
    match language {
        Language::Lv => field_lv(field, problem),
        Language::En => field_en(field, problem),
    }
}

/// Returns the error text of a typed date.
pub const fn date_entry(language: Language, problem: DateProblem) -> &'static str {
    match (language, problem) {
        (Language::Lv, DateProblem::Empty) => "Ieraksti dienu, mēnesi un gadu.",
        (Language::Lv, DateProblem::DayMissing) => "Ieraksti arī dienu.",
        (Language::Lv, DateProblem::MonthMissing) => "Ieraksti arī mēnesi.",
        (Language::Lv, DateProblem::YearMissing) => "Ieraksti arī gadu.",
        (Language::Lv, DateProblem::DayNotNumber) => "Dienas laukā ieraksti vienu skaitli, piemēram, 14.",
        (Language::Lv, DateProblem::YearNotNumber) => "Gada laukā ieraksti vienu skaitli, piemēram, 1988.",
        (Language::Lv, DateProblem::ShortYear) => "Gadu raksti ar četriem cipariem, piemēram, 1988.",
        (Language::Lv, DateProblem::NoSuchMonth) => "Mēnesis ir skaitlis no 1 līdz 12.",
        (Language::Lv, DateProblem::NoSuchDay) => "Tādas dienas kalendārā nav. Pārbaudi dienu un mēnesi.",
        (Language::En, DateProblem::Empty) => "Enter the day, month and year",
        (Language::En, DateProblem::DayMissing) => "Enter the day",
        (Language::En, DateProblem::MonthMissing) => "Enter the month",
        (Language::En, DateProblem::YearMissing) => "Enter the year",
        (Language::En, DateProblem::DayNotNumber) => "The day must be one number, like 14",
        (Language::En, DateProblem::YearNotNumber) => "The year must be one number, like 1988",
        (Language::En, DateProblem::ShortYear) => "Enter the year with 4\u{a0}digits, like 1988",
        (Language::En, DateProblem::NoSuchMonth) => "Enter a month from 1 to 12",
        (Language::En, DateProblem::NoSuchDay) => "This date does not exist. Check the day and the month.",
    }
}

/// Returns the text of a failed request.
pub fn failure(language: Language, error: &ApiError) -> Failure {
    match (language, error) {
        (Language::Lv, ApiError::Unreachable) => Failure::new(
            "Neizdevās izveidot savienojumu",
            "Varbūt nav interneta, varbūt mums ir traucējums. Mēģini vēlreiz.",
        ),
        (Language::Lv, ApiError::Unreadable { status }) => Failure::new(
            "Radās tehniska kļūda",
            format!("Mēģini vēlreiz pēc brīža vai pārlādē lapu. Ja neizdodas, raksti VIAA un nosauc skaitli {status}."),
        ),
        (_, ApiError::Refused(refusal)) => api_problems::refusal(language, refusal),
        (Language::En, ApiError::Unreachable) => Failure::new(
            "We could not connect to the service",
            "You may be offline, or there is a problem with the service. Try again.",
        ),
        (Language::En, ApiError::Unreadable { status }) => Failure::new(
            "Sorry, there is a problem with the service",
            format!(
                "Try again in a moment or reload the page. If the problem continues, contact VIAA and quote the \
                 number {status}."
            ),
        ),
    }
}

fn field_lv(field: &Field, problem: &FieldProblem) -> String {
    match problem {
        FieldProblem::Required => required_lv(field).to_owned(),
        FieldProblem::WrongType | FieldProblem::UnknownField => {
            "Šīs atbildes nevarējām nolasīt. Pārlādē lapu un mēģini vēlreiz.".to_owned()
        }
        FieldProblem::TooLong { bytes } => format!("Ieraksti ne vairāk kā {bytes}\u{a0}rakstzīmju."),
        FieldProblem::OtherCall => "Šis melnraksts ir citai pieteikšanās reizei. Sāc jaunu pieteikumu.".to_owned(),
        FieldProblem::WindowNotYetOpen { opens_at } => window::begins(Language::Lv, opens_at.to_utc()),
        FieldProblem::WindowClosed { closed_at } => {
            format!("Pieteikšanās ir beigusies. {}", window::ended(Language::Lv, closed_at.to_utc()))
        }
        FieldProblem::NotInCall => "Šai programmai šoreiz pieteikties nevar. Izvēlies citu.".to_owned(),
        FieldProblem::NoSuchGroup => "Šādas mācību grupas programmai vairs nav. Izvēlies citu.".to_owned(),
        FieldProblem::GroupTooLate { ends_on, usable_until } => format!(
            "Šī grupa mācās līdz {}, bet finansējumu var izmantot līdz {}. Izvēlies citu grupu.",
            date(Language::Lv, *ends_on, Case::Dative),
            date(Language::Lv, *usable_until, Case::Dative),
        ),
        FieldProblem::BirthDateInFuture => "Šī diena vēl nav pienākusi. Pārbaudi gadu.".to_owned(),
        FieldProblem::BirthDateTooEarly => "Gads ir pārāk sens. Pārbaudi, vai tas ir pareizs.".to_owned(),
        FieldProblem::EmailWithoutAt => "Adresē trūkst „@“. Raksti, piemēram, vards@epasts.lv.".to_owned(),
        FieldProblem::EmailWithoutName => "Pirms „@“ trūkst vārda. Raksti, piemēram, vards@epasts.lv.".to_owned(),
        FieldProblem::EmailWithoutDomain => "Aiz „@“ trūkst domēna. Raksti, piemēram, vards@epasts.lv.".to_owned(),
        FieldProblem::EmailDomainIncomplete => "Aiz „@“ trūkst domēna daļas, piemēram, „.lv“.".to_owned(),
        FieldProblem::EmailSyntax => {
            "Adresē ir rakstzīme, kādas tur nevar būt. Pārbaudi atstarpes un komatus.".to_owned()
        }
        FieldProblem::EmailLookalike { letter } => format!(
            "Burts „{letter}“ tikai izskatās pēc latīņu burta. Izdzēs to un ieraksti vēlreiz ar latīņu tastatūru."
        ),
        FieldProblem::PhoneCharacters => "Numuru raksti ar cipariem, piemēram, 26123456.".to_owned(),
        FieldProblem::PhoneLatvian => "Latvijas numurā ir 8\u{a0}cipari, un tas sākas ar 2 vai 6.".to_owned(),
        FieldProblem::PhoneInternational => {
            "Ārzemju numuru raksti ar valsts kodu, piemēram, +49\u{a0}30\u{a0}123456.".to_owned()
        }
    }
}

const fn required_lv(field: &Field) -> &'static str {
    match field {
        Field::Programme => "Izvēlies programmu.",
        Field::Group => "Izvēlies mācību grupu.",
        Field::Fact(FactId::BirthDate) => "Ieraksti dzimšanas datumu.",
        Field::Fact(
            FactId::EarlierGrantWithoutChoice
            | FactId::StillLearning
            | FactId::StillLearningElsewhere
            | FactId::InterruptedLearning
            | FactId::InterruptedLearningElsewhere
            | FactId::CompletedLearning,
        ) => "Atbildi ar „Jā“ vai „Nē“.",
        Field::Email => "Ieraksti e\u{2011}pasta adresi.",
        Field::Phone => "Ieraksti tālruņa numuru.",
        Field::Language => "Izvēlies valodu.",
        Field::Declaration => "Lai iesniegtu pieteikumu, apliecini, ka ziņas ir patiesas.",
        Field::Body | Field::Call | Field::Other(_) => "Pieteikumā kaut kā trūkst. Pārlādē lapu un mēģini vēlreiz.",
    }
}

fn field_en(field: &Field, problem: &FieldProblem) -> String {
    match problem {
        FieldProblem::Required => required_en(field).to_owned(),
        FieldProblem::WrongType | FieldProblem::UnknownField => {
            "We could not read this answer. Reload the page and try again.".to_owned()
        }
        FieldProblem::TooLong { bytes } => format!("Enter {bytes} characters or fewer"),
        FieldProblem::OtherCall => {
            "This draft is for a different round of applications. Start a new application.".to_owned()
        }
        FieldProblem::WindowNotYetOpen { opens_at } => window::begins(Language::En, opens_at.to_utc()),
        FieldProblem::WindowClosed { closed_at } => {
            format!("Applications have closed. {}", window::ended(Language::En, closed_at.to_utc()))
        }
        FieldProblem::NotInCall => "You cannot apply for this programme this time. Choose another one.".to_owned(),
        FieldProblem::NoSuchGroup => "This study group is no longer available. Choose another one.".to_owned(),
        FieldProblem::GroupTooLate { ends_on, usable_until } => format!(
            "This group finishes on {} and the funding must be used by {}. Choose another group.",
            date(Language::En, *ends_on, Case::Dative),
            date(Language::En, *usable_until, Case::Dative),
        ),
        FieldProblem::BirthDateInFuture => "Your date of birth must be in the past. Check the year.".to_owned(),
        FieldProblem::BirthDateTooEarly => "The year is too long ago. Check that it is correct.".to_owned(),
        FieldProblem::EmailWithoutAt => "Enter an email address with an “@”, like name@example.lv".to_owned(),
        FieldProblem::EmailWithoutName => "Enter the part before the “@”, like name@example.lv".to_owned(),
        FieldProblem::EmailWithoutDomain => "Enter the part after the “@”, like name@example.lv".to_owned(),
        FieldProblem::EmailDomainIncomplete => "Enter the email address in full, like name@example.lv".to_owned(),
        FieldProblem::EmailSyntax => "The email address contains a character that is not allowed. Check for spaces \
                                      and commas."
            .to_owned(),
        FieldProblem::EmailLookalike { letter } => format!(
            "The letter “{letter}” only looks like a Latin letter. Delete it and type it again with a Latin keyboard."
        ),
        FieldProblem::PhoneCharacters => "Enter the phone number in digits, like 26123456".to_owned(),
        FieldProblem::PhoneLatvian => "A Latvian phone number has 8 digits and starts with 2 or 6".to_owned(),
        FieldProblem::PhoneInternational => {
            "Enter a phone number from abroad with the country code, like +49\u{a0}30\u{a0}123456".to_owned()
        }
    }
}

const fn required_en(field: &Field) -> &'static str {
    match field {
        Field::Programme => "Choose a programme",
        Field::Group => "Choose a study group",
        Field::Fact(FactId::BirthDate) => "Enter your date of birth",
        Field::Fact(
            FactId::EarlierGrantWithoutChoice
            | FactId::StillLearning
            | FactId::StillLearningElsewhere
            | FactId::InterruptedLearning
            | FactId::InterruptedLearningElsewhere
            | FactId::CompletedLearning,
        ) => "Select “Yes” or “No”",
        Field::Email => "Enter your email address",
        Field::Phone => "Enter your phone number",
        Field::Language => "Choose a language",
        Field::Declaration => "To send the application, declare that the information is true",
        Field::Body | Field::Call | Field::Other(_) => {
            "Something is missing in the application. Reload the page and try again."
        }
    }
}
