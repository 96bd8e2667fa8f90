//! Facts about a person that the rules depend on. They never identify the person.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Three-valued answer: yes, no or unknown. In JSON `true`, `false`, and `null` or an absent field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Unknown.
    #[default]
    Unknown,
    /// No.
    No,
    /// Yes.
    Yes,
}

impl Answer {
    /// Returns whether the answer is yes or no.
    pub const fn is_known(self) -> bool {
        !matches!(self, Self::Unknown)
    }

    /// Returns the answer to "this or that": yes if either is yes, no only if both are no.
    pub const fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::No, Self::No) => Self::No,
            _ => Self::Unknown,
        }
    }
}

impl From<bool> for Answer {
    fn from(answer: bool) -> Self {
        if answer { Self::Yes } else { Self::No }
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

/// Facts behind a verdict. Each may be unknown; the verdict then names the missing ones.
///
/// The three answers with `elsewhere` or `completed` in their name matter only to calls with another reading R2 or R6;
/// [`crate::eligibility::questions`] lists the facts of a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Facts {
    /// Date of birth, from the identity source or declared.
    pub birth_date: Option<NaiveDate>,
    /// An earlier grant of this project lapsed without a choice of programme (N8).
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

/// Name of a fact, in the order of the questionnaire.
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
    /// Every fact, in the order of the questionnaire.
    pub const ALL: [Self; 7] = [
        Self::BirthDate,
        Self::EarlierGrantWithoutChoice,
        Self::StillLearning,
        Self::StillLearningElsewhere,
        Self::InterruptedLearning,
        Self::InterruptedLearningElsewhere,
        Self::CompletedLearning,
    ];

    /// Returns the name of the fact in JSON.
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

    /// Returns the fact with this name in JSON.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fact| fact.name() == name)
    }
}

impl Facts {
    /// Returns whether a fact is known.
    pub const fn is_known(&self, fact: FactId) -> bool {
        match fact {
            FactId::BirthDate => self.birth_date.is_some(),
            fact => self.answer(fact).is_known(),
        }
    }

    /// Returns the answer to a yes-or-no fact. The birth date has no answer: it is always [`Answer::Unknown`] here.
    pub const fn answer(&self, fact: FactId) -> Answer {
        match fact {
            FactId::BirthDate => Answer::Unknown,
            FactId::EarlierGrantWithoutChoice => self.earlier_grant_without_choice,
            FactId::StillLearning => self.still_learning,
            FactId::StillLearningElsewhere => self.still_learning_elsewhere,
            FactId::InterruptedLearning => self.interrupted_learning,
            FactId::InterruptedLearningElsewhere => self.interrupted_learning_elsewhere,
            FactId::CompletedLearning => self.completed_learning,
        }
    }

    /// Returns these facts with every fact that the register knows replaced by its value.
    ///
    /// ```
    /// use rules::facts::{Answer, Facts};
    /// let declared = Facts { still_learning: Answer::No, interrupted_learning: Answer::No, ..Facts::default() };
    /// let register = Facts { still_learning: Answer::Yes, ..Facts::default() };
    /// let merged = declared.with_register(&register);
    /// assert_eq!((merged.still_learning, merged.interrupted_learning), (Answer::Yes, Answer::No));
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

    /// Sets a yes-or-no fact. [`FactId::BirthDate`] is ignored: set the field instead.
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
