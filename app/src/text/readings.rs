//! Readings (interpretācijas) as text: points that the announcement leaves open.

use rules::language::Language;
use rules::reading::{
    AgeDay, ChoiceDeadline, CompletedLearners, ExclusionScope, GrantAmount, HourKind, LeapBirthday, LiveApplications,
    ReadingId, Readings, SeatOrder, UsableUntil, WindowHours,
};

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

/// A reading beside a finding: one sentence that says it is an interpretation.
pub fn reading(language: Language, id: ReadingId, readings: &Readings) -> String {
    match language {
        Language::Lv => format!("{}: tā ir mūsu interpretācija.", reading_lv(id, readings)),
        Language::En => format!("{}: this is our interpretation.", reading_en(id, readings)),
    }
}

/// A reading on a page that already calls them interpretations.
pub fn statement(language: Language, id: ReadingId, readings: &Readings) -> String {
    match language {
        Language::Lv => format!("{}.", reading_lv(id, readings)),
        Language::En => format!("{}.", reading_en(id, readings)),
    }
}

fn reading_lv(id: ReadingId, readings: &Readings) -> String {
    let text = match id {
        ReadingId::R1 => match readings.age_day {
            AgeDay::Applying => "Vecumu nosakām pieteikšanās dienā",
            AgeDay::Grant => "Vecumu nosakām dienā, kad finansējumu piešķir",
        },
        ReadingId::R2 => match readings.completed_learners {
            CompletedLearners::Admitted => "Kas šajā projektā mācības ir pabeidzis, drīkst pieteikties vēlreiz",
            CompletedLearners::Excluded => "Kas šajā projektā mācības ir pabeidzis, finansējumu vairs nesaņem",
        },
        ReadingId::R3 => match readings.window_hours {
            WindowHours::WholeDays => "Pirmā un pēdējā diena skaitās pilnas, pēc Rīgas laika",
            WindowHours::Stated => "Pirmajā un pēdējā dienā skaitās uzsaukumā nosauktās stundas, pēc Rīgas laika",
        },
        ReadingId::R4 => match readings.usable_until {
            UsableUntil::TrainingEnds => "„Izmantojams līdz“ nozīmē, ka līdz šai dienai mācībām jābeidzas",
            UsableUntil::TrainingStarts => "„Izmantojams līdz“ nozīmē, ka līdz šai dienai mācībām jāsākas",
            UsableUntil::TrainingPaid => "„Izmantojams līdz“ nozīmē, ka līdz šai dienai par mācībām jāsamaksā",
        },
        ReadingId::R5 => match readings.grant_amount {
            GrantAmount::Ceiling => "Finansējums sedz maksu līdz šai summai, un pārējo maksā pats izglītojamais",
            GrantAmount::Fixed => "Finansējums ir tieši šī summa, lai cik mācības maksātu",
        },
        ReadingId::R6 => match readings.exclusion_scope {
            ExclusionScope::ThisProject => {
                "„Turpina vai ir pārtraukušas mācības“ attiecas tikai uz mācībām šajā projektā"
            }
            ExclusionScope::AnyPublicTraining => {
                "„Turpina vai ir pārtraukušas mācības“ attiecas uz jebkurām mācībām par publiskiem līdzekļiem"
            }
        },
        ReadingId::R7 => match readings.live_applications {
            LiveApplications::One => "Vienam cilvēkam vienā uzsaukumā var būt viens pieteikums",
            LiveApplications::SeveralOneGranted => "Pieteikumi var būt vairāki, bet finansējumu piešķir vienam",
        },
        ReadingId::R8 => match readings.seat_order {
            SeatOrder::FirstCome => "Vietas piešķir pieteikumu saņemšanas secībā",
            SeatOrder::Draw => "Vietas izlozē pēc pieteikšanās beigām; pieteikties pirmajam nedod priekšrocību",
        },
        ReadingId::R9 => match readings.leap_birthday {
            LeapBirthday::FirstOfMarch => "Kas dzimis 29. februārī, tam gads aprit 1. martā, ja 29. februāra nav",
            LeapBirthday::LastOfFebruary => "Kas dzimis 29. februārī, tam gads aprit 28. februārī, ja 29. februāra nav",
        },
        ReadingId::R10 => match readings.choice_deadline {
            ChoiceDeadline::None => "Termiņš, kurā izvēlēties programmu pēc piešķiršanas, nav zināms, tāpēc to nerādām",
            ChoiceDeadline::Days(days) => {
                return format!("Pēc piešķiršanas programma jāizvēlas {days} dienu laikā, citādi finansējums zūd");
            }
        },
        ReadingId::R11 => match readings.hour_kind {
            HourKind::Academic => "Stunda ir akadēmiskā stunda",
            HourKind::Clock => "Stunda ir 60 minūtes",
        },
    };
    text.to_owned()
}

fn reading_en(id: ReadingId, readings: &Readings) -> String {
    let text = match id {
        ReadingId::R1 => match readings.age_day {
            AgeDay::Applying => "We count your age on the day you apply",
            AgeDay::Grant => "We count your age on the day the funding is granted",
        },
        ReadingId::R2 => match readings.completed_learners {
            CompletedLearners::Admitted => "A person who has completed training in this project may apply again",
            CompletedLearners::Excluded => {
                "A person who has completed training in this project does not receive \
                                            funding again"
            }
        },
        ReadingId::R3 => match readings.window_hours {
            WindowHours::WholeDays => "The first and last days are included in full, Riga time",
            WindowHours::Stated => "On the first and last days, the hours stated in the call apply, Riga time",
        },
        ReadingId::R4 => match readings.usable_until {
            UsableUntil::TrainingEnds => "“Can be used until” means that training ends by that day",
            UsableUntil::TrainingStarts => "“Can be used until” means that training starts by that day",
            UsableUntil::TrainingPaid => "“Can be used until” means that training is paid for by that day",
        },
        ReadingId::R5 => match readings.grant_amount {
            GrantAmount::Ceiling => "The funding covers the price up to this amount, and the learner pays the rest",
            GrantAmount::Fixed => "The funding is exactly this amount, whatever the training costs",
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
            LiveApplications::One => "One person may have one application in one call",
            LiveApplications::SeveralOneGranted => "There may be several applications, and one of them is granted",
        },
        ReadingId::R8 => match readings.seat_order {
            SeatOrder::FirstCome => "Places are given in the order in which applications arrive",
            SeatOrder::Draw => "Places are drawn after the applications close; being first gives no advantage",
        },
        ReadingId::R9 => match readings.leap_birthday {
            LeapBirthday::FirstOfMarch => {
                "Who was born on 29 February is a year older on 1 March where there is no 29 February"
            }
            LeapBirthday::LastOfFebruary => {
                "Who was born on 29 February is a year older on 28 February where there is no 29 February"
            }
        },
        ReadingId::R10 => match readings.choice_deadline {
            ChoiceDeadline::None => {
                "How long one has to choose a programme after the grant is not known, so we show no deadline"
            }
            ChoiceDeadline::Days(days) => {
                return format!("After the grant a programme must be chosen within {days} days, or the funding lapses");
            }
        },
        ReadingId::R11 => match readings.hour_kind {
            HourKind::Academic => "An hour is an academic hour",
            HourKind::Clock => "An hour has 60 minutes",
        },
    };
    text.to_owned()
}
