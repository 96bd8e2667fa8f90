//! Clock of the pages: the only code in the browser that reads the time.
//!
//! The server's time decides, so the device's clock is corrected by the offset to the server's. Until the first
//! response, the offset stored on an earlier visit applies. If the server cannot be reached, the pages show a notice
//! that the time is the device's: its clock may have changed since the offset was stored.
//!
//! A device's clock may be set while a page is open. The browser's monotonic clock reveals it: the shown time then
//! stands still until the server has been asked again, so that no deadline passes by mistake.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use leptos::prelude::*;
use rules::riga_time;

use crate::platform::context::provided;
use crate::platform::device_settings;

/// Interval at which the pages update the time. A call window closes on screen at most this much late.
const TICK: Duration = Duration::from_secs(10);

/// Least difference that counts as a jump. The server's answer is this exact at most.
const JUMP: TimeDelta = TimeDelta::seconds(2);

/// Source of the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// No source yet: the first request is in flight and no offset is stored.
    Unknown,
    /// The server: its response, or the offset stored on an earlier visit while the first request is in flight.
    Server,
    /// The device's clock, corrected by the stored offset if there is one.
    Device,
}

/// Clock that shows the server's time.
#[derive(Clone, Copy)]
pub struct Clock {
    device: RwSignal<DateTime<Utc>>,
    offset: RwSignal<TimeDelta>,
    source: RwSignal<Source>,
    /// Times of the last tick: the device's and the monotonic clock's.
    last: StoredValue<(DateTime<Utc>, f64)>,
    /// Number of ticks at which the device's clock had been set.
    jumps: RwSignal<u32>,
    /// Whether the shown time stands still.
    is_held: StoredValue<bool>,
}

impl Clock {
    /// Starts a clock that ticks until its owner is cleaned up.
    pub fn start() -> Self {
        let learnt = device_settings::clock_offset();
        let clock = Self {
            device: RwSignal::new(device_now()),
            offset: RwSignal::new(learnt.unwrap_or_default()),
            source: RwSignal::new(if learnt.is_some() { Source::Server } else { Source::Unknown }),
            last: StoredValue::new((device_now(), monotonic_milliseconds())),
            jumps: RwSignal::new(0),
            is_held: StoredValue::new(false),
        };
        let ticking = set_interval_with_handle(move || clock.tick(), TICK);
        // Without a timer the pages keep showing the time of their start.
        if let Ok(handle) = ticking {
            on_cleanup(move || handle.clear());
        }
        clock
    }

    fn tick(self) {
        let ((now, monotonic), (then, monotonic_then)) =
            ((device_now(), monotonic_milliseconds()), self.last.get_value());
        self.last.set_value((now, monotonic));
        // Whole milliseconds; a page is open for less than 285 thousand years.
        let passed = TimeDelta::milliseconds((monotonic - monotonic_then) as i64);
        if has_jumped(now - then, passed) {
            self.is_held.set_value(true);
            self.jumps.update(|jumps| *jumps += 1);
        }
        if !self.is_held.get_value() {
            self.device.set(now);
        }
    }

    /// Returns how often the device's clock was set since the start. Tracked: the server is asked again after each.
    pub fn jumps(self) -> u32 {
        self.jumps.get()
    }

    /// Returns the difference between the server's time and the device's. Tracked.
    pub fn offset(self) -> TimeDelta {
        self.offset.get()
    }

    /// Returns the server's time. Tracked: a view that reads it updates with each tick.
    pub fn now(self) -> DateTime<Utc> {
        self.device.get() + self.offset()
    }

    /// Returns the server's time at the moment of the call, for timestamps. Untracked.
    pub fn stamp(self) -> DateTime<Utc> {
        device_now() + self.offset.get_untracked()
    }

    /// Returns the date in Riga.
    pub fn today(self) -> NaiveDate {
        riga_time::date_at(self.now())
    }

    /// Returns the source of the time.
    pub fn source(self) -> Source {
        self.source.get()
    }

    /// Returns whether the time is the device's. Untracked.
    pub fn is_the_devices(self) -> bool {
        self.source.get_untracked() == Source::Device
    }

    /// Sets and stores the offset from a server time, for a request that was sent at `asked`: half of the round trip
    /// counts as delay.
    pub fn correct(self, server: DateTime<Utc>, asked: DateTime<Utc>) {
        let answered = device_now();
        let offset = server - (asked + (answered - asked) / 2);
        device_settings::set_clock_offset(offset);
        self.offset.set(offset);
        self.is_held.set_value(false);
        self.device.set(answered);
        self.source.set(Source::Server);
    }

    /// Falls back to the device's clock, because the server did not respond.
    pub fn give_up(self) {
        self.is_held.set_value(false);
        self.device.set(device_now());
        self.source.set(Source::Device);
    }
}

/// Returns the time of the device's clock, uncorrected.
#[expect(clippy::disallowed_methods, reason = "this is the place that reads the clock")]
pub fn device_now() -> DateTime<Utc> {
    // Whole milliseconds since 1970, well within the range of both types.
    DateTime::from_timestamp_millis(js_sys::Date::now() as i64).unwrap_or_default()
}

/// Returns the time since the page was opened, by a clock that cannot be set; zero where the browser has none.
fn monotonic_milliseconds() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// Returns whether the device's clock was set between two ticks, from the time that passed by it and by the monotonic
/// clock. Some browsers stop the monotonic clock while the device sleeps, which counts as well.
fn has_jumped(by_device: TimeDelta, passed: TimeDelta) -> bool {
    (by_device - passed).abs() >= JUMP
}

/// Returns the clock from the context.
pub fn use_clock() -> Clock {
    provided()
}

/// Returns the date in Riga by the server's time, as a signal.
pub fn use_today() -> Signal<NaiveDate> {
    let clock = use_clock();
    Memo::new(move |_| clock.today()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clock_that_was_set_has_jumped() {
        let ten = TimeDelta::seconds(10);
        for (by_device, expected) in [(10_000, false), (11_999, false), (12_000, true), (8_001, false), (8_000, true)] {
            assert_eq!(has_jumped(TimeDelta::milliseconds(by_device), ten), expected, "{by_device} ms");
        }
        assert!(has_jumped(TimeDelta::minutes(-30), ten));
        assert!(!has_jumped(TimeDelta::minutes(5), TimeDelta::minutes(5)), "a page in the background");
    }
}
