//! Programmes of the catalogue: what a provider offers, and whether it fits the call.

use alloc::string::String;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::digcomp::LevelRange;
use crate::hours::HourRange;
use crate::language::{Language, Localised};
use crate::money::Cents;
use crate::reading::{GrantAmount, UsableUntil};

/// The type of a programme, which sets the hours a call allows (N6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProgrammeType {
    /// Studiju kurss (N6a).
    StudyCourse,
    /// Studiju modulis (N6b).
    StudyModule,
    /// Profesionālās izglītības programmas modulis (N6c).
    VocationalModule,
    /// Moduļu kopa (N6d).
    ModuleSet,
}

impl ProgrammeType {
    /// Every type, in the announcement's order.
    pub const ALL: [Self; 4] = [Self::StudyCourse, Self::StudyModule, Self::VocationalModule, Self::ModuleSet];
}

/// The form of study (N5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum StudyMode {
    /// Attālināti.
    Remote,
    /// Klātienē.
    InPerson,
    /// Daļēji attālināti: theory remote, practical work on site.
    PartlyRemote,
}

impl StudyMode {
    /// Every mode, in the announcement's order.
    pub const ALL: [Self; 3] = [Self::Remote, Self::InPerson, Self::PartlyRemote];

    /// Whether some of the study happens at a place.
    pub const fn needs_place(self) -> bool {
        !matches!(self, Self::Remote)
    }
}

/// One run of a programme (mācību grupa): dates and places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StudyGroup {
    /// Unique in the catalogue.
    pub id: String,
    /// The first day of training.
    pub starts_on: NaiveDate,
    /// The last day of training, not before the first.
    pub ends_on: NaiveDate,
    /// The day on which the provider is paid, where that is agreed; only reading R4 asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment_on: Option<NaiveDate>,
    /// How many people it takes, at least one.
    pub seats: u16,
}

/// An educational institution that offers programmes (izglītības iestāde).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Unique in the catalogue.
    pub id: String,
    /// The institution's Latvian name.
    pub name: String,
    /// The town or municipality of its seat.
    pub place: String,
    /// Its public e-mail address.
    pub email: String,
    /// Its public telephone number.
    pub phone: String,
}

/// A programme (izglītības programma) as its provider describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// Unique in the catalogue; part of the page's address, so small letters, digits and hyphens only.
    pub id: String,
    /// The [`Provider::id`] of who offers it.
    pub provider: String,
    /// Its title.
    pub title: Localised,
    /// Two sentences on what it is about.
    pub summary: Localised,
    /// What a person can do afterwards.
    pub outcomes: Vec<Localised>,
    /// What a person should know before.
    pub prior_knowledge: Localised,
    /// Its type.
    pub kind: ProgrammeType,
    /// Its length in the announcement's hours.
    pub hours: u16,
    /// The DigComp levels it lies on.
    pub level: LevelRange,
    /// How it is taught.
    pub mode: StudyMode,
    /// Where it is taught; `None` exactly where it is remote.
    #[serde(default)]
    pub place: Option<String>,
    /// The language it is taught in.
    pub language: Language,
    /// The price for one person in cents.
    #[serde(rename = "price_cents")]
    pub price: Cents,
    /// Its study groups, at least one.
    pub groups: Vec<StudyGroup>,
}

/// What is wrong with a programme in the catalogue. A provider is told; a citizen is never refused for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "problem")]
pub enum ProgrammeError {
    /// The hours lie outside the range of the programme's type (N6).
    HoursOutOfRange {
        /// The hours given.
        hours: u16,
        /// The range that the call allows.
        range: HourRange,
    },
    /// The call takes no programme of this type (N6).
    TypeNotInCall,
    /// A level lies outside the call's levels (N4).
    LevelOutOfRange {
        /// The levels that the call allows.
        range: LevelRange,
    },
    /// The call takes no programme of this mode (N5).
    ModeNotInCall,
    /// It is taught on site, wholly or partly, and names no place.
    PlaceMissing,
    /// It is remote and names a place.
    PlaceNotAllowed,
    /// The identifier is empty or holds something other than small letters, digits and hyphens.
    BadId,
    /// A text is missing in one of the languages.
    TextMissing {
        /// The field's name.
        field: TextField,
    },
    /// It has no study group.
    NoGroups,
    /// A study group ends before it starts.
    GroupEndsBeforeStart {
        /// The group's identifier.
        group: String,
    },
    /// A study group has no seats.
    GroupWithoutSeats {
        /// The group's identifier.
        group: String,
    },
}

/// A text field of a programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextField {
    /// [`Programme::title`].
    Title,
    /// [`Programme::summary`].
    Summary,
    /// [`Programme::outcomes`].
    Outcomes,
    /// [`Programme::prior_knowledge`].
    PriorKnowledge,
}

/// Everything that is wrong with a programme under a call; empty where nothing is.
///
/// # Law
/// N4 (levels), N5 (modes), N6 (hours per type). A programme whose groups all end after the grant is usable is not an
/// error: [`group_in_time`] tells the citizen.
pub fn check(programme: &Programme, call: &Call) -> Vec<ProgrammeError> {
    let mut errors = Vec::new();
    errors.extend(check_texts(programme));
    errors.extend(check_offer(programme, call));
    errors.extend(check_place(programme));
    errors.extend(check_groups(programme));
    errors
}

fn check_texts(programme: &Programme) -> Vec<ProgrammeError> {
    let well_formed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let bad_id = programme.id.is_empty() || !programme.id.chars().all(well_formed);
    let missing = [
        (TextField::Title, programme.title.is_incomplete()),
        (TextField::Summary, programme.summary.is_incomplete()),
        (TextField::Outcomes, programme.outcomes.is_empty() || programme.outcomes.iter().any(Localised::is_incomplete)),
        (TextField::PriorKnowledge, programme.prior_knowledge.is_incomplete()),
    ];
    let texts =
        missing.into_iter().filter(|(_, missing)| *missing).map(|(field, _)| ProgrammeError::TextMissing { field });
    bad_id.then_some(ProgrammeError::BadId).into_iter().chain(texts).collect()
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

fn check_place(programme: &Programme) -> Option<ProgrammeError> {
    let has_place = programme.place.as_ref().is_some_and(|place| !place.trim().is_empty());
    match (programme.mode.needs_place(), has_place) {
        (true, false) => Some(ProgrammeError::PlaceMissing),
        (false, true) => Some(ProgrammeError::PlaceNotAllowed),
        _ => None,
    }
}

fn check_groups(programme: &Programme) -> Vec<ProgrammeError> {
    let none = programme.groups.is_empty().then_some(ProgrammeError::NoGroups);
    let each = programme.groups.iter().flat_map(|group| {
        let backwards =
            (group.ends_on < group.starts_on).then(|| ProgrammeError::GroupEndsBeforeStart { group: group.id.clone() });
        let full = (group.seats == 0).then(|| ProgrammeError::GroupWithoutSeats { group: group.id.clone() });
        backwards.into_iter().chain(full)
    });
    none.into_iter().chain(each).collect()
}

/// Whether a study group can be paid from the grant in time (N9, reading R4). The last usable day itself counts.
pub fn group_in_time(group: &StudyGroup, call: &Call) -> bool {
    let decisive = match call.readings.usable_until {
        UsableUntil::TrainingEnds => group.ends_on,
        UsableUntil::TrainingStarts => group.starts_on,
        UsableUntil::TrainingPaid => group.payment_on.unwrap_or(group.ends_on),
    };
    decisive <= call.usable_until
}

/// Who pays what for one programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Funding {
    /// What the grant pays, in cents.
    pub grant: Cents,
    /// What the person pays (līdzmaksājums), in cents.
    pub co_payment: Cents,
}

/// How a price is shared between the grant and the person (N2, N7, reading R5).
///
/// That the person pays what lies above the grant is a reading, not the announcement's sentence.
pub fn funding(call: &Call, price: Cents) -> Funding {
    let grant = match call.readings.grant_amount {
        GrantAmount::Ceiling => price.min(call.grant),
        GrantAmount::Fixed => call.grant,
    };
    Funding { grant, co_payment: price.saturating_sub(call.grant) }
}
