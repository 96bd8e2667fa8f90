//! Readings (interpretācijas) as text: points that the announcement leaves open.

use rules::call::Call;
use rules::language::Language;
use rules::reading::{
    AgeDay, ChoiceDeadline, CompletedLearners, ExclusionScope, GrantAmount, HourKind, LeapBirthday, LiveApplications,
    ReadingId, SeatOrder, UsableUntil, WindowHours,
};
use ui::text::format::money;

/// Every reading, in order.
pub const ALL: [ReadingId; 11] = [
    ReadingId::R1,
    ReadingId::R2,
    ReadingId::R3,
    ReadingId::R4,
    ReadingId::R5,
    ReadingId::R6,
    ReadingId::R7,
    ReadingId::R8,
    ReadingId::R9,
    ReadingId::R10,
    ReadingId::R11,
];

/// A reading outside the list of readings: the statement, and in parentheses that it is an interpretation.
pub fn reading(language: Language, id: ReadingId, call: &Call) -> String {
    format!("{} ({})", statement(language, id, call), remark(language))
}

/// Says that a statement is an interpretation; the text of the link to the list of readings.
pub const fn remark(language: Language) -> &'static str {
    match language {
        Language::Lv => "Tā mēs saprotam paziņojumu.",
        Language::En => "This is how we read the announcement.",
    }
}

/// A reading on a page that already calls them interpretations.
pub fn statement(language: Language, id: ReadingId, call: &Call) -> String {
    match language {
        Language::Lv => format!("{}.", reading_lv(id, call)),
        Language::En => format!("{}.", reading_en(id, call)),
    }
}

fn reading_lv(id: ReadingId, call: &Call) -> String {
    let readings = &call.readings;
    let text = match id {
        ReadingId::R1 => match readings.age_day {
            AgeDay::Applying => "Vecumu nosakām pieteikšanās dienā",
            AgeDay::Grant => "Vecumu nosakām dienā, kad piešķir finansējumu",
        },
        ReadingId::R2 => match readings.completed_learners {
            CompletedLearners::Admitted => "Ja tev šajā projektā jau ir pabeigtas mācības, drīksti pieteikties vēlreiz",
            CompletedLearners::Excluded => {
                "Ja tev šajā projektā jau ir pabeigtas mācības, finansējumu otrreiz nesaņemsi"
            }
        },
        ReadingId::R3 => match readings.window_hours {
            WindowHours::WholeDays => "Pieteikties var visu pirmo un visu pēdējo dienu (pēc Latvijas laika)",
            WindowHours::Stated => "Pirmajā un pēdējā dienā pieteikties var norādītajās stundās (pēc Latvijas laika)",
        },
        ReadingId::R4 => match readings.usable_until {
            UsableUntil::TrainingEnds => "„Izmantojams līdz“ nozīmē: līdz šai dienai mācībām jābeidzas",
            UsableUntil::TrainingStarts => "„Izmantojams līdz“ nozīmē: līdz šai dienai mācībām jāsākas",
            UsableUntil::TrainingPaid => "„Izmantojams līdz“ nozīmē: līdz šai dienai par mācībām jāsamaksā",
        },
        ReadingId::R5 => match readings.grant_amount {
            GrantAmount::Ceiling => {
                return format!(
                    "Finansējums sedz ne vairāk kā {}; ja mācības maksā vairāk, starpību maksā tu",
                    money(Language::Lv, call.grant)
                );
            }
            GrantAmount::Fixed => {
                return format!(
                    "Finansējums ir tieši {} neatkarīgi no tā, cik maksā mācības",
                    money(Language::Lv, call.grant)
                );
            }
        },
        ReadingId::R6 => match readings.exclusion_scope {
            ExclusionScope::ThisProject => {
                "„Turpina vai ir pārtraukušas mācības“ attiecas tikai uz mācībām šajā projektā"
            }
            ExclusionScope::AnyPublicTraining => {
                "„Turpina vai ir pārtraukušas mācības“ attiecas uz jebkurām mācībām par valsts vai pašvaldības naudu"
            }
        },
        ReadingId::R7 => match readings.live_applications {
            LiveApplications::One => "Katrs cilvēks šoreiz var iesniegt vienu pieteikumu",
            LiveApplications::SeveralOneGranted => {
                "Vari iesniegt vairākus pieteikumus, bet finansējumu piešķir vienam no tiem"
            }
        },
        ReadingId::R8 => match readings.seat_order {
            SeatOrder::FirstCome => "Vietas piešķir pieteikumu saņemšanas secībā",
            SeatOrder::Draw => "Vietas izlozē pēc pieteikšanās beigām; agrāks pieteikums nedod priekšrocību",
        },
        ReadingId::R9 => match readings.leap_birthday {
            LeapBirthday::FirstOfMarch => {
                "Ja tava dzimšanas diena ir 29.\u{a0}februāris, gados, kad tāda datuma nav, tā ir 1.\u{a0}marts"
            }
            LeapBirthday::LastOfFebruary => {
                "Ja tava dzimšanas diena ir 29.\u{a0}februāris, gados, kad tāda datuma nav, tā ir 28.\u{a0}februāris"
            }
        },
        ReadingId::R10 => match readings.choice_deadline {
            ChoiceDeadline::None => "Paziņojumā nav teikts, cik ilgi pēc piešķiršanas drīkst izvēlēties programmu",
            ChoiceDeadline::Days(days) => {
                return format!(
                    "Pēc piešķiršanas programma jāizvēlas {days}\u{a0}dienu laikā, citādi finansējumu zaudē"
                );
            }
        },
        ReadingId::R11 => match readings.hour_kind {
            HourKind::Academic => "Stunda ir akadēmiskā stunda",
            HourKind::Clock => "Stunda ir 60\u{a0}minūtes",
        },
    };
    text.to_owned()
}

fn reading_en(id: ReadingId, call: &Call) -> String {
    let readings = &call.readings;
    let text = match id {
        ReadingId::R1 => match readings.age_day {
            AgeDay::Applying => "We count your age on the day you apply",
            AgeDay::Grant => "We count your age on the day the funding is granted",
        },
        ReadingId::R2 => match readings.completed_learners {
            CompletedLearners::Admitted => "If you have completed training in this project, you can apply again",
            CompletedLearners::Excluded => {
                "If you have completed training in this project, you will not get funding again"
            }
        },
        ReadingId::R3 => match readings.window_hours {
            WindowHours::WholeDays => "You can apply all day on the first and last days (Latvian time)",
            WindowHours::Stated => "On the first and last days you can apply at the stated hours (Latvian time)",
        },
        ReadingId::R4 => match readings.usable_until {
            UsableUntil::TrainingEnds => "“Can be used until” means that the training must end by that day",
            UsableUntil::TrainingStarts => "“Can be used until” means that the training must start by that day",
            UsableUntil::TrainingPaid => "“Can be used until” means that the training must be paid for by that day",
        },
        ReadingId::R5 => match readings.grant_amount {
            GrantAmount::Ceiling => {
                return format!(
                    "The funding covers up to {}; if the training costs more, you pay the rest",
                    money(Language::En, call.grant)
                );
            }
            GrantAmount::Fixed => {
                return format!(
                    "The funding is exactly {}, whatever the training costs",
                    money(Language::En, call.grant)
                );
            }
        },
        ReadingId::R6 => match readings.exclusion_scope {
            ExclusionScope::ThisProject => {
                "“Continuing or have interrupted training” refers to training in this project only"
            }
            ExclusionScope::AnyPublicTraining => {
                "“Continuing or have interrupted training” refers to any publicly funded training"
            }
        },
        ReadingId::R7 => match readings.live_applications {
            LiveApplications::One => "Each person can make one application this time",
            LiveApplications::SeveralOneGranted => {
                "You can make several applications, but only one of them gets funding"
            }
        },
        ReadingId::R8 => match readings.seat_order {
            SeatOrder::FirstCome => "Places are given in the order in which applications arrive",
            SeatOrder::Draw => "Places are drawn after applications close; applying early gives no advantage",
        },
        ReadingId::R9 => match readings.leap_birthday {
            LeapBirthday::FirstOfMarch => {
                "If you were born on 29\u{a0}February, your birthday counts as 1\u{a0}March in other years"
            }
            LeapBirthday::LastOfFebruary => {
                "If you were born on 29\u{a0}February, your birthday counts as 28\u{a0}February in other years"
            }
        },
        ReadingId::R10 => match readings.choice_deadline {
            ChoiceDeadline::None => {
                "The announcement does not say how long you have to choose a programme after funding is granted"
            }
            ChoiceDeadline::Days(days) => {
                return format!(
                    "You must choose a programme within {days}\u{a0}days of the grant, or you lose the funding"
                );
            }
        },
        ReadingId::R11 => match readings.hour_kind {
            HourKind::Academic => "An hour is an academic hour",
            HourKind::Clock => "An hour is 60\u{a0}minutes",
        },
    };
    text.to_owned()
}
