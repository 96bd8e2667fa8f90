//! Sentences of the questionnaire and its verdict.

use rules::facts::FactId;
use rules::language::Language;
use ui::text::plural::{Forms, count_en};

use crate::eligibility::headline::{Change, Headline};

/// Sentences of one language.
pub struct EligibilityTexts {
    /// A question, as a heading.
    pub question: fn(FactId) -> &'static str,
    /// Hint of a question.
    pub hint: fn(FactId) -> &'static str,
    /// "2. jautājums no 4".
    pub progress: fn(usize, usize) -> String,
    /// Introduces the clause that requires the question.
    pub why: &'static str,
    /// Button.
    pub go_on: &'static str,
    /// Button that leaves a question open.
    pub skip: &'static str,
    /// The answers stay in the browser.
    pub private: &'static str,
    /// The verdict's heading.
    pub verdict: fn(Headline) -> &'static str,
    /// Heading of a hypothetical verdict.
    pub supposed_verdict: fn(Headline) -> &'static str,
    /// Number of conditions that are not met and open: the main line of the box. Takes the headline, because conditions
    /// that can still be met are not met yet.
    pub counts: fn(Headline, u32, u32) -> String,
    /// Number of further conditions that are met.
    pub others_met: fn(u32) -> String,
    /// How unmet conditions change.
    pub change: fn(&Change) -> Option<String>,
    /// Section of a refusal: what helps.
    pub what_helps: &'static str,
    /// An answer may be wrong: sentence, and link to the questions.
    pub wrong_answer: (&'static str, &'static str),
    /// The person may disagree: sentence, and button to the contact data of the agency.
    pub ask_agency: (&'static str, &'static str),
    /// While applications are accepted, an application may be submitted all the same: sentence, and link to the
    /// catalogue.
    pub may_still_send: (&'static str, &'static str),
    /// Section.
    pub conditions: &'static str,
    /// Legal effect of this verdict: none.
    pub preliminary: &'static str,
    /// Clock that was used.
    pub device_clock: &'static str,
    /// Link back to the questions.
    pub change_answers: &'static str,
    /// Link to an open question.
    pub answer: &'static str,
    /// Link: a calendar file.
    pub reminder: &'static str,
    /// Name of the calendar file.
    pub reminder_file: &'static str,
    /// Calendar entry: summary and description; the description takes the last day.
    pub reminder_entry: (&'static str, fn(&str) -> String),
    /// Main button after a verdict that permits an application.
    pub choose_programme: &'static str,
    /// Button after any other verdict.
    pub see_programmes: &'static str,
    /// Button that clears the answers.
    pub start_again: &'static str,
    /// The part with hypothetical answers.
    pub what_if: WhatIfTexts,
}

/// Sentences of the hypothetical answers.
pub struct WhatIfTexts {
    /// Summary that unfolds it.
    pub heading: &'static str,
    /// Purpose and effect.
    pub intro: &'static str,
    /// Label of the select for the day.
    pub day: &'static str,
    /// Suffix of today's option.
    pub today: &'static str,
    /// Label of an answer.
    pub answer: fn(FactId) -> &'static str,
    /// Option for an open answer.
    pub unknown: &'static str,
    /// Above the hypothetical verdict, if nothing was changed.
    pub unchanged: &'static str,
    /// Above the hypothetical verdict; takes the day in the locative.
    pub supposing: fn(&str) -> String,
    /// Button that restores the real answers.
    pub reset: &'static str,
}

/// Sentences in `language`.
pub const fn of(language: Language) -> &'static EligibilityTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: EligibilityTexts = EligibilityTexts {
    question: |fact| match fact {
        FactId::BirthDate => "Kāds ir tavs dzimšanas datums?",
        FactId::EarlierGrantWithoutChoice => {
            "Vai šajā projektā tev jau agrāk piešķīra finansējumu, bet programmu tu neizvēlējies?"
        }
        FactId::StillLearning => "Vai šajā projektā tu pašlaik mācies?",
        FactId::StillLearningElsewhere => "Vai pašlaik mācies citur par valsts vai pašvaldības naudu?",
        FactId::InterruptedLearning => "Vai šajā projektā tu kādreiz sāki mācības, bet tās nepabeidzi?",
        FactId::InterruptedLearningElsewhere => {
            "Vai tu kādreiz nepabeidzi citas mācības par valsts vai pašvaldības naudu?"
        }
        FactId::CompletedLearning => "Vai šajā projektā tev jau ir pabeigtas mācības?",
    },
    hint: |fact| match fact {
        FactId::BirthDate => "Piemēram, 14 03 1988",
        FactId::EarlierGrantWithoutChoice => {
            "Jautājums ir par projektu „Digitālās prasmes lietpratējiem“. Ja finansējumu saņēmi un programmu \
             izvēlējies, atbildi „Nē“."
        }
        FactId::StillLearning => {
            "Jautājums ir par projektu „Digitālās prasmes lietpratējiem“. Mācības skolā, augstskolā vai citos kursos \
             te neskaitām."
        }
        FactId::StillLearningElsewhere => "Piemēram, kursos, par kuriem maksā valsts vai pašvaldība.",
        FactId::InterruptedLearning => "Ja mācības pabeidzi vai vēl mācies, atbildi „Nē“.",
        FactId::InterruptedLearningElsewhere => "Piemēram, kursi, par kuriem maksāja valsts vai pašvaldība.",
        FactId::CompletedLearning => "Pabeigtas ir tādas, par kurām saņēmi apliecību.",
    },
    progress: |number, of| format!("{number}. jautājums no {of}"),
    why: "Kāpēc to jautājam",
    go_on: "Turpināt",
    skip: "Atbildēt vēlāk",
    private: "Kamēr neesi kontā, atbildes paliek tavā ierīcē; mēs tās nesaņemam.",
    verdict: |headline| match headline {
        Headline::CanApply => "Tu vari pieteikties",
        Headline::NotYet => "Šobrīd vēl nevari pieteikties",
        Headline::NoMore => "Pieteikties vairs nevar",
        Headline::TooYoung => "Šoreiz tu vēl esi par jaunu",
        Headline::Excluded => "Pēc tavām atbildēm šoreiz finansējumu nevari saņemt",
        Headline::NeedsAnswer => "Vēl jāatbild uz jautājumiem",
    },
    supposed_verdict: |headline| match headline {
        Headline::CanApply => "Tu varētu pieteikties",
        Headline::NotYet => "Tu vēl nevarētu pieteikties",
        Headline::NoMore => "Tu vairs nevarētu pieteikties",
        Headline::TooYoung => "Šoreiz tu būtu par jaunu",
        Headline::Excluded => "Tu šoreiz nevarētu saņemt finansējumu",
        Headline::NeedsAnswer => "Vēl būtu jāatbild uz jautājumiem",
    },
    counts: |headline, not_met, open| match (not_met, open, headline) {
        (0, 0, _) => "Visi nosacījumi ir izpildīti".to_owned(),
        (0, 1, _) => "Viens nosacījums vēl nav zināms".to_owned(),
        (0, open, _) => format!("{} vēl nav zināmi", conditions_lv(open)),
        (1, _, Headline::NotYet) => "Viens nosacījums vēl nav izpildīts".to_owned(),
        (1, ..) => "Viens nosacījums nav izpildīts".to_owned(),
        (not_met, _, Headline::NotYet) => format!("{} vēl nav izpildīti", conditions_lv(not_met)),
        (not_met, ..) => format!("{} nav izpildīti", conditions_lv(not_met)),
    },
    others_met: |met| match met {
        0 => String::new(),
        1 => "Viens cits ir izpildīts.".to_owned(),
        met => format!("Pārējie {} ir izpildīti.", number_lv(met)),
    },
    change: |change| match change {
        Change::On(day) => Some(format!("Tas mainīsies {day}.")),
        Change::IfCompleted(deadline) => Some(format!("Tas mainīsies, ja mācības pabeigsi {deadline}.")),
        Change::Never => Some("Tas līdz pieteikšanās beigām nemainīsies.".to_owned()),
        Change::None => None,
    },
    what_helps: "Ko vari darīt",
    wrong_answer: ("Ja kāda atbilde nav pareiza, izlabo to.", "Pārskatīt atbildes"),
    ask_agency: ("Ja vērtējums nav skaidrs vai šķiet nepareizs, jautā VIAA.", "Jautāt VIAA"),
    may_still_send: (
        "Pieteikumu vari iesniegt tik un tā. VIAA tev sniegs pamatotu lēmumu.",
        "Izvēlēties programmu un pieteikties",
    ),
    conditions: "Nosacījumi",
    preliminary: "Tas ir tikai sākotnējs vērtējums. Lēmumu pieņem VIAA.",
    device_clock: "Datumu noteicām pēc šīs ierīces pulksteņa.",
    change_answers: "Mainīt atbildes",
    answer: "Atbildēt uz jautājumu",
    reminder: "Pievienot atgādinājumu kalendāram",
    reminder_file: "pieteiksanas-imk.ics",
    reminder_entry: ("Piesakies 500\u{a0}eiro digitālo prasmju apguvei", |last_day| {
        format!("Pieteikties vari no šīs dienas. Pēdējā diena ir {last_day}.")
    }),
    choose_programme: "Izvēlēties programmu",
    see_programmes: "Skatīt programmas",
    start_again: "Dzēst atbildes un sākt no sākuma",
    what_if: WhatIfTexts {
        heading: "Kas būtu, ja…",
        intro: "Maini dienu vai atbildi un uzreiz redzi, kas notiktu. Tavas īstās atbildes nemainās.",
        day: "Ja tu pieteiktos",
        today: "šodien",
        answer: |fact| match fact {
            FactId::BirthDate => "Ja tavs dzimšanas datums būtu",
            FactId::EarlierGrantWithoutChoice => {
                "Ja finansējums jau būtu bijis piešķirts, bet programma nebūtu izvēlēta"
            }
            FactId::StillLearning => "Ja tu šajā projektā pašlaik mācītos",
            FactId::StillLearningElsewhere => "Ja tu pašlaik mācītos citur par valsts vai pašvaldības naudu",
            FactId::InterruptedLearning => "Ja tev šajā projektā būtu pārtrauktas mācības",
            FactId::InterruptedLearningElsewhere => {
                "Ja tev būtu pārtrauktas citas mācības par valsts vai pašvaldības naudu"
            }
            FactId::CompletedLearning => "Ja tev šajā projektā būtu pabeigtas mācības",
        },
        unknown: "Nezinu",
        unchanged: "Ar tavām īstajām atbildēm:",
        supposing: |day| format!("Ja tu pieteiktos {day} ar šīm atbildēm:"),
        reset: "Atgriezties pie īstajām atbildēm",
    },
};

/// "Divi nosacījumi".
fn conditions_lv(count: u32) -> String {
    let noun = Forms { zero: "nosacījumu", one: "nosacījums", other: "nosacījumi" }.after(count);
    let number = number_lv(count);
    let mut letters = number.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{} {noun}", letters.as_str())
}

/// Small numbers as words, masculine nominative.
fn number_lv(count: u32) -> String {
    match count {
        2 => "divi".to_owned(),
        3 => "trīs".to_owned(),
        4 => "četri".to_owned(),
        5 => "pieci".to_owned(),
        6 => "seši".to_owned(),
        other => other.to_string(),
    }
}

static EN: EligibilityTexts = EligibilityTexts {
    question: |fact| match fact {
        FactId::BirthDate => "What is your date of birth?",
        FactId::EarlierGrantWithoutChoice => {
            "Were you granted funding in this project before, but did not choose a programme?"
        }
        FactId::StillLearning => "Are you currently on a course in this project?",
        FactId::StillLearningElsewhere => "Are you currently on another publicly funded course?",
        FactId::InterruptedLearning => "Have you left a course in this project before finishing it?",
        FactId::InterruptedLearningElsewhere => "Have you left another publicly funded course before finishing it?",
        FactId::CompletedLearning => "Have you already completed a course in this project?",
    },
    hint: |fact| match fact {
        FactId::BirthDate => "For example, 14 03 1988",
        FactId::EarlierGrantWithoutChoice => {
            "This question is about the project “Digital skills for experts”. If you received funding and chose a \
             programme, answer “No”."
        }
        FactId::StillLearning => {
            "This question is about the project “Digital skills for experts”. Do not count school, university or \
             other courses."
        }
        FactId::StillLearningElsewhere => "For example, a course paid for by the government or a municipality.",
        FactId::InterruptedLearning => "If you completed the course or are still on it, answer “No”.",
        FactId::InterruptedLearningElsewhere => "For example, a course paid for by the government or a municipality.",
        FactId::CompletedLearning => "You completed a course if you received a certificate.",
    },
    progress: |number, of| format!("Question {number} of {of}"),
    why: "Why we ask",
    go_on: "Continue",
    skip: "Answer later",
    private: "Until you sign in, your answers stay on this device. We do not receive them.",
    verdict: |headline| match headline {
        Headline::CanApply => "You can apply",
        Headline::NotYet => "You cannot apply yet",
        Headline::NoMore => "Applications have closed",
        Headline::TooYoung => "You are too young to apply this time",
        Headline::Excluded => "From your answers, you cannot get funding this time",
        Headline::NeedsAnswer => "You need to answer more questions",
    },
    supposed_verdict: |headline| match headline {
        Headline::CanApply => "You could apply",
        Headline::NotYet => "You could not apply yet",
        Headline::NoMore => "You could no longer apply",
        Headline::TooYoung => "You would be too young to apply this time",
        Headline::Excluded => "You could not get funding this time",
        Headline::NeedsAnswer => "You would need to answer more questions",
    },
    counts: |headline, not_met, open| match (not_met, open, headline) {
        (0, 0, _) => "All conditions are met".to_owned(),
        (0, open, _) => format!("{} not known yet", is_are(open)),
        (not_met, _, Headline::NotYet) => format!("{} not met yet", is_are(not_met)),
        (not_met, ..) => format!("{} not met", is_are(not_met)),
    },
    others_met: |met| match met {
        0 => String::new(),
        1 => "One other is met.".to_owned(),
        met => format!("The other {met}\u{a0}are met."),
    },
    change: |change| match change {
        Change::On(day) => Some(format!("This will change on {day}.")),
        Change::IfCompleted(deadline) => Some(format!("This will change if you complete the course {deadline}.")),
        Change::Never => Some("This will not change before applications close.".to_owned()),
        Change::None => None,
    },
    what_helps: "What you can do",
    wrong_answer: ("If one of your answers is wrong, correct it.", "Review my answers"),
    ask_agency: ("If this result is not clear or seems wrong, ask VIAA.", "Ask VIAA"),
    may_still_send: (
        "You can still send an application. VIAA will give you a decision with reasons.",
        "Choose a programme and apply",
    ),
    conditions: "Conditions",
    preliminary: "This is only a first check. VIAA makes the decision.",
    device_clock: "The date comes from the clock of this device.",
    change_answers: "Change my answers",
    answer: "Answer the question",
    reminder: "Add a reminder to my calendar",
    reminder_file: "apply-imk.ics",
    reminder_entry: ("Apply for €500 to learn digital skills", |last_day| {
        format!("You can apply from this day. The last day is {last_day}.")
    }),
    choose_programme: "Choose a programme",
    see_programmes: "View programmes",
    start_again: "Delete my answers and start again",
    what_if: WhatIfTexts {
        heading: "What if…",
        intro: "Change the date or an answer to see what would happen. Your real answers do not change.",
        day: "If I applied on",
        today: "today",
        answer: |fact| match fact {
            FactId::BirthDate => "If I were born on",
            FactId::EarlierGrantWithoutChoice => "If I had been granted funding before and not chosen a programme",
            FactId::StillLearning => "If I were on a course in this project",
            FactId::StillLearningElsewhere => "If I were on another publicly funded course",
            FactId::InterruptedLearning => "If I had left a course in this project before finishing it",
            FactId::InterruptedLearningElsewhere => "If I had left another publicly funded course before finishing it",
            FactId::CompletedLearning => "If I had completed a course in this project",
        },
        unknown: "I do not know",
        unchanged: "With your real answers:",
        supposing: |day| format!("If you applied on {day} with these answers:"),
        reset: "Go back to my real answers",
    },
};

/// "2 conditions are".
fn is_are(count: u32) -> String {
    match count {
        1 => "One condition is".to_owned(),
        count => format!("{} are", count_en(count, "condition", "conditions")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_agree_with_their_nouns() {
        let (no, not_yet, open) = (Headline::Excluded, Headline::NotYet, Headline::NeedsAnswer);
        assert_eq!((LV.counts)(Headline::CanApply, 0, 0), "Visi nosacījumi ir izpildīti");
        assert_eq!((LV.counts)(no, 1, 2), "Viens nosacījums nav izpildīts");
        assert_eq!((LV.counts)(no, 2, 0), "Divi nosacījumi nav izpildīti");
        assert_eq!((LV.counts)(not_yet, 1, 0), "Viens nosacījums vēl nav izpildīts");
        assert_eq!((LV.counts)(not_yet, 2, 1), "Divi nosacījumi vēl nav izpildīti");
        assert_eq!((LV.counts)(open, 0, 4), "Četri nosacījumi vēl nav zināmi");
        assert_eq!((LV.others_met)(4), "Pārējie četri ir izpildīti.");
        assert_eq!((EN.counts)(no, 3, 0), "3\u{a0}conditions are not met");
        assert_eq!((EN.counts)(not_yet, 1, 0), "One condition is not met yet");
    }
}
