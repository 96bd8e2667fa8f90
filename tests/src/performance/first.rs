//! The first visit ever: nothing in any cache, a slow network, a slow processor.

use super::chromium::{Chromium, Network};
use super::figures::{Figure, Unit, median};
use super::visit::{Load, Purpose, Seen, visit};
use crate::browser::Viewport;
use crate::failure::Result;
use crate::server::Server;
use crate::temporary::TemporaryFolder;

/// Measurements of every visit, and their bars in milliseconds.
const PAINTS: [(&str, Option<f64>); 3] =
    [("first-paint", Some(800.0)), ("first-contentful-paint", None), ("largest-contentful-paint", None)];

/// The bar for the first button to react, milliseconds.
const USABLE: f64 = 2_000.0;

/// The bar for layout shift.
const SHIFT: f64 = 0.02;

/// What happens between the files and the first button, in the order in which it does.
const MOMENTS: [&str; 6] =
    ["first-paint", "wasm asked for", "wasm compiled", "pages started", "call told", "largest-contentful-paint"];

/// Visits so many times on each screen; prints the parts of the time.
pub(super) async fn measure(runs: usize) -> Result<Vec<Figure>> {
    let server = Server::start()?;
    let mut figures = Vec::new();
    for on in Viewport::BOTH {
        let (mut watched, mut usable) = (Vec::new(), Vec::new());
        for run in 1..=runs {
            watched.push(anew(&server, on, Purpose::Watch).await?);
            usable.push(anew(&server, on, Purpose::Press).await?.time("usable")?);
            eprintln!("first visit on a {}: {run} of {runs}", on.name());
        }
        print!("{}", waterfall(on, &watched, &usable)?);
        figures.extend(of_screen(on, &watched, usable)?);
    }
    Ok(figures)
}

/// One visit by a browser that has never been anywhere.
async fn anew(server: &Server, on: Viewport, purpose: Purpose) -> Result<Seen> {
    let profile = TemporaryFolder::create()?;
    let mut chromium = Chromium::start(profile.path(), Network::Slow).await?;
    let seen = visit(&mut chromium, server, on, purpose).await?;
    chromium.close().await?;
    seen.came_slowly()?;
    Ok(seen)
}

fn of_screen(on: Viewport, watched: &[Seen], usable: Vec<f64>) -> Result<Vec<Figure>> {
    let named = |name: &str| format!("first visit, {}: {name}", on.name());
    let mut figures = Vec::new();
    for (paint, bar) in PAINTS {
        let times = watched.iter().map(|seen| seen.time(paint)).collect::<Result<_>>()?;
        figures.push(Figure::new(named(&paint.replace('-', " ")), Unit::Seconds, bar, times));
    }
    figures.push(Figure::new(named("usable"), Unit::Seconds, Some(USABLE), usable));
    let shifts = watched
        .iter()
        .map(|seen| seen.shifts.iter().map(|shift| shift.value).fold(0.0, |sum, value| sum + value))
        .collect();
    figures.push(Figure::new(named("layout shift"), Unit::Shift, Some(SHIFT), shifts));
    Ok(figures)
}

/// When each file came and each moment was, as medians.
fn waterfall(on: Viewport, watched: &[Seen], usable: &[f64]) -> Result<String> {
    let mut lines = Vec::new();
    for load in watched.first().map(|seen| seen.loads.as_slice()).unwrap_or_default() {
        let same: Vec<&Load> =
            watched.iter().filter_map(|seen| seen.loads.iter().find(|other| other.path == load.path)).collect();
        let middle = |of: fn(&Load) -> f64| median(&same.iter().map(|load| of(load)).collect::<Vec<_>>());
        let (start, end, bytes) = (middle(|load| load.start), middle(|load| load.end), middle(|load| load.bytes));
        let file = load.path.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or("/");
        lines.push((start, format!("{start:>6.0} to {end:>5.0} ms  {file}, {:.1} kB", bytes / 1_000.0)));
    }
    for moment in MOMENTS {
        let times: Vec<f64> = watched.iter().map(|seen| seen.time(moment)).collect::<Result<_>>()?;
        lines.push(at(median(&times), &moment.replace('-', " ")));
    }
    lines.push(at(median(usable), "usable"));
    for shift in watched.first().map(|seen| seen.shifts.as_slice()).unwrap_or_default() {
        lines.push(at(shift.at, &format!("shift of {:.3}: {}", shift.value, shift.moved.join(", "))));
    }
    lines.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let lines: String = lines.into_iter().map(|(_, line)| line + "\n").collect();
    Ok(format!("first visit on a {}, medians:\n{lines}", on.name()))
}

fn at(time: f64, moment: &str) -> (f64, String) {
    (time, format!("{time:>6.0}             {moment}"))
}
