//! Texts of the catalogue.

use rules::language::Language;
use rules::money::Cents;
use rules::reading::UsableUntil;
use ui::text::format::money;

use crate::catalogue::filters::{HoursBand, PriceBand};
use crate::catalogue::sort::Sort;
use crate::text::offer;

/// Texts in one language.
pub struct ProgrammesTexts {
    /// Heading of the page.
    pub heading: &'static str,
    /// Label of the search field.
    pub search: &'static str,
    /// Hint of the search field.
    pub search_hint: &'static str,
    /// Button that shows the filters on a phone; takes the number of ticked filters.
    pub filters: fn(u32) -> String,
    /// Button that hides the filters on a phone; takes the number of results.
    pub show: fn(u32) -> String,
    /// Accessible name of the filters.
    pub filters_label: &'static str,
    /// Heading of the topics.
    pub topics: &'static str,
    /// Numbers beside a topic: of programmes, and of those that cost nothing.
    pub topic_counts: fn(u32, u32) -> String,
    /// Label of the order of the results.
    pub sort: &'static str,
    /// Name of an order.
    pub sort_choice: fn(Sort) -> &'static str,
    /// Heading of the explained terms.
    pub terms: &'static str,
    /// Filter: the grant covers the full price, and a group ends in time (reading R4).
    pub fits: fn(UsableUntil) -> &'static str,
    /// Heading of the study mode filters.
    pub mode: &'static str,
    /// Heading of the programme type filters.
    pub kind: &'static str,
    /// Heading of the level filters.
    pub level: &'static str,
    /// Label of a level.
    pub level_choice: fn(u8) -> String,
    /// Heading of the language filters.
    pub language: &'static str,
    /// Heading of the town filters.
    pub place: &'static str,
    /// Heading of the hours filters.
    pub hours: &'static str,
    /// Label of a range of hours.
    pub hours_choice: fn(HoursBand) -> &'static str,
    /// Heading of the price filters.
    pub price: &'static str,
    /// Label of a range of prices; takes the grant.
    pub price_choice: fn(PriceBand, Cents) -> String,
    /// Number of results; takes the number and the search text.
    pub found: fn(u32, &str) -> String,
    /// Notice that words do not occur in the catalogue and similar words were searched for too; takes the words.
    pub similar: fn(&[String]) -> String,
    /// Button that clears the search and all filters.
    pub clear: &'static str,
    /// Notice without results: heading, and advice with and without ticked filters.
    pub nothing: (&'static str, &'static str, &'static str),
    /// Button that clears search and filters in the notice.
    pub show_all: &'static str,
    /// Notice for an empty catalogue.
    pub empty: &'static str,
    /// Number of shown results; takes it and the number of all results.
    pub shown: fn(u32, u32) -> String,
    /// Button that shows more results; takes their number.
    pub more: fn(u32) -> String,
    /// Label of the price on a card.
    pub price_row: &'static str,
    /// Label of the co-payment on a card.
    pub co_payment: &'static str,
    /// Note on a card that no group ends in time.
    pub too_late: &'static str,
    /// Number of other groups on a card.
    pub more_groups: fn(u32) -> String,
}

/// Returns the texts in a language.
pub const fn of(language: Language) -> &'static ProgrammesTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: ProgrammesTexts = ProgrammesTexts {
    heading: "Programmas",
    search: "Meklēt",
    search_hint: "Meklē nosaukumā, aprakstā un izglītības iestādē. Garumzīmes vari nerakstīt.",
    filters: |on| if on == 0 { "Filtri".to_owned() } else { format!("Filtri (ieslēgti {on})") },
    show: |count| format!("Rādīt {}", offer::programmes(Language::Lv, count)),
    filters_label: "Filtri",
    topics: "Temats",
    topic_counts: |all, free| match free {
        0 => all.to_string(),
        free if free == all => format!("{all}, visas bez maksas"),
        free => format!("{all}, bez maksas {free}"),
    },
    sort: "Kārtot",
    sort_choice: |sort| match sort {
        Sort::Match => "pēc atbilstības",
        Sort::Start => "pēc sākuma datuma",
        Sort::Price => "pēc maksas",
        Sort::Seats => "pēc brīvajām vietām",
        Sort::Name => "pēc nosaukuma",
    },
    terms: "Ko nozīmē šie vārdi",
    fits: |must| match must {
        UsableUntil::TrainingEnds => "Tikai tās, ko finansējums sedz pilnībā un kas beidzas laikā",
        UsableUntil::TrainingStarts => "Tikai tās, ko finansējums sedz pilnībā un kas sākas laikā",
        UsableUntil::TrainingPaid => "Tikai tās, ko finansējums sedz pilnībā un termiņā",
    },
    mode: "Mācību forma",
    kind: "Programmas veids",
    level: "Līmenis",
    level_choice: |level| format!("DigComp {level}.\u{a0}līmenis"),
    language: "Mācību valoda",
    place: "Vieta",
    hours: "Apjoms",
    hours_choice: |band| match band {
        HoursBand::UpTo60 => "Līdz 60\u{a0}stundām",
        HoursBand::UpTo100 => "61–100\u{a0}stundas",
        HoursBand::UpTo160 => "101–160\u{a0}stundas",
        HoursBand::Over160 => "Vairāk nekā 160\u{a0}stundu",
    },
    price: "Maksa",
    price_choice: |band, grant| match band {
        PriceBand::UpToHalf => format!("Līdz {}", money(Language::Lv, Cents::new(grant.get() / 2))),
        PriceBand::UpToGrant => format!("Līdz {}", money(Language::Lv, grant)),
        PriceBand::OverGrant => format!("Virs {}", money(Language::Lv, grant)),
    },
    found: |count, searched| {
        let programmes = offer::programmes(Language::Lv, count);
        if searched.is_empty() { programmes } else { format!("{programmes} atbilst „{searched}“") }
    },
    similar: |words| format!("Precīzi „{}“ neatradām, tāpēc meklējām arī līdzīgus vārdus.", words.join("“, „")),
    clear: "Notīrīt",
    nothing: ("Neko neatradām", "Noņem kādu filtru vai pamēģini īsāku vārdu.", "Pamēģini īsāku vārdu."),
    show_all: "Rādīt visas programmas",
    empty: "Programmu sarakstā vēl nekā nav",
    shown: |shown, all| format!("Redzamas {shown} no {}.", offer::of_programmes(Language::Lv, all)),
    more: |count| format!("Rādīt vēl {}", offer::programmes(Language::Lv, count)),
    price_row: "Maksa",
    co_payment: "Tavs līdzmaksājums",
    too_late: "Neviena grupa neiekļaujas finansējuma termiņā",
    more_groups: |count| match count {
        1 => "un vēl viena grupa".to_owned(),
        count => format!("un vēl {count} grupas"),
    },
};

static EN: ProgrammesTexts = ProgrammesTexts {
    heading: "Programmes",
    search: "Search",
    search_hint: "Search titles, descriptions and providers. You can leave out diacritics.",
    filters: |on| if on == 0 { "Filters".to_owned() } else { format!("Filters ({on} selected)") },
    show: |count| format!("Show {}", offer::programmes(Language::En, count)),
    filters_label: "Filters",
    topics: "Topic",
    topic_counts: |all, free| match free {
        0 => all.to_string(),
        free if free == all => format!("{all}, all free"),
        free => format!("{all}, {free} free"),
    },
    sort: "Sort by",
    sort_choice: |sort| match sort {
        Sort::Match => "best match",
        Sort::Start => "start date",
        Sort::Price => "price",
        Sort::Seats => "free places",
        Sort::Name => "name",
    },
    terms: "What these words mean",
    fits: |must| match must {
        UsableUntil::TrainingEnds => "Only programmes that the funding fully covers and that end in time",
        UsableUntil::TrainingStarts => "Only programmes that the funding fully covers and that start in time",
        UsableUntil::TrainingPaid => "Only programmes that the funding fully covers in time",
    },
    mode: "Study mode",
    kind: "Type of programme",
    level: "Level",
    level_choice: |level| format!("DigComp level\u{a0}{level}"),
    language: "Language",
    place: "Place",
    hours: "Length",
    hours_choice: |band| match band {
        HoursBand::UpTo60 => "Up to 60\u{a0}hours",
        HoursBand::UpTo100 => "61–100\u{a0}hours",
        HoursBand::UpTo160 => "101–160\u{a0}hours",
        HoursBand::Over160 => "More than 160\u{a0}hours",
    },
    price: "Price",
    price_choice: |band, grant| match band {
        PriceBand::UpToHalf => format!("Up to {}", money(Language::En, Cents::new(grant.get() / 2))),
        PriceBand::UpToGrant => format!("Up to {}", money(Language::En, grant)),
        PriceBand::OverGrant => format!("Over {}", money(Language::En, grant)),
    },
    found: |count, searched| {
        let programmes = offer::programmes(Language::En, count);
        let verb = if count == 1 { "matches" } else { "match" };
        if searched.is_empty() { programmes } else { format!("{programmes} {verb} “{searched}”") }
    },
    similar: |words| format!("We did not find “{}”, so we also searched for similar words.", words.join("”, “")),
    clear: "Clear",
    nothing: ("We did not find anything", "Remove a filter or try a shorter word.", "Try a shorter word."),
    show_all: "Show all programmes",
    empty: "There are no programmes yet",
    shown: |shown, all| format!("{shown} of {} shown.", offer::of_programmes(Language::En, all)),
    more: |count| format!("Show {} more", offer::programmes(Language::En, count)),
    price_row: "Price",
    co_payment: "You pay",
    too_late: "No study group ends before the funding deadline",
    more_groups: |count| match count {
        1 => "and one more group".to_owned(),
        count => format!("and {count} more groups"),
    },
};
