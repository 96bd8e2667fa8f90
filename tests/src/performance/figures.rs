//! Figures: measurements of several runs, their median, their spread, and the bar.

use std::fmt;

/// Unit of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Seconds, measured in milliseconds.
    Seconds,
    /// Milliseconds.
    Milliseconds,
    /// No unit: layout shift is a share of the screen times a share of the way.
    Shift,
    /// Megabytes, measured in bytes.
    Megabytes,
}

impl Unit {
    /// A measured value in print.
    fn shown(self, measured: f64) -> String {
        match self {
            Self::Seconds => format!("{:.2}", measured / 1_000.0),
            Self::Milliseconds => format!("{measured:.1}"),
            Self::Shift => format!("{measured:.3}"),
            Self::Megabytes => format!("{:.1}", measured / 1_000_000.0),
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Seconds => " s",
            Self::Milliseconds => " ms",
            Self::Shift => "",
            Self::Megabytes => " MB",
        }
    }
}

/// One figure.
#[derive(Clone, Debug)]
pub struct Figure {
    name: String,
    unit: Unit,
    /// The bar; `None` where no bar is set.
    bar: Option<f64>,
    /// What each run measured.
    runs: Vec<f64>,
}

impl Figure {
    /// A figure of what each run measured: milliseconds, bytes or shifts; `bar` likewise.
    pub fn new(name: impl Into<String>, unit: Unit, bar: Option<f64>, runs: Vec<f64>) -> Self {
        Self { name: name.into(), unit, bar, runs }
    }
}

/// `name median (min to max) unit, n runs, bar …, met`; a bar is compared with the median before it is rounded.
impl fmt::Display for Figure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, unit, bar, runs } = self;
        let middle = median(runs);
        let (least, most) =
            runs.iter().fold((f64::MAX, f64::MIN), |(least, most), run| (least.min(*run), most.max(*run)));
        let [shown, least, most] = [middle, least, most].map(|measured| unit.shown(measured));
        write!(formatter, "{name} {shown} ({least} to {most}){}, {} runs", unit.name(), runs.len())?;
        match bar {
            None => formatter.write_str(", no bar"),
            Some(bar) => {
                let verdict = if middle <= *bar { "met" } else { "missed" };
                write!(formatter, ", bar {}, {verdict}", unit.shown(*bar))
            }
        }
    }
}

/// The middle value, or the mean of the two in the middle; 0 of nothing.
pub(super) fn median(values: &[f64]) -> f64 {
    let sorted = sorted(values);
    let middle = sorted.len() / 2;
    match sorted.get(middle) {
        None => 0.0,
        Some(value) if sorted.len() % 2 == 1 => *value,
        Some(value) => f64::midpoint(sorted[middle - 1], *value),
    }
}

/// The least value that at least so many of a hundred do not exceed; 0 of nothing.
pub(super) fn percentile(values: &[f64], of_hundred: usize) -> f64 {
    let sorted = sorted(values);
    let place = (sorted.len() * of_hundred).div_ceil(100);
    sorted.get(place.saturating_sub(1)).copied().unwrap_or_default()
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn median_is_the_middle_of_unordered_values() {
        assert_eq!(median(&[9.0, 1.0, 5.0]), 5.0);
        assert_eq!(median(&[9.0, 1.0, 5.0, 6.0]), 5.5);
        assert_eq!(median(&[]), 0.0);
    }

    #[test]
    fn percentile_is_a_measured_value_that_so_many_do_not_exceed() {
        let hundred: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!([50, 98, 100].map(|part| percentile(&hundred, part)), [50.0, 98.0, 100.0]);
        assert_eq!(percentile(&[3.0, 1.0, 2.0], 98), 3.0);
    }

    #[test]
    fn line_names_median_spread_runs_and_bar() {
        let figure = Figure::new("first paint, phone", Unit::Seconds, Some(800.0), vec![612.0, 590.0, 711.0]);
        assert_eq!(figure.to_string(), "first paint, phone 0.61 (0.59 to 0.71) s, 3 runs, bar 0.80, met");
        let figure = Figure::new("layout shift", Unit::Shift, None, vec![0.0]);
        assert_eq!(figure.to_string(), "layout shift 0.000 (0.000 to 0.000), 1 runs, no bar");
    }

    #[test]
    fn bar_is_not_met_by_rounding() {
        let at = |measured| Figure::new("usable", Unit::Seconds, Some(2_000.0), vec![measured]).to_string();
        assert!(at(2_000.0).ends_with("bar 2.00, met"));
        assert!(at(2_001.0).ends_with("2.00 (2.00 to 2.00) s, 1 runs, bar 2.00, missed"), "{}", at(2_001.0));
    }
}
