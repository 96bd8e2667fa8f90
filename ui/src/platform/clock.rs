//! Clock of the pages: the only code in the browser that reads the time.
//!
//! The server's time decides, so the device's clock is corrected by the offset to the server's. Until the first
//! response, the offset stored on an earlier visit applies. If the server cannot be reached, the pages show a notice
//! that the time is the device's: its clock may have changed since the offset was stored.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use leptos::prelude::*;
use rules::riga_time;

use crate::platform::context::provided;
use crate::platform::device_settings;

/// Interval at which the pages update the time. A call window closes on screen at most this much late.
const TICK: Duration = Duration::from_secs(10);

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
}

impl Clock {
    /// Starts a clock that ticks until its owner is cleaned up.
    pub fn start() -> Self {
        let learnt = device_settings::clock_offset();
        let clock = Self {
            device: RwSignal::new(device_now()),
            offset: RwSignal::new(learnt.unwrap_or_default()),
            source: RwSignal::new(if learnt.is_some() { Source::Server } else { Source::Unknown }),
        };
        let ticking = set_interval_with_handle(move || clock.device.set(device_now()), TICK);
        // Without a timer the pages keep showing the time of their start.
        if let Ok(handle) = ticking {
            on_cleanup(move || handle.clear());
        }
        clock
    }

    /// Returns the server's time. Tracked: a view that reads it updates with each tick.
    pub fn now(self) -> DateTime<Utc> {
        self.device.get() + self.offset.get()
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
        self.device.set(answered);
        self.source.set(Source::Server);
    }

    /// Falls back to the device's clock, because the server did not respond.
    pub fn give_up(self) {
        self.source.set(Source::Device);
    }
}

/// Returns the time of the device's clock, uncorrected.
#[expect(clippy::disallowed_methods, reason = "this is the place that reads the clock")]
pub fn device_now() -> DateTime<Utc> {
    // Whole milliseconds since 1970, well within the range of both types.
    DateTime::from_timestamp_millis(js_sys::Date::now() as i64).unwrap_or_default()
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
