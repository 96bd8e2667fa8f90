//! Sentences about programmes: types, modes and levels of study, seats.

use api::GroupSeats;
use rules::contact::spaced_phone;
use rules::digcomp::{DigCompLevel, LevelRange};
use rules::language::Language;
use rules::programme::kind::{ProgrammeType, StudyMode};
use rules::programme::topic::Topic;
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

/// A programme type in two words, for a chip.
pub const fn kind_short(language: Language, kind: ProgrammeType) -> &'static str {
    match (language, kind) {
        (Language::Lv, ProgrammeType::VocationalModule) => "Profesionālais modulis",
        (Language::En, ProgrammeType::VocationalModule) => "Vocational module",
        (_, ProgrammeType::StudyCourse | ProgrammeType::StudyModule | ProgrammeType::ModuleSet) => {
            self::kind(language, kind)
        }
    }
}

/// Explanation of a programme type.
pub const fn kind_meaning(language: Language, kind: ProgrammeType) -> &'static str {
    match (language, kind) {
        (Language::Lv, ProgrammeType::StudyCourse) => "Viens priekšmets augstskolas vai koledžas studiju programmā.",
        (Language::Lv, ProgrammeType::StudyModule) => {
            "Daļa no augstskolas vai koledžas studiju programmas: viens vai vairāki saistīti kursi."
        }
        (Language::Lv, ProgrammeType::VocationalModule) => "Viena profesionālās izglītības programmas daļa.",
        (Language::Lv, ProgrammeType::ModuleSet) => "Vairākas profesionālās izglītības programmas daļas kopā.",
        (Language::En, ProgrammeType::StudyCourse) => "One subject of a university or college programme.",
        (Language::En, ProgrammeType::StudyModule) => {
            "Part of a university or college programme: one or more related courses."
        }
        (Language::En, ProgrammeType::VocationalModule) => "One part of a vocational education programme.",
        (Language::En, ProgrammeType::ModuleSet) => "Several parts of a vocational education programme together.",
    }
}

/// A topic.
pub const fn topic(language: Language, topic: Topic) -> &'static str {
    match (language, topic) {
        (Language::Lv, Topic::Data) => "Dati un analīze",
        (Language::Lv, Topic::Programming) => "Programmēšana un tīmeklis",
        (Language::Lv, Topic::Equipment) => "Tīkli, iekārtas, ražošana",
        (Language::Lv, Topic::Business) => "Birojs un uzņēmums",
        (Language::Lv, Topic::Design) => "Dizains, foto un video",
        (Language::Lv, Topic::Education) => "Izglītība, kultūra, veselība",
        (Language::Lv, Topic::Cybersecurity) => "Kiberdrošība",
        (Language::Lv, Topic::Ai) => "Mākslīgais intelekts",
        (Language::Lv, Topic::Marketing) => "Mārketings un tirdzniecība",
        (Language::En, Topic::Data) => "Data and analysis",
        (Language::En, Topic::Programming) => "Programming and the web",
        (Language::En, Topic::Equipment) => "Networks, equipment, manufacturing",
        (Language::En, Topic::Business) => "Office and company",
        (Language::En, Topic::Design) => "Design, photo and video",
        (Language::En, Topic::Education) => "Education, culture, health",
        (Language::En, Topic::Cybersecurity) => "Cybersecurity",
        (Language::En, Topic::Ai) => "Artificial intelligence",
        (Language::En, Topic::Marketing) => "Marketing and trade",
    }
}

/// A mode of study (N5).
pub const fn mode(language: Language, mode: StudyMode) -> &'static str {
    match (language, mode) {
        (Language::Lv, StudyMode::Remote) => "Attālināti",
        (Language::Lv, StudyMode::InPerson) => "Klātienē",
        (Language::Lv, StudyMode::PartlyRemote) => "Daļēji attālināti",
        (Language::En, StudyMode::Remote) => "Online",
        (Language::En, StudyMode::InPerson) => "On site",
        (Language::En, StudyMode::PartlyRemote) => "Partly online",
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

/// `5. līmenis`, `4.–5. līmenis`, `level 5`, `levels 4–5`; without the framework's name.
pub fn level_number(language: Language, range: LevelRange) -> String {
    let (from, to) = (range.from().get(), range.to().get());
    match (language, from == to) {
        (Language::Lv, true) => format!("{from}.\u{a0}līmenis"),
        (Language::Lv, false) => format!("{from}.–{to}.\u{a0}līmenis"),
        (Language::En, true) => format!("level\u{a0}{from}"),
        (Language::En, false) => format!("levels\u{a0}{from}–{to}"),
    }
}

/// Abilities of a person at a DigComp level, as the end of a sentence; after DigComp 2.2, not its wording.
pub const fn level_meaning(language: Language, level: DigCompLevel) -> &'static str {
    match (language, level.get()) {
        (Language::Lv, ..=2) => "vienkāršus uzdevumus vari izpildīt ar citu palīdzību.",
        (Language::Lv, 3) => "pazīstamus uzdevumus izpildi patstāvīgi.",
        (Language::Lv, 4) => "patstāvīgi tiec galā arī ar jauniem uzdevumiem, ja tie ir skaidri noteikti.",
        (Language::Lv, 5) => "ar dažādiem uzdevumiem tiec galā patstāvīgi un vari palīdzēt citiem.",
        (Language::Lv, 6) => "sarežģītā uzdevumā izvēlies piemērotāko risinājumu un pielāgo to citu vajadzībām.",
        (Language::Lv, 7..) => "risini ļoti sarežģītus uzdevumus un ieved jomā ko jaunu.",
        (Language::En, ..=2) => "you can do simple tasks with help.",
        (Language::En, 3) => "you do familiar tasks on your own.",
        (Language::En, 4) => "you cope with new tasks on your own if they are clearly defined.",
        (Language::En, 5) => "you cope with different tasks on your own and can help others.",
        (Language::En, 6) => "you choose the best solution to a complex task and adapt it to the needs of others.",
        (Language::En, 7..) => "you solve very complex tasks and bring something new to the field.",
    }
}

/// A telephone number with spaces: `+371 67 000 000`. Numbers of other countries stay as they are written.
pub fn phone(number: &str) -> String {
    let spaced = spaced_phone(number);
    if spaced == number { spaced } else { format!("+371\u{a0}{spaced}") }
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
    fn latvian_numbers_have_spaces_and_others_stay() {
        let read = |number| phone(number).replace('\u{a0}', " ");
        assert_eq!(read("+37167000000"), "+371 67 000 000");
        assert_eq!(read("+37126123456"), "+371 26 123 456");
        for other in ["+4930123456", "+3716700000", "+371670000000", "67000000", "+371 67000000", ""] {
            assert_eq!(phone(other), other);
        }
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
