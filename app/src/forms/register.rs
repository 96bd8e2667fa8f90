//! What the registers know of the signed-in person replaces what was declared ([`Facts::with_register`]); the person sees
//! where they differ.

use rules::facts::{FactId, Facts};

/// The facts that were declared one way and are known to the register another way.
pub fn differences(declared: &Facts, register: &Facts) -> Vec<FactId> {
    let differs = |fact: &FactId| match fact {
        FactId::BirthDate => {
            register.birth_date.is_some() && declared.birth_date.is_some() && register.birth_date != declared.birth_date
        }
        fact => {
            let (said, known) = (declared.answer(*fact), register.answer(*fact));
            said.is_known() && known.is_known() && said != known
        }
    };
    FactId::ALL.into_iter().filter(differs).collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use rules::facts::Answer;

    use super::*;

    fn day(year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, 3, 14)
    }

    #[test]
    fn what_the_register_does_not_know_stays_as_declared() {
        let declared = Facts { birth_date: day(1988), still_learning: Answer::No, ..Facts::default() };
        assert_eq!(declared.with_register(&Facts::default()), declared);
        assert_eq!(differences(&declared, &Facts::default()), []);
    }

    #[test]
    fn what_the_register_knows_replaces_what_was_declared() {
        let declared = Facts { birth_date: day(1988), still_learning: Answer::No, ..Facts::default() };
        let register = Facts { birth_date: day(1989), still_learning: Answer::Yes, ..Facts::default() };
        assert_eq!(declared.with_register(&register), register);
        assert_eq!(differences(&declared, &register), [FactId::BirthDate, FactId::StillLearning]);
    }

    #[test]
    fn what_was_not_declared_is_no_difference() {
        let register = Facts { birth_date: day(1989), interrupted_learning: Answer::Yes, ..Facts::default() };
        assert_eq!(differences(&Facts::default(), &register), []);
    }
}
