//! Figures of one run of the accessibility checks.

/// Results of a run.
pub struct Results {
    /// Year, month and day.
    pub date: (i32, u32, u32),
    /// Version of axe-core.
    pub axe: &'static str,
    /// Browsers with their versions.
    pub browsers: &'static [&'static str],
    /// Number of page states that were checked.
    pub states: u32,
    /// Failing criteria of WCAG 2.2, each with the number of states.
    pub failing: &'static [(&'static str, u32)],
    /// Number of barriers inserted on purpose to test the checks.
    pub barriers: u32,
    /// Number of those that the checks missed.
    pub missed: u32,
}
