//! Sentences about programmes: types, modes and levels of study, seats.

use api::GroupSeats;
use rules::digcomp::LevelRange;
use rules::language::Language;
use rules::programme::kind::{ProgrammeType, StudyMode};
use rules::reading::HourKind;
use ui::text::plural::{Forms, count_en};

/// A programme type (N6).
pub const fn kind(language: Language, kind: ProgrammeType) -> &'static str {
    match (language, kind) {
        (Language::Lv, ProgrammeType::StudyCourse) => "Studiju kurss",
        (Language::Lv, ProgrammeType::StudyModule) => "Studiju modulis",
        (Language::Lv, ProgrammeType::VocationalModule) => "Profesionālās izglītības programmas modulis",
        (Language::Lv, ProgrammeType::ModuleSet) => "Moduļu kopa",
        (Language::En, ProgrammeType::StudyCourse) => "Study course",
        (Language::En, ProgrammeType::StudyModule) => "Study module",
        (Language::En, ProgrammeType::VocationalModule) => "Module of a vocational programme",
        (Language::En, ProgrammeType::ModuleSet) => "Module set",
    }
}

/// A mode of study (N5).
pub const fn mode(language: Language, mode: StudyMode) -> &'static str {
    match (language, mode) {
        (Language::Lv, StudyMode::Remote) => "Attālināti",
        (Language::Lv, StudyMode::InPerson) => "Klātienē",
        (Language::Lv, StudyMode::PartlyRemote) => "Daļēji attālināti",
        (Language::En, StudyMode::Remote) => "Remote",
        (Language::En, StudyMode::InPerson) => "On site",
        (Language::En, StudyMode::PartlyRemote) => "Partly remote",
    }
}

/// Language of instruction.
pub const fn taught_in(language: Language, taught: Language) -> &'static str {
    match (language, taught) {
        (Language::Lv, Language::Lv) => "Latviešu valodā",
        (Language::Lv, Language::En) => "Angļu valodā",
        (Language::En, Language::Lv) => "In Latvian",
        (Language::En, Language::En) => "In English",
    }
}

/// `DigComp 5`, `DigComp 4–5`.
pub fn level(range: LevelRange) -> String {
    let (from, to) = (range.from().get(), range.to().get());
    if from == to { format!("DigComp\u{a0}{from}") } else { format!("DigComp\u{a0}{from}–{to}") }
}

/// Hours for a chip: `96 st.`, `96 h`.
pub fn hours_short(language: Language, hours: u16) -> String {
    match language {
        Language::Lv => format!("{hours}\u{a0}st."),
        Language::En => format!("{hours}\u{a0}h"),
    }
}

/// Hours with the kind of hour (reading R11): `96 akadēmiskās stundas`.
pub fn hours(language: Language, hours: u16, kind: HourKind) -> String {
    let count = u32::from(hours);
    match (language, kind) {
        (Language::Lv, HourKind::Academic) => {
            Forms { zero: "akadēmisko stundu", one: "akadēmiskā stunda", other: "akadēmiskās stundas" }.count(count)
        }
        (Language::Lv, HourKind::Clock) => Forms { zero: "stundu", one: "stunda", other: "stundas" }.count(count),
        (Language::En, HourKind::Academic) => count_en(count, "academic hour", "academic hours"),
        (Language::En, HourKind::Clock) => count_en(count, "hour", "hours"),
    }
}

/// `4 programmas`.
pub fn programmes(language: Language, count: u32) -> String {
    match language {
        Language::Lv => Forms { zero: "programmu", one: "programma", other: "programmas" }.count(count),
        Language::En => count_en(count, "programme", "programmes"),
    }
}

/// Number of programmes as a total: `no 100 programmām`, without the preposition.
pub fn of_programmes(language: Language, count: u32) -> String {
    match language {
        Language::Lv => Forms { zero: "programmām", one: "programmas", other: "programmām" }.count(count),
        Language::En => count_en(count, "programme", "programmes"),
    }
}

/// Free seats of a study group: `8 brīvas vietas`, or the length of the waiting list.
pub fn seats(language: Language, seats: &GroupSeats) -> String {
    match (language, seats.free, seats.waiting) {
        (Language::Lv, 0, 0) => "brīvu vietu nav, ir rezerves saraksts".to_owned(),
        (Language::Lv, 0, waiting) => format!("rezerves saraksts, tajā {}", people(language, waiting)),
        (Language::En, 0, 0) => "no free places, there is a waiting list".to_owned(),
        (Language::En, 0, waiting) => format!("waiting list with {}", people(language, waiting)),
        (Language::Lv, free, _) => {
            Forms { zero: "brīvu vietu", one: "brīva vieta", other: "brīvas vietas" }.count(free)
        }
        (Language::En, free, _) => count_en(free, "free place", "free places"),
    }
}

fn people(language: Language, count: u32) -> String {
    match language {
        Language::Lv => Forms { zero: "cilvēku", one: "cilvēks", other: "cilvēki" }.count(count),
        Language::En => count_en(count, "person", "people"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(free: u32, waiting: u32) -> GroupSeats {
        GroupSeats { group: "g".into(), free, waiting }
    }

    #[test]
    fn seats_read_as_free_or_as_waiting_list() {
        assert_eq!(seats(Language::Lv, &of(1, 0)), "1\u{a0}brīva vieta");
        assert_eq!(seats(Language::Lv, &of(8, 0)), "8\u{a0}brīvas vietas");
        assert_eq!(seats(Language::Lv, &of(11, 0)), "11\u{a0}brīvu vietu");
        assert_eq!(seats(Language::Lv, &of(0, 2)), "rezerves saraksts, tajā 2\u{a0}cilvēki");
        assert_eq!(seats(Language::En, &of(0, 1)), "waiting list with 1\u{a0}person");
    }
}
