//! The only place in the pages that reads a clock.
//!
//! The device's clock is corrected by the server's, since it is the server's that decides. Until the server has been
//! heard, the correction learnt on an earlier visit serves. Where it is not heard at all the time is the device's, and the
//! pages say so: nobody knows how its clock has gone since.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use leptos::prelude::*;
use rules::riga_time;

use crate::platform::device_settings;

/// How often the pages look at the time: a window closes on screen at most this much late.
const TICK: Duration = Duration::from_secs(10);

/// Whose time it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Nobody's yet: the server has been asked and has not answered, and no earlier visit helps.
    Unknown,
    /// The server's.
    Server,
    /// The device's own, with the correction of an earlier visit if there was one.
    Device,
}

/// The time as the server sees it.
#[derive(Clone, Copy)]
pub struct Clock {
    device: RwSignal<DateTime<Utc>>,
    offset: RwSignal<TimeDelta>,
    source: RwSignal<Source>,
}

impl Clock {
    /// A clock that ticks until its owner is gone.
    pub fn start() -> Self {
        let learnt = device_settings::clock_offset();
        let clock = Self {
            device: RwSignal::new(device_now()),
            offset: RwSignal::new(learnt.unwrap_or_default()),
            source: RwSignal::new(if learnt.is_some() { Source::Server } else { Source::Unknown }),
        };
        let ticking = set_interval_with_handle(move || clock.device.set(device_now()), TICK);
        // Without a timer the pages show the time at which they were opened.
        if let Ok(handle) = ticking {
            on_cleanup(move || handle.clear());
        }
        clock
    }

    /// The server's time now. Reading it in a view makes the view follow the time.
    pub fn now(self) -> DateTime<Utc> {
        self.device.get() + self.offset.get()
    }

    /// The server's time at this very moment, to stamp something with; follows nothing.
    pub fn stamp(self) -> DateTime<Utc> {
        device_now() + self.offset.get_untracked()
    }

    /// The day it is in Riga.
    pub fn today(self) -> NaiveDate {
        riga_time::date_at(self.now())
    }

    /// Whose time it is.
    pub fn source(self) -> Source {
        self.source.get()
    }

    /// Whether it is the device's own; follows nothing.
    pub fn is_the_devices(self) -> bool {
        self.source.get_untracked() == Source::Device
    }

    /// Takes over the server's time, as it answered a request that was sent at `asked`.
    pub fn correct(self, server: DateTime<Utc>, asked: DateTime<Utc>) {
        let answered = device_now();
        let offset = server - (asked + (answered - asked) / 2);
        device_settings::set_clock_offset(offset);
        self.offset.set(offset);
        self.device.set(answered);
        self.source.set(Source::Server);
    }

    /// The server did not answer: the device's clock serves.
    pub fn give_up(self) {
        self.source.set(Source::Device);
    }
}

/// The device's own clock.
#[expect(clippy::disallowed_methods, reason = "this is the place that reads the clock")]
pub fn device_now() -> DateTime<Utc> {
    // Whole milliseconds since 1970, far below the bounds of both types.
    DateTime::from_timestamp_millis(js_sys::Date::now() as i64).unwrap_or_default()
}

/// The clock.
pub fn use_clock() -> Clock {
    expect_context()
}

/// The day it is in Riga by the server's clock.
pub fn use_today() -> Signal<NaiveDate> {
    let clock = use_clock();
    Memo::new(move |_| clock.today()).into()
}
