//! Sentences of the findings: outcome, clause, remedy.

use chrono::NaiveDate;
use rules::call::Call;
use rules::clause::ClauseId;
use rules::eligibility::{Outcome, Remedy};
use rules::facts::FactId;
use rules::language::{Language, Localised};
use rules::rule::RuleId;
use ui::text::format::{Case, date};
use ui::text::window;

/// Heading of a finding. `age` is the minimum age.
pub fn heading(language: Language, rule: RuleId, outcome: Outcome, age: u8) -> String {
    match language {
        Language::Lv => heading_lv(rule, outcome, age),
        Language::En => heading_en(rule, outcome, age),
    }
}

fn heading_lv(rule: RuleId, outcome: Outcome, age: u8) -> String {
    let text = match (rule, outcome) {
        (RuleId::Age, Outcome::Met) => return format!("Tev jau ir {age}\u{a0}gadi"),
        (RuleId::Age, Outcome::NotMet) => return format!("Tev vēl nav {age}\u{a0}gadu"),
        (RuleId::Age, Outcome::Open) => "Vēl nav zināms, cik tev ir gadu",
        (RuleId::Window, Outcome::Met) => "Pieteikšanās ir atvērta",
        (RuleId::Window, Outcome::NotMet | Outcome::Open) => "Pieteikšanās nav atvērta",
        (RuleId::EarlierGrantWithoutChoice, Outcome::Met) => "Tev nav agrāka finansējuma bez izvēlētas programmas",
        (RuleId::EarlierGrantWithoutChoice, Outcome::NotMet) => {
            "Tev jau bija piešķirts finansējums, bet programmu neizvēlējies"
        }
        (RuleId::EarlierGrantWithoutChoice, Outcome::Open) => "Vēl nav zināms, vai tev jau bija piešķirts finansējums",
        (RuleId::StillLearning, Outcome::Met) => "Tu šajā projektā pašlaik nemācies",
        (RuleId::StillLearning, Outcome::NotMet) => "Tu pašlaik mācies šajā projektā",
        (RuleId::StillLearning, Outcome::Open) => "Vēl nav zināms, vai pašlaik mācies šajā projektā",
        (RuleId::InterruptedLearning, Outcome::Met) => "Tev šajā projektā nav pārtrauktu mācību",
        (RuleId::InterruptedLearning, Outcome::NotMet) => "Tev šajā projektā ir pārtrauktas mācības",
        (RuleId::InterruptedLearning, Outcome::Open) => "Vēl nav zināms, vai tev šajā projektā ir pārtrauktas mācības",
        (RuleId::CompletedLearning, Outcome::Met) => "Tev šajā projektā nav pabeigtu mācību",
        (RuleId::CompletedLearning, Outcome::NotMet) => "Tev šajā projektā jau ir pabeigtas mācības",
        (RuleId::CompletedLearning, Outcome::Open) => "Vēl nav zināms, vai tev šajā projektā ir pabeigtas mācības",
    };
    text.to_owned()
}

fn heading_en(rule: RuleId, outcome: Outcome, age: u8) -> String {
    let text = match (rule, outcome) {
        (RuleId::Age, Outcome::Met) => return format!("You are {age} or older"),
        (RuleId::Age, Outcome::NotMet) => return format!("You are under {age}"),
        (RuleId::Age, Outcome::Open) => "Your age is not known yet",
        (RuleId::Window, Outcome::Met) => "Applications are open",
        (RuleId::Window, Outcome::NotMet | Outcome::Open) => "Applications are not open",
        (RuleId::EarlierGrantWithoutChoice, Outcome::Met) => {
            "You have no earlier funding left without a chosen programme"
        }
        (RuleId::EarlierGrantWithoutChoice, Outcome::NotMet) => {
            "You were granted funding before but did not choose a programme"
        }
        (RuleId::EarlierGrantWithoutChoice, Outcome::Open) => "It is not known yet if you were granted funding before",
        (RuleId::StillLearning, Outcome::Met) => "You are not currently on a course in this project",
        (RuleId::StillLearning, Outcome::NotMet) => "You are currently on a course in this project",
        (RuleId::StillLearning, Outcome::Open) => "It is not known yet if you are on a course in this project",
        (RuleId::InterruptedLearning, Outcome::Met) => "You have not left a course in this project",
        (RuleId::InterruptedLearning, Outcome::NotMet) => "You have left a course in this project before finishing it",
        (RuleId::InterruptedLearning, Outcome::Open) => "It is not known yet if you have left a course in this project",
        (RuleId::CompletedLearning, Outcome::Met) => "You have not completed a course in this project",
        (RuleId::CompletedLearning, Outcome::NotMet) => "You have already completed a course in this project",
        (RuleId::CompletedLearning, Outcome::Open) => {
            "It is not known yet if you have completed a course in this project"
        }
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
            "{age}\u{a0}gadi tev apritēs {}. Pieteikties varēsi tikai šajā dienā, jo tā ir pēdējā.",
            date(lv, *from, Case::Locative)
        ),
        // Before the window opens, its first day counts; later, the birthday.
        Remedy::ApplyBetween { from, last_day } if *from > opens_on => format!(
            "{age}\u{a0}gadi tev apritēs {}. Pieteikties varēsi no šīs dienas {}.",
            date(lv, *from, Case::Locative),
            window::until(lv, *last_day)
        ),
        Remedy::ApplyBetween { from, last_day } => format!(
            "Pieteikties varēsi no {} {}. Tad tev jau būs {age}\u{a0}gadi.",
            date(lv, *from, Case::Genitive),
            window::until(lv, *last_day)
        ),
        Remedy::TooLate { adult_on } => format!(
            "{age}\u{a0}gadi tev apritēs {}, tāpēc šoreiz pieteikties vēl nevari. Vai pēc tam būs jauna pieteikšanās, \
             nav zināms.",
            date(lv, *adult_on, Case::Locative)
        ),
        Remedy::WaitForOpening { opens_at } => window::begins(lv, opens_at.to_utc()),
        Remedy::WindowOver { closed_at } => {
            format!("{} Vai būs jauna pieteikšanās, nav zināms.", window::ended(lv, closed_at.to_utc()))
        }
        Remedy::CompleteTraining { last_day } => {
            format!("Ja mācības pabeigsi {}, tās vairs nebūs šķērslis.", window::by(lv, *last_day))
        }
        Remedy::Answer { fact } => answer_lv(*fact).to_owned(),
        Remedy::NothingYouCanChange => "To tu mainīt nevari.".to_owned(),
    })
}

fn remedy_en(remedy: &Remedy, age: u8, opens_on: NaiveDate) -> Option<String> {
    let en = Language::En;
    Some(match remedy {
        Remedy::None => return None,
        Remedy::ApplyBetween { from, last_day } if from == last_day => format!(
            "You turn {age} on {}. You can apply only on that day because it is the last one.",
            date(en, *from, Case::Locative)
        ),
        Remedy::ApplyBetween { from, last_day } if *from > opens_on => format!(
            "You turn {age} on {}. You can apply from that day {}.",
            date(en, *from, Case::Locative),
            window::until(en, *last_day)
        ),
        Remedy::ApplyBetween { from, last_day } => format!(
            "You can apply from {} {}. You will be {age} by then.",
            date(en, *from, Case::Genitive),
            window::until(en, *last_day)
        ),
        Remedy::TooLate { adult_on } => format!(
            "You turn {age} on {}, so you cannot apply this time. We do not know if there will be another round of \
             applications after that.",
            date(en, *adult_on, Case::Locative)
        ),
        Remedy::WaitForOpening { opens_at } => window::begins(en, opens_at.to_utc()),
        Remedy::WindowOver { closed_at } => format!(
            "{} We do not know if there will be another round of applications.",
            window::ended(en, closed_at.to_utc())
        ),
        Remedy::CompleteTraining { last_day } => {
            format!("If you complete the course {}, this condition will be met.", window::by(en, *last_day))
        }
        Remedy::Answer { fact } => answer_en(*fact).to_owned(),
        Remedy::NothingYouCanChange => "You cannot change this.".to_owned(),
    })
}

const fn answer_lv(fact: FactId) -> &'static str {
    match fact {
        FactId::BirthDate => "Ieraksti dzimšanas datumu, un pateiksim.",
        FactId::EarlierGrantWithoutChoice
        | FactId::StillLearning
        | FactId::StillLearningElsewhere
        | FactId::InterruptedLearning
        | FactId::InterruptedLearningElsewhere
        | FactId::CompletedLearning => "Atbildi uz jautājumu, un pateiksim.",
    }
}

const fn answer_en(fact: FactId) -> &'static str {
    match fact {
        FactId::BirthDate => "Enter your date of birth and we will tell you.",
        FactId::EarlierGrantWithoutChoice
        | FactId::StillLearning
        | FactId::StillLearningElsewhere
        | FactId::InterruptedLearning
        | FactId::InterruptedLearningElsewhere
        | FactId::CompletedLearning => "Answer the question and we will tell you.",
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

/// Quote of a sentence in the reader's language. In English it is a translation; then also the summary and the text of
/// the folded Latvian original.
pub fn quote(language: Language, sentence: &Localised) -> (String, Option<(&'static str, String)>) {
    let latvian = format!("„{}“", sentence.lv);
    match language {
        Language::Lv => (latvian, None),
        Language::En => (format!("“{}”", sentence.en), Some(("Latvian original", latvian))),
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
            "18 gadi tev apritēs 2025. gada 15. jūnijā. Pieteikties varēsi no šīs dienas līdz 20. jūnija beigām pēc \
             Latvijas laika."
        );
        assert_eq!(
            in_words(Language::Lv, &Remedy::ApplyBetween { from: day(20), last_day }),
            "18 gadi tev apritēs 2025. gada 20. jūnijā. Pieteikties varēsi tikai šajā dienā, jo tā ir pēdējā."
        );
        assert_eq!(
            in_words(Language::Lv, &Remedy::ApplyBetween { from: day(9), last_day }),
            "Pieteikties varēsi no 2025. gada 9. jūnija līdz 20. jūnija beigām pēc Latvijas laika. Tad tev jau būs \
             18 gadi."
        );
        assert_eq!(in_words(Language::Lv, &Remedy::None), "");
    }

    #[test]
    fn no_remedy_promises_a_later_call() {
        let child = Remedy::TooLate { adult_on: NaiveDate::from_ymd_opt(2033, 1, 1).unwrap() };
        let over = Remedy::WindowOver { closed_at: "2025-06-21T00:00:00+03:00".parse().unwrap() };
        for what in [child, over] {
            let (lv, en) = (in_words(Language::Lv, &what), in_words(Language::En, &what));
            assert!(lv.contains("nav zināms") && !lv.contains("varēsi"), "{lv}");
            assert!(en.contains("do not know if there will be another") && !en.contains("You can apply"), "{en}");
        }
    }

    #[test]
    fn person_in_training_learns_until_when_to_complete_it() {
        let learning = Remedy::CompleteTraining { last_day: NaiveDate::from_ymd_opt(2025, 6, 20).unwrap() };
        assert_eq!(
            in_words(Language::Lv, &learning),
            "Ja mācības pabeigsi līdz 20. jūnija beigām pēc Latvijas laika, tās vairs nebūs šķērslis."
        );
        assert_eq!(
            in_words(Language::En, &learning),
            "If you complete the course by the end of 20 June (Latvian time), this condition will be met."
        );
        assert_eq!(in_words(Language::Lv, &Remedy::NothingYouCanChange), "To tu mainīt nevari.");
    }

    #[test]
    fn quote_is_in_the_language_of_the_reader() {
        let sentence = Localised { lv: "Teikums.".into(), en: "A sentence.".into() };
        assert_eq!(quote(Language::Lv, &sentence), ("„Teikums.“".to_owned(), None));
        let original = ("Latvian original", "„Teikums.“".to_owned());
        assert_eq!(quote(Language::En, &sentence), ("“A sentence.”".to_owned(), Some(original)));
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
