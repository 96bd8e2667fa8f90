//! Orders of the catalogue that a person can choose.

/// Order of the results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The best match first, else the order of the catalogue.
    #[default]
    Match,
    /// The earliest start of training first.
    Start,
    /// The lowest amount that the person pays first, then the lowest price.
    Price,
    /// Most free seats first.
    Seats,
    /// Alphabetical by title.
    Name,
}

impl Sort {
    /// Every order, as the page lists them.
    pub const ALL: [Self; 5] = [Self::Match, Self::Start, Self::Price, Self::Seats, Self::Name];

    /// Returns the name in the URL; empty for the default.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Match => "",
            Self::Start => "sakums",
            Self::Price => "maksa",
            Self::Seats => "vietas",
            Self::Name => "nosaukums",
        }
    }

    /// Returns the order with this name; the default for an unknown one.
    pub fn of(name: &str) -> Self {
        Self::ALL.into_iter().find(|sort| sort.name() == name).unwrap_or_default()
    }
}
