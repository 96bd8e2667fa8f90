//! Steps of the application in their order, with the fields of each.

use rules::facts::FactId;
use rules::field::Field;

/// Step of the application; each is a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// Programme and study group.
    #[default]
    Programme,
    /// Questions of the verdict.
    Eligibility,
    /// Offer to sign in. It has no fields and no number, and is skipped by a signed-in person.
    SignIn,
    /// E-mail address, telephone number, language.
    Contact,
    /// Declarations of N8.
    Declarations,
    /// Summary and submission.
    Check,
}

impl Step {
    /// All steps in order.
    pub const ALL: [Self; 6] =
        [Self::Programme, Self::Eligibility, Self::SignIn, Self::Contact, Self::Declarations, Self::Check];

    /// Number of numbered steps.
    pub const NUMBERED: u8 = 5;

    /// Returns the number that the person sees.
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

    /// Returns the step's name in the URL.
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

    /// Returns the step with this name; the first step for an unknown name.
    pub fn named(name: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|step| Some(step.name()) == name).unwrap_or_default()
    }

    /// Returns the next step; `None` for the last.
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

    /// Returns the previous step; `None` for the first.
    pub const fn previous(self) -> Option<Self> {
        match self {
            Self::Programme => None,
            Self::Eligibility => Some(Self::Programme),
            Self::SignIn | Self::Contact => Some(Self::Eligibility),
            Self::Declarations => Some(Self::Contact),
            Self::Check => Some(Self::Declarations),
        }
    }

    /// Returns the step on which a field can be corrected.
    pub fn asking(field: &Field) -> Self {
        match field {
            Field::Programme | Field::Group => Self::Programme,
            Field::Fact(FactId::BirthDate) => Self::Eligibility,
            // The second step asks these as questions; the fourth declares them.
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

    /// Returns whether an error in `field` blocks this step.
    pub fn blocks(self, field: &Field) -> bool {
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
    fn check_step_stops_at_any_error_and_contact_step_at_its_own() {
        assert!(Step::Check.blocks(&Field::Email));
        assert!(Step::Contact.blocks(&Field::Email));
        assert!(!Step::Contact.blocks(&Field::Group));
        assert!(!Step::SignIn.blocks(&Field::Email));
    }
}
