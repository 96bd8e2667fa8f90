//! Filters of the catalogue: their form in the URL and their match with a programme.

use rules::call::Call;
use rules::language::Language;
use rules::money::Cents;
use rules::programme::kind::{ProgrammeType, StudyMode};
use rules::programme::topic::Topic;
use rules::programme::{Programme, funding, group_in_time};

use crate::catalogue::sort::Sort;
use crate::routes::{Route, query};

/// Maximum length of a search text, in characters. Longer texts are cut: they would not fit into a URL.
pub const TEXT_LENGTH: usize = 200;

/// Range of hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoursBand {
    /// At most 60 hours.
    UpTo60,
    /// From 61 to 100 hours.
    UpTo100,
    /// From 101 to 160 hours.
    UpTo160,
    /// At least 161 hours.
    Over160,
}

impl HoursBand {
    /// All ranges in order.
    pub const ALL: [Self; 4] = [Self::UpTo60, Self::UpTo100, Self::UpTo160, Self::Over160];

    /// Returns the range that contains a number of hours.
    pub const fn of(hours: u16) -> Self {
        match hours {
            0..=60 => Self::UpTo60,
            61..=100 => Self::UpTo100,
            101..=160 => Self::UpTo160,
            161.. => Self::Over160,
        }
    }
}

/// Range of prices. The second includes the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceBand {
    /// At most half of the grant.
    UpToHalf,
    /// At most the grant.
    UpToGrant,
    /// Above the grant.
    OverGrant,
}

impl PriceBand {
    /// All ranges in order.
    pub const ALL: [Self; 3] = [Self::UpToHalf, Self::UpToGrant, Self::OverGrant];

    /// Returns whether the range contains a price.
    pub const fn holds(self, price: Cents, grant: Cents) -> bool {
        match self {
            Self::UpToHalf => price.get() <= grant.get() / 2,
            Self::UpToGrant => price.get() <= grant.get(),
            Self::OverGrant => price.get() > grant.get(),
        }
    }
}

/// Filter that can be ticked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Topic.
    Topic(Topic),
    /// Study mode.
    Mode(StudyMode),
    /// Programme type.
    Kind(ProgrammeType),
    /// DigComp level; matches every programme whose range contains it.
    Level(u8),
    /// Language of instruction.
    Language(Language),
    /// Town where the programme is taught.
    Place(String),
    /// Range of hours.
    Hours(HoursBand),
    /// Range of prices.
    Price(PriceBand),
    /// The grant covers the full price, and a group ends in time.
    Fits,
}

/// Group of filters. A programme must match at least one ticked filter of each group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// [`Choice::Topic`].
    Topic,
    /// [`Choice::Fits`].
    Fits,
    /// [`Choice::Mode`].
    Mode,
    /// [`Choice::Kind`].
    Kind,
    /// [`Choice::Level`].
    Level,
    /// [`Choice::Price`].
    Price,
    /// [`Choice::Hours`].
    Hours,
    /// [`Choice::Language`].
    Language,
    /// [`Choice::Place`].
    Place,
}

impl Group {
    /// All groups in the order of the page.
    pub const ALL: [Self; 9] = [
        Self::Topic,
        Self::Fits,
        Self::Mode,
        Self::Kind,
        Self::Level,
        Self::Price,
        Self::Hours,
        Self::Language,
        Self::Place,
    ];

    /// Returns the bit of the group in a bit set.
    pub const fn bit(self) -> u16 {
        1 << self as u16
    }

    /// Returns the group's name in the URL.
    const fn name(self) -> &'static str {
        match self {
            Self::Topic => "temats",
            Self::Fits => "der",
            Self::Mode => "forma",
            Self::Kind => "veids",
            Self::Level => "limenis",
            Self::Price => "maksa",
            Self::Hours => "apjoms",
            Self::Language => "valoda",
            Self::Place => "vieta",
        }
    }
}

impl Choice {
    /// Returns the group of the filter.
    pub const fn group(&self) -> Group {
        match self {
            Self::Topic(_) => Group::Topic,
            Self::Mode(_) => Group::Mode,
            Self::Kind(_) => Group::Kind,
            Self::Level(_) => Group::Level,
            Self::Language(_) => Group::Language,
            Self::Place(_) => Group::Place,
            Self::Hours(_) => Group::Hours,
            Self::Price(_) => Group::Price,
            Self::Fits => Group::Fits,
        }
    }

    /// Returns the filter's name in the URL.
    pub fn name(&self) -> String {
        let name = match self {
            Self::Topic(topic) => topic_name(*topic),
            Self::Mode(StudyMode::Remote) => "attalinati",
            Self::Mode(StudyMode::InPerson) => "klatiene",
            Self::Mode(StudyMode::PartlyRemote) => "daleji",
            Self::Kind(ProgrammeType::StudyCourse) => "kurss",
            Self::Kind(ProgrammeType::StudyModule) => "studiju-modulis",
            Self::Kind(ProgrammeType::VocationalModule) => "profesionalais-modulis",
            Self::Kind(ProgrammeType::ModuleSet) => "modulu-kopa",
            Self::Level(level) => return level.to_string(),
            Self::Language(language) => language.tag(),
            Self::Place(place) => return place.clone(),
            Self::Hours(HoursBand::UpTo60) => "60",
            Self::Hours(HoursBand::UpTo100) => "100",
            Self::Hours(HoursBand::UpTo160) => "160",
            Self::Hours(HoursBand::Over160) => "vairak",
            Self::Price(PriceBand::UpToHalf) => "puse",
            Self::Price(PriceBand::UpToGrant) => "sedz",
            Self::Price(PriceBand::OverGrant) => "virs",
            Self::Fits => "1",
        };
        name.to_owned()
    }

    /// Returns whether a programme matches the filter.
    pub fn holds(&self, programme: &Programme, call: &Call) -> bool {
        match self {
            Self::Topic(topic) => programme.topic == Some(*topic),
            Self::Mode(mode) => programme.mode == *mode,
            Self::Kind(kind) => programme.kind == *kind,
            Self::Level(level) => (programme.level.from().get()..=programme.level.to().get()).contains(level),
            Self::Language(language) => programme.language == *language,
            Self::Place(place) => programme.place.as_ref() == Some(place),
            Self::Hours(band) => HoursBand::of(programme.hours) == *band,
            Self::Price(band) => band.holds(programme.price, call.grant),
            Self::Fits => fits(programme, call),
        }
    }
}

/// Returns the name of a topic in the URL.
const fn topic_name(topic: Topic) -> &'static str {
    match topic {
        Topic::Data => "dati",
        Topic::Programming => "programmesana",
        Topic::Equipment => "iekartas",
        Topic::Business => "birojs",
        Topic::Design => "dizains",
        Topic::Education => "izglitiba",
        Topic::Cybersecurity => "kiberdrosiba",
        Topic::Ai => "intelekts",
        Topic::Marketing => "marketings",
    }
}

/// Returns whether the grant covers the full price of a programme and one of its groups ends in time.
pub fn fits(programme: &Programme, call: &Call) -> bool {
    let covered = funding(call, programme.price).co_payment == Cents::ZERO;
    covered && programme.groups.iter().any(|group| group_in_time(group, call))
}

/// Search text, ticked filters and order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Search text as typed.
    pub text: String,
    /// Ticked filters.
    pub chosen: Vec<Choice>,
    /// Order of the results.
    pub sort: Sort,
}

impl Filters {
    /// Reads the filters from a URL; `value_of` returns the value of a query parameter. Unknown filters are ignored.
    pub fn of(value_of: impl Fn(&str) -> Option<String>, offered: &[Choice]) -> Self {
        let is_named = |choice: &&Choice| {
            let names = value_of(choice.group().name()).unwrap_or_default();
            names.split(',').any(|name| name == choice.name())
        };
        Self {
            text: cut(&value_of(query::SEARCH).unwrap_or_default()).to_owned(),
            chosen: offered.iter().filter(is_named).cloned().collect(),
            sort: Sort::of(&value_of(query::SORT).unwrap_or_default()),
        }
    }

    /// Returns the URL with these filters and the programmes selected for comparison.
    pub fn address(&self, compared: &[String]) -> String {
        self.address_showing(compared, "")
    }

    /// Returns the URL that also has the number of shown cards, empty for the first page of them.
    pub fn address_showing(&self, compared: &[String], shown: &str) -> String {
        let names = Group::ALL.map(|group| {
            let names: Vec<String> = self.of_group(group).map(Choice::name).collect();
            (group.name(), names.join(","))
        });
        let text = [(query::SEARCH, cut(&self.text).trim().to_owned())];
        let rest = [
            (query::SORT, self.sort.name().to_owned()),
            (query::COMPARED, compared.join(",")),
            (query::SHOWN, shown.to_owned()),
        ];
        let pairs: Vec<(&str, String)> = text.into_iter().chain(names).chain(rest).collect();
        Route::Programmes.with(pairs.iter().map(|(name, value)| (*name, value.as_str())))
    }

    /// Returns the ticked filters of a group.
    pub fn of_group(&self, group: Group) -> impl Iterator<Item = &Choice> {
        self.chosen.iter().filter(move |choice| choice.group() == group)
    }

    /// Ticks or unticks a filter.
    pub fn set(&mut self, choice: &Choice, on: bool) {
        self.chosen.retain(|chosen| chosen != choice);
        if on {
            self.chosen.push(choice.clone());
        }
    }

    /// Returns these filters with one topic instead of any others; without a topic if it is the only one already.
    #[must_use]
    pub fn with_topic(&self, topic: Topic) -> Self {
        let choice = Choice::Topic(topic);
        let is_on = self.chosen.contains(&choice);
        let mut filters = self.clone();
        filters.chosen.retain(|chosen| chosen.group() != Group::Topic);
        if !is_on {
            filters.chosen.push(choice);
        }
        filters
    }

    /// Returns whether the search text is empty and no filter is ticked.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.chosen.is_empty()
    }
}

/// Returns a search text that is not longer than [`TEXT_LENGTH`].
pub fn cut(text: &str) -> &str {
    text.char_indices().nth(TEXT_LENGTH).map_or(text, |(end, _)| &text[..end])
}

/// Returns all filters for a catalogue.
pub fn offered(programmes: &[Programme], call: &Call) -> Vec<Choice> {
    let mut places: Vec<&String> = programmes.iter().filter_map(|programme| programme.place.as_ref()).collect();
    places.sort();
    places.dedup();
    let levels = call.levels.from().get()..=call.levels.to().get();
    let mut choices = vec![Choice::Fits];
    choices.extend(Topic::ALL.map(Choice::Topic));
    choices.extend(StudyMode::ALL.map(Choice::Mode));
    choices.extend(ProgrammeType::ALL.map(Choice::Kind));
    choices.extend(levels.map(Choice::Level));
    choices.extend(PriceBand::ALL.map(Choice::Price));
    choices.extend(HoursBand::ALL.map(Choice::Hours));
    choices.extend([Language::Lv, Language::En].map(Choice::Language));
    choices.extend(places.into_iter().cloned().map(Choice::Place));
    choices
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Choice> {
        let mut choices = offered(&[], crate::call_pack::current());
        choices.extend(["Rīga", "Jēkabpils"].map(|place| Choice::Place(place.to_owned())));
        choices
    }

    /// Reads the filters from a URL like the router does.
    fn read(address: &str) -> Filters {
        let query = address.split_once('?').map_or("", |(_, query)| query);
        let values: Vec<(&str, String)> = query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name, percent_decoded(value)))
            .collect();
        let value_of = |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
        Filters::of(value_of, &all())
    }

    fn percent_decoded(text: &str) -> String {
        let mut bytes = Vec::new();
        let mut rest = text.bytes();
        while let Some(byte) = rest.next() {
            bytes.push(if byte == b'%' {
                let hex = [rest.next().unwrap(), rest.next().unwrap()];
                u8::from_str_radix(core::str::from_utf8(&hex).unwrap(), 16).unwrap()
            } else {
                byte
            });
        }
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn filters_are_found_again_in_their_address() {
        let filters = Filters { text: "datu analīze".into(), chosen: all(), sort: Sort::Name };
        assert_eq!(read(&filters.address(&[])), filters);
        assert_eq!(Filters::default().address(&[]), "/programmas");
    }

    #[test]
    fn address_reads_in_latvian() {
        let mut filters = Filters { text: "python".into(), ..Filters::default() };
        filters.set(&Choice::Mode(StudyMode::Remote), true);
        filters.set(&Choice::Mode(StudyMode::PartlyRemote), true);
        filters.set(&Choice::Fits, true);
        assert_eq!(filters.address(&[]), "/programmas?q=python&der=1&forma=attalinati,daleji");
        filters.set(&Choice::Fits, false);
        let compared = ["p-001", "p-002"].map(str::to_owned);
        assert_eq!(filters.address(&compared), "/programmas?q=python&forma=attalinati,daleji&p=p-001,p-002");
    }

    #[test]
    fn topic_replaces_another_and_is_switched_off() {
        let both = Filters { chosen: vec![Choice::Fits, Choice::Topic(Topic::Ai)], ..Filters::default() };
        let data = both.with_topic(Topic::Data);
        assert_eq!(data.chosen, [Choice::Fits, Choice::Topic(Topic::Data)]);
        assert_eq!(data.address(&[]), "/programmas?temats=dati&der=1");
        assert_eq!(data.with_topic(Topic::Data).chosen, [Choice::Fits]);
    }

    #[test]
    fn long_search_text_is_cut_in_the_address_and_from_it() {
        for text in ["a".repeat(10_000), "ā".repeat(10_000), "🦊 ".repeat(5_000)] {
            let filters = Filters { text: text.clone(), ..Filters::default() };
            let address = filters.address(&[]);
            assert!(address.len() < 3_000, "{}", address.len());
            let query = |name: &str| (name == query::SEARCH).then(|| text.clone());
            assert_eq!(Filters::of(query, &[]).text.chars().count(), TEXT_LENGTH);
        }
        let short = "ā".repeat(TEXT_LENGTH);
        assert_eq!(cut(&short), short);
    }

    #[test]
    fn names_that_no_box_has_are_passed_over() {
        let filters = read("/programmas?forma=pa-pastu,klatiene&limenis=9");
        assert_eq!(filters.chosen, [Choice::Mode(StudyMode::InPerson)]);
    }

    #[test]
    fn ranges_meet_without_gap_or_overlap() {
        let bands = [60, 61, 100, 101, 160, 161].map(HoursBand::of);
        assert_eq!(
            bands,
            [
                HoursBand::UpTo60,
                HoursBand::UpTo100,
                HoursBand::UpTo100,
                HoursBand::UpTo160,
                HoursBand::UpTo160,
                HoursBand::Over160
            ]
        );
        let grant = Cents::new(50_000);
        let of = |cents| PriceBand::ALL.map(|band| band.holds(Cents::new(cents), grant));
        assert_eq!(of(25_000), [true, true, false]);
        assert_eq!(of(25_001), [false, true, false]);
        assert_eq!(of(50_000), [false, true, false]);
        assert_eq!(of(50_001), [false, false, true]);
    }
}
