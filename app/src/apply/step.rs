//! The steps of applying, in their order, and the fields that each of them asks for.

use rules::facts::FactId;
use rules::field::Field;

/// A step of applying: one page, one thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// Programme and study group.
    #[default]
    Programme,
    /// The questions behind the verdict.
    Eligibility,
    /// The offer to sign in now; it asks for nothing, has no number, and is passed over by who is signed in.
    SignIn,
    /// E-mail address, telephone number, language.
    Contact,
    /// The declarations of N8.
    Declarations,
    /// All of it once more, and the button that sends.
    Check,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 6] =
        [Self::Programme, Self::Eligibility, Self::SignIn, Self::Contact, Self::Declarations, Self::Check];

    /// How many steps have a number.
    pub const NUMBERED: u8 = 5;

    /// The number a person reads.
    pub const fn number(self) -> Option<u8> {
        match self {
            Self::Programme => Some(1),
            Self::Eligibility => Some(2),
            Self::SignIn => None,
            Self::Contact => Some(3),
            Self::Declarations => Some(4),
            Self::Check => Some(5),
        }
    }

    /// The step's name in the page's address.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Programme => "1",
            Self::Eligibility => "2",
            Self::SignIn => "pieslegsanas",
            Self::Contact => "3",
            Self::Declarations => "4",
            Self::Check => "5",
        }
    }

    /// The step with this name; the first where there is none.
    pub fn named(name: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|step| Some(step.name()) == name).unwrap_or_default()
    }

    /// The step after this one; the last has none.
    pub const fn next(self, signed_in: bool) -> Option<Self> {
        match (self, signed_in) {
            (Self::Programme, _) => Some(Self::Eligibility),
            (Self::Eligibility, false) => Some(Self::SignIn),
            (Self::Eligibility, true) | (Self::SignIn, _) => Some(Self::Contact),
            (Self::Contact, _) => Some(Self::Declarations),
            (Self::Declarations, _) => Some(Self::Check),
            (Self::Check, _) => None,
        }
    }

    /// The step before this one; the first has none.
    pub const fn previous(self) -> Option<Self> {
        match self {
            Self::Programme => None,
            Self::Eligibility => Some(Self::Programme),
            Self::SignIn | Self::Contact => Some(Self::Eligibility),
            Self::Declarations => Some(Self::Contact),
            Self::Check => Some(Self::Declarations),
        }
    }

    /// The step on which a field can be mended.
    pub fn asking(field: &Field) -> Self {
        match field {
            Field::Programme | Field::Group => Self::Programme,
            Field::Fact(FactId::BirthDate) => Self::Eligibility,
            // Asked as a question on the second step, and declared on the fourth.
            Field::Fact(
                FactId::EarlierGrantWithoutChoice
                | FactId::StillLearning
                | FactId::StillLearningElsewhere
                | FactId::InterruptedLearning
                | FactId::InterruptedLearningElsewhere
                | FactId::CompletedLearning,
            ) => Self::Declarations,
            Field::Email | Field::Phone | Field::Language => Self::Contact,
            Field::Body | Field::Call | Field::Other(_) => Self::Check,
        }
    }

    /// Whether an error in `field` keeps the person from going on past this step.
    pub fn holds_back(self, field: &Field) -> bool {
        match self {
            Self::Eligibility => matches!(field, Field::Fact(_)),
            Self::Check => true,
            Self::Programme | Self::SignIn | Self::Contact | Self::Declarations => Self::asking(field) == self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_found_by_its_name() {
        for step in Step::ALL {
            assert_eq!(Step::named(Some(step.name())), step);
        }
        assert_eq!(Step::named(None), Step::Programme);
        assert_eq!(Step::named(Some("9")), Step::Programme);
    }

    #[test]
    fn numbers_run_from_one_to_five() {
        let numbers: Vec<u8> = Step::ALL.into_iter().filter_map(Step::number).collect();
        assert_eq!(numbers, (1..=Step::NUMBERED).collect::<Vec<_>>());
    }

    #[test]
    fn who_is_signed_in_is_not_asked_to_sign_in() {
        assert_eq!(Step::Eligibility.next(false), Some(Step::SignIn));
        assert_eq!(Step::Eligibility.next(true), Some(Step::Contact));
    }

    #[test]
    fn next_leads_from_the_first_step_to_the_last() {
        let mut step = Step::Programme;
        let mut seen = 1;
        while let Some(next) = step.next(false) {
            step = next;
            seen += 1;
        }
        assert_eq!((step, seen), (Step::Check, Step::ALL.len()));
    }

    #[test]
    fn check_step_is_held_back_by_every_error_and_contact_step_by_its_own() {
        assert!(Step::Check.holds_back(&Field::Email));
        assert!(Step::Contact.holds_back(&Field::Email));
        assert!(!Step::Contact.holds_back(&Field::Group));
        assert!(!Step::SignIn.holds_back(&Field::Email));
    }
}
