//! Progress messages with times, on standard error: standard output has the command's result only.

use std::time::{Duration, Instant};

use crate::process::Result;

/// Runs a step; prints its name before and its time after it.
pub(crate) fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("==> {what}");
    let start = Instant::now();
    let result = work();
    let status = if result.is_ok() { "done" } else { "FAILED" };
    eprintln!("    {status} after {}: {what}", took(start.elapsed()));
    result
}

/// Prints a detail of the current step.
pub(crate) fn note(text: &str) {
    eprintln!("    {text}");
}

/// `3.2 s` below a minute, `4 min 05 s` from one minute on.
pub(crate) fn took(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_under_a_minute_has_a_decimal() {
        assert_eq!(took(Duration::from_millis(3_240)), "3.2 s");
    }

    #[test]
    fn time_over_a_minute_has_minutes() {
        assert_eq!(took(Duration::from_secs(245)), "4 min 05 s");
    }
}
