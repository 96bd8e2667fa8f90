//! Programmes and study groups that are right in every field, for tests to break one by one.

use rules::digcomp::{DigCompLevel, LevelRange};
use rules::language::{Language, Localised};
use rules::money::Cents;
use rules::programme::kind::{ProgrammeType, StudyMode};
use rules::programme::{Programme, StudyGroup};

use super::day;

/// A text in both languages.
pub(crate) fn text(lv: &str, en: &str) -> Localised {
    Localised { lv: lv.into(), en: en.into() }
}

/// A span of DigComp levels.
pub(crate) fn levels(from: u8, to: u8) -> LevelRange {
    LevelRange::new(DigCompLevel::new(from).unwrap(), DigCompLevel::new(to).unwrap()).unwrap()
}

/// A group of autumn 2025 with an end in time.
pub(crate) fn group(id: &str) -> StudyGroup {
    StudyGroup {
        id: id.into(),
        starts_on: day("2025-09-01"),
        ends_on: day("2025-12-15"),
        payment_on: None,
        seats: 12,
        timetable: vec![],
    }
}

/// A study course that fits the June call, with the groups `g-1` and `g-2`.
pub(crate) fn programme() -> Programme {
    Programme {
        id: "data-analysis".into(),
        provider: "provider-1".into(),
        title: text("Datu analīze", "Data analysis"),
        summary: text("Par datiem.", "About data."),
        short_summary: None,
        topic: None,
        outcomes: vec![text("Pratīsi analizēt datus", "You can analyse data")],
        prior_knowledge: text("Nav vajadzīgas", "None"),
        kind: ProgrammeType::StudyCourse,
        hours: 100,
        level: levels(4, 5),
        mode: StudyMode::Remote,
        place: None,
        venue: None,
        language: Language::Lv,
        price: Cents::new(48_000),
        groups: vec![group("g-1"), group("g-2")],
    }
}
