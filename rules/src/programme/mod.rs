//! Programmes of the catalogue, their study groups, and the rules of a call for them.

use alloc::string::String;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use self::kind::{ProgrammeType, StudyMode};
use self::timetable::Lesson;
use self::topic::Topic;
use self::venue::{Venue, website_host};
use crate::call::Call;
use crate::digcomp::LevelRange;
use crate::hours::HourRange;
use crate::language::{Language, Localised};
use crate::money::Cents;
use crate::reading::{GrantAmount, UsableUntil};

pub mod kind;
pub mod timetable;
pub mod topic;
pub mod venue;

/// Maximum length of [`Programme::short_summary`], in characters of each language: two lines on a card.
pub const SHORT_SUMMARY_LENGTH: usize = 110;

/// Study group (mācību grupa): one run of a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StudyGroup {
    /// Identifier, unique in the catalogue.
    pub id: String,
    /// First day of training.
    pub starts_on: NaiveDate,
    /// Last day of training, not before the first.
    pub ends_on: NaiveDate,
    /// Day on which the provider is paid, if agreed; used only by reading R4 `training_paid`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment_on: Option<NaiveDate>,
    /// Number of seats (vietas), at least one.
    pub seats: u16,
    /// Lessons; empty if the provider has not announced them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub timetable: Vec<Lesson>,
}

/// Educational institution that offers programmes (izglītības iestāde).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Identifier, unique in the catalogue.
    pub id: String,
    /// Latvian name of the institution.
    pub name: String,
    /// Town or municipality of its head office.
    pub place: String,
    /// Public e-mail address.
    pub email: String,
    /// Public telephone number.
    pub phone: String,
    /// Website, an `https://` address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
}

/// Programme (izglītības programma) as its provider describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// Identifier, unique in the catalogue. The page's address contains it: lower-case letters, digits and hyphens
    /// only.
    pub id: String,
    /// [`Provider::id`] of the provider.
    pub provider: String,
    /// Title.
    pub title: Localised,
    /// Summary in two sentences.
    pub summary: Localised,
    /// Summary in one line, for lists; at most [`SHORT_SUMMARY_LENGTH`] characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short_summary: Option<Localised>,
    /// Topic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Topic>,
    /// Skills that a person has afterwards.
    pub outcomes: Vec<Localised>,
    /// Knowledge that a person needs before.
    pub prior_knowledge: Localised,
    /// Type.
    pub kind: ProgrammeType,
    /// Length in the hours of the announcement.
    pub hours: u16,
    /// DigComp levels.
    pub level: LevelRange,
    /// Mode of study.
    pub mode: StudyMode,
    /// Town of the training; `None` exactly if the programme is remote.
    #[serde(default)]
    pub place: Option<String>,
    /// Address of the training; only a programme with a place has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<Venue>,
    /// Language of the training.
    pub language: Language,
    /// Price for one person in cents.
    #[serde(rename = "price_cents")]
    pub price: Cents,
    /// Study groups, at least one.
    pub groups: Vec<StudyGroup>,
}

impl Programme {
    /// Returns the study group with this identifier.
    pub fn group(&self, id: &str) -> Option<&StudyGroup> {
        self.groups.iter().find(|group| group.id == id)
    }
}

/// Error in a programme of the catalogue. Providers correct it; no citizen is refused because of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case", tag = "problem")]
pub enum ProgrammeError {
    /// The hours are outside the range of the programme's type (N6).
    #[error("{hours} hours are outside {}–{}", .range.min(), .range.max())]
    HoursOutOfRange {
        /// Hours of the programme.
        hours: u16,
        /// Range that the call allows.
        range: HourRange,
    },
    /// The call has no programmes of this type (N6).
    #[error("the call has no programmes of this type")]
    TypeNotInCall,
    /// A level is outside the levels of the call (N4).
    #[error("the levels are outside {}–{}", .range.from().get(), .range.to().get())]
    LevelOutOfRange {
        /// Levels that the call allows.
        range: LevelRange,
    },
    /// The call has no programmes of this mode (N5).
    #[error("the call has no programmes of this study mode")]
    ModeNotInCall,
    /// The programme is at least partly on site and has no place.
    #[error("a programme on site needs a place")]
    PlaceMissing,
    /// The programme is remote and has a place.
    #[error("a remote programme has no place")]
    PlaceNotAllowed,
    /// The programme is remote and has an address.
    #[error("a remote programme has no venue")]
    VenueNotAllowed,
    /// The identifier is empty or contains characters other than lower-case letters, digits and hyphens.
    #[error("the identifier may contain only lower-case letters, digits and hyphens")]
    BadId,
    /// A text is missing in one of the languages.
    #[error("the text {field:?} is missing in one of the languages")]
    TextMissing {
        /// Name of the field.
        field: TextField,
    },
    /// A text is too long in one of the languages.
    #[error("the text {field:?} is longer than {characters} characters")]
    TextTooLong {
        /// Name of the field.
        field: TextField,
        /// Maximum length.
        characters: usize,
    },
    /// The programme has no study group.
    #[error("the programme has no study group")]
    NoGroups,
    /// A study group ends before it starts.
    #[error("the study group {group} ends before it starts")]
    GroupEndsBeforeStart {
        /// Identifier of the group.
        group: String,
    },
    /// A study group has no seats.
    #[error("the study group {group} has no seats")]
    GroupWithoutSeats {
        /// Identifier of the group.
        group: String,
    },
    /// A lesson has both days of the week and single dates, neither, or one of them twice.
    #[error("a lesson of the study group {group} needs either days of the week or dates, each once")]
    LessonDays {
        /// Identifier of the group.
        group: String,
    },
    /// A lesson ends before it starts.
    #[error("a lesson of the study group {group} ends before it starts")]
    LessonEndsBeforeStart {
        /// Identifier of the group.
        group: String,
    },
    /// A lesson is before the first or after the last day of its study group.
    #[error("the lesson on {date} is outside the study group {group}")]
    LessonOutsideGroup {
        /// Identifier of the group.
        group: String,
        /// Day of the lesson.
        date: NaiveDate,
    },
    /// A remote programme has a lesson on site, or one in person a remote lesson.
    #[error("a lesson of the study group {group} does not fit the study mode")]
    LessonMode {
        /// Identifier of the group.
        group: String,
    },
}

/// Error in a provider of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case", tag = "problem")]
pub enum ProviderError {
    /// The website is not an `https://` address.
    #[error("the website {website:?} is not an https:// address")]
    BadWebsite {
        /// Address as given.
        website: String,
    },
}

/// Text field of a programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextField {
    /// [`Programme::title`].
    Title,
    /// [`Programme::summary`].
    Summary,
    /// [`Programme::short_summary`].
    ShortSummary,
    /// [`Programme::outcomes`].
    Outcomes,
    /// [`Programme::prior_knowledge`].
    PriorKnowledge,
    /// [`Programme::venue`].
    Venue,
}

/// Returns every error of a programme under a call.
///
/// # Law
/// N4 (levels), N5 (modes), N6 (hours per type). A programme whose groups all end after the grant is usable is valid:
/// [`group_in_time`] marks those groups.
pub fn check(programme: &Programme, call: &Call) -> Vec<ProgrammeError> {
    let mut errors = Vec::new();
    errors.extend(check_texts(programme));
    errors.extend(check_offer(programme, call));
    errors.extend(check_place(programme));
    errors.extend(check_groups(programme));
    errors.extend(check_lessons(programme));
    errors
}

/// Returns the error of a provider; `None` if it is valid.
pub fn check_provider(provider: &Provider) -> Option<ProviderError> {
    let website = provider.website.as_ref()?;
    website_host(website).is_none().then(|| ProviderError::BadWebsite { website: website.clone() })
}

fn check_texts(programme: &Programme) -> Vec<ProgrammeError> {
    let well_formed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let bad_id = programme.id.is_empty() || !programme.id.chars().all(well_formed);
    let missing = [
        (TextField::Title, programme.title.is_incomplete()),
        (TextField::Summary, programme.summary.is_incomplete()),
        (TextField::ShortSummary, programme.short_summary.as_ref().is_some_and(Localised::is_incomplete)),
        (TextField::Outcomes, programme.outcomes.is_empty() || programme.outcomes.iter().any(Localised::is_incomplete)),
        (TextField::PriorKnowledge, programme.prior_knowledge.is_incomplete()),
        (TextField::Venue, programme.venue.as_ref().is_some_and(Venue::is_incomplete)),
    ];
    let texts =
        missing.into_iter().filter(|(_, missing)| *missing).map(|(field, _)| ProgrammeError::TextMissing { field });
    let too_long = programme
        .short_summary
        .as_ref()
        .is_some_and(|text| [&text.lv, &text.en].into_iter().any(|text| text.chars().count() > SHORT_SUMMARY_LENGTH));
    let too_long = too_long
        .then_some(ProgrammeError::TextTooLong { field: TextField::ShortSummary, characters: SHORT_SUMMARY_LENGTH });
    bad_id.then_some(ProgrammeError::BadId).into_iter().chain(texts).chain(too_long).collect()
}

fn check_offer(programme: &Programme, call: &Call) -> Vec<ProgrammeError> {
    let mut errors = Vec::new();
    match call.hour_range(programme.kind) {
        None => errors.push(ProgrammeError::TypeNotInCall),
        Some(range) if !range.contains(programme.hours) => {
            errors.push(ProgrammeError::HoursOutOfRange { hours: programme.hours, range });
        }
        Some(_) => {}
    }
    if !call.levels.covers(programme.level) {
        errors.push(ProgrammeError::LevelOutOfRange { range: call.levels });
    }
    if !call.modes.contains(&programme.mode) {
        errors.push(ProgrammeError::ModeNotInCall);
    }
    errors
}

fn check_place(programme: &Programme) -> impl Iterator<Item = ProgrammeError> {
    let has_place = programme.place.as_ref().is_some_and(|place| !place.trim().is_empty());
    let place = match (programme.mode.needs_place(), has_place) {
        (true, false) => Some(ProgrammeError::PlaceMissing),
        (false, true) => Some(ProgrammeError::PlaceNotAllowed),
        _ => None,
    };
    let venue = programme.venue.is_some() && !programme.mode.needs_place();
    place.into_iter().chain(venue.then_some(ProgrammeError::VenueNotAllowed))
}

fn check_groups(programme: &Programme) -> Vec<ProgrammeError> {
    let none = programme.groups.is_empty().then_some(ProgrammeError::NoGroups);
    let each = programme.groups.iter().flat_map(|group| {
        let reversed =
            (group.ends_on < group.starts_on).then(|| ProgrammeError::GroupEndsBeforeStart { group: group.id.clone() });
        let without_seats = (group.seats == 0).then(|| ProgrammeError::GroupWithoutSeats { group: group.id.clone() });
        reversed.into_iter().chain(without_seats)
    });
    none.into_iter().chain(each).collect()
}

fn check_lessons(programme: &Programme) -> Vec<ProgrammeError> {
    let lessons = programme.groups.iter().flat_map(|group| group.timetable.iter().map(move |lesson| (group, lesson)));
    lessons.flat_map(|(group, lesson)| check_lesson(group, lesson, programme.mode)).collect()
}

fn check_lesson(group: &StudyGroup, lesson: &Lesson, mode: StudyMode) -> Vec<ProgrammeError> {
    let id = || group.id.clone();
    let outside = lesson.dates.iter().filter(|date| !(group.starts_on..=group.ends_on).contains(date));
    let mut errors: Vec<ProgrammeError> =
        outside.map(|date| ProgrammeError::LessonOutsideGroup { group: id(), date: *date }).collect();
    if !lesson.has_days() {
        errors.push(ProgrammeError::LessonDays { group: id() });
    }
    if lesson.ends_at <= lesson.starts_at {
        errors.push(ProgrammeError::LessonEndsBeforeStart { group: id() });
    }
    if !lesson.fits(mode) {
        errors.push(ProgrammeError::LessonMode { group: id() });
    }
    errors
}

/// Returns whether the grant can pay for a study group in time (N9, reading R4). The last usable day is included.
pub fn group_in_time(group: &StudyGroup, call: &Call) -> bool {
    let decisive = match call.readings.usable_until {
        UsableUntil::TrainingEnds => group.ends_on,
        UsableUntil::TrainingStarts => group.starts_on,
        UsableUntil::TrainingPaid => group.payment_on.unwrap_or(group.ends_on),
    };
    decisive <= call.usable_until
}

/// Price of one programme, divided between the grant and the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Funding {
    /// Amount paid by the grant, in cents.
    pub grant: Cents,
    /// Amount paid by the person (līdzmaksājums), in cents.
    pub co_payment: Cents,
}

/// Divides a price between the grant and the person (N2, N7, reading R5).
///
/// That the person pays the part above the grant is a reading, not a sentence of the announcement.
pub fn funding(call: &Call, price: Cents) -> Funding {
    let grant = match call.readings.grant_amount {
        GrantAmount::Ceiling => price.min(call.grant),
        GrantAmount::Fixed => call.grant,
    };
    Funding { grant, co_payment: price.saturating_sub(call.grant) }
}
