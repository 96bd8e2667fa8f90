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
    /// Number of conditions met, not met and open: the main line of the box.
    pub counts: fn(u32, u32) -> String,
    /// Number of further conditions that are met.
    pub others_met: fn(u32) -> String,
    /// Day on which unmet conditions will be met.
    pub change: fn(&Change) -> Option<String>,
    /// Options of a person whom N8 excludes, while applications are accepted.
    pub may_still_send: &'static str,
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
            "Vai šajā projektā tev jau bija piešķirts finansējums, par kuru neizdarīji izvēli?"
        }
        FactId::StillLearning => "Vai šajā projektā tu pašlaik mācies?",
        FactId::StillLearningElsewhere => "Vai pašlaik mācies citur par publiskiem līdzekļiem?",
        FactId::InterruptedLearning => "Vai šajā projektā tev ir pārtrauktas mācības?",
        FactId::InterruptedLearningElsewhere => "Vai tev ir pārtrauktas citas mācības par publiskiem līdzekļiem?",
        FactId::CompletedLearning => "Vai šajā projektā tev jau ir pabeigtas mācības?",
    },
    hint: |fact| match fact {
        FactId::BirthDate => "Piemēram, 14 03 1988",
        FactId::EarlierGrantWithoutChoice => {
            "Runa ir par projektu „Digitālās prasmes lietpratējiem“. Ja finansējumu saņēmi un programmu izvēlējies, \
             atbildi „Nē“."
        }
        FactId::StillLearning => {
            "Runa ir par projektu „Digitālās prasmes lietpratējiem“. Mācības skolā, augstskolā vai citos kursos te \
             neskaitām."
        }
        FactId::StillLearningElsewhere => "Piemēram, kursos, par kuriem maksā valsts vai pašvaldība.",
        FactId::InterruptedLearning => "Pārtrauktas ir tādas, ko sāki, bet nepabeidzi. Ja pabeidzi, atbildi „Nē“.",
        FactId::InterruptedLearningElsewhere => {
            "Piemēram, kursi, par kuriem maksāja valsts vai pašvaldība un ko nepabeidzi."
        }
        FactId::CompletedLearning => "Pabeigtas ir tādas, par kurām saņēmi apliecību.",
    },
    progress: |number, of| format!("{number}. jautājums no {of}"),
    why: "Kāpēc to jautājam",
    go_on: "Turpināt",
    skip: "Atbildēt vēlāk",
    private: "Atbildes izvērtē tavs pārlūks. Kamēr neesi pieslēdzies, tās paliek šajā ierīcē.",
    verdict: |headline| match headline {
        Headline::CanApply => "Tu vari pieteikties",
        Headline::NotYet => "Šobrīd vēl nevari pieteikties",
        Headline::NoMore => "Pieteikties vairs nevar",
        Headline::TooYoung => "Šim uzsaukumam tu vēl esi par jaunu",
        Headline::Excluded => "Finansējumu tev šoreiz nepiešķir",
        Headline::NeedsAnswer => "Vēl jāatbild uz jautājumiem",
    },
    supposed_verdict: |headline| match headline {
        Headline::CanApply => "Tu varētu pieteikties",
        Headline::NotYet => "Tu vēl nevarētu pieteikties",
        Headline::NoMore => "Pieteikties vairs nevarētu",
        Headline::TooYoung => "Šim uzsaukumam tu būtu par jaunu",
        Headline::Excluded => "Finansējumu tev nepiešķirtu",
        Headline::NeedsAnswer => "Vēl būtu jāatbild uz jautājumiem",
    },
    counts: |not_met, open| match (not_met, open) {
        (0, 0) => "Visi nosacījumi ir izpildīti".to_owned(),
        (0, 1) => "Viens nosacījums vēl nav zināms".to_owned(),
        (0, open) => format!("{} vēl nav zināmi", conditions_lv(open)),
        (1, _) => "Viens nosacījums nav izpildīts".to_owned(),
        (not_met, _) => format!("{} nav izpildīti", conditions_lv(not_met)),
    },
    others_met: |met| match met {
        0 => String::new(),
        1 => "Viens cits ir izpildīts.".to_owned(),
        met => format!("Pārējie {} ir izpildīti.", number_lv(met)),
    },
    change: |change| match change {
        Change::On(day) => Some(format!("Tas mainīsies {day}.")),
        Change::Never => Some("Tas šajā uzsaukumā nemainīsies.".to_owned()),
        Change::None => None,
    },
    may_still_send: "Pieteikumu vari iesniegt tik un tā: VIAA tev sniegs pamatotu lēmumu.",
    conditions: "Nosacījumi",
    preliminary: "Iepriekšējs vērtējums, nevis VIAA lēmums.",
    device_clock: "Vērtējums ir pēc šīs ierīces pulksteņa.",
    change_answers: "Mainīt atbildes",
    answer: "Atbildēt uz jautājumu",
    reminder: "Pievienot atgādinājumu kalendāram",
    reminder_file: "pieteiksanas-imk.ics",
    reminder_entry: ("Piesakies 500 eiro digitālo prasmju apguvei", |last_day| {
        format!("No šīs dienas vari pieteikties. Pēdējā diena ir {last_day}.")
    }),
    choose_programme: "Izvēlēties programmu",
    see_programmes: "Skatīt programmas",
    start_again: "Dzēst atbildes un sākt no sākuma",
    what_if: WhatIfTexts {
        heading: "Kas būtu, ja…",
        intro: "Pamaini atbildi vai dienu un uzreiz redzi, kas notiktu. Tavas īstās atbildes nemainās.",
        day: "Ja pieteiktos",
        today: "šodien",
        answer: |fact| match fact {
            FactId::BirthDate => "Ja dzimšanas datums būtu",
            FactId::EarlierGrantWithoutChoice => "Ja būtu finansējums, par kuru neizdarīji izvēli",
            FactId::StillLearning => "Ja šajā projektā pašlaik mācītos",
            FactId::StillLearningElsewhere => "Ja pašlaik mācītos citur par publiskiem līdzekļiem",
            FactId::InterruptedLearning => "Ja šajā projektā būtu pārtrauktas mācības",
            FactId::InterruptedLearningElsewhere => "Ja būtu pārtrauktas citas mācības par publiskiem līdzekļiem",
            FactId::CompletedLearning => "Ja šajā projektā būtu pabeigtas mācības",
        },
        unknown: "Nezinu",
        unchanged: "Tā ir tagad:",
        supposing: |day| format!("Ja pieteiktos {day} ar šīm atbildēm:"),
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
            "In this project, have you been granted funding before that you did not use to choose a programme?"
        }
        FactId::StillLearning => "Are you currently in training in this project?",
        FactId::StillLearningElsewhere => "Are you currently in other publicly funded training?",
        FactId::InterruptedLearning => "Have you interrupted training in this project?",
        FactId::InterruptedLearningElsewhere => "Have you interrupted other publicly funded training?",
        FactId::CompletedLearning => "Have you already completed training in this project?",
    },
    hint: |fact| match fact {
        FactId::BirthDate => "For example, 14 03 1988",
        FactId::EarlierGrantWithoutChoice => {
            "This question is about the project “Digital skills for experts”. If you received funding and chose a \
             programme, answer “No”."
        }
        FactId::StillLearning => {
            "This question is about the project “Digital skills for experts”. Do not include school, university or \
             other courses."
        }
        FactId::StillLearningElsewhere => "For example, courses paid for by the government or a municipality.",
        FactId::InterruptedLearning => {
            "Interrupted means you started the training but did not complete it. If you completed it, answer “No”."
        }
        FactId::InterruptedLearningElsewhere => {
            "For example, courses paid for by the government or a municipality that you did not complete."
        }
        FactId::CompletedLearning => "Completed means you received a certificate.",
    },
    progress: |number, of| format!("Question {number} of {of}"),
    why: "Why we ask",
    go_on: "Continue",
    skip: "Answer later",
    private: "Your browser checks your answers. They stay on this device until you sign in.",
    verdict: |headline| match headline {
        Headline::CanApply => "You can apply",
        Headline::NotYet => "You cannot apply yet",
        Headline::NoMore => "Applications have closed",
        Headline::TooYoung => "You are too young for this call",
        Headline::Excluded => "You cannot get funding in this call",
        Headline::NeedsAnswer => "You need to answer more questions",
    },
    supposed_verdict: |headline| match headline {
        Headline::CanApply => "You could apply",
        Headline::NotYet => "You could not apply yet",
        Headline::NoMore => "Applications would have closed",
        Headline::TooYoung => "You would be too young for this call",
        Headline::Excluded => "You could not get funding",
        Headline::NeedsAnswer => "You would need to answer more questions",
    },
    counts: |not_met, open| match (not_met, open) {
        (0, 0) => "All conditions are met".to_owned(),
        (0, open) => format!("{} not known yet", is_are(open)),
        (not_met, _) => format!("{} not met", is_are(not_met)),
    },
    others_met: |met| match met {
        0 => String::new(),
        1 => "One other is met.".to_owned(),
        met => format!("The other {met} are met."),
    },
    change: |change| match change {
        Change::On(day) => Some(format!("This will change on {day}.")),
        Change::Never => Some("This will not change during this call.".to_owned()),
        Change::None => None,
    },
    may_still_send: "You may send an application all the same: VIAA will give you a reasoned decision.",
    conditions: "Conditions",
    preliminary: "This is a preliminary result, not VIAA's decision.",
    device_clock: "This result uses the time on this device.",
    change_answers: "Change my answers",
    answer: "Answer the question",
    reminder: "Add a reminder to my calendar",
    reminder_file: "apply-imk.ics",
    reminder_entry: ("Apply for 500 euros to learn digital skills", |last_day| {
        format!("You can apply from this day. The last day is {last_day}.")
    }),
    choose_programme: "Choose a programme",
    see_programmes: "View programmes",
    start_again: "Delete my answers and start again",
    what_if: WhatIfTexts {
        heading: "What if…",
        intro: "Change an answer or the date to see what would happen. Your real answers do not change.",
        day: "If I applied on",
        today: "today",
        answer: |fact| match fact {
            FactId::BirthDate => "If I were born on",
            FactId::EarlierGrantWithoutChoice => "If I had been granted funding and not chosen a programme",
            FactId::StillLearning => "If I were in training in this project",
            FactId::StillLearningElsewhere => "If I were in other publicly funded training",
            FactId::InterruptedLearning => "If I had interrupted training in this project",
            FactId::InterruptedLearningElsewhere => "If I had interrupted other publicly funded training",
            FactId::CompletedLearning => "If I had completed training in this project",
        },
        unknown: "I do not know",
        unchanged: "Now:",
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
        assert_eq!((LV.counts)(0, 0), "Visi nosacījumi ir izpildīti");
        assert_eq!((LV.counts)(1, 2), "Viens nosacījums nav izpildīts");
        assert_eq!((LV.counts)(2, 0), "Divi nosacījumi nav izpildīti");
        assert_eq!((LV.counts)(0, 4), "Četri nosacījumi vēl nav zināmi");
        assert_eq!((LV.others_met)(4), "Pārējie četri ir izpildīti.");
        assert_eq!((EN.counts)(3, 0), "3\u{a0}conditions are not met");
    }
}
