//! The figures of one run of the accessibility checks.

/// What a run of the checks has found.
pub struct Results {
    /// Its year, month and day.
    pub date: (i32, u32, u32),
    /// The version of axe-core.
    pub axe: &'static str,
    /// The browsers, with their versions.
    pub browsers: &'static [&'static str],
    /// How many states of the pages were looked at.
    pub states: u32,
    /// Criteria of WCAG 2.2 that some states do not meet, and how many states.
    pub failing: &'static [(&'static str, u32)],
    /// How many barriers were put in on purpose to try the checks.
    pub barriers: u32,
    /// How many of those the checks missed.
    pub missed: u32,
}
