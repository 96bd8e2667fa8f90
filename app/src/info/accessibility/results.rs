//! Figures of the last run of `cargo xtask a11y`, which writes this file.

use crate::info::accessibility::run::Results;

/// The last run.
pub(super) const RESULTS: Results = Results {
    // Year, month and day.
    date: (2026, 12, 2),
    axe: "4.14.1",
    browsers: &["Chrome 156.0.8078.114"],
    states: 672,
    failing: &[],
    barriers: 92,
    missed: 4,
};
