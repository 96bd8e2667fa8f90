//! What is known of a person, as far as the rules ask; never who the person is.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A three-valued answer: known, known not, or not yet said. In JSON `true`, `false` and `null` (or left out).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Not yet said.
    #[default]
    Unknown,
    /// Known not to be so.
    No,
    /// Known to be so.
    Yes,
}

impl Answer {
    /// Whether something has been said.
    pub const fn is_known(self) -> bool {
        !matches!(self, Self::Unknown)
    }

    /// The answer to "this or that": yes where either holds, no only where neither does.
    pub const fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::No, Self::No) => Self::No,
            _ => Self::Unknown,
        }
    }
}

impl From<bool> for Answer {
    fn from(said: bool) -> Self {
        if said { Self::Yes } else { Self::No }
    }
}

impl From<Answer> for Option<bool> {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Unknown => None,
            Answer::No => Some(false),
            Answer::Yes => Some(true),
        }
    }
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Option::<bool>::from(*self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<bool>::deserialize(deserializer)?.map_or(Self::Unknown, Self::from))
    }
}

/// The facts a verdict is made of. Each may be open; the verdict then says what is missing.
///
/// The three answers with `elsewhere` or `completed` in their name matter only to calls that switch reading R2 or R6;
/// [`crate::eligibility::questions`] tells which facts a call asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Facts {
    /// The person's date of birth, from the identity source or declared.
    pub birth_date: Option<NaiveDate>,
    /// In this project a grant was given earlier and no programme was chosen (N8).
    #[cfg_attr(feature = "openapi", schema(value_type = Option<bool>))]
    pub earlier_grant_without_choice: Answer,
    /// The person is in training in this project (N8).
    #[cfg_attr(feature = "openapi", schema(value_type = Option<bool>))]
    pub still_learning: Answer,
    /// The person interrupted training in this project (N8).
    #[cfg_attr(feature = "openapi", schema(value_type = Option<bool>))]
    pub interrupted_learning: Answer,
    /// The person completed training in this project (reading R2).
    #[cfg_attr(feature = "openapi", schema(value_type = Option<bool>))]
    pub completed_learning: Answer,
    /// The person is in publicly funded training outside this project (reading R6).
    #[cfg_attr(feature = "openapi", schema(value_type = Option<bool>))]
    pub still_learning_elsewhere: Answer,
    /// The person interrupted publicly funded training outside this project (reading R6).
    #[cfg_attr(feature = "openapi", schema(value_type = Option<bool>))]
    pub interrupted_learning_elsewhere: Answer,
}

/// A fact by name, in the order in which the questionnaire asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FactId {
    /// [`Facts::birth_date`].
    BirthDate,
    /// [`Facts::earlier_grant_without_choice`].
    EarlierGrantWithoutChoice,
    /// [`Facts::still_learning`].
    StillLearning,
    /// [`Facts::still_learning_elsewhere`].
    StillLearningElsewhere,
    /// [`Facts::interrupted_learning`].
    InterruptedLearning,
    /// [`Facts::interrupted_learning_elsewhere`].
    InterruptedLearningElsewhere,
    /// [`Facts::completed_learning`].
    CompletedLearning,
}

impl FactId {
    /// Every fact, in the order of asking.
    pub const ALL: [Self; 7] = [
        Self::BirthDate,
        Self::EarlierGrantWithoutChoice,
        Self::StillLearning,
        Self::StillLearningElsewhere,
        Self::InterruptedLearning,
        Self::InterruptedLearningElsewhere,
        Self::CompletedLearning,
    ];

    /// The fact's name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BirthDate => "birth_date",
            Self::EarlierGrantWithoutChoice => "earlier_grant_without_choice",
            Self::StillLearning => "still_learning",
            Self::StillLearningElsewhere => "still_learning_elsewhere",
            Self::InterruptedLearning => "interrupted_learning",
            Self::InterruptedLearningElsewhere => "interrupted_learning_elsewhere",
            Self::CompletedLearning => "completed_learning",
        }
    }

    /// The fact with this name in JSON.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fact| fact.name() == name)
    }
}

impl Facts {
    /// The answer to a yes-or-no fact; for the birth date, whether it is known.
    pub const fn answer(&self, fact: FactId) -> Answer {
        match fact {
            FactId::BirthDate => match self.birth_date {
                Some(_) => Answer::Yes,
                None => Answer::Unknown,
            },
            FactId::EarlierGrantWithoutChoice => self.earlier_grant_without_choice,
            FactId::StillLearning => self.still_learning,
            FactId::StillLearningElsewhere => self.still_learning_elsewhere,
            FactId::InterruptedLearning => self.interrupted_learning,
            FactId::InterruptedLearningElsewhere => self.interrupted_learning_elsewhere,
            FactId::CompletedLearning => self.completed_learning,
        }
    }

    /// These facts, as far as a register does not know better: what it knows replaces what was declared.
    ///
    /// ```
    /// use rules::facts::{Answer, Facts};
    /// let declared = Facts { still_learning: Answer::No, interrupted_learning: Answer::No, ..Facts::default() };
    /// let register = Facts { still_learning: Answer::Yes, ..Facts::default() };
    /// let known = declared.with_register(&register);
    /// assert_eq!((known.still_learning, known.interrupted_learning), (Answer::Yes, Answer::No));
    /// ```
    pub fn with_register(mut self, register: &Self) -> Self {
        self.birth_date = register.birth_date.or(self.birth_date);
        for fact in FactId::ALL {
            if register.answer(fact).is_known() {
                self.set_answer(fact, register.answer(fact));
            }
        }
        self
    }

    /// Sets a yes-or-no fact; the birth date is set by its field and left alone here.
    pub const fn set_answer(&mut self, fact: FactId, answer: Answer) {
        match fact {
            FactId::BirthDate => {}
            FactId::EarlierGrantWithoutChoice => self.earlier_grant_without_choice = answer,
            FactId::StillLearning => self.still_learning = answer,
            FactId::StillLearningElsewhere => self.still_learning_elsewhere = answer,
            FactId::InterruptedLearning => self.interrupted_learning = answer,
            FactId::InterruptedLearningElsewhere => self.interrupted_learning_elsewhere = answer,
            FactId::CompletedLearning => self.completed_learning = answer,
        }
    }
}
