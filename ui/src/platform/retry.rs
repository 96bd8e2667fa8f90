//! Retry with exponential backoff.

use std::time::Duration;

use leptos::prelude::*;

/// First delay; each further delay is twice as long.
const FIRST: Duration = Duration::from_secs(2);

/// Maximum delay, and so the longest time until a recovery is noticed.
const LONGEST: Duration = Duration::from_secs(60);

/// Calls `request` while `failures`, the number of consecutive failures, is above zero: after a delay, and at once when
/// the network returns or the page becomes visible.
pub fn retry_with_backoff(failures: RwSignal<u32>, request: impl Fn() + Copy + 'static) {
    let retry = move || {
        if failures.get_untracked() > 0 {
            request();
        }
    };
    let listeners = ["online", "visibilitychange"].map(|event| window_event_listener_untyped(event, move |_| retry()));
    on_cleanup(move || listeners.into_iter().for_each(|listener| listener.remove()));
    Effect::new(move |_| {
        let Some(delay) = delay(failures.get()) else { return };
        // Without a timer only the two events trigger a retry.
        if let Ok(timer) = set_timeout_with_handle(retry, delay) {
            on_cleanup(move || timer.clear());
        }
    });
}

/// Returns the delay after `failures` consecutive failures; `None` after a success.
fn delay(failures: u32) -> Option<Duration> {
    let before = failures.checked_sub(1)?;
    Some(FIRST.saturating_mul(2_u32.saturating_pow(before)).min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_grow_up_to_a_minute() {
        let seconds = |failures| delay(failures).map(|delay| delay.as_secs());
        assert_eq!([0, 1, 2, 5, 6, u32::MAX].map(seconds), [None, Some(2), Some(4), Some(32), Some(60), Some(60)]);
    }
}
