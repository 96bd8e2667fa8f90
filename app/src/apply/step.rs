//! Steps of the application in their order, with the fields of each.

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
    /// Summary, declaration and submission.
    Check,
}

impl Step {
    /// All steps in order.
    pub const ALL: [Self; 5] = [Self::Programme, Self::Eligibility, Self::SignIn, Self::Contact, Self::Check];

    /// Number of numbered steps.
    pub const NUMBERED: u8 = 4;

    /// Returns the number that the person sees.
    pub const fn number(self) -> Option<u8> {
        match self {
            Self::Programme => Some(1),
            Self::Eligibility => Some(2),
            Self::SignIn => None,
            Self::Contact => Some(3),
            Self::Check => Some(4),
        }
    }

    /// Returns the step's name in the URL.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Programme => "1",
            Self::Eligibility => "2",
            Self::SignIn => "pieslegsanas",
            Self::Contact => "3",
            Self::Check => "4",
        }
    }

    /// Returns the step with this name; the first step for an unknown name.
    pub fn named(name: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|step| Some(step.name()) == name).unwrap_or_default()
    }

    /// Returns the next step; `None` for the last. A person who has `answered` all questions is not asked again.
    pub const fn next(self, signed_in: bool, answered: bool) -> Option<Self> {
        match (self, signed_in) {
            (Self::Programme, _) if !answered => Some(Self::Eligibility),
            (Self::Programme | Self::Eligibility, false) => Some(Self::SignIn),
            (Self::Programme | Self::Eligibility, true) | (Self::SignIn, _) => Some(Self::Contact),
            (Self::Contact, _) => Some(Self::Check),
            (Self::Check, _) => None,
        }
    }

    /// Returns the previous step; `None` for the first. The questions stay within reach when they are answered.
    pub const fn previous(self) -> Option<Self> {
        match self {
            Self::Programme => None,
            Self::Eligibility => Some(Self::Programme),
            Self::SignIn | Self::Contact => Some(Self::Eligibility),
            Self::Check => Some(Self::Contact),
        }
    }

    /// Returns the step on which a field can be corrected.
    pub fn asking(field: &Field) -> Self {
        match field {
            Field::Programme | Field::Group => Self::Programme,
            Field::Fact(_) => Self::Eligibility,
            Field::Email | Field::Phone | Field::Language => Self::Contact,
            Field::Declaration | Field::Body | Field::Call | Field::Other(_) => Self::Check,
        }
    }

    /// Returns whether an error in `field` blocks this step.
    pub fn blocks(self, field: &Field) -> bool {
        match self {
            Self::Check => true,
            Self::Programme | Self::Eligibility | Self::SignIn | Self::Contact => Self::asking(field) == self,
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
    fn numbers_run_from_one_to_four() {
        let numbers: Vec<u8> = Step::ALL.into_iter().filter_map(Step::number).collect();
        assert_eq!(numbers, (1..=Step::NUMBERED).collect::<Vec<_>>());
    }

    #[test]
    fn who_is_signed_in_is_not_asked_to_sign_in() {
        assert_eq!(Step::Eligibility.next(false, true), Some(Step::SignIn));
        assert_eq!(Step::Eligibility.next(true, true), Some(Step::Contact));
    }

    #[test]
    fn answered_questions_are_not_asked_again() {
        assert_eq!(Step::Programme.next(false, false), Some(Step::Eligibility));
        assert_eq!(Step::Programme.next(true, false), Some(Step::Eligibility));
        assert_eq!(Step::Programme.next(false, true), Some(Step::SignIn));
        assert_eq!(Step::Programme.next(true, true), Some(Step::Contact));
    }

    #[test]
    fn next_leads_from_the_first_step_to_the_last() {
        let mut step = Step::Programme;
        let mut seen = 1;
        while let Some(next) = step.next(false, false) {
            step = next;
            seen += 1;
        }
        assert_eq!((step, seen), (Step::Check, Step::ALL.len()));
    }

    #[test]
    fn any_error_blocks_check_and_own_errors_block_contact() {
        assert!(Step::Check.blocks(&Field::Email));
        assert!(Step::Contact.blocks(&Field::Email));
        assert!(!Step::Contact.blocks(&Field::Group));
        assert!(!Step::SignIn.blocks(&Field::Email));
        assert!(Step::Check.blocks(&Field::Declaration));
        assert!(!Step::Contact.blocks(&Field::Declaration));
    }
}
