//! Topics of programmes: a closed list. The catalogue filters by topic.

use serde::{Deserialize, Serialize};

/// Topic of a programme. The announcement has no topics: providers choose one of these nine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Data and analysis: spreadsheets, databases, statistics, maps.
    Data,
    /// Programming and the web: languages, testing, operation of software.
    Programming,
    /// Networks, equipment and manufacturing: hardware, electronics, automation, computer-aided design.
    Equipment,
    /// Office and company: records, accounts, projects, processes.
    Business,
    /// Design, photography and video.
    Design,
    /// Education, culture and health: teaching, research, museums, care.
    Education,
    /// Cybersecurity.
    Cybersecurity,
    /// Artificial intelligence.
    Ai,
    /// Marketing and trade.
    Marketing,
}

impl Topic {
    /// Every topic, in the order of the pages.
    pub const ALL: [Self; 9] = [
        Self::Data,
        Self::Programming,
        Self::Equipment,
        Self::Business,
        Self::Design,
        Self::Education,
        Self::Cybersecurity,
        Self::Ai,
        Self::Marketing,
    ];

    /// Name in JSON and in placeholders of prerendered pages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Programming => "programming",
            Self::Equipment => "equipment",
            Self::Business => "business",
            Self::Design => "design",
            Self::Education => "education",
            Self::Cybersecurity => "cybersecurity",
            Self::Ai => "ai",
            Self::Marketing => "marketing",
        }
    }
}
