//! One visit to the first page, and its measurements.

use serde_json::{Value, json};

use super::chromium::{Chromium, LATENCY};
use crate::browser::Viewport;
use crate::failure::{Failure, Result};
use crate::server::Server;

/// Runs in the page; see there.
const OBSERVE: &str = include_str!("observe.js");

/// How long after its first byte a request's last may come, beneath the network's latency, before the network was not
/// slow after all: the browser rounds.
const ROUNDING: f64 = 10.0;

/// Purpose of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To watch what appears and moves, touching nothing.
    Watch,
    /// To press the first button until it reacts.
    Press,
}

/// Measurements; times in milliseconds from the start of the visit.
pub(super) struct Seen {
    times: Value,
    /// Layout shift without any input.
    pub(super) shifts: Vec<Shift>,
    /// The page and everything that it loaded.
    pub(super) loads: Vec<Load>,
}

/// One file or answer that was loaded.
#[derive(Clone, Debug)]
pub(super) struct Load {
    pub(super) path: String,
    pub(super) start: f64,
    pub(super) end: f64,
    /// Its bytes as they came over the network.
    pub(super) bytes: f64,
}

/// Something of the page moved.
#[derive(Clone, Debug)]
pub(super) struct Shift {
    /// The share of the screen that moved, times the share of the way.
    pub(super) value: f64,
    pub(super) at: f64,
    /// The elements that moved most, e.g. `main.imk-main`.
    pub(super) moved: Vec<String>,
}

impl Seen {
    /// When something happened.
    ///
    /// # Errors
    /// When it did not.
    pub(super) fn time(&self, name: &str) -> Result<f64> {
        self.times[name].as_f64().ok_or_else(|| Failure::new(format!("no {name}: {}", self.times)))
    }

    /// Fails where something came quicker than a slow network lets it: then the figures are of another network.
    pub(super) fn came_slowly(&self) -> Result {
        let quick: Vec<&Load> = self.loads.iter().filter(|load| load.end - load.start < LATENCY - ROUNDING).collect();
        if quick.is_empty() { Ok(()) } else { Err(Failure::new(format!("came over a quicker network: {quick:?}"))) }
    }
}

/// Opens the first page on a slow processor, in a browser that has its network already.
pub(super) async fn visit(chromium: &mut Chromium, server: &Server, on: Viewport, purpose: Purpose) -> Result<Seen> {
    let tab = chromium.tab(on).await?;
    chromium.slow_down(&tab).await?;
    let options = json!({ "press": purpose == Purpose::Press });
    chromium.prepare(&tab, &format!("({})({options})", OBSERVE.trim().trim_end_matches(';'))).await?;
    chromium.open(&tab, &server.url("/")).await?;
    let mut seen = chromium.value(&tab, "imkSeen").await?;
    let loads = seen["loads"].as_array().into_iter().flatten().map(load).collect();
    let shifts = seen["shifts"].as_array().into_iter().flatten().map(shift).collect();
    Ok(Seen { shifts, loads, times: seen["times"].take() })
}

fn shift(entry: &Value) -> Shift {
    let number = |name: &str| entry[name].as_f64().unwrap_or_default();
    let moved = entry["moved"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
    Shift { value: number("value"), at: number("at"), moved: moved.collect() }
}

fn load(entry: &Value) -> Load {
    let number = |name: &str| entry[name].as_f64().unwrap_or_default();
    let path = entry["path"].as_str().unwrap_or_default().to_owned();
    Load { path, start: number("start"), end: number("end"), bytes: number("bytes") }
}
