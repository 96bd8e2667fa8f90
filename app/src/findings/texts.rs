//! Sentences of the findings: outcome, clause, remedy.

use chrono::NaiveDate;
use rules::call::Call;
use rules::clause::ClauseId;
use rules::eligibility::{Outcome, Remedy};
use rules::facts::FactId;
use rules::language::Language;
use rules::rule::RuleId;
use ui::text::format::{Case, date, day};

/// Heading of a finding. `age` is the minimum age.
pub fn heading(language: Language, rule: RuleId, outcome: Outcome, age: u8) -> String {
    match language {
        Language::Lv => heading_lv(rule, outcome, age),
        Language::En => heading_en(rule, outcome, age),
    }
}

fn heading_lv(rule: RuleId, outcome: Outcome, age: u8) -> String {
    let text = match (rule, outcome) {
        (RuleId::Age, Outcome::Met) => return format!("Tev jau ir {age} gadi"),
        (RuleId::Age, Outcome::NotMet) => return format!("Tev vēl nav {age} gadu"),
        (RuleId::Age, Outcome::Open) => "Nezinām, cik tev gadu",
        (RuleId::Window, Outcome::Met) => "Pieteikšanās ir atvērta",
        (RuleId::Window, Outcome::NotMet | Outcome::Open) => "Pieteikšanās nav atvērta",
        (RuleId::EarlierGrantWithoutChoice, Outcome::Met) => "Nav piešķirta finansējuma, par kuru neizdarīji izvēli",
        (RuleId::EarlierGrantWithoutChoice, Outcome::NotMet) => "Tev jau bija finansējums, par kuru neizdarīji izvēli",
        (RuleId::EarlierGrantWithoutChoice, Outcome::Open) => "Nezinām, vai tev jau ir bijis finansējums",
        (RuleId::StillLearning, Outcome::Met) => "Šajā projektā pašlaik nemācies",
        (RuleId::StillLearning, Outcome::NotMet) => "Tu pašlaik mācies",
        (RuleId::StillLearning, Outcome::Open) => "Nezinām, vai pašlaik mācies",
        (RuleId::InterruptedLearning, Outcome::Met) => "Šajā projektā nav pārtrauktu mācību",
        (RuleId::InterruptedLearning, Outcome::NotMet) => "Tev ir pārtrauktas mācības",
        (RuleId::InterruptedLearning, Outcome::Open) => "Nezinām, vai tev ir pārtrauktas mācības",
        (RuleId::CompletedLearning, Outcome::Met) => "Šajā projektā nav pabeigtu mācību",
        (RuleId::CompletedLearning, Outcome::NotMet) => "Tev jau ir pabeigtas mācības šajā projektā",
        (RuleId::CompletedLearning, Outcome::Open) => "Nezinām, vai tev ir pabeigtas mācības",
    };
    text.to_owned()
}

fn heading_en(rule: RuleId, outcome: Outcome, age: u8) -> String {
    let text = match (rule, outcome) {
        (RuleId::Age, Outcome::Met) => return format!("You are {age} or older"),
        (RuleId::Age, Outcome::NotMet) => return format!("You are under {age}"),
        (RuleId::Age, Outcome::Open) => "We do not know your age",
        (RuleId::Window, Outcome::Met) => "Applications are open",
        (RuleId::Window, Outcome::NotMet | Outcome::Open) => "Applications are not open",
        (RuleId::EarlierGrantWithoutChoice, Outcome::Met) => {
            "You have not been granted funding that you did not use to choose a programme"
        }
        (RuleId::EarlierGrantWithoutChoice, Outcome::NotMet) => {
            "You were granted funding before and did not choose \
                a programme"
        }
        (RuleId::EarlierGrantWithoutChoice, Outcome::Open) => "We do not know if you have been granted funding before",
        (RuleId::StillLearning, Outcome::Met) => "You are not in training in this project",
        (RuleId::StillLearning, Outcome::NotMet) => "You are currently in training",
        (RuleId::StillLearning, Outcome::Open) => "We do not know if you are currently in training",
        (RuleId::InterruptedLearning, Outcome::Met) => "You have not interrupted training in this project",
        (RuleId::InterruptedLearning, Outcome::NotMet) => "You have interrupted training",
        (RuleId::InterruptedLearning, Outcome::Open) => "We do not know if you have interrupted training",
        (RuleId::CompletedLearning, Outcome::Met) => "You have not completed training in this project",
        (RuleId::CompletedLearning, Outcome::NotMet) => "You have already completed training in this project",
        (RuleId::CompletedLearning, Outcome::Open) => "We do not know if you have completed training",
    };
    text.to_owned()
}

/// Remedy for a finding; `None` if the condition is met.
pub fn remedy(language: Language, remedy: &Remedy, call: &Call) -> Option<String> {
    let (age, opens_on) = (call.minimum_age, call.window.first_day());
    match language {
        Language::Lv => remedy_lv(remedy, age, opens_on),
        Language::En => remedy_en(remedy, age, opens_on),
    }
}

fn remedy_lv(remedy: &Remedy, age: u8, opens_on: NaiveDate) -> Option<String> {
    let lv = Language::Lv;
    Some(match remedy {
        Remedy::None => return None,
        Remedy::ApplyBetween { from, last_day } if from == last_day => format!(
            "{age} gadi tev apritēs {}. Pieteikties varēsi tieši šajā dienā: tā ir pēdējā.",
            date(lv, *from, Case::Locative)
        ),
        // Before the window opens, its first day counts; later, the birthday.
        Remedy::ApplyBetween { from, last_day } if *from > opens_on => format!(
            "{age} gadi tev apritēs {}. No šīs dienas līdz {} varēsi pieteikties.",
            date(lv, *from, Case::Locative),
            day(lv, *last_day, Case::Dative)
        ),
        Remedy::ApplyBetween { from, last_day } => format!(
            "Pieteikties varēsi no {} līdz {}: tad tev jau būs {age} gadi.",
            date(lv, *from, Case::Genitive),
            day(lv, *last_day, Case::Dative)
        ),
        Remedy::TooLate { adult_on } => format!(
            "{age} gadi tev apritēs {}: šim uzsaukumam par vēlu. Nākamajā uzsaukumā varēsi pieteikties.",
            date(lv, *adult_on, Case::Locative)
        ),
        Remedy::WaitForOpening { opens_at } => {
            format!("Pieteikšanās sāksies {}.", date(lv, opens_at.date_naive(), Case::Locative))
        }
        Remedy::WindowOver { closed_at } => {
            format!("Pēdējā diena bija {}. Seko jaunumiem: var būt nākamais uzsaukums.", last_day(lv, *closed_at))
        }
        Remedy::Answer { fact } => answer_lv(*fact).to_owned(),
        Remedy::NothingYouCanChange => "Šo tu mainīt nevari.".to_owned(),
    })
}

fn remedy_en(remedy: &Remedy, age: u8, opens_on: NaiveDate) -> Option<String> {
    let en = Language::En;
    Some(match remedy {
        Remedy::None => return None,
        Remedy::ApplyBetween { from, last_day } if from == last_day => format!(
            "You turn {age} on {}. You can apply only on that day, because it is the last one.",
            date(en, *from, Case::Locative)
        ),
        Remedy::ApplyBetween { from, last_day } if *from > opens_on => format!(
            "You turn {age} on {}. You can apply from that day to {}.",
            date(en, *from, Case::Locative),
            day(en, *last_day, Case::Dative)
        ),
        Remedy::ApplyBetween { from, last_day } => format!(
            "You can apply from {} to {}, because you will be {age} by then.",
            date(en, *from, Case::Genitive),
            day(en, *last_day, Case::Dative)
        ),
        Remedy::TooLate { adult_on } => format!(
            "You turn {age} on {}, which is too late for this call. You can apply in the next call.",
            date(en, *adult_on, Case::Locative)
        ),
        Remedy::WaitForOpening { opens_at } => {
            format!("Applications open on {}.", date(en, opens_at.date_naive(), Case::Locative))
        }
        Remedy::WindowOver { closed_at } => {
            format!("The last day was {}. There may be another call later.", last_day(en, *closed_at))
        }
        Remedy::Answer { fact } => answer_en(*fact).to_owned(),
        Remedy::NothingYouCanChange => "You cannot change this.".to_owned(),
    })
}

/// Last day before the closing instant.
fn last_day(language: Language, closed_at: chrono::DateTime<chrono::FixedOffset>) -> String {
    date(language, (closed_at - chrono::TimeDelta::nanoseconds(1)).date_naive(), Case::Nominative)
}

const fn answer_lv(fact: FactId) -> &'static str {
    match fact {
        FactId::BirthDate => "Ieraksti dzimšanas datumu, un to uzzināsim.",
        FactId::EarlierGrantWithoutChoice
        | FactId::StillLearning
        | FactId::StillLearningElsewhere
        | FactId::InterruptedLearning
        | FactId::InterruptedLearningElsewhere
        | FactId::CompletedLearning => "Atbildi uz jautājumu, un to uzzināsim.",
    }
}

const fn answer_en(fact: FactId) -> &'static str {
    match fact {
        FactId::BirthDate => "Enter your date of birth.",
        FactId::EarlierGrantWithoutChoice
        | FactId::StillLearning
        | FactId::StillLearningElsewhere
        | FactId::InterruptedLearning
        | FactId::InterruptedLearningElsewhere
        | FactId::CompletedLearning => "Answer the question and we shall know.",
    }
}

/// A clause by its number, at the start of a line.
pub fn clause(language: Language, clause: ClauseId) -> String {
    let number = clause.number();
    match (language, clause.letter()) {
        (Language::Lv, None) => format!("Paziņojuma {number}.\u{a0}teikums"),
        (Language::Lv, Some(letter)) => format!("Paziņojuma {number}.\u{a0}teikuma {letter})\u{a0}punkts"),
        (Language::En, None) => format!("Sentence\u{a0}{number} of the announcement"),
        (Language::En, Some(letter)) => format!("Sentence\u{a0}{number}, point\u{a0}{letter}, of the announcement"),
    }
}

/// Source of a finding that rests on the person's own answer.
pub const fn your_answer(language: Language) -> &'static str {
    match language {
        Language::Lv => "Tava atbilde",
        Language::En => "Your answer",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call_pack;

    fn in_words(language: Language, what: &Remedy) -> String {
        remedy(language, what, call_pack::current()).unwrap_or_default().replace('\u{a0}', " ")
    }

    #[test]
    fn remedy_names_the_days_to_apply() {
        let day = |day| NaiveDate::from_ymd_opt(2025, 6, day).unwrap();
        let last_day = day(20);
        assert_eq!(
            in_words(Language::Lv, &Remedy::ApplyBetween { from: day(15), last_day }),
            "18 gadi tev apritēs 2025. gada 15. jūnijā. No šīs dienas līdz 20. jūnijam varēsi pieteikties."
        );
        assert_eq!(
            in_words(Language::Lv, &Remedy::ApplyBetween { from: day(20), last_day }),
            "18 gadi tev apritēs 2025. gada 20. jūnijā. Pieteikties varēsi tieši šajā dienā: tā ir pēdējā."
        );
        assert_eq!(
            in_words(Language::Lv, &Remedy::ApplyBetween { from: day(9), last_day }),
            "Pieteikties varēsi no 2025. gada 9. jūnija līdz 20. jūnijam: tad tev jau būs 18 gadi."
        );
        assert_eq!(in_words(Language::Lv, &Remedy::None), "");
    }

    #[test]
    fn closing_at_midnight_makes_the_previous_day_the_last() {
        let words =
            in_words(Language::En, &Remedy::WindowOver { closed_at: "2025-06-21T00:00:00+03:00".parse().unwrap() });
        assert!(words.starts_with("The last day was 20 June 2025."), "{words}");
    }

    #[test]
    fn clauses_have_number_and_point() {
        assert_eq!(clause(Language::Lv, "N8".parse().unwrap()), "Paziņojuma 8.\u{a0}teikums");
        assert_eq!(clause(Language::Lv, "N6a".parse().unwrap()), "Paziņojuma 6.\u{a0}teikuma a)\u{a0}punkts");
        assert_eq!(clause(Language::En, "N6a".parse().unwrap()), "Sentence\u{a0}6, point\u{a0}a, of the announcement");
    }
}
