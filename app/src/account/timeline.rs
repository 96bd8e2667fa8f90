//! Timeline of an application: completed and future milestones.

use api::{Application, ApplicationState, Seat};
use rules::eligibility::Verdict;
use ui::components::timeline::Progress;

/// Milestone of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Milestone {
    Submitted,
    Conditions(Verdict),
    SeatHeld,
    Waiting { number: u32 },
    Draw,
    Decision,
    Study,
    Certificate,
}

/// Milestone with its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) milestone: Milestone,
    pub(super) progress: Progress,
}

/// Returns the milestones of an application from submission to certificate.
pub(super) fn steps(application: &Application) -> Vec<Step> {
    let step = |milestone, progress| Step { milestone, progress };
    // A further state needs its own milestones; the exhaustive match makes the compiler report this place.
    let arrived = match application.state {
        ApplicationState::Submitted => step(Milestone::Submitted, Progress::Done),
    };
    let (seat, decision) = match application.seat {
        Seat::Held => (step(Milestone::SeatHeld, Progress::Done), Progress::Now),
        Seat::Waiting { number } => (step(Milestone::Waiting { number }, Progress::Now), Progress::ToCome),
        Seat::Draw => (step(Milestone::Draw, Progress::Now), Progress::ToCome),
    };
    vec![
        arrived,
        step(Milestone::Conditions(application.verdict), checked(application.verdict)),
        seat,
        step(Milestone::Decision, decision),
        step(Milestone::Study, Progress::ToCome),
        step(Milestone::Certificate, Progress::ToCome),
    ]
}

/// Only met conditions look like success.
const fn checked(verdict: Verdict) -> Progress {
    match verdict {
        Verdict::Eligible => Progress::Done,
        Verdict::NotEligible => Progress::Failed,
        Verdict::NeedsAnswer => Progress::ToCome,
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use rules::language::Localised;

    use super::*;

    fn application(seat: Seat) -> Application {
        Application {
            id: "a-1".into(),
            call: "2025-06".into(),
            programme: "datu-analize".into(),
            title: Localised { lv: "Datu analīze".into(), en: "Data analysis".into() },
            group: "da-1".into(),
            starts_on: NaiveDate::from_ymd_opt(2025, 9, 1).unwrap(),
            ends_on: NaiveDate::from_ymd_opt(2025, 12, 12).unwrap(),
            state: ApplicationState::Submitted,
            seat,
            submitted_at: "2025-06-10T09:14:00+03:00".parse().unwrap(),
            verdict: Verdict::Eligible,
            findings: Vec::new(),
        }
    }

    #[test]
    fn exactly_one_step_of_a_live_application_is_now() {
        for seat in [Seat::Held, Seat::Waiting { number: 2 }, Seat::Draw] {
            let steps = steps(&application(seat));
            let now = steps.iter().filter(|step| step.progress == Progress::Now).count();
            assert_eq!((now, steps.len()), (1, 6), "{seat:?}");
        }
    }

    #[test]
    fn unmet_condition_does_not_look_like_success() {
        for (verdict, expected) in [
            (Verdict::Eligible, Progress::Done),
            (Verdict::NotEligible, Progress::Failed),
            (Verdict::NeedsAnswer, Progress::ToCome),
        ] {
            let steps = steps(&Application { verdict, ..application(Seat::Held) });
            let checked = steps.into_iter().find(|step| step.milestone == Milestone::Conditions(verdict));
            assert_eq!(checked.map(|step| step.progress), Some(expected), "{verdict:?}");
        }
    }

    #[test]
    fn application_waits_for_its_seat_and_then_for_the_decision() {
        let now = |seat| {
            let steps = steps(&application(seat));
            steps.into_iter().find(|step| step.progress == Progress::Now).map(|step| step.milestone)
        };
        assert_eq!(now(Seat::Held), Some(Milestone::Decision));
        assert_eq!(now(Seat::Waiting { number: 2 }), Some(Milestone::Waiting { number: 2 }));
        assert_eq!(now(Seat::Draw), Some(Milestone::Draw));
    }
}
